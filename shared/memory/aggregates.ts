import { runKey, scopeKey, type RunScope, type Scope } from "../contracts/identity.ts";
import type { AggregateItem, Aggregates, Head, Publication } from "../ports.ts";

/** Décomptes, heads and publications in memory. Every method is atomic, because none awaits. */
export class MemoryAggregates implements Aggregates {
  /** By {@link runKey}, then by département. */
  readonly #heads = new Map<string, Map<string, Head>>();
  readonly #publications = new Map<string, Publication>();
  /** By {@link scopeKey}, then by item key. */
  readonly #items = new Map<string, Map<string, AggregateItem>>();

  async takeSequence(scope: Scope, unlessReadAfter: number): Promise<Head | null> {
    const head = this.#head(scope);
    if (head !== undefined && head.readAt > unlessReadAfter) return null;
    return this.#keepHead({ ...(head ?? neverCounted(scope)), taken: (head?.taken ?? 0) + 1 });
  }

  async commitHead(head: Head): Promise<boolean> {
    if (this.#head(head.scope)?.taken !== head.taken) return false;
    this.#keepHead(head);
    return true;
  }

  async settleHead(scope: Scope, sequence: number, readAt: number): Promise<void> {
    const head = this.#head(scope);
    if (head?.sequence === sequence) this.#keepHead({ ...head, readAt, pending: [], unannounced: false });
  }

  async heads(scope: RunScope): Promise<readonly Head[]> {
    const heads = this.#heads.get(runKey(scope))?.values() ?? [];
    return [...heads].filter((head) => head.sequence > 0).sort(byDepartement);
  }

  async readItems(scope: Scope): Promise<readonly AggregateItem[]> {
    const items = this.#items.get(scopeKey(scope))?.values() ?? [];
    return [...items].sort(byKey);
  }

  async writeItems(scope: Scope, items: readonly AggregateItem[]): Promise<void> {
    const stored = entryOf(this.#items, scopeKey(scope), () => new Map<string, AggregateItem>());
    for (const item of items) stored.set(item.key, item);
  }

  async takePublication(scope: RunScope): Promise<Publication> {
    const publication = this.#publication(scope);
    return this.#keepPublication({ ...publication, taken: publication.taken + 1 });
  }

  async readPublication(scope: RunScope): Promise<Publication> {
    return this.#publication(scope);
  }

  async commitPublication(publication: Publication): Promise<boolean> {
    if (this.#publications.get(runKey(publication.scope))?.taken !== publication.taken) return false;
    this.#keepPublication(publication);
    return true;
  }

  async settlePublication(scope: RunScope, sequence: number): Promise<void> {
    const publication = this.#publications.get(runKey(scope));
    if (publication?.sequence === sequence) this.#keepPublication({ ...publication, pending: [], unannounced: false });
  }

  async clear(scope: RunScope, departements: readonly string[]): Promise<void> {
    this.#heads.delete(runKey(scope));
    this.#publications.delete(runKey(scope));
    for (const departement of departements) this.#items.delete(scopeKey({ ...scope, departement }));
  }

  #head(scope: Scope): Head | undefined {
    return this.#heads.get(runKey(scope))?.get(scope.departement);
  }

  #keepHead(head: Head): Head {
    entryOf(this.#heads, runKey(head.scope), () => new Map<string, Head>()).set(head.scope.departement, head);
    return head;
  }

  #publication(scope: RunScope): Publication {
    return this.#publications.get(runKey(scope)) ?? neverPublished(scope);
  }

  #keepPublication(publication: Publication): Publication {
    this.#publications.set(runKey(publication.scope), publication);
    return publication;
  }
}

/** The value under a key, made on first use. */
function entryOf<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

const neverCounted = (scope: Scope): Head => ({
  scope,
  sequence: 0,
  taken: 0,
  readAt: 0,
  released: false,
  resultSha256: "",
  objects: { departement: "", bureaux: "" },
  summary: "",
  pending: [],
  unannounced: false,
});

const neverPublished = (scope: RunScope): Publication => ({
  scope,
  sequence: 0,
  taken: 0,
  vector: {},
  released: false,
  object: null,
  resultSha256: "",
  regions: {},
  pending: [],
  unannounced: false,
});

const byKey = (a: AggregateItem, b: AggregateItem): number => (a.key < b.key ? -1 : 1);
const byDepartement = (a: Head, b: Head): number => (a.scope.departement < b.scope.departement ? -1 : 1);
