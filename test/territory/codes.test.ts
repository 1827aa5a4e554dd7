import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  arrondissementOf,
  arrondissementsOf,
  departementOf,
  inseeCommune,
  sourceCodes,
} from "#shared/territory/codes.ts";
import { DEPARTEMENTS } from "#shared/territory/departements.ts";

const FILE = "../shared/data/presidentielle/2017-presidentielle-1_par_bureau_large.csv.gz";

describe("the ministry's codes", () => {
  it.each([
    ["01", "001", "01001"],
    ["1", "4", "01004"],
    ["2A", "004", "2A004"],
    ["ZA", "101", "97101"],
    ["ZB", "209", "97209"],
    ["ZC", "302", "97302"],
    ["ZD", "411", "97411"],
    ["ZM", "501", "97601"],
    ["ZM", "517", "97617"],
    ["ZN", "818", "98818"],
    ["ZP", "011", "98711"],
    ["ZS", "502", "97502"],
    ["ZW", "001", "98601"],
    ["ZX", "701", "97701"],
    ["ZX", "801", "97801"],
    ["ZZ", "223", "ZZ223"],
  ])("reads %s,%s as %s", (departement, commune, insee) => {
    expect(inseeCommune(departement, commune)).toBe(insee);
  });

  it("lets INSEE's own codes pass", () => {
    expect(inseeCommune("971", "97101")).toBe("97101");
    expect(inseeCommune("971", "101")).toBe("97101");
    expect(inseeCommune("976", "601")).toBe("97601");
    expect(inseeCommune("988", "818")).toBe("98818");
  });

  it.each([
    ["ZY", "001"],
    ["ZA", "301"],
    ["20", "001"],
    ["ZX", "901"],
    ["01", "0001"],
  ])("refuses %s,%s", (departement, commune) => {
    expect(() => inseeCommune(departement, commune)).toThrow(/no INSEE commune/);
  });

  it("refuses to name the source of what is no commune", () => {
    expect(() => sourceCodes("99001")).toThrow(/not an INSEE commune/);
  });

  it.each(["97101", "97617", "97701", "97801", "98601", "98711", "98818", "ZZ001", "2B033"])(
    "gives %s back",
    (code) => {
      const source = sourceCodes(code);
      expect(inseeCommune(source.departement, source.commune)).toBe(code);
    },
  );
});

describe("arrondissements", () => {
  it.each([
    ["75056", "0101", "75101"],
    ["75056", "2076", "75120"],
    ["69123", "0901", "69389"],
    ["13055", "1648", "13216"],
    ["75056", "2101", undefined],
    ["75056", "0001", undefined],
    ["75056", "101", undefined],
    ["31555", "0101", undefined],
  ])("%s, bureau %s → %s", (commune, bureau, arrondissement) => {
    expect(arrondissementOf(commune, bureau)).toBe(arrondissement);
  });

  it("counts those of the three cities", () => {
    expect(["75056", "69123", "13055", "31555"].map((commune) => arrondissementsOf(commune).length)).toEqual([
      20, 9, 16, 0,
    ]);
  });
});

describe.skipIf(!existsSync(FILE))("every row of the presidential file of 2017 (needs ../shared)", () => {
  it("maps to an INSEE code of its département, and back to itself", () => {
    const rows = gunzipSync(readFileSync(FILE)).toString().trim().split("\n").slice(1);
    const seen = new Map<string, string>();
    for (const row of rows) {
      const [departement = "", commune = "", bureau = ""] = row.split(",");
      const code = inseeCommune(departement, commune);
      expect(DEPARTEMENTS.get(departementOf(code))?.codeSource).toBe(departement);
      expect(sourceCodes(code)).toEqual({ departement, commune });
      seen.set(code, `${departement},${commune}`);
      if (arrondissementsOf(code).length > 0) expect(arrondissementOf(code, bureau)).toMatch(/^(751|132|693)\d\d$/);
    }
    expect(rows).toHaveLength(69_242);
    expect(seen.size).toBe(35_719);
  });
});
