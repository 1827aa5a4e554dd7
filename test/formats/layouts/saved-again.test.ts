import { expect, it } from "vitest";
import { splitLine } from "#shared/formats/lines.ts";
import { readNight } from "#shared/formats/read-night.ts";
import { fileOf } from "../samples.ts";
import { BLOCKS } from "./blocks.ts";
import { COMMUNES } from "./communes.ts";
import type { PublishedLayout } from "./layout.ts";
import { MUNICIPALES } from "./municipales.ts";
import { OLDER } from "./older.ts";
import { SINCE_2024 } from "./since-2024.ts";

/** What spreadsheets, data frames and people make of published files when they save them again: the same night. */

type Rows = readonly (readonly string[])[];

const rowsOf = (text: string): Rows => {
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  const separator = [";", ",", "\t"].toSorted((a, b) => lines[0]!.split(b).length - lines[0]!.split(a).length)[0]!;
  return lines.map((line) => splitLine(line, separator)!);
};

const textOf = (rows: Rows, separator: string, always = false): string => {
  const quoted = (cell: string): string =>
    always || cell.includes(separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
  return rows.map((row) => row.map(quoted).join(separator)).join("\n");
};

/** All rows as wide as the longest; the header has what a data frame calls a column without a name. */
const squared = (rows: Rows, name: (column: number) => string): Rows => {
  const width = Math.max(...rows.map(({ length }) => length));
  return rows.map((row, i) =>
    Array.from({ length: width }, (_, column) => row[column] ?? (i === 0 ? name(column) : "")),
  );
};

const below = (rows: Rows, change: (cell: string) => string): Rows =>
  rows.map((row, i) => (i === 0 ? row : row.map(change)));

const SHORT_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^libellé du département$/i, "Département"],
  [/^code du département$/i, "Code département"],
  [/^libellé de la commune$/i, "Commune"],
  [/^code de la commune$/i, "Code commune"],
  [/^code du b\.vote$/i, "Bureau de vote"],
];

const shortened = (rows: Rows): Rows =>
  rows.map((row, i) => (i > 0 ? row : row.map((name) => SHORT_NAMES.find(([long]) => long.test(name))?.[1] ?? name)));

/** Names before codes, which are then found by what they say. */
const namesFirst = (rows: Rows): Rows => shortened(rows).map(([code = "", nom = "", ...rest]) => [nom, code, ...rest]);

const SAVED: Readonly<Record<string, (rows: Rows) => string>> = {
  "every cell quoted, cut by commas": (rows) => textOf(rows, ",", true),
  "every cell quoted, cut by semicolons": (rows) => textOf(rows, ";", true),
  "cut by tabs": (rows) => textOf(rows, "\t"),
  "with a separator at the end of lines": (rows) =>
    textOf(
      rows.map((row) => [...row, ""]),
      ";",
    ),
  "by a spreadsheet, blank columns and rows kept": (rows) =>
    `${textOf(
      squared(rows, () => ""),
      ";",
    )}\n;;;;\n;;;;\n`,
  "by a spreadsheet's table": (rows) =>
    textOf(
      squared(rows, (column) => `Colonne${column + 1}`),
      ";",
    ),
  "by a data frame": (rows) =>
    textOf(
      squared(rows, (column) => `Unnamed: ${column}`),
      ",",
    ),
  "by a data frame, rows numbered": (rows) =>
    textOf(
      rows.map((row, i) => [i === 0 ? "" : String(i - 1), ...row]),
      ",",
    ),
  "zeros lost": (rows) =>
    textOf(
      below(rows, (cell) => cell.replace(/^0+(?=\d)/, "")),
      ";",
    ),
  "shares with dots": (rows) =>
    textOf(
      below(rows, (cell) => cell.replace(/^(\d+),(\d+)(%?)$/, "$1.$2$3")),
      ";",
    ),
  "under short names": (rows) => textOf(shortened(rows), ";"),
};

// Files without a header of their own on their first line are no table of a spreadsheet.
const LAYOUTS = [...OLDER, ...BLOCKS, ...MUNICIPALES, ...SINCE_2024, ...COMMUNES].filter(
  ({ text }) => !/^(Tour|--|\d)/.test(text),
);

const read = async ({ file, options }: PublishedLayout, text: string) => {
  const { report, tallies, dossier } = await readNight(fileOf(`\ufeff${text}\n`, file), options);
  const sum = (field: "inscrits" | "votants" | "exprimes"): number =>
    tallies.reduce((total, tally) => total + tally[field], 0);
  return {
    scrutin: `${dossier.head.scrutin.id}/${dossier.head.tour}`,
    totaux: { inscrits: sum("inscrits"), votants: sum("votants"), exprimes: sum("exprimes") },
    unites: [...new Set(dossier.parts.flatMap((part) => part.unites.map(({ code }) => code)))].toSorted(),
    refuses: report.rejected.map(({ code }) => code),
  };
};

it.each(Object.entries(SAVED))("saved again %s", async (_, save) => {
  for (const layout of LAYOUTS) {
    const { scrutin, totaux, unites, refuses = [] } = layout;
    expect(await read(layout, save(rowsOf(layout.text))), layout.file).toEqual({ scrutin, totaux, unites, refuses });
  }
});

it("saved again with names before codes", async () => {
  const led = LAYOUTS.filter(({ text }) => text.startsWith("Code du département;Libellé du département"));
  expect(led.length).toBeGreaterThan(5);
  for (const layout of led) {
    const { scrutin, totaux, unites, refuses = [] } = layout;
    const text = textOf(namesFirst(rowsOf(layout.text)), ";");
    expect(await read(layout, text), layout.file).toEqual({ scrutin, totaux, unites, refuses });
  }
});
