/** Lists in one round, without bonus: every seat by highest average among admitted lists. */
import type { Deliberation } from "../deliberation.ts";
import type { Outcome } from "../outcome.ts";
import type { Regle } from "../versions.ts";
import type { CorpsAPourvoir, RegleRepartition } from "./allocation.ts";
import { attribuer, aucuneVoix, corpsParCorps, type Remplir } from "./two-round-list.ts";

/** A proportional election: its share of the exprimés or inscrits, its tie rule; never a bonus. */
export interface RegleProportionnelle extends Regle, Omit<RegleRepartition, "prime"> {}

/** Decides a single-round proportional election. Errors: `L-TOUR` when a round 2 is given. */
export function deciderProportionnelle(d: Deliberation, regle: RegleProportionnelle, remplir: Remplir): Outcome {
  if (d.contest.tour === 2) return d.refuser(tourUnique(regle.articleRepartition));
  aucuneVoix(d, regle.articleRepartition);
  return attribuer(d, {}, remplir);
}

/**
 * Two highest averages on the same voix, one after the other: in the second body each list goes on with the first of its candidates whom
 * the first did not take.
 */
export const lUnPuisLAutre =
  (regle: RegleProportionnelle, premier: CorpsAPourvoir, second: CorpsAPourvoir): Remplir =>
  (d, tete) => {
    const [[corps, body]] = corpsParCorps(regle, [premier])(d, tete) as readonly [ReturnType<Remplir>[number]];
    const pris = (id: string): number => body.listes.get(id)!.sieges;
    const suite: CorpsAPourvoir = {
      ...second,
      rang: ({ id }, n) => pris(id) + n,
      capacite: ({ id, personnes }) => (personnes === undefined ? undefined : Math.max(0, personnes.length - pris(id))),
    };
    return [[corps, body], ...corpsParCorps(regle, [suite])(d, tete)];
  };

/** The error of a second round given to an election that has one. */
export const tourUnique = (article: string): { code: string; field: string; expected: string; advice: string } => ({
  code: "L-TOUR",
  field: "tour",
  expected: `1 : l'élection n'a qu'un tour (${article})`,
  advice: "donnez `tour: 1`",
});
