/** The law's outcome against the file's word. Where only an age that the file does not give decides, any age is tried. */
import type { Contest, ContestCandidature } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { CandidatureOutcome, Outcome } from "#shared/law/outcome.ts";
import type { CorpsOfficiel, Unite } from "./unites.ts";

/** What of a row contradicts the law. */
export interface Ecart {
  /**
   * `A-SIEGES`: seats the rule does not give; `A-ELU`: elected who should not be; `A-NON-ELU`: who should be, and is not; `A-QUALIFIE`: who
   * stood in round 2 and could not (who could and did not has withdrawn: no finding).
   */
  readonly code: "A-SIEGES" | "A-ELU" | "A-NON-ELU" | "A-QUALIFIE";
  readonly corps: CorpsOfficiel["corps"];
  /** By place in the row. */
  readonly officiel: readonly number[];
  readonly loi: readonly number[];
}

/** Verdict on a row: `conforme`; `age`: it is one of the outcomes that unknown ages allow; `ecart`; `refus`: the law cannot tell. */
export type Verdict =
  | { readonly etat: "conforme" | "age" | "refus"; readonly outcome: Outcome }
  | { readonly etat: "ecart"; readonly outcome: Outcome; readonly ecarts: readonly Ecart[] };

/** What the law answers when only an unknown age keeps it from deciding who has the last seats. */
const AGE = "Q-03";
/** Who may stand in round 2 stays open; that nobody is elected does not. */
const SECOND_TOUR_OUVERT: ReadonlySet<string | undefined> = new Set(["Q-05", "Q-10"]);

export function comparer(unite: Unite): Verdict {
  const outcome = decide(unite.contest, { etapes: false });
  const { statut, code } = outcome;
  if (statut === "INDECIDABLE" && code !== AGE && !SECOND_TOUR_OUVERT.has(code)) return { etat: "refus", outcome };
  const ecarts = ecartsDe(unite, outcome);
  if (ecarts.length === 0) return { etat: "conforme", outcome };
  if (code !== AGE) return { etat: "ecart", outcome, ecarts };
  // Each body may have been decided by ages of its own: the mean of the lists, or their next candidates.
  const alone: readonly Unite[] =
    unite.corps.length === 0 ? [unite] : unite.corps.map((one) => ({ ...unite, corps: [one] }));
  const left = alone.flatMap((one) => (permise(one) ? [] : ecartsDe(one, outcome)));
  return left.length === 0 ? { etat: "age", outcome } : { etat: "ecart", outcome, ecarts: left };
}

const elu = ({ statut }: CandidatureOutcome): boolean => statut === "ELU_T1" || statut === "ELU_T2";

const SIEGES = {
  conseil: "sieges",
  arrondissement: "siegesArrondissement",
  communautaire: "siegesCommunautaires",
} as const;

const QUALIFIES: ReadonlySet<string> = new Set(["QUALIFIE_SEUIL", "QUALIFIE_REPECHAGE"]);

function ecartsDe({ corps, elus, qualifies, contest }: Unite, outcome: Outcome): readonly Ecart[] {
  const gagnants = outcome.candidatures.map((one) => Number(elu(one)));
  const marques = elus.map(Number);
  const acquis = outcome.statut !== "BALLOTTAGE" && !SECOND_TOUR_OUVERT.has(outcome.code);
  const parListe = corps.length > 0 || (contest.tour === 1 && contest.sieges !== undefined);
  if (parListe && acquis !== elus.includes(true))
    return [{ code: acquis ? "A-NON-ELU" : "A-ELU", corps: "conseil", officiel: marques, loi: gagnants }];
  const permis = outcome.candidatures.map(({ statut }) => Number(QUALIFIES.has(statut)));
  if (outcome.statut === "BALLOTTAGE" && qualifies.some((stood, place) => stood && permis[place] === 0))
    return [{ code: "A-QUALIFIE", corps: "conseil", officiel: qualifies.map(Number), loi: permis }];
  if (corps.length === 0) {
    const plus = marques.some((mark, place) => mark > gagnants[place]!);
    return marques.join() === gagnants.join()
      ? []
      : [{ code: plus ? "A-ELU" : "A-NON-ELU", corps: "conseil", officiel: marques, loi: gagnants }];
  }
  return corps.flatMap(({ corps: which, sieges }): readonly Ecart[] => {
    const loi = outcome.candidatures.map((one) => one[SIEGES[which]] ?? 0);
    return loi.join() === sieges.join() ? [] : [{ code: "A-SIEGES", corps: which, officiel: sieges, loi }];
  });
}

/** More orders of ages than that are not tried: the row is then taken as decided by them. */
const ESSAIS = 720;

/** Whether some ages make the law give what the file says. */
function permise(unite: Unite): boolean {
  let tries = 0;
  for (const contest of agesPossibles(unite)) {
    if (tries++ > ESSAIS) return true;
    if (ecartsDe(unite, decide(contest, { etapes: false })).length === 0) return true;
  }
  return false;
}

/**
 * The contest with ages that break every tie: of persons, those whom the file elects are the older; of lists, the mean ages follow the
 * seats that the file gives, and the ages of their next candidates are put in every order.
 */
function* agesPossibles({ contest, corps, elus }: Unite): Generator<Contest> {
  const officiel = corps[0]?.sieges ?? elus.map(Number);
  const rangs = contest.candidatures.map((_one, place) => place);
  const prefere = rangs.toSorted((a, b) => officiel[b]! - officiel[a]!);
  if (corps.length === 0) {
    yield avecAges(contest, prefere, (one, age) => ({ ...one, naissance: annee(age) }));
    return;
  }
  const egales = rangs.filter((place) =>
    contest.candidatures.some(({ voix }, other) => other !== place && voix === contest.candidatures[place]!.voix),
  );
  for (const ordre of permutations(egales)) {
    const suivants = new Map(ordre.map((place, age) => [place, age]));
    yield avecAges(contest, prefere, (one, age, place) => ({
      ...one,
      ageMoyenJours: 20_000 - age,
      // The last name has no date: the mean is the one given, and each next candidate has the age of its list.
      personnes: [...Array.from({ length: MOST_NAMES }, () => ({ naissance: annee(suivants.get(place) ?? 0) })), {}],
      communautaires: Array.from({ length: MOST_NAMES }, (_name, rank) => rank + 1),
    }));
  }
}

/** Names of a list made to have enough of them for any body. */
const MOST_NAMES = 400;
const annee = (age: number): string => `${1940 + age}-01-01`;

const avecAges = (
  contest: Contest,
  ordre: readonly number[],
  dater: (one: ContestCandidature, age: number, place: number) => ContestCandidature,
): Contest => ({
  ...contest,
  candidatures: contest.candidatures.map((one, place) => dater(one, ordre.indexOf(place), place)),
});

function* permutations(values: readonly number[]): Generator<readonly number[]> {
  if (values.length === 0) yield [];
  for (const [index, first] of values.entries())
    for (const rest of permutations(values.toSpliced(index, 1))) yield [first, ...rest];
}
