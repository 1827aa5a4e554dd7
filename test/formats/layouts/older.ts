import { REMARKS, rows, type Station } from "./headerless.ts";
import { lines, type PublishedLayout } from "./layout.ts";

/**
 * The bureaux of 2002–2011 that `headerless.ts` leaves out, and the circonscriptions of the présidentielles that the Centre de données
 * socio-politiques publishes on data.gouv.fr (« elections-presidentielles-1965-2012-1 »). Columns: scripts that read each from its
 * eighteenth line; github.com/sdpython (actuariat_python) shows the first rows of the latter.
 */
const PAGE = "https://www.data.gouv.fr/fr/datasets/";

const station = (place: string, votes: Station["votes"], tour: 1 | 2 = 1): Station => ({
  tour,
  place,
  bureau: "0001",
  votes,
});

const FIRST_2002 = [
  "1;MEGRET;Bruno;MEGR",
  "2;LEPAGE;Corinne;LEPA",
  "3;GLUCKSTEIN;Daniel;GLUC",
  "4;BAYROU;François;BAYR",
  "5;CHIRAC;Jacques;CHIR",
  "6;LE PEN;Jean-Marie;LEPE",
  "7;TAUBIRA;Christiane;TAUB",
  "8;SAINT-JOSSE;Jean;SAIN",
  "9;MAMERE;Noël;MAME",
  "10;JOSPIN;Lionel;JOSP",
  "11;BOUTIN;Christine;BOUT",
  "12;HUE;Robert;HUE",
  "13;CHEVENEMENT;Jean-Pierre;CHEV",
  "14;MADELIN;Alain;MADE",
  "15;LAGUILLER;Arlette;LAGU",
  "16;BESANCENOT;Olivier;BESA",
];
const PR02 = lines(
  ...REMARKS,
  ...rows([
    station(
      "01;004;Ambérieu-en-Bugey",
      FIRST_2002.map((who, i) => [who, i % 5]),
    ),
    station(
      "01;004;Ambérieu-en-Bugey",
      [
        ["5;CHIRAC;Jacques;CHIR", 60],
        ["6;LE PEN;Jean-Marie;LEPE", 17],
      ],
      2,
    ),
  ]),
);

const duel = (first: string, second: string): Station["votes"] => [
  [`1;${first};Jean;UMP`, 40],
  [`2;${second};Anne;SOC`, 35],
];

/** Of one élection and round, in the columns of its day: with circonscription and canton, or without. */
const older = (
  file: string,
  page: string,
  stations: readonly Station[],
  expected: Pick<PublishedLayout, "scrutin" | "unites">,
): PublishedLayout => {
  const votes = stations.filter(({ tour }) => tour === 1).flatMap((one) => one.votes);
  const bureaux = stations.filter(({ tour }) => tour === 1).length;
  const exprimes = votes.reduce((sum, [, voix]) => sum + voix, 0);
  return {
    file,
    source: PAGE + page,
    text: lines(...REMARKS, ...rows(stations)),
    options: { tour: 1 },
    family: "bureaux-t1-t2",
    lignes: votes.length,
    totaux: { inscrits: 100 * bureaux, votants: exprimes + 3 * bureaux, exprimes },
    ...expected,
  };
};

const CDSP = "elections-presidentielles-1965-2012-1/";

export const OLDER: readonly PublishedLayout[] = [
  ...([1, 2] as const).map((tour): PublishedLayout => ({
    file: "PR02_BVot_T1T2.txt",
    source:
      "https://static.data.gouv.fr/resources/election-presidentielle-2002-resultats-par-bureaux-de-vote/20150925-110503/PR02_BVot_T1T2.txt",
    text: PR02,
    options: { tour },
    family: "bureaux-t1-t2",
    scrutin: `presidentielle-2002/${tour}`,
    lignes: tour === 1 ? 16 : 2,
    totaux: tour === 1 ? { inscrits: 100, votants: 33, exprimes: 30 } : { inscrits: 100, votants: 80, exprimes: 77 },
    unites: [],
  })),
  older(
    "LG07_Bvot_T1T2.txt",
    "elections-legislatives-2007-resultats-par-bureaux-de-vote/",
    [
      station("01;004;Ambérieu-en-Bugey", duel("DE LA VERPILLIERE", "TACHEAU")),
      station("01;053;Bourg-en-Bresse", [...duel("BRETON", "DEBAT"), ["3;NOIR;Paul;UDFD", 5]]),
      station("01;053;Bourg-en-Bresse", [...duel("BRETON", "DEBAT")], 2),
    ],
    { scrutin: "legislatives-2007/1", unites: ["0101", "0102"] },
  ),
  older(
    "CN08_BVot_T1T2.txt",
    "elections-cantonales-2008-resultats-par-bureaux-de-vote/",
    [
      station("01;004;Ambérieu-en-Bugey;05;01", duel("A", "B")),
      station("01;053;Bourg-en-Bresse;01;07", duel("C", "D")),
    ],
    { scrutin: "cantonales-2008/1", unites: ["0101", "0107"] },
  ),
  // Cantons that the file does not name are told by their candidates.
  older(
    "CN11_BVot_T1T2.txt",
    "elections-cantonales-2011-resultats-par-bureaux-de-vote/",
    [
      station("01;004;Ambérieu-en-Bugey", duel("A", "B")),
      station("01;053;Bourg-en-Bresse", duel("C", "D")),
      station("59;350;Lille", duel("E", "F")),
    ],
    { scrutin: "cantonales-2011/1", unites: ["0101", "0102", "5901"] },
  ),
  older(
    "RG10_BVot_T1T2.txt",
    "elections-regionales-2010-resultats-par-bureaux-de-vote/",
    [
      station("59;350;Lille", [
        ["1;LETARD;Valérie;LMAJ", 30],
        ["2;PERCHERON;Daniel;LSOC", 35],
      ]),
      station("80;021;Amiens", [
        ["1;CAYEUX;Caroline;LMAJ", 20],
        ["2;GEWERC;Claude;LSOC", 25],
      ]),
    ],
    { scrutin: "regionales-2010/1", unites: ["22", "31"] },
  ),
  {
    file: "cdsp_presi2012t2_circ.csv",
    source: `${PAGE}${CDSP}`,
    encoding: "utf-8",
    text: lines(
      "Code du département,Libellé du département,Code de la circonscription,Inscrits,Votants,Exprimés,Blancs et nuls,François HOLLANDE (PS),Nicolas SARKOZY (UMP)",
      "01,AIN,1,100,83,78,5,35,43",
      "02,AISNE,1,100,79,75,4,41,34",
    ),
    family: "csv-large",
    scrutin: "presidentielle-2012/2",
    lignes: 2,
    totaux: { inscrits: 200, votants: 162, exprimes: 153 },
    unites: [],
  },
  {
    file: "cdsp_presi2002t2_circ.csv",
    source: `${PAGE}${CDSP}`,
    encoding: "utf-8",
    text: lines(
      "Code département,département,circonscription,Inscrits,Votants,Exprimés,Blancs et nuls,CHIRAC (RPR),LE PEN (FN)",
      "1,AIN,1,100,83,78,5,60,18",
      "ZZ,FRANCAIS DE L'ETRANGER,1,100,40,38,2,35,3",
    ),
    family: "csv-large",
    scrutin: "presidentielle-2002/2",
    lignes: 2,
    totaux: { inscrits: 200, votants: 123, exprimes: 116 },
    unites: [],
  },
];
