import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPress, writePress, type PressDocument } from "#shared/press/press-file.ts";
import { stampOf } from "#shared/press/stamps.ts";
import { LONGEST_FILE } from "#shared/press/xml-reader.ts";

type Region = Extract<PressDocument, { kind: "region" }>;

/** A région's result over given counts. */
function resultOf(voix: readonly number[], blancs = 0, nuls = 0, absent = 0): Region {
  const exprimes = voix.reduce((a, b) => a + b, 0);
  const votants = exprimes + blancs + nuls;
  return {
    layout: "2017",
    kind: "region",
    scrutin: { type: "Présidentielle", annee: 2017 },
    region: { code: "93", code3: "093", nom: "Provence-Alpes-Côte d'Azur" },
    tours: [
      {
        tour: 1,
        mentions: { inscrits: votants + absent, votants, blancs, nuls, exprimes },
        scores: voix.map((count, i) => ({
          panneau: i + 1,
          nom: `NOM & <${i}>`,
          prenom: "Aimé",
          civilite: "M.",
          voix: count,
        })),
      },
    ],
  };
}

const ratios = (text: string, tag: string): string[] =>
  [...text.matchAll(new RegExp(`<${tag}>([^<]*)<`, "g"))].map(([, ratio]) => ratio!);

describe("percentages", () => {
  it("PUB-22: two decimals and a comma on seven characters, each rounded by itself: they need not add up to 100", () => {
    expect(ratios(writePress(resultOf([1, 1, 1, 1, 1, 1, 1])), "RapportExprime")).toEqual(Array(7).fill("  14,29"));
    expect(ratios(writePress(resultOf([1, 1, 1])), "RapportExprime")).toEqual(Array(3).fill("  33,33"));
  });

  it("PUB-23: a whole is 100,00, and what is under ten has a blank, no zero", () => {
    expect(ratios(writePress(resultOf([5])), "RapportExprime")).toEqual([" 100,00"]);
    expect(ratios(writePress(resultOf([1, 18])), "RapportExprime")).toEqual(["   5,26", "  94,74"]);
  });

  it("PUB-24: rounds half up on exact integers: 33 of 4,000 is 0,83", () => {
    expect(ratios(writePress(resultOf([33, 3967])), "RapportExprime")[0]).toBe("   0,83");
  });

  it("PUB-25: of nothing everything is 0,00", () => {
    const text = writePress(resultOf([0, 0], 2, 1));
    expect(ratios(text, "RapportExprime")).toEqual(["   0,00", "   0,00"]);
    expect(readPress(text)).toEqual(resultOf([0, 0], 2, 1));
  });

  it("PUB-26: are those of the level's own integers, and a file that says otherwise is refused", () => {
    // 1 of 3 and 1 of 2 average to 41,67; together they are 2 of 5.
    const text = writePress(resultOf([2, 3]));
    expect(ratios(text, "RapportExprime")[0]).toBe("  40,00");
    expect(() => readPress(text.replace("  40,00", "  41,67"))).toThrow(expect.objectContaining({ code: "X-RAPPORT" }));
  });
});

describe("what a result says", () => {
  it("PUB-20: the five mentions, then every candidate with designation and voix, at every level alike", () => {
    const text = writePress(resultOf([3, 0], 1, 2, 4));
    expect([...text.matchAll(/<(\w+)>\s*<Nombre>/g)].map(([, tag]) => tag)).toEqual([
      "Inscrits",
      "Abstentions",
      "Votants",
      "Blancs",
      "Nuls",
      "Exprimes",
    ]);
    expect(text).toContain("<NomPsn>NOM &amp; &lt;1&gt;</NomPsn>");
    expect(ratios(text, "NbVoix")).toEqual(["3", "0"]);
  });

  it("PUB-21: counts that contradict each other are refused", () => {
    const text = writePress(resultOf([3, 4], 1, 2));
    for (const wrong of [
      text.replace("<NbVoix>3<", "<NbVoix>2<"),
      text.replace(/(<Blancs>\s*<Nombre>)1</, "$12<"),
      text.replace(/(<Abstentions>\s*<Nombre>)0</, "$15<"),
    ]) {
      expect(wrong).not.toBe(text);
      expect(() => readPress(wrong)).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^X-(COMPTES|RAPPORT)$/) }),
      );
    }
  });

  it("an anomaly that leaves more votants than inscrits has no abstention, and is read back", () => {
    const document = resultOf([5], 0, 0, -2);
    expect(readPress(writePress(document))).toEqual(document);
  });

  it("stamps are dates and hours in Paris, daylight saving included", () => {
    expect(stampOf(Date.parse("2017-04-23T18:00:05Z"))).toEqual({ date: "23-04-2017", heure: "20:00:05" });
    expect(stampOf(Date.parse("2022-01-02T23:30:00Z"))).toEqual({ date: "03-01-2022", heure: "00:30:00" });
  });
});

describe("the reader", () => {
  const good = writePress(resultOf([3, 4], 1, 2, 5));

  it("reads back whatever the writer writes", () => {
    const count = fc.integer({ min: 0, max: 50_000_000 });
    fc.assert(
      fc.property(
        fc.array(count, { minLength: 1, maxLength: 12 }),
        count,
        count,
        count,
        fc.string(),
        (voix, b, n, a, nom) => {
          const document = resultOf(voix, b, n, a);
          // XML has no control characters; a name is one line without blanks around.
          const libelle = nom.replaceAll(/[^\u0020-\uD7FF]/g, "").trim() || "Ici";
          const named = { ...document, region: { ...document.region, nom: libelle } };
          expect(readPress(writePress(named))).toEqual(named);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ["X-TAILLE", "x".repeat(LONGEST_FILE + 1)],
    ["X-DTD", good.replace("<Election>", '<!DOCTYPE Election [<!ENTITY a "b">]><Election>')],
    ["X-ENTITE", good.replace("Azur", "&azur;")],
    ["X-ENTITE", good.replace("Azur", "&#65;zur")],
    ["X-MAL-FORME", good.slice(0, -40)],
    ["X-BALISE", good.replaceAll("Election", "Elections")],
    ["X-BALISE", good.replace("<Region>", '<Region id="1">')],
    ["X-BALISE", good.replace("<CodReg>", '<CodReg id="1">')],
    ["X-BALISE", good.replace(/<CodReg3Car>.*<\/CodReg3Car>/, "")],
    ["X-BALISE", good.replace("</Region>", "<Autre/></Region>")],
    ["X-BALISE", good.replace("<CodReg>93", "<CodReg>93<b/>")],
    ["X-BALISE", good.replace(/<Region>.*<\/Region>/s, "")],
    ["X-VALEUR", good.replace("<NbVoix>3<", "<NbVoix>3,0<")],
    ["X-VALEUR", good.replace("<Annee>2017", "<Annee>17")],
  ])("refuses with %s what is not a file of the ministry", (code, text) => {
    expect(text).not.toBe(good);
    expect(() => readPress(text)).toThrow(expect.objectContaining({ code }));
  });

  it("reads a byte order mark and line feeds of Windows", () => {
    expect(readPress(`\uFEFF${good.replaceAll("\n", "\r\n")}`)).toEqual(readPress(good));
  });
});
