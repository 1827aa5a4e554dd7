import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scopeKey, type Scope } from "#shared/contracts/identity.ts";
import { MemoryBells } from "#shared/memory/bells.ts";
import { ManualClock } from "#shared/memory/clock.ts";
import { MemoryLedger } from "#shared/memory/ledger.ts";
import { freshScope } from "./worlds.ts";

const ticketOf = (scope: Scope) => ({ ...scope, slotEnd: 0, cause: "tally" }) as const;

describe("bells in memory", () => {
  it("remember a deduplication id for five minutes from its acceptance, not from its repeats", async () => {
    const clock = new ManualClock();
    const bells = new MemoryBells(clock);
    const ring = async (): Promise<number> => {
      await bells.ringRecounts([{ ticket: ticketOf(scope), dedup: "1" }]);
      return bells.takeRecounts().length;
    };
    const scope = freshScope();
    expect(await ring()).toBe(1);
    clock.advance(299_999);
    expect(await ring()).toBe(0);
    clock.advance(1);
    expect(await ring()).toBe(1);
  });

  it("deliver after their delay, the earliest first", async () => {
    const clock = new ManualClock();
    const bells = new MemoryBells(clock, { recountDelayMs: 1_000 });
    const [first, second] = [freshScope(), freshScope()];
    expect(bells.nextDue()).toBeNull();
    await bells.ringRecounts([{ ticket: ticketOf(first), dedup: "1" }]);
    clock.advance(400);
    await bells.ringRecounts([{ ticket: ticketOf(second), dedup: "1" }]);
    expect(bells.nextDue()).toBe(1_000);
    clock.advance(599);
    expect(bells.takeRecounts()).toEqual([]);
    clock.advance(801);
    expect(bells.takeRecounts()).toEqual([ticketOf(first), ticketOf(second)]);
    expect(bells.nextDue()).toBeNull();
  });

  it("bring back what failed, though its id is remembered", async () => {
    const clock = new ManualClock();
    const bells = new MemoryBells(clock);
    const scope = freshScope();
    await bells.ringRecounts([{ ticket: ticketOf(scope), dedup: "1" }]);
    await bells.ringPublish({ ...scope, sequence: 1 });
    const [recount] = bells.takeRecounts();
    const [publish] = bells.takePublishes();
    bells.retryRecount(recount!, 2_000);
    bells.retryPublish(publish!, 1_000);
    expect(bells.nextDue()).toBe(1_000);
    clock.advance(2_000);
    expect(bells.takeRecounts()).toEqual([recount]);
    expect(bells.takePublishes()).toEqual([publish]);
  });

  it("run on a clock that never goes back", () => {
    expect(() => new ManualClock().advance(-1)).toThrow(/^CLOCK-BACKWARDS: /);
  });
});

/** A tally on its way into the ledger: when its write is acknowledged, how long it took, how wrong its writer's clock is. */
interface Writing {
  readonly at: number;
  readonly took: number;
  readonly skew: number;
}

const SLOT_MS = 500;

/** The slot that a writer names in its bell: read from its clock after the acknowledgement, as it must be, or before. */
const slotAfter = ({ at, skew }: Writing): number => Math.floor((at + skew) / SLOT_MS);
const slotBefore = ({ at, took, skew }: Writing): number => Math.floor((at - took + skew) / SLOT_MS);

/** Plays writings and bells in the order of time, bells first where they meet. @returns tallies that no recount ever saw. */
async function missed(
  writings: readonly Writing[],
  recountDelayMs: number,
  slotOf: (writing: Writing) => number,
): Promise<number> {
  const clock = new ManualClock();
  const bells = new MemoryBells(clock, { recountDelayMs });
  const ledger = new MemoryLedger();
  const scope = freshScope();
  let counted = 0;
  const playUntil = async (end: number): Promise<void> => {
    for (let due = bells.nextDue(); due !== null && due <= end; due = bells.nextDue()) {
      clock.advance(Math.max(0, due - clock.now()));
      for (const ticket of bells.takeRecounts()) {
        expect(scopeKey(ticket)).toBe(scopeKey(scope));
        counted = (await ledger.read(scope)).length;
      }
    }
  };
  for (const [n, writing] of writings.toSorted((a, b) => a.at - b.at).entries()) {
    await playUntil(writing.at);
    clock.advance(Math.max(0, writing.at - clock.now()));
    await ledger.append([{ scope, key: `75056#${n}#001#abcd`, content: "" }]);
    await bells.ringRecounts([{ ticket: ticketOf(scope), dedup: String(slotOf(writing)) }]);
  }
  await playUntil(Infinity);
  return writings.length - counted;
}

describe("the race of a bell with the writings of its slot", () => {
  const promptly = (...instants: number[]): Writing[] => instants.map((at) => ({ at, took: 0, skew: 0 }));

  it("is lost without a delivery delay: the second tally of a slot rings in vain", async () => {
    expect(await missed(promptly(0, 200), 0, slotAfter)).toBe(1);
  });

  it("is lost when the slot is read before a slow write is acknowledged", async () => {
    const writings = [...promptly(0), { at: 1_200, took: 1_100, skew: 0 }];
    expect(await missed(writings, 1_000, slotBefore)).toBe(1);
    expect(await missed(writings, 1_000, slotAfter)).toBe(0);
  });

  it("is lost when clocks differ by more than the delay allows", async () => {
    const writings = [
      { at: 0, took: 0, skew: 499 },
      { at: 1_010, took: 0, skew: -600 },
    ];
    expect(await missed(writings, 1_000, slotAfter)).toBe(1);
  });

  it("is never lost when the delay exceeds the slot and twice the clocks' error, slow writes included", async () => {
    const writing = fc.record({
      at: fc.integer({ min: 10_000, max: 14_000 }),
      took: fc.integer({ min: 0, max: 5_000 }),
      skew: fc.integer({ min: -249, max: 249 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(writing, { minLength: 1, maxLength: 30 }), async (writings) => {
        expect(await missed(writings, 1_000, slotAfter)).toBe(0);
      }),
    );
  });
});
