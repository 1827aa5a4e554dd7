import { describe, expect, it } from "vitest";
import type { RunClock } from "#shared/contracts/run.ts";
import type { NotSent, OutgoingMessage } from "#cli/operator/cloud.ts";
import { Sender, type SenderOptions } from "#cli/operator/sender.ts";
import { FakeTime } from "./fake-time.ts";

const START = 1_000_000;
const never = new AbortController().signal;

interface Call {
  /** Real milliseconds since the beginning. */
  readonly after: number;
  readonly bodies: readonly string[];
}

function senderOf(
  instants: readonly number[],
  over: Partial<SenderOptions> & { readonly speed?: number | "max" } = {},
) {
  const time = new FakeTime();
  const began = time.now();
  const calls: Call[] = [];
  const crossings: number[] = [];
  const { speed = 1, ...rest } = over;
  const clock: RunClock = { generation: 1, virtualAnchor: START, realAnchor: began, speed, paused: false };
  const sender = new Sender({
    feed: { length: instants.length, at: (index) => START + instants[index]!, body: (index) => `message ${index}` },
    clock,
    time,
    send: async (messages) => {
      calls.push({ after: time.now() - began, bodies: messages.map(({ body }) => body) });
      return [];
    },
    barrier: null,
    cross: async () => void crossings.push(calls.length),
    ...rest,
  });
  return { time, began, calls, crossings, clock, sender };
}

describe("a sender that is disturbed", () => {
  const twoOrigins = (instants: readonly number[], speed: number | "max" = 1) =>
    senderOf(instants, {
      speed,
      feed: {
        length: instants.length,
        at: (index) => START + instants[index]!,
        body: (index) => `message ${index}`,
        origin: (index) => (index % 2 === 0 ? "59" : "62"),
      },
    });

  it.each([1, "max"] as const)("holds what a silent origin would send until it speaks again, at %s", async (speed) => {
    const { sender, time, calls } = twoOrigins([1000, 2000, 3000, 4000], speed);
    sender.silence("59");
    const running = sender.run(never);
    await time.sleep(60_000);
    expect(calls.flatMap(({ bodies }) => bodies)).toEqual(["message 1", "message 3"]);
    expect([...sender.held]).toEqual([["59", 2]]);
    expect(sender.sentAt[0]).toBe(0);
    sender.free("59");
    await running;
    expect(calls.at(-1)).toEqual({ after: 60_000, bodies: ["message 0", "message 2"] });
    expect([...sender.held]).toEqual([]);
    expect(sender.sent).toBe(4);
  });

  it("sends so many messages before their instants, and no more", async () => {
    const { sender, time, calls } = twoOrigins([1000, 2000, 3000, 4000]);
    const running = sender.run(never);
    await time.sleep(100);
    sender.hurry(2);
    await running;
    expect(calls.map(({ after, bodies }) => [after, bodies.length])).toEqual([
      [100, 2],
      [3000, 1],
      [4000, 1],
    ]);
  });
});

describe("a sender at a finite speed", () => {
  it("lets a message leave when the clock shows its instant", async () => {
    const { sender, calls } = senderOf([0, 1000, 5000], { speed: 10 });
    await sender.run(never);
    expect(calls).toEqual([
      { after: 0, bodies: ["message 0"] },
      { after: 100, bodies: ["message 1"] },
      { after: 500, bodies: ["message 2"] },
    ]);
  });

  it("groups what falls due within a tick, ten a call", async () => {
    const { sender, calls } = senderOf(Array.from({ length: 25 }, (_, index) => 100 + index / 10));
    await sender.run(never);
    expect(calls.map(({ bodies }) => bodies.length)).toEqual([1, 10, 10, 4]);
    expect(calls.at(-1)!.after).toBeLessThanOrEqual(125);
  });

  it("holds back while paused, and takes up where the clock goes on", async () => {
    const { sender, time, began, clock, calls } = senderOf([1000, 2000]);
    const running = sender.run(never);
    await time.sleep(500);
    sender.setClock({ ...clock, generation: 2, virtualAnchor: START + 500, paused: true });
    await time.sleep(60_000);
    expect(calls).toEqual([]);
    sender.setClock({ ...clock, generation: 3, virtualAnchor: START + 500, realAnchor: time.now() });
    await running;
    expect(calls.map(({ after }) => after)).toEqual([61_000, 62_000]);
    expect(sender.sentAt[0]! - began).toBe(61_000);
  });

  it("sends what lies before the instant at which a paused clock is set, and a burst", async () => {
    const { sender, time, clock, calls } = senderOf([1000, 2000, 9000, 9500]);
    const running = sender.run(never);
    sender.setClock({ ...clock, generation: 2, virtualAnchor: START + 3000, paused: true });
    await time.sleep(60_000);
    expect(calls.flatMap(({ bodies }) => bodies)).toEqual(["message 0", "message 1"]);
    sender.hurry(1);
    await time.sleep(60_000);
    expect(calls.flatMap(({ bodies }) => bodies)).toEqual(["message 0", "message 1", "message 2"]);
    sender.setClock({ ...clock, generation: 3, virtualAnchor: START + 9500, paused: true });
    await running;
    expect(sender.sent).toBe(4);
  });

  it("sends at once what a jump forward passes", async () => {
    const { sender, time, clock, calls } = senderOf([1000, 2000, 9000]);
    const running = sender.run(never);
    await time.sleep(100);
    sender.setClock({ ...clock, generation: 2, virtualAnchor: START + 8000, realAnchor: time.now() });
    await running;
    expect(calls.map(({ after, bodies }) => [after, bodies.length])).toEqual([
      [100, 2],
      [1100, 1],
    ]);
  });

  it("does not know the barrier of max: its clock crosses the embargo by itself", async () => {
    const { sender, crossings, calls } = senderOf([0, 1000], { barrier: START + 500 });
    await sender.run(never);
    expect([calls.length, crossings.length]).toEqual([2, 0]);
  });
});

describe("a sender at max", () => {
  it("sends all that lies before the barrier, waits for what crosses it, then the rest", async () => {
    const { sender, calls, crossings } = senderOf([0, 10, 20, 30], { speed: "max", barrier: START + 20 });
    await sender.run(never);
    expect(calls.map(({ bodies }) => bodies)).toEqual([
      ["message 0", "message 1"],
      ["message 2", "message 3"],
    ]);
    expect(crossings).toEqual([1]);
  });

  it("has a bounded number of batches under way", async () => {
    const time = new FakeTime();
    let under = 0;
    let most = 0;
    const { sender } = senderOf(
      Array.from({ length: 300 }, () => 0),
      {
        speed: "max",
        inFlight: 4,
        time,
        send: async () => {
          most = Math.max(most, (under += 1));
          await time.sleep(10);
          under -= 1;
          return [];
        },
      },
    );
    await sender.run(never);
    expect([most, sender.sent]).toEqual([4, 300]);
  });

  it("stays a bounded number of messages ahead of the pipeline", async () => {
    const { sender, time, calls } = senderOf(
      Array.from({ length: 30_000 }, () => 0),
      { speed: "max" },
    );
    sender.tellBacklog(0);
    const running = sender.run(never);
    await time.sleep(1000);
    expect(sender.sent).toBe(10_000);
    sender.tellBacklog(4_000);
    await time.sleep(1000);
    expect(sender.sent).toBe(16_000);
    // Nobody tells any more that the queue empties: after a minute it goes on, and the run will say what is wrong.
    await time.sleep(70_000);
    sender.tellBacklog(4_000);
    await running;
    expect(calls.length).toBe(3000);
  });
});

describe("a sender whose queue does not take everything", () => {
  it("sends again what was left, and nothing else", async () => {
    const sent: string[] = [];
    let refusals = 3;
    const send = async (messages: readonly OutgoingMessage[]): Promise<readonly NotSent[]> => {
      const left: NotSent[] = refusals-- > 0 ? [{ index: messages.length - 1, retryable: true, reason: "lent" }] : [];
      const refused = new Set(left.map(({ index }) => index));
      sent.push(...messages.filter((_, index) => !refused.has(index)).map(({ body }) => body));
      return left;
    };
    const { sender } = senderOf([0, 0, 0], { send });
    await sender.run(never);
    expect(sent).toEqual(["message 0", "message 1", "message 2"]);
    expect(sender.sent).toBe(3);
  });

  it("takes a call that failed for one that may pass", async () => {
    let calls = 0;
    const { sender } = senderOf([0], {
      send: async () => {
        if ((calls += 1) < 4) throw new Error("réseau");
        return [];
      },
    });
    await sender.run(never);
    expect([calls, sender.sent]).toEqual([4, 1]);
  });

  it("gives up at once on what will never pass, and says why", async () => {
    const { sender } = senderOf([0], {
      send: async () => [{ index: 0, retryable: false, reason: "InvalidMessageContents" }],
    });
    await expect(sender.run(never)).rejects.toMatchObject({
      code: "C-ENVOI",
      message: expect.stringContaining("InvalidMessageContents") as string,
    });
  });

  it("gives up in the end on what keeps failing", async () => {
    const { sender } = senderOf([0], { send: async () => Promise.reject(new Error("réseau coupé")) });
    await expect(sender.run(never)).rejects.toMatchObject({
      code: "C-ENVOI",
      message: expect.stringContaining("réseau coupé") as string,
    });
  });

  it("cuts a batch that would weigh too much for one call", async () => {
    const sizes: number[] = [];
    const { sender } = senderOf([0, 0, 0, 0], {
      feed: { length: 4, at: () => START, body: () => "x".repeat(150_000) },
      send: async (messages) => {
        sizes.push(messages.length);
        return [];
      },
    });
    await sender.run(never);
    expect(sizes).toEqual([2, 2]);
  });
});

it("stops when it is told to, and leaves the rest", async () => {
  const stop = new AbortController();
  const { sender, time } = senderOf([0, 3_600_000]);
  const running = sender.run(stop.signal);
  await time.sleep(10);
  stop.abort();
  await running;
  expect([sender.sent, sender.nextAt]).toEqual([1, START + 3_600_000]);
});
