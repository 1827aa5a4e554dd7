import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "#shared/law/decide.ts";
import { type Coureur, plusDeVoix, plusForteMoyenne } from "#shared/law/methods/highest-averages.ts";
import type { Contest } from "#shared/law/contest.ts";
import { contest, sieges, statuts } from "./contests.ts";

const votes = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 });
const seats = fc.integer({ min: 1, max: 29 });
const named = (voix: readonly number[]): Record<string, number> =>
  Object.fromEntries(voix.map((one, index) => [`l${index}`, one]));
const second = (voix: readonly number[], n: number, more: Partial<Contest> = {}): Contest =>
  contest("municipales", "2014-03-30", named(voix), {
    tour: 2,
    premierTour: "2014-03-23",
    population: 5_000,
    sieges: n,
    ...more,
  });

/** d'Hondt without any tie rule: seats, or `undefined` on an open tie. */
function allocate(voix: readonly number[], n: number): number[] | undefined {
  const lists: Coureur[] = voix.map((one, index) => ({ id: `l${index}`, voix: one, obtenus: 0 }));
  return plusForteMoyenne(lists, n, [plusDeVoix]).indecis === undefined
    ? lists.map(({ obtenus }) => obtenus)
    : undefined;
}

describe("lists", () => {
  it("seats add up, vacancies included", () => {
    fc.assert(
      fc.property(votes, seats, (voix, n) => {
        const outcome = decide(second(voix, n));
        if (outcome.statut !== "ACQUIS_T2") return;
        expect(sieges(outcome).reduce((a, b) => a + b, 0) + (outcome.vacances ?? 0)).toBe(n);
      }),
    );
  });

  it("anonymity: the order of the lists changes nothing, ties included", () => {
    fc.assert(
      fc.property(votes, seats, fc.constantFrom(1 as const, 2 as const), (voix, n, tour) => {
        const one = second(voix, n, tour === 1 ? { tour, date: "2014-03-23" } : {});
        const forward = decide(one);
        const backward = decide({ ...one, candidatures: one.candidatures.toReversed() });
        expect(backward.candidatures.toReversed()).toEqual(forward.candidatures);
        expect([backward.statut, backward.code, backward.politiques]).toEqual([
          forward.statut,
          forward.code,
          forward.politiques,
        ]);
      }),
    );
  });

  it("house monotonicity: one more proportional seat takes none away", () => {
    fc.assert(
      fc.property(votes, seats, (voix, n) => {
        const [fewer, more] = [allocate(voix, n), allocate(voix, n + 1)];
        if (fewer === undefined || more === undefined) return;
        expect(more.every((got, index) => got >= fewer[index]!)).toBe(true);
      }),
    );
  });

  it("population monotonicity: more voix never give fewer proportional seats", () => {
    fc.assert(
      fc.property(votes, seats, fc.integer({ min: 1, max: 20 }), (voix, n, gift) => {
        const [before, after] = [allocate(voix, n), allocate([voix[0]! + gift, ...voix.slice(1)], n)];
        if (before === undefined || after === undefined) return;
        expect(after[0]).toBeGreaterThanOrEqual(before[0]!);
      }),
    );
  });

  it("scale invariance", () => {
    fc.assert(
      fc.property(votes, seats, fc.integer({ min: 2, max: 1_000_000 }), (voix, n, k) => {
        const scaled = decide(
          second(
            voix.map((one) => one * k),
            n,
          ),
        );
        const plain = decide(second(voix, n));
        expect(sieges(scaled)).toEqual(sieges(plain));
        expect(scaled.statut).toBe(plain.statut);
      }),
    );
  });

  it("quotient then averages ≡ d'Hondt, whichever exprimés the quotient is taken on", () => {
    fc.assert(
      fc.property(votes, seats, fc.integer({ min: 0, max: 100 }), (voix, n, excluded) => {
        const pure = allocate(voix, n);
        if (pure === undefined) return;
        const total = voix.reduce((a, b) => a + b, excluded);
        if (total === 0) return;
        const lists: Coureur[] = voix.map((one, index) => ({
          id: `l${index}`,
          voix: one,
          obtenus: Math.floor((one * n) / total),
        }));
        const left = n - lists.reduce((sum, { obtenus }) => sum + obtenus, 0);
        plusForteMoyenne(lists, left, [plusDeVoix]);
        expect(lists.map(({ obtenus }) => obtenus)).toEqual(pure);
      }),
    );
  });

  it("T-08: the winner has at least half the seats, and the voix of an excluded list only move the thresholds", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 100, max: 999 }), { minLength: 2, maxLength: 5 }), seats, (voix, n) => {
        const outcome = decide(second(voix, n));
        if (outcome.statut !== "ACQUIS_T2" || n < 4) return;
        expect(Math.max(...sieges(outcome)) * 2).toBeGreaterThanOrEqual(n);
        expect(sieges(decide(second([...voix, 1], n))).slice(0, -1)).toEqual(sieges(outcome));
      }),
    );
  });
});

describe("every type", () => {
  const kinds: [string, Partial<Contest> & { date: string }][] = [
    ["presidentielle", { date: "2022-04-10" }],
    ["legislatives", { date: "2022-06-12" }],
    ["departementales", { date: "2021-06-20" }],
    ["municipales", { date: "2020-03-15", population: 300, sieges: 3 }],
    ["municipales", { date: "2020-03-15", population: 3_000 }],
  ];

  it.each(kinds)(
    "%s %o: with or without steps, in any order, the same decision; an INDECIDABLE has a code",
    (type, more) => {
      fc.assert(
        fc.property(
          votes,
          fc.constantFrom(1 as const, 2 as const),
          fc.integer({ min: 1, max: 12 }),
          (voix, tour, factor) => {
            const exprimes = Math.max(
              voix.reduce((a, b) => a + b, 0),
              1,
            );
            const one = contest(type, more.date, named(voix), {
              ...more,
              tour,
              premierTour: more.date,
              exprimes,
              inscrits: exprimes * factor,
            });
            const full = decide(one);
            const { etapes, ...rest } = full;
            const { etapes: none, ...fast } = decide(one, { etapes: false });
            expect(fast).toEqual(rest);
            expect(none).toEqual([]);
            expect(full.statut === "INDECIDABLE").toBe(full.code !== undefined);
            expect(full.code ?? "Q-").toMatch(/^Q-/);
            for (const etape of etapes)
              expect(etape).toMatchObject({ regle: full.regle, article: expect.stringMatching(/./) as string });
            const backward = decide({ ...one, candidatures: one.candidatures.toReversed() });
            expect(statuts(backward)).toEqual(statuts(full));
          },
        ),
      );
    },
  );
});
