/** The types at their edges: what tells one rule from its neighbour, and what is still missing while bureaux are. */
import { describe, expect, it } from "vitest";
import type { Contest, Personne } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, sieges, statuts, type Voix } from "./contests.ts";

const named = (voix: number, ...noms: string[]): { voix: number; personnes: Personne[] } => ({
  voix,
  personnes: noms.map((nom) => ({ nom })),
});
const elus = (outcome: Outcome, index = 0): unknown[] =>
  outcome.candidatures[index]!.elus?.map(({ corps, rang, nom }) => [corps, rang, nom]) ?? [];

describe("which rules hold", () => {
  it("R25-1: the population of the last renewal chooses in a partial election, and there only", () => {
    const regle = (partielle: boolean): string =>
      decide(
        contest(
          "municipales",
          "2014-03-23",
          { A: 1 },
          { population: 1_100, populationRenouvellement: 900, sieges: 3, partielle },
        ),
      ).regle;
    expect([regle(false), regle(true)]).toEqual(["MUN-LISTE-1000", "MUN-MAJ-1000"]);
    const council = (partielle: boolean): number =>
      decide(
        contest(
          "municipales",
          "2014-03-23",
          { A: 1 },
          { population: 2_600, populationRenouvellement: 2_400, partielle },
        ),
      ).candidatures[0]!.sieges!;
    expect([council(false), council(true)]).toEqual([23, 19]);
  });

  it("L258-1: since March 2026 a partial election below 1,000 inhabitants completes the council, by list: its seats are asked for", () => {
    const partielle = (date: string, more: Partial<Contest>): unknown => {
      const outcome = decide(contest("municipales", date, { A: 60, B: 40 }, { partielle: true, ...more }));
      return outcome.code ?? sieges(outcome);
    };
    expect(partielle("2027-03-14", { population: 999 })).toBe("L-SIEGES-MANQUANTS");
    expect(partielle("2027-03-14", { population: 999, sieges: 5 })).toEqual([4, 1]);
    expect(partielle("2027-03-14", { population: 1_000 })).toEqual([12, 3]);
    expect(partielle("2027-03-14", { population: 1_000, populationRenouvellement: 999 })).toBe("L-SIEGES-MANQUANTS");
    expect(partielle("2026-03-15", { population: 999, partielle: false })).toEqual([12, 3]);
  });

  it("the members of the council narrow its population, under common law only: a section and the Pacific have other tables", () => {
    expect(decide(contest("municipales", "2014-03-23", { A: 1 }, { sieges: 29 })).regle).toBe("MUN-LISTE-1000");
    for (const one of [
      contest("municipales", "2014-03-23", { A: 1 }, { territoire: "98801", sieges: 29 }),
      contest("municipales-sections", "2008-03-09", { A: 1 }, { sieges: 9 }),
    ])
      expect(decide(one).code).toBe("L-POPULATION-MANQUANTE");
  });

  it("the day of round 1 chooses when it is given, even a fortnight before", () => {
    const second = (premierTour: string): string =>
      decide(contest("municipales", "2014-03-30", { A: 1 }, { tour: 2, premierTour, population: 3_400, sieges: 3 }))
        .regle;
    expect([second("2014-03-16"), second("2014-03-23")]).toEqual(["MUN-MAJ-3500", "MUN-LISTE-1000"]);
  });

  it("a list without a name is a list whose names are not known, beside one whose names are", () => {
    const outcome = decide(
      contest(
        "municipales",
        "2020-03-15",
        { A: { voix: 30, personnes: [] }, B: named(70, "b1", "b2", "b3") },
        { population: 2_000, sieges: 5 },
      ),
    );
    // B takes the five seats with its three names; A's are unknown.
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", vacances: 2 });
    expect([sieges(outcome), elus(outcome, 1).length]).toEqual([[0, 5], 3]);
    const unknown = [{ id: "A", voix: 100, personnes: [] }];
    const alone = contest("municipales", "2020-03-15", { A: 100 }, { population: 2_000, sieges: 5 });
    expect(decide({ ...alone, candidatures: unknown })).not.toHaveProperty("vacances");
  });

  it("an outcome has an id where its contest has one", () => {
    for (const date of ["1973-03-04", "2017-06-11"]) {
      const one = contest("legislatives", date, { A: 1 });
      expect(decide(one)).not.toHaveProperty("id");
      expect(decide({ ...one, id: "x" }).id).toBe("x");
    }
  });
});

describe("votes for several names", () => {
  const first = (siegesRestants: number): Outcome => ({
    statut: "BALLOTTAGE",
    candidatures: [{ id: "z", voix: 1, statut: "QUALIFIE_SEUIL" }],
    etapes: [],
    regle: "",
    articles: [],
    siegesRestants,
  });
  const second = (siegesRestants: number) => ({ tour: 2, premierTourResultat: first(siegesRestants) }) as const;

  it.each<[string, string, Partial<Contest>, number]>([
    ["municipales", "2014-03-23", { territoire: "98712", population: 900, sieges: 2 }, 2],
    ["municipales", "2014-03-23", { territoire: "98712", population: 1_200, populationsAssociees: [], sieges: 5 }, 1],
    ["municipales", "2014-03-30", { territoire: "98712", population: 900, ...second(3) }, 3],
    ["municipales-sections", "2008-03-09", { population: 900, sieges: 2 }, 2],
    ["municipales-sections", "2008-03-16", { population: 900, ...second(3) }, 3],
    ["municipales-sections", "2008-03-09", { population: 5_000, inscrits: 2_000, sieges: 5 }, 1],
    ["delegues-senatoriaux", "2014-06-20", { population: 900 }, 3],
    ["delegues-senatoriaux", "2014-06-20", { population: 900, siegesSuppleants: 4 }, 4],
    ["delegues-senatoriaux", "2014-06-20", { population: 900, siegesSuppleants: 4, ...second(2) }, 2],
    ["senatoriales", "2014-09-28", { territoire: "03" }, 2],
    ["senatoriales", "2014-09-28", { territoire: "38" }, 1],
  ])("%s of %s, %j: a ballot carries %i", (type, date, more, names) => {
    const code = (voix: number): string | undefined =>
      decide(contest(type, date, { z: voix }, { exprimes: 10, inscrits: 40, ...more })).code;
    expect([code(10 * names), code(10 * names + 1)]).toEqual([undefined, "L-VOIX-SOMME"]);
  });
});

describe("what is still missing while bureaux are", () => {
  it.each<[string, string, Voix, Partial<Contest>, string]>([
    ["municipales", "2014-03-23", { A: 1 }, { territoire: "75056" }, "L-SECTEUR"],
    ["municipales", "2026-03-15", { A: 60, B: 40 }, { territoire: "75056SR05" }, "L-SIEGES-MANQUANTS"],
    ["guyane", "2021-06-20", { A: 60, B: 40 }, {}, "L-POPULATION-SECTION"],
    ["regionales", "2021-06-20", { A: 60, B: 40 }, {}, "L-SIEGES-MANQUANTS"],
    ["senatoriales", "2014-09-28", { A: 60, B: 40 }, {}, "L-SIEGES-MANQUANTS"],
    ["municipales-sections", "2008-03-09", { A: 60, B: 40 }, { population: 900 }, "L-SIEGES-MANQUANTS"],
  ])("%s of %s: a unit that cannot be decided says so at once", (type, date, voix, more, code) => {
    const one = contest(type, date, voix, { inscrits: 110, inscritsRestants: 5, ...more });
    expect(decide(one)).toMatchObject({ statut: "INDECIDABLE", code });
  });
});

describe("one body after another", () => {
  it("E19: a list short of names leaves seats of the assembly empty; they begin where the congrès stopped", () => {
    const outcome = decide(
      contest(
        "nouvelle-caledonie",
        "2019-05-12",
        { A: named(90, "a1", "a2", "a3"), B: 10 },
        { inscrits: 150, siegesParSection: { congres: 2, province: 3 } },
      ),
    );
    expect(elus(outcome)).toEqual([
      ["section:congres", 1, "a1"],
      ["section:congres", 2, "a2"],
      ["section:province", 3, "a3"],
    ]);
    expect(outcome.vacances).toBe(2);
    const none = contest(
      "nouvelle-caledonie",
      "2019-05-12",
      { A: named(90, "a1") },
      { inscrits: 150, siegesParSection: { congres: 2, province: 3 } },
    );
    expect(decide(none).vacances).toBe(4);
  });

  it("E19: the congrès and the province are given together, or the assembly without its congrès", () => {
    const province = (more: Partial<Contest>): Outcome =>
      decide(contest("nouvelle-caledonie", "2019-05-12", { A: 90 }, { inscrits: 150, ...more }));
    const seats = (more: Partial<Contest>): unknown => province(more).candidatures[0]!.siegesSections;
    expect(seats({ territoire: "988-sud", siegesParSection: { province: 5 } })).toEqual({ congres: 32, province: 5 });
    expect(seats({ sieges: 7, siegesParSection: { congres: 7 } })).toEqual({ congres: 7, province: 0 });
    expect(province({ sieges: 6, siegesParSection: { congres: 7 } }).code).toBe("L-SIEGES-MANQUANTS");
    expect(seats({ partielle: true, sieges: 2, territoire: "988-sud" })).toEqual({ congres: 0, province: 2 });
  });
});

describe("neighbours", () => {
  it("E12, Q-21: « majorité absolue des suffrages » is a question of round 1", () => {
    const second = contest("corse", "2021-06-27", { A: 60, B: 40 }, { tour: 2, premierTour: "2021-06-20" });
    expect(decide(second)).toMatchObject({ statut: "ACQUIS_T2" });
    expect(decide(second)).not.toHaveProperty("politiques");
  });

  it("E12, before 2010: which of two equal lists leads is asked of round 2 alone", () => {
    const first = decide(contest("corse", "2004-03-21", { A: 50, B: 50 }));
    expect([first.statut, first.erreurs]).toEqual(["BALLOTTAGE", undefined]);
  });

  it("E13: the seats of a section that the prefect's decree states are those given; populations that tie tell nothing", () => {
    const huit = (values: readonly number[]): Record<string, number> =>
      Object.fromEntries(values.map((value, index) => [`${index + 1}`, value]));
    const A = { voix: 80, sections: huit(Array<number>(8).fill(10)) };
    const decret = huit([4, 5, 1, 2, 3, 1, 2, 1]);
    const outcome = decide(contest("guyane", "2015-12-06", { A }, { siegesParSection: decret, inscrits: 100 }));
    expect(outcome.candidatures[0]!.siegesSections).toEqual(decret);
    const places = (populations: readonly number[]): string | undefined =>
      decide(contest("guyane", "2021-06-20", { A }, { populationParSection: huit(populations) })).code;
    // 51 seats, 11 of them the bonus: equal populations tie for a last seat and not for the bonus, and the other way round.
    expect(places([3, 5, 4, 8, 9, 1, 6, 8])).toBe("L-POPULATION-SECTION");
    expect(places([3, 9, 8, 5, 4, 12, 8, 12])).toBe("L-POPULATION-SECTION");
    expect(places([1, 2, 3, 5, 7, 11, 13, 17])).toBeUndefined();
  });

  it("E15: one list that takes the two seats leaves none for round 2", () => {
    const two = { partielle: true, sieges: 2 } as const;
    const elected = decide(contest("saint-barthelemy", "2017-03-19", { A: 60, B: 40 }, { ...two, inscrits: 100 }));
    expect(elected).not.toHaveProperty("siegesRestants");
    expect(elected).not.toHaveProperty("vacances");
    const left = decide(contest("saint-barthelemy", "2017-03-19", { A: 50, B: 50 }, { ...two, inscrits: 100 }));
    expect(left).toMatchObject({ siegesRestants: 2 });
  });

  it("E20: equal averages of a section go to the list with more voix in the whole (R253): the text is not silent", () => {
    const list = (marquises: number, australes: number) => {
      const sections = Object.fromEntries(["1", "2", "3", "4", "5", "6"].map((section) => [section, 0]));
      return { voix: marquises + australes, sections: { ...sections, "7": marquises, "8": australes } };
    };
    const outcome = decide(
      contest(
        "polynesie",
        "2018-05-06",
        { A: list(10, 9), B: list(10, 8), C: list(10, 90) },
        { tour: 2, premierTour: "2018-04-22" },
      ),
    );
    // Marquises: the bonus to C, then two seats for three averages of 10.
    expect(outcome.candidatures.map(({ siegesSections }) => siegesSections!["7"])).toEqual([1, 0, 2]);
    expect(outcome.politiques).toEqual({ "Q-02": "siege-par-siege" });
  });

  it("E20: where nobody stands, no seat is taken and no section is asked for", () => {
    const nobody = contest("polynesie", "2018-05-06", {}, { tour: 2, premierTour: "2018-04-22" });
    expect(decide(nobody)).toMatchObject({ statut: "ACQUIS_T2", vacances: 57 });
  });

  it("E24, L324: a second round is by name, even of a partial election that does not say where", () => {
    const second = contest("senatoriales", "2014-09-28", { A: 60, B: 40 }, { partielle: true, tour: 2, sieges: 2 });
    expect(statuts(decide(second))).toEqual({ A: "ELU_T2", B: "ELU_T2" });
  });

  it("E28: the senators of the French abroad sit at the Sénat, in list order", () => {
    const outcome = decide(contest("senatoriales", "2014-09-28", { A: named(60, "a1"), B: 40 }, { territoire: "ZZ" }));
    expect(elus(outcome)).toEqual([["senat", 1, "a1"]]);
  });

  it("E30, article 3-1: overseas the list says who sits in 2004, and no longer from 2009", () => {
    const outremer = (date: string): unknown[] =>
      elus(decide(contest("europeennes", date, { A: named(60, "a1", "a2", "a3") }, { territoire: "OM" })));
    expect(outremer("2004-06-13")).toEqual([
      ["parlement", 1, "a1"],
      ["parlement", 2, "a2"],
      ["parlement", 3, "a3"],
    ]);
    expect(outremer("2009-06-07")).toEqual([]);
  });
});
