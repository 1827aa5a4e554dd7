import { areBlank } from "./cells.ts";
import { contradictions } from "./contradictions.ts";
import { layoutOf, isHeader, positionalLayout, namedLayout, type Layout } from "./layout.ts";
import { roundOfSheet } from "./name-clues.ts";
import { FormatError, problem, type Problem } from "./problems.ts";
import type { ResultRow } from "./result-rows.ts";
import { RowReader } from "./row-reader.ts";
import { keptRow, listedRow, type Table, type TableRow } from "./table.ts";

/** Rows looked at before the header must have come: workbooks and old texts open with titles and remarks. */
const SEARCHED = 60;
/** Rows looked at after it, to tell how the table is laid out. */
const SAMPLED = 300;

/** Which rows of a file of several rounds or elections are wanted. */
export interface RowFilter {
  readonly tour?: 1 | 2;
  /** `id_election` of aggregated files. */
  readonly election?: string;
}

/** What reading a table gave, one row after the other: a row, or the problem of one that is none. */
export type Read = ResultRow | Problem;

export const isProblem = (read: Read): read is Problem => "code" in read;

/** A table being read. */
export interface TableReading {
  /** Its layout, once the first rows were read. */
  readonly layout: () => Layout | null;
  /** Rows that are neither empty, nor a header, a title or a remark. */
  readonly rows: () => number;
  /** Rows that the filter left out. */
  readonly filtered: () => number;
  readonly reads: AsyncGenerator<readonly Read[]>;
}

/** Reads the rows of a table: finds its header, its family, and what each row says. @throws FormatError `F-FORMAT`, `F-VIDE` */
export function readTable(file: string, table: Table, filter: RowFilter = {}): TableReading {
  const state = new State(file, filter, table.nom === null ? null : roundOfSheet(table.nom));
  async function* reads(): AsyncGenerator<readonly Read[]> {
    for await (const batch of table.batches) {
      const done = state.take(batch);
      if (done.length > 0) yield done;
    }
    yield state.end();
  }
  return {
    layout: () => state.layout,
    rows: () => state.rows,
    filtered: () => state.filtered,
    reads: reads(),
  };
}

/** Whether a table begins as one of a known family, of results and not of persons only: it is read no further. */
export async function isOfResults(file: string, table: Table): Promise<boolean> {
  const { layout, reads } = readTable(file, table);
  try {
    await reads.next();
    await reads.return(undefined);
    return layout() !== null && layout()!.family.forme !== "personnes";
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

/** A line that says of which round the next ones are. */
const MARKER = /^ *tour *([12]) *$/i;

class State {
  layout: Layout | null = null;
  rows = 0;
  filtered = 0;
  readonly #file: string;
  readonly #filter: RowFilter;
  /** Rows kept until the header, then until the sample is there. */
  #waiting: TableRow[] = [];
  #header: { readonly line: number; readonly cells: readonly string[] } | null = null;
  #remarks: string[] = [];
  #reader: RowReader | null = null;
  #tour: 1 | 2 | null;
  #seen = 0;

  constructor(file: string, filter: RowFilter, tour: 1 | 2 | null) {
    this.#file = file;
    this.#filter = filter;
    this.#tour = tour;
  }

  take(batch: Iterable<TableRow>): Read[] {
    if (this.#reader) return this.#read(batch);
    for (const row of batch) this.#search(row);
    const known = this.#header !== null;
    if (known && this.#waiting.length >= SAMPLED) return this.#begin();
    if (!known && this.#seen > SEARCHED) throw this.#unknown();
    return [];
  }

  end(): Read[] {
    if (this.#reader) return [];
    if (this.#header !== null) return this.#begin();
    if (this.#seen === 0) throw new FormatError(this.#file, problem("F-VIDE", {}, "une ligne d'en-tête", ""));
    throw this.#unknown();
  }

  #search(row: TableRow): void {
    if (areBlank(row.cells, 0)) return;
    if (this.#header) {
      this.#waiting.push(keptRow(row));
      return;
    }
    this.#seen += 1;
    if (this.#isRemark(row)) return;
    const cells = row.cells.list();
    if (isHeader(cells)) {
      this.#header = { line: row.line, cells };
      this.#waiting = [];
      return;
    }
    const layout = namedLayout(this.#remarks, widthOf(cells)) ?? positionalLayout(cells);
    if (layout) {
      this.layout = layout;
      this.#header = { line: row.line, cells };
    }
    this.#waiting.push(keptRow(row));
  }

  /** Titles, remarks (`-- Champ 1 : N° tour`), markers (`Tour1`) and notes before, between and after the rows. */
  #isRemark({ cells, torn }: TableRow): boolean {
    if (cells.begins(0, "--")) {
      this.#remarks.push(cells.list().join(" "));
      return true;
    }
    if (!areBlank(cells, 1)) return false;
    const first = cells.text(0);
    if (this.#header !== null && torn !== true && isNote(first)) return true;
    const marker = MARKER.exec(first);
    if (marker === null) return false;
    this.#tour = marker[1] === "1" ? 1 : 2;
    return true;
  }

  #begin(): Read[] {
    const header = this.#header!;
    const sample = this.#waiting.slice(0, SAMPLED).map(({ cells }) => cells.list());
    this.layout ??= layoutOf(this.#file, header.cells, header.line, sample);
    this.#reader = new RowReader(this.layout);
    const waiting = this.#waiting;
    this.#waiting = [];
    return this.#read(waiting);
  }

  #read(rows: Iterable<TableRow>): Read[] {
    const reads: Read[] = [];
    const { tour, election } = this.#filter;
    for (const row of rows) {
      if (areBlank(row.cells, 0) || this.#isRemark(row) || this.#isHeaderAgain(row)) continue;
      // A file of one election does not name it.
      const named = this.layout!.at.get("election");
      if (election !== undefined && named !== undefined && !row.cells.is(named, election)) {
        this.filtered += 1;
        continue;
      }
      const read = this.#one(row);
      if (tour !== undefined && !isProblem(read) && read.tour !== null && read.tour !== tour) {
        this.filtered += 1;
        continue;
      }
      this.rows += 1;
      reads.push(read);
    }
    return reads;
  }

  /** A row with a quote left open is taken as it is cut when that makes a row that holds, else it is what is wrong. */
  #one({ cells, line, torn, wrong }: TableRow): Read {
    if (wrong !== undefined) return wrong;
    const read = this.#reader!.read(cells, line, this.#tour);
    if (torn !== true || (!isProblem(read) && contradictions(read, () => ({})).length === 0)) return read;
    return problem("F-GUILLEMET", { line }, "un guillemet fermant", cells.list().join(" ; "));
  }

  /** Each round of some files, and files put end to end, bring the header again. */
  #isHeaderAgain({ cells, line }: TableRow): boolean {
    const header = this.#header!;
    return (
      line !== header.line &&
      cells.is(0, header.cells[0] ?? "") &&
      cells.list().every((cell, i) => cell === (header.cells[i] ?? ""))
    );
  }

  #unknown(): FormatError {
    const { line, cells } = this.#widest();
    const names = cells.list();
    try {
      layoutOf(this.#file, names, line, []);
    } catch (error) {
      if (error instanceof FormatError) return error;
      throw error;
    }
    return new FormatError(this.#file, problem("F-FORMAT", { line }, "une ligne d'en-tête", names.join(" ; ")));
  }

  /** The row among the first that most looks like a header. */
  #widest(): TableRow {
    const none = listedRow(1, this.#remarks.slice(0, 1));
    return this.#waiting.reduce(
      (best, row) => (row.cells.length > best.cells.length ? row : best),
      this.#waiting[0] ?? none,
    );
  }
}

/** Several words, alone on their row: a note below a table, where a row that was cut still begins with its code. */
const NOTE = /\p{L}{2,}[ \u00a0'’].*\p{L}{2,}/u;

const isNote = (text: string): boolean => NOTE.test(text) && !/^\d/.test(text);

const widthOf = (cells: readonly string[]): number => (cells.at(-1)?.trim() === "" ? cells.length - 1 : cells.length);
