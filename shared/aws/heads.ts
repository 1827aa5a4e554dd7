import type { NightEvent } from "../contracts/events.ts";
import type { RunScope, Scope } from "../contracts/identity.ts";
import type { Head, Publication } from "../ports.ts";
import { numberOf, packed, textOf, type Item } from "./items.ts";

/**
 * How heads and publications lie in items. `taken` is no attribute of theirs to write: only the taking of a sequence
 * moves it. What was never written reads as empty, so an item that only took sequences is a head never counted.
 */

/** Sort key of a head: this, then the département. */
export const HEAD_PREFIX = "head#";

/** What settling writes: nothing is left to send. */
export const SETTLED: Item = { pending: { S: "[]" }, unannounced: { BOOL: false } };

export const headAttributes = (head: Head): Item => ({
  sequence: { N: String(head.sequence) },
  readAt: { N: String(head.readAt) },
  released: { BOOL: head.released },
  resultSha256: { S: head.resultSha256 },
  objects: packed(JSON.stringify(head.objects)),
  summary: packed(head.summary),
  pending: packed(JSON.stringify(head.pending)),
  unannounced: { BOOL: head.unannounced },
});

export const headOf = (item: Item, scope: Scope): Head => ({
  scope,
  sequence: numberOf(item, "sequence"),
  taken: numberOf(item, "taken"),
  readAt: numberOf(item, "readAt"),
  released: item["released"]?.BOOL ?? false,
  resultSha256: textOf(item, "resultSha256"),
  objects: parsed<Head["objects"]>(item, "objects", { departement: "", bureaux: "" }),
  summary: textOf(item, "summary"),
  pending: parsed<readonly NightEvent[]>(item, "pending", []),
  unannounced: item["unannounced"]?.BOOL ?? false,
});

export const publicationAttributes = (publication: Publication): Item => ({
  sequence: { N: String(publication.sequence) },
  vector: packed(JSON.stringify(publication.vector)),
  released: { BOOL: publication.released },
  object: publication.object === null ? { NULL: true } : { S: publication.object },
  resultSha256: { S: publication.resultSha256 },
  regions: packed(JSON.stringify(publication.regions)),
  pending: packed(JSON.stringify(publication.pending)),
  unannounced: { BOOL: publication.unannounced },
});

export const publicationOf = (item: Item, scope: RunScope): Publication => ({
  scope,
  sequence: numberOf(item, "sequence"),
  taken: numberOf(item, "taken"),
  vector: parsed<Publication["vector"]>(item, "vector", {}),
  released: item["released"]?.BOOL ?? false,
  object: item["object"]?.S ?? null,
  resultSha256: textOf(item, "resultSha256"),
  regions: parsed<Publication["regions"]>(item, "regions", {}),
  pending: parsed<readonly NightEvent[]>(item, "pending", []),
  unannounced: item["unannounced"]?.BOOL ?? false,
});

/** Reads back JSON that these same functions wrote. */
function parsed<T>(item: Item, name: string, absent: T): T {
  const text = textOf(item, name);
  return text === "" ? absent : (JSON.parse(text) as T);
}
