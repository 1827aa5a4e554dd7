import { COUNTS, lines, POOLED, pooledOf, type PublishedLayout } from "./layout.ts";
import { COM, row, votes } from "./rows.ts";

/** The municipales of 2008, 2014 and 2020: bureaux, communes above and under the threshold. Columns as in `blocks.ts`. */

const MN14_BLOCK = "Code Nuance;Sexe;Nom;Prénom;Liste;Sièges / Elu;Sièges Secteur;Sièges CC;Voix;% Voix/Ins;% Voix/Exp";
const MN14_HEADER = `Date de l'export;Code du département;Type de scrutin;Libellé du département;Code de la commune;Libellé de la commune;${POOLED};${MN14_BLOCK};`;
const MN20_BLOCK = `N.Pan.;${MN14_BLOCK}`;
const tabbed = (text: string): string => text.replaceAll(";", "\t");

export const MUNICIPALES: readonly PublishedLayout[] = [
  {
    file: "MN08_BVot_T1T2.txt",
    source:
      "https://www.data.gouv.fr/s/resources/elections-municipales-2008-communes-de-plus-de-3-500-habitants-resultats-par-bureaux-de-vote-1/20150925-122851/MN08_BVot_T1T2.txt",
    text: (() => {
      const header = `Date de l'export;${COM};Code du b.vote;${POOLED};Code Nuance;Sexe;Nom;Prénom;Liste;Sièges;Voix;% Voix/Ins;% Voix/Exp;`;
      const blocks = [
        "LDVG;M;ABEL;Paul;POUR NOUS;0;#",
        "LDVD;F;BREL;Anne;AVEC VOUS;0;#",
        "LFN;M;CARL;Luc;AUTREMENT;0;#",
      ];
      const station = (bureau: string, ...voix: readonly number[]): string =>
        `${row(`10/03/2008 10:32:11;1;AIN;4;Ambérieu-en-Bugey;${bureau}`, votes(blocks.slice(0, voix.length), ...voix), {}, pooledOf)};`;
      return lines(
        "Tour1",
        header,
        station("0001", 30, 28, 9),
        station("0002", 33, 30, 10),
        "Tour2",
        header,
        station("0001", 40, 35),
        station("0002", 41, 30),
      );
    })(),
    options: { tour: 2 },
    family: "ministere-blocs",
    scrutin: "municipales-2008/2",
    lignes: 2,
    totaux: { inscrits: 200, votants: 152, exprimes: 146 },
    unites: ["01004"],
  },
  {
    file: "muni-2014-resultats-com-moins-1000-t1.txt",
    source: "https://www.data.gouv.fr/storage/f/2014-03-25T16-22-14/muni-2014-resultats-com-moins-1000-t1.txt",
    text: lines(
      "CODDPT;LIBDPT;CODSUBCOM;LIBSUBCOM;POPSUBCOM;NBRINS;NBRABS;NBRVOT;NBRBLANUL;NBREXP;SEXPSN;NOMPSNEXT;PREPSN;NBRVOIX;PCTVOIXINS;PCTVOIXEXP;ELU",
      ...["M;GROS;Paul;70;70,00;88,61", "F;PETIT;Anne;65;65,00;82,28", "M;MOYEN;Luc;41;41,00;51,90"].map(
        (who) => `1;AIN;2;L'Abergement-de-Varey;234;100;18;82;3;79;${who};Elu`,
      ),
    ),
    family: "csv-long",
    scrutin: "municipales-2014/1",
    lignes: 3,
    totaux: { inscrits: 100, votants: 82, exprimes: 79 },
    unites: ["01002"],
  },
  {
    file: "muni-2014-resultats-com-moins-1000-t2.txt",
    source: "https://www.data.gouv.fr/storage/f/2014-03-31T09-51-08/muni-2014-resultats-com-moins-1000-t2.txt",
    text: lines(
      MN14_HEADER,
      ...["5;CROZET", "6;BRIORD"].map(
        (place) =>
          `31/03/2014 11:47:48;01;MAJ;AIN;${place};100;20;20,00;80;80,00;3;3,00;3,75;77;77,00;96,25;NC;M;GROS;Paul;;Oui;0;0;60;60,00;77,92;NC;F;PETIT;Anne;;Oui;0;0;50;50,00;64,93;NC;M;LENT;Guy;;Non;0;0;20;20,00;25,97;`,
      ),
    ),
    family: "ministere-blocs",
    scrutin: "municipales-2014/2",
    lignes: 2,
    totaux: { inscrits: 200, votants: 160, exprimes: 154 },
    unites: ["01005", "01006"],
  },
  {
    file: "2020-05-18-resultats-communes-de-1000-et-plus.txt",
    source:
      "https://static.data.gouv.fr/resources/elections-municipales-2020-resultats/20200525-133704/2020-05-18-resultats-communes-de-1000-et-plus.txt",
    text: lines(
      tabbed(`${COM};${COUNTS};${MN20_BLOCK};`),
      tabbed(
        `${row("01;Ain;004;Ambérieu-en-Bugey", votes(["1;LDVC;M;FABRE;Daniel;VIVRE AMBÉRIEU;26;0;7;#", "2;LDVG;F;GUY;Anne;AMBÉRIEU ENSEMBLE;3;0;0;#"], 60, 20))};`,
      ),
      tabbed(`${row("01;Ain;005;Ambérieux-en-Dombes", votes(["1;LDIV;M;SEUL;Guy;POUR AMBÉRIEUX;19;0;2;#"], 55))};`),
      // A name that holds the separator: its row shifts.
      tabbed(
        `${row("24;Dordogne;229;Le Lardin-Saint-Lazare", votes(["1;LDIV;M;UN;Guy;LE LARDIN;;AUTREMENT;15;0;2;#", "2;LDIV;M;DEUX;Jo;AVEC;4;0;0;#"], 40, 20))};`,
      ),
      tabbed(
        `${row("75;Paris;056SR01;Paris secteur 1", votes(["1;LUG;M;WEIL;Ariel;PARIS EN COMMUN;6;9;0;#", "2;LLR;F;BURKLI;Delphine;ENGAGÉS;1;1;0;#"], 50, 22))};`,
      ),
    ),
    options: { tour: 1 },
    family: "ministere-blocs",
    scrutin: "municipales-2020/1",
    lignes: 4,
    refuses: ["F-CELLULES"],
    totaux: { inscrits: 300, votants: 216, exprimes: 207 },
    unites: ["01004", "01005", "75056SR01"],
  },
  {
    file: "2020-05-18-resultats-communes-de-moins-de-1000.txt",
    source:
      "https://static.data.gouv.fr/resources/elections-municipales-2020-resultats/20200525-133805/2020-05-18-resultats-communes-de-moins-de-1000.txt",
    text: lines(
      tabbed(`${COM};${COUNTS};${MN20_BLOCK};`),
      ...["001;L'Abergement-Clémenciat", "002;L'Abergement-de-Varey"].map((place) =>
        tabbed(
          `01;Ain;${place};100;20;20,00;80;80,00;2;2,00;2,50;1;1,00;1,25;77;77,00;96,25;1;;M;GROS;Paul;;Oui;0;0;60;60,00;77,92;2;;F;PETIT;Anne;;Oui;0;0;50;50,00;64,93;3;;M;LENT;Guy;;Non;0;0;20;20,00;25,97;`,
        ),
      ),
    ),
    options: { tour: 1 },
    family: "ministere-blocs",
    scrutin: "municipales-2020/1",
    lignes: 2,
    totaux: { inscrits: 200, votants: 160, exprimes: 154 },
    unites: ["01001", "01002"],
  },
  {
    file: "resultats-par-niveau-burvot-t2-france-entiere.txt",
    source: "https://www.data.gouv.fr/fr/datasets/municipales-2020-resultats-2nd-tour/",
    text: lines(
      `${COM};Code B.Vote;${COUNTS};N.Pan.;Code Nuance;Sexe;Nom;Prénom;Liste;Voix;% Voix/Ins;% Voix/Exp`,
      row(
        "25;Doubs;056;Besançon;0101",
        votes(["1;LVEC;F;VIGNOT;Anne;BESANÇON PAR NATURE;#", "2;LLR;M;FAGAUT;Ludovic;BESANÇON MAINTENANT;#"], 33, 30),
      ),
      row(
        "25;Doubs;056;Besançon;0102",
        votes(["1;LVEC;F;VIGNOT;Anne;BESANÇON PAR NATURE;#", "2;LLR;M;FAGAUT;Ludovic;BESANÇON MAINTENANT;#"], 31, 34),
      ),
    ),
    options: { type: "municipales", date: "2020-06-28" },
    family: "ministere-blocs",
    scrutin: "municipales-2020/2",
    lignes: 2,
    totaux: { inscrits: 200, votants: 134, exprimes: 128 },
    unites: ["25056"],
  },
];
