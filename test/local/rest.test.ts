import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { Mapping } from "#cli/local/mapping.ts";
import type { SqsWire } from "#cli/local/wire.ts";

const WORK_MS = 40;
const MESSAGES = 3;

/** Plays a few messages through a mapping of one thread. @returns real ms from the end of each invocation to the start of the next. */
async function pausesOf({ fifo, othersWork }: { fifo: boolean; othersWork: boolean }): Promise<number[]> {
  const pauses: number[] = [];
  let endedAt = 0;
  let given = 0;
  const queue = {
    receive: async (_url: string, _count: number, _wait: number, signal: AbortSignal) => {
      if (given < MESSAGES) {
        const id = `${given++}`;
        return [{ MessageId: id, ReceiptHandle: id, Body: id, MD5OfBody: "", Attributes: { MessageGroupId: id } }];
      }
      await sleep(60_000, undefined, { signal });
      return [];
    },
    delete: async () => {},
  } as unknown as SqsWire;
  const done = Promise.withResolvers<void>();
  const mapping = new Mapping({
    plan: { batchSize: 1, windowSeconds: 0, partialFailures: false } as ConstructorParameters<
      typeof Mapping
    >[0]["plan"],
    queue: { url: "q", arn: "arn:aws:sqs:eu-west-3:000000000000:q", fifo } as ConstructorParameters<
      typeof Mapping
    >[0]["queue"],
    region: "eu-west-3",
    concurrency: 1,
    sqs: queue,
    invoke: async () => {
      if (endedAt > 0) pauses.push(performance.now() - endedAt);
      await sleep(WORK_MS);
      endedAt = performance.now();
      if (pauses.length === MESSAGES - 1) done.resolve();
      return { outcome: "success", answer: null } as Awaited<
        ReturnType<ConstructorParameters<typeof Mapping>[0]["invoke"]>
      >;
    },
    othersWork: () => othersWork,
    onFailure: done.reject,
  });
  await done.promise;
  await mapping.stop();
  return pauses;
}

it("lets a FIFO source rest three times as long as it worked while others work", async () => {
  const pauses = await pausesOf({ fifo: true, othersWork: true });
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(3 * WORK_MS - 5);
});

it.each([
  { name: "a FIFO source that works alone", fifo: true, othersWork: false },
  { name: "a standard source", fifo: false, othersWork: true },
])("does not let $name rest: its pauses are those of a source that has none", async ({ fifo, othersWork }) => {
  const [rested, unrested] = await Promise.all([
    pausesOf({ fifo: true, othersWork: true }),
    pausesOf({ fifo, othersWork }),
  ]);
  // In the same run, on the same machine: the resting one is the yardstick.
  expect(Math.min(...unrested)).toBeLessThan(Math.min(...rested));
});
