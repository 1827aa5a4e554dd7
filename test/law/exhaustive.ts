/** Certainties by brute force: every way the outstanding bureaux could vote, and what is true in all of them. */
import { expect } from "vitest";
import { completer } from "#shared/law/certainty.ts";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { CandidatureOutcome, Certitude, Outcome } from "#shared/law/outcome.ts";
import { contest } from "./contests.ts";

/** One unit in so many is searched: all of them, but under mutation (`test/mutation/runner.ts`), where each mutant pays for the search. */
export const SAMPLED = Number(process.env["LAW_SAMPLED"] ?? 1);

/** Every way to add at most `left` to `n` parties together (single votes). */
function* additions(n: number, left: number): Generator<number[]> {
  if (n === 0) yield [];
  else
    for (let first = 0; first <= left; first++)
      for (const rest of additions(n - 1, left - first)) yield [first, ...rest];
}

/** Every way to add at most `max` to each of `n` parties. */
function* eachUpTo(n: number, max: number): Generator<number[]> {
  if (n === 0) yield [];
  else for (let first = 0; first <= max; first++) for (const rest of eachUpTo(n - 1, max)) yield [first, ...rest];
}

export const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Every complete contest that an incomplete one may become; `noms` is how many names a ballot may carry. */
function* completions(one: Contest, noms: number): Generator<Contest> {
  const ids = one.candidatures.map(({ id }) => id);
  const left = one.inscritsRestants!;
  const votes = noms === 1 ? additions(ids.length, left) : eachUpTo(ids.length, left);
  for (const extra of votes) {
    const most = Math.max(...extra, 0);
    const least = noms === 1 ? total(extra) : Math.max(most, Math.ceil(total(extra) / noms));
    for (let ballots = least; ballots <= (noms === 1 ? least : left); ballots++)
      yield completer(one, new Map(ids.map((id, index) => [id, extra[index]!])), ballots);
  }
}

export const elu = ({ statut }: CandidatureOutcome): boolean => statut === "ELU_T1" || statut === "ELU_T2";
export const aLaPrime = ({ prime = 0 }: CandidatureOutcome): boolean => prime > 0;
export const qualifie = (one: CandidatureOutcome): boolean =>
  elu(one) || one.statut === "QUALIFIE_SEUIL" || one.statut === "QUALIFIE_REPECHAGE";
/** A list has the bonus or is in round 2: seats beside the bonus of another are not a place in round 2. */
export const primeOuSecondTour = (one: CandidatureOutcome): boolean => aLaPrime(one) || (qualifie(one) && !elu(one));
/** Silences that leave open who stands in round 2, not that there is one. */
const SECOND_TOUR_OUVERT: ReadonlySet<string | undefined> = new Set(["Q-04", "Q-05", "Q-10"]);
const elimine = ({ statut }: CandidatureOutcome): boolean => statut === "BATTU" || statut === "NON_QUALIFIE";

/** What is true in every completion, found by trying them all: of each candidature, and whether there is always a second round. */
function exhaustive(
  one: Contest,
  noms: number,
  gagne: (candidature: CandidatureOutcome) => boolean,
  reste: typeof qualifie,
): { readonly fates: Certitude[]; readonly ballottage: boolean } {
  const sure = one.candidatures.map(() => ({ ELU: true, QUALIFIE: true, ELIMINE: true }));
  let ballottage = true;
  for (const complete of completions(one, noms)) {
    const outcome = decide(complete, { etapes: false });
    ballottage &&= outcome.statut === "BALLOTTAGE" || SECOND_TOUR_OUVERT.has(outcome.code);
    for (const [index, candidature] of outcome.candidatures.entries()) {
      const fate = sure[index]!;
      fate.ELU &&= gagne(candidature);
      fate.QUALIFIE &&= reste(candidature);
      fate.ELIMINE &&= elimine(candidature);
    }
  }
  const fates = sure.map((fate) =>
    fate.ELU ? "ELU" : one.tour === 1 && fate.QUALIFIE ? "QUALIFIE" : fate.ELIMINE ? "ELIMINE" : "OUVERT",
  );
  return { fates, ballottage };
}

export const certain = (outcome: Outcome): (Certitude | undefined)[] =>
  outcome.candidatures.map(({ certitude }) => certitude);

/** Small units: every count up to `max` for three candidatures, several electorates, one to four inscrits outstanding. */
export function* units(
  type: string,
  date: string,
  tour: 1 | 2,
  max: number,
  more: (voix: number[]) => Partial<Contest>,
): Generator<Contest> {
  for (const voix of eachUpTo(3, max))
    for (const restants of [1, 2, 4])
      for (const extra of [1, 3, 12]) {
        const exprimes = total(voix);
        const births = ["1950-01-01", "1960-01-01", "1970-01-01"];
        const candidatures = Object.fromEntries(
          voix.map((one, index) => [
            "abc"[index]!,
            { voix: one, naissance: births[index]!, ageMoyenJours: 20_000 - index },
          ]),
        );
        yield contest(type, date, candidatures, {
          tour,
          premierTour: date,
          exprimes,
          inscrits: exprimes + restants + extra,
          inscritsRestants: restants,
          ...more(voix),
        });
      }
}

/** Fails unless the engine's certainties are those of the exhaustive search; gives the certainties met. */
export function prouver(
  contests: Iterable<Contest>,
  noms: number | ((one: Contest) => number),
  gagne: (candidature: CandidatureOutcome) => boolean,
  reste: (candidature: CandidatureOutcome) => boolean,
): Set<Certitude> {
  const seen = new Set<Certitude>();
  let rank = 0;
  for (const one of contests) {
    if (rank++ % SAMPLED !== 0) continue;
    const { fates, ballottage } = exhaustive(one, typeof noms === "number" ? noms : noms(one), gagne, reste);
    const outcome = decide(one);
    const got = certain(outcome);
    if (got.join() !== fates.join()) expect.fail(`${JSON.stringify(one)}: ${got.join()}, in truth ${fates.join()}`);
    if (outcome.certitude === "BALLOTTAGE" && !ballottage) expect.fail(`${JSON.stringify(one)}: may be settled`);
    for (const fate of fates) seen.add(fate);
  }
  return seen;
}
