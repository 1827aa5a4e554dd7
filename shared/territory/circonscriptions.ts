/**
 * How many députés a département elects, one a circonscription: table 1 of the code électoral (L125), as since the elections of 2012.
 * 577 in all, the one of Saint-Barthélemy and Saint-Martin among them.
 */

/** Circonscriptions → INSEE codes of the départements and collectivités that have so many. */
const DEPARTEMENTS: Readonly<Record<number, string>> = {
  1: "23 48 975 986",
  2: "04 05 09 15 19 2A 2B 32 36 43 46 52 55 58 65 70 82 90 973 976 988",
  3: "03 07 08 10 11 12 16 18 39 40 41 47 53 61 79 81 87 89 987",
  4: "24 26 28 50 66 73 86 88 971 972",
  5: "01 02 17 21 22 25 27 37 51 63 71 72 80 84 85",
  6: "14 30 42 45 54 56 64 68 74",
  7: "49 60 974",
  8: "29 35 83",
  9: "06 34 57 67",
  10: "31 38 44 76 91 95",
  11: "77 94 ZZ",
  12: "33 62 78 93",
  13: "92",
  14: "69",
  16: "13",
  18: "75",
  21: "59",
};

const BY_CODE: ReadonlyMap<string, number> = new Map(
  Object.entries(DEPARTEMENTS).flatMap(([count, codes]) =>
    codes.split(" ").map((code) => [code, Number(count)] as const),
  ),
);

/** The circonscription that Saint-Barthélemy and Saint-Martin share. */
export const ISLANDS_CIRCONSCRIPTION = "97701";

/** Circonscriptions législatives of a département; 0 for the two islands, which share {@link ISLANDS_CIRCONSCRIPTION}. */
export const circonscriptionsLegislatives = (departement: string): number => BY_CODE.get(departement) ?? 0;
