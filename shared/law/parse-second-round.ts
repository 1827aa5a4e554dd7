/** Reads what happens between the rounds: the contest of round 1, and the filings for round 2 beside it. */
import type { Contest } from "./contest.ts";
import { isErrors, type LawError } from "./errors.ts";
import { day, isRecord, listOf, object, rule, seats, text, yesNo } from "./fields.ts";
import { parseContest, personne } from "./parse.ts";
import type { Depot, SecondTourOptions } from "./second-round.ts";

const instant = rule(
  (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/.test(value),
  "un jour et une heure du lieu de dépôt, AAAA-MM-JJTHH:MM",
);

const depot = object({
  id: { check: text, required: true },
  personnes: { check: listOf(personne) },
  communautaires: { check: listOf(seats) },
  naissance: { check: day },
  origines: { check: listOf(text) },
  nouveauTitre: { check: rule((value) => value === true, "true, ou rien") },
  depose: { check: instant },
});

const depotsEtRetard = object({ depots: { check: listOf(depot) }, retard: { check: yesNo } });

/** A contest of round 1 with the filings that followed. */
export interface EntreDeuxTours {
  readonly premier: Contest;
  readonly options: SecondTourOptions;
}

/**
 * Reads a contest of round 1 that may have two more fields: `depots` (see {@link Depot}) and `retard`. Gives every fault found. `L-TOUR` when the
 * contest is not of round 1.
 */
export function parseEntreDeuxTours(value: unknown): EntreDeuxTours | readonly LawError[] {
  const { depots, retard, ...rest } = isRecord(value) ? value : {};
  const errors: LawError[] = [];
  const more = { ...(depots !== undefined && { depots }), ...(retard !== undefined && { retard }) };
  depotsEtRetard(more, "", errors);
  const premier = parseContest(isRecord(value) ? rest : value);
  if (isErrors(premier)) return [...premier, ...errors];
  if (premier.tour !== 1)
    errors.push({
      code: "L-TOUR",
      field: "tour",
      expected: "1 : le premier tour",
      advice: "donnez le contest du premier tour",
    });
  // Each field was just checked against the shape of SecondTourOptions.
  return errors.length > 0 ? errors : { premier, options: more as { depots?: readonly Depot[]; retard?: boolean } };
}
