import { gunzipSync, gzipSync } from "node:zlib";
import {
  BatchWriteItemCommand,
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
  type QueryCommandInput,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import { batchesOf, mapBounded } from "./batches.ts";
import { isTransient } from "./failures.ts";

/** An item as DynamoDB speaks it. */
export type Item = Record<string, AttributeValue>;

/** A table, and the client that reaches it. Its keys are two texts, `pk` and `sk`. */
export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

/** DynamoDB's own limit. */
const BATCH_SIZE = 25;
const BATCHES_AT_ONCE = 4;
/** Rounds over what DynamoDB leaves unprocessed, after pauses of up to 50, 100, 200 and 400 ms: a function has ten seconds. */
const ROUNDS = 5;
const FIRST_PAUSE_MS = 25;

/** Text shorter than this costs one write unit anyway. */
const PACK_FROM_CHARACTERS = 1_024;

/** Reads a text attribute, packed or not; absent: empty. */
export const textOf = (item: Item, name: string): string => {
  const value = item[name];
  return value?.B === undefined ? (value?.S ?? "") : gunzipSync(value.B).toString("utf8");
};

/** Reads a number attribute; absent: 0. */
export const numberOf = (item: Item, name: string): number => Number(item[name]?.N ?? 0);

/** Text as an attribute, compressed where it pays: an item is charged by the kilobyte and ends at 400. */
export const packed = (text: string): AttributeValue =>
  text.length < PACK_FROM_CHARACTERS ? { S: text } : { B: gzipSync(text, { level: 1 }) };

/** All items of a partition, consistent, paged to the end, in key order. */
export async function queryAll(
  { client, name }: Table,
  pk: string,
  query: Omit<QueryCommandInput, "TableName" | "KeyConditionExpression"> & { readonly sortKeyPrefix?: string } = {},
): Promise<Item[]> {
  const { sortKeyPrefix, ...rest } = query;
  const items: Item[] = [];
  let next: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        ...rest,
        TableName: name,
        ConsistentRead: true,
        KeyConditionExpression: sortKeyPrefix === undefined ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: {
          ":pk": { S: pk },
          ...(sortKeyPrefix === undefined ? {} : { ":prefix": { S: sortKeyPrefix } }),
        },
        ...(next === undefined ? {} : { ExclusiveStartKey: next }),
      }),
    );
    for (const item of page.Items ?? []) items.push(item);
    next = page.LastEvaluatedKey;
  } while (next !== undefined);
  return items;
}

/**
 * Writes in batches, several at once, and insists on what DynamoDB leaves unprocessed.
 * @param writes requests with pairwise distinct keys (DynamoDB refuses a repeat within a batch).
 * @returns the positions of those that could not be written: throttled to the last round, or their call failed for a
 * transient reason (they may then be written all the same: repeat only what may be repeated).
 * @throws whatever will not pass with time: access denied, no such table, a malformed item.
 */
export async function writeAll(table: Table, writes: readonly WriteRequest[]): Promise<readonly number[]> {
  const positions = writes.map((_, position) => position);
  const left = await mapBounded(batchesOf(positions, BATCH_SIZE), BATCHES_AT_ONCE, (batch) =>
    writeBatch(table, writes, batch),
  );
  return left.flat();
}

async function writeBatch(
  { client, name }: Table,
  writes: readonly WriteRequest[],
  batch: readonly number[],
): Promise<readonly number[]> {
  let left = batch;
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) await sleep(Math.random() * FIRST_PAUSE_MS * 2 ** round);
    const RequestItems = { [name]: left.map((position) => writes[position]!) };
    try {
      const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems }));
      const keys = new Set(UnprocessedItems?.[name]?.map(keyOf));
      left = left.filter((position) => keys.has(keyOf(writes[position]!)));
    } catch (error) {
      // The client has made its own attempts: what may pass is for a later call, not for another round.
      if (isTransient(error)) return left;
      throw error;
    }
    if (left.length === 0) break;
  }
  return left;
}

/** The identity of a write. Unprocessed requests come back as copies, so they are known by their key. */
const keyOf = ({ PutRequest, DeleteRequest }: WriteRequest): string => {
  const key: Item = PutRequest?.Item ?? DeleteRequest?.Key ?? {};
  return `${key["pk"]?.S}\n${key["sk"]?.S}`;
};
