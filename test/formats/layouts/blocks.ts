import { COUNTS, lines, type PublishedLayout } from "./layout.ts";
import { CIRCO, COM, DPT, row, votes } from "./rows.ts";

/**
 * The ministry's texts from 2008 to 2022: the header names one block of columns, rows have one a candidature. Headers: the data
 * pipeline of data.gouv.fr (« données des élections agrégées »), github.com/aktiur/hexagonal, github.com/HuguesGuilleus (data-vote), and
 * scripts that read each file by the position of its columns.
 */

const FIRST_2022 = [
  "1;F;ARTHAUD;Nathalie",
  "2;M;ROUSSEL;Fabien",
  "3;M;MACRON;Emmanuel",
  "4;M;LASSALLE;Jean",
  "5;F;LE PEN;Marine",
  "6;M;ZEMMOUR;Éric",
  "7;M;MÉLENCHON;Jean-Luc",
  "8;F;HIDALGO;Anne",
  "9;M;JADOT;Yannick",
  "10;F;PÉCRESSE;Valérie",
  "11;M;POUTOU;Philippe",
  "12;M;DUPONT-AIGNAN;Nicolas",
].map((one) => `${one};#`);
const VOIX_2022 = [1, 2, 25, 2, 20, 5, 18, 1, 3, 3, 0, 1];
const PR_BLOCK = "N°Panneau;Sexe;Nom;Prénom;Voix;% Voix/Ins;% Voix/Exp";
const PR22 =
  "https://static.data.gouv.fr/resources/election-presidentielle-des-10-et-24-avril-2022-resultats-definitifs-du-1er-tour";

/** The présidentielle of 2022 at each level at which it is published. */
const presidentielle2022 = (
  file: string,
  columns: string,
  places: readonly string[],
  block = PR_BLOCK,
): PublishedLayout => {
  // Above the bureau the files say whether all was entered; the département's and the région's have no panel.
  const blocks = block === PR_BLOCK ? FIRST_2022 : FIRST_2022.map((one) => one.replace(/^\d+;/, ""));
  return {
    file,
    source: `${PR22}/20220414-152542/${file}`,
    text: lines(`${columns};${COUNTS};${block}`, ...places.map((place) => row(place, votes(blocks, ...VOIX_2022)))),
    family: "ministere-blocs",
    scrutin: "presidentielle-2022/1",
    lignes: places.length,
    totaux: { inscrits: 100 * places.length, votants: 84 * places.length, exprimes: 81 * places.length },
    unites: [],
  };
};

const PRESIDENTIELLE_2022 = [
  presidentielle2022(
    "resultats-par-niveau-burvot-t1-france-entiere.txt",
    `${DPT};${CIRCO};Code de la commune;Libellé de la commune;Code du b.vote`,
    [
      "01;Ain;04;4ème circonscription;001;L'Abergement-Clémenciat;0001",
      "ZX;Saint-Martin/Saint-Barthélemy;01;1ère circonscription;701;Saint-Barthélemy;0001",
      "ZZ;Français établis hors de France;11;11ème circonscription;231;Taipeh;0001",
    ],
  ),
  presidentielle2022(
    "resultats-par-niveau-subcom-t1-france-entiere.txt",
    `${COM};Etat saisie`,
    [
      "01;Ain;001;L'Abergement-Clémenciat;Complet",
      "75;Paris;056;Paris;Complet",
      "75;Paris;056AR01;Paris 1er arrondissement;Complet",
    ].slice(0, 2),
  ),
  presidentielle2022("resultats-par-niveau-cirlg-t1-france-entiere.txt", `${DPT};${CIRCO};Etat saisie`, [
    "01;Ain;01;1ère circonscription;Complet",
    "01;Ain;02;2ème circonscription;Complet",
  ]),
  presidentielle2022(
    "resultats-par-niveau-dpt-t1-france-entiere.txt",
    `${DPT};Etat saisie`,
    ["01;Ain;Complet", "ZA;Guadeloupe;Complet"],
    "Sexe;Nom;Prénom;Voix;% Voix/Ins;% Voix/Exp",
  ),
  presidentielle2022(
    "resultats-par-niveau-reg-t1-france-entiere.txt",
    "Code de la région;Libellé de la région;Etat saisie",
    ["84;Auvergne-Rhône-Alpes;Complet", "01;Guadeloupe;Complet"],
    "Sexe;Nom;Prénom;Voix;% Voix/Ins;% Voix/Exp",
  ),
];

const LG_BLOCK = "N°Panneau;Sexe;Nom;Prénom;Nuance;Voix;% Voix/Ins;% Voix/Exp";
const LEGISLATIVES_HEADER = `${DPT};${CIRCO};Code de la commune;Libellé de la commune;Code du b.vote;${COUNTS};${LG_BLOCK}`;
const LEGISLATIVES: readonly PublishedLayout[] = [
  {
    file: "resultats-par-niveau-burvot-t1-france-entiere.txt",
    source:
      "https://static.data.gouv.fr/resources/elections-legislatives-des-12-et-19-juin-2022-resultats-definitifs-du-premier-tour/20220614-192343/resultats-par-niveau-burvot-t1-france-entiere.txt",
    text: lines(
      LEGISLATIVES_HEADER,
      row(
        "01;Ain;04;4ème circonscription;001;L'Abergement-Clémenciat;0001",
        votes(
          ["1;F;A;Anne;NUP;#", "2;M;B;Bob;ENS;#", "3;M;C;Cyr;RN;#", "4;F;D;Dany;LR;#", "5;F;E;Eve;ECO;#"],
          20,
          18,
          15,
          5,
          2,
        ),
      ),
      row(
        "01;Ain;01;1ère circonscription;053;Bourg-en-Bresse;0001",
        votes(["1;F;G;Ida;NUP;#", "2;M;H;Jo;ENS;#", "3;M;K;Luc;RN;#"], 25, 22, 14),
      ),
    ),
    family: "ministere-blocs",
    scrutin: "legislatives-2022/1",
    lignes: 2,
    totaux: { inscrits: 200, votants: 127, exprimes: 121 },
    unites: ["0101", "0104"],
  },
  {
    file: "Leg_2017_Resultats_BVT_T2_c.txt",
    source:
      "https://www.data.gouv.fr/s/resources/elections-legislatives-des-11-et-18-juin-2017-resultats-du-2nd-tour-par-bureaux-de-vote/20170620-094954/Leg_2017_Resultats_BVT_T2_c.txt",
    text: lines(
      LEGISLATIVES_HEADER,
      row(
        "01;Ain;04;4ème circonscription;001;L'Abergement-Clémenciat;0001",
        votes(["5;M;TROMPILLE;Stéphane;REM;#", "9;M;LORIN;Anne;LR;#"], 40, 30),
      ),
    ),
    options: { tour: 2 },
    family: "ministere-blocs",
    scrutin: "legislatives-2017/2",
    lignes: 1,
    totaux: { inscrits: 100, votants: 73, exprimes: 70 },
    unites: ["0104"],
  },
];

const ER_BLOCK = "N°Liste;Libellé Abrégé Liste;Libellé Etendu Liste;Nom Tête de Liste;Voix;% Voix/Ins;% Voix/Exp";
const SECTION = "Code de la région;Libellé de la région";
const AUTRES: readonly PublishedLayout[] = [
  {
    file: "resultats-definitifs-par-bureau-de-vote.txt",
    source:
      "https://static.data.gouv.fr/resources/resultats-des-elections-europeennes-2019/20190531-144212/resultats-definitifs-par-commune.txt",
    text: lines(
      `${COM};Code du b.vote;${COUNTS};${ER_BLOCK}`,
      row(
        "01;Ain;001;L'Abergement-Clémenciat;0001",
        votes(
          [
            "1;LA FRANCE INSOUMISE;LA FRANCE INSOUMISE;AUBRY Manon;#",
            "5;RENAISSANCE;RENAISSANCE SOUTENUE PAR;LOISEAU Nathalie;#",
          ],
          20,
          30,
        ),
      ),
      row(
        "ZA;Guadeloupe;101;Les Abymes;0001",
        votes(
          [
            "1;LA FRANCE INSOUMISE;LA FRANCE INSOUMISE;AUBRY Manon;#",
            "5;RENAISSANCE;RENAISSANCE SOUTENUE PAR;LOISEAU Nathalie;#",
          ],
          20,
          10,
        ),
      ),
    ),
    options: { date: "2019-05-26" },
    family: "ministere-blocs",
    scrutin: "europeennes-2019/1",
    lignes: 2,
    totaux: { inscrits: 200, votants: 86, exprimes: 80 },
    unites: [],
  },
  {
    file: "reg-resultats-par-niveau-burvot-t1-france-entiere-2021.txt",
    source:
      "https://static.data.gouv.fr/resources/elections-regionales-2021-resultats-du-1er-tour-1/20210713-100212/reg-resultats-par-niveau-subcom-t1-france-entiere-2021-07-12-18h41.txt",
    text: lines(
      `${DPT};Libellé de la section électorale;Code de la commune;Libellé de la commune;Code du b.vote;${COUNTS};N°Panneau;Nuance Liste;Libellé Abrégé Liste;Libellé Etendu Liste;Nom Tête de Liste;Voix;% Voix/Ins;% Voix/Exp`,
      row(
        "59;Nord;Nord;350;Lille;0101",
        votes(
          [
            "1;LUD;SE BATTRE;SE BATTRE POUR VOUS;BERTRAND Xavier;#",
            "2;LRN;HAUTS-DE-FRANCE;POUR LES HAUTS-DE-FRANCE;CHENU Sébastien;#",
          ],
          20,
          15,
        ),
      ),
      row(
        "02;Aisne;Aisne;408;Laon;0001",
        votes(
          [
            "1;LUD;SE BATTRE;SE BATTRE POUR VOUS;BERTRAND Xavier;#",
            "2;LRN;HAUTS-DE-FRANCE;POUR LES HAUTS-DE-FRANCE;CHENU Sébastien;#",
          ],
          25,
          15,
        ),
      ),
    ),
    options: { type: "regionales", date: "2021-06-20" },
    family: "ministere-blocs",
    scrutin: "regionales-2021/1",
    lignes: 2,
    totaux: { inscrits: 200, votants: 81, exprimes: 75 },
    unites: ["32"],
  },
  {
    file: "reg-resultats-par-niveau-reg-t2-france-entiere-2021.txt",
    source:
      "https://static.data.gouv.fr/resources/elections-regionales-2021-resultats-du-2eme-tour/20210713-095756/reg-resultats-par-niveau-subcom-t2-france-entiere-2021-07-12-09h15.txt",
    text: lines(
      `${SECTION};Etat saisie;${COUNTS};N°Panneau;Nuance Liste;Libellé Abrégé Liste;Libellé Etendu Liste;Nom Tête de Liste;Voix;% Voix/Ins;% Voix/Exp`,
      row(
        "32;Hauts-de-France;Complet",
        votes(
          [
            "1;LUD;SE BATTRE;SE BATTRE POUR VOUS;BERTRAND Xavier;#",
            "2;LRN;HAUTS-DE-FRANCE;POUR LES HAUTS-DE-FRANCE;CHENU Sébastien;#",
          ],
          30,
          25,
        ),
      ),
    ),
    family: "ministere-blocs",
    scrutin: "regionales-2021/2",
    lignes: 1,
    totaux: { inscrits: 100, votants: 58, exprimes: 55 },
    unites: ["32"],
  },
  {
    file: "dep-resultats-par-niveau-burvot-t1-france-entiere-2021.txt",
    source: "https://www.data.gouv.fr/fr/datasets/elections-departementales-2021-resultats/",
    text: lines(
      `${DPT};Code du canton;Libellé du canton;Code de la commune;Libellé de la commune;Code du b.vote;${COUNTS};N°Panneau;Nuance;Binôme;Voix;% Voix/Ins;% Voix/Exp`,
      row(
        "01;Ain;01;Ambérieu-en-Bugey;004;Ambérieu-en-Bugey;0001",
        votes(["1;BC-DVD;M. ABEL Paul et Mme BREL Anne;#", "2;BC-DVG;Mme CARL Eve et M. DUC Luc;#"], 21, 20),
      ),
    ),
    family: "ministere-blocs",
    scrutin: "departementales-2021/1",
    lignes: 1,
    totaux: { inscrits: 100, votants: 44, exprimes: 41 },
    unites: ["0101"],
  },
];

export const BLOCKS: readonly PublishedLayout[] = [...PRESIDENTIELLE_2022, ...LEGISLATIVES, ...AUTRES];
