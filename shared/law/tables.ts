/** Seats that the law derives from a population. */
import type { Contest } from "./contest.ts";

/** Members of a municipal council by population municipale (CGCT L2121-2): from that population on. Paris, Lyon and Marseille apart. */
const CONSEILLERS: readonly (readonly [from: number, sieges: number])[] = [
  [0, 9],
  [100, 11],
  [500, 15],
  [1500, 19],
  [2500, 23],
  [3500, 27],
  [5000, 29],
  [10_000, 33],
  [20_000, 35],
  [30_000, 39],
  [40_000, 43],
  [50_000, 45],
  [60_000, 49],
  [80_000, 53],
  [100_000, 55],
  [150_000, 59],
  [200_000, 61],
  [250_000, 65],
  [300_000, 69],
];

/** First poll with councils of 7 below 100 inhabitants (loi 2013-403). */
const SEPT_CONSEILLERS = "2014-03-23";

/** The population that chooses the mode and the seats: in a partial election, that of the last general renewal (R25-1). */
export const populationDeReference = ({
  partielle,
  population,
  populationRenouvellement = population,
}: Pick<Contest, "partielle" | "population" | "populationRenouvellement">): number | undefined =>
  partielle === true ? populationRenouvellement : population;

/** Members of the municipal council of a commune of this population, elected from this day of round 1. */
export function conseillersMunicipaux(population: number, premierTour: string): number {
  if (population < 100 && premierTour >= SEPT_CONSEILLERS) return 7;
  return CONSEILLERS.findLast(([from]) => population >= from)![1];
}

/** Populations (from, to excluded) of the communes whose council has so many members; undefined when no council has, or none is given. */
export function populationPour(sieges: number | undefined): readonly [number, number] | undefined {
  if (sieges === 7) return [0, 100];
  const index = CONSEILLERS.findIndex(([, members]) => members === sieges);
  return index < 0 ? undefined : [CONSEILLERS[index]![0], CONSEILLERS[index + 1]?.[0] ?? Infinity];
}
