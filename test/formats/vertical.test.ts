import { describe, expect, it } from "vitest";
import { readResults, type TableResults } from "#shared/formats/read-results.ts";
import { listedRow } from "#shared/formats/table.ts";
import { laidDown } from "#shared/formats/vertical.ts";

/** The « France entière » sheets, as the workbooks of 2012 and 2017 lay them out: invented figures. */

const rowsOf = (sheet: readonly (readonly string[])[]) => sheet.map((cells, i) => ({ line: i + 1, cells }));

const upright = (nation: string, inscrits: number): string[][] => [
  [nation],
  [],
  [".", "Nombre", "%ins", "%vot", "", "Candidat", "Voix", "%_ins", "%_exp"],
  ["Inscrits", String(inscrits), "", "", "", "Mme LE PEN Marine", "30", "1,0", "2,0"],
  ["Abstentions", String(inscrits - 90), "1,0", "", "", "M. DUPONT-AIGNAN Nicolas", "50", "1,0", "2,0"],
  ["Votants", "90", "1,0", "", "", "", "80", "", ""],
  ["Blancs ou nuls", "10", "1,0", "2,0"],
  ["Exprimés", "80", "1,0", "2,0"],
  [],
];
const SHEET = [["Résultats - Tour 1"], [], ...upright("France entière", 47_000_100), ...upright("Métropole", 100)];

const read = async (sheet: readonly (readonly string[])[]): Promise<TableResults> => {
  const batches = [laidDown(rowsOf(sheet))!.map(({ line, cells }) => listedRow(line, cells))];
  const { tables } = await readResults({
    name: "classeur.xls",
    tables: [{ nom: "FE", encoding: () => null, batches }],
    sha256: () => "empreinte",
  });
  return tables[0]!;
};

describe("laidDown", () => {
  it("gives the nation one row, its counts and its candidates", async () => {
    const { family, rows, lines, rejected } = await read(SHEET);
    expect([family.id, lines, rejected]).toEqual(["france-entiere", 1, []]);
    expect(rows).toMatchObject([
      {
        level: "france",
        territoire: { nom: "France entière", departement: null },
        counts: { inscrits: 47_000_100, votants: 90, blancs: null, exprimes: 80 },
        candidatures: [
          { nom: "LE PEN", prenom: "Marine", sexe: "F" },
          { nom: "DUPONT-AIGNAN", prenom: "Nicolas", sexe: "M" },
        ],
        voix: [30, 50],
        anomalies: [],
      },
    ]);
  });

  it("reads nuances and their seats", async () => {
    const { rows } = await read([
      ["France entière"],
      [".", "Nombre", "", "", "", "Nuance", "Sièges", "Voix"],
      ["Inscrits", "100", "", "", "", "REM", "2", "50"],
      ["Votants", "90", "", "", "", "LR", "", "30"],
      ["Exprimés", "80"],
    ]);
    expect(rows[0]).toMatchObject({ voix: [50, 30], candidatures: [{ nuance: "REM" }, { nuance: "LR" }] });
    expect(rows[0]!.attributions).toMatchObject([{ sieges: 2 }, { sieges: null, elu: false }]);
  });

  it.each([
    [
      "a sheet of départements",
      [
        ["Code du département", "Inscrits", "Voix"],
        ["01", "10", "5"],
      ],
    ],
    ["a title without figures", [["France entière"], [], ["rien"]]],
    ["candidates without counts", [["France entière"], ["Candidat", "Voix"], ["M. A Bob", "5"]]],
  ])("leaves %s alone", (_, sheet) => {
    expect(laidDown(rowsOf(sheet))).toBeNull();
  });
});
