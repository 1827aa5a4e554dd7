import { expect, it, vi } from "vitest";
import { Mapping } from "#cli/local/mapping.ts";
import type { SqsWire } from "#cli/local/wire.ts";

/** Every pause that the mapping asks for, ms: they are told, not waited. */
const pauses = vi.hoisted((): number[] => []);
vi.mock("node:timers/promises", () => ({
  setTimeout: async (ms: number) => {
    pauses.push(ms);
  },
}));

const MESSAGES = 3;
type Options = ConstructorParameters<typeof Mapping>[0];

/** Plays a few messages through a mapping of one thread. @returns the rests that it asked for, ms. */
async function restsOf({ fifo, othersWork }: { fifo: boolean; othersWork: boolean }): Promise<readonly number[]> {
  pauses.length = 0;
  let given = 0;
  let invoked = 0;
  const queue = {
    receive: (_url: string, _count: number, _wait: number, signal: AbortSignal) => {
      if (given === MESSAGES)
        return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      const id = `${given++}`;
      return Promise.resolve([
        { MessageId: id, ReceiptHandle: id, Body: id, MD5OfBody: "", Attributes: { MessageGroupId: id } },
      ]);
    },
    delete: async () => {},
  } as unknown as SqsWire;
  const failed = vi.fn();
  const mapping = new Mapping({
    plan: { batchSize: 1, windowSeconds: 0, partialFailures: false } as Options["plan"],
    queue: { url: "q", arn: "arn:aws:sqs:eu-west-3:000000000000:q", fifo } as Options["queue"],
    region: "eu-west-3",
    concurrency: 1,
    sqs: queue,
    invoke: async () => {
      invoked += 1;
      return { outcome: "success", answer: null } as Awaited<ReturnType<Options["invoke"]>>;
    },
    othersWork: () => othersWork,
    onFailure: failed,
  });
  await vi.waitFor(() => expect([invoked, mapping.working]).toEqual([MESSAGES, false]));
  await mapping.stop();
  expect(failed).not.toHaveBeenCalled();
  return [...pauses];
}

it("lets a FIFO source rest after each invocation while others work, half a second at most", async () => {
  const rests = await restsOf({ fifo: true, othersWork: true });
  expect(rests).toHaveLength(MESSAGES);
  for (const rest of rests) {
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThanOrEqual(500);
  }
});

it.each([
  { name: "a FIFO source that works alone", fifo: true, othersWork: false },
  { name: "a standard source", fifo: false, othersWork: true },
])("does not let $name rest", async ({ fifo, othersWork }) => {
  expect(await restsOf({ fifo, othersWork })).toEqual([]);
});
