/** Partial elections for seats so few that they are not shared: all of them to one candidate or one list, in two rounds. */
import { certifierUninominal } from "../certainty.ts";
import type { Contest } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import { deciderUninominal, type RegleUninominale } from "../methods/single-seat.ts";
import type { Outcome } from "../outcome.ts";
import type { Scrutin } from "../scrutin.ts";
import type { Regle } from "../versions.ts";

function deciderEnBloc(d: Deliberation, regle: RegleUninominale): Outcome {
  const sieges = d.contest.sieges!;
  const outcome = deciderUninominal(d, regle);
  return {
    ...outcome,
    ...(outcome.siegesRestants === undefined ? {} : { siegesRestants: sieges }),
    ...(outcome.vacances === undefined ? {} : { vacances: sieges }),
    candidatures: outcome.candidatures.map((one) => (one.sieges === undefined ? one : { ...one, sieges })),
  };
}

/**
 * A type whose elections for fewer seats than `partageDes` give them all to whoever wins, under the rules that `enBloc` draws from the row;
 * its other elections are untouched.
 */
export function avecPartielles<R extends Regle>(
  scrutin: Scrutin<R>,
  partageDes: (regle: R) => number,
  enBloc: (regle: R) => RegleUninominale,
): Scrutin<R> {
  const estEnBloc = ({ sieges = Infinity }: Contest, regle: R): boolean => sieges < partageDes(regle);
  const { deciderComplet } = scrutin;
  return {
    ...scrutin,
    decider: (d, regle) => (estEnBloc(d.contest, regle) ? deciderEnBloc(d, enBloc(regle)) : scrutin.decider(d, regle)),
    ...(deciderComplet === undefined
      ? {}
      : {
          deciderComplet: (d: Deliberation, regle: R) =>
            estEnBloc(d.contest, regle) ? deciderEnBloc(d, enBloc(regle)) : deciderComplet(d, regle),
        }),
    certifier: (etude) =>
      estEnBloc(etude.contest, etude.regle as R)
        ? certifierUninominal({ ...etude, regle: enBloc(etude.regle as R) })
        : scrutin.certifier(etude),
  };
}
