import { expect, it } from "vitest";
import { cloudUnderTest, lambda, mapping, queue, until } from "./under-test.ts";

const FIFO = { FifoQueue: true, VisibilityTimeout: 1 };

it("keeps the order of each group through a failure, one batch of a group at a time", async () => {
  const handler = `export const handler = async ({ Records }) => {
    const groups = Records.map(({ attributes }) => attributes.MessageGroupId);
    console.log(JSON.stringify({ groups, running: 1 }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const failed = Records.filter(({ body, attributes }) => body === "a2" && attributes.ApproximateReceiveCount === "1");
    const done = Records.filter((record) => !failed.includes(record)).map(({ body }) => body);
    console.log(JSON.stringify({ groups, running: -1, done }));
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };`;
  const { said, send } = await cloudUnderTest(
    {
      Q: queue("bells.fifo", FIFO),
      F: lambda("f"),
      M: mapping("Q", "F", {
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        ScalingConfig: { MaximumConcurrency: 3 },
      }),
    },
    { F: handler },
  );
  const bells = ["a1", "b1", "a2", "b2", "a3", "b3"];
  await send("bells.fifo", ...bells.map((body) => ({ body, group: body.slice(0, 1), id: body })));
  const steps = said as { groups: string[]; running: number; done?: string[] }[];
  const done = (): string[] => steps.flatMap((step) => step.done ?? []);
  await until(() => done().length === bells.length);
  for (const group of ["a", "b"]) {
    expect(done().filter((body) => body.startsWith(group))).toEqual([1, 2, 3].map((index) => `${group}${index}`));
    let running = 0;
    const levels = steps.filter(({ groups }) => groups.includes(group)).map((step) => (running += step.running));
    expect(Math.max(...levels)).toBe(1);
  }
});

it("gives the record its group, deduplication id and sequence number", async () => {
  const handler = `export const handler = async ({ Records }) => console.log(JSON.stringify(Records[0].attributes));`;
  const { said, send } = await cloudUnderTest(
    { Q: queue("q.fifo", FIFO), F: lambda("f"), M: mapping("Q", "F") },
    { F: handler },
  );
  await send("q.fifo", { body: "x", group: "run#75", id: "run#75#1" });
  await until(() => said.length === 1);
  expect(said[0]).toMatchObject({
    MessageGroupId: "run#75",
    MessageDeduplicationId: "run#75#1",
    SequenceNumber: expect.stringMatching(/^\d{20}$/),
    ApproximateReceiveCount: "1",
  });
});

it("does not deliver a deduplication id again, even once its message is gone", async () => {
  const handler = `export const handler = async ({ Records }) => console.log(JSON.stringify(Records.map(({ body }) => body)));`;
  const { cloud, said, send } = await cloudUnderTest(
    { Q: queue("q.fifo", FIFO), F: lambda("f"), M: mapping("Q", "F") },
    { F: handler },
  );
  await send("q.fifo", { body: "first", group: "g", id: "1" });
  await until(() => cloud.metrics().queues["q.fifo"]?.deleted === 1);
  await send("q.fifo", { body: "same id", group: "g", id: "1" });
  await send("q.fifo", { body: "other id", group: "g", id: "2" });
  await until(() => said.length === 2);
  expect(said).toEqual([["first"], ["other id"]]);
});

it("redrives a dead-letter queue to its source, past the ids that the source remembers", async () => {
  const handler = `let calls = 0;
  export const handler = async ({ Records: [{ body, attributes }] }) => {
    console.log(JSON.stringify([body, attributes.MessageGroupId]));
    if (++calls === 1) throw new Error("once");
  };`;
  const { cloud, said, send } = await cloudUnderTest(
    {
      Q: queue("q.fifo", {
        ...FIFO,
        RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["D", "Arn"] }, maxReceiveCount: 1 },
      }),
      D: queue("dead.fifo", { FifoQueue: true }),
      F: lambda("f"),
      M: mapping("Q", "F"),
    },
    { F: handler },
  );
  await send("q.fifo", { body: "bell", group: "g", id: "1" });
  await until(async () => (await cloud.depths())["dead.fifo"]?.visible === 1);
  expect(await cloud.redrive("dead.fifo")).toBe(1);
  await until(() => cloud.metrics().queues["q.fifo"]?.deleted === 1);
  expect(said).toEqual([
    ["bell", "g"],
    ["bell", "g"],
  ]);
  expect((await cloud.depths())["dead.fifo"]).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  await expect(cloud.redrive("q.fifo")).rejects.toMatchObject({ code: "LC-PROPERTY" });
});
