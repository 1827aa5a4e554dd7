import type { Delays } from "#cli/control/contract.ts";

/**
 * Delays counted by whole millisecond: percentiles are those of the exact list, whatever its length. The array grows
 * with the longest delay, up to an hour; what is longer is counted at the hour, and only `max` still tells it exactly.
 */
export class DelayHistogram {
  #counts = new Uint32Array(4096);
  #total = 0;
  #max = 0;

  /** @param delayMs how long it took; a negative one (a clock that slipped) counts as 0. */
  add(delayMs: number): void {
    const delay = Math.max(0, Math.round(delayMs));
    const slot = Math.min(delay, LONGEST);
    if (slot >= this.#counts.length) this.#grow(slot);
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    this.#total += 1;
    this.#max = Math.max(this.#max, delay);
  }

  get total(): number {
    return this.#total;
  }

  /** The smallest delay that at least `percent` % of the delays do not pass (nearest rank); 0 when there is none. */
  percentile(percent: number): number {
    const rank = Math.max(1, Math.ceil((percent * this.#total) / 100));
    let seen = 0;
    for (let delay = 0; delay < this.#counts.length; delay++) {
      seen += this.#counts[delay] ?? 0;
      if (seen >= rank) return delay === LONGEST ? this.#max : delay;
    }
    return 0;
  }

  delays(): Delays {
    return { p50: this.percentile(50), p95: this.percentile(95), max: this.#max };
  }

  #grow(slot: number): void {
    const grown = new Uint32Array(Math.min(LONGEST + 1, Math.max(slot + 1, this.#counts.length * 2)));
    grown.set(this.#counts);
    this.#counts = grown;
  }
}

const LONGEST = 3_600_000;
