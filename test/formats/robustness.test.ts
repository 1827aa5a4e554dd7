import { utils, write } from "@e965/xlsx";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFile } from "#cli/files/open.ts";
import { readResults, type TableResults } from "#shared/formats/read-results.ts";
import { fileOf } from "./samples.ts";

/** The same results, in all that spreadsheets and editors do to a file: the same rows are read. */

const HEADER = [
  "Code du département",
  "Libellé du département",
  "Code de la commune",
  "Libellé de la commune",
  "Code du b.vote",
  "Inscrits",
  "Abstentions",
  "% Abs/Ins",
  "Votants",
  "Blancs",
  "Nuls",
  "Exprimés",
  "% Exp/Vot",
];
const BLOCK = ["N°Panneau", "Sexe", "Nom", "Prénom", "Voix", "% Voix/Exp"];
const NAMES = [...HEADER, ...BLOCK, ...BLOCK];
const ROWS = [
  "01;Ain;004;Ambérieu-en-Bugey;0001;1204;204;16,94;1000;15;5;980;98,00;3;M;MACRON;Emmanuel;580;59,18;5;F;LE PEN;Marine;400;40,82",
  "2A;Corse-du-Sud;004;Ajaccio;0002;900;200;22,22;700;7;3;690;98,57;3;M;MACRON;Emmanuel;290;42,03;5;F;LE PEN;Marine;400;57,97",
  "ZA;Guadeloupe;101;Les Abymes;0001;1400;800;57,14;600;25;15;560;93,33;3;M;MACRON;Emmanuel;360;64,29;5;F;LE PEN;Marine;200;35,71",
].map((row) => row.split(";"));

const told = ({ rows }: TableResults): unknown =>
  rows.map(({ territoire, counts, candidatures, voix }) => [
    territoire.commune,
    territoire.bureau,
    counts,
    Object.fromEntries(candidatures.map(({ nom }, i) => [nom.replace("É", "E"), voix[i]])),
  ]);

const counts = (inscrits: number, votants: number, blancs: number, nuls: number) => ({
  inscrits,
  votants,
  blancs,
  nuls,
  exprimes: votants - blancs - nuls,
});
const EXPECTED = [
  ["01004", "0001", counts(1204, 1000, 15, 5), { MACRON: 580, "LE PEN": 400 }],
  ["2A004", "0002", counts(900, 700, 7, 3), { MACRON: 290, "LE PEN": 400 }],
  ["97101", "0001", counts(1400, 600, 25, 15), { MACRON: 360, "LE PEN": 200 }],
];

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "");
const text = (header: readonly string[], rows: readonly (readonly string[])[], separator = ";"): string =>
  [header, ...rows].map((cells) => cells.join(separator)).join("\r\n");
const quoted = (cells: readonly string[]): string[] => cells.map((cell) => `"${cell}"`);
/** Columns in another order, blocks kept whole. */
const moved = <T>(cells: readonly T[]): T[] => [
  ...cells.slice(5, 13).toReversed(),
  ...cells.slice(0, 5).toReversed(),
  ...cells.slice(13),
];
const grouped = (cells: readonly string[], space: string): string[] =>
  cells.map((cell) =>
    cell.replace(/^(\d)(\d{3})$/, (all, a: string, b: string) => (all.startsWith("0") ? all : a + space + b)),
  );

describe("the same rows are read", () => {
  it.each<[string, string]>([
    ["as published", text([...HEADER, ...BLOCK], ROWS)],
    ["with every block named", text(NAMES, ROWS)],
    ["without accents", text(NAMES.map(plain), ROWS)],
    [
      "in capitals",
      text(
        NAMES.map((name) => name.toUpperCase()),
        ROWS,
      ),
    ],
    [
      "in small letters",
      text(
        NAMES.map((name) => name.toLowerCase()),
        ROWS,
      ),
    ],
    [
      "with spaces around",
      text(
        NAMES.map((name) => ` ${name} `),
        ROWS.map((row) => row.map((cell) => ` ${cell} `)),
      ),
    ],
    [
      "with underscores",
      text(
        NAMES.map((name) => plain(name).replaceAll(" ", "_")),
        ROWS,
      ),
    ],
    ["cut by tabs", text(NAMES, ROWS, "\t")],
    ["cut by bars", text(NAMES, ROWS, "|")],
    ["cut by commas, cells quoted", text(quoted(NAMES), ROWS.map(quoted), ",")],
    ["with columns in another order", text(moved(NAMES), ROWS.map(moved))],
    [
      "with separators at the end",
      text(
        [...NAMES, "", ""],
        ROWS.map((row) => [...row, "", "", ""]),
      ),
    ],
    [
      "with a column of another's at the start",
      text(
        ["source", ...NAMES],
        ROWS.map((row) => ["web", ...row]),
      ),
    ],
    [
      "with columns of another's at the end",
      text(
        [...NAMES, "x", "y"],
        ROWS.map((row) => [...row, "1", "2"]),
      ),
    ],
    ["with a byte order mark", `\ufeff${text(NAMES, ROWS)}`],
    ["with empty rows", text(NAMES, ROWS).replaceAll("\r\n", "\r\n\r\n;;;;\r\n")],
    ["with titles above", `Élection présidentielle 2022\r\n\r\nRésultats du second tour;;;\r\n${text(NAMES, ROWS)}`],
    [
      "with notes below",
      `${text(NAMES, ROWS)}\r\n\r\nSource : ministère de l'Intérieur;;;;\r\n(1) hors votes annulés\r\n`,
    ],
    [
      "with spaces between thousands",
      text(
        NAMES,
        ROWS.map((row) => grouped(row, " ")),
      ),
    ],
    [
      "with no-break spaces between thousands",
      text(
        NAMES,
        ROWS.map((row) => grouped(row, "\u00a0")),
      ),
    ],
    [
      "with decimals that are all zeros",
      text(
        NAMES,
        ROWS.map((row) => row.map((cell, i) => ([5, 8, 11, 17, 23].includes(i) ? `${cell}.0` : cell))),
      ),
    ],
    [
      "with percents",
      text(
        NAMES,
        ROWS.map((row) => row.map((cell) => cell.replace(/^(\d+,\d+)$/, "$1 %"))),
      ),
    ],
    [
      "with zeros lost",
      text(
        NAMES,
        ROWS.map((row) => row.map((cell, i) => (i === 0 || i === 2 ? cell.replace(/^0+/, "") : cell))),
      ),
    ],
  ])("%s", async (_, content) => {
    const { tables } = await readResults(fileOf(content, "essai.csv"));
    expect(told(tables[0]!)).toEqual(EXPECTED);
    expect(tables[0]!.rejected).toEqual([]);
  });
});

describe("a workbook that people made", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vingt-heures-classeur-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(["xlsx", "xls", "ods"] as const)(
    "%s: merged titles above, figures as numbers, notes below",
    async (bookType) => {
      const asCells = ROWS.map((row) =>
        row.map((cell, i) => (i !== 2 && i !== 4 && /^\d+(,\d+)?$/.test(cell) ? Number(cell.replace(",", ".")) : cell)),
      );
      const sheet = utils.aoa_to_sheet([
        ["Élection présidentielle 2022 : résultats du second tour"],
        [],
        ["Territoire", "", "", "", "", "Participation", "", "", "", "", "", "", "", "Candidats"],
        NAMES,
        ...asCells,
        [],
        ["Source : ministère de l'Intérieur"],
        ["(1) les votes annulés par le Conseil constitutionnel sont déduits"],
      ]);
      sheet["!merges"] = [
        { s: { r: 0, c: 0 }, e: { r: 0, c: 12 } },
        { s: { r: 2, c: 0 }, e: { r: 2, c: 4 } },
        { s: { r: 2, c: 5 }, e: { r: 2, c: 12 } },
      ];
      const book = utils.book_new();
      utils.book_append_sheet(book, sheet, "Tour 2");
      const path = join(folder, `classeur.${bookType}`);
      await writeFile(path, Buffer.from(write(book, { type: "buffer", bookType }) as Uint8Array));
      const { tables } = await readResults(openFile(path));
      expect(told(tables[0]!)).toEqual(EXPECTED);
      expect(tables[0]!.rejected).toEqual([]);
      expect(tables[0]!.rows.map(({ tour }) => tour)).toEqual([2, 2, 2]);
    },
  );
});
