/** Between the rounds, for lists: who may stand in round 2, and which lists of round 1 it may have taken in. */
import type { Deliberation } from "../deliberation.ts";
import type { LawError } from "../errors.ts";
import type { Outcome } from "../outcome.ts";
import { estQualifie } from "./access.ts";

/** A list of round 2, and the lists of round 1 it is made of (its own id may be left out). */
export interface ListeDeposee {
  readonly id: string;
  readonly origines?: readonly string[] | undefined;
  /** Where it was given, for errors: `candidatures[2]`. */
  readonly champ: string;
}

/**
 * Every fault of the lists of round 2 against the outcome of round 1, each with the list at fault. A list stands if it, or one of
 * its `origines`, was qualified. Each origin must have reached the share that allows merging, must not stand itself, and goes to one
 * list only: all those that take it are at fault.
 * Codes: `L-ACCES-T2`, `L-FUSION-INCONNUE`, `L-FUSION-SEUIL`, `L-FUSION-MAINTENUE`, `L-FUSION-DOUBLE`.
 */
export function* fautesFusion(
  first: Pick<Outcome, "candidatures">,
  listes: readonly ListeDeposee[],
  article: string,
): Generator<readonly [liste: ListeDeposee, fault: LawError]> {
  const statuts = new Map<string, string>(first.candidatures.map(({ id, statut }) => [id, statut]));
  const standing = new Set(listes.map(({ id }) => id));
  const takers = new Map<string, string[]>();
  for (const { id, origines = [] } of listes)
    for (const origine of new Set(origines))
      if (origine !== id) takers.set(origine, [...(takers.get(origine) ?? []), id]);
  for (const liste of listes) {
    const { id, origines = [], champ: field } = liste;
    const fault = (code: string, expected: string, advice: string): readonly [ListeDeposee, LawError] => [
      liste,
      { code, field, expected: `${expected} (${article})`, advice },
    ];
    if (![id, ...origines].some((one) => estQualifie(statuts.get(one))))
      yield fault(
        "L-ACCES-T2",
        "une liste qualifiée au premier tour, ou qui en réunit une",
        `« ${id} » y est : ${statuts.get(id) ?? "absente"}`,
      );
    for (const origine of origines) {
      if (origine === id) continue;
      const statut = statuts.get(origine);
      const others = takers.get(origine)!.filter((taker) => taker !== id);
      if (statut === undefined)
        yield fault(
          "L-FUSION-INCONNUE",
          "des listes d'origine présentes au premier tour",
          `« ${origine} » n'y était pas`,
        );
      else if (!estQualifie(statut) && statut !== "PEUT_FUSIONNER" && statut !== "RETIRE")
        yield fault(
          "L-FUSION-SEUIL",
          "des listes d'origine ayant la part des exprimés qui permet la fusion",
          `« ${origine} » ne l'a pas`,
        );
      if (standing.has(origine))
        yield fault(
          "L-FUSION-MAINTENUE",
          "des listes d'origine qui ne se présentent pas au second tour",
          `« ${origine} » se présente`,
        );
      if (others.length > 0)
        yield fault(
          "L-FUSION-DOUBLE",
          "les candidats d'une liste du premier tour sur une seule liste",
          `« ${origine} » est aussi sur « ${others.join(" », « ")} »`,
        );
    }
  }
}

/** The first fault of the lists of a round 2, when the outcome of round 1 is given. */
export function refusFusion(d: Deliberation, article: string): LawError | undefined {
  const first = d.contest.premierTourResultat;
  if (first === undefined) return undefined;
  const listes = d.contest.candidatures.map((one, index) => ({ ...one, champ: `candidatures[${index}]` }));
  return [...fautesFusion(first, listes, article)][0]?.[1];
}
