import { describe, expect, it } from "vitest";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { POSTES, posteOf } from "#shared/territory/abroad.ts";
import { DEPARTEMENTS, regionOf, regionsAt } from "#shared/territory/departements.ts";

describe("départements", () => {
  it("are 96 in the metropole, 11 overseas, and the French abroad", () => {
    const codes = [...DEPARTEMENTS.keys()];
    expect(codes).toHaveLength(108);
    expect(codes.filter((code) => code.length === 2 && code !== "ZZ")).toHaveLength(96);
    expect(codes).toEqual(codes.toSorted());
    expect(DEPARTEMENTS.get("2A")).toEqual({ code: "2A", codeSource: "2A", nom: "Corse-du-Sud" });
    expect(DEPARTEMENTS.get("977")).toEqual({ code: "977", codeSource: "ZX", nom: "Saint-Barthélemy" });
  });

  it.each([
    ["67", "2015-03-22", "42"],
    ["67", "2015-12-06", "44"],
    ["14", "2012-04-22", "25"],
    ["14", "2017-04-23", "28"],
    ["971", "2012-04-22", "01"],
    ["988", "2017-04-23", null],
    ["ZZ", "2017-04-23", null],
    ["99", "2017-04-23", null],
  ])("%s on %s is in région %s", (departement, date, region) => {
    expect(regionOf(departement, date)).toBe(region);
  });

  it.each([
    ["2012-04-22", 27],
    ["2017-04-23", 18],
  ])("names each of the régions of %s, and no other", (date, count) => {
    const used = new Set(
      [...DEPARTEMENTS.keys()].map((code) => regionOf(code, date)).filter((region) => region !== null),
    );
    expect(new Set(regionsAt(date).map(({ code }) => code))).toEqual(used);
    expect(used.size).toBe(count);
  });
});

describe("the communes of today", () => {
  it("are 34,957 inhabited ones, in every département, with the arrondissements apart", async () => {
    const { communes, arrondissements } = await readTerritory();
    expect([...communes.keys()].toSorted()).toEqual([...DEPARTEMENTS.keys()].filter((code) => code !== "ZZ"));
    expect([...communes.values()].flat()).toHaveLength(34_957);
    expect(
      [...communes.values()]
        .flat()
        .every(({ code, departement, population }) => code.startsWith(departement) && population > 0),
    ).toBe(true);
    expect(communes.get("75")).toMatchObject([{ code: "75056", nom: "Paris" }]);
    expect(arrondissements.size).toBe(45);
  });
});

describe("consular posts", () => {
  it("are found however they are written", () => {
    expect(posteOf("Geneve")?.zone).toBe("Europe/Zurich");
    expect(posteOf("DUSSELDORF ")?.nom).toBe("Düsseldorf");
    expect(posteOf("Port D'Espagne")?.zone).toBe("America/Port_of_Spain");
    expect(posteOf("Atlantis")).toBeUndefined();
  });

  it("have zones that the runtime knows, and no name twice", () => {
    expect(POSTES).toHaveLength(223);
    expect(new Set(POSTES.map(({ nom }) => posteOf(nom))).size).toBe(223);
    expect(() => POSTES.map(({ zone }) => new Intl.DateTimeFormat("fr", { timeZone: zone }))).not.toThrow();
  });
});
