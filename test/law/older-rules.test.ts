/** Rules of before 2001, each from the text of its time, and the days on both sides of their boundaries. */
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, sieges, statuts, type Voix } from "./contests.ts";

const tour1 = (type: string, date: string, voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest(type, date, voix, more));
const regle = (type: string, date: string, more: Partial<Contest> = {}): string => {
  const outcome = tour1(type, date, { A: 60, B: 40 }, { sieges: 5, ...more });
  return outcome.regle === "" ? outcome.code! : outcome.regle;
};

describe("législatives before July 1986", () => {
  it("12,5 % of the inscrits since 1976 (loi 76-665), as again since 1986; the text before was not read", () => {
    expect(["1976-07-19", "1976-07-20", "1985-07-10"].map((date) => regle("legislatives", date))).toEqual([
      "L-REGLE-ABSENTE",
      "LEG-1976",
      "LEG-1976",
    ]);
    const field = { A: 15_000, B: 12_000, C: 8_750, D: 8_749 };
    const now = tour1("legislatives", "2022-06-12", field, { inscrits: 70_000 });
    const then = tour1("legislatives", "1981-06-14", field, { inscrits: 70_000 });
    expect(then.candidatures).toEqual(now.candidatures);
    expect(tour1("legislatives", "1973-03-04", { A: 1 }).erreurs?.[0]?.expected).toContain("76-665");
  });

  it("March 1986: by list and département, 5 % of the exprimés, the last seat to more voix, then to the older (L124)", () => {
    expect(["1985-07-11", "1986-07-11", "1986-07-12"].map((date) => regle("legislatives", date))).toEqual([
      "LEG-1985",
      "LEG-1985",
      "LEG-1986",
    ]);
    const paris = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
      tour1("legislatives", "1986-03-16", voix, { territoire: "75", sieges: 5, ...more });
    // 700/3 = 233.3, 420/2 = 210, 280, 100: the fifth seat is the third list's.
    expect(sieges(paris({ A: 700, B: 420, C: 280, D: 100 }))).toEqual([3, 1, 1, 0]);
    expect(sieges(paris({ A: 600, B: 351, C: 50 }, { exprimes: 1_001, sieges: 20 }))).toEqual([13, 7, 0]);
    expect(sieges(paris({ A: 600, B: 350, C: 50 }, { exprimes: 1_000, sieges: 20 }))).toEqual([12, 7, 1]);
    const born = (naissance: string): { voix: number; personnes: { naissance: string }[] } => ({
      voix: 100,
      personnes: [{ naissance }],
    });
    expect(sieges(paris({ A: born("1930-01-02"), B: born("1930-01-01") }, { sieges: 1 }))).toEqual([0, 1]);
    expect(paris({ A: 1 }, { tour: 2, premierTour: "1986-03-16" }).code).toBe("L-TOUR");
    expect(decide(contest("legislatives", "1986-03-16", { A: 1 }, { territoire: "75" })).code).toBe(
      "L-SIEGES-MANQUANTS",
    );
    for (const more of [{ territoire: "987" }, { partielle: true }])
      expect(tour1("legislatives", "1986-03-16", { A: 1 }, more).erreurs?.[0]?.expected).toContain("85-691");
  });
});

describe("régionales before 2004", () => {
  it("by département in one round, 5 %, no bonus (L338)", () => {
    expect(["1986-03-15", "1986-03-16", "2004-03-20", "2004-03-21"].map((date) => regle("regionales", date))).toEqual([
      "L-REGLE-ABSENTE",
      "REG-1986",
      "REG-1986",
      "REG-2004",
    ]);
    const rhone = tour1(
      "regionales",
      "1998-03-15",
      { A: 700, B: 420, C: 280, D: 100 },
      { territoire: "69", sieges: 5 },
    );
    expect(rhone).toMatchObject({ statut: "ACQUIS_T1", regle: "REG-1986" });
    expect(sieges(rhone)).toEqual([3, 1, 1, 0]);
    expect(regle("regionales", "1998-03-15", { territoire: "94" })).toBe("CORSE-1991");
  });

  it("the Assemblée de Corse too, by département, from 1986 to its statute of May 1991", () => {
    const at = (type: string, date: string, territoire: string): string => regle(type, date, { territoire });
    for (const type of ["corse", "regionales"]) {
      expect(["1986-03-15", "1986-03-16", "1991-05-13", "1991-05-14"].map((date) => at(type, date, "2A"))).toEqual([
        "L-REGLE-ABSENTE",
        "CORSE-1986",
        "CORSE-1986",
        type === "corse" ? "CORSE-1991" : "L-REGLE-ABSENTE",
      ]);
      expect(at(type, "1986-03-16", "94")).toBe("L-REGLE-ABSENTE");
    }
    const haute = tour1("corse", "1987-03-22", { A: 700, B: 420, C: 280, D: 70 }, { territoire: "2B", sieges: 5 });
    expect([haute.regle, sieges(haute)]).toEqual(["CORSE-1986", [3, 1, 1, 0]]);
    expect(decide(contest("corse", "1986-03-16", { A: 1 }, { territoire: "2B" })).code).toBe("L-SIEGES-MANQUANTS");
  });
});

describe("municipales since the loi n° 82-974", () => {
  it("the same half of the seats, 10 % and 5 % from March 1983", () => {
    const at = (date: string, population: number): string => regle("municipales", date, { population, sieges: 29 });
    expect(["1983-03-05", "1983-03-06", "1995-06-11"].map((date) => at(date, 5_000))).toEqual([
      "L-REGLE-ABSENTE",
      "MUN-LISTE-3500",
      "MUN-LISTE-3500",
    ]);
    expect(at("1989-03-12", 3_499)).toBe("MUN-MAJ-3500");
    expect(sieges(tour1("municipales", "1983-03-06", { A: 1_201, B: 800, C: 399 }, { population: 4_000 }))).toEqual([
      21, 4, 2,
    ]);
  });

  it("by secteur in Paris and Lyon since 1983; in Marseille by the eight secteurs of 1987 since 1989", () => {
    expect(
      ["75056SR05", "69123SR03", "13055SR01"].map((one) => regle("municipales", "1983-03-06", { territoire: one })),
    ).toEqual(["PLM-1983", "PLM-1983", "L-REGLE-ABSENTE"]);
    expect(["1989-03-11", "1989-03-12"].map((one) => regle("municipales", one, { territoire: "13055SR01" }))).toEqual([
      "L-REGLE-ABSENTE",
      "PLM-1982",
    ]);
    // Six conseillers and twelve conseillers d'arrondissement in the 10e.
    const dixieme = tour1("municipales", "2008-03-09", { A: 60, B: 40 }, { territoire: "75110" });
    expect([sieges(dixieme), sieges(dixieme, "siegesArrondissement")]).toEqual([
      [5, 1],
      [10, 2],
    ]);
  });

  it("an arrondissement of a secteur that holds several decides nothing", () => {
    for (const [territoire, date] of [
      ["13201", "2014-03-23"],
      ["75102", "2020-03-15"],
    ] as const)
      expect(tour1("municipales", date, { A: 60, B: 40 }, { territoire })).toMatchObject({
        code: "L-SECTEUR",
        erreurs: [{ advice: expect.stringContaining("SR01") as string }],
      });
    expect(regle("municipales", "2014-03-23", { territoire: "13201", siegesArrondissement: 22, sieges: 11 })).toBe(
      "PLM-2014",
    );
  });
});

describe("européennes before 2004", () => {
  it("81 seats of one circonscription to 1989, 87 from 1994; who wins a full tie was not read", () => {
    const total = (date: string): number => sieges(tour1("europeennes", date, { A: 1 }))[0]!;
    expect([total("1979-06-10"), total("1994-06-11"), total("1994-06-12"), total("2004-06-12")]).toEqual([
      81, 81, 87, 87,
    ]);
    expect(regle("europeennes", "1979-06-09")).toBe("L-REGLE-ABSENTE");
    expect(tour1("europeennes", "1984-06-17", { A: 50, B: 50 }, { sieges: 1 }).erreurs?.[0]?.expected).toContain(
      "2003-327",
    );
  });
});

describe("Sénat before 2011, and of the French abroad", () => {
  it("L295: by list from five senators, from three in 2001, from four in 2004", () => {
    const parListe = (date: string, places: number): boolean =>
      tour1("senatoriales", date, { A: 600, B: 400 }, { sieges: places, inscrits: 1_000 }).etapes.some(
        ({ type }) => type === "siege",
      );
    const rows: readonly (readonly [string, number])[] = [
      ["1998-09-27", 5],
      ["2001-09-22", 5],
      ["2001-09-23", 3],
      ["2004-09-25", 3],
      ["2004-09-26", 4],
      ["2011-09-24", 4],
      ["2011-09-25", 4],
      ["2014-09-28", 3],
    ];
    for (const [date, seuil] of rows)
      expect([parListe(date, seuil - 1), parListe(date, seuil)], date).toEqual([false, true]);
    // The départements had other numbers of senators: they are asked for.
    expect(decide(contest("senatoriales", "2008-09-21", { A: 60 }, { territoire: "75" })).code).toBe(
      "L-SIEGES-MANQUANTS",
    );
    expect(regle("senatoriales", "1965-09-25")).toBe("L-REGLE-ABSENTE");
  });

  it("the French abroad: always by list, six seats since there are two séries (ordonnance 59-260, art. 14)", () => {
    const abroad = (date: string, more: Partial<Contest> = {}): Outcome =>
      tour1("senatoriales", date, { A: 200, B: 150, C: 100, D: 30 }, { territoire: "ZZ", ...more });
    expect(abroad("2021-09-26")).toMatchObject({ statut: "ACQUIS_T1", regle: "SENAT-FEF-2014" });
    expect(sieges(abroad("2021-09-26"))).toEqual([3, 2, 1, 0]);
    expect(sieges(abroad("2008-09-21", { sieges: 4 }))).toEqual([2, 1, 1, 0]);
    expect(abroad("2008-09-21").code).toBe("L-SIEGES-MANQUANTS");
    expect(abroad("2015-03-01", { partielle: true, sieges: 1 }).erreurs?.[0]?.expected).toContain("partielles");
    expect(statuts(abroad("2021-09-26", { tour: 2, premierTour: "2021-09-26" }))["A"]).toBe("INDECIDABLE");
  });
});
