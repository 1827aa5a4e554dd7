import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commanded } from "#cli/operator/clock.ts";
import { estimateNight, newsOf, type NightCounts } from "#cli/operator/cost.ts";
import { createRun } from "#cli/operator/create-run.ts";
import { Curve } from "#cli/operator/curve.ts";
import { Histogram } from "#cli/histogram.ts";
import { residentMb } from "#cli/operator/memory-use.ts";
import { loadNight, startOf } from "#cli/operator/night.ts";
import { RecentDelays } from "#cli/operator/recent.ts";
import { newRunId } from "#cli/operator/run-id.ts";
import { Settlement, type Situation } from "#cli/operator/settle.ts";
import { stackOutputs } from "#cli/operator/aws/stack.ts";
import { dossierOf } from "../factories.ts";
import { MemoryCloud } from "./memory-cloud.ts";
import { FIRST, smallNight } from "./small-night.ts";

describe("run ids", () => {
  const at = Date.parse("2026-11-22T19:12:44Z");

  it("say the scrutin, the tour and the minute, then three letters without look-alikes", () => {
    expect(newRunId("presidentielle-2017", 1, at, () => 0)).toBe("pr2017-t1-20261122-1912-aaa");
    expect(newRunId("legislatives-2017", 2, at, (below) => below - 1)).toBe("lg2017-t2-20261122-1912-999");
    expect(newRunId("consultation-locale-de-mon-village-2024", 1, at, () => 1)).toBe(
      "consultation-locale-de-m-t1-20261122-1912-bbb",
    );
  });

  it("have the shape that a tally message demands, whatever the scrutin is called", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(1 as const, 2 as const), (scrutin, tour) => {
        expect(newRunId(scrutin, tour, at)).toMatch(/^[0-9a-z][0-9a-z-]{2,63}$/);
      }),
    );
  });
});

describe("a new run", () => {
  it("stands still until it is told to go, its dossier in place and its sweep armed", async () => {
    const cloud = new MemoryCloud();
    const run = await createRun(cloud, dossierOf(), { start: FIRST, speed: 60 }, cloud.time);
    expect(run.clock).toMatchObject({ generation: 0, virtualAnchor: FIRST, speed: 60, paused: true });
    const keys = await cloud.shelf.list("dossiers/");
    expect(keys).toHaveLength(3);
    expect(cloud.bells.nextDue()).toBe(cloud.time.now() + 60_000);
  });

  it("leaves nothing behind when its dossier cannot be uploaded", async () => {
    const cloud = new MemoryCloud();
    const { head, parts } = dossierOf();
    const broken = createRun(cloud, { head, parts: parts.slice(1) }, { start: FIRST, speed: 60 }, cloud.time);
    await expect(broken).rejects.toMatchObject({ code: "C-DOSSIER" });
    expect(await cloud.runs.list()).toEqual([]);
    expect(await cloud.shelf.list("dossiers/")).toEqual([]);
  });
});

describe("the night of a request", () => {
  it("starts a minute before its first tally, or when it is told", () => {
    expect(startOf(smallNight())).toBe(FIRST - 60_000);
    expect(startOf(smallNight(), { start: "2017-04-23T10:00:00Z" })).toBe(Date.parse("2017-04-23T10:00:00Z"));
    expect(() => startOf(smallNight(), { start: "hier" })).toThrow("n'est pas un instant");
  });

  it("starts at an hour of Paris on polling day, and stops where it is told", async () => {
    const { dossier, recording } = smallNight();
    expect(startOf(smallNight(), { start: "18:30" })).toBe(Date.parse("2017-04-23T16:30:00Z"));
    const source = { kind: "dossier", dossier, recording } as const;
    const second = new Date(recording[1]!.at).toISOString();
    expect((await loadNight({ source, options: { stop: second } })).recording).toEqual(recording.slice(0, 2));
    for (const made of [{ corrections: 0.1 }, { late: 0.1 }, { preset: "plat" }, { arrivals: "heures.csv" }] as const)
      await expect(loadNight({ source, options: made })).rejects.toMatchObject({ code: "C-ENREGISTREMENT" });
    await expect(loadNight({ source, options: { start: "22:00", stop: "21:30" } })).rejects.toMatchObject({
      code: "C-HORLOGE",
      message: expect.stringContaining("commencerait"),
    });
    await expect(loadNight({ source, options: { stop: "00:01" } })).rejects.toMatchObject({
      code: "C-HORLOGE",
      message: expect.stringContaining("le 23 avril 2017, 00:01:00 (heure de Paris), avant son premier bureau"),
    });
  });

  it("is refused by name when no scenario has it", async () => {
    await expect(loadNight({ source: { kind: "scenario", name: "lune" } })).rejects.toMatchObject({
      code: "C-SCENARIO",
    });
  });
});

describe("delays", () => {
  it("have the percentiles of the sorted list, whatever they are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        (delays, percent) => {
          const histogram = new Histogram();
          for (const delay of delays) histogram.add(delay);
          const sorted = delays.toSorted((a, b) => a - b);
          expect(histogram.percentile(percent)).toBe(sorted[Math.ceil((percent * sorted.length) / 100) - 1]);
          expect(histogram.read().max).toBe(sorted.at(-1));
        },
      ),
    );
  });

  it("are 0 when there is none, and never negative", () => {
    const histogram = new Histogram();
    expect(histogram.read()).toEqual({ p50: 0, p95: 0, max: 0 });
    histogram.add(-5);
    expect([histogram.total, histogram.percentile(100)]).toEqual([1, 0]);
  });

  it("beyond the hour are still counted, and the longest told exactly", () => {
    const histogram = new Histogram();
    histogram.add(9_000_000);
    expect(histogram.read()).toEqual({ p50: 9_000_000, p95: 9_000_000, max: 9_000_000 });
  });

  it("of the last seconds forget the others", () => {
    const recent = new RecentDelays(5000);
    recent.add(1000, 700);
    recent.add(7000, 100);
    recent.add(8000, 300);
    expect(recent.read(9000)).toEqual({ perSecond: 0, delays: { p50: 100, p95: 300, max: 300 } });
    expect(recent.read(60_000).delays.max).toBe(0);
  });
});

describe("the arrival curve", () => {
  it("keeps a bounded number of points, never goes back, and ends where the night does", () => {
    const curve = new Curve();
    for (let step = 0; step <= 5000; step++) curve.add(step, step * 2);
    expect(curve.points.length).toBeLessThanOrEqual(301);
    expect(curve.points.at(-1)).toEqual([5000, 10_000]);
    expect(curve.points.every((point, index) => index === 0 || point[0] > curve.points[index - 1]![0])).toBe(true);
    curve.add(5000, 10_001);
    curve.add(4000, 3);
    expect(curve.points.at(-1)).toEqual([5000, 10_001]);
  });
});

describe("a command to the clock", () => {
  const clock = { generation: 3, virtualAnchor: 1_000_000, realAnchor: 0, speed: 10, paused: false };

  it("keeps the virtual now, under the next generation", () => {
    const paused = commanded(clock, { action: "pause" }, 500, 0);
    expect(paused).toEqual({ generation: 4, virtualAnchor: 1_005_000, realAnchor: 500, speed: 10, paused: true });
    expect(commanded(paused, { action: "resume" }, 9000, 0)).toEqual({
      ...paused,
      generation: 5,
      realAnchor: 9000,
      paused: false,
    });
    expect(commanded(clock, { action: "speed", speed: "max" }, 500, 0)).toMatchObject({
      virtualAnchor: 1_005_000,
      speed: "max",
    });
  });

  it("takes up from what was sent when it leaves max", () => {
    const atMax = { ...clock, speed: "max" as const };
    expect(commanded(atMax, { action: "speed", speed: 2 }, 500, 3_000_000).virtualAnchor).toBe(3_000_000);
    expect(() => commanded(atMax, { action: "seek", to: "2030-01-01T00:00:00Z" }, 0, 0)).toThrow("vitesse finie");
  });

  it("goes forward to an instant, not to a word", () => {
    expect(commanded(clock, { action: "seek", to: "1970-01-01T01:00:00Z" }, 0, 0).virtualAnchor).toBe(3_600_000);
    expect(() => commanded(clock, { action: "seek", to: "demain" }, 0, 0)).toThrow("n'est pas un instant");
    // An hour of Paris, of this night: it may be past midnight, or behind.
    const evening = { ...clock, virtualAnchor: Date.parse("2017-04-23T21:30:00Z") };
    const sought = (to: string): string =>
      new Date(commanded(evening, { action: "seek", to }, 0, 0).virtualAnchor).toISOString();
    expect(["23:45", "00:15"].map(sought)).toEqual(["2017-04-23T21:45:00.000Z", "2017-04-23T22:15:00.000Z"]);
    expect(() => commanded(evening, { action: "seek", to: "20:00" }, 0, 0)).toThrow(
      "L'horloge est au 23 avril 2017, 23:30:00 (heure de Paris) et ne revient pas au 23 avril 2017, 20:00:00",
    );
    const midnight = { ...clock, virtualAnchor: Date.parse("2017-04-23T22:30:00Z") };
    expect(() => commanded(midnight, { action: "seek", to: "23:45" }, 0, 0)).toThrow("au 23 avril 2017, 23:45:00");
    const morning = { ...clock, virtualAnchor: Date.parse("2017-04-23T06:00:00Z") };
    expect(commanded(morning, { action: "seek", to: "20:30" }, 0, 0).virtualAnchor).toBe(
      Date.parse("2017-04-23T18:30:00Z"),
    );
    expect(() => commanded(clock, { action: "seek", to: "1970-01-01T00:00:01Z" }, 0, 0)).toThrow(
      "créez un nouveau run",
    );
  });
});

describe("a step of the clock", () => {
  const clock = { generation: 3, virtualAnchor: 1_000_000, realAnchor: 0, speed: 10, paused: true };

  it("goes so many seconds forward, and stands still", () => {
    expect(commanded(clock, { action: "step", seconds: 60 }, 500, 0)).toEqual({
      ...clock,
      generation: 4,
      virtualAnchor: 1_060_000,
      realAnchor: 500,
    });
    expect(commanded({ ...clock, paused: false }, { action: "step", seconds: 1 }, 0, 0).paused).toBe(true);
    expect(() => commanded({ ...clock, speed: "max" }, { action: "step", seconds: 1 }, 0, 0)).toThrow("vitesse finie");
  });
});

describe("the settlement of a run", () => {
  const empty = { waiting: 0, inFlight: 0, delayed: 0 };
  const settled: Situation = {
    missing: 0,
    firstMissing: [],
    refusalsMissing: 0,
    unexpectedRefusals: new Map(),
    released: true,
    depths: { tallies: empty, recount: empty, publish: empty, press: empty, timers: { ...empty, delayed: 1 } },
    deadLetters: { tallies: 0, recount: 0, publish: 0, press: 0, timers: 0 },
    shared: false,
  };
  const busy = (name: "tallies" | "recount" | "publish", depth: object): Situation => ({
    ...settled,
    depths: { ...settled.depths, [name]: { ...empty, ...depth } },
  });

  it("needs the queues of the count to be empty twice in a row", () => {
    const settlement = new Settlement(1000);
    expect(settlement.look(settled, 0)).toBe(false);
    expect(settlement.look(busy("recount", { delayed: 1 }), 100)).toBe(false);
    expect(settlement.look(settled, 200)).toBe(false);
    expect(settlement.look(settled, 300)).toBe(true);
  });

  it("does not wait for the queues when other runs fill them", () => {
    expect(new Settlement(1000).look({ ...busy("tallies", { waiting: 9 }), shared: true }, 0)).toBe(true);
  });

  for (const [what, situation] of Object.entries({
    "a tally": {
      ...settled,
      missing: 1,
      firstMissing: [{ departement: "01", commune: "01001", bureau: "0001", version: 2 }],
    },
    "a refusal": { ...settled, refusalsMissing: 3 },
    "the release": { ...settled, released: false },
  })) {
    it(`misses ${what} and gives up after the grace period, saying so`, () => {
      const settlement = new Settlement(1000);
      for (let now = 0; now < 1000; now += 250) expect(settlement.look(situation, now)).toBe(false);
      expect(() => settlement.look(situation, 1000)).toThrow(/01001\/0001 v2|quarantaine|embargo/);
    });
  }

  it("has patience as long as something moves", () => {
    const settlement = new Settlement(1000);
    for (let missing = 50; missing > 0; missing--)
      expect(settlement.look({ ...settled, missing }, (50 - missing) * 900)).toBe(false);
  });

  it("points to dead letters and unexpected refusals", () => {
    const settlement = new Settlement(0);
    const situation = {
      ...settled,
      missing: 2,
      unexpectedRefusals: new Map([["T-SOMME", 2]]),
      deadLetters: { ...settled.deadLetters, recount: 1 },
    };
    settlement.look(situation, 0);
    expect(() => settlement.look(situation, 0)).toThrow(/T-SOMME.*messages morts de recount/);
  });
});

describe("the estimate of a night", () => {
  const france: NightCounts = {
    messages: 69_242,
    tallies: 69_242,
    bureaux: 69_242,
    communes: 35_500,
    departements: 107,
    regions: 18,
    seconds: 120,
    news: { departements: 4_000, regions: 2_000, nation: 240 },
  };

  it("counts as one what comes within one slot: by département, by région, for the nation", () => {
    const arrivals = [0, 400, 600, 40_000].flatMap((at) =>
      ["01", "69", "ZZ"].map((departement) => ({ at, tally: { departement } })),
    );
    const departements = [
      { code: "01", region: "84" },
      { code: "69", region: "84" },
      { code: "ZZ", region: null },
    ];
    expect(newsOf(arrivals, departements, 40)).toEqual({ departements: 9, regions: 3, nation: 3 });
    expect(newsOf(arrivals, departements, 40, 10)).toEqual({ departements: 6, regions: 2, nation: 2 });
  });

  it("costs less the longer bells wait for one another", () => {
    const patient = { ...france, news: { departements: 1_000, regions: 400, nation: 60 } };
    expect(estimateNight(patient).dollars).toBeLessThan(estimateNight(france).dollars);
    expect(estimateNight(patient).puts).toBeLessThan(estimateNight(france).puts);
  });

  it("is between a few cents and a few dollars for all of France", () => {
    const { dollars, writeUnits, messages } = estimateNight(france);
    expect(messages).toBe(69_242);
    expect(writeUnits).toBeGreaterThan(69_242);
    expect(dollars).toBeGreaterThan(0.05);
    expect(dollars).toBeLessThan(5);
  });

  it("grows with what is sent", () => {
    const doubled = { ...france, messages: france.messages * 2 };
    expect(estimateNight(doubled).sqsRequests).toBeGreaterThan(estimateNight(france).sqsRequests);
  });
});

it("tells this process's resident memory, its children's included", () => {
  expect(residentMb()).toBeGreaterThanOrEqual(Math.floor(process.memoryUsage.rss() / 2 ** 20) - 20);
});

it("names the outputs that a stack lacks", () => {
  expect(() => stackOutputs({ TalliesQueueUrl: "x" }, "La pile essai")).toThrow(
    /La pile essai ne déclare pas TalliesDlqUrl/,
  );
});
