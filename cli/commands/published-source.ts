import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { RunList } from "#shared/documents/listing.ts";
import { RUN_LIST_PATH } from "#shared/documents/paths.ts";
import type { ReadText } from "#shared/documents/verify/verify-run.ts";
import { CliError } from "./cli-error.ts";

/** Where published documents are read: a folder (of `--out`, or a copy of the bucket), or the address of a site. */
export interface PublishedSource {
  /** As the user gave it. */
  readonly place: string;
  readonly read: ReadText;
  /** The runs that it has. */
  runs(): Promise<readonly string[]>;
}

/** How long a site may take to answer. */
const ANSWER_MS = 30_000;

/** A folder or an `http(s)://` address. Nothing is read yet. */
export const openPublished = (place: string): PublishedSource =>
  /^https?:\/\//.test(place) ? siteAt(place) : folderAt(place);

/**
 * The run that was named, or the only one there is.
 * @throws CliError `V-RUN` when there is none, or several to choose from.
 */
export async function runOf(source: PublishedSource, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const runs = await source.runs();
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return only;
  throw new CliError("V-RUN", runs.length === 0 ? "aucun run publié" : "plusieurs runs sont publiés", {
    place: source.place,
    expected: "un dossier ou une adresse où se trouvent runs/<run>/latest/france.json",
    advice:
      runs.length === 0 ? "nommez le run : --run" : `choisissez : ${runs.map((run) => `--run ${run}`).join(", ")}`,
  });
}

function folderAt(folder: string): PublishedSource {
  const read: ReadText = async (path) => {
    try {
      return textOf(await readFile(join(folder, path)));
    } catch (error) {
      if (isMissing(error)) return null;
      throw unreadable(join(folder, path), error);
    }
  };
  return {
    place: folder,
    read,
    runs: async () => {
      const entries = await readdir(join(folder, "runs"), { withFileTypes: true }).catch(() => []);
      return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    },
  };
}

function siteAt(address: string): PublishedSource {
  const base = address.replace(/\/+$/, "");
  const read: ReadText = async (path) => {
    const url = `${base}/${path}`;
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
      if (answer.status === 404) return null;
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return textOf(Buffer.from(await answer.arrayBuffer()));
    } catch (error) {
      throw unreadable(url, error);
    }
  };
  return {
    place: address,
    read,
    runs: async () => {
      const list = await read(RUN_LIST_PATH);
      return list === null ? [] : (JSON.parse(list) as RunList).runs.map(({ run }) => run);
    },
  };
}

/** A copy of the bucket keeps documents as they are stored there: compressed. */
const textOf = (bytes: Buffer): string =>
  (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "EISDIR");

const unreadable = (place: string, cause: unknown): CliError =>
  new CliError(
    "V-LECTURE",
    `lecture impossible : ${cause instanceof Error ? cause.message : String(cause)}`,
    { place, expected: "un document publié, ou rien à cet endroit" },
    { cause },
  );
