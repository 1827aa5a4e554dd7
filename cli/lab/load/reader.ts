import { readFile } from "node:fs/promises";
import { XMLParser } from "fast-xml-parser";
import { compile } from "./messages.ts";
import { LoadError } from "./errors.ts";

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
 * `{ territoire, votants, exprimes, …, voix: { … } }`; figures that it does not give are not checked.
 */
export function readerOf(place: string, format: ReadFormat, map: string): () => Promise<ReadTotals | null> {
  const expression = compile(map);
  return async () => {
    const text = await textAt(place);
    if (text === null) return null;
    return totalsOf(await expression.evaluate(parsed(text, format)), place);
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
    return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", processEntities: false }).parse(text);
  const [head = "", ...rows] = text.split(/\r?\n/).filter((row) => row !== "");
  const separator = head.includes(";") ? ";" : ",";
  const names = head.split(separator);
  return rows.map((row) => {
    const cells = row.split(separator);
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]));
  });
}

function totalsOf(value: unknown, place: string): ReadTotals {
  const territories = new Map<string, ReadonlyMap<string, number>>();
  for (const row of Array.isArray(value) ? (value as unknown[]) : [value]) {
    if (typeof row !== "object" || row === null || !("territoire" in row) || typeof row.territoire !== "string")
      throw new LoadError(
        "V-USAGE",
        `--read-map : attendu une liste de { territoire, votants, …, voix } pour ${place}.`,
      );
    const { territoire, voix, ...others } = row as { territoire: string; voix?: Record<string, unknown> };
    const figures = new Map<string, number>();
    for (const [name, figure] of Object.entries(others)) if (figure !== undefined) figures.set(name, Number(figure));
    for (const [id, figure] of Object.entries(voix ?? {})) figures.set(`voix ${id}`, Number(figure));
    territories.set(territoire, figures);
  }
  return { territories };
}
