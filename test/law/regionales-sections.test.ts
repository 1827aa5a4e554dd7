/** Seats of a list among its sections, in general. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "#shared/law/decide.ts";
import { reattribuer } from "#shared/law/methods/section-sharing.ts";
import { parseContest } from "#shared/law/parse.ts";
import { contest, sieges, type Voix } from "./contests.ts";
import { LIMOUSIN, lists, parSection, t1, t2, total } from "./regions.ts";

describe("sections, in general", () => {
  it("a section may give its only seat, never below its minimum", () => {
    const moves = (minimum: number): [string[], number[]] => {
      const coureurs = [
        { id: "a", voix: 10, obtenus: 1 },
        { id: "b", voix: 1, obtenus: 0 },
      ];
      const totaux = new Map([
        ["a", 2],
        ["b", 0],
      ]);
      const moved: string[] = [];
      expect(
        reattribuer(
          coureurs,
          totaux,
          () => minimum,
          [],
          (de, vers) => moved.push(`${de}>${vers}`),
        ),
      ).toBeUndefined();
      return [moved, coureurs.map(({ obtenus }) => obtenus)];
    };
    expect(moves(1)).toEqual([["a>b"], [0, 1]]);
    expect(moves(2)).toEqual([[], [1, 0]]);
  });

  it("the reader knows the fields of sections", () => {
    const one = {
      ...contest("regionales", "2015-12-06", {}),
      populationParSection: { "48": 76_000 },
      populationAssociee: 900,
      candidatures: [{ id: "A", voix: 0, sections: { "48": 0 }, personnes: [{ nom: "n", section: "48" }] }],
    };
    expect(parseContest(one)).toBe(one);
    expect(parseContest({ ...one, populationParSection: { "48": -1 }, populationAssociee: "x" })).toMatchObject([
      { code: "L-CHAMP-INVALIDE", field: "populationParSection.48" },
      { code: "L-CHAMP-INVALIDE", field: "populationAssociee" },
    ]);
    expect(parseContest({ ...one, candidatures: [{ id: "A", voix: 0, personnes: [{ section: 48 }] }] })).toMatchObject([
      { code: "L-CHAMP-INVALIDE", field: "candidatures[0].personnes[0].section" },
    ]);
  });

  const votes = fc.array(fc.tuple(...["19", "23", "87"].map(() => fc.integer({ min: 0, max: 60 }))), {
    minLength: 1,
    maxLength: 4,
  });
  const named = (voix: readonly (readonly number[])[]): Voix =>
    lists(
      Object.fromEntries(
        voix.map((one, index) => [`l${index}`, Object.fromEntries(one.map((n, at) => [["19", "23", "87"][at]!, n]))]),
      ),
    );

  it("sections add up to the list, lists to the council; order and scale change nothing", () => {
    fc.assert(
      fc.property(
        votes,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom("2010-03-14", "2015-12-06"),
        fc.integer({ min: 2, max: 1_000 }),
        (voix, n, premierTour, k) => {
          const one = contest("regionales", "2016-01-03", named(voix), { tour: 2, premierTour, sieges: n });
          const outcome = decide(one);
          const backward = decide({ ...one, candidatures: one.candidatures.toReversed() });
          expect(backward.candidatures.toReversed()).toEqual(outcome.candidatures);
          const scaled = decide({
            ...one,
            ...contest("regionales", "2016-01-03", named(voix.map((list) => list.map((v) => v * k))), { tour: 2 }),
            premierTour,
            sieges: n,
          });
          expect(parSection(scaled)).toEqual(parSection(outcome));
          if (outcome.statut !== "ACQUIS_T2") return;
          expect(sieges(outcome).reduce((a, b) => a + b, 0) + (outcome.vacances ?? 0)).toBe(n);
          for (const { sieges: own = 0, siegesSections = {} } of outcome.candidatures)
            expect(total(siegesSections)).toBe(own);
        },
      ),
    );
  });

  it("while bureaux are missing, the bonus may be certain and the sections not", () => {
    const outcome = t1(LIMOUSIN, { territoire: "74", inscrits: 400_000, inscritsRestants: 1_000 });
    expect(outcome).toMatchObject({ statut: "INCOMPLET", certitude: "BALLOTTAGE" });
    expect(outcome.candidatures.map(({ certitude }) => certitude)).toEqual(["QUALIFIE", "QUALIFIE", "QUALIFIE"]);
    const second = t2(LIMOUSIN, { territoire: "74", inscrits: 400_000, inscritsRestants: 1_000 });
    expect(second.candidatures.map(({ certitude }) => certitude)).toEqual(["ELU", "OUVERT", "OUVERT"]);
  });
});
