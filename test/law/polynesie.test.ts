import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, SECTIONS_POLYNESIE, sieges, statuts, type Voix } from "./contests.ts";

describe("E20 Polynésie française", () => {
  const list = (...voix: number[]): { voix: number; sections: Record<string, number> } => ({
    voix: voix.reduce((a, b) => a + b, 0),
    sections: Object.fromEntries(SECTIONS_POLYNESIE.map((code, index) => [code, voix[index] ?? 0])),
  });
  const t1 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
    decide(contest("polynesie", "2018-04-22", voix, more));
  const t2 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
    decide(contest("polynesie", "2018-05-06", voix, { tour: 2, premierTour: "2018-04-22", ...more }));
  const A = list(9_000, 8_000, 6_000, 4_000, 700, 600, 900, 800);
  const B = list(7_000, 8_500, 7_000, 4_200, 300, 700, 500, 600);

  it("Q-15, from article 105: nineteen seats to the leader of the whole, the others on the voix of each section", () => {
    const outcome = t2({ A, B });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T2", regle: "PF-2013" });
    expect(outcome.candidatures.map(({ siegesSections }) => Object.values(siegesSections ?? {}))).toEqual([
      [9, 8, 7, 5, 3, 2, 2, 2],
      [4, 5, 4, 3, 0, 1, 1, 1],
    ]);
    expect(sieges(outcome)).toEqual([38, 19]);
    expect(outcome.candidatures[0]?.prime).toBe(19);
  });

  it("T-22: the bonus goes to the leader of the whole, not to those of the sections; 5 % is of the whole too", () => {
    const local = list(0, 0, 0, 0, 0, 0, 1_500, 0);
    const outcome = t2({ A, B, C: { ...local } }, { exprimes: 60_300 });
    expect(sieges(outcome)[2]).toBe(0);
    const C = list(2_000, 0, 0, 0, 0, 0, 1_500, 0);
    const admise = t2({ A, B, C });
    expect(admise.candidatures[2]?.siegesSections).toMatchObject({ marquises: 1 });
    expect(admise.candidatures[0]?.siegesSections).toMatchObject({ marquises: 2 });
  });

  it("equal averages in a section go to the list with more voix in the whole circonscription (R253)", () => {
    const outcome = t2({ A: list(600, 900), B: list(600, 800) }, { exprimes: 2_900 });
    // Nine seats on 600 and 600: four each, then the tie.
    expect(outcome.candidatures.map(({ siegesSections }) => siegesSections?.["iles-du-vent-1"])).toEqual([9, 4]);
  });

  it("GT-16: 12.5 % of the exprimés, else the next, else the two first; 5 % may merge", () => {
    const shares = { L1: 460, L2: 99, L3: 91, L4: 70, L5: 60, L6: 50, L7: 49, x: 40, y: 40, z: 41 };
    const outcome = t1(Object.fromEntries(Object.entries(shares).map(([id, voix]) => [id, list(voix)])));
    expect(Object.values(statuts(outcome)).slice(0, 7)).toEqual([
      "QUALIFIE_SEUIL",
      "QUALIFIE_REPECHAGE",
      "PEUT_FUSIONNER",
      "PEUT_FUSIONNER",
      "PEUT_FUSIONNER",
      "PEUT_FUSIONNER",
      "NON_QUALIFIE",
    ]);
    expect(statuts(t1({ A: list(425), B: list(450), C: list(125) }))).toMatchObject({ C: "QUALIFIE_SEUIL" });
    expect(statuts(t1({ A: list(426), B: list(450), C: list(124) }))).toMatchObject({ C: "PEUT_FUSIONNER" });
  });

  it("a majority in round 1 is enough; sections that are missing or unknown are refused", () => {
    expect(t1({ A: list(501), B: list(499) }).statut).toBe("ACQUIS_T1");
    expect(t1({ A: 501, B: 499 }).code).toBe("L-SECTIONS");
    expect(t1({ A: { voix: 5, sections: { ailleurs: 5 } } }).code).toBe("L-SECTIONS");
    expect(t1({ A: { voix: 5, sections: { marquises: 4 } } }).code).toBe("L-SECTIONS-SOMME");
  });

  it("the organic law of 2004 held from the election of that year, that of 2007 from 2008, that of 2011 from 2013", () => {
    const on = (date: string): string => {
      const outcome = decide(contest("polynesie", date, { A: list(6), B: list(4) }, { territoire: "987-marquises" }));
      return outcome.code ?? outcome.regle;
    };
    expect(["2004-05-22", "2004-05-23", "2008-01-26", "2008-01-27", "2013-04-20", "2013-04-21"].map(on)).toEqual([
      "L-REGLE-ABSENTE",
      "PF-2004",
      "PF-2004",
      "PF-2008",
      "PF-2008",
      "PF-2013",
    ]);
  });
});

describe("E20 Polynésie française, six circonscriptions until 2013", () => {
  const avant = (date: string, voix: Voix, more: Partial<Contest> = {}): Outcome =>
    decide(contest("polynesie", date, voix, { territoire: "987-iles-du-vent", ...more }));

  it("13 February 2005, îles du Vent: 25, 10 and 2 of 37 seats, thirteen of them to the first of three (voix per ten thousand)", () => {
    const outcome = avant(
      "2005-02-13",
      { upld: 4_694, tahoeraa: 4_000, adn: 1_056 },
      { exprimes: 10_000, partielle: true, sieges: 37 },
    );
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", regle: "PF-2004" });
    expect(sieges(outcome)).toEqual([25, 10, 2]);
    expect(outcome.candidatures[0]?.prime).toBe(13);
  });

  it("2004: one round, 3 % of the exprimés, a third rounded up to the first list; two in the lead are not told apart", () => {
    expect(sieges(avant("2004-05-23", { A: 970, B: 30 }, { sieges: 60 }))).toEqual([59, 1]);
    expect(sieges(avant("2004-05-23", { A: 971, B: 29 }, { sieges: 60 }))).toEqual([60, 0]);
    expect(sieges(avant("2004-05-23", { A: 51, B: 49 }, { territoire: "987-marquises" }))).toEqual([2, 1]);
    expect(avant("2004-05-23", { A: 50, B: 50 })).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
    expect(avant("2004-05-30", { A: 50, B: 49 }, { tour: 2, premierTour: "2004-05-23" }).code).toBe("L-TOUR");
  });

  it("2008: two rounds, no bonus, 12,5 % to stand again, 5 % to share; equal averages to more voix, then the older", () => {
    const t1 = avant("2008-01-27", { A: 400, B: 350, C: 125, D: 124, E: 1 });
    expect(Object.values(statuts(t1))).toEqual([
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
      "PEUT_FUSIONNER",
      "NON_QUALIFIE",
    ]);
    const t2 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
      avant("2008-02-10", voix, { tour: 2, premierTour: "2008-01-27", ...more });
    const gagnee = t2({ A: 500, B: 400, C: 100 });
    expect(gagnee).toMatchObject({ statut: "ACQUIS_T2", regle: "PF-2008" });
    expect([sieges(gagnee), gagnee.candidatures[0]?.prime]).toEqual([[19, 15, 3], undefined]);
    expect(sieges(t2({ A: 951, B: 49 }))).toEqual([37, 0]);
    // Two in the lead share as they stand: nothing goes to the first.
    const egales = t2({ A: 50, B: 50 }, { territoire: "îles Sous-le-Vent" });
    expect(sieges(egales)).toEqual([4, 4]);
    expect(egales.etapes.some(({ type }) => type === "departage")).toBe(false);
    const ne = (naissance: string): Voix[string] => ({ voix: 50, personnes: [{ naissance }, { naissance }] });
    expect(sieges(t2({ A: ne("1970-01-01"), B: ne("1960-01-01") }, { territoire: "australes" }))).toEqual([1, 2]);
  });

  it("art. 107, one or two vacant seats: none is shared, all go to the list in the lead in 2004, to who wins two rounds later", () => {
    const vacants = { partielle: true, sieges: 2 };
    const one = avant("2006-05-21", { A: 501, B: 499 }, vacants);
    expect([one.regle, sieges(one), one.candidatures[0]?.prime]).toEqual(["PF-2004", [2, 0], 2]);
    expect(avant("2006-05-21", { A: 50, B: 50 }, vacants)).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
    for (const [date, t2, regle] of [
      ["2010-05-23", "2010-06-06", "PF-2008"],
      ["2015-05-24", "2015-06-07", "PF-2013"],
    ] as const) {
      expect(statuts(avant(date, { A: 400, B: 350, C: 126, D: 124 }, vacants))).toEqual({
        A: "QUALIFIE_SEUIL",
        B: "QUALIFIE_SEUIL",
        C: "QUALIFIE_SEUIL",
        D: "NON_QUALIFIE",
      });
      expect(avant(date, { A: 501, B: 499 }, vacants)).toMatchObject({ statut: "ACQUIS_T1", regle });
      const second = avant(t2, { A: 40, B: 35, C: 25 }, { ...vacants, tour: 2, premierTour: date });
      expect([second.regle, statuts(second)]).toEqual([regle, { A: "ELU_T2", B: "BATTU", C: "BATTU" }]);
      expect(avant(t2, { A: 40, B: 40 }, { ...vacants, tour: 2, premierTour: date }).code).toBe("Q-06");
      const incomplet = avant(date, { A: 900, B: 10, C: 20 }, { ...vacants, inscrits: 2_000, inscritsRestants: 10 });
      expect(incomplet.candidatures.map(({ certitude }) => certitude)).toEqual(["ELU", "ELIMINE", "ELIMINE"]);
    }
  });

  it("art. 107, three vacant seats of a section or more since 2013: the text of the bonus is of the whole, so they are refused", () => {
    expect(avant("2015-05-24", { A: 6, B: 4 }, { partielle: true, sieges: 3 })).toMatchObject({
      code: "L-REGLE-ABSENTE",
      erreurs: [{ field: "sieges" }],
    });
    expect(avant("2015-05-24", { A: 6, B: 4 }, { partielle: true }).code).toBe("L-SIEGES-MANQUANTS");
  });

  it("the circonscription is asked for, by its name or its seats", () => {
    for (const [date, voix] of [
      ["2004-05-23", { A: 6, B: 4 }],
      ["2008-01-27", { A: 6, B: 4 }],
    ] as const) {
      expect(avant(date, voix, { territoire: "987" }).code).toBe("L-SIEGES-MANQUANTS");
      expect(avant(date, voix, { partielle: true }).code).toBe("L-SIEGES-MANQUANTS");
    }
  });

  it("certain only what no outstanding vote can change", () => {
    const restants = { inscrits: 2_000, inscritsRestants: 10 };
    expect(avant("2004-05-23", { A: 900, B: 50 }, restants).candidatures.map(({ certitude }) => certitude)).toEqual([
      "OUVERT",
      "OUVERT",
    ]);
    expect(
      avant("2008-01-27", { A: 400, B: 400, C: 20 }, restants).candidatures.map(({ certitude }) => certitude),
    ).toEqual(["QUALIFIE", "QUALIFIE", "ELIMINE"]);
  });
});
