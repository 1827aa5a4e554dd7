/** Rows of the catalogue of rules that no other test names: traps (§11), silences (§9) and reforms (§7), each by its id. */
import { describe, expect, it } from "vitest";
import { tallySchema } from "#shared/contracts/tally.ts";
import { percent } from "#shared/documents/percent.ts";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { type Depot, secondTour } from "#shared/law/second-round.ts";
import { arrondissementsOf } from "#shared/territory/codes.ts";
import { contest, sieges, statuts, type Voix } from "./contests.ts";
import { tallyOf } from "../factories.ts";

const rule = (type: string, date: string, more: Partial<Contest> = {}): string =>
  decide(contest(type, date, { A: 3, B: 2 }, { sieges: 3, ...more })).regle;

describe("traps", () => {
  it("T-05 and B04: in March 2014 blancs are pooled with nuls, from April on they are apart; never exprimés", () => {
    const mars = (counts: Partial<Contest>) =>
      decide(
        contest("municipales", "2014-03-23", { A: 501, B: 499 }, { population: 5_000, votants: 1_191, ...counts }),
      );
    for (const counts of [{}, { nuls: 191 }, { blancs: 100, nuls: 91 }]) {
      expect(mars(counts)).toMatchObject({ statut: "ACQUIS_T1" });
      expect(mars(counts).anomalies).toBeUndefined();
    }
  });

  it("T-30: Marseille is its sixteen arrondissements, once: no secteur beside them", () => {
    expect(arrondissementsOf("13055")).toHaveLength(16);
    expect(arrondissementsOf("13055").every((code) => /^132(0[1-9]|1[0-6])$/.test(code))).toBe(true);
  });

  it("T-33 and T-39: percentages are rounded half up on exact fractions, and 100 is not cut", () => {
    expect(percent(1, 1)).toBe("100,00");
    expect(percent(33, 4_000)).toBe("0,83");
    expect(percent(1, 200)).toBe("0,50");
    expect(percent(1, 3)).toBe("33,33");
  });

  it("T-36: the electors of the complementary list are among the inscrits that are given", () => {
    const maj = (inscrits: number) =>
      decide(contest("municipales", "2014-03-23", { A: 50 }, { population: 90, sieges: 1, exprimes: 60, inscrits }))
        .statut;
    expect([maj(200), maj(201)]).toEqual(["ACQUIS_T1", "BALLOTTAGE"]);
  });

  it("T-41: the seats of a merged list are of the lists its names came from", () => {
    const names = (prefix: string) => Array.from({ length: 4 }, (_, n) => ({ nom: `${prefix}${n}` }));
    const voix: Voix = {
      P: { voix: 40, personnes: names("p") },
      Q: { voix: 35, personnes: names("q") },
      R: { voix: 25, personnes: names("r") },
    };
    const premier = contest("municipales", "2014-03-23", voix, { population: 5_000 });
    const depots: Depot[] = [
      { id: "P", personnes: [...names("p").slice(0, 3), names("r")[0]!] },
      { id: "Q", personnes: names("q") },
    ];
    expect(secondTour(premier, decide(premier), { depots })).toMatchObject({
      candidatures: [{ id: "P", origines: ["R"] }, { id: "Q" }],
    });
  });
});

describe("silences", () => {
  it("Q-19: access to round 2 is judged on the inscrits of round 1, whatever round 2 has", () => {
    const first = decide(
      contest("legislatives", "2017-06-11", { A: 24, B: 13, C: 12 }, { inscrits: 100, exprimes: 60 }),
    );
    const second = contest(
      "legislatives",
      "2017-06-18",
      { A: 30, B: 20 },
      { tour: 2, inscrits: 200, premierTourResultat: first },
    );
    expect(decide(second).statut).toBe("ACQUIS_T2");
    expect(statuts(first)).toMatchObject({ B: "QUALIFIE_SEUIL", C: "NON_QUALIFIE" });
  });

  it("Q-25: a list that stays as it was stands with the births of round 1", () => {
    const personnes = [{ nom: "I", naissance: "1950-01-01" }];
    const premier = contest("municipales", "2014-03-23", { A: { voix: 40, personnes }, B: 40 }, { population: 5_000 });
    expect(secondTour(premier, decide(premier), { depots: [{ id: "A" }] })).toMatchObject({
      candidatures: [{ id: "A", personnes }],
    });
  });
});

describe("reforms", () => {
  it("B02: three senators are elected by list from September 2014", () => {
    const three = (date: string) =>
      decide(contest("senatoriales", date, { A: 500, B: 300, C: 200 }, { territoire: "45" }));
    expect(sieges(three("2014-09-28"))).toEqual([2, 1, 0]);
    expect(three("2011-09-25").statut).toBe("BALLOTTAGE");
  });

  it("B03: the table of Paris of 2014, and Paris Centre from 2020", () => {
    const total = (territoire: string, date: string) =>
      sieges(decide(contest("municipales", date, { A: 3, B: 2 }, { territoire }))).reduce((a, b) => a + b, 0);
    expect([total("75101", "2014-03-23"), total("75101", "2020-03-15"), total("75115", "2014-03-23")]).toEqual([
      1, 8, 18,
    ]);
  });

  it("B09, B13, B16 and B24 change no rule of decision", () => {
    for (const type of ["presidentielle", "legislatives"])
      expect(new Set(["2012-06-10", "2017-06-11", "2024-06-30"].map((date) => rule(type, date))).size).toBe(1);
  });

  it("B11: the European seats are shared by circonscription until 2014, in one from 2019", () => {
    expect(rule("europeennes", "2014-05-25")).toBe("EUR-2014");
    expect(rule("europeennes", "2019-05-26")).toBe("EUR-2019");
  });

  it("B12: lists with names beyond the seats have their mean age on all of them", () => {
    const list = (...births: string[]) => ({ voix: 50, personnes: births.map((naissance) => ({ naissance })) });
    const outcome = decide(
      contest(
        "municipales",
        "2020-06-28",
        { A: list("1950-01-01", "1990-01-01"), B: list("1960-01-01", "1970-01-01", "1972-01-01") },
        { tour: 2, premierTour: "2020-03-15", population: 5_000, sieges: 1 },
      ),
    );
    // 1970 on average, 1967 and some months on average: B is the older.
    expect(outcome.etapes.find(({ type }) => type === "departage")).toMatchObject({ retenu: "B" });
  });

  it("B17, B18, B20, B21 and B22: what was not read is refused, and named; what was read is dated", () => {
    const manque = (type: string, date: string): string | undefined =>
      decide(contest(type, date, { A: 3, B: 2 })).erreurs?.[0]?.expected;
    expect(manque("mayotte", "2028-03-01")).toContain("L558-9-1");
    expect(manque("saint-pierre-et-miquelon", "2011-10-02")).toContain("LO541");
    expect(manque("nouvelle-caledonie", "2026-06-29")).toContain("99-209");
    expect(["2007-06-30", "2007-07-01"].map((date) => rule("saint-martin", date))).toEqual(["", "SM-2007"]);
    expect(rule("presidentielle", "2022-04-10")).toBe("PR-1962");
  });
});

describe("E32: partial elections", () => {
  it("each type that has them is decided on the seats to fill", () => {
    expect(
      decide(
        contest(
          "municipales",
          "2016-05-15",
          { a: 60, b: 55, c: 20 },
          { partielle: true, population: 300, sieges: 2, inscrits: 120, exprimes: 100 },
        ),
      ),
    ).toMatchObject({ statut: "ACQUIS_T1" });
    expect(
      decide(contest("legislatives", "2025-09-21", { A: 60, B: 40 }, { partielle: true, inscrits: 200 })).statut,
    ).toBe("ACQUIS_T1");
    expect(
      decide(
        contest(
          "senatoriales",
          "2021-09-26",
          { A: 60, B: 40 },
          { partielle: true, territoire: "59", sieges: 1, inscrits: 200 },
        ),
      ).statut,
    ).toBe("ACQUIS_T1");
  });
});

describe("assemblies by section", () => {
  it("a first round that nobody wins asks for no section", () => {
    for (const [type, date] of [
      ["guyane", "2021-06-20"],
      ["guyane", "2015-12-06"],
      ["polynesie", "2018-04-22"],
    ] as const) {
      const ballottage = decide(contest(type, date, { A: 50, B: 50 }));
      expect(ballottage.statut).toBe("BALLOTTAGE");
      expect(decide(contest(type, date, { A: 51, B: 49 })).code).toMatch(/^L-/);
      expect(decide(contest(type, date, {})).statut).not.toBe("BALLOTTAGE");
    }
  });
});

describe("counts", () => {
  it("T-04 and Q-01: émargements that differ from the votants are kept beside them", () => {
    const tally = tallyOf();
    const kept = tallySchema.parse({ ...tally, emargements: tally.votants + 1 });
    expect([kept.emargements, kept.votants]).toEqual([tally.votants + 1, tally.votants]);
  });

  it("T-45: a ballot valid in one election and null in another is judged at the table: nuls come in as they were counted", () => {
    const outcome = decide(
      contest("legislatives", "2017-06-11", { A: 60, B: 40 }, { inscrits: 200, votants: 110, blancs: 0, nuls: 10 }),
    );
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1" });
    expect(outcome.anomalies).toBeUndefined();
  });
});
