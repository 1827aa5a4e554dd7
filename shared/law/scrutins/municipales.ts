/** What the two municipal systems share: where common law does not hold, and the number of seats. */
import type { Contest } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { LawError } from "../errors.ts";
import { conseillersMunicipaux, populationDeReference } from "../tables.ts";

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
 * Below this population, whatever the ballot: no conseiller communautaire is elected by it (L273-11), and a council that has lost too many
 * members is completed, not elected anew (L258, L258-1).
 */
const PETITE = 1000;

/**
 * Members of the council to elect by list: given, else the legal council of the population; those to complete are asked for. Errors:
 * `L-SIEGES-MANQUANTS`.
 */
export function siegesDuConseil(contest: Contest): number | LawError {
  const { sieges, date, premierTour = date } = contest;
  if (sieges !== undefined) return sieges;
  const reference = populationDeReference(contest);
  if (reference === undefined) return manque("le nombre de sièges, ou la population municipale");
  if (contest.partielle === true && reference < PETITE)
    return manque("le nombre de sièges à pourvoir à cette élection complémentaire (L258-1)");
  return conseillersMunicipaux(reference, premierTour);
}

/** First renewal whose ballot also elected conseillers communautaires (loi n° 2013-403). */
const COMMUNAUTAIRES = "2014-03-23";

/**
 * Seats of the intercommunal council that this ballot fills. Those given where it elects nobody there are told, and left alone: below
 * 1,000 inhabitants, whatever the ballot, the order of the tableau designates (L273-11); before 2014 the municipal council elected.
 */
export function siegesCommunautaires(d: Deliberation): number | undefined {
  const { siegesCommunautaires: donnes, date, premierTour = date } = d.contest;
  const avant = premierTour < COMMUNAUTAIRES;
  const petite = (populationDeReference(d.contest) ?? Infinity) < PETITE;
  if (donnes === undefined || donnes === 0 || (!avant && !petite)) return donnes;
  d.anomalie("L-COMMUNAUTAIRES", donnes, 0, avant ? "CGCT L5211-7" : "L273-11");
  return undefined;
}

/**
 * Seats to fill **in this round** where votes go to names: given; in round 2, those that round 1 left; in the round 1 of a general
 * election, the whole council. Errors: `L-SIEGES-MANQUANTS`.
 */
export function siegesAPourvoir(contest: Contest): number | LawError {
  if (contest.sieges !== undefined) return contest.sieges;
  if (contest.tour === 2)
    return (
      contest.premierTourResultat?.siegesRestants ??
      manque("les sièges laissés par le premier tour, ou `premierTourResultat`")
    );
  return contest.partielle === true
    ? manque("le nombre de sièges à pourvoir à cette élection partielle")
    : siegesDuConseil(contest);
}

const manque = (expected: string): LawError => ({
  code: "L-SIEGES-MANQUANTS",
  field: "sieges",
  expected,
  advice: "indiquez `sieges`",
});
