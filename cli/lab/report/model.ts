import type { Slos } from "#shared/contracts/rehearsal.ts";
import type { AppliedFault } from "#shared/faults/fault.ts";
import type { StageDelays } from "#cli/control/contract.ts";
import type { Finding } from "../check.ts";

/** The report of a rehearsal: the JSON twin of the page. Its shape is kept from one version to the next. */
export interface LabReport {
  readonly format: "vingt-heures/report@1";
  readonly name: string;
  /** Real instant, ISO 8601 UTC. */
  readonly at: string;
  readonly version: string;
  readonly target: "memory" | "local";
  readonly seed: string;
  /** What to type to play it again. */
  readonly command: string;
  readonly environment: {
    readonly node: string;
    readonly platform: string;
    readonly processor: string;
    readonly processors: number;
    readonly memoryGb: number;
  };
  readonly nights: readonly NightReport[];
  readonly passed: boolean;
}

/** One round that was played. */
export interface NightReport {
  readonly run: string;
  readonly scrutin: string;
  readonly nom: string;
  readonly tour: 1 | 2;
  readonly bureaux: { readonly counted: number; readonly expected: number };
  readonly messages: {
    readonly sent: number;
    readonly good: number;
    readonly duplicates: number;
    readonly malformed: number;
    /** Messages in the quarantine. */
    readonly refused: number;
  };
  /** What the law made of it, in French. */
  readonly outcome: string;
  /** From sending to a national document that counts it, ms. In memory, on the pipeline's simulated clock. */
  readonly delays: { readonly p50: number; readonly p95: number; readonly max: number };
  /** The same by station of a bureau's way; absent in memory, where all of it is one step of a simulated clock. */
  readonly stages?: Omit<StageDelays, "departements">;
  /** Tallies made visible a second of the pipeline's clock. */
  readonly talliesPerSecond: number;
  readonly timeline: readonly TimePoint[];
  readonly departements: readonly DepartementHeat[];
  readonly faults: readonly AppliedFault[];
  /** By kind: injected, and found in the documents. */
  readonly anomalies: readonly { readonly kind: string; readonly injected: number; readonly found: number }[];
  readonly findings: readonly Finding[];
  /** Estimated on AWS (`cli/operator/cost.ts`). */
  readonly cost: { readonly dollars: number; readonly requests: Readonly<Record<string, number>> };
  readonly verdicts: readonly SloVerdict[];
}

/** State of a night at one second of its playing. */
export interface TimePoint {
  readonly second: number;
  /** Cumulated. */
  readonly sent: number;
  readonly visible: number;
  /** 95th percentile of the delays of what became visible in this interval, ms; `null` when nothing did. */
  readonly p95: number | null;
}

/** One département of the heat map. `p95` is `null` where delays are not known one by one. */
export interface DepartementHeat {
  readonly code: string;
  readonly nom: string;
  readonly counted: number;
  readonly expected: number;
  readonly p95: number | null;
}

/** One limit, what was measured, and whether it holds. */
export interface SloVerdict {
  readonly slo: keyof Slos | "promises";
  readonly limit: number;
  readonly value: number;
  readonly holds: boolean;
}

/** Holds a night against its limits. The promises (no finding at all) are always one of them. */
export function verdictsOf(night: Omit<NightReport, "verdicts">, slos: Slos = {}): SloVerdict[] {
  const most = (slo: keyof Slos, value: number): SloVerdict[] => {
    const limit = slos[slo];
    return limit === undefined ? [] : [{ slo, limit, value, holds: value <= limit }];
  };
  const least = (slo: keyof Slos, value: number): SloVerdict[] => {
    const limit = slos[slo];
    return limit === undefined ? [] : [{ slo, limit, value, holds: value >= limit }];
  };
  return [
    { slo: "promises", limit: 0, value: night.findings.length, holds: night.findings.length === 0 },
    ...most("freshnessP95Ms", night.delays.p95),
    ...most("freshnessMaxMs", night.delays.max),
    ...most("dollars", night.cost.dollars),
    ...least("talliesPerSecond", night.talliesPerSecond),
  ];
}

/** A percentile by nearest rank; 0 of nothing. @param sorted ascending. */
export const percentile = (sorted: ArrayLike<number>, rank: number): number =>
  sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)] ?? 0;
