import { describe, expect, it } from "vitest";
import { recognise } from "#shared/formats/family.ts";
import { FormatError } from "#shared/formats/problems.ts";
import { WIDE_CSV } from "#shared/formats/wide-csv.ts";
import { HEADER_T1 } from "./samples.ts";

const layoutOf = (header: string) => recognise("essai.csv", header, 1, [WIDE_CSV]);

const refused = (header: string): FormatError => {
  try {
    layoutOf(header);
  } catch (error) {
    if (error instanceof FormatError) return error;
  }
  throw new Error("expected a FormatError");
};

describe("recognise", () => {
  it("knows a family by its columns and takes the others as voix", () => {
    const { family, separator, voix, at } = layoutOf(HEADER_T1);
    expect([family.id, separator, voix.length, voix[9]]).toEqual([
      "csv-large",
      ",",
      11,
      { column: 18, label: "MÉLENCHON" },
    ]);
    expect(at.get("inscrits")).toBe(5);
  });

  it("takes columns in any order, another separator, other accents and case", () => {
    const { separator, at, voix } = layoutOf(
      "OUI;Exprimés;Blancs;Votants;Inscrits;Commune libellé;Bureau;Commune;Département;NON",
    );
    expect(separator).toBe(";");
    expect([at.get("departement"), at.get("exprimes"), at.has("circonscription")]).toEqual([8, 1, false]);
    expect(voix).toEqual([
      { column: 0, label: "OUI" },
      { column: 9, label: "NON" },
    ]);
  });

  it("names the nearest family and what it misses", () => {
    const error = refused("departement,commune,bureau,inscrits,votants,blancs,MACRON");
    expect(error).toMatchObject({ code: "F-FORMAT", file: "essai.csv", problem: { line: 1 } });
    expect(error.message).toContain("CSV large par bureau de vote (il manque commune_libelle, exprimes)");
  });

  it("says when there is no column of voix", () => {
    const fixed = HEADER_T1.split(",").slice(0, 9).join(",");
    expect(refused(fixed).message).toContain("il manque les colonnes de voix");
  });

  it("refuses a name given twice, or none, with its column", () => {
    expect(refused(`${HEADER_T1},Mélenchon`)).toMatchObject({
      code: "F-COLONNE",
      problem: { line: 1, column: 21, field: "Mélenchon" },
    });
    expect(refused(`${HEADER_T1},`)).toMatchObject({ code: "F-COLONNE", problem: { column: 21 } });
  });
});
