import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { expliquer } from "#shared/law/explain.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { ordreDesSuppleants } from "#shared/law/scrutins/delegues.ts";
import { changements } from "#shared/law/sensitivity.ts";
import { delegation, senateurs, suppleants } from "#shared/law/tables-senat.ts";
import { contest, ordre, sieges, statuts, type Voix } from "./contests.ts";
import { elu, prouver, qualifie, units } from "./exhaustive.ts";

const ne = (voix: number, naissance: string): { voix: number; naissance: string } => ({ voix, naissance });

describe("E24 Sénat by name", () => {
  const t1 = (voix: Voix, more: Partial<Contest> = {}, date = "2011-09-25"): Outcome =>
    decide(contest("senatoriales", date, voix, { inscrits: 900, ...more }));
  const t2 = (voix: Voix, more: Partial<Contest> = {}, date = "2011-09-25"): Outcome =>
    decide(contest("senatoriales", date, voix, { tour: 2, premierTour: date, inscrits: 900, ...more }));

  it("Ex1: three pass for two seats; the tied last goes to the older", () => {
    const outcome = t1(
      { A: 460, B: ne(455, "1950-02-02"), C: ne(455, "1950-02-01"), D: 300 },
      { sieges: 2, exprimes: 880 },
    );
    expect(statuts(outcome)).toEqual({ A: "ELU_T1", B: "BATTU", C: "ELU_T1", D: "BATTU" });
    expect(outcome.politiques).toEqual({ "Q-08": "appliquer" });
    expect(outcome.statut).toBe("ACQUIS_T1");
  });

  it("Ex2 and T-27: only A passes; in 2011 round 2 is open to anyone, since 2014 to those of round 1 (L305)", () => {
    const field = { A: 460, B: 300, C: 290 };
    const first = t1(field, { sieges: 2, exprimes: 880 });
    expect(first).toMatchObject({ statut: "BALLOTTAGE", siegesRestants: 1 });
    expect(statuts(t2({ B: 400, nouveau: 450 }, { premierTourResultat: first }))).toEqual({
      B: "BATTU",
      nouveau: "ELU_T2",
    });
    expect(t2({ A: 400 }, { premierTourResultat: first }).code).toBe("L-ACCES-T2");
    const later = t1(field, { sieges: 2, exprimes: 880 }, "2014-09-28");
    const refused = t2({ B: 400, nouveau: 450 }, { premierTourResultat: later }, "2014-09-28");
    expect(refused.code).toBe("L-ACCES-T2");
    expect(refused.erreurs?.[0]?.expected).toContain("L305");
    expect(t2({ B: 400, C: 300 }, { premierTourResultat: later }, "2014-09-28").statut).toBe("ACQUIS_T2");
  });

  it("a quarter of the college is needed in round 1, nothing in round 2; equal voix go to the older", () => {
    expect(t1({ A: 224, B: 100 }, { sieges: 1 }).statut).toBe("BALLOTTAGE");
    expect(t1({ A: 225, B: 100 }, { sieges: 1 }).statut).toBe("ACQUIS_T1");
    expect(statuts(t2({ A: ne(5, "1960-01-02"), B: ne(5, "1960-01-01") }, { sieges: 1 }))).toEqual({
      A: "BATTU",
      B: "ELU_T2",
    });
    expect(t2({ A: 5 }).code).toBe("L-SIEGES-MANQUANTS");
  });

  it("GT-13: three senators of a département are elected by list from 28 September 2014, by name the day before", () => {
    const tickets = { A1: 500, A2: 500, A3: 500, B1: 300, B2: 300, B3: 300, C1: 200, C2: 200, C3: 200 };
    const before = t1(tickets, { territoire: "01", exprimes: 1_000, inscrits: 1_000 }, "2014-09-27");
    expect(before).toMatchObject({ statut: "BALLOTTAGE", siegesRestants: 3, regle: "SENAT-2011" });
    const since = t1({ A: 500, B: 300, C: 200 }, { territoire: "01", inscrits: 1_000 }, "2014-09-28");
    expect(since).toMatchObject({ statut: "ACQUIS_T1", regle: "SENAT-2014" });
    expect(sieges(since)).toEqual([2, 1, 0]);
  });

  it("E28: overseas one or two senators, always by name", () => {
    for (const [code, members] of Object.entries({
      "988": 2,
      "987": 2,
      "986": 1,
      "977": 1,
      "978": 1,
      "975": 1,
      "976": 2,
    })) {
      expect(senateurs(code)).toBe(members);
      const outcome = t1(
        { A: 300, B: members === 2 ? 290 : 90, C: 10 },
        { territoire: code, exprimes: 400 },
        "2020-09-27",
      );
      expect(statuts(outcome)).toMatchObject({ A: "ELU_T1", B: members === 2 ? "ELU_T1" : "BATTU" });
    }
  });

  it("certainty ≡ exhaustive search", () => {
    for (const tour of [1, 2] as const)
      expect(
        prouver(
          units("senatoriales", "2020-09-27", tour, 4, () => ({ sieges: 1 })),
          1,
          elu,
          qualifie,
        ),
      ).toContain("ELU");
  });
});

describe("E25 Sénat by list", () => {
  const liste = (voix: Voix, more: Partial<Contest>, date = "2014-09-28"): Outcome =>
    decide(contest("senatoriales", date, voix, more));

  it("Ex1: five seats, no threshold, quotient and averages", () => {
    const outcome = liste({ A: 700, B: 420, C: 280, D: 100 }, { territoire: "31" }, "2011-09-25");
    expect(sieges(outcome)).toEqual([3, 1, 1, 0]);
  });

  it("Ex2: a triple tie to more voix, then the last seat to the older of the first candidates", () => {
    const list = (voix: number, naissance: string): { voix: number; personnes: { naissance: string }[] } => ({
      voix,
      personnes: [{ naissance }, { naissance: "1980-01-01" }],
    });
    const outcome = liste(
      { A: list(600, "1950-01-01"), B: list(300, "1961-01-01"), C: list(300, "1960-01-01") },
      { sieges: 3 },
    );
    expect(sieges(outcome)).toEqual([2, 0, 1]);
    expect(ordre(outcome, "senat")).toBe("AAC");
  });

  it("the département chooses the mode even when fewer seats are vacant; one alone is filled by name (L324)", () => {
    const partial = (territoire: string | undefined, places: number): Outcome =>
      liste(
        { A: 60, B: 40 },
        { partielle: true, sieges: places, inscrits: 100, ...(territoire === undefined ? {} : { territoire }) },
      );
    expect(sieges(partial("31", 2))).toEqual([1, 1]);
    expect(statuts(partial("31", 1))).toEqual({ A: "ELU_T1", B: "BATTU" });
    expect(partial("31", 1).etapes).toContainEqual(expect.objectContaining({ type: "election", motif: "majorite" }));
    expect(partial(undefined, 2).code).toBe("L-TERRITOIRE-MANQUANT");
    expect(liste({ A: 60 }, { partielle: true, territoire: "31" }).code).toBe("L-SIEGES-MANQUANTS");
    expect(liste({ A: 60 }, {}).code).toBe("L-SIEGES-MANQUANTS");
  });

  it("a list's seat that nothing can take is certain", () => {
    const outcome = liste({ A: 500, B: 300, C: 4 }, { sieges: 3, inscrits: 1_000, inscritsRestants: 40 });
    expect(outcome.candidatures.map(({ certitude }) => certitude)).toEqual(["ELU", "ELU", "ELIMINE"]);
  });

  it("§10.3: 326 senators of the départements, ten others overseas", () => {
    const codes = [
      ...Array.from({ length: 95 }, (_, index) => String(index + 1).padStart(2, "0")).filter((code) => code !== "20"),
      ..."2A 2B 971 972 973 974".split(" "),
    ];
    expect(codes.map((code) => senateurs(code)!).reduce((a, b) => a + b, 0)).toBe(326);
    expect(
      "975 976 977 978 986 987 988"
        .split(" ")
        .map((code) => senateurs(code)!)
        .reduce((a, b) => a + b, 0),
    ).toBe(10);
    expect([senateurs("75"), senateurs("59"), senateurs("13"), senateurs("20")]).toEqual([12, 11, 8, undefined]);
  });
});

describe("E26 délégués des conseils municipaux", () => {
  it("Ex1 and Q-16: councillors by right above 9,000, one more for each whole tranche above 30,000", () => {
    const titulaires = (population: number, conseil: number, jour: string): number => {
      const found = delegation(population, conseil, jour)!;
      return found.deDroit + found.aElire;
    };
    expect([titulaires(45_799, 43, "2014-03-22"), titulaires(45_799, 43, "2014-03-23")]).toEqual([58, 62]);
    expect([titulaires(30_999, 39, "2014-03-22"), titulaires(30_999, 39, "2014-03-23")]).toEqual([39, 40]);
    expect([30_000, 30_799, 30_800].map((population) => titulaires(population, 39, "2017-06-30"))).toEqual([
      39, 39, 40,
    ]);
    expect(delegation(9_000, 29, "2017-06-30")).toEqual({ deDroit: 29, aElire: 0, suppleants: 8 });
    expect(delegation(8_999, 29, "2017-06-30")).toEqual({ deDroit: 0, aElire: 15, suppleants: 5 });
    expect(
      [7, 9, 11, 15, 19, 23, 27, 29, 33].map((conseil) => delegation(1_000, conseil, "2017-06-30")?.aElire),
    ).toEqual([1, 1, 1, 3, 5, 7, 15, 15, undefined]);
  });

  it("Q-16: a tranche that has only begun gives no délégué, and the outcome says by which silence", () => {
    const politiques = (population: number, more: Partial<Contest> = {}): unknown =>
      conseil({ A: 30, B: 9 }, { population, ...more }).politiques;
    expect(politiques(30_799)).toEqual({ "Q-16": "partie-entiere" });
    expect(conseil({ A: 30, B: 9 }, { population: 30_799 }).etapes).toContainEqual({
      type: "silence",
      article: "L285",
      question: "Q-16",
      politique: "partie-entiere",
      concerne: [],
      regle: "DELEGUES-LISTE-1000",
    });
    expect([politiques(30_000), politiques(30_800), politiques(29_999)]).toEqual([undefined, undefined, undefined]);
    // The number given is not computed.
    expect(politiques(30_799, { sieges: 1, siegesSuppleants: 9 })).toBeUndefined();
  });

  it("suppléants: three up to five, then one by five or fraction of five (L286)", () => {
    expect([1, 3, 5, 6, 7, 10, 11, 15, 29, 58].map((titulaires) => suppleants(titulaires))).toEqual([
      3, 3, 3, 4, 4, 4, 5, 5, 8, 14,
    ]);
  });

  const conseil = (voix: Voix, more: Partial<Contest>, date = "2017-06-30"): Outcome =>
    decide(contest("delegues-senatoriaux", date, voix, { inscrits: 29, ...more }));

  it("Ex2: fifteen délégués, then five suppléants by a second highest average", () => {
    const outcome = conseil({ A: 18, B: 8, C: 3 }, { population: 5_000 });
    expect(sieges(outcome)).toEqual([10, 4, 1]);
    expect(outcome.candidatures.map(({ siegesSuppleants }) => siegesSuppleants)).toEqual([4, 1, 0]);
    const A = { voix: 18, personnes: Array.from({ length: 20 }, (_, index) => ({ nom: `n${index + 1}` })) };
    const elus = conseil({ A, B: 8, C: 3 }, { population: 5_000 }).candidatures[0]?.elus ?? [];
    expect(elus.filter(({ corps }) => corps === "suppleants").map(({ rang }) => rang)).toEqual([11, 12, 13, 14]);
    expect(expliquer(outcome).find((line) => line.startsWith("candidature"))).toMatch(/suppléants$/);
    // One voix from A to C is a délégué less for nobody, and a suppléant more for C.
    const unit = contest(
      "delegues-senatoriaux",
      "2017-06-30",
      { A: 18, B: 8, C: 3 },
      { inscrits: 29, population: 5_000 },
    );
    expect(changements(unit)?.find(({ edition }) => edition === "deplacees")).toMatchObject({
      objet: "sieges",
      voix: 1,
    });
  });

  it("lists may be incomplete: their last seats are vacant, or go on, as asked (Q-12)", () => {
    const A = { voix: 18, personnes: Array.from({ length: 11 }, () => ({})) };
    expect(conseil({ A, B: 11 }, { population: 5_000 })).toMatchObject({
      vacances: 1,
      politiques: { "Q-12": "vacant" },
    });
    const next = conseil({ A, B: 11 }, { population: 5_000, politiques: { "Q-12": "moyenne-suivante" } });
    expect(next.vacances).toBeUndefined();
    expect(next.candidatures.map(({ siegesSuppleants }) => siegesSuppleants)).toEqual([2, 3]);
  });

  it("by name below 3,500, then 1,000 inhabitants: no quarter, then the most voix, ties to the older", () => {
    const rule = (date: string): string[] =>
      [999, 1_000, 3_499, 3_500].map((population) => conseil({ A: 1 }, { population }, date).regle);
    expect(rule("2014-03-22")).toEqual([
      "DELEGUES-NOMS-3500",
      "DELEGUES-NOMS-3500",
      "DELEGUES-NOMS-3500",
      "DELEGUES-LISTE-3500",
    ]);
    expect(rule("2014-03-23")).toEqual(["DELEGUES-NOMS-1000", ...Array<string>(3).fill("DELEGUES-LISTE-1000")]);
    expect(rule("2026-03-15")[0]).toBe("");
    expect(conseil({ A: 1 }, { population: 500 }, "2026-03-15").erreurs?.[0]?.expected).toContain("2025-444");
    const first = conseil({ A: 9, B: 8, C: 7, D: 4 }, { population: 600, exprimes: 15, inscrits: 100 });
    expect(first).toMatchObject({ statut: "BALLOTTAGE", siegesRestants: 1 });
    expect(statuts(first)).toMatchObject({ A: "ELU_T1", B: "ELU_T1", C: "QUALIFIE_SEUIL" });
    const second = conseil(
      { C: ne(7, "1950-01-02"), D: ne(7, "1950-01-01") },
      { population: 600, tour: 2, premierTour: "2017-06-30", premierTourResultat: first },
    );
    expect(statuts(second)).toEqual({ C: "BATTU", D: "ELU_T2" });
  });

  it("suppléants by name are a ballot of their own; they rank by voix, then the older first", () => {
    const outcome = conseil({ A: 9, B: 8, C: 8 }, { population: 300, siegesSuppleants: 3, exprimes: 11 });
    expect(Object.values(statuts(outcome))).toEqual(["ELU_T1", "ELU_T1", "ELU_T1"]);
    const elus = [
      { id: "A", voix: 8 },
      { id: "B", voix: 8, naissance: "1960-01-01" },
      { id: "C", voix: 9 },
      { id: "D", voix: 7, naissance: "1960-01-01" },
      { id: "E", voix: 7, naissance: "1950-01-01" },
    ];
    const rangs = ordreDesSuppleants(elus, "2017-06-30").map((place) => place.map(({ id }) => id));
    expect(rangs).toEqual([["C"], ["A", "B"], ["E"], ["D"]]);
  });

  it("the population is always asked for: fifteen délégués are not a council of fifteen", () => {
    expect(conseil({ A: 1 }, { sieges: 7 }).code).toBe("L-POPULATION-MANQUANTE");
    expect(conseil({ A: 1 }, { sieges: 15, population: 5_000 }).code).toBe("L-SIEGES-MANQUANTS");
    expect(sieges(conseil({ A: 1 }, { sieges: 3, siegesSuppleants: 0, population: 5_000 }))).toEqual([3]);
    // Several names a ballot show a vote by name, not how many are elected; given, it is enough.
    const noms = { A: 5, B: 4, C: 3 };
    expect(conseil(noms, { exprimes: 5 })).toMatchObject({
      code: "L-POPULATION-MANQUANTE",
      erreurs: [{ field: "population" }],
    });
    expect(conseil(noms, { exprimes: 5, sieges: 3 })).toMatchObject({
      statut: "ACQUIS_T1",
      regle: "DELEGUES-NOMS-1000",
    });
    expect(conseil({}, { exprimes: 0, partielle: true, populationRenouvellement: 300 }).vacances).toBeUndefined();
    expect(conseil({ A: 1 }, { partielle: true, populationRenouvellement: 300 })).toMatchObject({
      statut: "ACQUIS_T1",
      regle: "DELEGUES-NOMS-1000",
    });
  });
});

describe("E27 the two colleges of Corse", () => {
  const corse = (voix: Voix, more: Partial<Contest> = {}, date = "2014-09-01"): Outcome =>
    decide(contest("college-corse", date, voix, { inscrits: 51, ...more }));

  it("the example: 24 of 51 members, by highest average", () => {
    expect(sieges(corse({ A: 26, B: 15, C: 10 }))).toEqual([13, 7, 4]);
  });

  it("R148-3: what a short list cannot fill goes to the next averages, by the text and not by Q-12", () => {
    const C = { voix: 10, personnes: [{}, {}, {}] };
    const outcome = corse({ A: 26, B: 15, C });
    expect(sieges(outcome)).toEqual([13, 8, 3]);
    expect(outcome.politiques).toBeUndefined();
    expect(outcome.vacances).toBeUndefined();
  });

  it("L293-1: 29 of 63 members since 1 January 2018 (ordonnance 2016-1563)", () => {
    const places = (date: string): [string, number[]] => {
      const outcome = corse({ A: 41, B: 10, C: 12 }, { inscrits: 63 }, date);
      return [outcome.regle, sieges(outcome)];
    };
    expect([places("2017-12-31"), places("2018-01-01")]).toEqual([
      ["COLLEGE-CORSE-51", [16, 4, 4]],
      ["COLLEGE-CORSE-63", [20, 4, 5]],
    ]);
  });
});

describe("E18 Mayotte", () => {
  it("votes as a département until its own assembly, whose text was not read", () => {
    const canton = decide(
      contest("cantonales", "2011-03-20", { A: 60, B: 40 }, { territoire: "97608", inscrits: 200 }),
    );
    expect(canton).toMatchObject({ statut: "ACQUIS_T1", regle: "CANT-12,5" });
    const binome = decide(
      contest("departementales", "2021-06-20", { A: 60, B: 40 }, { territoire: "97608", inscrits: 200 }),
    );
    expect(binome.statut).toBe("ACQUIS_T1");
    expect(decide(contest("mayotte", "2028-03-19", { A: 1 })).erreurs?.[0]?.expected).toContain("L558-9-1");
  });
});
