import type { DossierHead, DossierPart } from "../contracts/dossier.ts";
import { dossierPath } from "../documents/paths.ts";
import type { Dossiers, RealClock, Shelf } from "../ports.ts";

/** A run that is not there yet may be there in a second; one that is there never changes. */
const MISSING_FOR_MS = 1_000;
/** Room for two whole nights at once: a head and 107 parts each. */
const DEFAULT_CAPACITY = 216;

interface Cached {
  readonly document: Promise<object | null>;
  /** Instant after which it is asked for again, ms. */
  until: number;
}

/** Dossiers read from the bucket, the least recently used forgotten first. A process asks once for what it needs often. */
export class ShelfDossiers implements Dossiers {
  readonly #shelf: Shelf;
  readonly #clock: RealClock;
  readonly #capacity: number;
  /** In the order of use. */
  readonly #cache = new Map<string, Cached>();

  /** @param capacity documents kept at most. */
  constructor(shelf: Shelf, clock: RealClock, capacity = DEFAULT_CAPACITY) {
    this.#shelf = shelf;
    this.#clock = clock;
    this.#capacity = capacity;
  }

  head(run: string): Promise<DossierHead | null> {
    return this.#load<DossierHead>(dossierPath.head(run), "vingt-heures/dossier@1");
  }

  async part(run: string, departement: string): Promise<DossierPart | null> {
    const head = await this.head(run);
    const row = head?.departements.find(({ code }) => code === departement);
    return row === undefined ? null : this.#load<DossierPart>(row.part, "vingt-heures/dossier-part@1");
  }

  /** The document under a key, which is of the type that its format names. */
  #load<T extends DossierHead | DossierPart>(key: string, format: T["format"]): Promise<T | null> {
    let cached = this.#cache.get(key);
    if (cached === undefined || this.#clock.now() >= cached.until) cached = this.#fetch(key, format);
    this.#cache.delete(key);
    this.#cache.set(key, cached);
    for (const oldest of this.#cache.keys()) {
      if (this.#cache.size <= this.#capacity) break;
      this.#cache.delete(oldest);
    }
    return cached.document as Promise<T | null>;
  }

  /** Asks the shelf once for all who wait; a failure is forgotten, so that the next call asks again. */
  #fetch(key: string, format: string): Cached {
    const cached: Cached = { document: this.#read(key, format), until: Infinity };
    cached.document.then(
      (document) => {
        if (document === null) cached.until = this.#clock.now() + MISSING_FOR_MS;
      },
      () => {
        cached.until = -Infinity;
      },
    );
    return cached;
  }

  async #read(key: string, format: string): Promise<object | null> {
    const stored = await this.#shelf.get(key);
    if (stored === null) return null;
    const document: unknown = JSON.parse(Buffer.from(stored.body).toString("utf8"));
    if (typeof document === "object" && document !== null && "format" in document && document.format === format) {
      return document;
    }
    throw new Error(
      `DOSSIER-FORMAT: ${key} is not a ${format} document: expected its "format" to say so. ` +
        "Create the run again with the version of vingt-heures that reads it.",
    );
  }
}
