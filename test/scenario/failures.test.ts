import { describe, expect, it } from "vitest";
import { MemoryNight } from "#shared/testing/memory-night.ts";
import { dossierOf, RUN, runOf } from "../factories.ts";
import { crashing, type Call, type Fate } from "./crashes.ts";
import { night, playedClean, queued, TALLIES } from "./small-night.ts";

/** What a night survives: races, crashes between any two effects, writers that wake up late (DESIGN §2.3, §2.4, §2.7). */

describe("the bell", () => {
  /**
   * DESIGN §2.3: a tally written late in a slot whose bell was already consumed rings in vain. The delivery delay makes
   * every bell of a slot wait until the slot is over.
   */
  async function lateTally(recountDelayMs: number): Promise<number> {
    const raced = new MemoryNight({ dossier: dossierOf(), run: runOf(), recountDelayMs });
    await raced.record([queued(TALLIES[0]!)]);
    raced.clock.advance(100);
    await raced.step();
    await raced.record([queued(TALLIES[1]!)]);
    await raced.settle();
    return (await raced.france(RUN)).bureaux.counted;
  }

  it("loses a late tally without the delay, and none with it", async () => {
    expect(await lateTally(0)).toBe(1);
    expect(await lateTally(1000)).toBe(2);
  });

  it("is not answered twice for news that a later recount already saw", async () => {
    const played = night();
    await played.record(TALLIES.map(queued));
    await played.settle();
    const ticket = {
      run: RUN,
      scrutin: runOf().scrutin,
      tour: 1 as const,
      departement: "01",
      slotEnd: played.clock.now() - 2000,
      cause: "tally" as const,
    };
    const before = await played.aggregates.heads(runOf());
    await played.bells.ringRecounts([{ ticket, dedup: "late" }]);
    await played.settle();
    expect(await played.aggregates.heads(runOf())).toEqual(before);
  });
});

describe("crashes", () => {
  /** Plays the night with one call of one port dying, and gives what readers and subscribers end up with. */
  async function playedWith(plan: (call: Call) => Fate): Promise<{ result: string; told: string[]; calls: number }> {
    let calls = 0;
    const crashed = night((ports) =>
      crashing(ports, (call) => {
        calls = call.number;
        return plan(call);
      }),
    );
    await crashed.record(TALLIES.slice(0, 4).map(queued));
    await crashed.settle();
    await crashed.record(TALLIES.slice(4).map(queued));
    await crashed.settle();
    await crashed.sweep(RUN);
    const told = crashed.events.published
      .filter(({ type }) => type.includes("complete"))
      .map(({ type, subject }) => `${subject} ${type}`);
    return { result: await crashed.result(RUN), told: [...new Set(told)].sort(), calls };
  }

  it("between any two effects of record, recount and publish change neither the result nor what is told", async () => {
    const clean = await playedWith(() => "lives");
    expect(clean.calls).toBeGreaterThan(60);
    for (const fate of ["dies-before", "dies-after"] as const) {
      for (let number = 0; number <= clean.calls; number += 1) {
        let died = false;
        const crashed = await playedWith((call) => {
          if (died || call.number !== number) return "lives";
          died = true;
          return fate;
        });
        expect(crashed.result, `${fate} call ${number}`).toBe(clean.result);
        expect(crashed.told, `${fate} call ${number}`).toEqual(clean.told);
      }
    }
  });

  it("announces every complete département under one name, however often it is told", async () => {
    for (const fate of ["dies-before", "dies-after"] as const) {
      const told = night((ports) => {
        let deaths = 0;
        return crashing(ports, (call) => (call.name === "events.publish" && deaths++ < 3 ? fate : "lives"));
      });
      await told.record(TALLIES.map(queued));
      await told.settle();
      const complete = told.events.published.filter(({ type }) => type === "fr.vingt-heures.departement.complete.v1");
      expect(new Set(complete.map(({ subject }) => subject))).toEqual(new Set(["departement/01", "departement/2A"]));
      expect(new Set(complete.map(({ id }) => id)).size).toBe(2);
    }
  });

  it("heal by the sweep when a recount dies for good", async () => {
    let deaf = true;
    const dead = night((ports) =>
      crashing(ports, (call) => (deaf && call.name === "bells.ringRecounts" ? "dies-after" : "lives")),
    );
    // The bell is lost with the process, and the message is taken for recorded: the worst that can happen to it.
    await dead.record(TALLIES.map(queued), 1).catch(() => undefined);
    dead.bells.takeRecounts();
    dead.clock.advance(10_000);
    dead.bells.takeRecounts();
    deaf = false;
    await dead.settle();
    await dead.sweep(RUN);
    expect(await dead.result(RUN)).toBe(await (await playedClean()).result(RUN));
  });

  it("fail for a while without losing a département", async () => {
    let failures = 40;
    const flaky = night((ports) =>
      crashing(ports, (call) => (call.name === "ledger.read" && failures-- > 0 ? "dies-before" : "lives")),
    );
    await flaky.record(TALLIES.map(queued));
    await flaky.settle();
    expect(await flaky.result(RUN)).toBe(await (await playedClean()).result(RUN));
  });
});

describe("a writer that wakes up late", () => {
  it("changes no head: the one that came after has the higher sequence", async () => {
    let suspend: (() => Promise<void>) | null = null;
    const held = night((ports) => ({
      ...ports,
      ledger: {
        append: (entries) => ports.ledger.append(entries),
        read: async (scope) => {
          const entries = await ports.ledger.read(scope);
          const wait = suspend;
          suspend = null;
          await wait?.();
          return entries;
        },
      },
    }));
    await held.record([queued(TALLIES[0]!)]);
    suspend = async () => {
      // While the first recount sleeps between its read and its commit, a second one counts everything and publishes.
      await held.record(TALLIES.slice(1).map(queued));
      await held.settle();
    };
    await held.settle();
    expect(await held.result(RUN)).toBe(await (await playedClean()).result(RUN));
  });

  it("takes no latest document back: it repairs what it overwrote", async () => {
    let suspend: (() => Promise<void>) | null = null;
    const held = night((ports) => ({
      ...ports,
      shelf: new Proxy(ports.shelf, {
        get(target, property) {
          if (property !== "copyText") return Reflect.get(target, property, target).bind(target);
          return async (...args: Parameters<typeof target.copyText>) => {
            const wait = suspend;
            suspend = null;
            await wait?.();
            return target.copyText(...args);
          };
        },
      }),
    }));
    await held.record([queued(TALLIES[0]!)]);
    suspend = async () => {
      await held.record(TALLIES.slice(1).map(queued));
      await held.settle();
    };
    await held.settle();
    expect(await held.result(RUN)).toBe(await (await playedClean()).result(RUN));
  });
});
