import { describe, expect, it } from "vitest";
import type { Run } from "#shared/contracts/run.ts";
import { MemoryBells } from "#shared/memory/bells.ts";
import { ManualClock } from "#shared/memory/clock.ts";
import { MemoryDossiers } from "#shared/memory/dossiers.ts";
import { MemoryRuns } from "#shared/memory/runs.ts";
import { answerTimer } from "#shared/pipeline/sweep.ts";
import { armPress, cycleAt, hasPress, lookAt, ringPress } from "#shared/press/rhythm.ts";
import { dossierOf, RUN, runOf } from "../factories.ts";

const NOW = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const EMBARGO = Date.parse("2017-04-23T18:00:00Z");

/** A run whose clock shows so many virtual minutes after the embargo. */
const runAt = (minutes: number, over: Partial<Run> = {}, speed: number | "max" = 60): Run =>
  runOf({
    presse: { intervalle: 15 },
    clock: { generation: 3, virtualAnchor: EMBARGO + minutes * MINUTE, realAnchor: NOW, speed, paused: false },
    ...over,
  });

/** Real ms until the armed look; `null` when none is. */
async function delayOf(run: Run): Promise<number | null> {
  const clock = new ManualClock(NOW);
  const bells = new MemoryBells(clock);
  await armPress(run, { bells, clock });
  const due = bells.nextDue();
  return due === null ? null : due - NOW;
}

describe("the cycles of a press tree", () => {
  it("begin at the end of the embargo and last the interval", () => {
    const cycles = [-1, 0, 14, 15, 31].map((minutes) => {
      const run = runAt(minutes);
      return hasPress(run) ? cycleAt(run, run.clock.virtualAnchor) : undefined;
    });
    expect(cycles).toEqual([null, 0, 0, 1, 2]);
  });

  it.each([
    ["before the hour, until the hour", runAt(-60), 60_000],
    ["in a cycle, until the next", runAt(5), 10_000],
    ["far ahead, no longer than a queue keeps a message", runAt(-6000, {}, 1), 15 * MINUTE],
    ["at max, which cannot tell, a look now and then", runAt(5, {}, "max"), 2_000],
    ["continuously, the same", runAt(5, { presse: { intervalle: "continu" } }), 2_000],
  ])("are awaited %s", async (_case, run, delay) => {
    expect(await delayOf(run)).toBe(delay);
  });

  it.each([
    ["without a press tree", runOf()],
    ["whose clock stands still", runAt(5, { clock: { ...runAt(5).clock, paused: true } })],
    ["that is closed", runAt(5, { status: "clos" })],
  ])("are not awaited by a run %s", async (_case, run) => {
    expect(await delayOf(run)).toBeNull();
  });
});

describe("the looks of a chain", () => {
  it("are one a cycle, however often the chain comes round: else they would wait in line behind a long one", () => {
    const looks = [-1, 0, 14, 15].map((minutes) => lookAt(runAt(minutes, {}, "max"), NOW));
    expect(looks).toEqual(["avant", "cycle-0", "cycle-0", "cycle-1"]);
    const often = runAt(5, { presse: { intervalle: "continu" } }, "max");
    expect(new Set([0, 2000, 4000, 12_000].map((later) => lookAt(often, NOW + later))).size).toBe(2);
  });
});

describe("the chain of looks", () => {
  const opened = async (run: Run) => {
    const clock = new ManualClock(NOW);
    const bells = new MemoryBells(clock);
    const runs = new MemoryRuns();
    const dossiers = new MemoryDossiers();
    dossiers.set(RUN, dossierOf());
    await runs.create(run);
    return { bells, clock, deps: { bells, clock, runs, dossiers, slotMs: 500 } };
  };

  it("rings the press and arms the next look under the same generation", async () => {
    const { bells, clock, deps } = await opened(runAt(5));
    await answerTimer({ kind: "presse", run: RUN, generation: 3 }, deps);
    expect(bells.takePresses()).toMatchObject([{ run: RUN, cause: "cycle" }]);
    expect(bells.nextDue()! - clock.now()).toBe(10_000);
  });

  it("dies under an older generation: the clock was set, and another chain runs", async () => {
    const { bells, deps } = await opened(runAt(5));
    await answerTimer({ kind: "presse", run: RUN, generation: 2 }, deps);
    expect(bells.takePresses()).toEqual([]);
    expect(bells.nextDue()).toBeNull();
  });

  it("is healed by the sweep, which looks too", async () => {
    const { bells, deps } = await opened(runAt(5));
    await answerTimer({ kind: "sweep", run: RUN }, deps);
    expect(bells.takePresses()).toHaveLength(1);
  });

  it("asks nothing of a run without a tree", async () => {
    const { bells } = await opened(runOf());
    await ringPress(runOf(), "sweep-1", bells);
    expect(bells.takePresses()).toEqual([]);
  });
});
