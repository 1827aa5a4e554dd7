import type { NightEvent } from "../contracts/events.ts";
import type { Events } from "../ports.ts";

/** The topic in memory: a log of what was published, repeats included. */
export class MemoryEvents implements Events {
  readonly #published: NightEvent[] = [];

  async publish(events: readonly NightEvent[]): Promise<void> {
    for (const event of events) this.#published.push(event);
  }

  /** Everything published so far, in order. */
  get published(): readonly NightEvent[] {
    return this.#published;
  }
}
