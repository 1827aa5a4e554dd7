/** Who may stand in round 2: by threshold, by the law's fallback, less those who give up; and the check of a round 2 against it. */
import type { ContestCandidature } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { LawError } from "../errors.ts";
import type { StatutCandidature } from "../outcome.ts";
import { mieuxPlaces } from "./ranking.ts";
import { atteint, etapePredicat, type Seuil } from "./thresholds.ts";

export interface RegleAcces {
  /** Left out: the best placed only. */
  readonly acces?: Seuil;
  /** When fewer than this many reach the threshold, the next most voted make up the number; 0: the text has no fallback. */
  readonly repechage: number;
  readonly articleAcces: string;
}

/** Outcome of the access to round 2, candidature by candidature. */
export interface Acces {
  readonly statuts: ReadonlyMap<string, StatutCandidature>;
  /** A tie for the last place is left open. */
  readonly indecis: boolean;
  /** How many are admitted, withdrawals included. */
  readonly admis: number;
}

/** Applies the threshold on `base`, then the fallback. A withdrawal takes its author out and promotes nobody. */
export function accesSecondTour(d: Deliberation, regle: RegleAcces, base: number): Acces {
  const { candidatures, retraits = [] } = d.contest;
  const { acces, articleAcces: article } = regle;
  const statuts = new Map<string, StatutCandidature>();
  const admettre = (candidature: ContestCandidature, voie: "seuil" | "repechage" | "plein-droit"): void => {
    statuts.set(candidature.id, voie === "repechage" ? "QUALIFIE_REPECHAGE" : "QUALIFIE_SEUIL");
    d.note(() => ({ type: "qualification", article, candidature: candidature.id, voie }));
  };
  let reste: readonly ContestCandidature[] = candidatures;
  if (acces !== undefined) {
    for (const { id, voix } of candidatures) d.note(() => etapePredicat(acces, id, voix, base));
    for (const one of candidatures) if (atteint(acces, one.voix, base)) admettre(one, "seuil");
    reste = candidatures.filter(({ id }) => !statuts.has(id));
  }
  const { retenus, exAequo } = mieuxPlaces(reste, regle.repechage - statuts.size);
  for (const one of retenus) admettre(one, acces === undefined ? "plein-droit" : "repechage");
  let indecis = false;
  if (exAequo.length > 0) {
    const concerne = exAequo.map(({ id }) => id);
    indecis = d.silence("Q-05", article, concerne) === "indecidable";
    for (const one of exAequo)
      if (indecis) statuts.set(one.id, "INDECIDABLE");
      else admettre(one, acces === undefined ? "plein-droit" : "repechage");
  }
  const admis = statuts.size;
  for (const { id } of candidatures)
    if (!statuts.has(id)) statuts.set(id, "NON_QUALIFIE");
    else if (retraits.includes(id)) {
      statuts.set(id, "RETIRE");
      d.note(() => ({ type: "retrait", article, candidature: id }));
    }
  return { statuts, indecis, admis };
}

const QUALIFIES: ReadonlySet<string | undefined> = new Set(["QUALIFIE_SEUIL", "QUALIFIE_REPECHAGE"]);

/** Whether a status of round 1 opens round 2. */
export const estQualifie = (statut: string | undefined): boolean => QUALIFIES.has(statut);

/** Checks that each candidature of round 2 was qualified by round 1, when its outcome is given. */
export function refusAcces(d: Deliberation, article: string): LawError | undefined {
  const first = d.contest.premierTourResultat;
  if (first === undefined) return undefined;
  const statuts = new Map(first.candidatures.map(({ id, statut }) => [id, statut]));
  const index = d.contest.candidatures.findIndex(({ id }) => !estQualifie(statuts.get(id)));
  if (index < 0) return undefined;
  const { id } = d.contest.candidatures[index]!;
  return {
    code: "L-ACCES-T2",
    field: `candidatures[${index}].id`,
    expected: `une candidature qualifiée au premier tour (${article})`,
    advice: `« ${id} » y est : ${statuts.get(id) ?? "absente"}`,
  };
}
