import type { RunStatus } from "#cli/control/contract.ts";
import type { TimePoint } from "./report/model.ts";

/** Follows a night by the states that its host tells, for the report's curves. */
export class Samples {
  readonly #points: TimePoint[] = [];
  #startedAt: number | null = null;

  add({ bureaux, messages, delayMs }: RunStatus, now: number): void {
    this.#startedAt ??= now;
    const second = Math.round((now - this.#startedAt) / 100) / 10;
    const p95 = delayMs.p95 > 0 ? delayMs.p95 : null;
    this.#points.push({ second, sent: bureaux.sent, visible: messages.delivered, p95 });
  }

  get points(): readonly TimePoint[] {
    return this.#points;
  }
}
