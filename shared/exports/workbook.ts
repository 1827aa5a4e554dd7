import { strToU8, zipSync } from "fflate";
import type { Cell, Column, ColumnType } from "./table.ts";

/** A sheet of a workbook. */
export interface Sheet {
  /** At most 31 characters, none of `[]:*?/\\`. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Widest column, in characters. */
const WIDEST = 40;

/** The first day that an archive knows, where it is written: the same sheets give the same bytes. */
const DAY = new Date(1980, 0, 1);

/**
 * An Excel workbook (ECMA-376): a header frozen on each sheet, integers and percentages as numbers, the rest as text (which Excel
 * never runs as a formula). Needs nothing of where it runs.
 */
export function workbookOf(sheets: readonly Sheet[]): Uint8Array<ArrayBuffer> {
  const targets = sheets.map((_, i) => ["worksheet", `worksheets/sheet${i + 1}.xml`] as const);
  const parts: readonly (readonly [path: string, xml: string])[] = [
    ["[Content_Types].xml", contentTypes(sheets.length)],
    ["_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])],
    ["xl/workbook.xml", workbook(sheets)],
    ["xl/_rels/workbook.xml.rels", relations([...targets, ["styles", "styles.xml"]])],
    ["xl/styles.xml", STYLES],
    ...sheets.map((one, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheet(one)] as const),
  ];
  const files = parts.map(([path, xml]) => [path, strToU8(`${DECLARATION}${xml}`)] as const);
  return zipSync(Object.fromEntries(files), { mtime: DAY });
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Cell styles by position: as it comes, bold (headers), two decimals (percentages). */
const STYLES =
  `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="2" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
const HEADER_STYLE = 1;
const PERCENT_STYLE = 2;

const contentTypes = (sheets: number): string => {
  const parts = Array.from({ length: sheets }, (_, i) => `/xl/worksheets/sheet${i + 1}.xml`);
  const override = (path: string, type: string): string =>
    `<Override PartName="${path}" ContentType="${SPREADSHEET}.${type}+xml"/>`;
  return (
    `<Types xmlns="${PACKAGE}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>${override("/xl/workbook.xml", "sheet.main")}` +
    `${override("/xl/styles.xml", "styles")}${parts.map((path) => override(path, "worksheet")).join("")}</Types>`
  );
};

const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`)
    .join("")}</Relationships>`;

const workbook = (sheets: readonly Sheet[]): string =>
  `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${sheets
    .map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join("")}</sheets></workbook>`;

function sheet({ columns, rows }: Sheet): string {
  const letters = columns.map((_, i) => columnLetters(i));
  const line = (number: number, cells: readonly string[]): string => `<row r="${number}">${cells.join("")}</row>`;
  const header = columns.map(({ name }, i) => text(name, `${letters[i]}1`, HEADER_STYLE));
  const body = rows.map((row, n) =>
    line(
      n + 2,
      row.map((value, i) => cell(value, `${letters[i]}${n + 2}`, columns[i]!.type)),
    ),
  );
  return (
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${columns.map(width).join("")}</cols><sheetData>${line(1, header)}${body.join("")}</sheetData></worksheet>`
  );
}

function width({ name, type }: Column, i: number): string {
  const characters = Math.min(WIDEST, Math.max(name.length, type === "texte" ? 12 : 8)) + 1;
  return `<col min="${i + 1}" max="${i + 1}" width="${characters}" customWidth="1"/>`;
}

/** A column's letters, from 0: A, Z, AA, XFD. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** A cell bears its address, which the standard lets be left out: not every spreadsheet reads one without. Empty ones need not be there. */
function cell(value: Cell, address: string, type: ColumnType): string {
  if (value === null) return "";
  if (type === "pourcent")
    return `<c r="${address}" s="${PERCENT_STYLE}"><v>${String(value).replace(",", ".")}</v></c>`;
  return typeof value === "number" ? `<c r="${address}"><v>${value}</v></c>` : text(value, address, 0);
}

const text = (value: string, address: string, style: number): string =>
  `<c r="${address}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text inside XML, without the control characters that XML has no place for. */
const escaped = (value: string): string =>
  value
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);
