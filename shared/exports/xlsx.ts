import { ExportError } from "./errors.ts";
import type { Table } from "./table.ts";
import { workbookOf } from "./workbook.ts";

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

const cellsOf = (tables: readonly Table[]): number =>
  tables.reduce((sum, { columns, rows }) => sum + columns.length * rows.length, 0);

/** Whether a workbook of these tables is small enough to be written and opened. */
export const fitsWorkbook = (tables: readonly Table[]): boolean => cellsOf(tables) <= MOST_CELLS;

/**
 * Tables as one Excel workbook, a sheet a table. The same tables give the same bytes.
 *
 * @throws ExportError `E-TAILLE` when the workbook would be too large to open.
 */
export function xlsxOf(tables: readonly Table[]): Uint8Array {
  if (!fitsWorkbook(tables)) {
    const cells = cellsOf(tables);
    throw new ExportError("E-TAILLE", `${cells} cellules : demandez le CSV ou le Parquet, ou un seul département`);
  }
  return workbookOf(tables.map(({ level, columns, rows }) => ({ name: SHEET_NAMES[level], columns, rows })));
}
