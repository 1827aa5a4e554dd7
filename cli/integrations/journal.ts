import type { KnownEvent } from "#shared/contracts/events.ts";

/** Which events a reader wants: by run, and by values of their attributes. Absent: all. */
export interface Wanted {
  readonly run?: string;
  /** Full types, or their short names: `communes.complete`, `france.published.v1`. */
  readonly type?: readonly string[];
  readonly departement?: readonly string[];
  readonly subject?: readonly string[];
}

/** Characters kept, oldest dropped first: a presidential night is about ten million. */
const KEPT = 64_000_000;

/**
 * The events of this host, in the order in which they came, each once: what streams, feeds and replays read. It follows the
 * topic, which tells nothing before its hour; so may everybody who reads here.
 */
export class Journal {
  readonly #events = new Map<string, { readonly event: KnownEvent; readonly size: number }>();
  readonly #listeners = new Set<(event: KnownEvent) => void>();
  #size = 0;

  /** Notes an event; a repeat of one that is known changes nothing. */
  add(event: KnownEvent): void {
    if (this.#events.has(event.id)) return;
    const size = JSON.stringify(event).length;
    this.#events.set(event.id, { event, size });
    this.#size += size;
    for (const [id, { size: dropped }] of this.#events) {
      if (this.#size <= KEPT) break;
      this.#events.delete(id);
      this.#size -= dropped;
    }
    for (const listener of this.#listeners) listener(event);
  }

  /** Events after the one with this id; all when it is unknown, so that nothing is missed. */
  after(id: string | null, wanted: Wanted = {}): KnownEvent[] {
    const events = [...this.#events.values()].map(({ event }) => event);
    const from = id === null ? -1 : events.findIndex((event) => event.id === id);
    return events.slice(from + 1).filter((event) => isWanted(event, wanted));
  }

  /** Tells of events as they come. @returns what ends it. */
  listen(listener: (event: KnownEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

/** Whether a reader wants an event. */
export const isWanted = (event: KnownEvent, { run, type, departement, subject }: Wanted): boolean =>
  (run === undefined || event.data.run === run) &&
  (type === undefined || type.some((name) => isType(event.type, name))) &&
  (departement === undefined || ("departement" in event.data && departement.includes(event.data.departement ?? ""))) &&
  (subject === undefined || subject.includes(event.subject));

/** Whether a name means a type: `communes.complete` is every version of it. */
export const isType = (type: string, name: string): boolean => {
  const short = type.slice("fr.vingt-heures.".length);
  return name === type || name === short || name === short.replace(/\.v\d+$/, "");
};
