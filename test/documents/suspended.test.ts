import { describe, expect, it } from "vitest";
import { latestPath } from "#shared/documents/paths.ts";
import type { RunIndex } from "#shared/documents/listing.ts";
import { verifyRun } from "#shared/documents/verify/verify-run.ts";
import { publishNight } from "#shared/pipeline/publish-night.ts";
import { makeRecent } from "#shared/pipeline/recent.ts";
import { recountDepartement } from "#shared/pipeline/recount-departement.ts";
import type { Shelf } from "#shared/ports.ts";
import type { MemoryNight } from "#shared/testing/memory-night.ts";
import { RUN, tallyOf } from "../factories.ts";
import { darkRun, played, queued } from "./nights.ts";

/** A shelf whose first write of the public national document waits until it is let go. */
function suspending(shelf: Shelf): {
  readonly shelf: Shelf;
  readonly reached: Promise<void>;
  readonly letGo: () => void;
} {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const wait = async (key: string): Promise<void> => {
    if (key !== latestPath.france(RUN, true)) return;
    reached.resolve();
    await gate.promise;
  };
  return {
    reached: reached.promise,
    letGo: gate.resolve,
    shelf: {
      get: (key) => shelf.get(key),
      list: (prefix) => shelf.list(prefix),
      remove: (keys) => shelf.remove(keys),
      put: async (...args) => {
        await wait(args[0]);
        await shelf.put(...args);
      },
      copyText: async (...args) => {
        await wait(args[1]);
        await shelf.copyText(...args);
      },
    },
  };
}

/** A publication goes to sleep just before it moves the nation; another one publishes more; the first one wakes up. */
async function overtaken(night: MemoryNight, meanwhile: () => Promise<void>): Promise<void> {
  await night.record([queued(tallyOf())]);
  night.clock.advance(1500);
  for (const ticket of night.bells.takeRecounts()) await recountDepartement(ticket, night.deps);
  const [ticket] = night.bells.takePublishes();
  const { shelf, reached, letGo } = suspending(night.ports.shelf);
  const asleep = publishNight(ticket!, [ticket!], { ...night.deps, shelf, recent: makeRecent() });
  await reached;
  await meanwhile();
  letGo();
  await asleep;
}

const france = (night: MemoryNight) => night.france(RUN, true);
const read =
  (night: MemoryNight) =>
  async (path: string): Promise<string | null> => {
    const stored = await night.shelf.get(path);
    return stored && new TextDecoder().decode(stored.body);
  };

describe("a publisher that wakes up late", () => {
  it("repairs the nation and the index that it overwrote", async () => {
    const night = await played({}, []);
    await overtaken(night, async () => {
      await night.record([
        queued(tallyOf({ version: 2, votants: 510, exprimes: 490, voix: { arc: 210, bec: 180, col: 100 } })),
      ]);
      await night.settle();
    });
    expect((await france(night)).totaux?.exprimes).toBe(490);
    expect(await verifyRun(read(night), RUN)).toMatchObject({ tient: true, constats: [] });
  });

  it("repairs what may be read before the hour", async () => {
    const night = await played({ run: darkRun() }, []);
    await overtaken(night, async () => {
      await night.record([queued(tallyOf({ departement: "2A", commune: "2A004" }))]);
      await night.settle();
    });
    const shown = await france(night);
    expect(shown).toMatchObject({ sousEmbargo: true, bureaux: { counted: 2, expected: 4 } });
    const index = JSON.parse((await read(night)(latestPath.index(RUN)))!) as RunIndex;
    expect([index.sequence, index.documents]).toEqual([shown.sequence, [expect.objectContaining({ type: "france" })]]);
    expect(await verifyRun(read(night), RUN)).toMatchObject({ tient: true, constats: [] });
  });

  it("does not hide again what was released while it slept", async () => {
    const night = await played({ run: darkRun() }, []);
    await overtaken(night, async () => {
      const { clock } = (await night.runs.get(RUN))!;
      const virtualAnchor = Date.parse("2017-04-23T18:30:00Z");
      await night.runs.setClock(RUN, { ...clock, generation: 2, virtualAnchor }, clock.generation);
      await night.sweep(RUN);
    });
    expect((await france(night)).sousEmbargo).toBe(false);
    expect(await verifyRun(read(night), RUN)).toMatchObject({ tient: true, constats: [] });
  });
});
