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

const failed = vi.fn();

/** A mapping of one thread over a queue of a few messages, one a batch. */
function mappingOf({
  fifo,
  othersAreBehind = false,
  invoke,
}: {
  fifo: boolean;
  othersAreBehind?: boolean;
  invoke: () => Promise<void>;
}): Mapping {
  let given = 0;
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
  return new Mapping({
    plan: { batchSize: 1, windowSeconds: 0, partialFailures: false } as Options["plan"],
    queue: { url: "q", arn: "arn:aws:sqs:eu-west-3:000000000000:q", fifo } as Options["queue"],
    region: "eu-west-3",
    concurrency: 1,
    sqs: queue,
    invoke: async () => {
      await invoke();
      return { outcome: "success", answer: null } as Awaited<ReturnType<Options["invoke"]>>;
    },
    othersAreBehind: () => othersAreBehind,
    onFailure: failed,
  });
}

/** Plays the messages through. @returns the rests that the mapping asked for, ms. */
async function restsOf(options: { fifo: boolean; othersAreBehind: boolean }): Promise<readonly number[]> {
  pauses.length = 0;
  const mapping = mappingOf({ ...options, invoke: async () => {} });
  await vi.waitFor(() => expect(mapping.metrics.deleted).toBe(MESSAGES));
  await mapping.stop();
  expect(failed).not.toHaveBeenCalled();
  return [...pauses];
}

it("is behind while a batch waits for an invocation to end", async () => {
  const ends: (() => void)[] = [];
  const mapping = mappingOf({ fifo: false, invoke: () => new Promise((resolve) => ends.push(resolve)) });
  for (let ended = 0; ended < MESSAGES - 1; ended++) {
    await vi.waitFor(() => expect([ends.length, mapping.behind]).toEqual([ended + 1, true]));
    ends[ended]!();
  }
  await vi.waitFor(() => expect([ends.length, mapping.behind]).toEqual([MESSAGES, false]));
  ends.at(-1)!();
  await mapping.stop();
});

it("lets a FIFO source rest after each invocation while others are behind, half a second at most", async () => {
  const rests = await restsOf({ fifo: true, othersAreBehind: true });
  expect(rests).toHaveLength(MESSAGES);
  for (const rest of rests) {
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThanOrEqual(500);
  }
});

it.each([
  { name: "a FIFO source while no other is behind", fifo: true, othersAreBehind: false },
  { name: "a standard source", fifo: false, othersAreBehind: true },
])("does not let $name rest", async ({ fifo, othersAreBehind }) => {
  expect(await restsOf({ fifo, othersAreBehind })).toEqual([]);
});
