/** Certainties against exhaustive search: every way the outstanding bureaux could vote, on small units of every kind. */
import { describe, expect, it } from "vitest";
import { completer } from "#shared/law/certainty.ts";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { CandidatureOutcome, Certitude, Outcome } from "#shared/law/outcome.ts";
import { contest } from "./contests.ts";

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

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

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

const elu = ({ statut }: CandidatureOutcome): boolean => statut === "ELU_T1" || statut === "ELU_T2";
const aLaPrime = ({ prime = 0 }: CandidatureOutcome): boolean => prime > 0;
const qualifie = (one: CandidatureOutcome): boolean =>
  elu(one) || one.statut === "QUALIFIE_SEUIL" || one.statut === "QUALIFIE_REPECHAGE";
const elimine = ({ statut }: CandidatureOutcome): boolean => statut === "BATTU" || statut === "NON_QUALIFIE";

/** What is true in every completion, found by trying them all. */
function exhaustive(
  one: Contest,
  noms: number,
  gagne: (candidature: CandidatureOutcome) => boolean,
  reste: typeof qualifie,
): Certitude[] {
  const sure = one.candidatures.map(() => ({ ELU: true, QUALIFIE: true, ELIMINE: true }));
  for (const complete of completions(one, noms))
    for (const [index, candidature] of decide(complete, { etapes: false }).candidatures.entries()) {
      const fate = sure[index]!;
      fate.ELU &&= gagne(candidature);
      fate.QUALIFIE &&= reste(candidature);
      fate.ELIMINE &&= elimine(candidature);
    }
  return sure.map((fate) =>
    fate.ELU ? "ELU" : one.tour === 1 && fate.QUALIFIE ? "QUALIFIE" : fate.ELIMINE ? "ELIMINE" : "OUVERT",
  );
}

const certain = (outcome: Outcome): (Certitude | undefined)[] => outcome.candidatures.map(({ certitude }) => certitude);

/** Small units: every count up to `max` for three candidatures, several electorates, one to four inscrits outstanding. */
function* units(
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

describe("certainty ≡ exhaustive search", () => {
  const single: [string, string, 1 | 2][] = [
    ["presidentielle", "2022-04-10", 1],
    ["presidentielle", "2022-04-10", 2],
    ["legislatives", "2022-06-12", 1],
    ["legislatives", "2022-06-12", 2],
    ["cantonales", "2011-03-20", 1],
    ["departementales", "2021-06-20", 1],
    ["departementales", "2021-06-20", 2],
  ];
  it.each(single)("one seat: %s %s, round %i", (type, date, tour) => {
    const seen = new Set<string>();
    for (const one of units(type, date, tour, 6, () => ({}))) {
      const expected = exhaustive(one, 1, elu, qualifie);
      const got = certain(decide(one));
      if (got.join() !== expected.join())
        expect.fail(`${JSON.stringify(one)}: ${got.join()}, in truth ${expected.join()}`);
      for (const fate of expected) seen.add(fate);
    }
    expect([...seen].toSorted()).toEqual(
      tour === 1 ? ["ELIMINE", "ELU", "OUVERT", "QUALIFIE"] : ["ELIMINE", "ELU", "OUVERT"],
    );
  });

  it("one seat, Q-05 on « admettre »", () => {
    for (const one of units("legislatives", "2022-06-12", 1, 4, () => ({ politiques: { "Q-05": "admettre" } }))) {
      const expected = exhaustive(one, 1, elu, qualifie);
      const got = certain(decide(one));
      if (got.join() !== expected.join())
        expect.fail(`${JSON.stringify(one)}: ${got.join()}, in truth ${expected.join()}`);
    }
  });

  it.each([1, 2] as const)("lists with a bonus, round %i", (tour) => {
    const seen = new Set<string>();
    for (const one of units("municipales", "2020-03-15", tour, 7, () => ({ population: 1_500, sieges: 5 }))) {
      // A list is in round 2, or has the bonus: seats beside the bonus of another are not a place in round 2.
      const expected = exhaustive(one, 1, aLaPrime, (list) => aLaPrime(list) || (qualifie(list) && !elu(list)));
      const got = certain(decide(one));
      if (got.join() !== expected.join())
        expect.fail(`${JSON.stringify(one)}: ${got.join()}, in truth ${expected.join()}`);
      for (const fate of expected) seen.add(fate);
    }
    expect(seen).toContain("ELU");
    expect(seen).toContain("OUVERT");
  });

  it("a list far below 5 % is out", () => {
    const one = contest(
      "municipales",
      "2020-03-15",
      { a: 60, b: 40, c: 1 },
      { population: 5_000, inscrits: 120, inscritsRestants: 3 },
    );
    expect(certain(decide(one))).toEqual(
      exhaustive(one, 1, aLaPrime, (list) => aLaPrime(list) || (qualifie(list) && !elu(list))),
    );
    expect(certain(decide(one))).toEqual(["ELU", "OUVERT", "ELIMINE"]);
  });

  it.each([1, 2] as const)("seats by name, round %i", (tour) => {
    const seen = new Set<string>();
    for (const sieges of [1, 2])
      for (const one of units("municipales", "2020-03-15", tour, 4, (voix) => ({
        population: 300,
        sieges,
        exprimes: Math.max(...voix) + 1,
        inscrits: Math.max(...voix) + 6,
      }))) {
        if (total(one.candidatures.map(({ voix }) => voix)) > one.exprimes * sieges) continue;
        const expected = exhaustive(one, sieges, elu, qualifie);
        const got = certain(decide(one));
        if (got.join() !== expected.join())
          expect.fail(`${JSON.stringify(one)}: ${got.join()}, in truth ${expected.join()}`);
        for (const fate of expected) seen.add(fate);
      }
    expect(seen).toContain("ELU");
    expect(seen).toContain("OUVERT");
  });
});

describe("T-31: an incomplete unite", () => {
  it("says what is certain, who is ahead, and nothing else", () => {
    const outcome = decide(
      contest("legislatives", "2022-06-12", { A: 600, B: 390, C: 10 }, { inscrits: 1_500, inscritsRestants: 100 }),
    );
    expect(outcome).toMatchObject({ statut: "INCOMPLET", certitude: "ACQUIS" });
    expect(outcome.candidatures).toEqual([
      { id: "A", voix: 600, statut: "ELU_T1", certitude: "ELU", enTete: true },
      { id: "B", voix: 390, statut: "NON_QUALIFIE", certitude: "ELIMINE" },
      { id: "C", voix: 10, statut: "NON_QUALIFIE", certitude: "ELIMINE" },
    ]);
    const open = decide(
      contest("legislatives", "2022-06-12", { A: 400, B: 380, C: 300 }, { inscrits: 1_500, inscritsRestants: 20 }),
    );
    expect(open).toMatchObject({ statut: "INCOMPLET", certitude: "BALLOTTAGE" });
    expect(open.candidatures.map(({ statut, certitude }) => [statut, certitude])).toEqual(
      Array.from({ length: 3 }, () => ["OUVERT", "QUALIFIE"]),
    );
    expect(
      decide(contest("legislatives", "2022-06-12", { A: 400, B: 380 }, { inscrits: 1_500, inscritsRestants: 100 }))
        .certitude,
    ).toBe("OUVERT");
  });
});
