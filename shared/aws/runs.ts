import { GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Run, RunClock } from "../contracts/run.ts";
import type { Runs } from "../ports.ts";
import { conditionally } from "./failures.ts";
import { queryAll, textOf, type Item, type Table } from "./items.ts";

/** One partition: runs are few, and the operator lists them. */
const PARTITION = "run";

/**
 * The runs in DynamoDB: one item each. What never changes is one JSON attribute, what changes under a condition has its
 * own. A removed run leaves a tombstone: `removed` and nothing else.
 */
export class DynamoRuns implements Runs {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async get(run: string): Promise<Run | null> {
    const { client, name } = this.#table;
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName: name, Key: keyOf(run), ConsistentRead: true }),
    );
    return item === undefined || isTombstone(item) ? null : runOf(item);
  }

  async list(): Promise<readonly Run[]> {
    const items = await queryAll(this.#table, PARTITION);
    return items.filter((item) => !isTombstone(item)).map(runOf);
  }

  create(run: Run): Promise<boolean> {
    const { client, name } = this.#table;
    return conditionally(
      client.send(
        new PutItemCommand({ TableName: name, Item: itemOf(run), ConditionExpression: "attribute_not_exists(sk)" }),
      ),
    );
  }

  setClock(run: string, clock: RunClock, expected: number): Promise<boolean> {
    return this.#update(run, "SET clock = :clock, generation = :generation", "generation = :expected", {
      ":clock": { S: JSON.stringify(clock) },
      ":generation": { N: String(clock.generation) },
      ":expected": { N: String(expected) },
    });
  }

  release(run: string, at: number): Promise<boolean> {
    const alive = "attribute_exists(clock) AND attribute_not_exists(released)";
    return this.#update(run, "SET released = :at", alive, { ":at": { N: String(at) } });
  }

  async close(run: string): Promise<void> {
    await this.#update(run, "SET closed = :true", "attribute_exists(clock)", { ":true": { BOOL: true } });
  }

  async remove(run: string): Promise<void> {
    const { client, name } = this.#table;
    // Only what exists leaves a tombstone: an id that nobody used stays free.
    await conditionally(
      client.send(
        new PutItemCommand({
          TableName: name,
          Item: { ...keyOf(run), removed: { BOOL: true } },
          ConditionExpression: "attribute_exists(sk)",
        }),
      ),
    );
  }

  #update(run: string, expression: string, condition: string, values: Item): Promise<boolean> {
    const { client, name } = this.#table;
    return conditionally(
      client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: keyOf(run),
          UpdateExpression: expression,
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
        }),
      ),
    );
  }
}

const keyOf = (run: string): Item => ({ pk: { S: PARTITION }, sk: { S: run } });

const isTombstone = (item: Item): boolean => item["removed"]?.BOOL === true;

/** What {@link itemOf} keeps in one attribute. */
type FixedPart = Omit<Run, "clock" | "status" | "released">;

function itemOf({ clock, status, released, ...fixed }: Run): Item {
  const fixedPart: FixedPart = fixed;
  return {
    ...keyOf(fixed.run),
    fixed: { S: JSON.stringify(fixedPart) },
    clock: { S: JSON.stringify(clock) },
    generation: { N: String(clock.generation) },
    closed: { BOOL: status === "clos" },
    ...(released === undefined ? {} : { released: { N: String(released) } }),
  };
}

const runOf = (item: Item): Run => ({
  ...(JSON.parse(textOf(item, "fixed")) as FixedPart),
  clock: JSON.parse(textOf(item, "clock")) as RunClock,
  status: item["closed"]?.BOOL === true ? "clos" : "ouvert",
  ...(item["released"] === undefined ? {} : { released: Number(item["released"].N) }),
});
