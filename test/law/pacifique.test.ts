import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { expliquer } from "#shared/law/explain.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { changements } from "#shared/law/sensitivity.ts";
import { contest, ordre, sieges, statuts, type Voix } from "./contests.ts";
import { aLaPrime, elu, primeOuSecondTour, prouver, units } from "./exhaustive.ts";

const jamais = (): boolean => false;

describe("E19 Nouvelle-Calédonie", () => {
  const sud = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
    decide(contest("nouvelle-caledonie", "2019-05-12", voix, { territoire: "988-sud", inscrits: 22_000, ...more }));
  const voix = { A: 8_200, B: 4_200, C: 2_600, D: 1_100 };

  it("the example, GT-07 and T-26: 32 seats of the congrès, then eight others by a second highest average", () => {
    const outcome = sud(voix);
    expect(outcome.statut).toBe("ACQUIS_T1");
    expect(outcome.candidatures.map(({ siegesSections }) => siegesSections)).toEqual([
      { congres: 17, province: 5 },
      { congres: 8, province: 2 },
      { congres: 5, province: 1 },
      { congres: 2, province: 0 },
    ]);
    expect(sieges(outcome)).toEqual([22, 10, 6, 2]);
    const once = sud(voix, { siegesParSection: { congres: 40, province: 0 } });
    expect(sieges(once)).toEqual([21, 11, 6, 2]);
    expect(expliquer(outcome).find((line) => line.startsWith("candidature"))).toMatch(
      /congrès +assemblée de province$/,
    );
  });

  it("T-02: 5 % is of the inscrits, whatever the turnout", () => {
    const at = (D: number): number =>
      sieges(sud({ A: 20_000, B: 15_000, D }, { inscrits: 100_000, exprimes: 40_000 }))[2]!;
    expect(at(4_999)).toBe(0);
    expect(at(5_000)).toBeGreaterThan(0);
  });

  it("names go on where the congrès stopped", () => {
    const A = { voix: 8_200, personnes: Array.from({ length: 50 }, (_, index) => ({ nom: `n${index + 1}` })) };
    const elus = sud({ ...voix, A }).candidatures[0]?.elus ?? [];
    expect(elus.findLast(({ corps }) => corps === "section:congres")).toMatchObject({ rang: 17, nom: "n17" });
    expect(elus.filter(({ corps }) => corps === "section:province").map(({ rang }) => rang)).toEqual([
      18, 19, 20, 21, 22,
    ]);
  });

  it("seats by province (art. 185), or a smaller assembly; a partial election states its own", () => {
    const total = (more: Partial<Contest>): number => sieges(sud(voix, more)).reduce((a, b) => a + b, 0);
    expect(["988-iles", "988-nord", "988-sud"].map((territoire) => total({ territoire }))).toEqual([14, 22, 40]);
    expect(total({ sieges: 36 })).toBe(36);
    expect(sud(voix, { territoire: "988-ouest" }).code).toBe("L-SIEGES-MANQUANTS");
    expect(sud(voix, { partielle: true }).code).toBe("L-SIEGES-MANQUANTS");
    expect(sud(voix, { sieges: 31 }).code).toBe("L-SIEGES-MANQUANTS");
    // One vacant seat is filled by name, without a share of the inscrits.
    expect(statuts(sud({ A: 20, B: 10 }, { partielle: true, sieges: 1 }))).toEqual({ A: "ELU_T1", B: "BATTU" });
    expect(sieges(sud({ A: 20, B: 10 }, { partielle: true, sieges: 2 }))).toEqual([0, 0]);
  });

  it("the statute read holds until the last day to which three organic laws put off the renewal of May 2024", () => {
    const on = (date: string): Outcome =>
      decide(contest("nouvelle-caledonie", date, voix, { territoire: "988-sud", inscrits: 22_000 }));
    expect([on("2026-06-28").regle, on("2026-06-29").code]).toEqual(["NC-2000", "L-REGLE-ABSENTE"]);
    expect([on("2000-07-04").code, on("2000-07-05").regle]).toEqual(["L-REGLE-ABSENTE", "NC-2000"]);
  });

  it("an election in one round has no second", () => {
    expect(sud(voix, { tour: 2, premierTour: "2019-05-12" }).code).toBe("L-TOUR");
  });
});

describe("E21 Wallis-et-Futuna", () => {
  const t1 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
    decide(contest("wallis-et-futuna", "2017-03-26", voix, { sieges: 3, ...more }));

  it("the example and T-23: three seats of Hihifo, no threshold, a tied last average to more voix", () => {
    const outcome = t1({ A: 310, B: 250, C: 155, D: 90 });
    expect(sieges(outcome)).toEqual([2, 1, 0, 0]);
    expect(ordre(outcome, "assemblee")).toBe("ABA");
    expect(sieges(t1({ A: 96, B: 4 }, { sieges: 25 }))).toEqual([24, 1]);
    expect(t1({ A: 1 }, { sieges: 0 }).statut).toBe("ACQUIS_T1");
    expect(decide(contest("wallis-et-futuna", "2017-03-26", { A: 1 })).code).toBe("L-SIEGES-MANQUANTS");
  });

  it("equal voix: the older of the next candidates, else nobody", () => {
    const list = (naissance: string): { voix: number; personnes: { naissance: string }[] } => ({
      voix: 100,
      personnes: [{ naissance }],
    });
    expect(sieges(t1({ A: list("1960-01-02"), B: list("1960-01-01") }, { sieges: 1 }))).toEqual([0, 1]);
    expect(t1({ A: 100, B: 100 }, { sieges: 1 })).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
  });

  it("a seat is certain exactly when no outstanding vote can take it (exhaustive search)", () => {
    for (const places of [1, 2, 3]) {
      const seen = prouver(
        units("wallis-et-futuna", "2017-03-26", 1, 7, () => ({ sieges: places })),
        1,
        elu,
        jamais,
      );
      expect(seen).toContain("ELU");
      expect(seen).toContain("OUVERT");
    }
    const sur = contest(
      "wallis-et-futuna",
      "2017-03-26",
      { A: 90, B: 9 },
      { sieges: 1, inscrits: 120, inscritsRestants: 5 },
    );
    expect(decide(sur).candidatures.map(({ certitude }) => certitude)).toEqual(["ELU", "ELIMINE"]);
  });
});

describe("E22 municipales in Nouvelle-Calédonie", () => {
  const commune = (date: string, population: number, voix: Voix, more: Partial<Contest> = {}): Outcome =>
    decide(contest("municipales", date, voix, { territoire: "98818", population, sieges: 15, ...more }));

  it("the example: one round, 5 % of the exprimés, no bonus", () => {
    const outcome = commune("2014-03-23", 900, { A: 400, B: 250, C: 50, D: 36 });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", regle: "MUN-NC-PR-1000" });
    expect(sieges(outcome)).toEqual([9, 5, 1, 0]);
    const admise = commune("2014-03-23", 900, { A: 400, B: 250, C: 50, D: 37 });
    expect(admise.etapes).toContainEqual(expect.objectContaining({ type: "admission", admises: ["A", "B", "C", "D"] }));
    expect(sieges(admise)).toEqual([9, 5, 1, 0]);
  });

  it("common law from 3,500 inhabitants, then from 1,000; still so in 2026 (ordonnance 2025-1095)", () => {
    const rule = (date: string): string[] =>
      [999, 1_000, 3_499, 3_500].map((population) => commune(date, population, { A: 60, B: 40 }).regle);
    expect(rule("2014-03-22")).toEqual(["MUN-NC-PR-3500", "MUN-NC-PR-3500", "MUN-NC-PR-3500", "MUN-NC-LISTE-3500"]);
    const since = ["MUN-NC-PR-1000", "MUN-NC-LISTE-1000", "MUN-NC-LISTE-1000", "MUN-NC-LISTE-1000"];
    expect(rule("2014-03-23")).toEqual(since);
    expect(rule("2026-03-15")).toEqual(since);
    expect(sieges(commune("2020-03-15", 5_000, { A: 60, B: 40 }))).toEqual([12, 3]);
  });

  it("seats are given; a single vacancy is filled by name (L436)", () => {
    const { sieges: _given, ...without } = contest(
      "municipales",
      "2020-03-15",
      { A: 6 },
      { territoire: "98818", sieges: 1 },
    );
    expect(decide({ ...without, population: 900 }).code).toBe("L-SIEGES-MANQUANTS");
    expect(decide({ ...without, population: 9_000 }).code).toBe("L-SIEGES-MANQUANTS");
    const partial = { partielle: true, sieges: 1 };
    expect(sieges(commune("2020-03-15", 900, { A: 4, B: 3 }, { ...partial, exprimes: 100 }))).toEqual([1, 0]);
    expect(commune("2020-03-15", 900, { A: 4, B: 3 }, { ...partial, sieges: 2, exprimes: 100 }).vacances).toBe(2);
  });
});

describe("E23 municipales in Polynésie française", () => {
  const decideCommune = (
    date: string,
    population: number,
    associees: number[] | undefined,
    more: Partial<Contest> = {},
  ): Outcome =>
    decide(
      contest(
        "municipales",
        date,
        { A: 60, B: 40 },
        {
          territoire: "98735",
          population,
          sieges: 2,
          inscrits: 200,
          ...(associees === undefined ? {} : { populationsAssociees: associees }),
          ...more,
        },
      ),
    );
  const parListe = (...args: Parameters<typeof decideCommune>): boolean =>
    decideCommune(...args).candidatures.some(({ prime = 0 }) => prime > 0);

  it("before March 2014: by list from 3,500 inhabitants, only without communes associées", () => {
    expect(parListe("2014-03-22", 3_500, [])).toBe(true);
    expect(parListe("2014-03-22", 3_500, [2_000, 1_500])).toBe(false);
    expect(parListe("2014-03-22", 3_499, undefined)).toBe(false);
  });

  it("since: by list from 1,000; with communes associées, from 3,500 when each has 1,000", () => {
    expect(parListe("2014-03-23", 1_000, [])).toBe(true);
    expect(parListe("2014-03-23", 999, undefined)).toBe(false);
    expect(parListe("2014-03-23", 3_499, [2_000, 1_499])).toBe(false);
    expect(parListe("2014-03-23", 3_500, [2_500, 1_000])).toBe(true);
    expect(parListe("2014-03-23", 3_500, [2_501, 999])).toBe(false);
  });

  it("what it must know is asked for; since 2020, by name below 1,000 inhabitants, the rest of the text of 2016 is named as missing", () => {
    expect(decideCommune("2014-03-23", 3_500, undefined).code).toBe("L-COMMUNES-ASSOCIEES");
    expect(decide(contest("municipales", "2014-03-23", { A: 1 }, { territoire: "98735" })).code).toBe(
      "L-POPULATION-MANQUANTE",
    );
    expect(decide(contest("municipales", "2014-03-23", { A: 1 }, { territoire: "98735", population: 500 })).code).toBe(
      "L-SIEGES-MANQUANTS",
    );
    expect(decideCommune("2020-02-29", 900, []).regle).toBe("MUN-PF-1000");
    expect(decideCommune("2020-03-01", 999, []).regle).toBe("MUN-PF-2020");
    expect(decideCommune("2026-03-15", 999, undefined).regle).toBe("MUN-PF-2020");
    const missing = decideCommune("2020-03-01", 1_000, []);
    expect(missing.code).toBe("L-REGLE-ABSENTE");
    expect(missing.erreurs?.[0]?.expected).toContain("2016-1658");
  });

  it("by name, round 2 takes the seats that round 1 left; a ballot carries as many names as seats", () => {
    const first = decideCommune("2014-03-23", 500, undefined, { inscrits: 100, exprimes: 60, sieges: 3 });
    expect(first).toMatchObject({ statut: "BALLOTTAGE", siegesRestants: 1 });
    const second = decide(
      contest(
        "municipales",
        "2014-03-30",
        { C: 30, D: 20 },
        {
          territoire: "98735",
          population: 500,
          tour: 2,
          premierTour: "2014-03-23",
          premierTourResultat: first,
        },
      ),
    );
    expect(statuts(second)).toEqual({ C: "ELU_T2", D: "BATTU" });
  });

  it("what would change it by name: the quarter of the inscrits", () => {
    const more = { territoire: "98735", population: 500, sieges: 1, exprimes: 90, inscrits: 400 };
    expect(changements(contest("municipales", "2014-03-23", { A: 60, B: 30 }, more))).toContainEqual(
      expect.objectContaining({ objet: "elus", edition: "ajoutees", voix: 40, vers: "A" }),
    );
  });

  it("certainties by name and by list", () => {
    const units2 = (population: number): Contest[] =>
      [...units("municipales", "2014-03-23", 1, 3, () => ({ sieges: 1 }))].map((one) => ({
        ...one,
        population,
        territoire: "98735",
        populationsAssociees: [],
      }));
    expect(prouver(units2(500), 1, elu, (one) => elu(one) || one.statut === "QUALIFIE_SEUIL")).toContain("ELU");
    expect(
      prouver(
        units2(5_000).map((one) => ({ ...one, sieges: 5 })),
        1,
        aLaPrime,
        primeOuSecondTour,
      ),
    ).toContain("ELU");
  });
});
