import type { Shelf, ShelfObject } from "../ports.ts";

/** An object as it was put; text becomes bytes only when somebody reads it. */
interface Stored {
  readonly body: string | Uint8Array;
  readonly contentType: string;
}

/** The bucket in memory. Bodies are kept by reference: whoever puts one gives it away. */
export class MemoryShelf implements Shelf {
  readonly #objects = new Map<string, Stored>();

  async get(key: string): Promise<ShelfObject | null> {
    const stored = this.#objects.get(key);
    if (stored === undefined) return null;
    const body = typeof stored.body === "string" ? Buffer.from(stored.body, "utf8") : stored.body;
    return { body, contentType: stored.contentType };
  }

  async put(key: string, body: string | Uint8Array, options: Parameters<Shelf["put"]>[2]): Promise<void> {
    this.#objects.set(key, { body, contentType: options.contentType });
  }

  async copyText(from: string, to: string, options: Parameters<Shelf["copyText"]>[2]): Promise<void> {
    const source = this.#objects.get(from);
    if (source === undefined) {
      throw new Error(
        `SHELF-NO-SOURCE: cannot copy ${from} to ${to}: expected an object there. Put the content before its copy.`,
      );
    }
    this.#objects.set(to, { body: source.body, contentType: options.contentType });
  }

  async list(prefix: string): Promise<readonly string[]> {
    return [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#objects.delete(key);
  }
}
