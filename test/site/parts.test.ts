import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRICS, queryOf, readAddress, type Address, type Place } from "#web/address.ts";
import { changesBetween } from "#web/components/changes.ts";
import { contextOf, runName } from "#web/components/context.ts";
import { readGazetteer, writeGazetteer } from "#web/search/gazetteer.ts";
import { normalise } from "#web/search/normalise.ts";
import { distanceToBeginning, searchIndex } from "#web/search/search-index.ts";
import { standingEntries } from "#web/search/standing.ts";
import { html } from "#web/tree/html.ts";
import { h } from "#web/tree/node.ts";
import type { PublicRun } from "#web/documents.ts";
import { generatedName, isElectionType, officialName } from "#shared/contracts/election-names.ts";
import { NOTICES } from "#shared/contracts/notices.ts";
import { generatedTypes } from "#shared/night/generated/generate.ts";
import { fr } from "#web/words/fr.ts";
import { wordsOf } from "#web/words/words.ts";
import { formatOf } from "#web/words/format.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import type { StandingDocument } from "#shared/documents/standing.ts";
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
      { code: "01121", nom: "", population: 0, dans: "01262" },
      { code: "2A004", nom: "Ajaccio", population: 70_000 },
      { code: "97105", nom: "Basse-Terre", population: 9000 },
      { code: "75115", nom: "Paris 15e Arrondissement", population: 230_000 },
    ]);
    const entries = readGazetteer(text, new Map([["59", "Nord"]]));
    expect(entries.map(({ kind, name, detail, place: { ...to } }) => [kind, name, detail, to])).toEqual([
      ["ancienne", "Cordieux", "Montluel", { kind: "commune", code: "01262" }],
      ["ancienne", "01121", "Montluel", { kind: "commune", code: "01262" }],
      ["commune", "Montluel", "01", { kind: "commune", code: "01262" }],
      ["commune", "Ajaccio", "2A", { kind: "commune", code: "2A004" }],
      ["commune", "Lille", "Nord, 59", { kind: "commune", code: "59350" }],
      ["arrondissement", "Paris 15e Arrondissement", "75", { kind: "commune", code: "75115" }],
      ["commune", "Basse-Terre", "971", { kind: "commune", code: "97105" }],
    ]);
  });
});

describe("a commune that was merged", () => {
  const names = readGazetteer(
    writeGazetteer([
      { code: "01262", nom: "Montluel", population: 7000 },
      { code: "01120", nom: "Cordieux", population: 0, dans: "01262" },
      { code: "01121", nom: "", population: 0, dans: "01262" },
    ]),
    new Map(),
  );

  it("is found by the code it had, and leads where it stood or to what it is part of", () => {
    for (const former of ["01120", "01121"]) {
      expect(searchIndex(names).find(former, 3)).toMatchObject([
        { before: { kind: "commune", code: former }, place: { kind: "commune", code: "01262" } },
      ]);
    }
  });

  it("is found by its name in a night that elected its council, when today's names lack it", () => {
    const standing: StandingDocument = {
      format: "vingt-heures/candidatures@1",
      run: "r",
      unites: [
        ["01", "commune", "01121", "Jailleux", ["Liste A"]],
        ["01", "commune", "01262", "Montluel", ["Liste B"]],
      ],
      total: 2,
    };
    const told = standingEntries(standing, new Map([["01", "Ain"]]), new Set(["01262", "01120"]));
    expect(told.map(({ kind, name, detail }) => [kind, name, detail])).toEqual([
      ["commune", "Jailleux", "Ain"],
      ["candidat", "Liste A", "Jailleux"],
      ["candidat", "Liste B", "Montluel"],
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

  it("are typeset in French: no sign begins a line", () => {
    const { curve, labels, headline } = wordsOf("fr");
    expect(curve.title).toBe(fr.curve.title);
    expect([wordsOf("fr").election("Élection, 1er tour"), wordsOf("fr").outcome.rank("3")]).toEqual([
      "Élection, 1er\u00A0tour",
      "n°\u00A03 de la liste",
    ]);
    expect([wordsOf("fr").colon, headline.answer("OUI", "50 %"), labels.embargo("20:00")]).toEqual([
      "\u00A0: ",
      "«\u00A0OUI\u00A0» l'emporte avec 50\u00A0%",
      "Sous embargo jusqu'à 20:00",
    ]);
  });

  it("name a night by its round where it may have two, by its run where two play it", () => {
    const context = contextOf(readAddress(""));
    const night = (run: string, scrutin: string, tour: 1 | 2): PublicRun => ({ run, nom: "Élections", scrutin, tour });
    const [first, second, again] = [night("a", "x-1", 1), night("b", "x-1", 2), night("c", "x-1", 1)] as const;
    expect([first, second].map((run) => runName(context, run, [first, second]))).toEqual([
      "Élections, 1er\u00A0tour",
      "Élections, 2d\u00A0tour",
    ]);
    expect(runName(context, first, [first, second, again])).toBe("Élections, 1er\u00A0tour (a)");
    expect(runName(context, night("e", "europeennes-2024", 1), [])).toBe("Élections");
  });

  it("name elections in English", () => {
    expect(
      [
        generatedName("municipales", "2026-03-15"),
        officialName("presidentielle", "2017"),
        generatedName("europeennes", "2024-06-01"),
        "Élection d'essai",
      ].map(wordsOf("en").election),
    ).toEqual([
      "Municipal elections (generated), 15 March 2026",
      "Presidential election 2017",
      "European elections (generated), 1 June 2024",
      "Élection d'essai",
    ]);
  });

  it.each(generatedTypes)("say of %s in English what it is, generated or held", (type) => {
    if (!isElectionType(type)) throw new Error(`${type} has no name`);
    const named = [generatedName(type, "2026-03-15"), officialName(type, "2026")].map(wordsOf("en").election);
    expect(named).toEqual([
      expect.stringMatching(/ \(generated\), 15 March 2026$/),
      expect.stringMatching(/[a-z] 2026$/),
    ]);
    expect(named.join(" ")).not.toMatch(/Élection|Référendum|génér|territoriale/);
  });

  it("say in English what was generated, of every night that says it", () => {
    const { genere } = wordsOf("en");
    for (const notice of Object.values(NOTICES)) expect(genere(notice)).toMatch(/\b(?:is|are)\b.*\.$/);
    expect(genere(`${NOTICES.cantons} ${NOTICES.bureaux}`)).toMatch(
      /^The file does not name.* The stations are generated/,
    );
    expect(genere("Autre chose.")).toBe("Autre chose.");
  });

  it("tell pairs apart in a list", () => {
    const pairs = ["A et B", "C et D", "E et F"];
    expect([formatOf("fr").list(pairs), formatOf("en").list(pairs.slice(1))]).toEqual([
      "A et B, C et D, et E et F",
      "C et D, and E et F",
    ]);
    expect(formatOf("fr").list(["A", "B"])).toBe("A et B");
  });

  it("write a length of time in the unit that it takes", () => {
    expect([119.6, 2591, 12_345].map(formatOf("fr").duration)).toEqual(["120\u00A0ms", "2,6\u00A0s", "12,3\u00A0s"]);
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
