import { COUNTS, COUNTS_2024, counts2024, lines, type PublishedLayout } from "./layout.ts";
import { CIRCO, COM, DPT, row, votes } from "./rows.ts";

/**
 * Communes where seats are filled elsewhere: cut between circonscriptions or cantons, they have a line in each. Headers: published scripts that
 * read the communes of 2022 and 2024 by the number of their columns, and the long file made of the press tree of 2022
 * (data.gouv.fr, « resultats-du-premier-tour-de-lelection-presidentielle-2022-par-commune-et-par-departement »).
 */
const LG_BLOCK = "N°Panneau;Sexe;Nom;Prénom;Nuance;Voix;% Voix/Ins;% Voix/Exp";

const BLOCK_2024 = (n: number): string =>
  `Numéro de panneau ${n};Nuance candidat ${n};Nom candidat ${n};Prénom candidat ${n};Sexe candidat ${n};Voix ${n};% Voix/inscrits ${n};% Voix/exprimés ${n};Elu ${n}`;
const LG_2024 =
  "https://static.data.gouv.fr/resources/elections-legislatives-des-30-juin-et-7-juillet-2024-resultats-definitifs-du-1er-tour/20240711-075056/resultats-definitifs-par-communes.csv";

type Stands = readonly [nuance: string, nom: string, voix: number];

const row2024 = (place: string, most: number, ...stands: readonly Stands[]): string =>
  [
    place,
    counts2024({ voix: stands.map(([, , voix]) => voix) }),
    ...stands.map(([nuance, nom, voix], i) => `${i + 1};${nuance};${nom};Jo;FEMININ;${voix};1,00%;2,00%;`),
    ...Array.from({ length: (most - stands.length) * 9 }, () => ""),
  ].join(";");

const FIRST: readonly Stands[] = [
  ["UG", "ANNE", 30],
  ["RN", "BREL", 40],
  ["ENS", "CARL", 20],
];
const SECOND: readonly Stands[] = [
  ["UG", "DUC", 25],
  ["RN", "ETE", 35],
  ["LR", "FORT", 10],
];

const communes2024 = (
  rows: (most: number) => readonly string[],
  most: number,
  expected: Pick<PublishedLayout, "lignes" | "totaux" | "unites">,
): PublishedLayout => ({
  file: "resultats-definitifs-par-communes.csv",
  source: LG_2024,
  encoding: "utf-8",
  text: `\ufeffCode département;Libellé département;Code commune;Libellé commune;${COUNTS_2024};${Array.from({ length: most }, (_, i) => BLOCK_2024(i + 1)).join(";")}\n${rows(most).join("\n")}\n`,
  options: { tour: 1 },
  family: "ministere-2024",
  scrutin: "legislatives-2024/1",
  ...expected,
});

export const COMMUNES: readonly PublishedLayout[] = [
  {
    file: "resultats-par-niveau-subcom-t1-france-entiere.txt",
    source:
      "https://static.data.gouv.fr/resources/elections-legislatives-des-12-et-19-juin-2022-resultats-definitifs-du-premier-tour/20220614-192729/resultats-par-niveau-subcom-t1-france-entiere.txt",
    text: lines(
      `${DPT};${CIRCO};Code de la commune;Libellé de la commune;Etat saisie;${COUNTS};${LG_BLOCK}`,
      ...[
        ["01", "1ère", "A"],
        ["02", "2ème", "B"],
      ].map(([code, ordinal, own]) =>
        row(
          `01;Ain;${code};${ordinal} circonscription;053;Bourg-en-Bresse;Complet`,
          votes([`1;F;${own}UN;Anne;NUP;#`, `2;M;${own}DEUX;Bob;ENS;#`, `3;M;${own}TROIS;Cyr;RN;#`], 30, 25, 20),
        ),
      ),
    ),
    options: { tour: 1 },
    family: "ministere-blocs",
    scrutin: "legislatives-2022/1",
    lignes: 2,
    totaux: { inscrits: 200, votants: 156, exprimes: 150 },
    unites: ["0101", "0102"],
  },
  // A commune cut between circonscriptions has a line in each, which nothing names.
  communes2024(
    (most) => [
      row2024("01;Ain;01001;L'Abergement-Clémenciat", most, ...FIRST),
      row2024("01;Ain;01004;Ambérieu-en-Bugey", most, ...SECOND),
      row2024("01;Ain;01053;Bourg-en-Bresse", most, ...FIRST),
      row2024("01;Ain;01053;Bourg-en-Bresse", most, ...SECOND),
    ],
    4,
    { lignes: 4, totaux: { inscrits: 400, votants: 332, exprimes: 320 }, unites: ["0101", "0102"] },
  ),
  // Or one line with the candidates of all: they cannot be told apart, and nobody can be said to be elected.
  communes2024(
    (most) => [
      row2024("01;Ain;01001;L'Abergement-Clémenciat", most, ...FIRST),
      row2024("01;Ain;01004;Ambérieu-en-Bugey", most, ...SECOND),
      row2024(
        "01;Ain;01053;Bourg-en-Bresse",
        most,
        ["UG", "ANNE", 10],
        ["RN", "BREL", 20],
        ["UG", "DUC", 30],
        ["RN", "ETE", 5],
      ),
      row2024("02;Aisne;02408;Laon", most, ["UG", "GUY", 30], ["RN", "HUGO", 40]),
    ],
    6,
    { lignes: 4, totaux: { inscrits: 400, votants: 307, exprimes: 295 }, unites: ["0101", "0201"] },
  ),
  {
    file: "dep-resultats-par-niveau-subcom-t1-france-entiere-2021.txt",
    source: "https://www.data.gouv.fr/fr/datasets/elections-departementales-2021-resultats/",
    text: lines(
      `${DPT};Code du canton;Libellé du canton;Code de la commune;Libellé de la commune;Etat saisie;${COUNTS};N°Panneau;Nuance;Binôme;Voix;% Voix/Ins;% Voix/Exp`,
      ...["07;Bourg-en-Bresse-1", "08;Bourg-en-Bresse-2"].map((canton) =>
        row(
          `01;Ain;${canton};053;Bourg-en-Bresse;Complet`,
          votes(["1;BC-DVD;M. ABEL Paul et Mme BREL Anne;#", "2;BC-DVG;Mme CARL Eve et M. DUC Luc;#"], 21, 20),
        ),
      ),
    ),
    family: "ministere-blocs",
    scrutin: "departementales-2021/1",
    lignes: 2,
    totaux: { inscrits: 200, votants: 88, exprimes: 82 },
    unites: ["0107", "0108"],
  },
  {
    file: "2021-resultats-par-niveau-cant-t1-france-entiere.txt",
    source: "https://www.data.gouv.fr/fr/datasets/elections-departementales-2021-resultats/",
    text: lines(
      `${DPT};Code du canton;Libellé du canton;Etat saisie;${COUNTS};N°Panneau;Nuance;Binôme;Sièges;Voix;% Voix/Ins;% Voix/Exp`,
      row(
        "2A;Corse-du-Sud;01;Ajaccio-1;Complet",
        votes(["1;BC-DVD;M. ABEL Paul et Mme BREL Anne;Elus;#", "2;BC-DVG;Mme CARL Eve et M. DUC Luc;;#"], 41, 20),
      ),
      row(
        "01;Ain;01;Ambérieu-en-Bugey;Complet",
        votes(["1;BC-DVD;M. EST Paul et Mme FAU Anne;;#", "2;BC-DVG;Mme GUY Eve et M. HUC Luc;;#"], 21, 20),
      ),
    ),
    family: "ministere-blocs",
    scrutin: "departementales-2021/1",
    lignes: 2,
    totaux: { inscrits: 200, votants: 108, exprimes: 102 },
    unites: ["0101", "2A01"],
  },
  {
    file: "2022-04-resultats-par-commune.csv",
    source:
      "https://static.data.gouv.fr/resources/resultats-du-second-tour-de-lelection-presidentielle-2022/20220425-091118/04-t2-resultats-par-commune.csv",
    encoding: "utf-8",
    text: lines(
      "num_tour,reg_code,reg_code_3,reg_name,dep_code,dep_code_min,dep_code_3,dep_name,commune_code,commune_name,inscrits_nb,abstention_nb,abstention_pourc,votants_nb,votants_pourc,blancs_nb,nuls_nb,exprimes_nb,cand_num_panneau,cand_nom,cand_prenom,cand_nb_voix,cand_rapport_exprim,cand_rapport_inscrit",
      ...[
        "84,084,Auvergne-Rhône-Alpes,01,01,001,Ain,001,L'Abergement-Clémenciat",
        "1,001,Guadeloupe,ZA,971,971,Guadeloupe,101,Les Abymes",
      ].flatMap((place) =>
        ["3,MACRON,Emmanuel,45", "5,LE PEN,Marine,33"].map(
          (who) => `2,${place},100,19,19.0,81,81.0,2,1,78,${who},57.69,45.0`,
        ),
      ),
    ),
    family: "csv-long",
    scrutin: "presidentielle-2022/2",
    lignes: 4,
    totaux: { inscrits: 200, votants: 162, exprimes: 156 },
    unites: [],
  },
  {
    file: "2022-reg-resultats-par-niveau-subcom-t1-france-entiere.txt",
    source:
      "https://static.data.gouv.fr/resources/election-presidentielle-des-10-et-24-avril-2022-resultats-definitifs-du-2nd-tour/20220428-142333/resultats-par-niveau-subcom-t2-france-entiere.txt",
    text: lines(
      `${COM};Etat saisie;${COUNTS};N°Panneau;Sexe;Nom;Prénom;Voix;% Voix/Ins;% Voix/Exp`,
      row("ZP;Polynésie française;011;Anaa;Complet", votes(["3;M;MACRON;Emmanuel;#", "5;F;LE PEN;Marine;#"], 30, 20)),
      row("ZW;Wallis et Futuna;011;Alo;Complet", votes(["3;M;MACRON;Emmanuel;#", "5;F;LE PEN;Marine;#"], 25, 20)),
    ),
    options: { tour: 2 },
    family: "ministere-blocs",
    scrutin: "presidentielle-2022/2",
    lignes: 2,
    totaux: { inscrits: 200, votants: 101, exprimes: 95 },
    unites: [],
  },
];
