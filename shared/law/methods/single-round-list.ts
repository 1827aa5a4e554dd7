/** Lists in one round, without bonus: every seat by highest average among admitted lists. */
import type { Deliberation } from "../deliberation.ts";
import type { Outcome } from "../outcome.ts";
import type { Regle } from "../versions.ts";
import type { RegleRepartition } from "./allocation.ts";
import { attribuer, aucuneVoix, type Remplir } from "./two-round-list.ts";

/** A proportional election: its share of the exprimés or inscrits, its tie rule; never a bonus. */
export interface RegleProportionnelle extends Regle, Omit<RegleRepartition, "prime"> {}

/** Decides a single-round proportional election. Errors: `L-TOUR` when a round 2 is given. */
export function deciderProportionnelle(d: Deliberation, regle: RegleProportionnelle, remplir: Remplir): Outcome {
  if (d.contest.tour === 2) return d.refuser(tourUnique(regle.articleRepartition));
  aucuneVoix(d, regle.articleRepartition);
  return attribuer(d, {}, remplir);
}

/** The error of a second round given to an election that has one. */
export const tourUnique = (article: string): { code: string; field: string; expected: string; advice: string } => ({
  code: "L-TOUR",
  field: "tour",
  expected: `1 : l'élection n'a qu'un tour (${article})`,
  advice: "donnez `tour: 1`",
});
