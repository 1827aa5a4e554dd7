import { scopeKey, type Scope } from "../contracts/identity.ts";
import type { Ledger, LedgerEntry } from "../ports.ts";

/** The entries of one scope. They are sorted when they are read, not when they come: a night writes more than it reads. */
interface Shard {
  readonly keys: Set<string>;
  readonly entries: LedgerEntry[];
  sorted: boolean;
}

/** The ledger in memory. Entries are kept by reference and never copied, so a whole night fits a simulation's pace. */
export class MemoryLedger implements Ledger {
  readonly #shards = new Map<string, Shard>();

  async append(entries: readonly LedgerEntry[]): Promise<readonly LedgerEntry[]> {
    // The entries of a batch that belong together share their scope: its key is not made for each of them.
    const shards = new Map<Scope, Shard>();
    for (const entry of entries) {
      const shard = shards.get(entry.scope) ?? this.#shard(scopeKey(entry.scope));
      shards.set(entry.scope, shard);
      // The same key means the same figures: the first copy is as good as any.
      if (shard.keys.has(entry.key)) continue;
      shard.keys.add(entry.key);
      shard.entries.push(entry);
      shard.sorted = false;
    }
    return [];
  }

  async read(scope: Scope): Promise<readonly LedgerEntry[]> {
    const shard = this.#shards.get(scopeKey(scope));
    if (shard === undefined) return [];
    if (!shard.sorted) {
      shard.entries.sort(byKey);
      shard.sorted = true;
    }
    return shard.entries.slice();
  }

  #shard(key: string): Shard {
    let shard = this.#shards.get(key);
    if (shard === undefined) {
      shard = { keys: new Set(), entries: [], sorted: true };
      this.#shards.set(key, shard);
    }
    return shard;
  }
}

const byKey = (a: LedgerEntry, b: LedgerEntry): number => (a.key < b.key ? -1 : 1);
