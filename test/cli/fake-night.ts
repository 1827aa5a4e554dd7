import type { RunStatus, RunSummary } from "#cli/control/contract.ts";

/** A night made by hand: what the control API would say of a run, at any share of it. */

const NAMES = [
  ["MACRON", 8_656_346],
  ["LE PEN", 7_678_491],
  ["FILLON", 7_212_995],
  ["MÉLENCHON", 7_059_951],
  ["HAMON", 2_291_288],
  ["DUPONT-AIGNAN", 1_695_000],
  ["LASSALLE", 435_301],
  ["POUTOU", 394_505],
  ["ASSELINEAU", 332_547],
  ["ARTHAUD", 232_384],
  ["CHEMINADE", 65_586],
] as const;
const EXPECTED = 69_242;
const START = Date.parse("2017-04-23T17:00:00Z");
const END = Date.parse("2017-04-23T23:30:00Z");
const EMBARGO = Date.parse("2017-04-23T18:00:00Z");

const countedAt = (share: number): number => Math.round(EXPECTED * (share * share * (3 - 2 * share)));

/** `share` of the night, 0–1. */
export function fakeStatus(share: number, changes: Partial<RunStatus> = {}): RunStatus {
  const now = START + (END - START) * share;
  const counted = countedAt(share);
  const part = (whole: number): number => Math.round((whole * counted) / EXPECTED);
  return {
    run: "presidentielle-2017-t1-k3v9",
    scrutin: "presidentielle-2017",
    nom: "Élection présidentielle 2017",
    tour: 1,
    phase: share >= 1 ? "terminee" : "nuit",
    clock: { now: new Date(now).toISOString(), speed: 195, paused: false },
    embargo: { until: new Date(EMBARGO).toISOString(), released: now >= EMBARGO },
    bureaux: { expected: EXPECTED, sent: counted, counted },
    messages: {
      sent: Math.round(counted * 1.05),
      delivered: counted,
      duplicated: Math.round(counted * 0.05),
      refused: share > 0.5 ? 12 : 0,
      corrected: Math.round(counted * 0.001),
    },
    totals: {
      inscrits: part(47_582_183),
      votants: part(37_003_728),
      blancs: part(659_997),
      nuls: part(289_337),
      exprimes: part(36_054_394),
    },
    leaders: NAMES.map(([nom, voix]) => ({ id: nom.toLowerCase(), nom, voix: part(voix) })),
    talliesPerSecond: 1_180,
    delayMs: { p50: 640, p95: 1_320, max: 2_900 },
    curve: Array.from({ length: 200 }, (_, index) => {
      const at = (share * index) / 199;
      return [START + (END - START) * at, countedAt(at)] as const;
    }),
    silences: {},
    queues: { tallies: { waiting: 120, inFlight: 80, delayed: 0 }, recount: { waiting: 4, inFlight: 2, delayed: 30 } },
    genere: "Résultats par commune et par bureau générés : seuls les totaux nationaux sont officiels.",
    ...changes,
  };
}

export const fakeSummary = (changes: Partial<RunSummary> = {}): RunSummary => {
  const { run, scrutin, tour, bureaux, totals, leaders, messages, delayMs, talliesPerSecond } = fakeStatus(1);
  return {
    run,
    scrutin,
    tour,
    bureaux: { expected: bureaux.expected, counted: bureaux.counted },
    totals,
    candidatures: leaders,
    outcome: null,
    messages,
    delayMs,
    talliesPerSecond,
    peakRssMb: 812,
    conservation: true,
    ...changes,
  };
};
