import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { changements } from "#shared/law/sensitivity.ts";
import { namesOf, typeOf, type Context } from "../components/context.ts";
import { unfilledSeats } from "../components/seats.ts";
import type { FranceDocument } from "../documents.ts";
import type { Territory } from "../pages/territory.ts";

/** The law itself, asked in the reader's browser. Loaded only when asked for, since it carries the whole electoral code. */

/** What would have changed the result, in sentences. */
export function wouldChange({ t, f }: Context, france: FranceDocument, territory: Territory): readonly string[] {
  const contest = contestOf(france, territory);
  const [ballot] = territory.ballots;
  if (contest === null || ballot === undefined || !territory.complet) return [t.outcome.cannotSay];
  const found = changements(contest);
  if (found === undefined) return [t.outcome.cannotSay];
  if (found.length === 0) return [t.outcome.nothingWould];
  const name = namesOf(ballot.candidatures);
  return found.map(({ objet, voix, de, vers }) => {
    const edit =
      de === undefined
        ? t.outcome.added(f.number(voix), name(vers))
        : t.outcome.moved(f.number(voix), name(de), name(vers));
    return `${t.outcome.changes[objet]} ${edit}.`;
  });
}

/**
 * The outcome of a place decided again, steps included; `null` when these figures do not lead to what is published: then a step
 * would not tell of it.
 */
export function decidedAgain(france: FranceDocument, territory: Territory): Outcome | null {
  const contest = contestOf(france, territory);
  const published = territory.ballots[0]?.outcome;
  if (contest === null || published === undefined) return null;
  const again = decide(contest);
  return same(again, published) ? { ...published, etapes: again.etapes } : null;
}

/** Whether two outcomes give the same fates and seats. */
const same = (a: Outcome, b: Outcome): boolean => verdict(a) === verdict(b);

const verdict = ({ statut, candidatures }: Outcome): string =>
  JSON.stringify([
    statut,
    candidatures
      .map(({ id, statut: fate, sieges = 0, siegesCommunautaires = 0 }) => [id, fate, sieges, siegesCommunautaires])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  ]);

/** A place's figures as the law takes them; `null`: there are none, or several ballots. */
function contestOf({ scrutin, tour, embargo }: FranceDocument, { ballots, totaux }: Territory): Contest | null {
  const [ballot] = ballots;
  if (ballot === undefined || totaux === undefined || ballots.length > 1) return null;
  const { unite, candidatures, outcome, sieges = 0 } = ballot;
  const date = embargo.slice(0, 10);
  const communautaires = outcome?.candidatures.reduce((sum, one) => sum + (one.siegesCommunautaires ?? 0), 0) ?? 0;
  // Without seats in the dossier, the law's own tables give them; a nation or a single seat is decided as it was.
  const seats = sieges > 0 ? sieges : unite === "" && outcome !== undefined ? seatsOf(outcome) : 0;
  return {
    type: typeOf(scrutin),
    date,
    ...(tour === 1 && { premierTour: date }),
    tour,
    territoire: unite === "" ? "FR" : unite,
    inscrits: totaux.inscrits,
    votants: totaux.votants,
    blancs: totaux.blancs,
    nuls: totaux.nuls,
    exprimes: totaux.exprimes,
    ...(seats > 0 && { sieges: seats }),
    ...(communautaires > 0 && { siegesCommunautaires: communautaires }),
    candidatures: candidatures.map(({ id, voix }) => ({ id, voix })),
  };
}

/** Seats at stake: those given, and those that nobody obtained. */
const seatsOf = (outcome: Outcome): number =>
  Math.max(1, outcome.candidatures.reduce((sum, { sieges = 0 }) => sum + sieges, 0) + unfilledSeats(outcome));
