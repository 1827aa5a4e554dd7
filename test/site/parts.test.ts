import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRICS, queryOf, readAddress, type Address, type Place } from "#web/address.ts";
import { changesBetween } from "#web/components/changes.ts";
import { slotsOf } from "#web/components/colours.ts";
import { contextOf, runName } from "#web/components/context.ts";
import { nationalHeadline } from "#web/components/headline.ts";
import { hemicycle } from "#web/components/hemicycle.ts";
import { unfilledSeats } from "#web/components/seats.ts";
import { thresholdsOf } from "#web/components/thresholds.ts";
import { readGazetteer, writeGazetteer } from "#web/search/gazetteer.ts";
import { normalise } from "#web/search/normalise.ts";
import { distanceToBeginning, searchIndex } from "#web/search/search-index.ts";
import { standingEntries } from "#web/search/standing.ts";
import { html } from "#web/tree/html.ts";
import { h } from "#web/tree/node.ts";
import type { PublicRun } from "#web/documents.ts";
import { fr } from "#web/words/fr.ts";
import { wordsOf } from "#web/words/words.ts";
import { formatOf } from "#web/words/format.ts";
import type { Outcome } from "#shared/law/outcome.ts";
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
        const benches = [{ id: "a", name: "A", seats: 1, slot: 0 }];
        const drawn = html(hemicycle(context, { id: "seats", benches, total, whole: true })!);
        expect(drawn.match(/<circle/g)).toHaveLength(total);
        expect(drawn.match(/class="seat/g)).toHaveLength(1);
      }),
    );
  });
});

describe("the seats that nobody obtained", () => {
  const outcome = (list: number | undefined, vacances: number): Outcome => ({
    statut: "ACQUIS_T1",
    candidatures: [{ id: "a", voix: 10, statut: "ELU_T1", sieges: 20, ...(list !== undefined && { vacances: list }) }],
    vacances,
    etapes: [],
    regle: "X",
    articles: [],
  });

  it("are not those that a list won beyond its names", () => {
    expect([unfilledSeats(outcome(8, 8)), unfilledSeats(outcome(undefined, 3)), unfilledSeats(outcome(8, 9))]).toEqual([
      0, 3, 1,
    ]);
  });
});

describe("the hues", () => {
  it("tell the candidatures of a ballot apart, two of one nuance too, until there are more than hues", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("LDVG", "REG", "RN", "X"), { maxLength: 20 }), (nuances) => {
        const ballot = nuances.map((nuance, i) => ({ id: `L${i}`, nuance }));
        const slots = ballot.map(({ id }) => slotsOf(ballot)(id));
        expect(new Set(slots).size).toBe(Math.min(ballot.length, 12));
      }),
    );
    // A nuance has its own hue when nobody had it before.
    expect(slotsOf([{ id: "a" }, { id: "b", nuance: "RN" }])("b")).toBe(slotsOf([])("RN"));
  });
});

describe("the headline of many unites", () => {
  const context = contextOf(readAddress(""));
  const nation = (scrutin: string, nuances: readonly string[], outcome: object): FranceDocument =>
    ({
      scrutin,
      sousEmbargo: false,
      candidatures: nuances.map((id, i) => ({ id, nom: `Nuance ${id}`, voix: 90 - i, pourcentExprimes: "50,00" })),
      outcome: { unites: [], partagees: [], sieges: {}, ...outcome },
    }) as unknown as FranceDocument;
  const told = (...given: Parameters<typeof nation>): string => {
    const { text, sure } = nationalHeadline(context, nation(...given));
    return `${text}. ${sure}`.replaceAll("\u00A0", " ");
  };

  it.each([
    // Nobody leads whose nuance was not asked for; of municipales one says how many are over.
    [
      "municipales-2026",
      ["NC", "UG"],
      { statuts: { ACQUIS_T1: 150, BALLOTTAGE: 2 } },
      "150 communes sur 152 ont leur conseil. Acquis : 150 communes sur 152, en ballottage : 2.",
    ],
    [
      "municipales-2026",
      ["DVG", "UD"],
      { statuts: { ACQUIS_T1: 1 }, sieges: { UD: 40, DVG: 123 } },
      "Nuance DVG obtient 123 sièges sur 163. Acquis : 1 commune sur 1.",
    ],
    [
      "legislatives-2024",
      ["RN", "UG"],
      { statuts: { ACQUIS_T1: 1, BALLOTTAGE: 5 }, sieges: { RN: 1 } },
      "Nuance RN en tête des voix avec 50,00 %. Acquis : 1 circonscription sur 6, en ballottage : 5.",
    ],
    [
      "legislatives-2024",
      ["RN", "UG"],
      { statuts: { ACQUIS_T1: 1, ACQUIS_T2: 5 }, sieges: { RN: 2, UG: 4 } },
      "Nuance UG obtient 4 sièges sur 6. Acquis : 6 circonscriptions sur 6.",
    ],
  ])("says of %s (%s, %j) what was at stake", (scrutin, nuances, outcome, sentence) => {
    expect(told(scrutin, nuances, outcome)).toBe(sentence);
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
      "Élections, 1er tour",
      "Élections, 2d tour",
    ]);
    expect(runName(context, first, [first, second, again])).toBe("Élections, 1er tour (a)");
    expect(runName(context, night("e", "europeennes-2024", 1), [])).toBe("Élections");
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
