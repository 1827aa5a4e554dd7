import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, ordre, sieges, statuts, type Voix } from "./contests.ts";
import { aLaPrime, elu, primeOuSecondTour, prouver, qualifie, units } from "./exhaustive.ts";

const SB = "saint-barthelemy";
const SM = "saint-martin";
const SPM = "saint-pierre-et-miquelon";
const t1 = (type: string, voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest(type, "2017-03-19", voix, more));
const t2 = (type: string, voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest(type, "2017-03-26", voix, { tour: 2, premierTour: "2017-03-19", ...more }));

describe("E15 Saint-Barthélemy", () => {
  it("Ex1: a majority and a quarter of the inscrits take seven seats and share twelve", () => {
    const outcome = t1(SB, { A: 1_150, B: 900, C: 60 }, { inscrits: 4_600 });
    expect(outcome.statut).toBe("ACQUIS_T1");
    expect(sieges(outcome)).toEqual([14, 5, 0]);
    expect(outcome.candidatures.map(({ prime = 0 }) => prime)).toEqual([7, 0, 0]);
  });

  it("Ex1, T-18b and Q-20: a majority without the quarter is a round 2", () => {
    const outcome = t1(SB, { A: 1_150, B: 900, C: 60 }, { inscrits: 4_700 });
    expect(outcome).toMatchObject({ statut: "BALLOTTAGE", politiques: { "Q-20": "second-tour" } });
    expect(statuts(outcome)).toEqual({ A: "QUALIFIE_SEUIL", B: "QUALIFIE_SEUIL", C: "NON_QUALIFIE" });
    expect(sieges(t2(SB, { A: 1_150, B: 900 }, { premierTourResultat: outcome }))).toEqual([14, 5]);
  });

  it("Ex2 and Q-14: a quotient on all nineteen seats would give eighteen of the twelve; the averages alone share", () => {
    const [S, voix] = [2_110, [1_150, 900, 60]];
    expect(voix.reduce((sum, one) => sum + Math.floor((one * 19) / S), 0)).toBe(18);
    const outcome = t1(SB, { A: 1_150, B: 900, C: 60 }, { inscrits: 4_600 });
    expect(outcome.politiques).toEqual({ "Q-14": "plus-forte-moyenne-seule" });
    expect(ordre(outcome)).toHaveLength(12);
  });

  it("round 2: 10 % of the exprimés, else the next, else the two first; 5 % may merge", () => {
    expect(statuts(t1(SB, { A: 460, B: 99, C: 91, D: 50, E: 49, autres: 251 }, { inscrits: 1_000 }))).toMatchObject({
      A: "QUALIFIE_SEUIL",
      B: "PEUT_FUSIONNER",
      D: "PEUT_FUSIONNER",
      E: "NON_QUALIFIE",
      autres: "QUALIFIE_SEUIL",
    });
    const lists = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`l${index}`, 90 - index]));
    const alone = t1(SB, { A: 505, ...lists }, { exprimes: 1_030, inscrits: 9_000 });
    expect([statuts(alone)["A"], statuts(alone)["l0"], statuts(alone)["l1"]]).toEqual([
      "QUALIFIE_SEUIL",
      "QUALIFIE_REPECHAGE",
      "PEUT_FUSIONNER",
    ]);
    const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`l${index}`, 95 - index]));
    const none = statuts(t1(SB, eleven));
    expect(Object.values(none).filter((one) => one === "QUALIFIE_REPECHAGE")).toHaveLength(2);
  });

  it("the text of 2007 holds from the first councils of July 2007; in Saint-Pierre-et-Miquelon from March 2012", () => {
    const on = (type: string, date: string): Outcome =>
      decide(contest(type, date, { A: 60, B: 40 }, { inscrits: 100 }));
    for (const type of [SB, SM]) {
      expect(on(type, "2007-06-30").code).toBe("L-REGLE-ABSENTE");
      expect(on(type, "2007-07-01").statut).toBe("ACQUIS_T1");
    }
    const before = on(SPM, "2012-03-17");
    expect(before.code).toBe("L-REGLE-ABSENTE");
    expect(before.erreurs?.[0]?.expected).toMatch(/^LO541/);
    expect(on(SPM, "2012-03-18").statut).toBe("ACQUIS_T1");
  });
});

describe("E16 Saint-Martin", () => {
  it("Ex3 and T-23: without a threshold five small lists have a seat each", () => {
    const small = Object.fromEntries(
      [495, 494, 493, 492, 491, 490, 489, 488, 487, 481].map((voix) => [`v${voix}`, voix]),
    );
    const outcome = t1(SM, { A: 5_100, ...small }, { inscrits: 20_000 });
    expect(outcome.statut).toBe("ACQUIS_T1");
    expect(sieges(outcome)).toEqual([18, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
    expect(outcome.candidatures[0]?.prime).toBe(8);
  });

  it("a tie in the lead of round 2 goes to the higher mean age", () => {
    const outcome = t2(SM, {
      A: { voix: 500, ageMoyenJours: 18_000 },
      B: { voix: 500, ageMoyenJours: 18_001 },
      C: 230,
    });
    expect(outcome.candidatures.map(({ prime = 0 }) => prime)).toEqual([0, 8, 0]);
    expect(sieges(outcome).reduce((a, b) => a + b, 0)).toBe(23);
  });
});

describe("E17 Saint-Pierre-et-Miquelon", () => {
  const voix = { A: 1_600, B: 1_100, C: 400 };

  it("the example and GT-06: each section by itself, on the voix of the whole circonscription", () => {
    const outcome = t1(SPM, voix, { inscrits: 6_400 });
    expect(outcome.statut).toBe("ACQUIS_T1");
    expect(outcome.candidatures.map(({ siegesSections }) => siegesSections)).toEqual([
      { "saint-pierre": 12, "miquelon-langlade": 3 },
      { "saint-pierre": 2, "miquelon-langlade": 1 },
      { "saint-pierre": 1, "miquelon-langlade": 0 },
    ]);
    expect(sieges(outcome)).toEqual([15, 3, 1]);
    expect(outcome.candidatures[0]?.prime).toBe(10);
    expect(ordre(outcome, "section:saint-pierre")).toBe("ABABAAC");
    expect(
      outcome.etapes.filter((etape) => etape.type === "siege" && etape.corps === "section:saint-pierre")[5],
    ).toMatchObject({ attribue: "A", departage: { entre: ["A", "C"], issue: "tranche" } });
    expect(t1(SPM, voix, { inscrits: 6_401 }).statut).toBe("BALLOTTAGE");
  });

  it("names come in the order of each section", () => {
    const A = {
      voix: 1_600,
      personnes: [
        ...Array.from({ length: 18 }, (_, index) => ({ nom: `p${index + 1}`, section: "saint-pierre" })),
        ...Array.from({ length: 5 }, (_, index) => ({ nom: `m${index + 1}`, section: "miquelon-langlade" })),
      ],
    };
    const outcome = t1(SPM, { ...voix, A }, { inscrits: 6_400 });
    const elus = outcome.candidatures[0]?.elus ?? [];
    expect(elus.findLast(({ corps }) => corps === "section:saint-pierre")).toMatchObject({ rang: 12, nom: "p12" });
    expect(elus.filter(({ corps }) => corps === "section:miquelon-langlade").map(({ nom }) => nom)).toEqual([
      "m1",
      "m2",
      "m3",
    ]);
  });

  it("a last seat tied on voix goes to the older of the next candidates of the section", () => {
    const list = (year: number): { voix: number; personnes: { naissance: string; section: string }[] } => ({
      voix: 500,
      personnes: Array.from({ length: 18 }, (_, rank) => ({
        naissance: `${year + rank}-01-01`,
        section: "saint-pierre",
      })),
    });
    const more = { partielle: true, siegesParSection: { "saint-pierre": 5 } };
    const outcome = t2(SPM, { A: list(1950), B: list(1960), C: { voix: 501 } }, more);
    // C has the bonus of 3 and the first of the two others; the last is tied.
    expect(sieges(outcome)).toEqual([1, 0, 4]);
    const undated = t2(SPM, { A: 500, B: 500, C: 501 }, more);
    expect(undated).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
  });
});

describe("partial elections (LO498, LO525, LO553)", () => {
  const one = { partielle: true, sieges: 1 };

  it("one seat: a majority and a quarter; then 10 % of the exprimés, or the two first; then the most voix", () => {
    expect(statuts(t1(SB, { A: 60, B: 40 }, { ...one, inscrits: 240 }))).toEqual({ A: "ELU_T1", B: "BATTU" });
    const second = t1(SB, { A: 60, B: 31, C: 9 }, { ...one, inscrits: 241 });
    expect(second).toMatchObject({ statut: "BALLOTTAGE", siegesRestants: 1 });
    expect(statuts(second)).toEqual({ A: "QUALIFIE_SEUIL", B: "QUALIFIE_SEUIL", C: "NON_QUALIFIE" });
    expect(t2(SB, { A: 50, C: 9 }, { ...one, premierTourResultat: second }).code).toBe("L-ACCES-T2");
    expect(statuts(t2(SB, { A: 50, B: 51 }, { ...one, premierTourResultat: second }))).toEqual({
      A: "BATTU",
      B: "ELU_T2",
    });
  });

  it("the text has no rule for equal voix in round 2", () => {
    expect(t2(SB, { A: 50, B: 50 }, one)).toMatchObject({ statut: "INDECIDABLE", code: "Q-06" });
  });

  it("two seats go to one list; three are shared in Saint-Barthélemy, four in Saint-Pierre-et-Miquelon", () => {
    expect(sieges(t1(SB, { A: 60, B: 40 }, { partielle: true, sieges: 2, inscrits: 100 }))).toEqual([2, 0]);
    expect(sieges(t1(SM, { A: 60, B: 40 }, { partielle: true, sieges: 3, inscrits: 100 }))).toEqual([2, 1]);
    expect(sieges(t1(SPM, { A: 60, B: 40 }, { partielle: true, sieges: 3, inscrits: 100 }))).toEqual([3, 0]);
    expect(t1(SPM, { A: 60, B: 40 }, { partielle: true, sieges: 4, inscrits: 100 }).code).toBe("L-SIEGES-MANQUANTS");
    expect(t1(SB, { A: 60 }, { partielle: true }).code).toBe("L-SIEGES-MANQUANTS");
    const ballottage = t1(SB, { A: 49, B: 31, C: 20 }, { partielle: true, sieges: 2 });
    expect(ballottage.siegesRestants).toBe(2);
    expect(t1(SB, {}, { partielle: true, sieges: 2, exprimes: 0 }).vacances).toBe(2);
  });
});

describe("certainty ≡ exhaustive search", () => {
  it.each([1, 2] as const)("lists with a quarter and a fallback, round %i", (tour) => {
    const seen = prouver(
      units(SM, "2017-03-19", tour, 6, () => ({ sieges: 5 })),
      1,
      aLaPrime,
      primeOuSecondTour,
    );
    expect(seen).toContain("ELU");
    expect(seen).toContain("OUVERT");
    if (tour === 1) expect(seen).toContain("QUALIFIE");
  });

  it("one seat of a partial election, judged on the exprimés", () => {
    const seen = prouver(
      units(SB, "2017-03-19", 1, 5, () => ({ partielle: true, sieges: 1 })),
      1,
      elu,
      qualifie,
    );
    expect(seen).toContain("QUALIFIE");
  });
});
