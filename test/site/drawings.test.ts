import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAddress } from "#web/address.ts";
import { slotsOf } from "#web/components/colours.ts";
import { contextOf } from "#web/components/context.ts";
import { map, type Outlines } from "#web/components/map.ts";
import { nationalHeadline } from "#web/components/headline.ts";
import { commands, control, type Control } from "#web/components/control.ts";
import { hemicycle } from "#web/components/hemicycle.ts";
import { unfilledSeats } from "#web/components/seats.ts";
import { thresholdsOf } from "#web/components/thresholds.ts";
import type { Scene } from "#web/pages/scene.ts";
import { screen } from "#web/pages/screen.ts";
import { html } from "#web/tree/html.ts";
import type { BureauxDocument, DepartementDocument } from "#web/documents.ts";
import type { RunStatus } from "#cli/control/contract.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import type { BureauRow } from "#shared/documents/departement.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { playNight } from "./night.ts";

/** A bureau but for its commune and its code. */
type OfBureau = BureauRow extends readonly [string, string, ...infer Rest] ? Rest : never;

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
    // Of two that share a hue the better known has it, whatever the order; the other takes that of no great party.
    const left = slotsOf([{ id: "BC-RDG" }, { id: "BC-SOC" }]);
    expect(left("BC-SOC")).toBe(slotsOf([])("SOC"));
    expect(left("BC-RDG")).toBe(slotsOf([])("DIV"));
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

describe("on a map", () => {
  const france = async (): Promise<FranceDocument> => {
    const moments = await playNight({ run: "pr-essai-t1", tour: 1 });
    return JSON.parse(moments.get("complete")!.get("runs/pr-essai-t1/latest/france.json")!) as FranceDocument;
  };
  const outlines: Outlines = {
    width: 100,
    height: 100,
    departements: { "01": "M10 10l20 0 0 20z", "42": "M40 50l-5 10 5 0z" },
    paris: [0, 0, 10, 10],
  };

  it("a few values are as far apart as colours can be, the lowest the palest", async () => {
    const night = await france();
    const departements = night.departements
      .filter(({ code }) => code === "01" || code === "42")
      .map((row) => ({ ...row, participation: { inscrits: 100, votants: row.code === "01" ? 40 : 72 } }));
    const drawn = html(
      map(contextOf(readAddress("?carte=participation")), {
        outlines,
        france: { ...night, departements },
        against: null,
      }),
    );
    expect(
      [...drawn.matchAll(/<title>(\w+) .*?class="area (step-\d)/g)].map(([, nom, step]) => [nom, step]).sort(),
    ).toEqual([
      ["Ain", "step-0"],
      ["Loire", "step-4"],
    ]);
  });

  it("a région fills the drawing", async () => {
    const drawn = html(
      map(contextOf(readAddress("")), { outlines, france: await france(), against: null, close: true }),
    );
    // From 10 to 40 and from 10 to 60, a margin of 3, and as wide as high.
    expect(drawn).toContain('viewBox="-3 7 56 56"');
  });

  it("a night of a small part of France is come close to, what lies far drawn beside it all the same", async () => {
    const night = await france();
    const far = { ...outlines, width: 300, height: 300 };
    const drawn = (codes: readonly string[]): string => {
      const departements = night.departements.filter(({ code }) => codes.includes(code));
      return html(
        map(contextOf(readAddress("")), { outlines: far, france: { ...night, departements }, against: null }),
      );
    };
    expect(drawn(["01", "42"])).toContain('viewBox="-3 7 56 56"');
    // Nine places beside each other, 33 wide and 60 for their names, at the scale of the map: 56 / 300.
    expect(drawn(["01", "42", "971"])).toMatch(/viewBox="-3 7 56 73".*translate\(-3 63\) scale\(0\.187\)/);
    expect(drawn(["971", "ZZ"])).toContain('viewBox="0 0 300 93"');
    expect(drawn(["971", "ZZ"])).not.toContain("elsewhere");
  });
});

describe("the control room", () => {
  const room = (phase: RunStatus["phase"]): Control => ({
    local: true,
    token: true,
    refused: false,
    status: {
      phase,
      clock: { now: "2017-04-23T20:00:00.000Z", speed: 200, paused: false },
      embargo: { until: "2017-04-23T18:00:00.000Z", released: true },
      silences: {},
      talliesPerSecond: 12,
      delayMs: { p50: 2591, p95: 0, max: 0 },
    } as unknown as RunStatus,
    measures: {},
    word: "",
    correction: null,
  });
  const shown = (phase: RunStatus["phase"]): string => html(control(contextOf(readAddress("")), room(phase), [])!);

  it("commands a night for as long as it plays", () => {
    expect([commands(room("nuit")), commands(room("terminee"))]).toEqual([true, false]);
    expect([shown("nuit"), shown("terminee")].map((drawn) => drawn.includes("<button"))).toEqual([true, false]);
    expect(shown("terminee")).toContain("Cette nuit est finie");
    expect(shown("nuit")).toContain("visibles en 2,6\u00A0s (médiane)");
  });
});

describe("the screen of a hall", () => {
  it("shows the result again and again among 500 bureaux, and each of them once", async () => {
    const moments = await playNight({ run: "pr-essai-t1", tour: 1 });
    const at = <T>(path: string): T => JSON.parse(moments.get("complete")!.get(`runs/pr-essai-t1/${path}`)!) as T;
    const france = at<FranceDocument>("latest/france.json");
    const row = france.departements.find(({ code }) => code === "42")!;
    const bureaux = at<BureauxDocument>(`objects/${row.bureauxObject}.json`);
    const [first] = bureaux.resultat;
    const resultat = Array.from({ length: 500 }, (_, i): BureauRow => [
      first![0],
      String(i + 1).padStart(4, "0"),
      ...(first!.slice(2) as unknown as OfBureau),
    ]);
    const scene = {
      documents: {
        france,
        region: null,
        departement: at<DepartementDocument>(`objects/${row.object}.json`),
        bureaux: { ...bureaux, resultat },
      },
      outlines: null,
      curve: [],
    } as unknown as Scene;
    const context = contextOf(readAddress("?commune=42218"));
    const [, count] = /(\d+) \/ (\d+)/.exec(html(...screen(context, scene, 0)))!.slice(1);
    const turns = Array.from({ length: Number(count) }, (_, turn) => html(...screen(context, scene, turn)));
    const results = turns.map((turn) => turn.includes('class="candidature '));
    expect(results.join(",")).not.toContain("false,false,false,false,false");
    const told = turns.join("").match(/<th scope="row">\d+</g);
    expect([told?.length, new Set(told).size]).toEqual([500, 500]);
  });
});
