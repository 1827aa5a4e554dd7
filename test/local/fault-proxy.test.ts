import { BatchWriteItemCommand, CreateTableCommand, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateTopicCommand, PublishCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, GetQueueAttributesCommand, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dynamoClient, s3Client, snsClient, sqsClient } from "#shared/aws/clients.ts";
import { isTransient } from "#shared/aws/failures.ts";
import { startEmulators, type Emulators } from "#cli/local/emulators.ts";
import { faultyWires, type FaultyWires, type WireFate } from "#cli/local/fault-proxy.ts";

/** The SDK's own clients, through the faulty wires, to the real emulators. */

const REGION = "eu-west-3";
const credentials = { accessKeyId: "local", secretAccessKey: "local" };

let emulators: Emulators;
let wires: FaultyWires;
let fate: WireFate = "pass";
let calls = 0;
let queue = "";
let topic = "";
const options = (endpoint: string) => ({ endpoint, region: REGION, credentials, maxAttempts: 1 });
let clients: ReturnType<typeof open>;
const open = ({ dynamodb, s3, sns, sqs }: FaultyWires["endpoints"]) => ({
  dynamo: dynamoClient(options(dynamodb)),
  s3: s3Client(options(s3)),
  sns: snsClient(options(sns)),
  sqs: sqsClient(options(sqs)),
});

beforeAll(async () => {
  emulators = await startEmulators({ region: REGION, dynamodb: "auto", ports: {} });
  wires = await faultyWires(emulators.endpoints, () => {
    calls += 1;
    return fate;
  });
  clients = open(wires.endpoints);
  const { dynamo, s3, sns, sqs } = clients;
  await dynamo.send(
    new CreateTableCommand({
      TableName: "table",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "k", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "k", KeyType: "HASH" }],
    }),
  );
  await s3.send(new CreateBucketCommand({ Bucket: "bucket" }));
  topic = (await sns.send(new CreateTopicCommand({ Name: "topic" }))).TopicArn!;
  queue = (await sqs.send(new CreateQueueCommand({ QueueName: "queue" }))).QueueUrl!;
});
afterAll(async () => {
  for (const client of Object.values(clients)) client.destroy();
  await wires.stop();
  await emulators.stop();
});
beforeEach(() => (fate = "pass"));

const write = (...keys: string[]) =>
  clients.dynamo.send(
    new BatchWriteItemCommand({
      RequestItems: { table: keys.map((k) => ({ PutRequest: { Item: { k: { S: k } } } })) },
    }),
  );
const isThere = async (k: string): Promise<boolean> =>
  (await clients.dynamo.send(new GetItemCommand({ TableName: "table", Key: { k: { S: k } } }))).Item !== undefined;
const put = (Key: string) => clients.s3.send(new PutObjectCommand({ Bucket: "bucket", Key, Body: Key }));
const text = async (Key: string): Promise<string> =>
  (await clients.s3.send(new GetObjectCommand({ Bucket: "bucket", Key }))).Body!.transformToString();
const send = (...bodies: string[]) =>
  clients.sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: queue,
      Entries: bodies.map((MessageBody, i) => ({ Id: String(i), MessageBody })),
    }),
  );
const publish = () => clients.sns.send(new PublishCommand({ TopicArn: topic, Message: "m" }));
const waiting = async (): Promise<number> =>
  Number(
    (
      await clients.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ["ApproximateNumberOfMessages"] }),
      )
    ).Attributes!["ApproximateNumberOfMessages"],
  );

/** Each service with a call that writes. */
const WRITES: readonly (readonly [string, () => Promise<unknown>])[] = [
  ["DynamoDB", () => write("throttled")],
  ["S3", () => put("throttled")],
  ["SQS", () => send("throttled")],
  ["SNS", publish],
];

describe("wires that fail on purpose", () => {
  it("are nothing but wires while they do not", async () => {
    const before = calls;
    await Promise.all([write("a", "b"), put("a"), publish(), send("a")]);
    expect([await isThere("a"), await isThere("b"), await text("a"), await waiting()]).toEqual([true, true, "a", 1]);
    expect(calls).toBeGreaterThanOrEqual(before + 8);
  });

  it.each(WRITES)("throttle %s in its own words, which our adapters know as passing", async (_name, call) => {
    fate = "throttle";
    const error: unknown = await call().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).name).toMatch(/Throttl|ProvisionedThroughput|SlowDown/);
    expect(isTransient(error)).toBe(true);
    fate = "pass";
    expect(await isThere("throttled")).toBe(false);
  });

  it.each(WRITES)("lose the answer of %s", async (_name, call) => {
    fate = "lose";
    const error: unknown = await call().catch((caught: unknown) => caught);
    expect(isTransient(error)).toBe(true);
    expect(error).toMatchObject({ $metadata: { httpStatusCode: 500 } });
  });

  it("lose it after its effect", async () => {
    fate = "lose";
    await write("lost").catch(() => {});
    fate = "pass";
    expect(await isThere("lost")).toBe(true);
  });

  it("take half of a batch and say which", async () => {
    fate = "halve";
    const { UnprocessedItems } = await write("c", "d", "e");
    expect(UnprocessedItems!["table"]!.map(({ PutRequest }) => PutRequest!.Item!["k"]!.S)).toEqual(["e"]);
    expect((await send("x", "y")).Failed).toMatchObject([{ Id: "1", SenderFault: false }]);
    fate = "pass";
    expect([await isThere("d"), await isThere("e")]).toEqual([true, false]);
  });

  it("break connections", async () => {
    fate = "silence";
    const error: unknown = await put("silent").catch((caught: unknown) => caught);
    expect(isTransient(error)).toBe(true);
    fate = "pass";
    await expect(text("silent")).rejects.toMatchObject({ name: "NoSuchKey" });
  });
});
