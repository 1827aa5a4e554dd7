import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { readTerritory } from "#cli/reference/decoupage.ts";
import type { Dossier } from "#shared/contracts/dossier.ts";
import type { Tally } from "#shared/contracts/tally.ts";
import { byInstant, type RecordedTally } from "#shared/night/recording.ts";
import { recordNight } from "#shared/night/record.ts";
import { PRESETS, type PresetName } from "#shared/night/presets.ts";
import { buildScenario, scenarioNames, type ScenarioOptions } from "#shared/night/scenarios.ts";
import type { Territory } from "#shared/territory/decoupage.ts";

type Figures = Omit<Tally, "run">;

const MINUTE_MS = 60_000;

/** Ministère de l'Intérieur, final results: the sums of its bureau files, and what it published. */
const OFFICIAL = {
  1: {
    inscrits: 47_582_183,
    votants: 37_003_728,
    blancs: 659_997,
    nuls: 289_337,
    exprimes: 36_054_394,
    voix: {
      "DUPONT-AIGNAN": 1_695_000,
      "LE-PEN": 7_678_491,
      MACRON: 8_656_346,
      HAMON: 2_291_288,
      ARTHAUD: 232_384,
      POUTOU: 394_505,
      CHEMINADE: 65_586,
      LASSALLE: 435_301,
      MELENCHON: 7_059_951,
      ASSELINEAU: 332_547,
      FILLON: 7_212_995,
    },
  },
  2: {
    inscrits: 47_568_693,
    votants: 35_467_327,
    blancs: 3_021_499,
    nuls: 1_064_225,
    exprimes: 31_381_603,
    voix: { MACRON: 20_743_128, "LE-PEN": 10_638_475 },
  },
} as const;

let territory: Territory;
beforeAll(async () => {
  territory = await readTerritory();
});

const build = (options: Partial<ScenarioOptions> = {}) =>
  buildScenario("presidentielle-2017", { tour: 1, seed: "vingt-heures", territory, ...options });

function sha256({ dossier, recording }: { dossier?: Dossier; recording: readonly RecordedTally[] }): string {
  const hash = createHash("sha256").update(JSON.stringify(dossier?.head ?? null));
  for (const part of dossier?.parts ?? []) hash.update(JSON.stringify(part));
  for (const recorded of recording) hash.update(JSON.stringify(recorded));
  return hash.digest("hex");
}

/** The last version of each bureau. */
const finalTallies = (recording: readonly RecordedTally[]): Figures[] => {
  const last = new Map<string, Figures>();
  for (const { tally } of recording) {
    const key = `${tally.commune}/${tally.bureau}`;
    if (tally.version > (last.get(key)?.version ?? 0)) last.set(key, tally);
  }
  return [...last.values()];
};

function totalsOf(tallies: readonly Figures[]) {
  const totals = { inscrits: 0, votants: 0, blancs: 0, nuls: 0, exprimes: 0, voix: {} as Record<string, number> };
  for (const tally of tallies) {
    totals.inscrits += tally.inscrits;
    totals.votants += tally.votants;
    totals.blancs += tally.blancs ?? 0;
    totals.nuls += tally.nuls ?? 0;
    totals.exprimes += tally.exprimes;
    for (const [id, voix] of Object.entries(tally.voix)) totals.voix[id] = (totals.voix[id] ?? 0) + voix;
  }
  return totals;
}

const bureauxOf = (dossier: Dossier) =>
  dossier.parts.flatMap(({ departement, communes }) =>
    communes.flatMap((commune) => commune.bureaux.map((bureau) => ({ departement, commune, bureau }))),
  );

describe.each([1, 2] as const)("the presidential night of 2017, round %i", (tour) => {
  let dossier: Dossier;
  let recording: RecordedTally[];
  beforeAll(() => {
    ({ dossier, recording } = build({ tour, corrections: 0.02, late: 0.01 }));
  });

  it("ends on the official totals, to the vote", () => {
    expect(totalsOf(finalTallies(recording))).toEqual(OFFICIAL[tour]);
  });

  it("sends nothing that does not add up, wrong versions included", () => {
    const ids = Object.keys(OFFICIAL[tour].voix);
    const broken = recording.filter(({ tally: { inscrits, votants, blancs = -1, nuls = -1, exprimes, voix } }) => {
      const each = ids.map((id) => voix[id] ?? -1);
      const whole = [inscrits, votants, blancs, nuls, exprimes, ...each].every(
        (value) => Number.isInteger(value) && value >= 0,
      );
      const sums = exprimes === votants - blancs - nuls && exprimes === each.reduce((a, b) => a + b, 0);
      return !(whole && sums && votants <= inscrits && Object.keys(voix).length === ids.length);
    });
    expect(broken).toEqual([]);
  });

  it("sends every bureau of the dossier, of its inscrits, and none but them", () => {
    const expected = bureauxOf(dossier).map(
      ({ departement, commune, bureau }) => `${departement} ${commune.code} ${bureau.code} ${bureau.inscrits}`,
    );
    const sent = finalTallies(recording).map(
      ({ departement, commune, bureau, inscrits }) => `${departement} ${commune} ${bureau} ${inscrits}`,
    );
    expect(new Set(sent)).toEqual(new Set(expected));
    expect(expected).toHaveLength(69_244);
  });

  it("has a head that agrees with its parts", () => {
    const { head, parts } = dossier;
    expect(head.departements.map(({ code }) => code)).toEqual(parts.map(({ departement }) => departement));
    expect(head.departements).toHaveLength(108);
    for (const [i, { communes }] of parts.entries()) {
      const bureaux = communes.flatMap((commune) => commune.bureaux);
      expect(head.departements[i]).toMatchObject({
        communes: communes.length,
        bureaux: bureaux.length,
        inscrits: bureaux.reduce((total, { inscrits }) => total + inscrits, 0),
      });
    }
    expect(head).toMatchObject({
      tour,
      premierTour: "2017-04-23",
      embargo: tour === 1 ? "2017-04-23T18:00:00.000Z" : "2017-05-07T18:00:00.000Z",
    });
    expect(head.source).toContain("«\u00a0vingt-heures\u00a0»");
    expect(head.candidatures.map(({ panneau }) => panneau)).toEqual(head.candidatures.map((_, i) => i + 1));
  });

  it("sends in order, never before the bureau is closed", () => {
    expect(recording).toEqual(recording.toSorted(byInstant));
    const closings = new Map(
      dossier.parts.flatMap(({ communes }) => communes.map(({ code, fermeture }) => [code, Date.parse(fermeture)])),
    );
    expect(recording.filter(({ at, tally }) => at < closings.get(tally.commune)!)).toEqual([]);
  });

  it("corrects about 2 % of its bureaux", () => {
    const corrected = recording.filter(({ tally }) => tally.version === 2);
    expect(corrected.length).toBeGreaterThan(1_150);
    expect(corrected.length).toBeLessThan(1_620);
    expect(recording).toHaveLength(69_244 + corrected.length);
  });
});

describe("the dossier of 2017", () => {
  it("has the arrondissements of Paris, Lyon and Marseille in its bureaux", () => {
    const divided = bureauxOf(build().dossier).filter(({ bureau }) => bureau.arrondissement !== undefined);
    expect(new Set(divided.map(({ commune }) => commune.code))).toEqual(new Set(["13055", "69123", "75056"]));
    expect(new Set(divided.map(({ bureau }) => bureau.arrondissement)).size).toBe(45);
    expect(divided.find(({ bureau }) => bureau.arrondissement === "69389")?.bureau.code).toBe("0901");
    expect(divided.every(({ bureau }) => /^\d{4}$/.test(bureau.code))).toBe(true);
  });

  it("keeps every département's official totals", () => {
    const tallies = finalTallies(build().recording);
    const byDepartement = Map.groupBy(tallies, ({ departement }) => departement);
    // The ministry's totals of two départements and of the French abroad, by hand.
    expect(totalsOf(byDepartement.get("01")!)).toMatchObject({
      inscrits: 415_886,
      votants: 334_379,
      exprimes: 325_799,
      voix: { FILLON: 69_805 },
    });
    expect(totalsOf(byDepartement.get("02")!)).toMatchObject({
      inscrits: 375_752,
      exprimes: 288_140,
      voix: { "LE-PEN": 102_770 },
    });
    expect(totalsOf(byDepartement.get("ZZ")!)).toMatchObject({ inscrits: 1_264_113, voix: { MACRON: 223_879 } });
  });
});

describe("a night's seed", () => {
  it("gives the same bytes, and another seed others", () => {
    const hash = sha256(build({ tour: 2, corrections: 0.02 }));
    expect(sha256(build({ tour: 2, corrections: 0.02 }))).toBe(hash);
    expect(sha256(build({ tour: 2, corrections: 0.02, seed: "autre" }))).not.toBe(hash);
  });

  it("gives each bureau its instant whatever the order of the tallies", () => {
    const { dossier, recording } = build({ tour: 2 });
    const tallies = recording.map(({ tally }) => tally);
    const options = { seed: "vingt-heures", corrections: 0.05, late: 0.05 };
    const played = (order: readonly Figures[]): string => sha256({ recording: recordNight(dossier, order, options) });
    expect(played(tallies.toReversed())).toBe(played(tallies));
  });

  it("gives a commune the same size and colour in both rounds", () => {
    const macron = ([1, 2] as const).map((tour) => {
      const paris = finalTallies(build({ tour }).recording).filter(({ departement }) => departement === "75");
      return paris
        .toSorted((a, b) => (a.bureau < b.bureau ? -1 : 1))
        .map(({ voix, exprimes }) => voix["MACRON"]! / exprimes);
    });
    const first = macron[0]!.indexOf(Math.max(...macron[0]!));
    // The bureau of Paris that was first for him in round 1 is among his best in round 2.
    const rank = macron[1]!.filter((share) => share > macron[1]![first]!).length;
    expect(macron[0]).toHaveLength(macron[1]!.length);
    expect(rank).toBeLessThan(macron[1]!.length / 4);
  });

  it("is refused under a name that no scenario has", () => {
    expect(scenarioNames).toEqual(["presidentielle-2017"]);
    expect(() => buildScenario("presidentielle-1848", { tour: 1, seed: "", territory })).toThrow(
      /E-SCENARIO.*presidentielle-2017/,
    );
  });
});

describe("presets", () => {
  const EMBARGO = Date.parse("2017-04-23T18:00:00Z");
  let dossier: Dossier;
  let tallies: Figures[];
  beforeAll(() => {
    const built = build();
    dossier = built.dossier;
    tallies = built.recording.map(({ tally }) => tally);
  });

  const shareOf = (instants: readonly number[], from: number, minutes: number): number =>
    instants.filter((at) => at >= from && at <= from + minutes * MINUTE_MS).length / instants.length;
  const instantsOf = (preset: PresetName): number[] =>
    recordNight(dossier, tallies, { seed: "vingt-heures", preset }).map(({ at }) => at);

  it("realiste: about 60 % of the bureaux in the busiest 90 minutes, none before the collection opens, the last by the morning", () => {
    const instants = instantsOf("realiste");
    let busiest = 0;
    for (let i = 0, first = 0; i < instants.length; i++) {
      while (instants[i]! - instants[first]! > 90 * MINUTE_MS) first++;
      busiest = Math.max(busiest, i - first + 1);
    }
    expect(busiest / instants.length).toBeGreaterThan(0.57);
    expect(busiest / instants.length).toBeLessThan(0.64);
    expect(instants[0]).toBeGreaterThanOrEqual(EMBARGO - 120 * MINUTE_MS);
    expect(shareOf(instants, EMBARGO - 120 * MINUTE_MS, 120)).toBeLessThan(0.1);
    expect(shareOf(instants, EMBARGO - 120 * MINUTE_MS, 360)).toBeGreaterThan(0.95);
  });

  it("tour-du-monde: begins on Saturday", () => {
    expect(instantsOf("tour-du-monde")[0]).toBeLessThan(Date.parse("2017-04-23T00:00:00Z"));
  });

  it("mur-de-20h: nearly everything in ten minutes, nothing before", () => {
    const instants = instantsOf("mur-de-20h");
    expect(instants[0]).toBeGreaterThanOrEqual(EMBARGO);
    expect(shareOf(instants, EMBARGO, 10)).toBeGreaterThan(0.97);
  });

  it("plat: the same number each hour", () => {
    const instants = instantsOf("plat");
    for (const hour of [0, 1, 2, 3])
      expect(Math.abs(shareOf(instants, EMBARGO + hour * 60 * MINUTE_MS, 60) - 0.25)).toBeLessThan(0.01);
  });

  it("are described for people", () => {
    for (const { description } of Object.values(PRESETS)) expect(description).toMatch(/^\p{Ll}/u);
  });
});
