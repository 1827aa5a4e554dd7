import { utils, write, type BookType } from "@e965/xlsx";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFile } from "#cli/files/open.ts";
import { inspect } from "#shared/formats/inspect.ts";
import { readNight } from "#shared/formats/read-night.ts";

/**
 * Workbooks of 2001–2023 whose real files were not at hand. Sheets and columns: the data pipeline of data.gouv.fr, which reads the sénatoriales
 * of each year (`build_senatoriales.py`), github.com/briatte (local elections of 2011–2015), and published scripts.
 */
interface Workbook {
  readonly file: string;
  readonly bookType: BookType;
  /** Rows, cells cut by `;`: numbers are numbers, unless they begin with 0. */
  readonly sheets: Readonly<Record<string, readonly string[]>>;
  readonly scrutin: string;
  readonly exprimes: number;
  /** Code of each unite, and how many stand there. */
  readonly unites: readonly string[];
}

const cells = (row: string): (string | number)[] =>
  row.split(";").map((cell) => (/^[1-9]\d*([.]\d+)?$/.test(cell) ? Number(cell) : cell));

const POOLED =
  "Inscrits;Abstentions;% Abs/Ins;Votants;% Vot/Ins;Blancs et nuls;% BlNuls/Ins;% BlNuls/Vot;Exprimés;% Exp/Ins;% Exp/Vot";
const pooled = (exprimes: number): string =>
  `100;${97 - exprimes};1.5;${exprimes + 3};1.5;3;1.1;1.1;${exprimes};1.1;1.2`;
const DPT = "Code du département;Libellé du département";
const CANTON = `${DPT};Code du canton;Libellé du canton;${POOLED};Sexe;Nom;Prénom;Nuance;Sièges;Voix;% Voix/Ins;% Voix/Exp`;
const NIVEAU = `Code du niveau;Libellé du niveau;${POOLED}`;
const SENATEUR = "Code Dépôt;Sexe;Nom;Prénom;Nuance;Voix;% Voix/Ins;% Voix/Exp;Résultat candidat";
const COUNTS_2020 = "Inscrits;Votants;% Vot/Ins;Blancs;% Blancs/Ins;Nuls;% Nuls/Ins;Exprimés;% Exp/Ins";
const COMMUNE = `${DPT};Code de la commune;Libellé de la commune;${POOLED};Code Nuance;Sexe;Nom;Prénom;Liste;Sièges;Voix;% Voix/Ins;% Voix/Exp`;
const REGIONALE = `${POOLED};Nuance Liste;Nom Tête de Liste;Sièges;Voix;% Voix/Ins;% Voix/Exp`;
const block2023 = (n: number): string =>
  `Nuance candidat ${n};Nom candidat ${n};Prénom candidat ${n};Sexe candidat ${n};Voix ${n};% Voix/inscrits ${n};Elu ${n}`;

const WORKBOOKS: readonly Workbook[] = [
  {
    file: "senatoriales-2011.xls",
    bookType: "xls",
    sheets: {
      "Maj T1": [
        "Sénatoriales 2011, premier tour",
        `${NIVEAU};${SENATEUR};${SENATEUR}`,
        `09;ARIEGE;${pooled(80)};1;M;A;Jean;UMP;45;1;1;Elu;2;F;B;Anne;SOC;35;1;1;`,
        `ZT;SAINT-MARTIN;${pooled(20)};1;M;C;Jean;UMP;20;1;1;Elu`,
        // Given twice, as in 2014.
        `ZT;SAINT-MARTIN;${pooled(20)};1;M;C;Jean;UMP;20;1;1;Elu`,
      ],
      "Maj T2": [
        `${NIVEAU};${SENATEUR};${SENATEUR}`,
        `48;LOZERE;${pooled(80)};1;M;D;Jean;UMP;42;1;1;Elu;2;F;E;Anne;SOC;38;1;1;`,
      ],
      Prop: [
        `${NIVEAU};Nuance Liste;Libellé Abrégé Liste;Libellé de la Liste;Nom Tête de Liste;Sièges;Voix;% Voix/Ins;% Voix/Exp`,
        `75;PARIS;${pooled(90)};LUMP;A;ENSEMBLE A;X Jean;7;50;1;1;LSOC;B;ENSEMBLE B;Y Anne;5;40;1;1`,
      ],
    },
    scrutin: "senatoriales-2011/1",
    exprimes: 190,
    unites: ["09 2", "75 2", "978 1"],
  },
  {
    file: "senatoriales-2020-resultats.xlsx",
    bookType: "xlsx",
    // Only the first block has names.
    sheets: {
      "MAJ 1": [
        `Code département;Libellé département;${COUNTS_2020};N°Dépôt;Sexe;Nom;Prénom;Nuance;Voix;% Voix/Ins;% Voix/Exp`,
        "02;Aisne;100;83;1.5;2;1;1;1;80;1;1;M;A;Jean;LR;45;1;1;2;F;B;Anne;SOC;35;1;1",
      ],
      PROP: [
        `Code département;Libellé département;${COUNTS_2020};N°Dépôt;Nom Tête de Liste;Libellé Liste;Nuance Liste;Voix;% Voix/Ins;% Voix/Exp`,
        "13;Bouches-du-Rhône;100;83;1.5;2;1;1;1;80;1;1;M. C Jean;ENSEMBLE C;LLR;45;1;1;2;Mme D Anne;ENSEMBLE D;LSOC;35;1;1",
      ],
    },
    scrutin: "senatoriales-2020/1",
    exprimes: 160,
    unites: ["02 2", "13 2"],
  },
  {
    file: "senatoriales-2023-resultats-publication.xlsx",
    bookType: "xlsx",
    // Voters of a département are said to be of its préfecture.
    sheets: {
      "MAJ - T1": [
        `Type scrutin;N° Tour;Code localisation;Libellé localisation;Code département;Libellé département;Code commune;Libellé commune;Code BV;Inscrits;Votants;Abstentions;Exprimés;Blancs;Nuls;${block2023(1)};${block2023(2)}`,
        "Majoritaire;1;1;Métropole;53;Mayenne;53130;Laval;0001;100;83;17;80;2;1;LR;A;Jean;MASCULIN;45;1%;élu;SOC;B;Anne;FEMININ;35;1%;",
      ],
    },
    scrutin: "senatoriales-2023/1",
    exprimes: 80,
    unites: ["53 2"],
  },
  {
    file: "cantonales2011.xls",
    bookType: "xls",
    sheets: {
      "Départements T1": [
        "Résultats par département",
        `${DPT};${POOLED};Code Nuance;Voix;% Voix/Ins;% Voix/Exp`,
        `1;AIN;${pooled(80)};UMP;40;1;1;SOC;40;1;1`,
      ],
      "Cantons T1": [
        "Résultats par canton",
        "",
        CANTON,
        `1;AIN;1;AMBERIEU-EN-BUGEY;${pooled(40)};M;A;Jean;UMP;;21;1;1;F;B;Anne;SOC;;19;1;1`,
        `1;AIN;7;BOURG-EN-BRESSE;${pooled(40)};M;C;Jean;UMP;Elus;25;1;1;F;D;Anne;SOC;;15;1;1`,
      ],
      "Cantons T2": [CANTON, `1;AIN;1;AMBERIEU-EN-BUGEY;${pooled(41)};M;A;Jean;UMP;Elus;21;1;1;F;B;Anne;SOC;;20;1;1`],
    },
    scrutin: "cantonales-2011/1",
    exprimes: 80,
    unites: ["0101 2", "0107 2"],
  },
  {
    file: "regionales-2010.xls",
    bookType: "xls",
    sheets: {
      "Régions T1": [
        `Code de la région;Libellé de la région;${REGIONALE}`,
        `22;PICARDIE;${pooled(80)};LMAJ;CAYEUX Caroline;0;30;1;1;LUG;GEWERC Claude;0;50;1;1`,
      ],
      "Départements T1": [
        `${DPT};${REGIONALE}`,
        `2;AISNE;${pooled(50)};LMAJ;CAYEUX Caroline;0;20;1;1;LUG;GEWERC Claude;0;30;1;1`,
        `80;SOMME;${pooled(30)};LMAJ;CAYEUX Caroline;0;10;1;1;LUG;GEWERC Claude;0;20;1;1`,
      ],
    },
    scrutin: "regionales-2010/1",
    exprimes: 80,
    unites: ["22 2", "22 2"],
  },
  {
    file: "municipales-2001.xls",
    bookType: "xls",
    sheets: {
      "Tour 1": [
        "Communes de plus de 3 500 habitants",
        COMMUNE,
        `1;AIN;4;AMBERIEU-EN-BUGEY;${pooled(80)};LUDV;M;A;Jean;LISTE A;25;50;1;1;LUGA;F;B;Anne;LISTE B;4;30;1;1`,
        "",
        "Source : ministère de l'Intérieur",
      ],
      "Tour 2": [
        COMMUNE,
        `1;AIN;53;BOURG-EN-BRESSE;${pooled(80)};LUDV;M;A;Jean;LISTE A;35;50;1;1;LUGA;F;B;Anne;LISTE B;8;30;1;1`,
      ],
    },
    scrutin: "municipales-2001/1",
    exprimes: 80,
    unites: ["01004 2"],
  },
];

describe("a workbook of before", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vingt-heures-anciens-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const written = async ({ file, bookType, sheets }: Workbook): Promise<string> => {
    const book = utils.book_new();
    for (const [name, rows] of Object.entries(sheets))
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map(cells)), name);
    await writeFile(join(folder, file), Buffer.from(write(book, { type: "buffer", bookType }) as Uint8Array));
    return join(folder, file);
  };

  it("with a sheet a round says which sheets are of the other", async () => {
    const { tables } = await inspect(openFile(await written(WORKBOOKS[3]!)), { tour: 1 });
    expect(tables.map(({ feuille, manque }) => [feuille, manque])).toEqual([
      ["Départements T1", "canton"],
      ["Cantons T1", null],
      ["Cantons T2", "une ligne de ce tour"],
    ]);
  });

  it.each(WORKBOOKS.map((one) => [one.scrutin, one] as const))("of %s is played", async (_, workbook) => {
    const { dossier, tallies, report } = await readNight(openFile(await written(workbook)), { tour: 1 });
    expect(`${dossier.head.scrutin.id}/${dossier.head.tour}`).toBe(workbook.scrutin);
    expect(report.rejected.filter(({ code }) => code !== "F-DOUBLON")).toEqual([]);
    expect(tallies.reduce((sum, { exprimes }) => sum + exprimes, 0)).toBe(workbook.exprimes);
    expect(
      dossier.parts.flatMap(({ unites }) => unites.map(({ code, candidatures }) => `${code} ${candidatures.length}`)),
    ).toEqual(workbook.unites);
  });
});
