import { linesOf, splitLine } from "./lines.ts";
import type { Problem } from "./problems.ts";
import { textBlocks, type Encoding, type TextBlock } from "./text.ts";

/** A row of a table, whatever it was read from. */
export interface TableRow {
  /** Line of the text, row of the sheet, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
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

const SEPARATORS = [";", ",", "\t", "|"] as const;

/** Lines on which the separator is judged. */
const JUDGED = 40;

/** A text as a table. Its separator is the one that cuts its first lines into most cells. */
export function textTable(file: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Table {
  let encoding: Encoding | null = null;
  async function* batches(): AsyncGenerator<Iterable<TableRow>> {
    let separator: string | undefined;
    for await (const block of textBlocks(file, bytes)) {
      encoding = block.encoding;
      separator ??= separatorOf(block.text);
      yield rowsOf(block, separator);
    }
  }
  return { nom: null, encoding: () => encoding, batches: batches() };
}

function* rowsOf({ text, line }: TextBlock, separator: string): Generator<TableRow> {
  for (const [content, number] of linesOf(text, line)) {
    const cells = splitLine(content, separator);
    yield cells ? { line: number, cells } : { line: number, cells: content.split(separator), torn: true };
  }
}

function separatorOf(text: string): string {
  const lines: string[] = [];
  let at = 0;
  while (lines.length < JUDGED && at < text.length) {
    const end = text.indexOf("\n", at);
    lines.push(text.slice(at, end < 0 ? text.length : end));
    at = end < 0 ? text.length : end + 1;
  }
  const cells = (separator: string): number =>
    Math.max(0, ...lines.map((line) => (splitLine(line, separator) ?? line.split(separator)).length));
  return SEPARATORS.map((separator) => [separator, cells(separator)] as const).reduce((best, one) =>
    one[1] > best[1] ? one : best,
  )[0];
}
