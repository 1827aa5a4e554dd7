import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sendLoad } from "#cli/lab/load/pacer.ts";
import { curveOf, instantsOf, profileOf } from "#cli/lab/load/profile.ts";
import { FakeTime } from "../operator/fake-time.ts";

const never = new AbortController().signal;
const instants = (text: string, count: number): number[] => [...instantsOf(profileOf(text), count, (i) => i)];

describe("a profile", () => {
  it("says when each message is meant to leave", () => {
    expect(instants("plat:200/s", 4)).toEqual([0, 5, 10, 15]);
    expect(instants("max", 3)).toEqual([0, 0, 0]);
    expect(instants("nuit", 3)).toEqual([0, 1, 2]);
    // From 0 to 2 a second in two seconds: two messages in all, the second when half the area is left.
    expect(instants("rampe:0/s-2/s:2s", 2)[1]).toBeCloseTo(1414.2, 1);
    // Ten at once in a second, every five.
    const burst = instants("rafale:10/s:1s/5s", 30);
    expect(burst.filter((ms) => ms < 1000)).toHaveLength(10);
    expect(burst[10]).toBe(5000);
    expect(burst.at(-1)).toBeLessThan(11_000);
  });

  it("never goes back, and keeps the area under its curve, whatever the curve", () => {
    const points = fc.array(
      fc.record({ dt: fc.integer({ min: 1, max: 50 }), rate: fc.integer({ min: 0, max: 300 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 300 }), (steps, count) => {
        let second = 0;
        const rows = ["0,1", ...steps.map(({ dt, rate }) => `${(second += dt)},${rate}`)];
        const at = [...instantsOf(curveOf(`seconde,debit\n${rows.join("\n")}`, "c"), count, () => 0)];
        expect(at.every((ms, i) => Number.isFinite(ms) && ms >= (at[i - 1] ?? 0) - 1e-6)).toBe(true);
        const most = Math.max(1, ...steps.map(({ rate }) => rate));
        // No second may hold more than the steepest rate of the curve.
        for (const from of at)
          expect(at.filter((ms) => ms >= from && ms < from + 1000).length).toBeLessThanOrEqual(most + 1);
      }),
      {
        // A pass that ends on a whole message, before a segment that begins at no rate.
        examples: [
          [
            [
              { dt: 1, rate: 0 },
              { dt: 1, rate: 20 },
            ],
            12,
          ],
        ],
      },
    );
  });

  it.each(["plat", "plat:0/s", "rampe:1/s", "rafale:5/s:9s/3s", "vite", "plat:9999999/s"])("%s is none", (text) => {
    expect(() => profileOf(text)).toThrow(expect.objectContaining({ code: "V-USAGE" }));
  });

  it("is no curve that goes back or sends nothing", () => {
    for (const csv of ["", "0,1", "1,1\n2,1", "0,1\n5,1\n3,1", "0,0\n9,0", "0,x\n1,1"])
      expect(() => curveOf(csv, "c.csv")).toThrow(/c\.csv/);
  });
});

describe("the pacer", () => {
  it("counts latency from the instant a message was meant to leave: a stalled target hides nothing", async () => {
    const time = new FakeTime();
    let calls = 0;
    const result = await sendLoad(
      {
        instants: Float64Array.from({ length: 100 }, (_, i) => i * 10),
        body: String,
        // One sender; the third call stalls for half a second. Counted from their sending, only that one would look slow.
        target: { batch: 1, send: async () => (await time.sleep((calls += 1) === 3 ? 500 : 1), []) },
        senders: 1,
        time,
      },
      never,
    );
    expect(result).toMatchObject({ sent: 100, failed: 0 });
    expect(result.latencyMs.max).toBeGreaterThanOrEqual(500);
    expect(result.latencyMs.p95).toBeGreaterThan(400);
  });

  it("sends nothing before its instant, and everything once, in batches of what is due", async () => {
    const time = new FakeTime();
    const start = time.now();
    const sent: { body: string; at: number }[] = [];
    await sendLoad(
      {
        instants: Float64Array.from([0, 0, 0, 100, 250]),
        body: String,
        target: {
          batch: 2,
          send: async (bodies) => (sent.push(...bodies.map((body) => ({ body, at: time.now() - start }))), []),
        },
        senders: 4,
        time,
      },
      never,
    );
    expect(sent.map(({ body }) => body)).toEqual(["0", "1", "2", "3", "4"]);
    for (const [i, due] of [0, 0, 0, 100, 250].entries()) expect(sent[i]!.at).toBeGreaterThanOrEqual(due);
  });

  it("tells what was refused or lost, and goes on", async () => {
    const taken: number[] = [];
    const result = await sendLoad(
      {
        instants: new Float64Array(6),
        body: String,
        target: {
          batch: 2,
          send: async ([body]) => (body === "2" ? Promise.reject(new Error("panne")) : body === "4" ? [1] : []),
        },
        senders: 1,
        time: new FakeTime(),
        onTaken: (index) => taken.push(index),
      },
      never,
    );
    expect(result).toMatchObject({ sent: 3, failed: 3, firstFailure: "panne" });
    expect(taken).toEqual([0, 1, 4]);
  });
});
