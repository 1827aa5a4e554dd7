import { expect, it } from "vitest";
import { cloudUnderTest, lambda, mapping, queue, SAYS_BODIES, until } from "./under-test.ts";

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}`);

/** Fails the messages whose body says so, and tells how many times each was received. */
const FAILS_ODD = `export const handler = async ({ Records }) => {
  const seen = Records.map(({ body, attributes }) => [body, Number(attributes.ApproximateReceiveCount)]);
  console.log(JSON.stringify(seen));
  const failed = Records.filter(({ body }) => Number(body) % 2 === 1);
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

const FAILS = `export const handler = async ({ Records }) => {
  for (const { body, attributes } of Records) console.log(JSON.stringify([body, Number(attributes.ApproximateReceiveCount)]));
  throw new Error("no");
};`;

it("gives a function the records that AWS gives", async () => {
  const handler = `export const handler = async (event) => console.log(JSON.stringify(event));`;
  const { said, sqs, url } = await cloudUnderTest(
    { Q: queue("tallies"), F: lambda("record"), M: mapping("Q", "F") },
    { F: handler },
  );
  const MessageAttributes = { kind: { DataType: "String", StringValue: "tally" } };
  await sqs.send(url("tallies"), [{ Id: "0", MessageBody: "hello", MessageAttributes }]);
  await until(() => said.length === 1);
  expect(said[0]).toEqual({
    Records: [
      {
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        receiptHandle: expect.any(String),
        body: "hello",
        attributes: {
          ApproximateReceiveCount: "1",
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: "000000000000",
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        },
        messageAttributes: {
          kind: { stringValue: "tally", stringListValues: [], binaryListValues: [], dataType: "String" },
        },
        md5OfBody: "5d41402abc4b2a76b9719d911017c592",
        md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventSource: "aws:sqs",
        eventSourceARN: "arn:aws:sqs:eu-west-3:000000000000:tallies",
        awsRegion: "eu-west-3",
      },
    ],
  });
});

it.each([
  { size: 10, largest: 10, batches: 1 },
  { size: 3, largest: 3, batches: 4 },
])("follows the template's BatchSize: $size", async ({ size, largest, batches }) => {
  const { cloud, send } = await cloudUnderTest(
    { Q: queue("q"), F: lambda("f"), M: mapping("Q", "F", { BatchSize: size }) },
    { F: SAYS_BODIES },
  );
  await send("q", ...numbers(10));
  await until(() => cloud.metrics().queues["q"]?.deleted === 10);
  expect(cloud.metrics().queues["q"]).toMatchObject({ received: 10, failed: 0, largestBatch: largest, batches });
});

it("gathers several receives into one batch during the window", async () => {
  const { cloud, said, send } = await cloudUnderTest(
    { Q: queue("q"), F: lambda("f"), M: mapping("Q", "F", { BatchSize: 1000, MaximumBatchingWindowInSeconds: 2 }) },
    { F: SAYS_BODIES },
  );
  await Promise.all([0, 1, 2].map((part) => send("q", ...numbers(10).map((body) => `${part}${body}`))));
  await until(() => cloud.metrics().queues["q"]?.deleted === 30);
  expect(cloud.metrics().queues["q"]?.largestBatch).toBeGreaterThan(10);
  expect(new Set(said.flat()).size).toBe(30);
});

it("keeps a batch within Lambda's 6 MB", async () => {
  const { cloud, send } = await cloudUnderTest(
    { Q: queue("q"), F: lambda("f"), M: mapping("Q", "F", { BatchSize: 100, MaximumBatchingWindowInSeconds: 2 }) },
    { F: `export const handler = async () => {};` },
  );
  const large = "x".repeat(1_000_000);
  for (let sent = 0; sent < 8; sent++) await send("q", large);
  await until(() => cloud.metrics().queues["q"]?.deleted === 8);
  expect(cloud.metrics().queues["q"]?.largestBatch).toBeLessThanOrEqual(6);
});

it("deletes what succeeded and leaves what failed, which comes back alone", async () => {
  const { cloud, said, send } = await cloudUnderTest(
    {
      Q: queue("q", { VisibilityTimeout: 1 }),
      F: lambda("f"),
      M: mapping("Q", "F", { FunctionResponseTypes: ["ReportBatchItemFailures"] }),
    },
    { F: FAILS_ODD },
  );
  await send("q", "0", "1", "2");
  await until(() => said.length >= 2);
  expect(said[0]).toEqual([
    ["0", 1],
    ["1", 1],
    ["2", 1],
  ]);
  expect(said[1]).toEqual([["1", 2]]);
  expect(cloud.metrics().queues["q"]?.deleted).toBe(2);
});

it("takes no notice of batchItemFailures that the template does not ask for", async () => {
  const { cloud, send } = await cloudUnderTest(
    { Q: queue("q"), F: lambda("f"), M: mapping("Q", "F") },
    { F: FAILS_ODD },
  );
  await send("q", "0", "1");
  await until(() => cloud.metrics().queues["q"]?.deleted === 2);
});

it.each([1, 3])(
  "moves a message to the dead-letter queue after the template's maxReceiveCount: %i",
  async (maxReceiveCount) => {
    const { cloud, said, send } = await cloudUnderTest(
      {
        Q: queue("q", {
          VisibilityTimeout: 1,
          RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["D", "Arn"] }, maxReceiveCount },
        }),
        D: queue("dead"),
        F: lambda("f"),
        M: mapping("Q", "F"),
      },
      { F: FAILS },
    );
    await send("q", "bad");
    await until(async () => (await cloud.depths())["dead"]?.visible === 1);
    expect(said).toEqual(Array.from({ length: maxReceiveCount }, (_, index) => ["bad", index + 1]));
    expect(cloud.metrics().functions["f"]?.errors).toBe(maxReceiveCount);
  },
);

it("leaves a failed message invisible for the template's visibility timeout", async () => {
  const { cloud, failures, send } = await cloudUnderTest(
    { Q: queue("q", { VisibilityTimeout: 43_200 }), F: lambda("f"), M: mapping("Q", "F") },
    { F: FAILS },
  );
  await send("q", "bad");
  await until(() => failures.length === 1);
  expect(failures[0]).toMatchObject({ functionName: "f", outcome: "error", message: "Error: no" });
  expect(await cloud.depths()).toEqual({ q: { visible: 0, inFlight: 1, delayed: 0 } });
});

it("holds messages back for the template's DelaySeconds", async () => {
  const { cloud, said, send } = await cloudUnderTest(
    {
      Late: queue("late", { DelaySeconds: 900 }),
      Q: queue("q"),
      F: lambda("f"),
      M: mapping("Q", "F"),
      N: mapping("Late", "F"),
    },
    { F: SAYS_BODIES },
  );
  await send("late", "late");
  await send("q", "now");
  await until(() => said.length === 1);
  expect(said).toEqual([["now"]]);
  expect((await cloud.depths())["late"]).toEqual({ visible: 0, inFlight: 0, delayed: 1 });
});

it("runs at most MaximumConcurrency invocations at once", async () => {
  const slow = `export const handler = async ({ Records: [{ body }] }) => {
    console.log(JSON.stringify("start"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    console.log(JSON.stringify("end"));
  };`;
  const properties = { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } };
  const { cloud, said, send } = await cloudUnderTest(
    { Q: queue("q"), F: lambda("f"), M: mapping("Q", "F", properties) },
    { F: slow },
  );
  await send("q", ...numbers(10));
  await until(() => said.length === 20);
  let running = 0;
  const levels = said.map((word) => (word === "start" ? ++running : --running));
  expect(Math.max(...levels)).toBe(2);
  expect(cloud.metrics().functions["f"]).toMatchObject({ invocations: 10, throttles: 0, workers: 2 });
});

it("throttles what exceeds the reserved concurrency, and leaves the messages where they are", async () => {
  const { cloud, failures, send } = await cloudUnderTest(
    {
      Q: queue("q"),
      P: queue("p"),
      F: lambda("f", { ReservedConcurrentExecutions: 1, Timeout: 30 }),
      M: mapping("Q", "F"),
      N: mapping("P", "F"),
    },
    { F: `export const handler = () => new Promise(() => {});` },
  );
  await Promise.all([send("q", "1"), send("p", "2")]);
  await until(() => failures.length === 1);
  expect(failures[0]?.outcome).toBe("throttle");
  const untouched = { visible: 0, inFlight: 1, delayed: 0 };
  expect(await cloud.depths()).toEqual({ q: untouched, p: untouched });
});

it("does not read for a mapping that is disabled", async () => {
  const { cloud, said, send } = await cloudUnderTest(
    {
      Off: queue("off"),
      On: queue("on"),
      F: lambda("f"),
      M: mapping("Off", "F", { Enabled: false }),
      N: mapping("On", "F"),
    },
    { F: SAYS_BODIES },
  );
  await send("off", "unread");
  await send("on", "read");
  await until(() => said.length === 1);
  expect(said).toEqual([["read"]]);
  expect((await cloud.depths())["off"]).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
});
