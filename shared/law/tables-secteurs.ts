/** Secteurs of Paris, Lyon and Marseille (tables n° 2, 3 and 4 annexed to the code): members of the council, by number. */

/** Conseillers by secteur: the first is secteur 1. A hole is a secteur that no longer exists. */
export type TableSecteurs = Readonly<Record<Ville, readonly number[]>>;
export type Ville = "75056" | "69123" | "13055";

const LYON = [4, 5, 12, 5, 8, 9, 9, 12, 9] as const;
const MARSEILLE = [11, 8, 11, 15, 15, 13, 16, 12] as const;
/** Arrondissements 5 to 20, as in 2014; the first four are one secteur since 2020. */
const PARIS_5_A_20 = [4, 3, 4, 3, 4, 7, 11, 10, 13, 10, 18, 13, 12, 15, 14, 14] as const;

/** Until the decision n° 2013-667 DC struck down the Paris table. */
export const SECTEURS_1982: TableSecteurs = {
  "75056": [3, 3, 3, 3, 4, 3, 5, 3, 4, 6, 11, 10, 13, 10, 17, 13, 13, 14, 12, 13],
  "69123": LYON,
  "13055": MARSEILLE,
};

/** Loi n° 2013-713 du 5 août 2013. */
export const SECTEURS_2014: TableSecteurs = {
  "75056": [1, 2, 3, 2, ...PARIS_5_A_20],
  "69123": LYON,
  "13055": MARSEILLE,
};

/** Loi n° 2017-257 du 28 février 2017: Paris Centre holds arrondissements 1 to 4, under the number 1. */
export const SECTEURS_2020: TableSecteurs = {
  "75056": [8, 0, 0, 0, ...PARIS_5_A_20],
  "69123": LYON,
  "13055": MARSEILLE,
};

/** How a secteur is coded; its number is the group. */
const MOTIFS: readonly (readonly [RegExp, Ville])[] = [
  [/^75056SR(\d\d)$/, "75056"],
  [/^69123SR(\d\d)$/, "69123"],
  [/^13055SR(\d\d)$/, "13055"],
  [/^751(\d\d)$/, "75056"],
  [/^6938(\d)$/, "69123"],
];

/** City and number of a secteur, from `75056SR05` (ministry) or `75105` (INSEE: Paris and Lyon, where a secteur is an arrondissement). */
export function secteurDe(territoire: string | undefined): { ville: Ville; numero: number } | undefined {
  if (territoire === undefined) return undefined;
  for (const [motif, ville] of MOTIFS) {
    const numero = motif.exec(territoire)?.[1];
    if (numero !== undefined) return { ville, numero: Number(numero) };
  }
  return undefined;
}
