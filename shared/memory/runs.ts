import type { Run, RunClock } from "../contracts/run.ts";
import type { Runs } from "../ports.ts";

/** The runs in memory. */
export class MemoryRuns implements Runs {
  /** `null`: removed, the id stays used. */
  readonly #runs = new Map<string, Run | null>();

  async get(run: string): Promise<Run | null> {
    return this.#runs.get(run) ?? null;
  }

  async list(): Promise<readonly Run[]> {
    return [...this.#runs.values()].filter((run) => run !== null).sort((a, b) => (a.run < b.run ? -1 : 1));
  }

  async create(run: Run): Promise<boolean> {
    if (this.#runs.has(run.run)) return false;
    this.#runs.set(run.run, run);
    return true;
  }

  async setClock(run: string, clock: RunClock, expected: number): Promise<boolean> {
    const stored = this.#runs.get(run);
    if (stored?.clock.generation !== expected) return false;
    this.#runs.set(run, { ...stored, clock });
    return true;
  }

  async release(run: string, at: number): Promise<boolean> {
    const stored = this.#runs.get(run);
    if (!stored || stored.released !== undefined) return false;
    this.#runs.set(run, { ...stored, released: at });
    return true;
  }

  async close(run: string): Promise<void> {
    const stored = this.#runs.get(run);
    if (stored) this.#runs.set(run, { ...stored, status: "clos" });
  }

  async remove(run: string): Promise<void> {
    if (this.#runs.has(run)) this.#runs.set(run, null);
  }
}
