import { setTimeout as sleep } from "node:timers/promises";
import { CreateTableCommand, waitUntilTableExists, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe } from "vitest";
import { DynamoAggregates } from "#shared/aws/aggregates.ts";
import { SqsBells } from "#shared/aws/bells.ts";
import { dynamoClient, s3Client, snsClient, sqsClient } from "#shared/aws/clients.ts";
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
import type { PublishTicket, RecountTicket, Timer } from "#shared/contracts/tickets.ts";
import type { Aggregates, Bells, Events, Ledger, Runs, Shelf } from "#shared/ports.ts";
import { dynoxidePath, startDynalite, startDynoxide, startQueues, type Database } from "./emulators.ts";

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
  timers(): Promise<readonly Timer[]>;
  /** Takes what subscribers of the topic got. */
  published(): Promise<readonly NightEvent[]>;
  /** Lets real time pass, or a clock of ours. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const REGION = "eu-west-3";
const BUCKET = "vitrine";
const credentials = { accessKeyId: "local", secretAccessKey: "local" };

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
export async function openAws(startDatabase: () => Promise<Database>): Promise<Seams & { readonly dynamo: DynamoDBClient }> {
  const [database, queues] = await Promise.all([startDatabase(), startQueues()]);
  const endpoint = `http://127.0.0.1:${queues.port}`;
  const dynamo = dynamoClient({ region: REGION, credentials, endpoint: database.endpoint });
  const [sqs, sns, s3] = [sqsClient, snsClient, s3Client].map((make) => make({ region: REGION, credentials, endpoint })) as [
    SQSClient,
    ReturnType<typeof snsClient>,
    ReturnType<typeof s3Client>,
  ];

  for (const name of ["ledger", "aggregates", "runs"]) await createTable(dynamo, name);
  const queue = (name: string, attributes: Record<string, string> = {}): string =>
    queues.createQueue(name, { region: REGION, attributes }).queueUrl;
  const [recount, publish] = [queue("recount.fifo", { FifoQueue: "true" }), queue("publish.fifo", { FifoQueue: "true" })];
  const [timers, subscriber] = [queue("timers"), queue("subscriber")];
  const { topicArn } = queues.createTopic("events", { region: REGION });
  queues.subscribe({
    topic: "events",
    queue: "subscriber",
    region: REGION,
    attributes: { RawMessageDelivery: "true", FilterPolicy: JSON.stringify({ type: [{ prefix: "fr.vingt-heures." }] }) },
  });
  queues.createBucket(BUCKET);

  return {
    dynamo,
    ledger: new DynamoLedger({ client: dynamo, name: "ledger" }),
    aggregates: new DynamoAggregates({ client: dynamo, name: "aggregates" }),
    shelf: new S3Shelf(s3, BUCKET),
    bells: new SqsBells(sqs, { recount, publish, timers }),
    events: new SnsEvents(sns, topicArn),
    runs: new DynamoRuns({ client: dynamo, name: "runs" }),
    recounts: () => drain<RecountTicket>(sqs, recount),
    publishes: () => drain<PublishTicket>(sqs, publish),
    timers: () => drain<Timer>(sqs, timers),
    published: () => drain<NightEvent>(sqs, subscriber),
    pass: (ms) => sleep(ms),
    close: async () => {
      for (const client of [dynamo, sqs, sns, s3]) client.destroy();
      await Promise.all([database.stop(), queues.stop()]);
    },
  };
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

const dynoxide = dynoxidePath();

/** Runs a suite over every adapter there is. `seams()` is to be called inside tests only. */
export function overEveryAdapter(port: string, suite: (seams: () => Seams) => void): void {
  const adapters: Record<string, () => Seams | Promise<Seams>> = {
    "in memory": openMemory,
    "on AWS over fauxqs and dynalite": () => openAws(startDynalite),
    ...(dynoxide === null ? {} : { "on AWS over fauxqs and dynoxide": () => openAws(() => startDynoxide(dynoxide)) }),
  };
  for (const [name, open] of Object.entries(adapters)) {
    describe(`${port} ${name}`, () => {
      let seams: Seams;
      beforeAll(async () => {
        seams = await open();
      });
      afterAll(() => seams.close());
      suite(() => seams);
    });
  }
  if (dynoxide === null) describe.skip(`${port} on AWS over fauxqs and dynoxide (needs @dynoxide/linux-x64)`, () => suite(() => openMemory()));
}

let runs = 0;

/** A scope nobody else uses, so that tests share emulators and nothing else. */
export function freshScope(departement = "75") {
  runs += 1;
  return { run: `essai-${runs}`, scrutin: "presidentielle-2017", tour: 1, departement } as const;
}
