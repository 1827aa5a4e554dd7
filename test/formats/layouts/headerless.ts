import { lines, type PublishedLayout } from "./layout.ts";

/**
 * The bureaux of 1999–2015: no header, opening remarks of some twenty lines, both rounds in one file, a line a bureau and
 * candidature. Columns: github.com/HuguesGuilleus (data-vote: PR12, LG12, MN14), scripts that read PR07, LG02, LG07, LG12 and ER09 from
 * their eighteenth line, and data.gouv.fr's own pages.
 */
export const REMARKS = [
  "------------------------------------------------------------------------------------------",
  "--  Ministère de l'Intérieur - Bureau des élections et des études politiques",
  "--  Résultats par bureaux de vote",
  "------------------------------------------------------------------------------------------",
];

export interface Station {
  readonly tour: 1 | 2;
  /** Département, commune and its name, then circonscription and canton where the file has them. */
  readonly place: string;
  readonly bureau: string;
  /** Each: what comes before its voix, and its voix. */
  readonly votes: readonly (readonly [who: string, voix: number])[];
}

export const rows = (stations: readonly Station[]): string[] =>
  stations.flatMap(({ tour, place, bureau, votes }) => {
    const exprimes = votes.reduce((sum, [, voix]) => sum + voix, 0);
    return votes.map(([who, voix]) => `${tour};${place};${bureau};100;${exprimes + 3};${exprimes};${who};${voix}`);
  });

/** The finalists of one round and those of the other. */
const PRESIDENTIELLE_2012 = (panneaux: readonly string[], voix: readonly number[]): Station["votes"] =>
  panneaux.map((who, i) => [who, voix[i]!] as const);

const FIRST_2012 = [
  "2;JOLY;Eva;JOLY",
  "3;LE PEN;Marine;LEPE",
  "4;SARKOZY;Nicolas;SARK",
  "5;MELENCHON;Jean-Luc;MELE",
  "6;POUTOU;Philippe;POUT",
  "7;ARTHAUD;Nathalie;ARTH",
  "8;CHEMINADE;Jacques;CHEM",
  "9;BAYROU;François;BAYR",
  "10;DUPONT-AIGNAN;Nicolas;DUPO",
  "11;HOLLANDE;François;HOLL",
];
const SECOND_2012 = ["4;SARKOZY;Nicolas;SARK", "11;HOLLANDE;François;HOLL"];

const PR12 = lines(
  ...REMARKS,
  ...rows([
    {
      tour: 1,
      place: "01;004;Ambérieu-en-Bugey;05;01",
      bureau: "0001",
      votes: PRESIDENTIELLE_2012(FIRST_2012, [2, 15, 20, 9, 1, 1, 0, 8, 2, 22]),
    },
    {
      tour: 1,
      place: "ZA;101;Les Abymes;02;01",
      bureau: "0001",
      votes: PRESIDENTIELLE_2012(FIRST_2012, [1, 2, 10, 3, 1, 0, 0, 3, 0, 30]),
    },
    {
      tour: 2,
      place: "01;004;Ambérieu-en-Bugey;05;01",
      bureau: "0001",
      votes: PRESIDENTIELLE_2012(SECOND_2012, [39, 41]),
    },
    { tour: 2, place: "ZA;101;Les Abymes;02;01", bureau: "0001", votes: PRESIDENTIELLE_2012(SECOND_2012, [15, 45]) },
  ]),
);

const LG = (circonscription: string): string =>
  lines(
    ...REMARKS,
    ...rows([
      {
        tour: 1,
        place: `01;004;Ambérieu-en-Bugey${circonscription && ";05;01"}`,
        bureau: "0001",
        votes: [
          ["1;BRETON;Xavier;UMP", 40],
          ["2;DEBAT;Jean-François;SOC", 35],
        ],
      },
      {
        tour: 1,
        place: `01;053;Bourg-en-Bresse${circonscription && ";01;02"}`,
        bureau: "0001",
        votes: [
          ["1;PERRUT;Anne;UMP", 30],
          ["2;ROYER;Guy;SOC", 20],
          ["3;NOIR;Paul;ECO", 5],
        ],
      },
      {
        tour: 1,
        place: `01;053;Bourg-en-Bresse${circonscription && ";01;02"}`,
        bureau: "0002",
        votes: [
          ["1;PERRUT;Anne;UMP", 25],
          ["2;ROYER;Guy;SOC", 30],
          ["3;NOIR;Paul;ECO", 4],
        ],
      },
      {
        tour: 2,
        place: `01;053;Bourg-en-Bresse${circonscription && ";01;02"}`,
        bureau: "0001",
        votes: [
          ["1;PERRUT;Anne;UMP", 41],
          ["2;ROYER;Guy;SOC", 33],
        ],
      },
      {
        tour: 2,
        place: `01;053;Bourg-en-Bresse${circonscription && ";01;02"}`,
        bureau: "0002",
        votes: [
          ["1;PERRUT;Anne;UMP", 35],
          ["2;ROYER;Guy;SOC", 36],
        ],
      },
    ]),
  );

const answer = (place: string, bureau: string, oui: number, non: number): string[] =>
  [`OUI;${oui}`, `NON;${non}`].map(
    (text) => `1;82;${place};${bureau};100;${oui + non + 4};${96 - oui - non};${oui + non};${text}`,
  );
const RF05 = [
  ...answer("01;AIN;04;05;004;1000;Ambérieu-en-Bugey", "0001", 30, 41),
  ...answer("75;PARIS;01;01;056;2000000;Paris", "0101", 50, 20),
];

export const HEADERLESS: readonly PublishedLayout[] = [
  {
    file: "PR12_Bvot_T1T2.txt",
    source:
      "https://www.data.gouv.fr/s/resources/election-presidentielle-2012-resultats-par-bureaux-de-vote-1/20150925-102751/PR12_Bvot_T1T2.txt",
    text: PR12,
    options: { tour: 1 },
    family: "bureaux-t1-t2",
    scrutin: "presidentielle-2012/1",
    lignes: 20,
    totaux: { inscrits: 200, votants: 136, exprimes: 130 },
    unites: [],
  },
  {
    file: "PR12_Bvot_T1T2.txt",
    source:
      "https://www.data.gouv.fr/s/resources/election-presidentielle-2012-resultats-par-bureaux-de-vote-1/20150925-102751/PR12_Bvot_T1T2.txt",
    text: PR12,
    options: { tour: 2 },
    family: "bureaux-t1-t2",
    scrutin: "presidentielle-2012/2",
    lignes: 4,
    totaux: { inscrits: 200, votants: 146, exprimes: 140 },
    unites: [],
  },
  {
    file: "PR07_Bvot_T1T2.txt",
    source:
      "https://www.data.gouv.fr/s/resources/election-presidentielle-2007-resultats-par-bureaux-de-vote/20151001-154056/PR07_Bvot_T1T2.txt",
    text: lines(
      ...REMARKS,
      ...rows([
        {
          tour: 2,
          place: "2A;004;Ajaccio",
          bureau: "0001",
          votes: [
            ["12;SARKOZY;Nicolas;SARK", 50],
            ["8;ROYAL;Ségolène;ROYA", 31],
          ],
        },
        {
          tour: 2,
          place: "ZZ;231;Taipeh",
          bureau: "0001",
          votes: [
            ["12;SARKOZY;Nicolas;SARK", 20],
            ["8;ROYAL;Ségolène;ROYA", 22],
          ],
        },
      ]),
    ),
    family: "bureaux-t1-t2",
    scrutin: "presidentielle-2007/2",
    lignes: 4,
    totaux: { inscrits: 200, votants: 129, exprimes: 123 },
    unites: [],
  },
  {
    file: "LG12_Bvot_T1T2.txt",
    source:
      "https://static.data.gouv.fr/resources/elections-legislatives-2012-resultats-par-bureaux-de-vote/20150925-103435/LG12_Bvot_T1T2.txt",
    text: LG("avec"),
    options: { tour: 1 },
    family: "bureaux-t1-t2",
    scrutin: "legislatives-2012/1",
    lignes: 8,
    totaux: { inscrits: 300, votants: 198, exprimes: 189 },
    unites: ["0101", "0105"],
  },
  {
    file: "LG02_BVot_T1T2.txt",
    source: "https://www.data.gouv.fr/fr/datasets/elections-legislatives-2002-resultats-par-bureaux-de-vote/",
    text: LG(""),
    options: { tour: 2 },
    family: "bureaux-t1-t2",
    scrutin: "legislatives-2002/2",
    lignes: 4,
    totaux: { inscrits: 200, votants: 151, exprimes: 145 },
    unites: ["0101"],
  },
  {
    file: "MN14_Bvot_T1T2.txt",
    source:
      "https://www.data.gouv.fr/s/resources/elections-municipales-2014-resultats-par-bureaux-de-vote/20150925-122128/MN14_Bvot_T1T2.txt",
    text: lines(
      ...REMARKS,
      ...rows([
        {
          tour: 1,
          place: "01;004;Ambérieu-en-Bugey",
          bureau: "0001",
          votes: [
            ["1;FABRE;Christian;LDVD", 44],
            ["2;EXPOSITO;Josiane;LSOC", 36],
          ],
        },
        {
          tour: 1,
          place: "01;004;Ambérieu-en-Bugey",
          bureau: "0002",
          votes: [
            ["1;FABRE;Christian;LDVD", 40],
            ["2;EXPOSITO;Josiane;LSOC", 41],
          ],
        },
        {
          tour: 1,
          place: "75;056;Paris",
          bureau: "0101",
          votes: [
            ["1;LEGARET;Jean-François;LUMP", 30],
            ["2;WESTPHAL;Corine;LVEC", 25],
          ],
        },
        {
          tour: 2,
          place: "75;056;Paris",
          bureau: "0101",
          votes: [
            ["1;LEGARET;Jean-François;LUMP", 33],
            ["2;WESTPHAL;Corine;LVEC", 32],
          ],
        },
      ]),
    ),
    options: { tour: 1 },
    family: "bureaux-t1-t2",
    scrutin: "municipales-2014/1",
    lignes: 6,
    totaux: { inscrits: 300, votants: 225, exprimes: 216 },
    unites: ["01004", "75056"],
  },
  {
    file: "ER09_BVOT.txt",
    source: "https://www.data.gouv.fr/fr/datasets/elections-europeennes-2009-resultats-par-bureaux-de-vote/",
    text: lines(
      ...REMARKS,
      ...rows([
        {
          tour: 1,
          place: "59;350;Lille",
          bureau: "0101",
          votes: [
            ["RIQUET;Dominique;LMAJ", 20],
            ["PARGNEAUX;Gilles;LSOC", 25],
          ],
        },
        {
          tour: 1,
          place: "59;350;Lille",
          bureau: "0102",
          votes: [
            ["RIQUET;Dominique;LMAJ", 22],
            ["PARGNEAUX;Gilles;LSOC", 20],
          ],
        },
        {
          tour: 1,
          place: "75;056;Paris",
          bureau: "0101",
          votes: [
            ["BARNIER;Michel;LMAJ", 30],
            ["DESIR;Harlem;LSOC", 15],
          ],
        },
      ]),
    ),
    family: "bureaux-t1-t2",
    scrutin: "europeennes-2009/1",
    lignes: 6,
    totaux: { inscrits: 300, votants: 141, exprimes: 132 },
    unites: ["IDF", "NO"],
  },
  ...[";", ","].map((separator): PublishedLayout => ({
    file: "RF05_BVot.txt",
    source:
      "https://www.data.gouv.fr/s/resources/referendum-de-2005-resultats-par-bureaux-de-vote/20150925-112918/RF05_BVot.txt",
    text: lines(...RF05.map((row) => row.replaceAll(";", separator))),
    family: "bureaux-t1-t2",
    scrutin: "referendum-2005/1",
    lignes: 4,
    totaux: { inscrits: 200, votants: 149, exprimes: 141 },
    unites: [],
  })),
  {
    file: "DP15_Bvot_T1T2.csv",
    source: "https://www.data.gouv.fr/fr/datasets/elections-departementales-2015-resultats-par-bureaux-de-vote/",
    text: lines(
      "NUMTOUR;CODDPT;CODSUBCOM;LIBSUBCOM;CODBURVOT;CODCAN;LIBCAN;NBRINS;NBRVOT;NBREXP;NUMDEPCAND;LIBLISEXT;CODNUA;NBRVOIX",
      ...[
        ["1", 40, 30],
        ["2", 41, 39],
      ].flatMap(([tour, first, second]) =>
        [
          `1;Mme BIDARD Hélène et M. BRETIN Gilles;BC-DVG;${first}`,
          `2;M. COTON Yves et Mme DARD Anne;BC-FN;${second}`,
        ].map(
          (who) =>
            `${tour};18;4;Arçay;0001;12;Levet;100;${Number(first) + Number(second) + 5};${Number(first) + Number(second)};${who}`,
        ),
      ),
    ),
    options: { tour: 1 },
    family: "csv-long",
    scrutin: "departementales-2015/1",
    lignes: 2,
    totaux: { inscrits: 100, votants: 75, exprimes: 70 },
    unites: ["1812"],
  },
  ...(["ER14_BVOT.txt", "RG15_BVot_T1T2.txt"] as const).map((file): PublishedLayout => ({
    file,
    source:
      "https://www.data.gouv.fr/s/resources/elections-europeennes-2014-resultats-par-bureaux-de-vote/20150925-112120/ER14_BVOT.txt",
    text: lines(
      ...REMARKS,
      ...rows([
        {
          tour: 1,
          place: "62;041;Arras",
          bureau: "0001",
          votes: [
            ["1;LE PEN;Marine;LFN", 30],
            ["2;BERTRAND;Xavier;LUD", 25],
          ],
        },
        {
          tour: 1,
          place: "59;350;Lille",
          bureau: "0101",
          votes: [
            ["1;LE PEN;Marine;LFN", 12],
            ["2;BERTRAND;Xavier;LUD", 20],
          ],
        },
      ]),
    ),
    family: "bureaux-t1-t2",
    scrutin: file.startsWith("ER") ? "europeennes-2014/1" : "regionales-2015/1",
    lignes: 4,
    totaux: { inscrits: 200, votants: 93, exprimes: 87 },
    unites: file.startsWith("ER") ? ["NO"] : ["32"],
  })),
];
