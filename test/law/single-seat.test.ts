import { describe, expect, it } from "vitest";
import { decide } from "#shared/law/decide.ts";
import { contest, statuts, type Voix } from "./contests.ts";
import type { Contest } from "#shared/law/contest.ts";

const pr = (voix: Voix, more: Partial<Contest> = {}): Contest => contest("presidentielle", "2017-04-23", voix, more);
const leg = (voix: Voix, more: Partial<Contest> = {}): Contest => contest("legislatives", "2017-06-11", voix, more);
const tour2 = { tour: 2, premierTour: "2017-06-11", date: "2017-06-18" } as const;

describe("E01 présidentielle", () => {
  it("Ex1: half is not a majority, half plus one is", () => {
    const half = decide(pr({ A: 500_000, B: 300_000, C: 200_000 }));
    expect(half.statut).toBe("BALLOTTAGE");
    expect(statuts(half)).toEqual({ A: "QUALIFIE_SEUIL", B: "QUALIFIE_SEUIL", C: "NON_QUALIFIE" });
    const more = decide(pr({ A: 500_001, B: 300_000, C: 200_000 }));
    expect(more.statut).toBe("ACQUIS_T1");
    expect(statuts(more)).toEqual({ A: "ELU_T1", B: "BATTU", C: "BATTU" });
  });

  it("Ex2: a tie for second place is Q-05", () => {
    const outcome = decide(pr({ A: 300, B: 250, C: 250, D: 100 }));
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-05", politiques: { "Q-05": "indecidable" } });
    expect(statuts(outcome)).toEqual({ A: "QUALIFIE_SEUIL", B: "INDECIDABLE", C: "INDECIDABLE", D: "NON_QUALIFIE" });
    const admitted = decide(pr({ A: 300, B: 250, C: 250, D: 100 }, { politiques: { "Q-05": "admettre" } }));
    expect(admitted.statut).toBe("BALLOTTAGE");
    expect(statuts(admitted)).toEqual({
      A: "QUALIFIE_SEUIL",
      B: "QUALIFIE_SEUIL",
      C: "QUALIFIE_SEUIL",
      D: "NON_QUALIFIE",
    });
  });

  it("Ex3 and T-15: a tie in round 2 is Q-06, and ages do not break it", () => {
    const outcome = decide(
      pr(
        { A: { voix: 450, naissance: "1940-01-01" }, B: { voix: 450, naissance: "1970-01-01" } },
        { tour: 2, premierTour: "2017-04-23", date: "2017-05-07" },
      ),
    );
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-06" });
    expect(statuts(outcome)).toEqual({ A: "INDECIDABLE", B: "INDECIDABLE" });
  });

  it("T-14: a withdrawal lets the next one in", () => {
    const outcome = decide(pr({ A: 400, B: 300, C: 200, D: 100 }, { retraits: ["B"] }));
    expect(statuts(outcome)).toEqual({ A: "QUALIFIE_SEUIL", B: "RETIRE", C: "QUALIFIE_SEUIL", D: "NON_QUALIFIE" });
    expect(outcome.statut).toBe("BALLOTTAGE");
  });

  it("GT-15: no share of inscrits is needed, however low the turnout", () => {
    expect(decide(pr({ A: 3, B: 2 }, { inscrits: 1_000_000 })).statut).toBe("ACQUIS_T1");
  });
});

describe("E02 législatives", () => {
  const ex1 = (a: number): Contest => leg({ A: a, B: 39_200 - a }, { inscrits: 80_000 });

  it("Ex1 and T-02: majority of exprimés and a quarter of inscrits", () => {
    expect(statuts(decide(ex1(20_100)))).toEqual({ A: "ELU_T1", B: "BATTU" });
    const outcome = decide(ex1(19_900));
    expect(outcome.statut).toBe("BALLOTTAGE");
    expect(outcome.etapes).toContainEqual({
      type: "predicat",
      article: "L126",
      seuil: "du quart des inscrits",
      candidature: "A",
      voix: 19_900,
      base: "inscrits",
      valeurBase: 80_000,
      gauche: 79_600,
      operateur: ">=",
      droite: 80_000,
      verdict: false,
      regle: "LEG-1986",
    });
  });

  it("§1.2: of 39,200 exprimés the majority is 19,601, and of 80,001 inscrits one eighth is 10,001", () => {
    const majority = (a: number): string => decide(leg({ A: a, B: 39_200 - a }, { inscrits: 70_000 })).statut;
    expect([majority(19_600), majority(19_601)]).toEqual(["BALLOTTAGE", "ACQUIS_T1"]);
    const third = (c: number): string | undefined =>
      statuts(decide(leg({ A: 15_000, B: 12_000, C: c }, { inscrits: 80_001, exprimes: 40_000 })))["C"];
    expect([third(10_000), third(10_001)]).toEqual(["NON_QUALIFIE", "QUALIFIE_SEUIL"]);
  });

  it("Ex2: one reaches the threshold, the next is taken too", () => {
    const outcome = decide(leg({ A: 19_900, B: 9_999, C: 6_301, D: 3_000 }, { inscrits: 80_000 }));
    expect(statuts(outcome)).toEqual({
      A: "QUALIFIE_SEUIL",
      B: "QUALIFIE_REPECHAGE",
      C: "NON_QUALIFIE",
      D: "NON_QUALIFIE",
    });
  });

  it("T-13: a withdrawal promotes nobody; who is left alone is elected by any voix (Q-22)", () => {
    const first = decide(leg({ A: 19_900, B: 9_999, C: 6_301, D: 3_000 }, { inscrits: 80_000, retraits: ["B"] }));
    expect(statuts(first)).toEqual({ A: "QUALIFIE_SEUIL", B: "RETIRE", C: "NON_QUALIFIE", D: "NON_QUALIFIE" });
    const second = decide(leg({ A: 1 }, { ...tour2, inscrits: 80_000, premierTourResultat: first }));
    expect(second).toMatchObject({ statut: "ACQUIS_T2", politiques: { "Q-22": "une-voix-suffit" } });
    const refused = decide(leg({ A: 1, C: 2 }, { ...tour2, inscrits: 80_000, premierTourResultat: first }));
    expect(refused).toMatchObject({
      statut: "INDECIDABLE",
      code: "L-ACCES-T2",
      erreurs: [{ field: "candidatures[1].id" }],
    });
  });

  it("Ex3: equality with the threshold counts", () => {
    const outcome = decide(leg({ A: 15_000, B: 12_000, C: 8_750, D: 8_749 }, { inscrits: 70_000 }));
    expect(statuts(outcome)).toEqual({
      A: "QUALIFIE_SEUIL",
      B: "QUALIFIE_SEUIL",
      C: "QUALIFIE_SEUIL",
      D: "NON_QUALIFIE",
    });
  });

  it("Ex4: nobody at the threshold and a tie for second place is Q-05", () => {
    const outcome = decide(leg({ A: 9_000, B: 8_000, C: 8_000 }, { inscrits: 100_000 }));
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-05" });
    expect(statuts(outcome)).toEqual({ A: "QUALIFIE_REPECHAGE", B: "INDECIDABLE", C: "INDECIDABLE" });
  });

  it("Ex5: a tie in round 2 goes to the older, by a day", () => {
    const outcome = decide(
      leg({ A: { voix: 21_345, naissance: "1959-03-02" }, B: { voix: 21_345, naissance: "1959-03-01" } }, tour2),
    );
    expect(statuts(outcome)).toEqual({ A: "BATTU", B: "ELU_T2" });
  });

  it("Q-03: the same birth date, or an unknown one, decides nothing", () => {
    const same = { voix: 5, naissance: "1959-03-02" };
    const third = { voix: 1, naissance: "1900-01-01" };
    const outcome = decide(leg({ A: same, B: same, C: third }, tour2));
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
    expect(statuts(outcome)).toEqual({ A: "INDECIDABLE", B: "INDECIDABLE", C: "BATTU" });
    expect(decide(leg({ A: same, B: 5 }, tour2))).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
  });

  it("T-43: the remplaçant's age is never read", () => {
    const old = [{ naissance: "1980-01-01" }, { naissance: "1920-01-01" }];
    const outcome = decide(leg({ A: { voix: 5, personnes: old }, B: { voix: 5, naissance: "1970-01-01" } }, tour2));
    expect(statuts(outcome)).toEqual({ A: "BATTU", B: "ELU_T2" });
  });

  it("T-03: blancs are never part of the majority", () => {
    expect(decide(leg({ A: 51, B: 49 }, { inscrits: 200, votants: 150, blancs: 30, nuls: 20 })).statut).toBe(
      "ACQUIS_T1",
    );
  });

  it("GT-15: the decision table, row by row", () => {
    const rows: [string, Voix, number][] = [
      ["A!", { A: 51, B: 49 }, 204],
      ["AB", { A: 30, B: 20, C: 9 }, 1000],
      ["AB", { A: 130, B: 90, C: 30 }, 1000],
      ["AB", { A: 130, B: 125, C: 1 }, 1000],
      ["ABC", { A: 300, B: 250, C: 200, D: 100 }, 1600],
      ["AB", { A: 240, B: 120, C: 100 }, 1000],
    ];
    for (const [expected, voix, inscrits] of rows) {
      const outcome = decide(leg(voix, { inscrits }));
      const through = outcome.candidatures
        .filter(({ statut }) => statut.startsWith("QUALIFIE"))
        .map(({ id }) => id)
        .join("");
      expect(outcome.statut === "ACQUIS_T1" ? "A!" : through, JSON.stringify(voix)).toBe(expected);
    }
  });

  it("Q-04: no voix at all qualifies nobody", () => {
    expect(decide(leg({ A: 0, B: 0 }, { inscrits: 10 }))).toMatchObject({ statut: "INDECIDABLE", code: "Q-04" });
    expect(decide(leg({ A: 0 }, { ...tour2, inscrits: 10 }))).toMatchObject({ statut: "INDECIDABLE", code: "Q-04" });
  });

  it("§1.7: without candidature the seat stays empty", () => {
    expect(decide(leg({}, { inscrits: 10 }))).toMatchObject({ statut: "ACQUIS_T1", vacances: 1 });
    expect(decide(leg({}, { ...tour2, inscrits: 10 }))).toMatchObject({ statut: "ACQUIS_T2", vacances: 1 });
  });
});

describe("E03 députés des Français établis hors de France", () => {
  const abroad = (voix: Voix, more: Partial<Contest> = {}): Contest =>
    contest("legislatives", "2012-06-03", voix, {
      territoire: "ZZ001",
      inscrits: 50_000,
      inscritsVotantEnFrance: 2_000,
      ...more,
    });

  it("Ex and T-17: who votes in France leaves the base of the quarter", () => {
    const outcome = decide(abroad({ A: 12_000, B: 8_000 }));
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", regle: "LEG-FEF-2012" });
    expect(decide(abroad({ A: 12_000, B: 8_000 }, { inscritsVotantEnFrance: 0 })).statut).toBe("BALLOTTAGE");
    expect(decide(contest("legislatives", "2012-06-10", { A: 12_000, B: 8_000 }, { inscrits: 50_000 })).statut).toBe(
      "BALLOTTAGE",
    );
  });

  it("Q-07: 12.5 % is 6,250 by the letter, 6,000 on the restricted base", () => {
    const voix = { A: 7_000, B: 6_500, C: 6_000 };
    const literal = decide(abroad(voix));
    expect(literal.politiques).toEqual({ "Q-07": "litteral" });
    expect(statuts(literal)["C"]).toBe("NON_QUALIFIE");
    expect(statuts(decide(abroad(voix, { politiques: { "Q-07": "base-restreinte" } })))["C"]).toBe("QUALIFIE_SEUIL");
  });
});

describe("E04 cantonales", () => {
  const cant = (date: string, voix: Voix, more: Partial<Contest>): Contest => contest("cantonales", date, voix, more);

  it("Ex1 and T-01: 1,125 of 9,003 displays « 12,50 % » and fails", () => {
    const third = (c: number): string | undefined =>
      statuts(decide(cant("2011-03-20", { A: 2_000, B: 1_500, C: c }, { inscrits: 9_003 })))["C"];
    expect([third(1_125), third(1_126)]).toEqual(["NON_QUALIFIE", "QUALIFIE_SEUIL"]);
  });

  it("Ex2: elected with one voix more than half and a quarter of inscrits", () => {
    expect(decide(cant("2011-03-20", { A: 2_001, B: 2_000 }, { inscrits: 8_000 })).statut).toBe("ACQUIS_T1");
    expect(decide(cant("2011-03-20", { A: 2_000, B: 2_000 }, { inscrits: 8_000, exprimes: 4_001 })).statut).toBe(
      "BALLOTTAGE",
    );
  });

  it("until the renewal of March 2011 the access threshold is 10 % of inscrits", () => {
    const third = (date: string): string | undefined =>
      statuts(decide(cant(date, { A: 200, B: 180, C: 100 }, { inscrits: 1_000 })))["C"];
    expect([third("2011-03-19"), third("2011-03-20")]).toEqual(["QUALIFIE_SEUIL", "NON_QUALIFIE"]);
  });
});

describe("E05 départementales", () => {
  it("B05: a tie goes to the binôme with the oldest member", () => {
    const binome = (a: string, b: string): { voix: number; personnes: { naissance: string }[] } => ({
      voix: 100,
      personnes: [{ naissance: a }, { naissance: b }],
    });
    const outcome = decide(
      contest(
        "departementales",
        "2015-03-29",
        { A: binome("1950-01-02", "1990-01-01"), B: binome("1985-01-01", "1950-01-01") },
        { tour: 2, premierTour: "2015-03-22" },
      ),
    );
    expect(statuts(outcome)).toEqual({ A: "BATTU", B: "ELU_T2" });
  });

  it("a binôme with one unknown age decides nothing", () => {
    const outcome = decide(
      contest(
        "departementales",
        "2015-03-29",
        { A: { voix: 5, personnes: [{ naissance: "1930-01-01" }, {}] }, B: { voix: 5, naissance: "1950-01-01" } },
        { tour: 2, premierTour: "2015-03-22" },
      ),
    );
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
  });
});
