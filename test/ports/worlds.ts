import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { CreateTopicCommand, SubscribeCommand, type SNSClient } from "@aws-sdk/client-sns";
import { CreateTableCommand, waitUntilTableExists, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe } from "vitest";
import { DynamoAggregates } from "#shared/aws/aggregates.ts";
import { SqsBells } from "#shared/aws/bells.ts";
import { dynamoClient, s3Client, snsClient, sqsClient, type ClientOptions } from "#shared/aws/clients.ts";
import { SnsEvents } from "#shared/aws/events.ts";
import { DynamoLedger } from "#shared/aws/ledger.ts";
import { DynamoRuns } from "#shared/aws/runs.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import { MemoryAggregates } from "#shared/memory/aggregates.ts";
import { MemoryBells } from "#shared/memory/bells.ts";
import { ManualClock } from "#shared/memory/clock.ts";
import { MemoryEvents } from "#shared/memory/events.ts";
import { MemoryLedger } from "#shared/memory/ledger.ts";
import { MemoryRuns } from "#shared/memory/runs.ts";
import { MemoryShelf } from "#shared/memory/shelf.ts";
import type { NightEvent } from "#shared/contracts/events.ts";
import type { ExportTicket, PressTicket, PublishTicket, RecountTicket, Timer } from "#shared/contracts/tickets.ts";
import type { Aggregates, Bells, Events, Ledger, Runs, Shelf } from "#shared/ports.ts";
import { dynoxidePath, startEmulators } from "#cli/local/emulators.ts";

/** What a suite tests: the ports, and the other end of those that only send. */
export interface Seams {
  readonly ledger: Ledger;
  readonly aggregates: Aggregates;
  readonly shelf: Shelf;
  readonly bells: Bells;
  readonly events: Events;
  readonly runs: Runs;
  /** Takes whatever the recount queue delivers now. */
  recounts(): Promise<readonly RecountTicket[]>;
  publishes(): Promise<readonly PublishTicket[]>;
  presses(): Promise<readonly PressTicket[]>;
  exports(): Promise<readonly ExportTicket[]>;
  timers(): Promise<readonly Timer[]>;
  /** Takes what subscribers of the topic got. */
  published(): Promise<readonly NightEvent[]>;
  /** Lets real time pass, or a clock of ours. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const REGION = "eu-west-3";
const BUCKET = "vitrine";
const CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };
/** What the subscriber asks for: it hears nothing unless events carry the attributes on which subscriptions filter. */
const SUBSCRIBED = { type: [{ prefix: "fr.vingt-heures." }], run: [{ prefix: "essai-" }], subject: [{ exists: true }] };

function openMemory(): Seams {
  const clock = new ManualClock(Date.UTC(2026, 0, 1));
  const bells = new MemoryBells(clock);
  const events = new MemoryEvents();
  let seen = 0;
  return {
    ledger: new MemoryLedger(),
    aggregates: new MemoryAggregates(),
    shelf: new MemoryShelf(),
    bells,
    events,
    runs: new MemoryRuns(),
    recounts: async () => bells.takeRecounts(),
    publishes: async () => bells.takePublishes(),
    presses: async () => bells.takePresses(),
    exports: async () => bells.takeExports(),
    timers: async () => bells.takeTimers(),
    published: async () => {
      const fresh = events.published.slice(seen);
      seen = events.published.length;
      return fresh;
    },
    pass: async (ms) => clock.advance(ms),
    close: async () => {},
  };
}

/** Opens the AWS adapters over emulators, the resources made as the stack makes them. */
async function openAws(dynamodb: "dynalite" | "dynoxide"): Promise<Seams> {
  const emulators = await startEmulators({ region: REGION, dynamodb, ports: {} });
  const at = (endpoint: string): ClientOptions => ({ region: REGION, credentials: CREDENTIALS, endpoint });
  const dynamo = dynamoClient(at(emulators.endpoints.dynamodb));
  const sqs = sqsClient(at(emulators.endpoints.sqs));
  const sns = snsClient(at(emulators.endpoints.sns));
  const s3 = s3Client(at(emulators.endpoints.s3));

  const recount = await createQueue(sqs, "recount.fifo");
  const publish = await createQueue(sqs, "publish.fifo");
  const press = await createQueue(sqs, "press.fifo");
  const exports = await createQueue(sqs, "exports.fifo");
  const timers = await createQueue(sqs, "timers");
  const subscriber = await createQueue(sqs, "subscriber");
  const topic = await createTopic(sns, "subscriber");
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  for (const table of ["ledger", "aggregates", "runs"]) await createTable(dynamo, table);

  return {
    ledger: new DynamoLedger({ client: dynamo, name: "ledger" }),
    aggregates: new DynamoAggregates({ client: dynamo, name: "aggregates" }),
    shelf: new S3Shelf(s3, BUCKET),
    bells: new SqsBells(sqs, { recount, publish, press, exports, timers }),
    events: new SnsEvents(sns, topic),
    runs: new DynamoRuns({ client: dynamo, name: "runs" }),
    recounts: () => drain<RecountTicket>(sqs, recount),
    publishes: () => drain<PublishTicket>(sqs, publish),
    presses: () => drain<PressTicket>(sqs, press),
    exports: () => drain<ExportTicket>(sqs, exports),
    timers: () => drain<Timer>(sqs, timers),
    published: () => drain<NightEvent>(sqs, subscriber),
    pass: (ms) => sleep(ms),
    close: async () => {
      for (const client of [dynamo, sqs, sns, s3]) client.destroy();
      await emulators.stop();
    },
  };
}

async function createQueue(client: SQSClient, name: string): Promise<string> {
  const attributes = name.endsWith(".fifo") ? { FifoQueue: "true" } : {};
  const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  return QueueUrl;
}

/** Makes the topic, with a queue that subscribes to it. */
async function createTopic(client: SNSClient, subscriber: string): Promise<string> {
  const { TopicArn = "" } = await client.send(new CreateTopicCommand({ Name: "events" }));
  await client.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: "sqs",
      Endpoint: `arn:aws:sqs:${REGION}:000000000000:${subscriber}`,
      Attributes: { RawMessageDelivery: "true", FilterPolicy: JSON.stringify(SUBSCRIBED) },
    }),
  );
  return TopicArn;
}

/** Makes a table as the stack does. */
async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName: name });
}

/** Receives and deletes until a queue gives nothing. */
async function drain<T>(client: SQSClient, queue: string): Promise<readonly T[]> {
  const bodies: T[] = [];
  for (;;) {
    const { Messages: messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (messages.length === 0) return bodies;
    bodies.push(...messages.map(({ Body }) => JSON.parse(Body ?? "") as T));
    await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: queue,
        Entries: messages.map(({ ReceiptHandle }, position) => ({ Id: String(position), ReceiptHandle })),
      }),
    );
  }
}

/** Runs a suite over every adapter there is. `seams()` is to be called inside tests only. */
export function overEveryAdapter(port: string, suite: (seams: () => Seams) => void): void {
  const over = (name: string, open: () => Seams | Promise<Seams>, available = true): void => {
    describe.skipIf(!available)(`${port} ${name}`, () => {
      let seams: Seams;
      beforeAll(async () => {
        seams = await open();
      });
      afterAll(() => seams.close());
      suite(() => seams);
    });
  };
  over("in memory", openMemory);
  over("on AWS over fauxqs and dynalite", () => openAws("dynalite"));
  const dynoxide = dynoxidePath() !== undefined;
  over(`on AWS over fauxqs and dynoxide${dynoxide ? "" : " (needs its package)"}`, () => openAws("dynoxide"), dynoxide);
}

let runs = 0;

/** A scope nobody else uses, so that tests share emulators and nothing else. */
export function freshScope(departement = "75") {
  runs += 1;
  return { run: `essai-${runs}`, scrutin: "presidentielle-2017", tour: 1, departement } as const;
}
