import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { conseillersParCirconscription } from "#shared/law/scrutins/francais-etranger.ts";
import { contest, sieges, type Voix } from "./contests.ts";
import { elu, prouver, units } from "./exhaustive.ts";

const eur = (voix: Voix, more: Partial<Contest> = {}, date = "2019-05-26"): Outcome =>
  decide(contest("europeennes", date, voix, more));

describe("E30 européennes", () => {
  const RESULTATS_2019 = {
    RN: 5_286_939,
    LREM: 5_079_015,
    EELV: 3_055_023,
    LR: 1_920_407,
    LFI: 1_428_548,
    PS: 1_403_170,
  };

  it("GT-09: 79 seats are shared, of which 74 first filled", () => {
    expect(sieges(eur(RESULTATS_2019, { exprimes: 22_654_164 }))).toEqual([23, 23, 13, 8, 6, 6]);
    expect(sieges(eur(RESULTATS_2019, { exprimes: 22_654_164, sieges: 74 }))).toEqual([22, 21, 12, 8, 6, 5]);
  });

  it("5 % of the exprimés is enough, one voix less is not", () => {
    expect(sieges(eur({ A: 9_500, B: 500 }))[1]).toBeGreaterThan(0);
    expect(sieges(eur({ A: 9_501, B: 499 }))[1]).toBe(0);
  });

  it("T-09: equal averages go to more voix, then to the list with the lower mean age", () => {
    const list = (voix: number, ageMoyenJours: number): { voix: number; ageMoyenJours: number } => ({
      voix,
      ageMoyenJours,
    });
    const outcome = eur({ A: list(100, 18_000), B: list(100, 17_999) }, { sieges: 3 });
    expect(sieges(outcome)).toEqual([1, 2]);
    expect(
      outcome.etapes.findLast((etape) => etape.type === "siege")?.departage?.pistes.map(({ critere }) => critere),
    ).toEqual(["voix", "jeunesse-liste"]);
    expect(eur({ A: list(100, 18_000), B: list(100, 18_000) }, { sieges: 3 }).code).toBe("Q-03");
    expect(eur({ A: 100, B: 100 }, { sieges: 3 }).code).toBe("Q-03");
    expect(sieges(eur({ A: 200, B: 100 }, { sieges: 2 }))).toEqual([2, 0]);
  });

  it("74, 79 and 81 seats, on the days around each change", () => {
    const total = (date: string, territoire?: string): number | string | undefined => {
      const outcome = eur({ A: 6, B: 4 }, territoire === undefined ? {} : { territoire }, date);
      return outcome.code ?? sieges(outcome).reduce((a, b) => a + b, 0);
    };
    const CODES = ["NO", "O", "E", "MC", "SO", "SE", "IDF"];
    const sum = (date: string, codes: string[]): number =>
      codes.reduce((all, code) => all + (total(date, code) as number), 0);
    expect(sum("2004-06-13", [...CODES, "OM"])).toBe(78);
    expect([sum("2009-06-06", [...CODES, "OM"]), sum("2009-06-07", [...CODES, "OM"])]).toEqual([78, 72]);
    expect([sum("2014-05-24", [...CODES, "OM"]), sum("2014-05-25", [...CODES, "OM"])]).toEqual([72, 74]);
    expect([total("2018-06-26", "NO"), total("2018-06-27")]).toEqual([10, 79]);
    expect([total("2024-06-08"), total("2024-06-09")]).toEqual([79, 81]);
    expect(total("2004-06-12")).toBe(87);
    expect(total("2014-05-25")).toBe("L-SIEGES-MANQUANTS");
  });

  it("overseas, the seats of each list are those of article 3; who sits depends on sections (article 3-1, since 2007)", () => {
    const list = (voix: number) => ({ voix, personnes: [{ nom: "I" }, { nom: "II" }, { nom: "III" }] });
    const voix = { A: list(66), B: list(48), C: list(45), D: list(25) };
    const outcome = eur(voix, { territoire: "OM" }, "2014-05-25");
    expect(sieges(outcome)).toEqual([1, 1, 1, 0]);
    expect(outcome.candidatures.flatMap(({ elus = [] }) => elus)).toEqual([]);
    expect(eur(voix, { territoire: "OM" }, "2004-06-13").candidatures[0]!.elus).toHaveLength(1);
    expect(eur(voix, { territoire: "O" }, "2014-05-25").candidatures[3]!.elus).toHaveLength(1);
  });

  it("T-09: by circonscription, the last tie went to the list with the higher mean age (loi 2003-327)", () => {
    const list = (voix: number, ageMoyenJours: number): { voix: number; ageMoyenJours: number } => ({
      voix,
      ageMoyenJours,
    });
    const tie = (A: Voix[string], B: Voix[string]): Outcome =>
      eur({ A, B }, { territoire: "O", sieges: 3 }, "2014-05-25");
    const outcome = tie(list(100, 18_000), list(100, 17_999));
    expect(sieges(outcome)).toEqual([2, 1]);
    expect(
      outcome.etapes.findLast((etape) => etape.type === "siege")?.departage?.pistes.map(({ critere }) => critere),
    ).toEqual(["voix", "age-moyen"]);
    expect([tie(100, 100).code, tie(list(100, 18_000), list(100, 18_000)).code]).toEqual(["Q-03", "Q-03"]);
  });

  it("what was not found is named: the article of 1977 breaks no tie of averages, not even by voix", () => {
    for (const voix of [
      { A: 100, B: 100 },
      { A: 200, B: 100 },
    ]) {
      const tie = eur(voix, { sieges: voix.A === 100 ? 1 : 2 }, "1999-06-13");
      expect(tie.code).toBe("L-REGLE-ABSENTE");
      expect(tie.erreurs?.[0]?.expected).toContain("2003-327");
    }
    expect(sieges(eur({ A: 201, B: 100 }, { sieges: 2 }, "1999-06-13"))).toEqual([2, 0]);
    expect(sieges(eur({ A: 200, B: 100 }, { territoire: "O", sieges: 2 }, "2014-05-25"))).toEqual([2, 0]);
    expect(eur({ A: 1 }, { tour: 2, premierTour: "2014-05-25" }, "2014-05-25").code).toBe("L-SIEGES-MANQUANTS");
    expect(eur({ A: 1 }, { tour: 2, premierTour: "2014-05-25", sieges: 3 }, "2014-05-25").code).toBe("L-TOUR");
  });

  it("a seat is certain exactly when no outstanding vote can take it (exhaustive search, ages known)", () => {
    for (const places of [1, 2, 3])
      expect(
        prouver(
          units("europeennes", "2019-05-26", 1, 6, () => ({ sieges: places })),
          1,
          elu,
          () => false,
        ),
      ).toContain("ELU");
  });
});

describe("E29 Assemblée des Français de l'étranger", () => {
  const afe = (voix: Voix, more: Partial<Contest> = {}, date = "2014-06-22"): Outcome =>
    decide(contest("assemblee-francais-etranger", date, voix, { sieges: 3, ...more }));

  it("T-09: 5 % of the exprimés, highest average, and the younger of the next candidates", () => {
    const list = (naissance: string): { voix: number; personnes: { naissance: string }[] } => ({
      voix: 100,
      personnes: [{ naissance: "1950-01-01" }, { naissance }],
    });
    expect(sieges(afe({ A: list("1990-01-01"), B: list("1990-01-02") }))).toEqual([1, 2]);
    expect(sieges(afe({ A: 950, B: 50 }, { sieges: 25 }))).toEqual([24, 1]);
    expect(sieges(afe({ A: 951, B: 49 }, { sieges: 25 }))).toEqual([25, 0]);
    expect(decide(contest("assemblee-francais-etranger", "2014-06-22", { A: 1 })).code).toBe("L-SIEGES-MANQUANTS");
    expect(afe({ A: 1 }, {}, "2014-05-23").code).toBe("L-REGLE-ABSENTE");
  });

  it("B19: one conseiller by the most voix, several by list without a threshold, ties to the younger", () => {
    const conseillers = (voix: Voix, places: number): Outcome =>
      decide(contest("conseillers-francais-etranger", "2021-05-30", voix, { sieges: places }));
    expect(sieges(conseillers({ A: 40, B: 39 }, 1))).toEqual([1, 0]);
    const ne = (naissance: string): { voix: number; naissance: string } => ({ voix: 40, naissance });
    expect(sieges(conseillers({ A: ne("1970-01-01"), B: ne("1970-01-02") }, 1))).toEqual([0, 1]);
    expect(conseillers({ A: 40, B: 40 }, 1).code).toBe("Q-03");
    expect(sieges(conseillers({ A: 97, B: 3 }, 33))).toEqual([32, 1]);
    expect(decide(contest("conseillers-francais-etranger", "2021-05-30", { A: 1 })).code).toBe("L-SIEGES-MANQUANTS");
    expect(decide(contest("conseillers-francais-etranger", "2014-05-23", { A: 1 })).code).toBe("L-REGLE-ABSENTE");
  });

  it("B19: their number is that of article 25", () => {
    expect(
      [1_999, 2_000, 7_499, 7_500, 14_999, 15_000, 30_000, 50_000, 100_000].map((n) =>
        conseillersParCirconscription(n, 1_500_000),
      ),
    ).toEqual([1, 3, 3, 4, 4, 5, 6, 7, 9]);
  });
});

const ROOT = new URL("../../../shared/data/europeennes/", import.meta.url);

describe.skipIf(!existsSync(ROOT))("the official count of 2019 (needs ../shared)", () => {
  it("69,297 bureaux: 22,654,423 exprimés, 23/23/13/8/6/6 seats and none for the others", () => {
    const [header, ...rows] = gunzipSync(readFileSync(new URL("2019-europeennes_par_bureau_large.csv.gz", ROOT)))
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "");
    const names = header!.split(",").slice(8);
    const voix = names.map(() => 0);
    let [inscrits, exprimes] = [0, 0];
    for (const row of rows) {
      // The label of the commune may hold a comma; the counts after it never do.
      const counts = row
        .split(",")
        .slice(-names.length - 4)
        .map(Number);
      inscrits += counts[0]!;
      exprimes += counts[3]!;
      for (let list = 0; list < names.length; list++) voix[list]! += counts[list + 4]!;
    }
    expect([rows.length, exprimes]).toEqual([69_297, 22_654_423]);
    const outcome = eur(Object.fromEntries(names.map((name, index) => [name, voix[index]!])), { inscrits, exprimes });
    expect(outcome.anomalies).toBeUndefined();
    const gagnantes = outcome.candidatures.filter(({ sieges: places = 0 }) => places > 0);
    expect(gagnantes.toSorted((a, b) => b.voix - a.voix).map((one) => one.sieges)).toEqual([23, 23, 13, 8, 6, 6]);
  });
});
