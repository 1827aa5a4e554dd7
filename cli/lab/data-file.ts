import { readFile, stat } from "node:fs/promises";
import type * as z from "zod/mini";
import { parse } from "yaml";

/** Why a file of the lab could not be read: a stable code, the place in it, what was expected. In French. */
export class DataFileError extends Error {
  readonly code: "E-LECTURE" | "E-FORME";
  constructor(code: DataFileError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DataFileError";
    this.code = code;
  }
}

/** What people write by hand is short. */
const LONGEST = 1_000_000;
const MOST_ALIASES = 20;

/** Reads a file written by hand, YAML or JSON, against its schema. @throws DataFileError */
export async function readDataFile<T>(path: string, schema: z.ZodMiniType<T>): Promise<T> {
  const size = await stat(path).then(
    (found) => found.size,
    (cause: unknown) => {
      throw new DataFileError("E-LECTURE", `${path} : fichier introuvable ou illisible.`, { cause });
    },
  );
  if (size > LONGEST) throw new DataFileError("E-LECTURE", `${path} : ${size} octets, au plus ${LONGEST}.`);
  return parseData(await readFile(path, "utf8"), schema, path);
}

/** The same, of a text. @param place how errors name it. */
export function parseData<T>(text: string, schema: z.ZodMiniType<T>, place: string): T {
  let value: unknown;
  try {
    // JSON is YAML; aliases are bounded, or a few lines could grow to gigabytes.
    value = parse(text, { maxAliasCount: MOST_ALIASES, uniqueKeys: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new DataFileError("E-FORME", `${place} : ni YAML ni JSON (${reason}).`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const told = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join(".") || "(racine)"} : ${message}`);
  throw new DataFileError("E-FORME", `${place} n'a pas la forme attendue. ${told.join(" ; ")}`);
}
