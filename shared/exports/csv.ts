import type { Cell, Table } from "./table.ts";

/** Tells a French Excel that the text is UTF-8; without it, accents break. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A text that a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A table as the CSV that a French Excel opens right: UTF-8 with byte order mark, `;`, decimal comma, CRLF, quotes where
 * needed. A text that a spreadsheet would run as a formula is preceded by an apostrophe.
 */
export function csvOf({ columns, rows }: Pick<Table, "columns" | "rows">): string {
  const lines = [columns.map(({ name }) => cell(name)).join(";"), ...rows.map((row) => row.map(cell).join(";"))];
  return `${BYTE_ORDER_MARK}${lines.join("\r\n")}\r\n`;
}

function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
