import type { Family, Shape } from "./families.ts";
import type { Layout } from "./layout.ts";
import { FormatError, problem, problemText, type Problem } from "./problems.ts";
import type { ResultRow } from "./result-rows.ts";
import { ResultSet } from "./result-set.ts";
import { isProblem, readTable, type Read, type RowFilter } from "./table-reader.ts";
import { textTable, type Table } from "./table.ts";
import type { Encoding } from "./text.ts";

/** A result file as bytes, already decompressed: a text. */
export interface SourceFile {
  /** As the user gave it: for messages, and for what the name tells of the scrutin. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** SHA-256 of the file as it is stored, in hexadecimal; asked once the bytes are read. */
  sha256(): string;
}

/** A result file as tables, whatever it is stored in: a text is one, a workbook has one a sheet. */
export interface ResultFile {
  readonly name: string;
  readonly tables: AsyncIterable<Table> | Iterable<Table>;
  sha256(): string;
}

/** A table of a file, read. `lines = lines of rows + rejected.length`. */
export interface TableResults {
  /** Name of the sheet; `null` when the file is one table. */
  readonly feuille: string | null;
  readonly family: Pick<Family, "id" | "nom" | "experimental" | "forme">;
  readonly encoding: Encoding | null;
  /** Lines that are neither the header, nor a title, nor empty, nor left out by the filter. */
  readonly lines: number;
  /** Lines that the filter left out. */
  readonly filtered: number;
  readonly rows: readonly ResultRow[];
  readonly rejected: readonly Problem[];
  /** Columns that no family knows. */
  readonly unknown: readonly string[];
  /** Fields that the table has, by the names of its header. */
  readonly layout: Layout;
}

/** All that a file holds. */
export interface FileResults {
  readonly file: string;
  readonly sha256: string;
  readonly tables: readonly TableResults[];
  /** Sheets that hold no results, and why. */
  readonly skipped: readonly { readonly feuille: string; readonly why: Problem }[];
}

export interface ResultOptions extends RowFilter {
  /** More lines than that are no row, and the file is not what it seems (1,000). */
  readonly mostRejected?: number;
  /** Refuses a file of several elections unless one is named: all of them would not fit in memory. */
  readonly oneElection?: boolean;
}

const MOST_REJECTED = 1000;

/** A source as tables. */
export const tablesOf = (source: SourceFile | ResultFile): ResultFile =>
  "tables" in source
    ? source
    : { name: source.name, tables: [textTable(source.name, source.bytes)], sha256: () => source.sha256() };

/**
 * Reads a file of official results, whatever its family, level and election.
 * A line that cannot be read is reported, never mended; figures that contradict each other are the row's `anomalies`.
 *
 * @throws FormatError when the file cannot be read, is of no known family, or has too many bad lines. Of a workbook,
 *   sheets that hold no results are skipped, and told; a workbook without any is refused.
 */
export async function readResults(source: SourceFile | ResultFile, options: ResultOptions = {}): Promise<FileResults> {
  const { name, tables, sha256 } = tablesOf(source);
  const read: TableResults[] = [];
  const skipped: { feuille: string; why: Problem }[] = [];
  for await (const table of tables) {
    try {
      read.push(await readOne(name, table, options));
    } catch (error) {
      if (!(error instanceof FormatError) || table.nom === null || !SKIPPED.has(error.code)) throw error;
      skipped.push({ feuille: table.nom, why: error.problem });
    }
  }
  if (read.length === 0) {
    throw new FormatError(name, skipped[0]?.why ?? problem("F-VIDE", {}, "une ligne d'en-tête", ""));
  }
  return { file: name, sha256: sha256(), tables: read, skipped };
}

/** What makes a sheet of a workbook one without results. */
const SKIPPED: ReadonlySet<string> = new Set(["F-FORMAT", "F-VIDE"]);

async function readOne(
  file: string,
  table: Table,
  { mostRejected = MOST_REJECTED, oneElection = false, ...filter }: ResultOptions,
): Promise<TableResults> {
  const set = new ResultSet();
  const elections = new Set<string>();
  const reading = readTable(file, table, filter);
  for await (const reads of reading.reads) {
    const long = isOfLines(reading.layout()?.family.forme);
    if (oneElection) refuseAnother(file, elections, reads);
    for (const read of reads) set.add(read, long);
    if (set.rejected.length > mostRejected) throw tooMany(file, set.rejected, mostRejected);
  }
  const layout = reading.layout();
  if (layout === null) throw new FormatError(file, problem("F-VIDE", {}, "une ligne d'en-tête", ""));
  const { rows, rejected } = set.settle(layout);
  const { id, nom, experimental, forme } = layout.family;
  return {
    feuille: table.nom,
    family: { id, nom, experimental, forme },
    encoding: table.encoding(),
    lines: reading.rows(),
    filtered: reading.filtered(),
    rows,
    rejected,
    unknown: layout.unknown,
    layout,
  };
}

/** Whether a territory has a line for each of its candidatures. */
const isOfLines = (forme: Shape | undefined): boolean => forme === "long" || forme === "personnes";

function refuseAnother(file: string, seen: Set<string>, reads: readonly Read[]): void {
  for (const read of reads) if (!isProblem(read) && read.election !== null) seen.add(read.election);
  if (seen.size < 2) return;
  throw new FormatError(
    file,
    problem("F-ELECTION", {}, "une seule élection, ou laquelle", [...seen].toSorted().join(", ")),
  );
}

function tooMany(file: string, rejected: readonly Problem[], most: number): FormatError {
  const [first] = rejected;
  const place = first?.line == null ? {} : { line: first.line };
  return new FormatError(
    file,
    problem("F-LIGNES", place, `au plus ${most} lignes fautives`, `davantage ; la première : ${problemText(first!)}`),
  );
}
