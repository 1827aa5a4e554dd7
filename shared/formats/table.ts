import { LineCells, ListedCells, type Cells } from "./cells.ts";
import { splitLine } from "./lines.ts";
import type { Problem } from "./problems.ts";
import { textBlocks, type Encoding, type TextBlock } from "./text.ts";

/** A row of a table, whatever it was read from. */
export interface TableRow {
  /** Line of the text, row of the sheet, from 1. */
  readonly line: number;
  /** Good until the next row is asked for. */
  readonly cells: Cells;
  /** Whether a quote was never closed: the cells are then cut at every separator. */
  readonly torn?: boolean;
  /** What keeps it from being read at all. */
  readonly wrong?: Problem;
}

/** Rows in order, in batches: a text, a sheet of a workbook, a Parquet table. */
export interface Table {
  /** Name of the sheet; `null` when the file is one table. */
  readonly nom: string | null;
  /** Encoding of a text, known once rows were read; `null` for binary formats. */
  readonly encoding: () => Encoding | null;
  readonly batches: AsyncIterable<Iterable<TableRow>> | Iterable<Iterable<TableRow>>;
}

/** A row of cells that are strings already. */
export const listedRow = (line: number, cells: readonly string[]): TableRow => ({
  line,
  cells: new ListedCells(cells),
});

/** The same row, good for as long as it is kept. */
export const keptRow = (row: TableRow): TableRow => ({ ...row, cells: new ListedCells(row.cells.list()) });

const SEPARATORS = [";", ",", "\t", "|"] as const;

/** Lines on which the separator is judged. */
const JUDGED = 40;

/** A text as a table. Its separator is the one that cuts its first lines into most cells. */
export function textTable(file: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Table {
  let encoding: Encoding | null = null;
  async function* batches(): AsyncGenerator<Iterable<TableRow>> {
    let cutter: Cutter | undefined;
    for await (const block of textBlocks(file, bytes)) {
      encoding = block.encoding;
      cutter ??= cutterOf(separatorOf(block));
      yield rowsOf(block, cutter);
    }
  }
  return { nom: null, encoding: () => encoding, batches: batches() };
}

interface Cutter {
  readonly separator: string;
  readonly cells: LineCells;
}

const cutterOf = (separator: string): Cutter => ({ separator, cells: new LineCells(separator) });

/** The lines that are not empty, one at a time, so that what is made of a line may be forgotten before the next. */
function* rowsOf(block: TextBlock, { separator, cells }: Cutter): Generator<TableRow> {
  const { bytes } = block;
  for (let start = 0, { line } = block; start < bytes.length; line += 1) {
    start = cells.cut(bytes, start, block);
    if (cells.length === 0) continue;
    if (!cells.quoted) {
      yield { line, cells };
      continue;
    }
    const unquoted = splitLine(cells.line(), separator);
    yield unquoted === null ? { line, cells, torn: true } : listedRow(line, unquoted);
  }
}

function separatorOf(block: TextBlock): string {
  const lines = firstLines(block);
  const cells = (separator: string): number =>
    Math.max(0, ...lines.map((line) => (splitLine(line, separator) ?? line.split(separator)).length));
  return SEPARATORS.map((separator) => [separator, cells(separator)] as const).reduce((best, one) =>
    one[1] > best[1] ? one : best,
  )[0];
}

function firstLines({ bytes, decode }: TextBlock): string[] {
  let end = 0;
  for (let lines = 0; lines < JUDGED && end < bytes.length; lines += 1) {
    const found = bytes.indexOf(LINE_FEED, end);
    end = found < 0 ? bytes.length : found + 1;
  }
  return decode(bytes.subarray(0, end)).split("\n");
}

const LINE_FEED = 10;
