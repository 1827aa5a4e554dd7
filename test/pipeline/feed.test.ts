import { describe, expect, it } from "vitest";
import type { Run, RunClock } from "#shared/contracts/run.ts";
import type { FeedTicket } from "#shared/contracts/tickets.ts";
import { MemoryShelf } from "#shared/memory/shelf.ts";
import { feedObjects, feedShard, type FeedMessage } from "#shared/pipeline/feed.ts";

const START = 1_000_000;
const FIRST: FeedTicket = { run: "r", shard: 0, slice: 0, from: 0 };

/** A run whose clock shows virtual ms since 0, and a feeder that plays into lists. */
class Scene {
  readonly sent: { readonly at: number; readonly body: string }[] = [];
  readonly armed: { readonly ticket: FeedTicket; readonly delayMs: number }[] = [];
  readonly shelf = new MemoryShelf();
  now = START;
  clock: RunClock = { generation: 1, virtualAnchor: 0, realAnchor: START, speed: 1, paused: false };
  status: Run["status"] = "ouvert";
  /** What the queue does not take. */
  refuse: (bodies: readonly string[]) => readonly number[] = () => [];

  async load(messages: readonly FeedMessage[], shards = 1): Promise<void> {
    for (const { key, text } of feedObjects("r", messages, shards))
      await this.shelf.put(key, text, { contentType: "application/x-ndjson", cache: "private" });
  }

  feed(ticket: FeedTicket, budgetMs = 40_000) {
    const { clock, status } = this;
    const run = async () => ({ run: "r", status, clock: this.clock ?? clock }) as Run;
    return feedShard(ticket, {
      runs: { get: run },
      shelf: this.shelf,
      clock: { now: () => this.now },
      sleep: async (ms) => void (this.now += ms),
      budgetMs,
      feeds: {
        send: async (bodies) => {
          const refused = this.refuse(bodies);
          this.sent.push(...bodies.flatMap((body, i) => (refused.includes(i) ? [] : [{ at: this.now - START, body }])));
          return refused;
        },
        arm: async (next, delayMs) => void this.armed.push({ ticket: next, delayMs }),
      },
    });
  }
}

const messages = (instants: readonly number[]): FeedMessage[] => instants.map((at, i) => ({ at, body: `m${i}` }));

describe("a feeder", () => {
  it("sends each message when the clock shows its instant, never before, and then is finished", async () => {
    const scene = new Scene();
    await scene.load(messages([0, 700, 700, 2500]));
    expect(await scene.feed(FIRST)).toEqual({ result: "finished", sent: 4 });
    expect(scene.sent).toEqual([
      { at: 0, body: "m0" },
      { at: 700, body: "m1" },
      { at: 700, body: "m2" },
      { at: 2500, body: "m3" },
    ]);
    expect(scene.armed).toEqual([]);
  });

  it("follows the speed of the run", async () => {
    const scene = new Scene();
    scene.clock = { ...scene.clock, speed: 10 };
    await scene.load(messages([0, 20_000]));
    await scene.feed(FIRST);
    expect(scene.sent.map(({ at }) => at)).toEqual([0, 2000]);
  });

  it("leaves a long wait to the queue, and wakes up before its message is due", async () => {
    const scene = new Scene();
    await scene.load(messages([0, 60_000]));
    expect(await scene.feed(FIRST)).toEqual({ result: "goes-on", sent: 1 });
    expect(scene.armed).toEqual([{ ticket: { ...FIRST, from: 1 }, delayMs: 55_000 }]);
    scene.now += 56_000;
    expect(await scene.feed(scene.armed[0]!.ticket)).toEqual({ result: "finished", sent: 1 });
    expect(scene.sent[1]).toEqual({ at: 60_000, body: "m1" });
  });

  it("hands over when its budget is spent, where it stands", async () => {
    const scene = new Scene();
    await scene.load(messages([0, 3000, 6000, 9000]));
    expect(await scene.feed(FIRST, 7000)).toEqual({ result: "goes-on", sent: 3 });
    expect(scene.armed).toEqual([{ ticket: { ...FIRST, from: 3 }, delayMs: 0 }]);
  });

  it("sends nothing while the clock stands still, and looks again later", async () => {
    const scene = new Scene();
    scene.clock = { ...scene.clock, paused: true };
    await scene.load(messages([0]));
    expect(await scene.feed(FIRST)).toEqual({ result: "goes-on", sent: 0 });
    expect(scene.armed).toEqual([{ ticket: FIRST, delayMs: 10_000 }]);
  });

  it("notices within a second that the clock was stopped", async () => {
    const scene = new Scene();
    await scene.load(messages([0, 800, 1600, 2400, 3200]));
    scene.refuse = () => {
      if (scene.now >= START + 800) scene.clock = { ...scene.clock, paused: true };
      return [];
    };
    expect(await scene.feed(FIRST)).toMatchObject({ result: "goes-on" });
    expect(scene.sent.at(-1)!.at).toBeLessThanOrEqual(1800);
  });

  it("ends with its run", async () => {
    const scene = new Scene();
    await scene.load(messages([0]));
    scene.status = "clos";
    expect(await scene.feed(FIRST)).toEqual({ result: "absent", sent: 0 });
    expect([scene.sent, scene.armed]).toEqual([[], []]);
  });

  it("sends again what the queue did not take, and gives its ticket back when it takes nothing any more", async () => {
    const scene = new Scene();
    let refusals = 0;
    scene.refuse = (bodies) => (refusals++ === 0 ? bodies.map((_, i) => i).filter((i) => i % 2 === 1) : []);
    await scene.load(messages([0, 0, 0, 0]));
    expect(await scene.feed(FIRST)).toEqual({ result: "finished", sent: 4 });
    expect(scene.sent.map(({ body }) => body)).toEqual(["m0", "m2", "m1", "m3"]);
    scene.refuse = (bodies) => bodies.map((_, i) => i);
    await expect(scene.feed(FIRST)).rejects.toThrow("4 messages");
  });

  it("shares a recording among shards and slices without losing any", async () => {
    const scene = new Scene();
    const all = messages(Array.from({ length: 4500 }, (_, i) => i));
    await scene.load(all, 2);
    scene.now = START + 10_000;
    for (const shard of [0, 1])
      expect(await scene.feed({ ...FIRST, shard })).toEqual({ result: "finished", sent: 2250 });
    expect(new Set(scene.sent.map(({ body }) => body)).size).toBe(4500);
    expect(await scene.shelf.list("feeds/r/")).toHaveLength(4);
  });
});
