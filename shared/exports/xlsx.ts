import * as XLSX from "@e965/xlsx";
import { ExportError } from "./errors.ts";
import type { Cell, ColumnType, Table } from "./table.ts";

/** Names of the sheets, which Excel limits to 31 characters. */
const SHEET_NAMES: Readonly<Record<Table["level"], string>> = {
  bureau: "Bureaux",
  commune: "Communes",
  unite: "Unités",
  departement: "Départements",
  region: "Régions",
  national: "France",
};

/** More cells than that, and the machine that writes or opens the workbook runs out of memory before it is done. */
const MOST_CELLS = 4_000_000;

/** Widest column, in characters. */
const WIDEST = 40;

const cellsOf = (tables: readonly Table[]): number =>
  tables.reduce((sum, { columns, rows }) => sum + columns.length * rows.length, 0);

/** Whether a workbook of these tables is small enough to be written and opened. */
export const fitsWorkbook = (tables: readonly Table[]): boolean => cellsOf(tables) <= MOST_CELLS;

/**
 * Tables as one Excel workbook: a sheet a table, its header frozen, integers and percentages as numbers, the rest as text
 * (which Excel never runs as a formula). The same tables give the same bytes.
 *
 * @throws ExportError `E-TAILLE` when the workbook would be too large to open.
 */
export function xlsxOf(tables: readonly Table[]): Uint8Array {
  if (!fitsWorkbook(tables)) {
    const cells = cellsOf(tables);
    throw new ExportError("E-TAILLE", `${cells} cellules : demandez le CSV ou le Parquet, ou un seul département`);
  }
  const workbook = XLSX.utils.book_new();
  for (const table of tables) XLSX.utils.book_append_sheet(workbook, sheetOf(table), SHEET_NAMES[table.level]);
  const bytes = XLSX.write(workbook, {
    type: "array",
    bookType: "xlsx",
    bookSST: false,
  }) as ArrayBuffer;
  return frozen(new Uint8Array(bytes), tables.length);
}

function sheetOf({ columns, rows }: Table): XLSX.WorkSheet {
  const header: XLSX.CellObject[] = columns.map(({ name }) => ({ t: "s", v: name }));
  const body = rows.map((row) => row.map((value, i) => cellOf(value, columns[i]!.type)));
  const sheet = XLSX.utils.aoa_to_sheet([header, ...body], { dense: true });
  sheet["!cols"] = columns.map(({ name, type }) => ({
    wch: Math.min(WIDEST, Math.max(name.length, type === "texte" ? 12 : 8)),
  }));
  return sheet;
}

function cellOf(value: Cell, type: ColumnType): XLSX.CellObject | null {
  if (value === null) return null;
  if (type === "pourcent") return { t: "n", v: Number(String(value).replace(",", ".")), z: "0.00" };
  return typeof value === "number" ? { t: "n", v: value } : { t: "s", v: value };
}

/** The library writes no frozen panes: the view of each sheet is rewritten in the finished file. */
function frozen(workbook: Uint8Array, sheets: number): Uint8Array {
  const zip = XLSX.CFB.read(workbook, { type: "buffer" });
  for (let i = 1; i <= sheets; i += 1) {
    const entry = XLSX.CFB.find(zip, `/xl/worksheets/sheet${i}.xml`)!;
    const xml = new TextDecoder().decode(entry.content as Uint8Array);
    const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
    const view = xml.replace(/<sheetView ([^>]*)\/>/, `<sheetView $1>${pane}</sheetView>`);
    entry.content = new TextEncoder().encode(view);
    entry.size = entry.content.length;
  }
  return new Uint8Array(XLSX.CFB.write(zip, { fileType: "zip", type: "buffer", compression: true }) as Uint8Array);
}
