/** What every election in one round keeps: sums, steps, order, scale. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { CandidatureOutcome } from "#shared/law/outcome.ts";
import { contest } from "./contests.ts";
import { dHondt } from "./independent.ts";

const votes = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 });
const named = (voix: readonly number[]): Record<string, number> =>
  Object.fromEntries(voix.map((one, index) => [`l${index}`, one]));

const KINDS: [type: string, date: string, more: Partial<Contest>, seats: number][] = [
  ["nouvelle-caledonie", "2019-05-12", { territoire: "988-nord" }, 22],
  ["wallis-et-futuna", "2017-03-26", { sieges: 6 }, 6],
  ["municipales", "2020-03-15", { territoire: "98818", population: 900, sieges: 15 }, 15],
  ["europeennes", "2024-06-09", {}, 81],
  ["europeennes", "2004-06-13", { territoire: "SE", sieges: 1 }, 1],
  ["assemblee-francais-etranger", "2021-12-05", { sieges: 7 }, 7],
  ["conseillers-francais-etranger", "2021-05-30", { sieges: 9 }, 9],
  ["senatoriales", "2020-09-27", { territoire: "31" }, 5],
  ["delegues-senatoriaux", "2023-06-09", { population: 4_000 }, 20],
  ["college-corse", "2014-09-01", {}, 24],
];

const places = ({ sieges = 0, siegesSuppleants = 0 }: CandidatureOutcome): number => sieges + siegesSuppleants;

describe("elections in one round", () => {
  it.each(KINDS)("%s %s: sums, steps, order and scale", (type, date, more, seats) => {
    fc.assert(
      fc.property(votes, fc.integer({ min: 2, max: 1_000 }), fc.integer({ min: 1, max: 20 }), (voix, k, factor) => {
        const unit = (scale: number): Contest => {
          const exprimes = Math.max(1, scale * voix.reduce((a, b) => a + b, 0));
          return contest(type, date, named(voix.map((one) => one * scale)), {
            exprimes,
            inscrits: exprimes * factor,
            ...more,
          });
        };
        const full = decide(unit(1));
        const { etapes, ...rest } = full;
        expect(decide(unit(1), { etapes: false })).toEqual({ ...rest, etapes: [] });
        for (const etape of etapes)
          expect(etape).toMatchObject({ regle: full.regle, article: expect.stringMatching(/./) as string });
        const backward = decide({ ...unit(1), candidatures: unit(1).candidatures.toReversed() });
        expect(backward.candidatures.toReversed()).toEqual(full.candidatures);
        expect(decide(unit(k)).candidatures.map(places)).toEqual(full.candidatures.map(places));
        expect(full.statut === "INDECIDABLE").toBe(full.code !== undefined);
        expect(full.code ?? "Q-03").toMatch(/^(Q-03|L-REGLE-ABSENTE)$/);
        if (full.statut === "ACQUIS_T1")
          expect(full.candidatures.reduce((sum, one) => sum + places(one), 0) + (full.vacances ?? 0)).toBe(seats);
      }),
    );
  });

  it("the second hand agrees, where there is no threshold", () => {
    fc.assert(
      fc.property(votes, fc.integer({ min: 1, max: 20 }), (voix, seats) => {
        const outcome = decide(contest("wallis-et-futuna", "2017-03-26", named(voix), { sieges: seats }));
        const expected = dHondt(voix, seats);
        if (voix.every((one) => one === 0)) expect(outcome.vacances).toBe(seats);
        else if (expected === null) expect(outcome.code).toBe("Q-03");
        else expect(outcome.candidatures.map((one) => one.sieges)).toEqual(expected);
      }),
    );
  });
});
