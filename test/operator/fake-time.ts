import type { Time } from "#cli/operator/cloud.ts";

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * Time that passes only when everybody sleeps: whenever the process has nothing else to do, it jumps to the next
 * awakening. Whole nights take the time of their work, and every instant is exact.
 */
export class FakeTime implements Time {
  #now: number;
  #sleepers: Sleeper[] = [];
  #scheduled = false;
  /** Work of the world around, done before time moves; the next instant at which it has more, or `null`. */
  readonly #world: (() => Promise<number | null>) | null;

  constructor(start = Date.UTC(2026, 10, 22, 18), world: (() => Promise<number | null>) | null = null) {
    this.#now = start;
    this.#world = world;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = (): void => {
        signal?.removeEventListener("abort", wake);
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      };
      const sleeper = { due: this.#now + Math.max(0, ms), wake };
      signal?.addEventListener("abort", wake);
      this.#sleepers.push(sleeper);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      void this.#pass();
    });
  }

  async #pass(): Promise<void> {
    const worldDue = (await this.#world?.()) ?? Infinity;
    const due = Math.min(worldDue, ...this.#sleepers.map((sleeper) => sleeper.due));
    if (due === Infinity) return;
    this.#now = Math.max(this.#now, due);
    for (const { wake } of this.#sleepers.filter((sleeper) => sleeper.due <= this.#now)) wake();
    if (this.#sleepers.length > 0) this.#schedule();
  }
}
