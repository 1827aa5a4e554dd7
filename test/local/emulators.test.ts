import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueUrlCommand, ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Assembly } from "#cli/local/assembly.ts";
import type { LocalCloud } from "#cli/local/cloud.ts";
import { dynoxidePath } from "#cli/local/emulators.ts";
import { at, cloudUnderTest, lambda, mapping, queue, SAYS_BODIES, until } from "./under-test.ts";

const TABLE = {
  Type: "AWS::DynamoDB::GlobalTable",
  Properties: {
    TableName: "ledger",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "S" },
    ],
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-sk",
        KeySchema: [{ AttributeName: "sk", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
        WarmThroughput: { ReadUnitsPerSecond: 12_000 },
      },
    ],
    Replicas: [{ Region: "eu-west-3" }],
  },
};

describe.each(["dynalite", "dynoxide"] as const)("%s", (dynamodb) => {
  it.skipIf(dynamodb === "dynoxide" && !dynoxidePath())("holds the template's tables", async () => {
    const { cloud } = await cloudUnderTest({ T: TABLE }, {}, { dynamodb });
    expect(cloud.dynamodb).toBe(dynamodb);
    const client = new DynamoDBClient(at(cloud, "dynamodb"));
    const Key = { pk: { S: "run" }, sk: { S: "75" } };
    await client.send(new PutItemCommand({ TableName: "ledger", Item: { ...Key, total: { N: "1" } } }));
    const { Item } = await client.send(new GetItemCommand({ TableName: "ledger", Key, ConsistentRead: true }));
    expect(Item).toEqual({ ...Key, total: { N: "1" } });
    expect(cloud.metrics().requests).toMatchObject({ "DynamoDB.PutItem": 1, "DynamoDB.GetItem": 1 });
    client.destroy();
  });
});

it("takes dynoxide where it is installed, unless told otherwise", async () => {
  const { cloud } = await cloudUnderTest({});
  expect(cloud.dynamodb).toBe(dynoxidePath() ? "dynoxide" : "dynalite");
});

const portsOf = ({ endpoints }: LocalCloud) => ({
  aws: Number(new URL(endpoints.s3).port),
  dynamodb: Number(new URL(endpoints.dynamodb).port),
});

it("answers on the loopback interface only, at the ports that are asked for", async () => {
  const first = await cloudUnderTest({});
  const ports = portsOf(first.cloud);
  await expect(cloudUnderTest({}, {}, { ports })).rejects.toMatchObject({ code: "LC-EMULATOR" });
  for (const endpoint of Object.values(first.cloud.endpoints)) expect(new URL(endpoint).hostname).toBe("127.0.0.1");
  await first.cloud.stop();
  const { cloud } = await cloudUnderTest({}, {}, { ports });
  expect(new URL(cloud.endpoints.sqs).port).toBe(`${ports.aws}`);
  expect(new URL(cloud.endpoints.dynamodb).port).toBe(`${ports.dynamodb}`);
});

it("ends its emulators when what it was to run never comes", async () => {
  const first = await cloudUnderTest({});
  const ports = portsOf(first.cloud);
  await first.cloud.stop();
  const assembly = Promise.reject<Assembly>(new Error("no synthesis"));
  await expect(cloudUnderTest({}, {}, { ports, assembly })).rejects.toThrow("no synthesis");
  // The ports are free again.
  const { cloud } = await cloudUnderTest({}, {}, { ports });
  expect(new URL(cloud.endpoints.sqs).port).toBe(`${ports.aws}`);
});

it("holds the template's buckets", async () => {
  const { cloud } = await cloudUnderTest({ B: { Type: "AWS::S3::Bucket", Properties: { BucketName: "shelf" } } });
  const client = new S3Client(at(cloud, "s3"));
  await client.send(new PutObjectCommand({ Bucket: "shelf", Key: "latest/france.json", Body: "{}" }));
  const { Body } = await client.send(new GetObjectCommand({ Bucket: "shelf", Key: "latest/france.json" }));
  expect(await Body?.transformToString()).toBe("{}");
  expect(cloud.metrics().requests).toMatchObject({ "S3.PutObject": 1, "S3.GetObject": 1 });
  client.destroy();
});

it("gives queue URLs that this machine can reach", async () => {
  const { cloud, url } = await cloudUnderTest({ Q: queue("tallies") });
  const client = new SQSClient(at(cloud, "sqs"));
  expect((await client.send(new GetQueueUrlCommand({ QueueName: "tallies" }))).QueueUrl).toBe(url("tallies"));
  expect((await client.send(new ListQueuesCommand())).QueueUrls).toEqual([url("tallies")]);
  client.destroy();
});

it("delivers a topic to the queues that subscribe, through their filters", async () => {
  const subscription = (properties: object): { Type: string; Properties: object } => ({
    Type: "AWS::SNS::Subscription",
    Properties: { TopicArn: { Ref: "T" }, Protocol: "sqs", Endpoint: { "Fn::GetAtt": ["Q", "Arn"] }, ...properties },
  });
  const { cloud, said } = await cloudUnderTest(
    {
      T: { Type: "AWS::SNS::Topic", Properties: { TopicName: "events" } },
      Q: queue("q"),
      S: subscription({ RawMessageDelivery: true, FilterPolicy: { kind: ["elected"] } }) as ReturnType<typeof queue>,
      F: lambda("f"),
      M: mapping("Q", "F"),
    },
    { F: SAYS_BODIES },
    { outputs: { Topic: { Value: { Ref: "T" } } } },
  );
  const client = new SNSClient(at(cloud, "sns"));
  const publish = (kind: string): Promise<unknown> =>
    client.send(
      new PublishCommand({
        TopicArn: cloud.outputs["Topic"],
        Message: `${kind}!`,
        MessageAttributes: { kind: { DataType: "String", StringValue: kind } },
      }),
    );
  await publish("progress");
  await publish("elected");
  await until(() => said.length === 1);
  expect(said).toEqual([["elected!"]]);
  client.destroy();
});

/** Where the dynoxide that listens at a port keeps its database; `undefined`: in its own memory, or nobody can say. */
function databaseAt(port: string): string | undefined {
  if (!existsSync("/proc/self/cmdline")) return undefined;
  const commands = readdirSync("/proc").flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? [readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")] : [];
    } catch {
      return [];
    }
  });
  const own = commands.find((words) => words[words.indexOf("--port") + 1] === port);
  return own?.includes("--db-path") === true ? own[own.indexOf("--db-path") + 1] : undefined;
}

it.skipIf(!dynoxidePath())("leaves no process and no file behind, even when it is killed", async () => {
  const script = `import { startEmulators } from ${JSON.stringify(new URL("../../cli/local/emulators.ts", import.meta.url).href)};
    const { endpoints } = await startEmulators({ region: "eu-west-3", dynamodb: "dynoxide", ports: {} });
    console.log(endpoints.dynamodb);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [endpoint] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const answers = (): Promise<boolean> =>
    fetch(endpoint).then(
      () => true,
      () => false,
    );
  expect(await answers()).toBe(true);
  const database = databaseAt(new URL(endpoint).port);
  const isKept = (): boolean => database !== undefined && existsSync(database);
  expect(isKept()).toBe(database !== undefined);
  child.kill("SIGKILL");
  await until(async () => !(await answers()) && !isKept());
});
