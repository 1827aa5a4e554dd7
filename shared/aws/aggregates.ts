import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { runKey, scopeKey, type RunScope, type Scope } from "../contracts/identity.ts";
import type { AggregateItem, Aggregates, Head, Publication } from "../ports.ts";
import { mapBounded } from "./batches.ts";
import { conditionally } from "./failures.ts";
import { HEAD_PREFIX, SETTLED, headAttributes, headOf, publicationAttributes, publicationOf } from "./heads.ts";
import { packed, queryAll, textOf, writeAll, type Item, type Table } from "./items.ts";

/** Partitions cleared at once. */
const CLEARED_AT_ONCE = 8;

/**
 * Décomptes, heads and publications in DynamoDB. One partition a run's tour ({@link runKey}) holds its heads
 * (`head#<departement>`) and its `publication`; one a département ({@link scopeKey}) holds the territories' décomptes.
 * A sequence is taken by one atomic addition to `taken`; a commit is conditional on it and never touches it.
 */
export class DynamoAggregates implements Aggregates {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async takeSequence(scope: Scope, unlessReadAfter: number): Promise<Head | null> {
    const item = await this.#take(headKey(scope), unlessReadAfter);
    return item === null ? null : headOf(item, scope);
  }

  commitHead(head: Head): Promise<boolean> {
    return this.#commit(headKey(head.scope), head.taken, headAttributes(head));
  }

  settleHead(scope: Scope, sequence: number, readAt: number): Promise<void> {
    return this.#settle(headKey(scope), sequence, { ...SETTLED, readAt: { N: String(readAt) } });
  }

  async heads(scope: RunScope): Promise<readonly Head[]> {
    const items = await queryAll(this.#table, runKey(scope), { sortKeyPrefix: HEAD_PREFIX });
    return items
      .map((item) => headOf(item, { ...scope, departement: textOf(item, "sk").slice(HEAD_PREFIX.length) }))
      .filter((head) => head.sequence > 0);
  }

  async readItems(scope: Scope): Promise<readonly AggregateItem[]> {
    const items = await queryAll(this.#table, scopeKey(scope), { ProjectionExpression: "sk, c" });
    return items.map((item) => ({ key: textOf(item, "sk"), content: textOf(item, "c") }));
  }

  async writeItems(scope: Scope, items: readonly AggregateItem[]): Promise<void> {
    const pk = { S: scopeKey(scope) };
    const unwritten = await writeAll(
      this.#table,
      items.map(({ key, content }) => ({ PutRequest: { Item: { pk, sk: { S: key }, c: packed(content) } } })),
    );
    rejectUnwritten(unwritten.length, items.length, scopeKey(scope));
  }

  async takePublication(scope: RunScope): Promise<Publication> {
    const item = await this.#take(publicationKey(scope), Infinity);
    return publicationOf(item ?? {}, scope);
  }

  async readPublication(scope: RunScope): Promise<Publication> {
    const { client, name } = this.#table;
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName: name, Key: publicationKey(scope), ConsistentRead: true }),
    );
    return publicationOf(item ?? {}, scope);
  }

  commitPublication(publication: Publication): Promise<boolean> {
    return this.#commit(publicationKey(publication.scope), publication.taken, publicationAttributes(publication));
  }

  settlePublication(scope: RunScope, sequence: number): Promise<void> {
    return this.#settle(publicationKey(scope), sequence, SETTLED);
  }

  async clear(scope: RunScope, departements: readonly string[]): Promise<void> {
    const partitions = [runKey(scope), ...departements.map((departement) => scopeKey({ ...scope, departement }))];
    await mapBounded(partitions, CLEARED_AT_ONCE, async (pk) => {
      const keys = await queryAll(this.#table, pk, { ProjectionExpression: "pk, sk" });
      const left = await writeAll(
        this.#table,
        keys.map((Key) => ({ DeleteRequest: { Key } })),
      );
      rejectUnwritten(left.length, keys.length, pk);
    });
  }

  /** Adds one to `taken`. @returns the whole item, or `null` when a reading after `unlessReadAfter` succeeded. */
  async #take(key: Item, unlessReadAfter: number): Promise<Item | null> {
    const { client, name } = this.#table;
    let item: Item = {};
    const taken = await conditionally(
      client
        .send(
          new UpdateItemCommand({
            TableName: name,
            Key: key,
            UpdateExpression: "ADD taken :one",
            ConditionExpression: "attribute_not_exists(readAt) OR readAt <= :readAt",
            ExpressionAttributeValues: {
              ":one": { N: "1" },
              // DynamoDB knows no infinite number.
              ":readAt": { N: String(Math.min(unlessReadAfter, Number.MAX_SAFE_INTEGER)) },
            },
            ReturnValues: "ALL_NEW",
          }),
        )
        .then(({ Attributes = {} }) => (item = Attributes)),
    );
    return taken ? item : null;
  }

  /** Sets attributes if `mine` is still the last sequence taken. */
  #commit(key: Item, mine: number, attributes: Item): Promise<boolean> {
    return this.#set(key, attributes, "taken", mine);
  }

  /** Sets attributes if the item still stands at `sequence`; else another writer has said more since. */
  async #settle(key: Item, sequence: number, attributes: Item): Promise<void> {
    await this.#set(key, attributes, "sequence", sequence);
  }

  /** Sets attributes if the number in `fence` equals `expected`. Names are aliased: some are reserved words. */
  #set(key: Item, attributes: Item, fence: "taken" | "sequence", expected: number): Promise<boolean> {
    const { client, name } = this.#table;
    const names = Object.keys(attributes);
    return conditionally(
      client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: key,
          UpdateExpression: `SET ${names.map((attribute) => `#${attribute} = :${attribute}`).join(", ")}`,
          ConditionExpression: "#fence = :expected",
          ExpressionAttributeNames: {
            "#fence": fence,
            ...Object.fromEntries(names.map((attribute) => [`#${attribute}`, attribute])),
          },
          ExpressionAttributeValues: {
            ":expected": { N: String(expected) },
            ...Object.fromEntries(names.map((attribute) => [`:${attribute}`, attributes[attribute]!])),
          },
        }),
      ),
    );
  }
}

const headKey = (scope: Scope): Item => ({ pk: { S: runKey(scope) }, sk: { S: HEAD_PREFIX + scope.departement } });
const publicationKey = (scope: RunScope): Item => ({ pk: { S: runKey(scope) }, sk: { S: "publication" } });

function rejectUnwritten(left: number, all: number, pk: string): void {
  if (left === 0) return;
  throw new Error(
    `AGGREGATES-UNWRITTEN: ${left} of ${all} items of ${pk} were throttled to the last round: expected none. Try again later.`,
  );
}
