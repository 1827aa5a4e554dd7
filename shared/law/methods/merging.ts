/** Between the rounds, for lists: who may stand in round 2, and which lists of round 1 it may have taken in. */
import type { Deliberation } from "../deliberation.ts";
import type { LawError } from "../errors.ts";
import { estQualifie } from "./access.ts";

/**
 * Checks the lists of round 2 against the outcome of round 1, when it is given. A list stands if it, or one of its `origines`, was
 * qualified. Each origin must have reached the share that allows merging, must not stand itself, and goes to one list only.
 * Errors: `L-ACCES-T2`, `L-FUSION-INCONNUE`, `L-FUSION-SEUIL`, `L-FUSION-MAINTENUE`, `L-FUSION-DOUBLE`.
 */
export function refusFusion(d: Deliberation, article: string): LawError | undefined {
  const first = d.contest.premierTourResultat;
  if (first === undefined) return undefined;
  const statuts = new Map<string, string>(first.candidatures.map(({ id, statut }) => [id, statut]));
  const standing = new Set(d.contest.candidatures.map(({ id }) => id));
  const taken = new Map<string, string>();
  for (const [index, { id, origines = [] }] of d.contest.candidatures.entries()) {
    const fault = (code: string, expected: string, advice: string): LawError => ({
      code,
      field: `candidatures[${index}]`,
      expected: `${expected} (${article})`,
      advice,
    });
    if (![id, ...origines].some((one) => estQualifie(statuts.get(one))))
      return fault(
        "L-ACCES-T2",
        "une liste qualifiée au premier tour, ou qui en réunit une",
        `« ${id} » y est : ${statuts.get(id) ?? "absente"}`,
      );
    for (const origine of origines) {
      if (origine === id) continue;
      const statut = statuts.get(origine);
      if (statut === undefined)
        return fault(
          "L-FUSION-INCONNUE",
          "des listes d'origine présentes au premier tour",
          `« ${origine} » n'y était pas`,
        );
      if (!estQualifie(statut) && statut !== "PEUT_FUSIONNER" && statut !== "RETIRE")
        return fault(
          "L-FUSION-SEUIL",
          "des listes d'origine ayant la part des exprimés qui permet la fusion",
          `« ${origine} » ne l'a pas`,
        );
      if (standing.has(origine))
        return fault(
          "L-FUSION-MAINTENUE",
          "des listes d'origine qui ne se présentent pas au second tour",
          `« ${origine} » se présente`,
        );
      const other = taken.get(origine);
      if (other !== undefined)
        return fault(
          "L-FUSION-DOUBLE",
          "les candidats d'une liste du premier tour sur une seule liste",
          `« ${origine} » est aussi sur « ${other} »`,
        );
      taken.set(origine, id);
    }
  }
  return undefined;
}
