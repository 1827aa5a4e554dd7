import { readFile } from "node:fs/promises";
import { XMLParser } from "fast-xml-parser";
import { compile } from "./messages.ts";

/** What another pipeline publishes, read as territories with figures. */
export interface ReadTotals {
  /** By territory (`france`, `departement 75`, `commune 75056`, `bureau 75056/0101`): figures by name. */
  readonly territories: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export const READ_FORMATS = ["json", "xml", "csv"] as const;
export type ReadFormat = (typeof READ_FORMATS)[number];

const ANSWER_MS = 10_000;
/** A page of results is megabytes at most; what is longer is not one. */
const LONGEST = 64 * 1024 * 1024;

/**
 * A reader of a page or a file. `map` is a JSONata expression over it, giving a list of
 * `{ territoire, votants, exprimes, …, voix: { … } }`; figures that it does not give are not checked. What it reads is `null`
 * where nothing is, an error with a sentence in French where what is there cannot be understood.
 */
export function readerOf(place: string, format: ReadFormat, map: string): () => Promise<ReadTotals | null> {
  const expression = compile(map);
  return async () => {
    const text = await textAt(place);
    if (text === null) return null;
    let document: unknown;
    try {
      document = parsed(text, format);
    } catch (cause) {
      throw new Error(`${place} : ce n'est pas du ${format.toUpperCase()} entier.`, { cause });
    }
    return totalsOf(await expression.evaluate(document), place);
  };
}

async function textAt(place: string): Promise<string | null> {
  if (!/^https?:/.test(place)) return readFile(place, "utf8").catch(() => null);
  const answer = await fetch(place, { signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => null);
  if (answer === null || !answer.ok) return null;
  if (Number(answer.headers.get("content-length") ?? 0) > LONGEST) return null;
  const text = await answer.text();
  return text.length > LONGEST ? null : text;
}

/** A CSV becomes a list of rows by the names of its first line; an XML document, objects without attributes' prefix. */
function parsed(text: string, format: ReadFormat): unknown {
  if (format === "json") return JSON.parse(text);
  if (format === "xml")
    return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", processEntities: false }).parse(
      text,
      true,
    );
  const [head = "", ...rows] = text.split(/\r?\n/).filter((row) => row !== "");
  const separator = head.includes(";") ? ";" : ",";
  const names = head.split(separator);
  return rows.map((row) => {
    const cells = row.split(separator);
    return Object.fromEntries(names.flatMap((name, i) => (cells[i] === undefined ? [] : [[name, cells[i]]])));
  });
}

function totalsOf(value: unknown, place: string): ReadTotals {
  const territories = new Map<string, ReadonlyMap<string, number>>();
  // A page of nothing gives an empty list, which JSONata makes nothing at all.
  const rows: readonly unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  for (const row of rows) {
    if (typeof row !== "object" || row === null || !("territoire" in row) || typeof row.territoire !== "string")
      throw new Error(`${place} : --read-map n'y donne pas une liste de { territoire, votants, …, voix }.`);
    const { territoire, voix, ...others } = row as { territoire: string; voix?: Record<string, unknown> };
    const named = [
      ...Object.entries(others),
      ...Object.entries(voix ?? {}).map(([id, figure]): [string, unknown] => [`voix ${id}`, figure]),
    ].filter(([, figure]) => figure !== undefined);
    const figures = new Map(
      named.map(([name, figure]) => [name, figure === null || figure === "" ? NaN : Number(figure)]),
    );
    for (const [name, figure] of named)
      if (!Number.isFinite(figures.get(name)))
        throw new Error(`${place} : ${territoire}, ${name} : « ${String(figure)} » n'est pas un nombre.`);
    territories.set(territoire, figures);
  }
  return { territories };
}
