import { DEPARTEMENTS } from "./departements.ts";

/**
 * The eight circonscriptions of the European elections of 2004, 2009 and 2014 (loi n° 77-729, annexe 2, as amended by
 * loi n° 2003-327), by the codes of the law's tables. The French abroad vote with Île-de-France since 2011.
 */
const CIRCONSCRIPTIONS: readonly (readonly [code: string, nom: string, departements: string])[] = [
  ["NO", "Nord-Ouest", "02 14 27 50 59 60 61 62 76 80"],
  ["O", "Ouest", "16 17 22 29 35 44 49 53 56 72 79 85 86"],
  ["E", "Est", "08 10 21 25 39 51 52 54 55 57 58 67 68 70 71 88 89 90"],
  ["MC", "Massif central-Centre", "03 15 18 19 23 28 36 37 41 43 45 63 87"],
  ["SO", "Sud-Ouest", "09 11 12 24 30 31 32 33 34 40 46 47 48 64 65 66 81 82"],
  ["SE", "Sud-Est", "01 04 05 06 07 13 26 2A 2B 38 42 69 73 74 83 84"],
  ["IDF", "Île-de-France", "75 77 78 91 92 93 94 95 ZZ"],
  ["OM", "Outre-mer", "971 972 973 974 975 976 977 978 986 987 988"],
];

const OF = new Map(
  CIRCONSCRIPTIONS.flatMap(([code, nom, departements]) =>
    departements.split(" ").map((departement) => [departement, { code, nom, type: "region" as const }] as const),
  ),
);

/** The circonscription in which a département votes; `null` for a code that is no département's. */
export const circonscriptionEuropeenne = (
  departement: string,
): { readonly code: string; readonly nom: string; readonly type: "region" } | null =>
  DEPARTEMENTS.has(departement) ? (OF.get(departement) ?? null) : null;
