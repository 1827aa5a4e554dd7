import type { LabReport, NightReport } from "./model.ts";

/** What got worse from one report to the next. */
export interface Regression {
  readonly night: string;
  readonly what: string;
  readonly before: number;
  readonly after: number;
}

/** Changes below this share, and delays below this many ms, are noise. */
const NOISE = 0.1;
const NOISE_MS = 100;

/**
 * Compares two reports, round by round: delays, pace and cost that got worse by more than a tenth, limits and promises
 * that held and no longer do, rounds that are gone.
 */
export function regressions(before: LabReport, after: LabReport): Regression[] {
  return before.nights.flatMap((old) => {
    const night = `${old.scrutin}, tour ${old.tour}`;
    const now = after.nights.find(({ scrutin, tour }) => scrutin === old.scrutin && tour === old.tour);
    if (now === undefined) return [{ night, what: "tour joué", before: 1, after: 0 }];
    return [...figures(old, now), ...verdicts(old, now)].map((regression) => ({ night, ...regression }));
  });
}

type Worse = Omit<Regression, "night">;

function figures(old: NightReport, now: NightReport): Worse[] {
  const rises = (what: string, before: number, after: number, least: number): Worse[] =>
    after > before * (1 + NOISE) && after - before > least ? [{ what, before, after }] : [];
  const falls = (what: string, before: number, after: number): Worse[] =>
    after < before * (1 - NOISE) ? [{ what, before, after }] : [];
  return [
    ...rises("délai médian (ms)", old.delays.p50, now.delays.p50, NOISE_MS),
    ...rises("délai p95 (ms)", old.delays.p95, now.delays.p95, NOISE_MS),
    ...rises("délai max (ms)", old.delays.max, now.delays.max, NOISE_MS),
    ...rises("coût ($)", old.cost.dollars, now.cost.dollars, 0),
    ...falls("procès-verbaux par seconde", old.talliesPerSecond, now.talliesPerSecond),
    ...falls("bureaux comptés", old.bureaux.counted, now.bureaux.counted),
  ];
}

function verdicts(old: NightReport, now: NightReport): Worse[] {
  return old.verdicts.flatMap(({ slo, holds, value }) => {
    const after = now.verdicts.find((verdict) => verdict.slo === slo);
    return holds && after && !after.holds
      ? [{ what: `objectif ${slo} (${after.limit}), tenu puis manqué,`, before: value, after: after.value }]
      : [];
  });
}
