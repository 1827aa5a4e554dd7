import { changements } from "#shared/law/sensitivity.ts";
import { namesOf, type Context } from "../components/context.ts";
import type { FranceDocument } from "../documents.ts";
import type { Territory } from "../pages/territory.ts";

/**
 * What would have changed the result: the law itself is asked, in the reader's browser. Loaded only when asked for, since it
 * carries the whole electoral code.
 */
export function wouldChange(
  { t, f }: Context,
  { scrutin, tour, embargo }: FranceDocument,
  { ballots: [ballot], totaux, complet }: Territory,
): readonly string[] {
  if (ballot === undefined || totaux === undefined || !complet) return [t.outcome.cannotSay];
  const name = namesOf(ballot.candidatures);
  const date = embargo.slice(0, 10);
  const found = changements({
    type: scrutin.replace(/-\d.*$/, ""),
    date,
    premierTour: date,
    tour,
    territoire: ballot.unite === "" ? "FR" : ballot.unite,
    inscrits: totaux.inscrits,
    votants: totaux.votants,
    blancs: totaux.blancs,
    nuls: totaux.nuls,
    exprimes: totaux.exprimes,
    ...(ballot.outcome !== undefined && { sieges: seatsOf(ballot.outcome) }),
    candidatures: ballot.candidatures.map(({ id, voix }) => ({ id, voix })),
  });
  if (found === undefined) return [t.outcome.cannotSay];
  if (found.length === 0) return [t.outcome.nothingWould];
  return found.map(({ objet, voix, de, vers }) => {
    const edit =
      de === undefined
        ? t.outcome.added(f.number(voix), name(vers))
        : t.outcome.moved(f.number(voix), name(de), name(vers));
    return `${t.outcome.changes[objet]} ${edit}.`;
  });
}

/** Seats at stake: those given, those left to round 2, those that nobody takes. */
const seatsOf = ({
  candidatures,
  siegesRestants = 0,
  vacances = 0,
}: NonNullable<Territory["ballots"][number]["outcome"]>): number =>
  Math.max(1, candidatures.reduce((sum, { sieges = 0 }) => sum + sieges, 0) + siegesRestants + vacances);
