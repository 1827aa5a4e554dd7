/** What the two municipal systems share: where common law does not hold, and the number of seats. */
import type { Contest } from "../contest.ts";
import type { LawError } from "../errors.ts";
import { conseillersMunicipaux } from "../tables.ts";

/**
 * Beginnings of the codes where other rules hold: Paris, Lyon and Marseille with their arrondissements; collectivités without
 * communes (975 has two, under common law); the Pacific.
 */
export const HORS_DROIT_COMMUN: readonly string[] = [
  "75056",
  "751",
  "69123",
  "6938",
  "13055",
  "132",
  "977",
  "978",
  "986",
  "987",
  "988",
];

/**
 * Seats to fill in this round: given; else those that round 1 left; else the legal council of the population.
 * Errors: `L-SIEGES-MANQUANTS`.
 */
export function siegesDuConseil(contest: Contest): number | LawError {
  const { sieges, premierTourResultat, tour, date, premierTour = date } = contest;
  if (sieges !== undefined) return sieges;
  const left = premierTourResultat?.siegesRestants;
  if (tour === 2 && left !== undefined) return left;
  const population = contest.population ?? contest.populationRenouvellement;
  if (population !== undefined && (tour === 1 || premierTourResultat !== undefined) && contest.partielle !== true)
    return conseillersMunicipaux(population, premierTour);
  return {
    code: "L-SIEGES-MANQUANTS",
    field: "sieges",
    expected: "le nombre de sièges à pourvoir à ce tour, ou la population municipale",
    advice: "pour une élection partielle ou un second tour majoritaire, indiquez toujours `sieges`",
  };
}
