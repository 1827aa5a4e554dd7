import { compressors } from "hyparquet-compressors";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { FormatError, problem } from "#shared/formats/problems.ts";
import { listedRow, type Table, type TableRow } from "#shared/formats/table.ts";
import { laidDown, type SheetRow } from "#shared/formats/vertical.ts";
import { reason } from "./reason.ts";

/** Files that are not text, as tables of text: a cell is what a CSV of the same table would hold. */

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : String(value as number | bigint | boolean);
};

const binary = { encoding: () => null } as const;

/** Rows given at a time. */
const BATCH = 5000;

/** Sheets of a workbook, XLS, XLSX or ODS, in its order. @throws FormatError `F-CLASSEUR` */
export async function workbookTables(name: string, bytes: Buffer): Promise<Table[]> {
  const { read } = await import("@e965/xlsx");
  try {
    const book = read(bytes, { dense: true, cellText: false, cellFormula: false, cellHTML: false });
    return book.SheetNames.map((sheet) => {
      const rows = (book.Sheets[sheet]?.["!data"] ?? []) as readonly (
        | readonly ({ v?: unknown } | undefined)[]
        | undefined
      )[];
      const own = sheetRows(rows);
      return {
        nom: sheet,
        ...binary,
        batches: [(laidDown(own) ?? own).map(({ line, cells }) => listedRow(line, cells))],
      };
    });
  } catch (error) {
    throw new FormatError(name, problem("F-CLASSEUR", {}, "un classeur Excel ou ODS entier", reason(error)), {
      cause: error,
    });
  }
}

function sheetRows(rows: readonly (readonly ({ v?: unknown } | undefined)[] | undefined)[]): SheetRow[] {
  return Array.from(rows, (row, i) => ({ line: i + 1, cells: Array.from(row ?? [], (cell) => textOf(cell?.v)) }));
}

/** Names that tools give to columns that have none. */
const NAMELESS = /^(column|col|c|_c|f|field)_?\d+$/i;

/** A Parquet table, read a few thousand rows at a time. Lines are numbered as those of a CSV: the names are the first. */
export async function parquetTable(name: string, bytes: Buffer): Promise<Table> {
  const file = { byteLength: bytes.length, slice: (start: number, end?: number) => copyOf(bytes.subarray(start, end)) };
  const broken = (error: unknown): FormatError =>
    new FormatError(name, problem("F-CLASSEUR", {}, "une table Parquet entière", reason(error)), { cause: error });
  let metadata: ReturnType<typeof parquetMetadata>;
  try {
    metadata = parquetMetadata(copyOf(bytes));
  } catch (error) {
    throw broken(error);
  }
  const names = metadata.schema.slice(1).map((column) => column.name);
  const named = !names.every((column) => NAMELESS.test(column));
  async function* batches(): AsyncGenerator<readonly TableRow[]> {
    if (named) yield [listedRow(1, names)];
    const total = Number(metadata.num_rows);
    for (let start = 0; start < total; start += BATCH) {
      const rowEnd = Math.min(start + BATCH, total);
      const rows = await parquetReadObjects({ file, metadata, compressors, rowStart: start, rowEnd }).catch(
        (error: unknown) => {
          throw broken(error);
        },
      );
      const first = start + (named ? 2 : 1);
      yield rows.map((row, i) =>
        listedRow(
          first + i,
          names.map((column) => textOf(row[column])),
        ),
      );
    }
  }
  return { nom: null, ...binary, batches: batches() };
}

/** The bytes as a buffer of their own. */
const copyOf = (bytes: Uint8Array): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
};

type Item = Readonly<Record<string, unknown>>;

const isItem = (value: unknown): value is Item => typeof value === "object" && value !== null && !Array.isArray(value);

/** A list of objects as a table; a list within one (`listes`) gives a line an element. @throws FormatError `F-CLASSEUR` */
export function jsonTable(name: string, bytes: Buffer): Table {
  let items: readonly Item[];
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8").replace(/^\ufeff/, ""));
    const list = Array.isArray(value) ? value : isItem(value) ? Object.values(value).find(Array.isArray) : undefined;
    items = (list ?? []).filter(isItem);
  } catch (error) {
    throw new FormatError(name, problem("F-CLASSEUR", {}, "du JSON entier", reason(error)), { cause: error });
  }
  const flat = items.flatMap(flattened);
  const names = [...new Set(flat.flatMap((item) => Object.keys(item)))];
  const rows = flat.map((item, i) =>
    listedRow(
      i + 2,
      names.map((column) => textOf(item[column])),
    ),
  );
  return { nom: null, ...binary, batches: names.length === 0 ? [] : [[listedRow(1, names), ...rows]] };
}

function flattened(item: Item): Item[] {
  const scalars = Object.fromEntries(
    Object.entries(item).filter(([, value]) => typeof value !== "object" || value === null),
  );
  const nested = Object.values(item).find(Array.isArray);
  if (nested === undefined) return [scalars];
  // A name that the element shares with its owner is the list's own.
  return nested.filter(isItem).map((element) => ({
    ...scalars,
    ...Object.fromEntries(
      Object.entries(element).map(([key, value]) => [key in scalars ? `${key} liste` : key, value]),
    ),
  }));
}
