import type { Dossier } from "../contracts/dossier.ts";
import type { Tally } from "../contracts/tally.ts";
import { BureauReader, type BureauRow } from "./bureaux.ts";
import { assemble, BLANCS_APART_SINCE, uniteOf } from "./dossier.ts";
import { recognise, type Family, type Field, type Layout } from "./family.ts";
import { Gathered } from "./gathered.ts";
import { eachLine, splitLine } from "./lines.ts";
import { FormatError, problem, problemText, type Problem } from "./problems.ts";
import { baseName, scrutinOf, type Clues, type Identified, type ScrutinOptions } from "./scrutin-of.ts";
import { textBlocks, type Encoding } from "./text.ts";
import { WIDE_CSV } from "./wide-csv.ts";

/** The families that can be read. */
export const FAMILIES: readonly Family[] = [WIDE_CSV];

/** A result file, already decompressed. */
export interface SourceFile {
  /** As the user gave it: for messages, and for what the name tells of the scrutin. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** SHA-256 of the file as it is stored, in hexadecimal; asked once the bytes are read. */
  sha256(): string;
}

export interface NightFileOptions extends ScrutinOptions {
  /** Population municipale by INSEE code: closing hours are inferred from it. Without it, every commune is small. */
  readonly populations?: ReadonlyMap<string, number>;
}

/** What became of each line: `rows = used + rejected.length`. */
export interface FileReport {
  readonly file: string;
  readonly sha256: string;
  readonly family: Pick<Family, "id" | "nom">;
  readonly encoding: Encoding;
  /** Lines that are neither the header nor empty. */
  readonly rows: number;
  readonly used: number;
  /** Lines that are not counted, and why, in the file's order. */
  readonly rejected: readonly Problem[];
}

export interface FileNight {
  readonly dossier: Dossier;
  /** One a bureau, version 1, in the dossier's order. */
  readonly tallies: readonly Omit<Tally, "run">[];
  readonly report: FileReport;
}

/** More bad lines than that and the file is not what it seems. */
const MOST_REJECTED = 1000;

/**
 * Reads a result file by bureau: what was known before the night, and what each bureau reported.
 * A line whose figures cannot be true is left out and reported, never mended; the dossier's `source` says how many.
 *
 * @throws FormatError when the file cannot be read, is of no known family, has no good line or too many bad ones, or
 *   when its scrutin stays unknown (`F-SCRUTIN`).
 */
export async function readNight(source: SourceFile, options: NightFileOptions = {}): Promise<FileNight> {
  const { name } = source;
  const table = new Table(name);
  for await (const block of textBlocks(name, source.bytes)) {
    table.encoding = block.encoding;
    eachLine(block.text, block.line, (line, number) => table.take(line, number));
  }
  const { layout, lines, encoding } = table;
  const { rows, rejected } = table.gathered.settle();
  if (!layout) throw new FormatError(name, problem("F-VIDE", {}, "une ligne d'en-tête", ""));
  if (rows.length === 0) throw new FormatError(name, rejected[0] ?? problem("F-VIDE", {}, "au moins un bureau", ""));

  const labels = layout.voix.map(({ label }) => label);
  const scrutin = scrutinOf(name, cluesOf(labels, rows), options);
  refuseMissing(name, layout, scrutin);
  const sha256 = source.sha256();
  const left = rejected.length === 0 ? "" : `, dont non comptées : ${rejected.length}`;
  const { id, nom } = layout.family;
  return {
    ...assemble({
      scrutin,
      labels,
      rows,
      populations: options.populations ?? new Map(),
      source: `${baseName(name)} (${lines} lignes${left} ; SHA-256 ${sha256})`,
    }),
    report: { file: name, sha256, family: { id, nom }, encoding, rows: lines, used: rows.length, rejected },
  };
}

/** Reads a file's lines one after the other: the first is the header. */
class Table {
  layout: Layout | undefined;
  encoding: Encoding = "utf-8";
  lines = 0;
  readonly gathered = new Gathered();
  readonly #file: string;
  #reader: BureauReader | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  take(line: string, number: number): void {
    if (!this.layout || !this.#reader) {
      this.layout = recognise(this.#file, line, number, FAMILIES);
      this.#reader = new BureauReader(this.layout);
      return;
    }
    this.lines += 1;
    const cells = splitLine(line, this.layout.separator);
    const read = cells
      ? this.#reader.read(cells, number)
      : problem("F-GUILLEMET", { line: number }, "un guillemet fermant", line);
    this.gathered.add(read);
    const { rejected } = this.gathered;
    if (rejected.length > MOST_REJECTED) {
      const expected = `au plus ${MOST_REJECTED} lignes fautives`;
      throw new FormatError(
        this.#file,
        problem("F-LIGNES", { line: number }, expected, `davantage ; la première : ${problemText(rejected[0]!)}`),
      );
    }
  }
}

function cluesOf(labels: readonly string[], rows: readonly BureauRow[]): Clues {
  const voted = new Map<string, Set<number>>();
  let inscrits = 0;
  for (const row of rows) {
    inscrits += row.inscrits;
    if (row.circonscription === 0) continue;
    const unite = uniteOf(row);
    const columns = voted.get(unite) ?? new Set();
    voted.set(unite, columns);
    row.voix.forEach((votes, column) => votes > 0 && columns.add(column));
  }
  const mostLabels = Math.max(0, ...[...voted.values()].map(({ size }) => size));
  return { labels, inscrits, circonscriptions: voted.size, mostLabels };
}

/** What only the scrutin makes necessary. */
function refuseMissing(file: string, layout: Layout, { type, date }: Identified): void {
  const missing = (field: Field, why: string): void => {
    if (layout.at.has(field)) return;
    throw new FormatError(
      file,
      problem("F-FORMAT", {}, `une colonne ${field} (${why})`, layout.header.join(layout.separator)),
    );
  };
  if (type === "legislatives") missing("circonscription", "les sièges y sont pourvus");
  if (date >= BLANCS_APART_SINCE) missing("blancs", `comptés à part depuis le ${BLANCS_APART_SINCE}`);
}
