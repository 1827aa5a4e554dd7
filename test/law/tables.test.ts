/** What the law's tables say: members of councils, délégués, secteurs, and the names of territories. */
import { describe, expect, it } from "vitest";
import { conseillersMunicipaux, populationPour } from "#shared/law/tables.ts";
import { delegation, senateurs } from "#shared/law/tables-senat.ts";
import { secteurDe } from "#shared/law/tables-secteurs.ts";
import { reconnaitre, selonLeMot } from "#shared/law/territories.ts";
import { resolveRule, type Versions } from "#shared/law/versions.ts";

describe("members of municipal councils (CGCT L2121-2)", () => {
  it("a number of members gives back the populations of its council, from the first to the last of the table", () => {
    expect([9, 29, 69].map((one) => populationPour(one))).toEqual([
      [0, 100],
      [5_000, 10_000],
      [300_000, Infinity],
    ]);
    expect([7, 8, 10, undefined].map((one) => populationPour(one))).toEqual([
      [0, 100],
      undefined,
      undefined,
      undefined,
    ]);
    expect([99, 100, 299_999, 300_000].map((one) => conseillersMunicipaux(one, "2014-03-23"))).toEqual([7, 11, 65, 69]);
    expect(["2014-03-22", "2014-03-23"].map((day) => conseillersMunicipaux(99, day))).toEqual([9, 7]);
  });
});

describe("délégués of the municipal councils (L284 to L286)", () => {
  it("below 9,000 inhabitants, by the size of the council; a size that L284 does not know has none", () => {
    expect(delegation(8_999, 29, "2014-03-23")).toEqual({ deDroit: 0, aElire: 15, suppleants: 5 });
    expect(delegation(1_400, 15, "2014-03-23")).toEqual({ deDroit: 0, aElire: 3, suppleants: 3 });
    expect(delegation(2_400, 19, "2014-03-23")).toEqual({ deDroit: 0, aElire: 5, suppleants: 3 });
    expect(delegation(2_600, 23, "2014-03-23")).toEqual({ deDroit: 0, aElire: 7, suppleants: 4 });
    expect(delegation(900, 13, "2014-03-23")).toBeUndefined();
  });

  it("from 9,000, all of the council; above 30,000 one more by whole tranche of 800, of 1,000 before 2014", () => {
    expect(delegation(9_000, 29, "2014-03-23")).toEqual({ deDroit: 29, aElire: 0, suppleants: 8 });
    expect(delegation(30_799, 39, "2014-03-23")).toMatchObject({ aElire: 0 });
    // 39 by right and 12 more are 51 titulaires: 3, and 46 others by five.
    expect(delegation(39_999, 39, "2014-03-23")).toEqual({
      deDroit: 39,
      aElire: 12,
      suppleants: 13,
      trancheEntamee: true,
    });
    expect(delegation(39_999, 39, "2014-03-22")).toEqual({
      deDroit: 39,
      aElire: 9,
      suppleants: 12,
      trancheEntamee: true,
    });
  });

  it("a territory without senators, or none, has none", () => {
    expect([senateurs("75"), senateurs("ZZ"), senateurs(undefined)]).toEqual([12, undefined, undefined]);
  });
});

describe("secteurs and their codes", () => {
  it("the ministry's and INSEE's, whole", () => {
    expect(secteurDe("75056SR05")).toEqual({ ville: "75056", numero: 5 });
    expect(secteurDe("69123SR01")).toEqual({ ville: "69123", numero: 1 });
    expect(secteurDe("13055SR08")).toEqual({ ville: "13055", numero: 8 });
    expect(secteurDe("75120")).toEqual({ ville: "75056", numero: 20 });
    expect(secteurDe("69389")).toEqual({ ville: "69123", numero: 9 });
    for (const code of [
      "75056SR051",
      "975056SR05",
      "751011",
      "975101",
      "693811",
      "969381",
      "13201",
      "01004",
      undefined,
    ])
      expect(secteurDe(code), code).toBeUndefined();
  });
});

describe("names of a table", () => {
  const table = ["iles-du-vent-1", "marquises", "1er"];

  it("its code, its name however it is written, or its rank; nothing else", () => {
    const of = (code: string): string | undefined => reconnaitre(code, table);
    expect(["iles-du-vent-1", "Îles  du — Vent (1)", "« Marquises »", "MARQUISES"].map(of)).toEqual([
      "iles-du-vent-1",
      "iles-du-vent-1",
      "marquises",
      "marquises",
    ]);
    expect(["1", "02", "3"].map(of)).toEqual(["iles-du-vent-1", "marquises", "1er"]);
    expect(["0", "4", "2e", "n2", "1-2", "1,5", ""].map(of)).toEqual(Array(7).fill(undefined));
  });

  it("one of its words", () => {
    const of = (code?: string): number | undefined => selonLeMot({ sud: 40, nord: 22 }, code);
    expect(["988-sud", "Province Nord", "Sud", "sudiste", "988", undefined].map(of)).toEqual([
      40,
      22,
      40,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("faults of the rows themselves", () => {
  const rows = (...versions: readonly object[]): Versions[] => [
    {
      type: "essai",
      versions: versions.map((one, index) => ({
        id: `R${index + 1}`,
        du: "2000-01-01",
        articles: [],
        texte: "",
        ...one,
      })),
    },
  ];
  const resolve = (versions: Versions[], population?: number) =>
    resolveRule(versions, { type: "essai", premierTour: "2001-01-01", population });

  it("two rows that hold together are a fault, unless the population alone would choose", () => {
    expect(resolve(rows({}, {}))).toEqual({
      code: "L-REGLE-MULTIPLE",
      field: "type",
      expected: "une seule règle, et non R1, R2",
      advice: "signalez ce défaut du registre des règles",
    });
    const small = { population: [0, 100] };
    expect(resolve(rows(small, {}))).toMatchObject({ code: "L-REGLE-MULTIPLE" });
    const split = rows(small, { population: [100, Infinity] });
    expect(resolve(split)).toMatchObject({ code: "L-POPULATION-MANQUANTE" });
    expect([99, 100].map((one) => (resolve(split, one) as { regle: { id: string } }).regle.id)).toEqual(["R1", "R2"]);
  });
});
