import { firstName, meaningOf, type CountField, type Field } from "./vocabulary.ts";

/**
 * The « France entière » sheets of workbooks stand upright: counts one under the other on the left, candidatures on the right,
 * then the same for métropole and outre-mer, which repeat it. Here they are laid down: a header, and one row for the nation.
 */

/** Counts that may stand on the left. */
const COUNTS = [
  "inscrits",
  "abstentions",
  "votants",
  "blancs",
  "nuls",
  "blancsNuls",
  "exprimes",
] as const satisfies readonly CountField[];

/** What may stand on the right, by its heading. */
const HEADINGS: ReadonlyMap<string, Field> = new Map([
  ["candidat", "nomCandidat"],
  ["nuance", "nuance"],
  ["liste", "liste"],
  ["binôme", "binome"],
  ["sièges", "sieges"],
  ["voix", "voix"],
]);

/** Columns of a candidature once it is laid down. */
const BLOCK = [
  "sexe",
  "nomCandidat",
  "prenom",
  "nuance",
  "liste",
  "binome",
  "sieges",
  "voix",
] as const satisfies readonly Field[];

const NATION = /^france enti[eè]re/i;

/** `Mme LE PEN Marine`: who is told by title, name in capitals, first name. */
const PERSON = /^(M\.|Mme) ((?:[\p{Lu}'’-]+ )+)(.+)$/u;

/** A row of a sheet. */
export interface SheetRow {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const filled = ({ cells }: SheetRow): string[] => cells.map((cell) => cell.trim()).filter((cell) => cell !== "");

/** The sheet laid down; `null` when it is no such sheet. */
export function laidDown(rows: readonly SheetRow[]): readonly SheetRow[] | null {
  const titled = rows.findIndex((row) => filled(row).length === 1 && NATION.test(filled(row)[0]!));
  if (titled < 0) return null;
  const heading = rows.findIndex(({ cells }, at) => at > titled && cells.some((cell) => /^voix$/i.test(cell.trim())));
  if (heading < 0) return null;
  const columns = new Map<number, Field>();
  rows[heading]!.cells.forEach((cell, column) => {
    const field = HEADINGS.get(cell.trim().toLowerCase());
    if (field !== undefined) columns.set(column, field);
  });
  const counts = new Map<Field, string>();
  const blocks: string[][] = [];
  for (const row of rows.slice(heading + 1)) {
    if (filled(row).length === 0) break;
    const [label = "", count = ""] = row.cells;
    const meaning = meaningOf(label);
    if (meaning !== null) counts.set(meaning.field, count);
    const block = blockOf(row, columns);
    if (block !== null) blocks.push(block);
  }
  if (!counts.has("inscrits") || !counts.has("exprimes") || blocks.length === 0) return null;
  const told = COUNTS.filter((field) => counts.has(field));
  const { line } = rows[heading]!;
  return [
    { line, cells: [firstName("ensemble"), ...told.map(firstName), ...blocks.flatMap(() => BLOCK.map(firstName))] },
    {
      line: line + 1,
      cells: [filled(rows[titled]!)[0]!, ...told.map((field) => counts.get(field)!), ...blocks.flat()],
    },
  ];
}

/** A candidature's cells; `null` for a line without a name: counts that go on, the total. */
function blockOf({ cells }: SheetRow, columns: ReadonlyMap<number, Field>): string[] | null {
  const own = new Map([...columns].map(([column, field]) => [field, (cells[column] ?? "").trim()]));
  const voix = own.get("voix") ?? "";
  const named = [...own].some(([field, cell]) => field !== "voix" && field !== "sieges" && cell !== "");
  if (voix === "" || !named) return null;
  const person = PERSON.exec(own.get("nomCandidat") ?? "");
  if (person !== null) {
    const [, sexe = "", nom = "", prenom = ""] = person;
    own.set("sexe", sexe).set("nomCandidat", nom.trim()).set("prenom", prenom);
  }
  return BLOCK.map((field) => own.get(field) ?? "");
}
