/** Régionales since December 2015 (B06): a minimum of councillors by département. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { expliquer } from "#shared/law/explain.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { REGIONS_2004, REGIONS_2015 } from "#shared/law/tables-regions.ts";
import { sieges } from "./contests.ts";
import { in2015, lists, parSection, type Sections, t1, t2 } from "./regions.ts";

describe("B06 régionales since December 2015: a minimum by département", () => {
  it("the row begins with the renewal of 6 December 2015", () => {
    const regle = (date: string): string => t1({ A: 60, B: 40 }, { sieges: 4, territoire: "01" }, date).regle;
    expect([regle("2015-12-05"), regle("2015-12-06")]).toEqual(["REG-2004", "REG-2015"]);
    expect(t1({ A: 60 }, { territoire: "01" }, "2004-03-21").regle).toBe("REG-2004");
  });

  it("the councils of merged régions add up", () => {
    const merged: Record<string, string[]> = {
      "27": ["26", "43"],
      "28": ["23", "25"],
      "32": ["22", "31"],
      "44": ["21", "41", "42"],
      "75": ["54", "72", "74"],
      "76": ["73", "91"],
      "84": ["82", "83"],
    };
    for (const [code, former] of Object.entries(merged))
      expect(REGIONS_2015[code]?.effectif, code).toBe(
        former.reduce((sum, one) => sum + REGIONS_2004[one]!.effectif, 0),
      );
  });

  it("the ministry's example of 2015: D1 has 80,000 inhabitants and one councillor, a last seat of the first list comes to it", () => {
    const outcome = in2015(
      lists({
        L1: { D1: 1_149, D2: 62_366, D3: 132_833, D4: 203_511, D5: 143_200 },
        L2: { D1: 3_380, D2: 14_244, D3: 35_629, D4: 66_521, D5: 25_698 },
        L3: { D1: 4_678, D2: 37_236, D3: 92_022, D4: 165_683, D5: 73_260 },
        L4: { D1: 16_321, D2: 33_231, D3: 28_512, D4: 73_260, D5: 23_523 },
      }),
      { sieges: 125, populationParSection: { D1: 80_000, D2: 300_000, D3: 600_000, D4: 900_000, D5: 500_000 } },
    );
    expect(outcome.candidatures[0]?.prime).toBe(32);
    expect(sieges(outcome)).toEqual([73, 11, 28, 13]);
    expect(outcome.etapes.filter(({ type }) => type === "transfert")).toEqual([
      { type: "transfert", article: "L338-1", candidature: "L1", de: "D4", vers: "D1", regle: "REG-2015" },
    ]);
    expect(parSection(outcome).map((one) => one?.["D1"])).toEqual([1, 0, 0, 1]);
  });

  const small = (populations: Sections | undefined): Outcome =>
    in2015(lists({ A: { "48": 10, "30": 500, "34": 480 }, B: { "48": 5, "30": 240, "34": 230 } }), {
      sieges: 40,
      ...(populations === undefined ? {} : { populationParSection: populations }),
    });
  const lozere = (outcome: Outcome): number => parSection(outcome).reduce((sum, one) => sum + (one?.["48"] ?? 0), 0);

  it("two below 100,000 inhabitants, four from there on; Lozère is known to be below", () => {
    expect(lozere(small(undefined))).toBe(2);
    expect(lozere(small({ "48": 99_999, "30": 700_000, "34": 1_000_000 }))).toBe(2);
    // As the ministry writes it.
    const ministere = in2015(
      lists({ A: { "048": 10, "030": 500, "034": 480 }, B: { "048": 5, "030": 240, "034": 230 } }),
      {
        sieges: 40,
      },
    );
    expect(parSection(ministere).map((one) => one?.["048"])).toEqual(
      parSection(small(undefined)).map((one) => one?.["48"]),
    );
    const four = small({ "48": 100_000, "30": 700_000, "34": 1_000_000 });
    expect(lozere(four)).toBe(4);
    // Each seat taken is the one of the lowest average then: the list keeps its total.
    expect(four.etapes.filter(({ type }) => type === "transfert")).toHaveLength(4);
    expect(sieges(four)).toEqual(sieges(small(undefined)));
    expect(expliquer(four).join("\n")).toContain("à la section 48, qui n'a pas son minimum");
  });

  it("nothing moves where each section has its minimum, nor under the text of 2003", () => {
    const enough = lists({ A: { "30": 500, "34": 480 }, B: { "30": 240, "34": 230 } });
    expect(in2015(enough, { sieges: 40 }).etapes.some(({ type }) => type === "transfert")).toBe(false);
    const before = t2(lists({ A: { "48": 10, "30": 500, "34": 480 } }), { sieges: 40 });
    expect(before.etapes.some(({ type }) => type === "transfert")).toBe(false);
  });

  it("no département is brought below its own minimum to serve another", () => {
    const outcome = in2015(lists({ A: { "10": 40, "51": 40, "52": 41 } }), { sieges: 9 });
    const [own] = parSection(outcome);
    expect(Object.values(own!).reduce((a, b) => a + b, 0)).toBe(9);
    // 3/3/3: each is below four, so none can give.
    expect(Object.values(own!)).toEqual([3, 3, 3]);
  });

  it("a section that is no département needs its population", () => {
    expect(in2015(lists({ A: { nord: 10 } }), { sieges: 9 })).toMatchObject({
      code: "L-POPULATION-SECTION",
      erreurs: [{ field: "populationParSection.nord" }],
    });
  });

  it("only sections where the first list has seats give any, and nothing else is left open", () => {
    const outcome = in2015(lists({ A: { "10": 5, "51": 400, "52": 0 }, B: { "10": 2, "51": 2, "52": 390 } }), {
      sieges: 40,
    });
    expect(outcome.statut).toBe("ACQUIS_T2");
    expect(outcome.politiques).toBeUndefined();
    const moved = outcome.etapes.flatMap((etape) => (etape.type === "transfert" ? [`${etape.de}>${etape.vers}`] : []));
    expect(moved).toEqual(["51>10", "51>10", "51>10", "51>10"]);
  });

  it("nothing moves while the sections of a list are open, or when nobody has a voix", () => {
    const open = in2015(lists({ A: { "10": 1, "51": 200, "52": 180 }, B: { "10": 0, "51": 90, "52": 90 } }), {
      sieges: 20,
    });
    expect(open).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
    expect(open.etapes.some(({ type }) => type === "transfert")).toBe(false);
    expect(in2015(lists({ A: { "10": 0, "51": 0 } }), { sieges: 20 })).toMatchObject({
      statut: "ACQUIS_T2",
      vacances: 20,
    });
  });

  it("of two last seats with the same average and voix, the one of the younger candidate is taken", () => {
    const moved = (first: string, second: string): string | undefined => {
      const personnes = ["51", "52"].flatMap((section, at) =>
        Array.from({ length: 10 }, (_, index) => ({
          section,
          naissance: index === 9 ? [first, second][at]! : "1970-01-01",
        })),
      );
      const outcome = in2015(
        { A: { voix: 201, sections: { "10": 1, "51": 100, "52": 100 }, personnes } },
        { sieges: 20, populationParSection: { "10": 1, "51": 100_000, "52": 100_000 } },
      );
      return outcome.etapes.flatMap((etape) => (etape.type === "transfert" ? [etape.de] : []))[0];
    };
    expect(moved("1950-01-01", "1960-01-01")).toBe("52");
    expect(moved("1960-01-01", "1950-01-01")).toBe("51");
  });

  it("Q-03: two last seats that nothing known orders", () => {
    const outcome = in2015(lists({ A: { "10": 1, "51": 100, "52": 100 } }), { sieges: 20 });
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
  });
});

const DATA = new URL("../../../shared/data/regionales/", import.meta.url);

describe.skipIf(!existsSync(DATA))("régionales of 6 December 2015 (needs ../shared)", () => {
  const read = <T>(name: string): T => JSON.parse(gunzipSync(readFileSync(new URL(name, DATA))).toString("utf8")) as T;

  it("no région was settled in round 1; who could stand in round 2 had 10 %, in every région", () => {
    const regions = read<{ code: string; inscrits: number; exprimes: number }[]>("T1_regions.json.gz");
    const named =
      read<{ id: string; label: string; listes: { voix: number; tete_de_liste: string }[] }[]>(
        "T1_regions_listes.json.gz",
      );
    let decided = 0;
    for (const { id, label, listes } of named) {
      const territoire = id.padStart(2, "0");
      if (REGIONS_2015[territoire] === undefined) continue;
      const { inscrits, exprimes } = regions.find(({ code }) => code === id)!;
      const outcome = t1(
        Object.fromEntries(listes.map(({ tete_de_liste, voix }) => [tete_de_liste, voix])),
        { territoire, inscrits, exprimes },
        "2015-12-06",
      );
      expect([outcome.statut, outcome.anomalies], label).toEqual(["BALLOTTAGE", undefined]);
      for (const { statut, voix } of outcome.candidatures)
        expect(statut.startsWith("QUALIFIE"), label).toBe(voix * 10 >= exprimes);
      decided += 1;
    }
    expect(decided).toBe(Object.keys(REGIONS_2015).length);
  });
});
