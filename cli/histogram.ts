/**
 * Whole numbers counted one by one, delays in milliseconds or counts: percentiles are those of the exact list, whatever its length.
 * The array grows with the largest value, up to {@link LARGEST}; what is larger is counted there, and only `max` still tells it exactly.
 */
export class Histogram {
  #counts = new Uint32Array(4096);
  #total = 0;
  #max = 0;

  /** Rounds the value; one below 0 (the delay of a clock that slipped) counts as 0. */
  add(value: number): void {
    const whole = Math.max(0, Math.round(value));
    const slot = Math.min(whole, LARGEST);
    if (slot >= this.#counts.length) this.#grow(slot);
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    this.#total += 1;
    this.#max = Math.max(this.#max, whole);
  }

  get total(): number {
    return this.#total;
  }

  /** The smallest value that at least `percent` % of the values do not pass (nearest rank); 0 when there is none. */
  percentile(percent: number): number {
    const rank = Math.max(1, Math.ceil((percent * this.#total) / 100));
    let seen = 0;
    for (let value = 0; value < this.#counts.length; value++) {
      seen += this.#counts[value] ?? 0;
      if (seen >= rank) return value === LARGEST ? this.#max : value;
    }
    return 0;
  }

  /** What half, nineteen in twenty, and all of the values do not pass. */
  read(): { readonly p50: number; readonly p95: number; readonly max: number } {
    return { p50: this.percentile(50), p95: this.percentile(95), max: this.#max };
  }

  #grow(slot: number): void {
    const grown = new Uint32Array(Math.min(LARGEST + 1, Math.max(slot + 1, this.#counts.length * 2)));
    grown.set(this.#counts);
    this.#counts = grown;
  }
}

/** An hour, in milliseconds. */
const LARGEST = 3_600_000;
