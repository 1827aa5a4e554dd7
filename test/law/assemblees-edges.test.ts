/** Seats and populations of the sections of an assembly as people give them: by another spelling, in part, or fewer than the bonus. */
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, sieges, type Voix } from "./contests.ts";

const second = (type: string, premierTour: string, date: string, voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest(type, date, voix, { tour: 2, premierTour, ...more }));

describe("a bonus that the law states as a number", () => {
  it("asks for at least as many seats", () => {
    const corse = (places: number, voix: Voix = { A: 20, B: 10 }): Outcome =>
      second("corse", "2015-12-06", "2015-12-13", voix, { sieges: places });
    expect(corse(8)).toMatchObject({ code: "L-SIEGES-PRIME", erreurs: [{ field: "sieges" }] });
    expect(sieges(corse(9))).toEqual([9, 0]);
    const martinique = (places: number, more: Partial<Contest> = {}): Outcome =>
      second("martinique", "2015-12-06", "2015-12-13", { A: 20, B: 10 }, { sieges: places, ...more });
    expect(martinique(10)).toMatchObject({ code: "L-SIEGES-PRIME", erreurs: [{ field: "sieges" }] });
    expect(sieges(martinique(11))).toEqual([11, 0]);
    expect(martinique(10, { inscritsRestants: 5 }).code).toBe("L-SIEGES-PRIME");
    // Round 1 without a winner shares no seat, and asks for none.
    expect(decide(contest("corse", "2015-12-06", { A: 20, B: 20 }, { sieges: 2 })).statut).toBe("BALLOTTAGE");
  });
});

describe("Guyane, section by section", () => {
  const rangs = ["cayenne", "petite-couronne", "grande-couronne", "oyapock", "savanes", "haut-maroni"];
  const toutes = [...rangs, "saint-laurent", "basse-mana"];
  const parNom = (values: readonly number[]): Record<string, number> =>
    Object.fromEntries(toutes.map((nom, index) => [nom, values[index]!]));
  const parRang = (values: readonly number[]): Record<string, number> =>
    Object.fromEntries(values.map((value, index) => [`${index + 1}`, value]));
  const voix: Voix = {
    A: { voix: 60, sections: parNom([20, 10, 5, 5, 5, 5, 5, 5]) },
    B: { voix: 40, sections: parNom([12, 8, 4, 4, 4, 4, 2, 2]) },
  };
  const decret = [12, 10, 3, 3, 7, 5, 8, 3];
  const en2015 = (more: Partial<Contest> = {}): Outcome => second("guyane", "2015-12-06", "2015-12-13", voix, more);
  const en2021 = (more: Partial<Contest> = {}): Outcome => second("guyane", "2021-06-20", "2021-06-27", voix, more);
  const populations = [63_000, 59_000, 22_000, 7_000, 30_000, 38_000, 46_000, 12_000];

  it("seats of the decree by rank or by name have the same bonus", () => {
    const legal = en2015();
    expect(en2015({ siegesParSection: parNom(decret) })).toEqual(legal);
    expect(en2015({ siegesParSection: parRang(decret) })).toEqual(legal);
    expect(legal.candidatures[0]?.prime).toBe(11);
  });

  it("populations too, whatever the order they are written in", () => {
    const legal = en2021({ populationParSection: parNom(populations) });
    expect(legal.statut).toBe("ACQUIS_T2");
    expect(en2021({ populationParSection: parRang(populations) })).toEqual(legal);
    const envers = Object.fromEntries(Object.entries(parNom(populations)).toReversed());
    expect(en2021({ populationParSection: envers })).toEqual(legal);
    const sections = decide({
      ...contest("guyane", "2021-06-27", {
        A: { voix: 60, sections: parRang([20, 10, 5, 5, 5, 5, 5, 5]) },
        B: { voix: 40, sections: parRang([12, 8, 4, 4, 4, 4, 2, 2]) },
      }),
      tour: 2,
      premierTour: "2021-06-20",
      populationParSection: envers,
    });
    expect(sieges(sections)).toEqual(sieges(legal));
  });

  it("one section short, unknown, or twice, is told", () => {
    const { cayenne: _cayenne, ...sept } = parNom(decret);
    expect(en2015({ siegesParSection: sept })).toMatchObject({
      code: "L-SECTIONS",
      erreurs: [{ field: "siegesParSection" }],
    });
    expect(en2015({ siegesParSection: { ...sept, kourou: 12 } }).code).toBe("L-SECTIONS");
    expect(en2015({ siegesParSection: { ...parNom(decret), "1": 12 } }).code).toBe("L-SECTIONS");
    expect(en2015({ siegesParSection: { ...sept, "2": 12 } }).code).toBe("L-SECTIONS");
    expect(en2021({ populationParSection: sept })).toMatchObject({
      code: "L-SECTIONS",
      erreurs: [{ field: "populationParSection" }],
    });
    expect(en2021({ populationParSection: parNom(populations), siegesParSection: sept }).code).toBe("L-SECTIONS");
    expect(en2015({ siegesParSection: { ...parNom(decret), cayenne: 1 } })).toMatchObject({
      code: "L-SIEGES-PRIME",
      erreurs: [{ field: "siegesParSection.cayenne" }],
    });
    expect(en2015({ siegesParSection: { ...parNom(decret), "basse-mana": 0 } }).code).toBe("L-SIEGES-PRIME");
    expect(sieges(en2015({ siegesParSection: { ...parNom(decret), cayenne: 2 } })).reduce((a, b) => a + b, 0)).toBe(41);
  });

  it("before the last bureau populations are asked for as soon as a list may win, and not before", () => {
    const premier = (inscritsRestants: number): Outcome =>
      decide(contest("guyane", "2021-06-20", { A: 40, B: 35, C: 25 }, { inscritsRestants, inscrits: 200 }));
    expect(premier(10)).toMatchObject({ statut: "INCOMPLET", certitude: "BALLOTTAGE" });
    expect(premier(30).code).toBe("L-POPULATION-SECTION");
  });
});
