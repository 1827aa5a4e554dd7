/** The codes and names that people give to territories and sections. */
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { codeTerritoire } from "#shared/law/territories.ts";
import { contest, SECTIONS_POLYNESIE, sieges, type Voix } from "./contests.ts";

const tour1 = (type: string, date: string, voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest(type, date, voix, more));

describe("territories by their natural names", () => {
  it("régions, those of before 2016 too, each under the rules of its own assembly", () => {
    const gagnee = (date: string, territoire: string): string => {
      const outcome = tour1("regionales", date, { A: 60, B: 40 }, { territoire });
      return `${outcome.regle} ${outcome.candidatures.map(({ sieges: places }) => places).join("-")}`;
    };
    expect(gagnee("2010-03-14", "Limousin")).toBe(gagnee("2010-03-14", "74"));
    expect(gagnee("2010-03-14", "Poitou-Charentes")).toBe(gagnee("2010-03-14", "54"));
    for (const [name, code] of [
      ["Provence-Alpes-Côte d’Azur", "93"],
      ["AUVERGNE-RHONE-ALPES", "84"],
      ["Île-de-France", "11"],
      ["La Réunion", "04"],
      ["Grand Est", "44"],
      ["Martinique", "02"],
      ["Corse", "94"],
    ] as const)
      expect(gagnee("2021-06-20", name)).toBe(gagnee("2021-06-20", code));
    expect(gagnee("2021-06-20", "Corse")).toMatch(/^CORSE-63 /);
    expect(tour1("regionales", "2021-06-20", { A: 60 }, { territoire: "Guyane", sieges: 55 }).regle).toBe(
      "GUYANE-2021",
    );
    // A name of a région is a circonscription elsewhere.
    expect(tour1("europeennes", "2009-06-07", { A: 60 }, { territoire: "Île-de-France" }).candidatures[0]!.sieges).toBe(
      13,
    );
  });

  it("provinces of Nouvelle-Calédonie and circonscriptions of Wallis-et-Futuna", () => {
    const places = (type: string, date: string, territoire: string): number | undefined =>
      tour1(type, date, { A: 60 }, { territoire, inscrits: 100 }).candidatures[0]!.sieges;
    const nc = (one: string): number | undefined => places("nouvelle-caledonie", "2019-05-12", one);
    expect(["988-sud", "sud", "Province Sud", "988-nord", "Îles Loyauté", "988-iles"].map(nc)).toEqual([
      40, 40, 40, 22, 14, 14,
    ]);
    expect([nc("988"), nc("sudouest")]).toEqual([undefined, undefined]);
    const wf = (one: string): number | undefined => places("wallis-et-futuna", "2022-03-20", one);
    expect(["Mua", "hahake", "986-hihifo", "Alo", "SIGAVE", "986"].map(wf)).toEqual([6, 4, 3, 4, 3, undefined]);
    const partial = { territoire: "Mua", partielle: true };
    expect(tour1("wallis-et-futuna", "2023-03-19", { A: 1 }, partial).code).toBe("L-SIEGES-MANQUANTS");
  });

  it("circonscriptions of the européennes of 2004 to 2014; a territory means nothing when there is one", () => {
    const places = (territoire: string): number =>
      sieges(tour1("europeennes", "2014-05-25", { A: 1 }, { territoire }))[0]!;
    expect(
      ["Nord-Ouest", "IDF", "Île-de-France", "idf", "Massif central-Centre", "Outre-mer", "MC"].map(places),
    ).toEqual([10, 15, 15, 15, 5, 3, 5]);
    const named = { voix: 1, personnes: [{ nom: "Un" }] };
    const outremer = tour1("europeennes", "2014-05-25", { A: named }, { territoire: "outre-mer" });
    expect(outremer.candidatures[0]!.elus).toBeUndefined();
    const national = tour1("europeennes", "2024-06-09", { A: named }, { territoire: "OM" });
    expect(national.candidatures[0]!.elus).toEqual([{ corps: "parlement", rang: 1, nom: "Un" }]);
  });

  it("a région of one département by the code of either", () => {
    const regle = (territoire: string): string =>
      tour1("regionales", "2021-06-20", { A: 60, B: 40 }, { territoire, populationParSection: { a: 1 } }).regle;
    expect(["971", "974", "972", "973", "94"].map(regle)).toEqual([
      "REG-2015",
      "REG-2015",
      "MARTINIQUE-2015",
      "GUYANE-2021",
      "CORSE-63",
    ]);
    expect(sieges(tour1("regionales", "2021-06-20", { A: 60, B: 40 }, { territoire: "974" }))).toEqual([32, 13]);
    // The assembly of Corse is of the whole island.
    const corse = (date: string) =>
      ["2A", "2B"].map((territoire) => tour1("regionales", date, { A: 60, B: 40 }, { territoire, sieges: 20 }).code);
    expect([...corse("2010-03-14"), ...corse("2021-06-20")]).toEqual(Array(4).fill("L-REGLE-ABSENTE"));
  });

  it("the French abroad as ZZ, 099 or 99", () => {
    for (const territoire of ["ZZ001", "09901", "9901"])
      expect(tour1("legislatives", "2022-06-05", { A: 60 }, { territoire }).regle).toBe("LEG-FEF-2012");
  });

  it("codes as the ministry and the press write them: its letters overseas, three characters, secteurs and arrondissements", () => {
    expect(
      ["ZA101", "ZM501", "ZN018", "ZP013SN01", "ZW", "ZX701", "ZX", "ZZ01", "ZQ1"].map((one) => codeTerritoire(one)),
    ).toEqual(["97101", "97601", "98818", "98713SN01", "986", "97701", "ZX", "ZZ01", "ZQ1"]);
    // A circonscription of the députés has two figures; letters alone may be small.
    expect(["ZD01", "zn", "zz", "13055AR3"].map((one) => codeTerritoire(one))).toEqual(["97401", "988", "ZZ", "13203"]);
    expect(
      ["2a004", "02A", "013", "099", "09901", "01004", "075056SR07", "zd411", "Zone"].map((one) => codeTerritoire(one)),
    ).toEqual(["2A004", "2A", "13", "099", "09901", "01004", "75056SR07", "97411", "Zone"]);
    expect(["75056AR07", "69123AR3", "13055SR3", "13055AR03", "Sud", "11"].map((one) => codeTerritoire(one))).toEqual([
      "75056SR07",
      "69123SR03",
      "13055SR03",
      "13203",
      "Sud",
      "11",
    ]);
  });

  it("a territory chooses the same rules in each of its spellings", () => {
    const regle = (type: string, date: string, territoire: string): string =>
      tour1(type, date, { A: 60, B: 40 }, { territoire, population: 20_000, sieges: 10 }).regle;
    expect(["98818", "ZN018"].map((one) => regle("municipales", "2014-03-23", one))).toEqual(
      Array(2).fill("MUN-NC-LISTE-1000"),
    );
    expect(["75107", "75056AR07", "075056SR07"].map((one) => regle("municipales", "2026-03-15", one))).toEqual(
      Array(3).fill("PLM-ARRONDISSEMENT-2026"),
    );
    const senateurs = (territoire: string): number[] =>
      sieges(tour1("senatoriales", "2020-09-27", { A: 60, B: 40 }, { territoire }));
    expect([senateurs("013"), senateurs("13"), senateurs("ZD"), senateurs("974")]).toEqual([
      [5, 3],
      [5, 3],
      [3, 1],
      [3, 1],
    ]);
  });

  it("sections by their name however it is written, or by their rank in the law's table; the outcome keeps what was given", () => {
    const voix = [60, 50, 40, 30, 20, 10, 10, 10];
    const liste = (codes: readonly string[], factor: number): { voix: number; sections: Record<string, number> } => ({
      voix: factor * voix.reduce((sum, one) => sum + one, 0),
      sections: Object.fromEntries(codes.map((code, index) => [code, factor * voix[index]!])),
    });
    const polynesie = (codes: readonly string[]): Outcome =>
      tour1("polynesie", "2018-04-22", { A: liste(codes, 2), B: liste(codes, 1) });
    const legal = polynesie(SECTIONS_POLYNESIE);
    const numbers = polynesie(["1", "2", "3", "4", "5", "6", "7", "8"]);
    const names = polynesie([
      "Îles du Vent 1",
      "Îles du Vent 2",
      "Îles du Vent 3",
      "Îles sous le Vent",
      "Tuamotu Ouest",
      "Gambier Tuamotu Est",
      "Marquises",
      "AUSTRALES",
    ]);
    expect(sieges(legal).reduce((sum, one) => sum + one, 0)).toBe(57);
    expect([sieges(numbers), sieges(names)]).toEqual([sieges(legal), sieges(legal)]);
    expect(numbers.candidatures[0]!.siegesSections?.["4"]).toBe(
      legal.candidatures[0]!.siegesSections?.["iles-sous-le-vent"],
    );
    expect(polynesie(["1", "2", "3", "4", "5", "6", "7", "9"]).erreurs?.[0]?.advice).toContain("« 9 »");
    expect(polynesie(["1", "iles-du-vent-1", "3", "4", "5", "6", "7", "8"]).code).toBe("L-SECTIONS");
    const guyane = tour1("guyane", "2015-12-06", {
      A: liste(["Cayenne", "2", "3", "4", "5", "6", "Saint-Laurent", "8"], 1),
    });
    expect(guyane.candidatures[0]!.siegesSections).toMatchObject({ Cayenne: 12, "2": 10, "Saint-Laurent": 8 });
  });
});
