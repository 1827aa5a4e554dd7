import type { PublishedLayout } from "./layout.ts";

/**
 * Official results as others give them again: portals of data and cities, with their own names for the columns. Names: published
 * scripts that read them (opendatasoft's elections of 2012, the bureaux of cities).
 */
const STOOD_2012 =
  "JOLY Eva,LE PEN Marine,SARKOZY Nicolas,MÉLENCHON Jean-Luc,POUTOU Philippe,ARTHAUD Nathalie,CHEMINADE Jacques,BAYROU François,DUPONT-AIGNAN Nicolas,HOLLANDE François".split(
    ",",
  );
const stood = STOOD_2012.map((one, i) => {
  const at = one.lastIndexOf(" ");
  return { nom: one.slice(0, at), prenom: one.slice(at + 1), voix: 10 + i };
});

export const REDISTRIBUTED: readonly PublishedLayout[] = [
  {
    file: "resultats-de-lelection-presidentielle-2012.csv",
    source: "https://public.opendatasoft.com/explore/dataset/resultats-de-lelection-presidentielle-2012/",
    encoding: "utf-8",
    text: [
      "No Tour;Departement;Code Commune;Commune;No de circonscription Lg;No de canton;No de bureau de vote;Inscrits;Votants;Exprimes;No de depot du candidat;Nom du candidat;Prenom du candidat;Code candidat;Nombre de voix du candidat;Code Insee;Coordonnees;Candidat",
      ...stood.map(
        ({ nom, prenom, voix }, i) =>
          `1;01;004;Ambérieu-en-Bugey;5;1;0001;200;150;145;${i + 1};${nom};${prenom};${nom.slice(0, 4)};${voix};01004;45.9,5.3;${prenom} ${nom}`,
      ),
      "",
    ].join("\n"),
    family: "csv-long",
    scrutin: "presidentielle-2012/1",
    lignes: 10,
    totaux: { inscrits: 200, votants: 150, exprimes: 145 },
    unites: [],
  },
  {
    // Persons by their titles and first names, numbers of all kinds on the left of the counts.
    file: "resultats_2nd_tour.csv",
    source: "https://data.toulouse-metropole.fr/ (élections, résultats par bureau)",
    encoding: "utf-8",
    text: [
      "ANNEE;TOUR;CODE_INSEE;NOM_COMMUNE;NUM_BUREAU;NUM_QUARTIER;NB_INSCR;NB_EMARG;NB_VOTANT;NB_BL;NB_NUL;NB_EXPRIM;M. MACRON Emmanuel;MME LE PEN Marine",
      "2022;2e tour;31555;Toulouse;0001;12;1 000;800;800;40;10;750;500;250",
      "2022;2e tour;31555;Toulouse;0002;13;900;700;700;40;10;650;400;250",
      "",
    ].join("\n"),
    options: { date: "2022-04-24" },
    family: "csv-large",
    scrutin: "presidentielle-2022/2",
    lignes: 2,
    totaux: { inscrits: 1900, votants: 1500, exprimes: 1400 },
    unites: [],
  },
  {
    file: "presidentielle-2017-2_par_departement.csv",
    source: "départements par leur nom, comme les tableaux des journaux",
    encoding: "utf-8",
    text: "Département;Inscrits;Votants;Blancs;Nuls;Exprimés;MACRON;LE PEN\nAin;1000;800;40;10;750;500;250\nCôte-d'Or;1000;800;40;10;750;500;250\n",
    family: "csv-large",
    scrutin: "presidentielle-2017/2",
    lignes: 2,
    totaux: { inscrits: 2000, votants: 1600, exprimes: 1500 },
    unites: [],
  },
];
