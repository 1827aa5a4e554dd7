import { utils, write } from "@e965/xlsx";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFile } from "#cli/files/open.ts";
import { readNight } from "#shared/formats/read-night.ts";
import { formatError } from "../samples.ts";

/**
 * Workbooks whose sheets tell what their rows do not: rounds, and halves of one election. Sheets and columns: the sénatoriales of 2020 and 2023
 * (data.gouv.fr, « elections-senatoriales-2023-resultats »), the communes of 2007 and 2012 (a sheet a round), the régionales of 2015.
 */
type Sheet = readonly (readonly (string | number)[])[];

const workbook = (sheets: Readonly<Record<string, Sheet>>): Buffer => {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  return Buffer.from(write(book, { type: "buffer", bookType: "xlsx" }) as Uint8Array);
};

const COUNTS = ["Inscrits", "Abstentions", "Votants", "Blancs", "Nuls", "Exprimés"];
const MAJ = ["Nuance candidat", "Nom candidat", "Prénom candidat", "Voix", "Elu"];
const PROP = ["Nuance liste", "Libellé liste", "Voix", "Sièges"];
const numbered = (block: readonly string[], most: number): string[] =>
  Array.from({ length: most }, (_, i) => block.map((name) => `${name} ${i + 1}`)).flat();

/** The Ain and the Territoire de Belfort: a list and a name. */
const SENATORIALES = {
  "MAJ - T1": [
    ["Code département", "Libellé département", ...COUNTS, ...numbered(MAJ, 2)],
    [
      "90",
      "Territoire de Belfort",
      300,
      10,
      290,
      5,
      5,
      280,
      "LR",
      "PERRIN",
      "Cédric",
      135,
      "",
      "DVG",
      "AUTRE",
      "Anne",
      145,
      "élu",
    ],
    [
      "48",
      "Lozère",
      320,
      10,
      310,
      5,
      5,
      300,
      "LR",
      "UN",
      "Guy",
      140,
      "",
      "DVG",
      "DEUX",
      "Eve",
      140,
      "",
      "DVD",
      "TROIS",
      "Luc",
      20,
      "",
    ],
  ],
  "MAJ - T2": [
    ["Code département", "Libellé département", ...COUNTS, ...numbered(MAJ, 2)],
    ["48", "Lozère", 320, 12, 308, 4, 4, 300, "LR", "UN", "Guy", 155, "élu", "DVG", "DEUX", "Eve", 145, ""],
  ],
  PROP: [
    ["Code département", "Libellé département", ...COUNTS, ...numbered(PROP, 2)],
    ["01", "Ain", 1500, 20, 1480, 20, 10, 1450, "LUD", "RASSEMBLEMENT", 1000, 2, "LUG", "GAUCHE", 450, 1],
  ],
  "Liste des élus": [
    ["Code dpt", "Nom", "Prénom"],
    ["01", "X", "Y"],
  ],
};

const BY_ROUND = (blancs: string): Record<string, Sheet> => {
  const header = [
    "Code du département",
    "Libellé du département",
    "Code de la commune",
    "Libellé de la commune",
    "Inscrits",
    "Votants",
    blancs,
    "Exprimés",
    "Sexe",
    "Nom",
    "Prénom",
    "Voix",
    "% Voix/Ins",
    "% Voix/Exp",
  ];
  return {
    "Tour 1": [
      header,
      [
        1,
        "AIN",
        4,
        "Ambérieu-en-Bugey",
        100,
        90,
        10,
        80,
        "M",
        "SARKOZY",
        "Nicolas",
        30,
        1,
        2,
        "M",
        "HOLLANDE",
        "François",
        50,
        1,
        2,
      ],
    ],
    "Tour 2": [
      header,
      [
        1,
        "AIN",
        4,
        "Ambérieu-en-Bugey",
        100,
        85,
        5,
        80,
        "M",
        "SARKOZY",
        "Nicolas",
        38,
        1,
        2,
        "M",
        "HOLLANDE",
        "François",
        42,
        1,
        2,
      ],
    ],
  };
};

describe("a workbook", () => {
  let folder = "";
  const at = (name: string): string => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vingt-heures-classeurs-"));
    await writeFile(at("senatoriales-2023-resultats-publication.xlsx"), workbook(SENATORIALES));
    await writeFile(at("presidentielle-2012-communes.xlsx"), workbook(BY_ROUND("Blancs et nuls")));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("of the sénatoriales: sheets by list and by name are one first round", async () => {
    const { dossier, tallies, report } = await readNight(openFile(at("senatoriales-2023-resultats-publication.xlsx")), {
      tour: 1,
    });
    expect(dossier.head).toMatchObject({
      scrutin: { id: "senatoriales-2023", date: "2023-09-24" },
      tour: 1,
      premierTour: "2023-09-24",
    });
    const unites = dossier.parts.flatMap((part) =>
      part.unites.map(({ code, sieges, candidatures }) => [code, sieges, candidatures.length]),
    );
    expect(unites).toEqual([
      ["01", 3, 2],
      ["48", 1, 3],
      ["90", 1, 2],
    ]);
    expect(report).toMatchObject({ rows: 3, used: 3 });
    expect(tallies.reduce((sum, { exprimes }) => sum + exprimes, 0)).toBe(1450 + 300 + 280);
  });

  it("of the sénatoriales: the second round is that of its sheet alone", async () => {
    const { dossier, tallies } = await readNight(openFile(at("senatoriales-2023-resultats-publication.xlsx")), {
      tour: 2,
    });
    expect(dossier.head).toMatchObject({ scrutin: { id: "senatoriales-2023" }, tour: 2 });
    expect(dossier.parts.map(({ departement, unites }) => [departement, unites[0]!.sieges])).toEqual([["48", 1]]);
    expect(tallies).toMatchObject([{ exprimes: 300, voix: { UN: 155, DEUX: 145 } }]);
  });

  it("with a sheet a round asks which, and plays the one asked for", async () => {
    const error = await formatError(readNight(openFile(at("presidentielle-2012-communes.xlsx"))));
    expect(error).toMatchObject({ code: "F-TOUR" });
    const second = await readNight(openFile(at("presidentielle-2012-communes.xlsx")), { tour: 2 });
    expect(second.dossier.head).toMatchObject({ scrutin: { id: "presidentielle-2012" }, tour: 2, blancs: "avec-nuls" });
    expect(second.tallies).toMatchObject([{ commune: "01004", blancsNuls: 5, voix: { SARKOZY: 38, HOLLANDE: 42 } }]);
  });
});
