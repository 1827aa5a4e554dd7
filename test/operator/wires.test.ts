import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulators, type Emulators } from "#cli/local/emulators.ts";
import { cloudFromOutputs } from "#cli/operator/aws/cloud.ts";
import { findFedStack, findStack } from "#cli/operator/aws/stack.ts";
import { STACK_OUTPUTS, type Cloud, type StackOutputs } from "#cli/operator/cloud.ts";
import { redriveDeadLetters } from "#cli/operator/dead-letters.ts";
import { dynamoClient, s3Client, sqsClient } from "#shared/aws/clients.ts";
import { DynamoLedger } from "#shared/aws/ledger.ts";
import { cloudFormation } from "../cloud-formation.ts";

/** The cloud as a stack's outputs describe it, on emulators that speak AWS's protocols. */

const REGION = "eu-west-3";
const credentials = { accessKeyId: "local", secretAccessKey: "local" };

let emulators: Emulators;
let cloud: Cloud & Disposable;

beforeAll(async () => {
  emulators = await startEmulators({ region: REGION, dynamodb: "dynalite", ports: {} });
  const { endpoints } = emulators;
  const sqs = sqsClient({ region: REGION, credentials, endpoint: endpoints.sqs });
  const s3 = s3Client({ region: REGION, credentials, endpoint: endpoints.s3 });
  const dynamo = dynamoClient({ region: REGION, credentials, endpoint: endpoints.dynamodb });
  const outputs: Record<string, string> = {
    LedgerTable: "ledger",
    AggregatesTable: "a",
    RunsTable: "r",
    SnapshotBucket: "bucket",
    EventsTopicArn: "t",
  };
  for (const name of STACK_OUTPUTS.filter((output) => output.endsWith("Url"))) {
    const fifo = /^(Recount|Publish)/.test(name);
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({
        QueueName: fifo ? `${name}.fifo` : name,
        Attributes: fifo ? { FifoQueue: "true" } : {},
      }),
    );
    outputs[name] = QueueUrl ?? "";
  }
  await s3.send(new CreateBucketCommand({ Bucket: "bucket" }));
  await dynamo.send(
    new CreateTableCommand({
      TableName: "ledger",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({ AttributeName, AttributeType: "S" as const })),
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
    }),
  );
  cloud = cloudFromOutputs(outputs as StackOutputs, { endpoints });
});

afterAll(async () => {
  cloud[Symbol.dispose]();
  await emulators.stop();
});

describe("a cloud from a stack's outputs", () => {
  it("sends, measures, receives and deletes messages", async () => {
    const { tallies } = cloud.queues;
    expect(await tallies.send([{ body: "un" }, { body: "deux" }])).toEqual([]);
    expect(await tallies.depth()).toEqual({ waiting: 2, inFlight: 0, delayed: 0 });
    const received = await tallies.receive(10, 30);
    expect(received.map(({ body, group }) => [body, group])).toEqual([
      ["un", null],
      ["deux", null],
    ]);
    expect((await tallies.depth()).inFlight).toBe(2);
    await tallies.delete(received.map(({ receipt }) => receipt));
    expect(await tallies.depth()).toEqual({ waiting: 0, inFlight: 0, delayed: 0 });
  });

  it("names the message that a queue does not take", async () => {
    const failed = cloud.queues.tallies.send([{ body: "bon" }, { body: "\u0000" }]);
    await expect(failed.then(([first]) => [first?.index, first?.retryable])).resolves.toEqual([1, false]);
  });

  it("moves dead bells back into their group", async () => {
    await cloud.deadLetters.recount.send([{ body: "cloche", group: "run#scrutin#1#75", dedup: "ancien" }]);
    expect(await redriveDeadLetters(cloud, "recount")).toBe(1);
    expect(await cloud.queues.recount.receive(10, 30)).toMatchObject([{ body: "cloche", group: "run#scrutin#1#75" }]);
    expect((await cloud.deadLetters.recount.depth()).waiting).toBe(0);
  });

  it("reads an object once, and again only when it changed", async () => {
    const key = "runs/x/latest/france.json";
    expect(await cloud.published.read(key)).toBeNull();
    await cloud.shelf.put(key, JSON.stringify({ texte: "x".repeat(2000) }), {
      contentType: "application/json",
      cache: "latest",
    });
    const first = await cloud.published.read(key);
    expect(first).toMatchObject({ contentType: "application/json", encoding: "gzip" });
    const { etag = "" } = first as { readonly etag?: string };
    expect(await cloud.published.read(key, etag)).toBe("unchanged");
    await cloud.shelf.put(key, "{}", { contentType: "application/json", cache: "latest" });
    expect(await cloud.published.read(key, etag)).toMatchObject({ etag: expect.not.stringMatching(etag) as string });
  });

  it("erases a département of a run, and no other", async () => {
    const client = dynamoClient({ region: REGION, credentials, endpoint: emulators.endpoints.dynamodb });
    const ledger = new DynamoLedger({ client, name: "ledger" });
    const scope = (departement: string) => ({ run: "r", scrutin: "s", tour: 1 as const, departement });
    await ledger.append(
      ["01", "02"].flatMap((code) =>
        Array.from({ length: 30 }, (_, n) => ({ scope: scope(code), key: `k${n}`, content: "c" })),
      ),
    );
    expect(await cloud.eraser.erase(scope("01"))).toBe(30);
    expect(await ledger.read(scope("01"))).toEqual([]);
    expect(await ledger.read(scope("02"))).toHaveLength(30);
    client.destroy();
  });

  it("tells other programs how to reach it", () => {
    expect(cloud.names.environment).toMatchObject({
      AWS_ENDPOINT_URL_SQS: emulators.endpoints.sqs,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: "local",
    });
  });

  it("tells nothing secret of a deployed one", () => {
    using deployed = cloudFromOutputs(cloud.names.outputs, { region: "eu-west-1" });
    expect(deployed.names.environment).toEqual({ AWS_REGION: "eu-west-1" });
  });
});

describe("a deployed stack", () => {
  const ours = Object.fromEntries(STACK_OUTPUTS.map((name) => [name, `valeur-${name}`]));

  it("is found by the outputs of its pipeline and of its data", async () => {
    using service = await cloudFormation({
      "essai-pipeline": { ...ours, Version: "1.2.3" },
      "essai-data": { FaceUrl: "https://d1.cloudfront.net" },
    });
    const found = await findStack("essai", { endpoint: service.endpoint, region: REGION, credentials });
    expect(found.outputs.TalliesQueueUrl).toBe("valeur-TalliesQueueUrl");
    expect(found).toMatchObject({ faceUrl: "https://d1.cloudfront.net", version: "1.2.3" });
  });

  it("is found with its feeder, where one is deployed", async () => {
    using service = await cloudFormation({
      "essai-pipeline": ours,
      "essai-data": {},
      "essai-feeder": { FeedQueueUrl: "file" },
      "sans-pipeline": ours,
      "sans-data": {},
    });
    const options = { endpoint: service.endpoint, region: REGION, credentials };
    expect(await findFedStack("essai", options)).toEqual({ ...ours, FeedQueueUrl: "file" });
    await expect(findFedStack("sans", options)).rejects.toMatchObject({ code: "C-PILE" });
  });

  it.each([
    [
      "is another program's",
      { "essai-pipeline": { Autre: "x" }, "essai-data": {} },
      "essai",
      "C-PILE",
      /TalliesQueueUrl/,
    ],
    ["is not there", {}, "essai", "C-PILE", /essai-pipeline.*does not exist.*AWS_REGION/],
  ])("that %s is told with what to check", async (_, stacks, name, code, message) => {
    using service = await cloudFormation(stacks);
    const found = findStack(name, { endpoint: service.endpoint, region: REGION, credentials });
    await expect(found).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  });
});
