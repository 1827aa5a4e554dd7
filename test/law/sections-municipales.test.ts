import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, sieges, statuts, type Voix } from "./contests.ts";

const t1 = (voix: Voix, more: Partial<Contest>, date = "2008-03-09"): Outcome =>
  decide(contest("municipales-sections", date, voix, more));

describe("E10 sections électorales and communes associées", () => {
  it("Ex: a section of three seats in a list commune, bonus of one; T-08b", () => {
    const outcome = t1({ A: 410, B: 390 }, { population: 10_000, sieges: 3, inscrits: 1_000 });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", regle: "SECTION-LISTE-3500" });
    expect(sieges(outcome)).toEqual([2, 1]);
  });

  it("Ex: with 999 electors the same section votes by name, and a quarter of them is needed", () => {
    const at = (inscrits: number): Outcome =>
      t1({ A: 130, B: 120 }, { population: 10_000, sieges: 1, inscrits, exprimes: 250 });
    expect(at(1_000).etapes.some(({ type }) => type === "siege")).toBe(true);
    const byName = at(999);
    expect(byName).toMatchObject({ statut: "BALLOTTAGE", siegesRestants: 1 });
    expect(statuts(t1({ A: 250, B: 0 }, { population: 10_000, sieges: 1, inscrits: 999, exprimes: 250 }))["A"]).toBe(
      "ELU_T1",
    );
  });

  it("a commune associée is judged on its inhabitants: by name below 2,000, whatever its electors", () => {
    const at = (populationAssociee: number, inscrits: number): boolean =>
      t1({ A: 410, B: 390 }, { population: 10_000, sieges: 3, inscrits, populationAssociee }).etapes.some(
        ({ type }) => type === "prime",
      );
    expect([at(1_999, 1_500), at(2_000, 900)]).toEqual([false, true]);
  });

  it("E06 Ex3: a section of two seats by name, all pass, the second goes to the older", () => {
    const births = { A: "1950-01-01", B: "1970-01-01", C: "1960-01-01" };
    const outcome = t1(
      Object.fromEntries(
        Object.entries({ A: 80, B: 60, C: 60 }).map(([id, voix]) => [
          id,
          { voix, naissance: births[id as keyof typeof births] },
        ]),
      ),
      { population: 2_000, sieges: 2, exprimes: 100, inscrits: 200 },
    );
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", regle: "SECTION-NOM-3500" });
    expect(statuts(outcome)).toEqual({ A: "ELU_T1", B: "BATTU", C: "ELU_T1" });
  });

  it("round 2 by name fills what round 1 left", () => {
    const more = { population: 2_000, exprimes: 100, inscrits: 200 };
    const first = t1({ A: 80, B: 40, C: 30 }, { ...more, sieges: 2 });
    expect(first).toMatchObject({ statut: "BALLOTTAGE", siegesRestants: 1 });
    const second = decide(
      contest(
        "municipales-sections",
        "2008-03-16",
        { B: 40, C: 45 },
        {
          ...more,
          tour: 2,
          premierTour: "2008-03-09",
          premierTourResultat: first,
        },
      ),
    );
    expect(statuts(second)).toEqual({ B: "BATTU", C: "ELU_T2" });
  });

  it("§2: 3,500 to 30,000 inhabitants until 22 March 2014, 20,000 to 30,000 then, nothing read for 2026", () => {
    const at = (date: string, population: number): string | undefined => {
      const { regle, code } = t1({ A: 60 }, { population, sieges: 3, inscrits: 5_000 }, date);
      return regle === "" ? code : regle;
    };
    const populations = [3_499, 3_500, 19_999, 20_000, 30_000, 30_001];
    expect(populations.map((one) => at("2014-03-22", one))).toEqual([
      "SECTION-NOM-3500",
      ...Array<string>(4).fill("SECTION-LISTE-3500"),
      "L-REGLE-ABSENTE",
    ]);
    expect(populations.map((one) => at("2014-03-23", one))).toEqual([
      ...Array<string>(3).fill("L-REGLE-ABSENTE"),
      "SECTION-LISTE-20000",
      "SECTION-LISTE-20000",
      "L-REGLE-ABSENTE",
    ]);
    expect(t1({ A: 60 }, { population: 25_000, sieges: 3 }, "2026-03-15")).toMatchObject({
      code: "L-REGLE-ABSENTE",
      erreurs: [{ expected: expect.stringContaining("2025-444") as string }],
    });
    expect(t1({ A: 60 }, { population: 25_000, sieges: 3 }, "2026-03-14").regle).toBe("SECTION-LISTE-20000");
  });

  it("since 2014 a commune associée votes by name below 1,000 inhabitants, another section below 1,000 electors (L261)", () => {
    const at = (more: Partial<Contest>): boolean =>
      t1({ A: 410, B: 390 }, { population: 25_000, sieges: 3, ...more }, "2014-03-23").etapes.some(
        ({ type }) => type === "prime",
      );
    expect([at({ inscrits: 999 }), at({ inscrits: 1_000 })]).toEqual([false, true]);
    expect([
      at({ inscrits: 1_500, populationAssociee: 999 }),
      at({ inscrits: 900, populationAssociee: 1_000 }),
    ]).toEqual([false, true]);
    // By name, those of round 1 alone stand again, where they are as many as the seats.
    const premier = t1({ A: 130, B: 120 }, { population: 25_000, sieges: 1, inscrits: 900 }, "2014-03-23");
    expect(premier).toMatchObject({ statut: "BALLOTTAGE", siegesRestants: 1, regle: "SECTION-LISTE-20000" });
    const second = decide(
      contest(
        "municipales-sections",
        "2014-03-30",
        { C: 130, B: 120 },
        { population: 25_000, inscrits: 900, tour: 2, premierTour: "2014-03-23", premierTourResultat: premier },
      ),
    );
    expect(second.code).toBe("L-ACCES-T2");
  });

  it("a section elects its own conseillers communautaires with the same ballot (L273-7)", () => {
    const outcome = t1(
      { A: 1_410, B: 1_390 },
      { population: 25_000, sieges: 5, siegesCommunautaires: 2, inscrits: 5_000 },
      "2014-03-23",
    );
    expect([sieges(outcome), sieges(outcome, "siegesCommunautaires")]).toEqual([
      [4, 1],
      [2, 0],
    ]);
    expect(sieges(t1({ A: 410, B: 390 }, { population: 25_000, sieges: 3, inscrits: 1_000 }, "2014-03-23"))).toEqual([
      2, 1,
    ]);
  });

  it("Q-11: the seats of a section are asked for, never computed", () => {
    expect(t1({ A: 60 }, { population: 10_000, inscrits: 2_000 })).toMatchObject({
      code: "L-SIEGES-MANQUANTS",
      erreurs: [{ field: "sieges" }],
    });
  });

  it("while bureaux are missing", () => {
    const more = { population: 10_000, sieges: 3, inscrits: 1_200, inscritsRestants: 10 };
    expect(t1({ A: 500, B: 390 }, more).candidatures.map(({ certitude }) => certitude)).toEqual(["ELU", "OUVERT"]);
    expect(t1({ A: 500, B: 390 }, { ...more, sieges: 1 }).candidatures.map(({ certitude }) => certitude)).toEqual([
      "OUVERT",
      "OUVERT",
    ]);
    expect(
      t1({ A: 500, B: 300 }, { ...more, sieges: 1, inscrits: 900, exprimes: 800 }).candidatures.map(
        ({ certitude }) => certitude,
      ),
    ).toEqual(["ELU", "ELIMINE"]);
  });
});
