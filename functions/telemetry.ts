import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { SQSRecord } from "aws-lambda";
import { METRIC_NAMESPACE, METRICS, type MetricName } from "#shared/contracts/metrics.ts";

/** A function's own figures, written to its log once an invocation ({@link METRICS}). */
export class Telemetry {
  readonly #metrics: Metrics;
  #told = false;

  /** @param service name of the function: the only dimension. */
  constructor(service: string) {
    this.#metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName: service });
  }

  /** Adds figures to those of this invocation. */
  add(figures: Readonly<Partial<Record<MetricName, number>>>): void {
    for (const [name, value] of Object.entries(figures) as [MetricName, number][])
      this.#metrics.addMetric(name, UNITS[METRICS[name]], value);
    this.#told = true;
  }

  /** Writes what was added; nothing, when nothing was. */
  flush(): void {
    if (this.#told) this.#metrics.publishStoredMetrics();
    this.#told = false;
  }
}

const UNITS = { Count: MetricUnit.Count, Milliseconds: MetricUnit.Milliseconds } as const;

/** Milliseconds since the queue accepted the oldest of some messages; clocks that disagree tell no negative age. */
export function ageOf(records: readonly Pick<SQSRecord, "attributes">[], now: number): number {
  const sent = Math.min(...records.map(({ attributes }) => Number(attributes.SentTimestamp)));
  return Number.isFinite(sent) ? Math.max(0, now - sent) : 0;
}
