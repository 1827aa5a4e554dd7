/** Seats of the Sénat by département (table 6 of the code, LO438-1, LO473, LO500, LO527, LO555), and the délégués of the municipal councils. */

/** Number of seats → codes of the départements and collectivités that elect so many (renewals of 2011 and later; 336 seats). */
const SENATEURS: Readonly<Record<number, string>> = {
  1: "04 05 09 90 2A 2B 48 975 977 978 986",
  2: "03 07 08 10 11 12 15 16 18 19 23 24 32 36 39 40 41 43 46 47 52 53 55 58 61 65 66 70 73 79 81 82 86 87 88 89 972 973 976 987 988",
  3: "01 02 14 17 21 22 25 26 27 28 30 37 45 50 51 56 63 64 71 72 74 80 84 85 971",
  4: "29 34 35 42 49 54 60 68 83 974",
  5: "06 31 38 44 57 67 91 95",
  6: "33 76 77 93 94 78",
  7: "62 69 92",
  8: "13",
  11: "59",
  12: "75",
};

const PAR_CODE: ReadonlyMap<string | undefined, number> = new Map(
  Object.entries(SENATEURS).flatMap(([sieges, codes]) =>
    codes.split(" ").map((code) => [code, Number(sieges)] as const),
  ),
);

/** Senators of a département or collectivité, by its INSEE code (2 or 3 characters); `undefined` for another code, or none. */
export const senateurs = (code: string | undefined): number | undefined => PAR_CODE.get(code);

/** Of the municipal council of one commune: councillors who are délégués by right, délégués to elect, and suppléants to elect. */
export interface Delegation {
  readonly deDroit: number;
  readonly aElire: number;
  readonly suppleants: number;
  /** Set where the population goes beyond 30,000 by more than whole tranches: what is over gives no délégué. */
  readonly trancheEntamee?: true;
}

/** Délégués to elect by members of the council, below 9,000 inhabitants (L284; councils of 7 since loi n° 2013-403). */
const DELEGUES: Readonly<Record<number, number>> = { 7: 1, 9: 1, 11: 1, 15: 3, 19: 5, 23: 7, 27: 15, 29: 15 };

/** First sénatoriales with one more délégué for each 800 inhabitants above 30,000, and no longer for each 1,000 (loi n° 2013-702). */
const HUIT_CENTS = "2014-03-23";

/** Suppléants of so many titulaires: three up to five, then one more by five or fraction of five (L286). */
export const suppleants = (titulaires: number): number => 3 + Math.max(0, Math.ceil((titulaires - 5) / 5));

/**
 * Délégués and suppléants of a commune (L284 to L286), from its population municipale, the members of its council and the day of
 * their election. Only whole tranches above 30,000 count. `undefined` when L284 knows no council of that size.
 */
export function delegation(population: number, conseil: number, jour: string): Delegation | undefined {
  if (population < 9000) {
    const aElire = DELEGUES[conseil];
    return aElire === undefined ? undefined : { deDroit: 0, aElire, suppleants: suppleants(aElire) };
  }
  const tranche = jour < HUIT_CENTS ? 1000 : 800;
  const audela = Math.max(0, population - 30_000);
  const aElire = Math.floor(audela / tranche);
  return {
    deDroit: conseil,
    aElire,
    suppleants: suppleants(conseil + aElire),
    ...(audela % tranche === 0 ? {} : { trancheEntamee: true as const }),
  };
}
