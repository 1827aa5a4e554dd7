import { laidDown, type SheetRow } from "#shared/formats/vertical.ts";

/** Workbooks and Parquet tables, which libraries read, as sheets of text: a cell is what a CSV of the same table would hold. */

export type BinaryKind = "classeur" | "parquet";

/** A sheet, its rows in batches. */
export interface BinarySheet {
  /** Its name; `null` for a Parquet table. */
  readonly nom: string | null;
  readonly batches: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>;
}

/** Opens all the sheets of a file. @throws whatever the libraries throw, and Error where a file is not what it says. */
export const sheetsOf = (kind: BinaryKind, bytes: Uint8Array): Promise<readonly BinarySheet[]> =>
  kind === "classeur" ? workbookSheets(bytes) : parquetSheet(bytes);

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : String(value as number | bigint | boolean);
};

/** Rows given at a time. */
const BATCH = 5000;

/** What a workbook may be: Excel's own limits, and cells that fit in memory. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const MOST_CELLS = 50_000_000;

interface Cell {
  readonly t?: string;
  readonly v?: unknown;
}

/** Rows and cells are sparse. */
type SparseSheet = readonly (readonly (Cell | undefined)[] | undefined)[];

/** What SheetJS says where the records of an XLS no longer follow one another: what it skips may be rows. */
const SKIPS = /^Missing Info/;

async function workbookSheets(bytes: Uint8Array): Promise<BinarySheet[]> {
  const { read } = await import("@e965/xlsx");
  const said: string[] = [];
  // It speaks on the console of what it cannot read: the thread's own, on which nobody else does.
  console.error = (...words: readonly unknown[]): void => void said.push(words.join(" "));
  const book = read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
    dense: true,
    cellText: false,
    cellFormula: false,
    cellHTML: false,
  });
  const skipped = said.find((one) => SKIPS.test(one));
  if (skipped !== undefined) throw new Error(`enregistrement inconnu (${skipped})`);
  return book.SheetNames.map((nom) => ({ nom, batches: batchesOf(book.Sheets[nom]?.["!data"] ?? []) }));
}

function* batchesOf(sheet: SparseSheet): Generator<readonly SheetRow[]> {
  const own = sheetRows(sheet);
  const rows = laidDown(own) ?? own;
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}

/** Every row to the last, each as wide as its last cell. */
function sheetRows(sheet: SparseSheet): SheetRow[] {
  const within = (rows: number, columns: number, cells: number): void => {
    if (rows <= MOST_ROWS && columns <= MOST_COLUMNS && cells <= MOST_CELLS) return;
    throw new Error(`plus de ${MOST_ROWS} lignes, ${MOST_COLUMNS} colonnes ou ${MOST_CELLS} cellules`);
  };
  // A cell may say that it stands anywhere: nothing is laid out before its place is known to be one.
  within(sheet.length, 0, 0);
  let cells = 0;
  return Array.from(sheet, (row = [], at) => {
    within(at, row.length, (cells += row.length));
    return { line: at + 1, cells: Array.from(row, cellText) };
  });
}

/** What an error cell holds is the number of its error. */
const cellText = (cell: Cell | undefined): string => (cell?.t === "e" ? "#ERREUR" : textOf(cell?.v));

/** Names that tools give to columns that have none. */
const NAMELESS = /^(column|col|c|_c|f|field)_?\d+$/i;

/** Cells from which the ratio to the bytes is watched, and the ratio that no table of results reaches. */
const WATCHED = 64 << 20;
const MOST_RATIO = 400;

/** A Parquet table, read a few thousand rows at a time. Lines are numbered as those of a CSV: the names are the first. */
async function parquetSheet(bytes: Uint8Array): Promise<BinarySheet[]> {
  const { parquetMetadata, parquetReadObjects, parquetSchema } = await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors");
  const file = { byteLength: bytes.length, slice: (start: number, end?: number) => copyOf(bytes.subarray(start, end)) };
  const metadata = parquetMetadata(copyOf(bytes));
  const total = Number(metadata.num_rows);
  const grouped = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  if (grouped !== total) throw new Error(`${total} lignes annoncées, ${grouped} dans ses groupes`);
  const cells = total * names.length;
  if (cells > WATCHED && cells > bytes.length * MOST_RATIO)
    throw new Error(`${cells} cellules annoncées dans ${bytes.length} octets`);
  const named = !names.every((column) => NAMELESS.test(column));
  async function* batches(): AsyncGenerator<readonly SheetRow[]> {
    if (named) yield [{ line: 1, cells: names }];
    for (let start = 0; start < total; start += BATCH) {
      const rowEnd = Math.min(start + BATCH, total);
      const rows = await parquetReadObjects({ file, metadata, compressors, rowStart: start, rowEnd });
      // An empty cell is null: undefined is what no page of its column holds.
      const held = rows.findIndex((row) => names.some((column) => row[column] === undefined));
      if (rows.length !== rowEnd - start || held >= 0)
        throw new Error(`${total} lignes annoncées, ${start + Math.max(held, 0)} dans ses pages`);
      const first = start + (named ? 2 : 1);
      yield rows.map((row, i) => ({ line: first + i, cells: names.map((column) => textOf(row[column])) }));
    }
  }
  return [{ nom: null, batches: batches() }];
}

/** The bytes as a buffer of their own. */
const copyOf = (bytes: Uint8Array): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
};
