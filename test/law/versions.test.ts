import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide, REGISTRE, resolveRule } from "#shared/law/index.ts";
import { contest, sieges, type Voix } from "./contests.ts";

const rule = (
  type: string,
  premierTour: string,
  more: { population?: number; territoire?: string; populationEntre?: [number, number] } = {},
): string => {
  const found = resolveRule(REGISTRE, { type, premierTour, ...more });
  return "code" in found ? found.code : found.regle.id;
};

describe("the resolver", () => {
  it("§2: 3,500 inhabitants until 22 March 2014, 1,000 from the 23rd, every commune from 15 March 2026 (B01, B14, T-44)", () => {
    const municipal = (date: string): string[] =>
      [999, 1_000, 3_499, 3_500].map((population) => rule("municipales", date, { population }));
    expect(municipal("2014-03-22")).toEqual(["MUN-MAJ-3500", "MUN-MAJ-3500", "MUN-MAJ-3500", "MUN-LISTE-3500"]);
    expect(municipal("2014-03-23")).toEqual(["MUN-MAJ-1000", "MUN-LISTE-1000", "MUN-LISTE-1000", "MUN-LISTE-1000"]);
    expect(municipal("2026-03-14")).toEqual(["MUN-MAJ-1000", "MUN-LISTE-1000", "MUN-LISTE-1000", "MUN-LISTE-1000"]);
    expect(municipal("2026-03-15")).toEqual(Array<string>(4).fill("MUN-LISTE-2026"));
    expect(rule("municipales", "2013-09-15", { population: 2_000 })).toBe("MUN-MAJ-3500");
  });

  it("cantonales end where départementales begin (B05)", () => {
    expect([rule("cantonales", "2015-03-21"), rule("departementales", "2015-03-21")]).toEqual([
      "CANT-12,5",
      "L-REGLE-ABSENTE",
    ]);
    expect([rule("cantonales", "2015-03-22"), rule("departementales", "2015-03-22")]).toEqual([
      "L-REGLE-ABSENTE",
      "DEP-2015",
    ]);
    expect([rule("cantonales", "2011-03-19"), rule("cantonales", "2011-03-20")]).toEqual(["CANT-10", "CANT-12,5"]);
  });

  it("législatives: the French abroad have their own row; the proportional text held until 11 July 1986", () => {
    expect([rule("legislatives", "2012-06-10"), rule("legislatives", "2012-06-03", { territoire: "ZZ001" })]).toEqual([
      "LEG-1986",
      "LEG-FEF-2012",
    ]);
    expect([rule("legislatives", "1986-07-11"), rule("legislatives", "1986-07-12")]).toEqual(["LEG-1985", "LEG-1986"]);
    expect(rule("legislatives", "1973-03-04")).toBe("L-REGLE-ABSENTE");
    expect(rule("presidentielle", "1962-11-06")).toBe("L-REGLE-ABSENTE");
    expect(rule("presidentielle", "1965-12-05")).toBe("PR-1962");
  });

  it("without population, the seats may tell the system; otherwise it is asked for", () => {
    expect(rule("municipales", "2014-03-23")).toBe("L-POPULATION-MANQUANTE");
    expect(rule("municipales", "2014-03-23", { populationEntre: [1_500, 2_500] })).toBe("MUN-LISTE-1000");
    expect(decide(contest("municipales", "2014-03-23", { A: 60, B: 40 }, { sieges: 19 })).regle).toBe("MUN-LISTE-1000");
    expect(decide(contest("municipales", "2014-03-23", { A: 60, B: 40 }, { sieges: 15 })).code).toBe(
      "L-POPULATION-MANQUANTE",
    );
    expect(decide(contest("municipales", "2014-03-23", { A: 60 }, { sieges: 7, exprimes: 60 })).regle).toBe(
      "MUN-MAJ-1000",
    );
  });

  it("nor seats that tell it: the contest itself may show a ballot by list or by name", () => {
    const regle = (date: string, voix: Voix, more: Partial<Contest> = {}): string => {
      const { code, regle: id } = decide(contest("municipales", date, voix, { sieges: 15, ...more }));
      return code ?? id;
    };
    const [deux, personnes] = [{ A: 60, B: 40 }, [{ nom: "Un" }, { nom: "Deux" }]];
    expect(regle("2014-03-23", deux, { siegesCommunautaires: 2 })).toBe("MUN-LISTE-1000");
    expect(regle("2014-03-23", deux, { siegesCommunautaires: 0 })).toBe("L-POPULATION-MANQUANTE");
    expect(regle("2020-03-15", { A: { voix: 60, personnes }, B: 40 })).toBe("MUN-LISTE-1000");
    expect(regle("2020-03-15", { A: { voix: 60, personnes: personnes.slice(1) }, B: 40 })).toBe(
      "L-POPULATION-MANQUANTE",
    );
    for (const desListes of [{ ageMoyenJours: 18_000 }, { origines: ["C"] }, { communautaires: [1] }])
      expect(regle("2020-03-15", { A: { voix: 60, ...desListes }, B: 40 })).toBe("MUN-LISTE-1000");
    expect(regle("2020-03-15", { A: { voix: 60, origines: [] }, B: 40 })).toBe("L-POPULATION-MANQUANTE");
    // Where both ballots are by list, several names a ballot tell nothing.
    const noms = { territoire: "98818", exprimes: 99, inscrits: 300 };
    expect(regle("2014-03-23", deux, noms)).toBe("L-POPULATION-MANQUANTE");
    expect([100, 99].map((exprimes) => regle("2020-03-15", deux, { exprimes, inscrits: 300 }))).toEqual([
      "L-POPULATION-MANQUANTE",
      "MUN-MAJ-1000",
    ]);
    const sections = { siegesCommunautaires: 2, territoire: "98712" };
    expect(regle("2014-03-23", deux, sections)).not.toMatch(/^MUN-LISTE/);
  });

  it("an unknown type is answered with those that are known", () => {
    expect(decide(contest("royales", "2014-03-23", { A: 1 }))).toMatchObject({
      statut: "INDECIDABLE",
      code: "L-TYPE-INCONNU",
      regle: "",
      erreurs: [{ field: "type" }],
    });
  });

  it("no two rows of a type hold together, on any boundary day, territory or population", () => {
    for (const type of new Set(REGISTRE.map((one) => one.type))) {
      const rows = REGISTRE.flatMap((one) => (one.type === type ? [...one.versions, ...(one.manquants ?? [])] : []));
      const days = rows
        .flatMap(({ du, au }) => [du, au ?? du])
        .flatMap((day) => [day, new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)]);
      const populations = [0, 99, 999, 1_000, 3_499, 3_500, 300_000];
      const territories = [
        undefined,
        "01001",
        ...rows.flatMap((row) => [...(row.territoires ?? []), ...(row.horsTerritoires ?? [])]),
      ];
      for (const premierTour of days)
        for (const territoire of territories)
          for (const population of populations)
            for (const partielle of [false, true]) {
              const found = resolveRule(REGISTRE, { type, premierTour, territoire, population, partielle });
              if ("code" in found)
                expect(found.code, `${type} ${premierTour} ${territoire} ${population}`).toBe("L-REGLE-ABSENTE");
            }
    }
  });

  it("a fault of the rows is called so", () => {
    const row = { id: "X", du: "2000-01-01", articles: [], texte: "" };
    expect(
      resolveRule([{ type: "x", versions: [row, { ...row, id: "Y" }] }], { type: "x", premierTour: "2001-01-01" }),
    ).toMatchObject({ code: "L-REGLE-MULTIPLE" });
    expect(
      resolveRule([{ type: "x", versions: [{ ...row, partielle: true }] }], { type: "x", premierTour: "2001-01-01" }),
    ).toMatchObject({ code: "L-REGLE-ABSENTE" });
  });
});

describe("the key of the rules is the day of round 1", () => {
  it("a round 2 after the boundary keeps the rules of its round 1", () => {
    const second = contest(
      "municipales",
      "2014-03-29",
      { A: 60, B: 40 },
      { tour: 2, premierTour: "2014-03-22", population: 1_200, sieges: 2 },
    );
    expect(decide(second).regle).toBe("MUN-MAJ-3500");
  });

  const second = (type: string, date: string, more = {}) =>
    decide(contest(type, date, { A: 60, B: 40 }, { tour: 2, ...more }));

  it("L56: without it, round 1 was the Sunday before", () => {
    expect(second("municipales", "2014-03-29", { population: 5_000 }).regle).toBe("MUN-LISTE-3500");
    expect(second("municipales", "2014-03-30", { population: 1_200 }).regle).toBe("MUN-LISTE-1000");
    expect(second("municipales", "2026-03-21", { population: 300, sieges: 2 }).regle).toBe("MUN-MAJ-1000");
    expect(second("municipales", "2026-03-22", { population: 300 }).regle).toBe("MUN-LISTE-2026");
    expect(second("cantonales", "2015-03-28").regle).toBe("CANT-12,5");
  });

  it("T-37: or two weeks before, or the same day, as the type has it", () => {
    expect(second("presidentielle", "2017-05-07").statut).toBe("ACQUIS_T2");
    expect(second("presidentielle", "1962-11-20").code).toBe("L-REGLE-ABSENTE");
    expect(second("polynesie", "2013-05-04", { sieges: 3 }).regle).toBe("PF-2008");
    expect(second("polynesie", "2013-05-05").code).toBe("L-SECTIONS");
    expect(second("senatoriales", "2014-09-28", { sieges: 1 }).regle).toBe("SENAT-2014");
    expect(second("delegues-senatoriaux", "2014-03-23", { population: 100, sieges: 1 }).regle).toBe(
      "DELEGUES-NOMS-1000",
    );
  });

  it("where several days are possible, each must have the same rules", () => {
    expect(second("legislatives", "2017-06-18").statut).toBe("ACQUIS_T2");
    expect(second("legislatives", "1986-07-20").code).toBe("L-PREMIER-TOUR-MANQUANT");
    expect(second("legislatives", "1973-03-11").code).toBe("L-REGLE-ABSENTE");
  });
});

describe("assemblies that the ministry publishes with the régions", () => {
  it("have the rules of their own type", () => {
    expect(rule("regionales", "2021-06-20", { territoire: "94" })).toBe("CORSE-63");
    expect(rule("regionales", "2010-03-14", { territoire: "94" })).toBe("CORSE-51");
    expect(rule("regionales", "2010-03-14", { territoire: "02" })).toBe("REG-2004");
    expect(rule("regionales", "2015-12-06", { territoire: "02" })).toBe("MARTINIQUE-2015");
    expect(rule("regionales", "2015-12-06", { territoire: "03" })).toBe("GUYANE-2015");
    expect(rule("regionales", "2015-12-06", { territoire: "04" })).toBe("REG-2015");
    expect(rule("regionales", "2004-03-21", { territoire: "94" })).toBe("CORSE-2003");
  });
});

describe("populations and seats (§10.1)", () => {
  it("T-12 and R25-1: a partial election keeps the system of the last renewal", () => {
    const partial = { partielle: true, population: 1_050, sieges: 3 } as const;
    expect(
      decide(contest("municipales", "2016-06-05", { A: 60 }, { ...partial, populationRenouvellement: 980 })).regle,
    ).toBe("MUN-MAJ-1000");
    expect(decide(contest("municipales", "2016-06-05", { A: 60 }, partial)).regle).toBe("MUN-LISTE-1000");
  });

  it("derives the council from the population, 7 below 100 since 2014", () => {
    const council = (population: number, date: string): number => {
      const outcome = decide(contest("municipales", date, { A: 60 }, { population, exprimes: 60, inscrits: 100 }));
      return outcome.siegesRestants === undefined ? sieges(outcome)[0]! : outcome.siegesRestants + 1;
    };
    expect([99, 100, 499, 500].map((population) => council(population, "2014-03-23"))).toEqual([7, 11, 11, 15]);
    expect(council(99, "2014-03-22")).toBe(9);
    const table: [number, number][] = [
      [1_500, 19],
      [2_500, 23],
      [3_500, 27],
      [5_000, 29],
      [10_000, 33],
      [20_000, 35],
      [30_000, 39],
      [40_000, 43],
      [50_000, 45],
      [60_000, 49],
      [80_000, 53],
      [100_000, 55],
      [150_000, 59],
      [200_000, 61],
      [250_000, 65],
      [300_000, 69],
    ];
    for (const [population, members] of table) {
      expect(council(population, "2014-03-23"), `${population}`).toBe(members);
      expect(council(population - 1, "2014-03-23"), `${population - 1}`).toBeLessThan(members);
    }
  });

  it("asks for the seats when nothing gives them", () => {
    const code = (more: object): string | undefined =>
      decide(contest("municipales", "2016-06-05", { A: 60 }, more)).code;
    expect(code({ partielle: true, population: 300 })).toBe("L-SIEGES-MANQUANTS");
    expect(code({ tour: 2, population: 300 })).toBe("L-SIEGES-MANQUANTS");
    expect(decide(contest("municipales", "2026-03-15", { A: 60 })).code).toBe("L-SIEGES-MANQUANTS");
  });
});
