import type { DepartementDocument } from "../documents/departement.ts";

/** A map that forgets what was set longest ago. */
export class Lately<V> {
  readonly #entries = new Map<string, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): V | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#most) this.#entries.delete(this.#entries.keys().next().value!);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}

/**
 * What one process of a function wrote lately. A warm function often recounts a département that it counted a moment
 * ago; then neither the announced document nor the territories need to be read again. Validated by hash and sequence,
 * so it can be empty, old or lost without any effect on what is published.
 */
export interface Recent {
  readonly documents: Lately<DepartementDocument>;
  /** Head sequences that this process's last settled publication of a run covered. */
  readonly publications: Lately<Readonly<Record<string, number>>>;
  /** Slot of the last bell of a scope that this process rang and the queue acknowledged. */
  readonly rung: Lately<number>;
  /** Real instant at which this process's last announced recount of a scope began to read. */
  readonly reads: Lately<number>;
  readonly territories: Lately<{ readonly sequence: number; readonly contents: ReadonlyMap<string, string> }>;
}

export const makeRecent = (): Recent => ({
  documents: new Lately(120),
  publications: new Lately(20),
  reads: new Lately(1000),
  rung: new Lately(1000),
  territories: new Lately(120),
});
