import type { Delays } from "#cli/control/contract.ts";
import { Histogram } from "../histogram.ts";

/** What became visible over the last seconds: a rate and delays for people who watch. */
export class RecentDelays {
  readonly #windowMs: number;
  /** Pairs [instant at which it was seen, delay], oldest first. */
  #samples: (readonly [number, number])[] = [];

  constructor(windowMs = 5_000) {
    this.#windowMs = windowMs;
  }

  add(seenAt: number, delayMs: number): void {
    this.#samples.push([seenAt, delayMs]);
  }

  /** Forgets what is older than the window, then tells of the rest. */
  read(now: number): { readonly perSecond: number; readonly delays: Delays } {
    const since = now - this.#windowMs;
    const first = this.#samples.findIndex(([seenAt]) => seenAt >= since);
    this.#samples = first < 0 ? [] : this.#samples.slice(first);
    const histogram = new Histogram();
    for (const [, delay] of this.#samples) histogram.add(delay);
    return { perSecond: Math.round((this.#samples.length * 1000) / this.#windowMs), delays: histogram.read() };
  }
}
