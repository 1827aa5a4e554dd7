/**
 * The départements, and the collectivités that the ministry treats as such: codes, names, régions. One checked table,
 * as of 2026 (INSEE, code officiel géographique). Codes have held since Corsica was divided in 1976; régions changed in 2015.
 */

export interface Departement {
  /** INSEE code (`01`, `2A`, `971`), or `ZZ` for the French abroad. */
  readonly code: string;
  /** The ministry's code in its result files: `ZA` for 971; `ZX` for both 977 and 978; else the INSEE code. */
  readonly codeSource: string;
  readonly nom: string;
}

export interface Region {
  /** INSEE code. */
  readonly code: string;
  readonly nom: string;
}

/** Polling day from which results are given by the régions of loi 2015-29: their councils were first elected on that day. */
const REGIONS_SINCE = "2015-12-06";

/** One line a département: code, région now, région before the reform, the ministry's code, name. `-`: none. */
const DEPARTEMENT_ROWS = `
01 84 82 01 Ain
02 32 22 02 Aisne
03 84 83 03 Allier
04 93 93 04 Alpes-de-Haute-Provence
05 93 93 05 Hautes-Alpes
06 93 93 06 Alpes-Maritimes
07 84 82 07 Ardèche
08 44 21 08 Ardennes
09 76 73 09 Ariège
10 44 21 10 Aube
11 76 91 11 Aude
12 76 73 12 Aveyron
13 93 93 13 Bouches-du-Rhône
14 28 25 14 Calvados
15 84 83 15 Cantal
16 75 54 16 Charente
17 75 54 17 Charente-Maritime
18 24 24 18 Cher
19 75 74 19 Corrèze
21 27 26 21 Côte-d'Or
22 53 53 22 Côtes-d'Armor
23 75 74 23 Creuse
24 75 72 24 Dordogne
25 27 43 25 Doubs
26 84 82 26 Drôme
27 28 23 27 Eure
28 24 24 28 Eure-et-Loir
29 53 53 29 Finistère
2A 94 94 2A Corse-du-Sud
2B 94 94 2B Haute-Corse
30 76 91 30 Gard
31 76 73 31 Haute-Garonne
32 76 73 32 Gers
33 75 72 33 Gironde
34 76 91 34 Hérault
35 53 53 35 Ille-et-Vilaine
36 24 24 36 Indre
37 24 24 37 Indre-et-Loire
38 84 82 38 Isère
39 27 43 39 Jura
40 75 72 40 Landes
41 24 24 41 Loir-et-Cher
42 84 82 42 Loire
43 84 83 43 Haute-Loire
44 52 52 44 Loire-Atlantique
45 24 24 45 Loiret
46 76 73 46 Lot
47 75 72 47 Lot-et-Garonne
48 76 91 48 Lozère
49 52 52 49 Maine-et-Loire
50 28 25 50 Manche
51 44 21 51 Marne
52 44 21 52 Haute-Marne
53 52 52 53 Mayenne
54 44 41 54 Meurthe-et-Moselle
55 44 41 55 Meuse
56 53 53 56 Morbihan
57 44 41 57 Moselle
58 27 26 58 Nièvre
59 32 31 59 Nord
60 32 22 60 Oise
61 28 25 61 Orne
62 32 31 62 Pas-de-Calais
63 84 83 63 Puy-de-Dôme
64 75 72 64 Pyrénées-Atlantiques
65 76 73 65 Hautes-Pyrénées
66 76 91 66 Pyrénées-Orientales
67 44 42 67 Bas-Rhin
68 44 42 68 Haut-Rhin
69 84 82 69 Rhône
70 27 43 70 Haute-Saône
71 27 26 71 Saône-et-Loire
72 52 52 72 Sarthe
73 84 82 73 Savoie
74 84 82 74 Haute-Savoie
75 11 11 75 Paris
76 28 23 76 Seine-Maritime
77 11 11 77 Seine-et-Marne
78 11 11 78 Yvelines
79 75 54 79 Deux-Sèvres
80 32 22 80 Somme
81 76 73 81 Tarn
82 76 73 82 Tarn-et-Garonne
83 93 93 83 Var
84 93 93 84 Vaucluse
85 52 52 85 Vendée
86 75 54 86 Vienne
87 75 74 87 Haute-Vienne
88 44 41 88 Vosges
89 27 26 89 Yonne
90 27 43 90 Territoire de Belfort
91 11 11 91 Essonne
92 11 11 92 Hauts-de-Seine
93 11 11 93 Seine-Saint-Denis
94 11 11 94 Val-de-Marne
95 11 11 95 Val-d'Oise
971 01 01 ZA Guadeloupe
972 02 02 ZB Martinique
973 03 03 ZC Guyane
974 04 04 ZD La Réunion
975 - - ZS Saint-Pierre-et-Miquelon
976 06 06 ZM Mayotte
977 - - ZX Saint-Barthélemy
978 - - ZX Saint-Martin
986 - - ZW Wallis et Futuna
987 - - ZP Polynésie française
988 - - ZN Nouvelle-Calédonie
ZZ - - ZZ Français établis hors de France
`;

const REGIONS_NOW = `
01 Guadeloupe
02 Martinique
03 Guyane
04 La Réunion
06 Mayotte
11 Île-de-France
24 Centre-Val de Loire
27 Bourgogne-Franche-Comté
28 Normandie
32 Hauts-de-France
44 Grand Est
52 Pays de la Loire
53 Bretagne
75 Nouvelle-Aquitaine
76 Occitanie
84 Auvergne-Rhône-Alpes
93 Provence-Alpes-Côte d'Azur
94 Corse
`;

const REGIONS_BEFORE = `
01 Guadeloupe
02 Martinique
03 Guyane
04 La Réunion
06 Mayotte
11 Île-de-France
21 Champagne-Ardenne
22 Picardie
23 Haute-Normandie
24 Centre
25 Basse-Normandie
26 Bourgogne
31 Nord-Pas-de-Calais
41 Lorraine
42 Alsace
43 Franche-Comté
52 Pays de la Loire
53 Bretagne
54 Poitou-Charentes
72 Aquitaine
73 Midi-Pyrénées
74 Limousin
82 Rhône-Alpes
83 Auvergne
91 Languedoc-Roussillon
93 Provence-Alpes-Côte d'Azur
94 Corse
`;

const linesOf = (text: string): readonly string[] => text.trim().split("\n");

const rows = linesOf(DEPARTEMENT_ROWS).map((line) => {
  const [code = "", region = "", before = "", codeSource = "", ...nom] = line.split(" ");
  return { departement: { code, codeSource, nom: nom.join(" ") }, region, before };
});

const regionsOf = (text: string): readonly Region[] =>
  linesOf(text).map((line) => ({ code: line.slice(0, 2), nom: line.slice(3) }));

const regionsNow = regionsOf(REGIONS_NOW);
const regionsBefore = regionsOf(REGIONS_BEFORE);

/** Every département by INSEE code, in code order, the French abroad last. */
export const DEPARTEMENTS: ReadonlyMap<string, Departement> = new Map(
  rows.map(({ departement }) => [departement.code, departement]),
);

const regionByDepartement = {
  now: new Map(rows.map((row) => [row.departement.code, row.region])),
  before: new Map(rows.map((row) => [row.departement.code, row.before])),
};

/** The régions that stood on a polling day (`YYYY-MM-DD`), by INSEE code. */
export const regionsAt = (date: string): readonly Region[] => (date >= REGIONS_SINCE ? regionsNow : regionsBefore);

/**
 * INSEE code of a département's région on a polling day (`YYYY-MM-DD`); `null` for the collectivités outside any
 * région, the French abroad and unknown codes. Mayotte is given as its own région at every date.
 */
export function regionOf(departement: string, date: string): string | null {
  const code = regionByDepartement[date >= REGIONS_SINCE ? "now" : "before"].get(departement);
  return code === undefined || code === "-" ? null : code;
}
