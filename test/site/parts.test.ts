import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRICS, queryOf, readAddress, type Address, type Place } from "#web/address.ts";
import { changesBetween } from "#web/components/changes.ts";
import { contextOf } from "#web/components/context.ts";
import { hemicycle } from "#web/components/hemicycle.ts";
import { thresholdsOf } from "#web/components/thresholds.ts";
import { readGazetteer, writeGazetteer } from "#web/search/gazetteer.ts";
import { normalise } from "#web/search/normalise.ts";
import { distanceToBeginning } from "#web/search/search-index.ts";
import { html } from "#web/tree/html.ts";
import { h } from "#web/tree/node.ts";
import { fr } from "#web/words/fr.ts";
import { formatOf } from "#web/words/format.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { playNight } from "./night.ts";

const code = fc.stringMatching(/^[0-9A-Za-z-]{1,20}$/);
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.constant({ kind: "france" } as const),
  fc.record({ kind: fc.constantFrom("region" as const, "departement" as const, "commune" as const), code }),
  fc.record({ kind: fc.constant("unite" as const), departement: code, code }),
);

describe("an address", () => {
  it("is read as it was written", () => {
    const address: fc.Arbitrary<Address> = fc.record({
      language: fc.constantFrom("fr", "en"),
      run: fc.option(fc.stringMatching(/^[0-9a-z][0-9a-z-]{2,20}$/)),
      place,
      at: fc.option(fc.stringMatching(/^[0-9a-f]{64}$/)),
      against: fc.option(fc.stringMatching(/^[0-9a-z][0-9a-z-]{2,20}$/)),
      metric: fc.constantFrom(...METRICS),
    });
    fc.assert(
      fc.property(address, (written) => {
        expect(readAddress(queryOf(written))).toEqual(written);
      }),
    );
  });

  it("takes nothing that is not of the expected shape", () => {
    const query = "?run=../x&commune=%3Cscript%3E&instant=12&avec=a/b&carte=x&lang=de";
    expect(readAddress(query)).toEqual(readAddress(""));
  });
});

describe("HTML", () => {
  it("holds any text as text, in contents and attributes", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const written = html(h("p", { title: text }, text));
        expect(written).toMatch(/^<p title="[^"<>]*">[^<>]*<\/p>$|^<p title="[^"<>]*"><\/p>$/);
      }),
    );
  });
});

describe("the gazetteer", () => {
  it("says of each place its code, name and, of a former commune, what it is part of", () => {
    const text = writeGazetteer([
      { code: "59350", nom: "Lille", population: 236_000 },
      { code: "01262", nom: "Montluel", population: 7000 },
      { code: "01120", nom: "Cordieux", population: 0, dans: "01262" },
      { code: "2A004", nom: "Ajaccio", population: 70_000 },
      { code: "97105", nom: "Basse-Terre", population: 9000 },
      { code: "75115", nom: "Paris 15e Arrondissement", population: 230_000 },
    ]);
    const entries = readGazetteer(text, new Map([["59", "Nord"]]));
    expect(entries.map(({ kind, name, detail, place: { ...to } }) => [kind, name, detail, to])).toEqual([
      ["ancienne", "Cordieux", "Montluel", { kind: "commune", code: "01262" }],
      ["commune", "Montluel", "01", { kind: "commune", code: "01262" }],
      ["commune", "Ajaccio", "2A", { kind: "commune", code: "2A004" }],
      ["commune", "Lille", "Nord, 59", { kind: "commune", code: "59350" }],
      ["arrondissement", "Paris 15e Arrondissement", "75", { kind: "commune", code: "75115" }],
      ["commune", "Basse-Terre", "971", { kind: "commune", code: "97105" }],
    ]);
  });
});

describe("spelling", () => {
  it.each([
    ["Saint-Étienne-du-Rouvray", "st etienne du rouvray"],
    ["L'Haÿ-les-Roses", "l hay les roses"],
    ["Œting", "oeting"],
    ["Ste Marie", "st marie"],
  ])("of %s is compared as %s", (name, normal) => {
    expect(normalise(name)).toBe(normal);
  });

  it.each([
    ["lile", "lille", 1],
    ["lil", "lille", 0],
    ["lilel", "lille", 1],
    ["marsielle", "marseille", 1],
    ["abc", "xyz", 3],
  ])("%s is, of %s, %i away", (typed, name, away) => {
    expect(distanceToBeginning(typed, name, 3)).toBe(away);
  });

  it("is never further than told when it gives up", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-c]{1,8}$/),
        fc.stringMatching(/^[a-c]{1,8}$/),
        fc.nat(3),
        (typed, name, most) => {
          const exact = distanceToBeginning(typed, name, 8);
          const told = distanceToBeginning(typed, name, most);
          expect(told > most).toBe(exact > most);
          if (told <= most) expect(told).toBe(exact);
        },
      ),
    );
  });
});

describe("the thresholds on the bars", () => {
  const outcomeWith = (operateur: ">" | ">=", gauche: number, droite: number): Outcome => ({
    statut: "BALLOTTAGE",
    candidatures: [],
    regle: "X",
    articles: [],
    etapes: [
      {
        type: "predicat",
        article: "L126",
        seuil: "x",
        candidature: "a",
        voix: 10,
        base: "exprimes",
        valeurBase: droite,
        gauche,
        operateur,
        droite,
        verdict: false,
        regle: "X",
      },
    ],
  });

  it("are the smallest number of voix that reaches them", () => {
    // More than half of 101, then of 100; an eighth of 804, reached exactly by none.
    expect(thresholdsOf(outcomeWith(">", 20, 101))).toEqual([{ seuil: "x", voix: 51 }]);
    expect(thresholdsOf(outcomeWith(">", 20, 100))).toEqual([{ seuil: "x", voix: 51 }]);
    expect(thresholdsOf(outcomeWith(">=", 80, 804))).toEqual([{ seuil: "x", voix: 101 }]);
    expect(thresholdsOf(outcomeWith(">=", 80, 800))).toEqual([{ seuil: "x", voix: 100 }]);
  });
});

describe("the hemicycle", () => {
  it("has a place for every seat, however many there are", () => {
    const context = contextOf(readAddress(""));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 720 }), (total) => {
        const drawn = html(hemicycle(context, "seats", [{ id: "a", name: "A", seats: 1, slot: 0 }], total)!);
        expect(drawn.match(/<circle/g)).toHaveLength(total);
        expect(drawn.match(/class="seat/g)).toHaveLength(1);
      }),
    );
  });
});

describe("what has just changed", () => {
  it("is told from two publications", async () => {
    const moments = await playNight({ run: "pr-essai-t1", tour: 1 });
    const [before, after] = (["partial", "corrected"] as const).map(
      (moment) => JSON.parse(moments.get(moment)!.get("runs/pr-essai-t1/latest/france.json")!) as FranceDocument,
    ) as [FranceDocument, FranceDocument];
    expect(changesBetween(before, after).changes).toEqual([{ kind: "corrected", count: 1 }]);
  });
});

describe("the words", () => {
  it("are all said somewhere", () => {
    const sources = globSync("web/{app,components,pages}/**/*.ts", { cwd: join(import.meta.dirname, "../..") })
      .map((file) => readFileSync(join(import.meta.dirname, "../..", file), "utf8"))
      .join("\n");
    // Tables of words are read by a variable: one level below the sections is what code names.
    const unsaid = Object.entries(fr).flatMap(([section, words]) =>
      typeof words === "object" && !Array.isArray(words)
        ? Object.keys(words)
            .filter((word) => !new RegExp(`\\.${word}\\b`).test(sources))
            .map((word) => `${section}.${word}`)
        : new RegExp(`\\.${section}\\b`).test(sources)
          ? []
          : [section],
    );
    expect(unsaid.filter((word) => !/^(?:sure|other)\./.test(word))).toEqual([]);
  });

  it("write numbers as each language does", () => {
    const [french, english] = [formatOf("fr"), formatOf("en")];
    expect([french.progress(69_243, 69_244), french.progress(2, 2), english.progress(29, 50, 0)]).toEqual([
      "99,9\u00a0%",
      "100,0\u00a0%",
      "58%",
    ]);
    expect([french.share("24,01"), english.share("24,01")]).toEqual(["24,01\u00a0%", "24.01%"]);
    expect([french.change(-1204), english.change(1204)]).toEqual(["−1\u202f204", "+1,204"]);
    expect(french.points(0.25, 0.238)).toBe("−1,2 pt");
    expect(french.percent(0, 0)).toBe("–");
  });
});
