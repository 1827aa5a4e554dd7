import { describe, expect, it } from "vitest";
import { closePress } from "#cli/operator/press.ts";
import { pressPath } from "#shared/documents/paths.ts";
import { MemoryBells } from "#shared/memory/bells.ts";
import { ManualClock } from "#shared/memory/clock.ts";
import { MemoryShelf } from "#shared/memory/shelf.ts";
import { EMPTY_STATE, type PressState } from "#shared/press/state.ts";
import { dossierOf, runOf } from "../factories.ts";

const MINUTE_MS = 60_000;

/** Closes a run whose publisher does what `at` says of each real instant. */
async function closed(at: (ms: number) => Partial<PressState>) {
  const run = runOf({ presse: { intervalle: 15 } });
  const clock = new ManualClock(0);
  const shelf = new MemoryShelf();
  const time = {
    now: () => clock.now(),
    sleep: async () => {
      clock.advance(MINUTE_MS / 2);
      const state = { ...EMPTY_STATE, ...at(clock.now()) };
      await shelf.put(pressPath.state(run.run), JSON.stringify(state), {
        contentType: "application/json",
        cache: "private",
      });
    },
  };
  const cloud = { bells: new MemoryBells(clock), shelf };
  return closePress(cloud as never, run, dossierOf().head, time as never, new AbortController().signal);
}

describe("the end of a press tree", () => {
  it("waits for a slow publisher as long as it writes", async () => {
    const summary = await closed((ms) => ({ ecrits: Math.floor(ms / MINUTE_MS), cloture: ms >= 30 * MINUTE_MS }));
    expect(summary).toMatchObject({ ecrits: 30 });
  });

  it("gives up when nothing is written any more", async () => {
    await expect(closed(() => ({ ecrits: 7 }))).rejects.toMatchObject({ code: "C-PRESSE" });
  });
});
