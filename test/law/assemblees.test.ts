import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { siegesSelonPopulation } from "#shared/law/methods/populations.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, sieges, statuts, type Voix } from "./contests.ts";

const first = (type: string, date: string, voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest(type, date, voix, more));
const second = (type: string, premierTour: string, date: string, voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest(type, date, voix, { tour: 2, premierTour, ...more }));
const primes = (outcome: Outcome): number[] => outcome.candidatures.map(({ prime = 0 }) => prime);

describe("E12 Assemblée de Corse", () => {
  const t1 = (voix: Voix, more: Partial<Contest> = {}, date = "2015-12-06"): Outcome =>
    first("corse", date, voix, more);

  it("Ex1: 9 of 51 to the first list, 42 by highest average", () => {
    const outcome = second("corse", "2015-12-06", "2015-12-13", { A: 52_000, B: 45_000, C: 30_000, D: 20_000 });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T2", regle: "CORSE-51" });
    expect(sieges(outcome)).toEqual([24, 13, 9, 5]);
    expect(primes(outcome)).toEqual([9, 0, 0, 0]);
  });

  it("Ex2: 7 % of 125,000 is 8,750; below it, 5 % may be taken in", () => {
    const outcome = t1({ A: 60_000, B: 41_251, C: 8_750, D: 8_749, E: 6_250 });
    expect(statuts(outcome)).toEqual({
      A: "QUALIFIE_SEUIL",
      B: "QUALIFIE_SEUIL",
      C: "QUALIFIE_SEUIL",
      D: "PEUT_FUSIONNER",
      E: "PEUT_FUSIONNER",
    });
    expect(statuts(t1({ A: 60_000, B: 50_001, C: 8_750, E: 6_249 }))["E"]).toBe("NON_QUALIFIE");
  });

  it("GT-16: 7 % qualifies, and the text has no fallback (T-11, Q-10)", () => {
    const outcome = t1(
      { L1: 460, L2: 99, L3: 91, L4: 70, L5: 60, L6: 50, L7: 49, x: 40, y: 40, z: 41 },
      { exprimes: 1_000 },
    );
    expect(Object.values(statuts(outcome)).slice(0, 7)).toEqual([
      ...Array<string>(4).fill("QUALIFIE_SEUIL"),
      "PEUT_FUSIONNER",
      "PEUT_FUSIONNER",
      "NON_QUALIFIE",
    ]);
    const fifteen = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`l${index}`, 10]));
    expect(t1(fifteen)).toMatchObject({ statut: "INDECIDABLE", code: "Q-10" });
  });

  it("GT-08: the real second round of June 2021, 63 seats, 11 of bonus", () => {
    const outcome = second("corse", "2021-06-20", "2021-06-27", { S: 55_548, M: 43_766, B: 20_604, T: 16_762 });
    expect(outcome.regle).toBe("CORSE-63");
    expect(sieges(outcome)).toEqual([32, 17, 8, 6]);
    expect(primes(outcome)).toEqual([11, 0, 0, 0]);
  });

  it("a real replay: the second round of March 2010 by shares, 24/12/11/4", () => {
    const outcome = second("corse", "2010-03-14", "2010-03-21", { G: 3_662, R: 2_766, S: 2_589, T: 985 });
    expect(sieges(outcome)).toEqual([24, 12, 11, 4]);
  });

  it("B07: 51 seats on 2 December 2017, 63 on the 3rd; a bonus of three before March 2010", () => {
    const seats = (date: string): [number, number] => {
      const { candidatures } = t1({ A: 60, B: 40 }, {}, date);
      return [candidatures.reduce((sum, one) => sum + (one.sieges ?? 0), 0), candidatures[0]!.prime!];
    };
    expect(["2017-12-02", "2017-12-03", "2010-03-14", "2010-03-13", "1992-03-22"].map(seats)).toEqual([
      [51, 9],
      [63, 11],
      [51, 9],
      [51, 3],
      [51, 3],
    ]);
    expect(t1({ A: 60 }, {}, "1991-05-13").code).toBe("L-REGLE-ABSENTE");
  });

  it("before 2010 (loi 91-428): 5 % opens round 2, and any list may be taken in, however few its voix", () => {
    const voix = { A: 500, B: 400, C: 50, D: 49, E: 1 };
    const premier = t1(voix, {}, "1998-03-15");
    expect([premier.regle, statuts(premier)]).toEqual([
      "CORSE-1991",
      { A: "QUALIFIE_SEUIL", B: "QUALIFIE_SEUIL", C: "QUALIFIE_SEUIL", D: "PEUT_FUSIONNER", E: "PEUT_FUSIONNER" },
    ]);
    // No share is asked, and no step says that one was looked at.
    expect(premier.etapes.filter(({ type }) => type === "predicat")).toHaveLength(2 * Object.keys(voix).length);
    const fusion = { A: { voix: 550, origines: ["D", "E"] }, B: 450 };
    expect(second("corse", "1998-03-15", "1998-03-22", fusion, { premierTourResultat: premier }).statut).toBe(
      "ACQUIS_T2",
    );
  });

  it("equal voix in the lead: the older list, the younger from 1999 (loi 99-36); from 2003 the text was not read", () => {
    const voix = {
      A: { voix: 500, ageMoyenJours: 20_000 },
      B: { voix: 500, ageMoyenJours: 19_000 },
    };
    const tete = (round1: string, round2: string): unknown => {
      const outcome = second("corse", round1, round2, voix);
      return outcome.code ?? outcome.candidatures.find(({ prime }) => prime === 3)?.id;
    };
    expect([
      tete("1998-03-15", "1998-03-22"),
      tete("1999-03-07", "1999-03-14"),
      tete("2004-03-21", "2004-03-28"),
      tete("1999-01-19", "1999-01-26"),
      tete("2003-04-11", "2003-04-18"),
    ]).toEqual(["A", "B", "L-REGLE-ABSENTE", "A", "B"]);
    const [departage] = second("corse", "1999-03-07", "1999-03-14", voix).etapes;
    expect(departage).toMatchObject({ departage: { pistes: [{ critere: "jeunesse-liste" }] } });
  });

  it("equal averages and voix for a last seat: the older of the next candidates, the younger from 1999 to 2003", () => {
    const ne = (naissance: string): Voix[string] => ({
      voix: 400,
      personnes: Array.from({ length: 51 }, () => ({ naissance })),
    });
    const voix = { A: 1_000, B: ne("1950-01-01"), C: ne("1960-01-01") };
    const onze = (date: string): number[] => sieges(t1(voix, { sieges: 11, exprimes: 1_800 }, date));
    expect([onze("1998-03-15"), onze("1999-03-07"), onze("2004-03-21")]).toEqual([
      [8, 2, 1],
      [8, 1, 2],
      [8, 2, 1],
    ]);
  });

  it("Q-21: « majorité absolue des suffrages » is read on the exprimés", () => {
    const outcome = t1({ A: 51, B: 49 }, { votants: 120, blancs: 15, nuls: 5, inscrits: 200 });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", politiques: { "Q-21": "exprimes" } });
    expect(t1({ A: 50, B: 50 }).politiques).toBeUndefined();
  });
});

describe("B10 Métropole de Lyon", () => {
  const t1 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
    first("metropole-lyon", "2020-03-15", voix, { sieges: 9, ...more });

  it("half of the seats of the circonscription, rounded up, and the rest by highest average", () => {
    const outcome = t1({ A: 510, B: 300, C: 190 });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", regle: "METRO-LYON-2020" });
    expect([sieges(outcome), primes(outcome)]).toEqual([
      [7, 1, 1],
      [5, 0, 0],
    ]);
  });

  it("unlike a commune, it has a fallback", () => {
    const nine = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`l${index}`, 50 - index]));
    const outcome = t1({ a: 450, ...nine }, { exprimes: 945 });
    expect(Object.values(statuts(outcome)).slice(0, 3)).toEqual([
      "QUALIFIE_SEUIL",
      "QUALIFIE_REPECHAGE",
      "PEUT_FUSIONNER",
    ]);
  });

  it("was not elected before 15 March 2020, and asks for the seats of the circonscription", () => {
    expect(first("metropole-lyon", "2020-03-14", { A: 1 }).code).toBe("L-REGLE-ABSENTE");
    expect(first("metropole-lyon", "2020-03-15", { A: 1 })).toMatchObject({
      code: "L-SIEGES-MANQUANTS",
      erreurs: [{ field: "sieges" }],
    });
  });
});

const GT05: Readonly<Record<string, readonly [number, number, number]>> = {
  cayenne: [5_200, 4_700, 700],
  "petite-couronne": [4_100, 4_300, 300],
  "grande-couronne": [900, 850, 120],
  oyapock: [600, 900, 80],
  savanes: [2_600, 2_500, 400],
  "haut-maroni": [700, 1_500, 50],
  "saint-laurent": [2_100, 2_050, 150],
  "basse-mana": [500, 480, 30],
};
const byList = (table: Readonly<Record<string, readonly number[]>>, ids: readonly string[]): Voix =>
  Object.fromEntries(
    ids.map((id, index) => {
      const sections = Object.fromEntries(Object.entries(table).map(([section, votes]) => [section, votes[index]!]));
      return [id, { voix: Object.values(sections).reduce((a, b) => a + b, 0), sections }];
    }),
  );

describe("E13 Assemblée de Guyane", () => {
  const t2 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
    second("guyane", "2015-12-06", "2015-12-13", voix, more);
  const populations = {
    cayenne: 63_000,
    "petite-couronne": 59_000,
    "grande-couronne": 22_000,
    oyapock: 7_000,
    savanes: 30_000,
    "haut-maroni": 38_000,
    "saint-laurent": 46_000,
    "basse-mana": 12_000,
  };

  it("Ex1, GT-05 and T-22: the bonus goes to the leader of the whole, in every section", () => {
    const outcome = t2(byList(GT05, ["A", "B", "C"]));
    expect(outcome).toMatchObject({ statut: "ACQUIS_T2", regle: "GUYANE-2015" });
    expect(sieges(outcome)).toEqual([19, 32, 0]);
    expect(primes(outcome)).toEqual([0, 11, 0]);
    expect(outcome.candidatures.map(({ siegesSections }) => Object.values(siegesSections!))).toEqual([
      [5, 4, 1, 1, 3, 1, 3, 1],
      [7, 6, 2, 2, 4, 4, 5, 2],
      [0, 0, 0, 0, 0, 0, 0, 0],
    ]);
    expect(statuts(outcome)["C"]).toBe("BATTU");
    // C has 5 % of the whole: 20 × 1,830 ≥ 35,810.
    expect(outcome.etapes).toContainEqual(expect.objectContaining({ type: "admission", admises: ["A", "B", "C"] }));
  });

  it("the share of 5 % is read on the whole, not in the section", () => {
    const table = { ...GT05, cayenne: [5_200, 4_700, 600] };
    const outcome = t2(byList(table, ["A", "B", "C"]));
    // 20 × 1,730 < 35,710: C is out although it has more than 5 % in Cayenne.
    expect(outcome.etapes).toContainEqual(expect.objectContaining({ type: "admission", admises: ["A", "B"] }));
  });

  it("Q-13: an equality of averages in a section, on the voix of the section or of the whole", () => {
    const table = Object.fromEntries(Object.keys(GT05).map((section) => [section, [10, 5]]));
    const tied = { ...table, oyapock: [10, 5], cayenne: [10, 100] };
    const at = (politiques: Record<string, string>): (number | undefined)[] =>
      t2(byList(tied, ["A", "B"]), { politiques }).candidatures.map(
        ({ siegesSections }) => siegesSections?.["oyapock"],
      );
    // Oyapock: bonus 1 to B, two seats by average: A 10, then A 10/2 = B 5.
    expect(at({ "Q-13": "section" })).toEqual([2, 1]);
    expect(at({ "Q-13": "circonscription" })).toEqual([1, 2]);
    expect(t2(byList(tied, ["A", "B"])).politiques).toMatchObject({ "Q-13": "section" });
  });

  it("names are those of the section, after the bonus", () => {
    const personnes = Object.keys(GT05).flatMap((section) =>
      Array.from({ length: 5 }, (_, index) => ({ nom: `${section} ${index + 1}`, section })),
    );
    const { A } = byList(Object.fromEntries(Object.keys(GT05).map((section) => [section, [10]])), ["A"]) as {
      A: { voix: number; sections: Record<string, number> };
    };
    const outcome = t2({ A: { ...A, personnes } });
    expect(outcome.candidatures[0]?.elus?.filter(({ corps }) => corps === "section:oyapock")).toEqual([
      { corps: "section:oyapock", rang: 16, nom: "oyapock 1" },
      { corps: "section:oyapock", rang: 17, nom: "oyapock 2" },
      { corps: "section:oyapock", rang: 18, nom: "oyapock 3" },
    ]);
    // Cayenne has 12 seats and five names here.
    expect(outcome).toMatchObject({ politiques: { "Q-12": "vacant" } });
  });

  it("B08: since 24 December 2020, seats and a bonus of 20 % by the populations, three and one a section at least", () => {
    const outcome = second("guyane", "2021-06-20", "2021-06-27", byList(GT05, ["A", "B", "C"]), {
      populationParSection: populations,
    });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T2", regle: "GUYANE-2021" });
    expect(sieges(outcome).reduce((a, b) => a + b, 0)).toBe(55);
    expect(primes(outcome)).toEqual([0, 11, 0]);
    const section = (code: string): number =>
      outcome.candidatures.reduce((sum, { siegesSections }) => sum + siegesSections![code]!, 0);
    expect(Object.keys(populations).map(section)).toEqual([12, 11, 4, 3, 6, 7, 9, 3]);
    const regle = (date: string): string =>
      first("guyane", date, byList(GT05, ["A", "B", "C"]), { populationParSection: populations }).regle;
    expect([regle("2020-12-23"), regle("2020-12-24")]).toEqual(["GUYANE-2015", "GUYANE-2021"]);
    expect(first("guyane", "2015-12-05", { A: 1 }).code).toBe("L-REGLE-ABSENTE");
  });

  it("L558-2: 51, 55 and 61 members, on both sides of 249,999 and 299,999 inhabitants", () => {
    const members = (population: number): number =>
      sieges(
        first("guyane", "2021-06-20", byList(Object.fromEntries(Object.keys(GT05).map((one) => [one, [10]])), ["A"]), {
          population,
          populationParSection: populations,
        }),
      )[0]!;
    expect([249_999, 250_000, 299_999, 300_000].map(members)).toEqual([51, 55, 55, 61]);
  });

  it("the prefect's seats are taken as given; what is missing is asked for", () => {
    const seats = {
      cayenne: 12,
      "petite-couronne": 12,
      "grande-couronne": 4,
      oyapock: 3,
      savanes: 6,
      "haut-maroni": 7,
    };
    const decree = { ...seats, "saint-laurent": 8, "basse-mana": 3 };
    // A wins: its sections are asked for.
    const won = byList({ ...GT05, cayenne: [50_000, 1, 1] }, ["A", "B", "C"]);
    const given = first("guyane", "2021-06-20", won, {
      populationParSection: populations,
      siegesParSection: decree,
    });
    expect(sieges(given).reduce((a, b) => a + b, 0)).toBe(55);
    expect(first("guyane", "2021-06-20", won)).toMatchObject({
      code: "L-POPULATION-SECTION",
      erreurs: [{ field: "populationParSection" }],
    });
    expect(t2({ A: 10 })).toMatchObject({ code: "L-SECTIONS" });
    expect(t2({ A: { voix: 10, sections: { kourou: 10 } } })).toMatchObject({ code: "L-SECTIONS" });
    expect(t2({ A: { voix: 11, sections: { cayenne: 10 } } })).toMatchObject({ code: "L-SECTIONS-SOMME" });
    const equal = Object.fromEntries(Object.keys(GT05).map((section) => [section, 30_000]));
    expect(first("guyane", "2021-06-20", won, { populationParSection: equal })).toMatchObject({
      code: "L-POPULATION-SECTION",
    });
  });

  it("seats by population: the minimum is taken from the last seats given", () => {
    expect(siegesSelonPopulation({ a: 90, b: 9, c: 1 }, 10, 1)).toEqual({ a: 8, b: 1, c: 1 });
    expect(siegesSelonPopulation({ a: 60, b: 40 }, 5, 0)).toEqual({ a: 3, b: 2 });
    expect(siegesSelonPopulation({ a: 50, b: 50 }, 5, 0)).toBeUndefined();
    expect(siegesSelonPopulation({ a: 45, b: 45, c: 1 }, 10, 1)).toBeUndefined();
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 24, max: 61 }),
        (populations_, n) => {
          const seats = siegesSelonPopulation(
            Object.fromEntries(populations_.map((one, index) => [`s${index}`, one])),
            n,
            3,
          );
          if (seats === undefined) return;
          expect(Object.values(seats).reduce((a, b) => a + b, 0)).toBe(n);
          expect(Math.min(...Object.values(seats))).toBeGreaterThanOrEqual(3);
        },
      ),
    );
  });
});

describe("E14 Assemblée de Martinique", () => {
  const split: Readonly<Record<string, readonly number[]>> = {
    centre: [14_000, 12_500, 6_000],
    nord: [13_000, 16_000, 4_000],
    "fort-de-france": [12_000, 10_000, 5_500],
    sud: [16_000, 12_500, 4_000],
  };

  // The catalogue gives the voix of A by section; those of B and C are chosen to give its seats.
  it("Ex1 and T-22: 11 and 40 on the whole, then each list's seats among its sections", () => {
    const outcome = second("martinique", "2015-12-06", "2015-12-13", byList(split, ["A", "B", "C"]));
    expect(outcome).toMatchObject({ statut: "ACQUIS_T2", regle: "MARTINIQUE-2015" });
    expect(sieges(outcome)).toEqual([29, 16, 6]);
    expect(primes(outcome)).toEqual([11, 0, 0]);
    expect(outcome.candidatures.map(({ siegesSections }) => siegesSections)).toEqual([
      { centre: 7, "fort-de-france": 6, nord: 7, sud: 9 },
      { centre: 4, "fort-de-france": 3, nord: 5, sud: 4 },
      { centre: 2, "fort-de-france": 2, nord: 1, sud: 1 },
    ]);
  });

  it("access, fallback and fusion are those of Guyane and the régions (GT-16)", () => {
    for (const type of ["martinique", "guyane"]) {
      const table = Object.fromEntries(Object.keys(GT05).map((section) => [section, [1]]));
      const outcome = first(
        type,
        "2015-12-06",
        Object.fromEntries(
          Object.entries({ L1: 460, L2: 99, L3: 91, L7: 49, x: 150, y: 151 }).map(([id, voix]) => [
            id,
            { voix, sections: { [type === "guyane" ? Object.keys(table)[0]! : "nord"]: voix } },
          ]),
        ),
      );
      expect(Object.values(statuts(outcome)), type).toEqual([
        "QUALIFIE_SEUIL",
        "PEUT_FUSIONNER",
        "PEUT_FUSIONNER",
        "NON_QUALIFIE",
        "QUALIFIE_SEUIL",
        "QUALIFIE_SEUIL",
      ]);
    }
  });

  it("17, 16, 15 and 16 names: a section that wins more leaves seats empty (Q-12)", () => {
    const outcome = second("martinique", "2015-12-06", "2015-12-13", {
      A: { voix: 100, sections: { nord: 90, sud: 10 } },
    });
    expect(outcome).toMatchObject({ politiques: { "Q-12": "vacant" }, vacances: 30 });
    expect(outcome.candidatures[0]).toMatchObject({ sieges: 51, siegesSections: { nord: 46, sud: 5 } });
  });

  it("begins on 6 December 2015; a section left out is asked for", () => {
    const one = byList(split, ["A", "B", "C"]);
    expect(first("martinique", "2015-12-05", one).code).toBe("L-REGLE-ABSENTE");
    expect(first("martinique", "2015-12-06", one).statut).toBe("BALLOTTAGE");
    // Who stands in round 2 does not depend on them.
    expect(first("martinique", "2015-12-06", { ...one, D: 5 }).statut).toBe("BALLOTTAGE");
    expect(second("martinique", "2015-12-06", "2015-12-13", { ...one, D: 5 }).code).toBe("L-SECTIONS-MANQUANTES");
  });
});
