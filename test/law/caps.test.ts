/** E06: councillors who do not live in the commune (L228), close relatives (L238). */
import { describe, expect, it } from "vitest";
import type { Contest, Personne } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { expliquer } from "#shared/law/explain.ts";
import { contest, statuts, type Voix } from "./contests.ts";

const forain: Personne = { nonResident: true };
const famille = (parente: string): Personne => ({ parente });
const one = (voix: number, personne: Personne, naissance?: string) => ({
  voix,
  personnes: [personne],
  ...(naissance === undefined ? {} : { naissance }),
});
/** Round 1 of 2014, 100 inscrits: everyone with more than half of 60 exprimés is elected. */
const commune = (voix: Voix, population: number, more: Partial<Contest> = {}) =>
  decide(contest("municipales", "2014-03-23", voix, { population, inscrits: 100, exprimes: 60, ...more }));
const many = (n: number, personne: Personne, voix = 50): Voix =>
  Object.fromEntries(Array.from({ length: n }, (_, index) => [`f${index}`, one(voix - index, personne)]));

describe("E06: non-residents (L228)", () => {
  it("Q-09: above 500 inhabitants, a quarter of the council rounded down; the excess leaves its seats to round 2", () => {
    const outcome = commune({ ...many(5, forain), r: 31 }, 501);
    expect(statuts(outcome)).toEqual({
      f0: "ELU_T1",
      f1: "ELU_T1",
      f2: "ELU_T1",
      f3: "BATTU",
      f4: "BATTU",
      r: "ELU_T1",
    });
    // A council of 15: three at most.
    expect(outcome).toMatchObject({
      statut: "BALLOTTAGE",
      siegesRestants: 11,
      politiques: { "Q-09": "partie-entiere" },
    });
    expect(outcome.etapes.filter(({ type }) => type === "plafond")).toMatchObject([
      { article: "L228", candidature: "f3", maximum: 3 },
      { article: "L228", candidature: "f4", maximum: 3 },
    ]);
    expect(expliquer(outcome).join("\n")).toContain(
      "« f3 » ne peut siéger : 3 conseillers qui n'habitent pas la commune au plus. [L228]",
    );
  });

  it("up to 500 inhabitants: four of nine, five of eleven", () => {
    const elus = (date: string, population: number): number =>
      decide(
        contest("municipales", date, many(7, forain), { population, inscrits: 100, exprimes: 60 }),
      ).candidatures.filter(({ statut }) => statut === "ELU_T1").length;
    expect(elus("2008-03-09", 90)).toBe(4);
    expect(elus("2008-03-09", 100)).toBe(5);
    expect(elus("2014-03-23", 499)).toBe(5);
    // Fifteen members for five hundred inhabitants: the text has a number for nine and eleven only.
    expect(commune(many(7, forain), 500).code).toBe("L-REGLE-ABSENTE");
    expect(elus("2014-03-23", 501)).toBe(3);
  });

  it("four of a council of seven, as of nine before; at exactly 500 inhabitants L228 gives the council of fifteen no number", () => {
    expect(Object.values(statuts(commune(many(6, forain), 90))).filter((statut) => statut === "ELU_T1")).toHaveLength(
      4,
    );
    expect(commune(many(2, forain), 500)).toMatchObject({
      code: "L-REGLE-ABSENTE",
      erreurs: [{ expected: expect.stringContaining("conseil de 15 membres") as string }],
    });
    expect(commune({ a: 50 }, 500).statut).toBe("BALLOTTAGE");
  });

  it("the population is needed; that of the last renewal in a partial election (R25-1)", () => {
    const partielle = { partielle: true, sieges: 7 };
    expect(commune(many(7, forain), 501, { ...partielle, populationRenouvellement: 400 }).siegesRestants).toBe(2);
    expect(commune(many(7, forain), 501, partielle).siegesRestants).toBe(4);
    expect(commune(many(7, forain), 501, { populationRenouvellement: 400 })).toMatchObject({ siegesRestants: 12 });
    expect(
      decide(contest("municipales", "2008-03-09", many(2, forain), { sieges: 11, inscrits: 100, exprimes: 60 })),
    ).toMatchObject({ code: "L-POPULATION-MANQUANTE", erreurs: [{ field: "population" }] });
  });

  it("those in place come first; the older of two with the same voix; an unknown age decides nothing", () => {
    const enPlace = [forain, forain, {}];
    expect(statuts(commune({ a: one(40, forain), b: one(41, forain) }, 501, { enPlace }))).toEqual({
      a: "BATTU",
      b: "ELU_T1",
    });
    expect(statuts(commune({ a: one(40, forain) }, 501, { enPlace: [...enPlace, forain, forain] }))).toEqual({
      a: "BATTU",
    });
    const tied = { a: one(40, forain, "1970-01-02"), b: one(40, forain, "1970-01-01") };
    expect(statuts(commune(tied, 501, { enPlace }))).toEqual({ a: "BATTU", b: "ELU_T1" });
    const unknown = commune({ a: one(40, forain), b: one(40, forain) }, 501, { enPlace });
    expect(unknown).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
    expect(statuts(unknown)).toEqual({ a: "INDECIDABLE", b: "INDECIDABLE" });
    const last = { a: one(50, forain), b: one(49, forain), c: one(48, forain), d: one(48, forain) };
    expect(statuts(commune(last, 501))).toEqual({ a: "ELU_T1", b: "ELU_T1", c: "INDECIDABLE", d: "INDECIDABLE" });
  });

  it("round 2: the seat stays empty", () => {
    const second = decide(
      contest(
        "municipales",
        "2014-03-30",
        { a: one(40, forain), b: 30 },
        { tour: 2, population: 501, sieges: 1, enPlace: [forain, forain, forain] },
      ),
    );
    expect(second).toMatchObject({ statut: "ACQUIS_T2", vacances: 1 });
    expect(statuts(second)).toEqual({ a: "BATTU", b: "BATTU" });
  });
});

describe("E06: relatives (L238)", () => {
  it("two of a family at most above 500 inhabitants, any number below; other families are apart", () => {
    const voix = {
      a: one(50, famille("X")),
      b: one(49, famille("X")),
      c: one(48, famille("X")),
      d: one(47, famille("Y")),
    };
    const outcome = commune(voix, 501);
    expect(statuts(outcome)).toEqual({ a: "ELU_T1", b: "ELU_T1", c: "BATTU", d: "ELU_T1" });
    expect(outcome.etapes.filter(({ type }) => type === "plafond")).toMatchObject([
      { article: "L238", candidature: "c", maximum: 2 },
    ]);
    expect(expliquer(outcome).join("\n")).toContain("2 proches parents au conseil au plus");
    expect(Object.values(statuts(commune(voix, 499)))).toEqual(["ELU_T1", "ELU_T1", "ELU_T1", "ELU_T1"]);
    expect(statuts(commune({ d: one(47, famille("Y")) }, 501, { enPlace: [famille("Y"), famille("Y")] }))).toEqual({
      d: "BATTU",
    });
  });

  it("a cap removes whom the other kept, once", () => {
    const both: Personne = { nonResident: true, parente: "X" };
    const voix = { ...many(3, both), g: one(45, famille("X")) };
    // Three non-residents may sit; two of the family.
    expect(statuts(commune(voix, 501))).toEqual({ f0: "ELU_T1", f1: "ELU_T1", f2: "BATTU", g: "BATTU" });
  });
});

describe("where caps are not asked for", () => {
  it("a contest without them, and other elections, are decided as before", () => {
    expect(commune(many(5, {}), 501).siegesRestants).toBe(10);
    expect(commune(many(5, { nonResident: false }), 501).politiques).toBeUndefined();
    const senat = contest("senatoriales", "2011-09-25", many(2, forain), {
      territoire: "48",
      exprimes: 60,
      inscrits: 100,
    });
    expect(decide(senat).etapes.filter(({ type }) => type === "plafond")).toEqual([]);
  });

  it("before the end, nothing is certain of persons whom a cap may remove", () => {
    const incomplete = commune({ a: one(60, forain), b: 60 }, 501, { inscritsRestants: 1 });
    expect(incomplete.candidatures.map(({ certitude }) => certitude)).toEqual(["OUVERT", "OUVERT"]);
    expect(commune({ a: 60, b: 60 }, 501, { inscritsRestants: 1 }).candidatures[0]!.certitude).toBe("ELU");
  });
});
