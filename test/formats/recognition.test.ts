import { describe, expect, it } from "vitest";
import { isHeader, layoutOf, positionalLayout, type Layout } from "#shared/formats/layout.ts";
import { FormatError } from "#shared/formats/problems.ts";
import { HEADER_T1, LINES_T1 } from "./samples.ts";

const layout = (header: string, ...rows: readonly string[]): Layout =>
  layoutOf(
    "essai.csv",
    header.split(";"),
    1,
    rows.map((row) => row.split(";")),
  );

const refused = (header: string): FormatError => {
  try {
    layout(header);
  } catch (error) {
    if (error instanceof FormatError) return error;
  }
  throw new Error("expected a FormatError");
};

const WIDE = HEADER_T1.replaceAll(",", ";");
const FIXED = "Code du département;Code de la commune;Code du b.vote;Inscrits;Votants;Exprimés";

describe("layoutOf", () => {
  it("takes the columns that nothing explains as voix", () => {
    const { family, labels, at } = layout(WIDE, LINES_T1[0]!.replaceAll(",", ";"));
    expect([family.id, labels.length, labels[9]]).toEqual(["csv-large", 11, { column: 18, label: "MÉLENCHON" }]);
    expect(at.get("inscrits")).toBe(5);
  });

  it("takes columns in any order, other accents and case", () => {
    const { labels, at } = layout(
      "OUI;Exprimés;Blancs;Votants;Inscrits;Commune libellé;Bureau;Commune;Département;NON",
    );
    expect([at.get("departement"), at.get("exprimes"), at.has("circonscription")]).toEqual([8, 1, false]);
    expect(labels).toEqual([
      { column: 0, label: "OUI" },
      { column: 9, label: "NON" },
    ]);
  });

  it("takes for voix what adds up to exprimés: years and numbers on the left of the counts are not", () => {
    const { labels, unknown } = layout("annee;code_insee;inscrits;votants;exprimes;A;B", "2022;01004;100;90;80;50;30");
    expect([labels.map(({ label }) => label), unknown]).toEqual([["A", "B"], ["annee"]]);
  });

  it.each([
    ["a column commune is missed where bureaux have none", "Tour;Num_Bureau;Nb_Inscr;Nb_Votant;Nb_Exprim;M. A Jean"],
    ["a number of circonscription does not replace it", "Num_Circ;Num_Bureau;Nb_Inscr;Nb_Votant;Nb_Exprim;M. A Jean"],
  ])("%s", (_, header) => {
    const { message } = refused(header);
    expect(message).toContain(
      "CSV large, une colonne par candidature (il manque un code de territoire (colonne commune",
    );
  });

  it("sees blocks that the header names once and rows repeat", () => {
    const { family, blocks } = layout(
      `${FIXED};% Exp/Vot;N°Panneau;Nom;Voix;% Voix/Exp`,
      "01;004;0001;10;9;8;1,0;1;A;5;2,0;2;B;3;1,0",
    );
    expect(family.id).toBe("ministere-blocs");
    expect(blocks).toEqual({
      start: 7,
      width: 4,
      end: Number.POSITIVE_INFINITY,
      at: new Map([
        ["panneau", 0],
        ["nomCandidat", 1],
        ["voix", 2],
      ]),
    });
  });

  it.each([
    ["numbered", `${FIXED};Nom 1;Voix 1;Nom 2;Voix 2;source`],
    ["numbered from nought", `${FIXED};Nom0;Voix0;Nom1;Voix1;source`],
    ["as data frames number them", `${FIXED};Nom;Voix;Nom.1;Voix.1;source`],
    ["repeated", `${FIXED};Nom;Voix;Nom;Voix;source`],
  ])("sees blocks %s, and stops where other columns follow", (_, header) => {
    const { blocks, unknown } = layout(header);
    expect(blocks).toMatchObject({ start: 6, width: 2, end: 10 });
    expect(unknown).toEqual(["source"]);
  });

  it("tells one line a candidature from one block a line", () => {
    const long = layout(`${FIXED};Nom;Voix`, "01;004;0001;10;9;8;A;5", "01;004;0001;10;9;8;B;3");
    expect(long.family.id).toBe("csv-long");
    const alone = layout(`${FIXED};Nom;Voix`, "01;004;0001;10;9;8;A;8", "01;004;0002;10;9;8;A;8");
    expect(alone.family.id).toBe("ministere-blocs");
  });

  it("names the nearest families and what they miss", () => {
    const error = refused("departement;commune;bureau;inscrits;votants;blancs;MACRON");
    expect(error).toMatchObject({ code: "F-FORMAT", file: "essai.csv", problem: { line: 1 } });
    expect(error.message).toContain("CSV large, une colonne par candidature (il manque exprimés)");
  });

  it("refuses a column of voix given twice, or without a name, with its column", () => {
    expect(refused(`${WIDE};Mélenchon`)).toMatchObject({
      code: "F-COLONNE",
      problem: { line: 1, column: 21, field: "Mélenchon" },
    });
    expect(refused(WIDE.replace("LASSALLE", ""))).toMatchObject({ code: "F-COLONNE", problem: { column: 16 } });
  });
});

describe("headers", () => {
  it("are told from titles and from rows", () => {
    expect(isHeader(WIDE.split(";"))).toBe(true);
    expect(isHeader(["Résultats par cantons - Tour 1", "", ""])).toBe(false);
    expect(isHeader(LINES_T1[0]!.split(","))).toBe(false);
  });

  it("are not needed where the order of columns is known", () => {
    const thirteen = "1;01;004;Ici;0001;10;9;8;1;A;Anne;DIV;5".split(";");
    expect(positionalLayout(thirteen)?.family.id).toBe("bureaux-t1-t2");
    expect(positionalLayout([...thirteen, ""])?.family.id).toBe("bureaux-t1-t2");
    expect(positionalLayout(thirteen.slice(1))).toBeNull();
    const town = "5;MN;2026;1;31;555;0005;I;957;401;556;556;4;2;550;2;003;300;009;250".split(";");
    expect(positionalLayout(town)?.blocks).toMatchObject({ start: 16, width: 2 });
  });
});
