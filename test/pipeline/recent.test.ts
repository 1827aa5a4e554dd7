import { expect, it, vi, type MockInstance } from "vitest";
import type { RecountTicket } from "#shared/contracts/tickets.ts";
import { publishNight } from "#shared/pipeline/publish-night.ts";
import { Lately } from "#shared/pipeline/recent.ts";
import { recountDepartement } from "#shared/pipeline/recount-departement.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";
import { dossierOf, messageOf, RUN, runOf, SCRUTIN, tallyOf } from "../factories.ts";

/** What a warm process remembers spares work and never decides: each skip, and what must not be skipped. */

const SCOPE = { run: RUN, scrutin: SCRUTIN, tour: 1 } as const;

let next = 0;
const message = (fields: Parameters<typeof tallyOf>[0] = {}): { messageId: string; body: string } => ({
  messageId: `m${next++}`,
  body: JSON.stringify(messageOf(tallyOf({ run: RUN, ...fields }))),
});

/** A night, and how often it rang for recounts. */
function opened(): { night: MemoryNight; ringing: MockInstance<MemoryNight["bells"]["ringRecounts"]> } {
  const night = new MemoryNight({ dossier: dossierOf(), run: runOf() });
  return { night, ringing: vi.spyOn(night.bells, "ringRecounts") };
}

it("rings a département once a slot, and again when the process that rang is gone", async () => {
  const { night, ringing } = opened();
  await night.record([message()]);
  await night.record([message({ version: 2 })]);
  expect(ringing).toHaveBeenCalledTimes(1);
  night.restart();
  await night.record([message({ version: 3 })]);
  expect(ringing).toHaveBeenCalledTimes(2);
});

it("rings again what the queue did not take", async () => {
  const { night, ringing } = opened();
  ringing.mockImplementationOnce(async (rings) => rings.map(({ ticket }) => ticket));
  await night.record([message()]);
  expect(ringing).toHaveBeenCalledTimes(2);
  await night.settle();
  expect((await night.france(RUN)).bureaux.counted).toBe(1);
});

it("answers a bell that a later read already covers without asking anything, and no other", async () => {
  const { night } = opened();
  await night.record([message()]);
  await night.settle();
  const ticket = (slotEnd: number): RecountTicket => ({ ...SCOPE, departement: "01", slotEnd, cause: "tally" });
  const asked = vi.spyOn(night.runs, "get");
  const { deps } = night;
  const readAt = deps.recent.reads.get(`${RUN}#${SCRUTIN}#1#01`)!;
  expect(readAt).toBeGreaterThan(0);
  expect(await recountDepartement(ticket(readAt - deps.clockErrorMs - 1), deps)).toEqual({
    result: "covered",
    entries: 0,
  });
  expect(asked).not.toHaveBeenCalled();
  // At the edge a clock may err by as much: it is read again.
  await recountDepartement(ticket(readAt - deps.clockErrorMs), deps);
  expect(asked).toHaveBeenCalledTimes(1);
});

it("answers a sweep that a later read covers as any other bell, and the end of the embargo never", async () => {
  const { night } = opened();
  await night.record([message()]);
  await night.settle();
  const { deps } = night;
  const readAt = deps.recent.reads.get(`${RUN}#${SCRUTIN}#1#01`)!;
  const answer = (cause: RecountTicket["cause"], slotEnd: number) =>
    recountDepartement({ ...SCOPE, departement: "01", slotEnd, cause }, deps);
  const covered = readAt - deps.clockErrorMs - 1;
  expect((await answer("sweep", covered)).result).toBe("covered");
  expect((await answer("release", covered)).result).toBe("unchanged");
  // A sweep that was rung after the last read reads again: that is what heals a bell that was lost.
  expect((await answer("sweep", deps.clock.now())).result).toBe("unchanged");
});

it("answers a publication that it made a moment ago without asking anything, and no later one", async () => {
  const { night } = opened();
  await night.record([message()]);
  await night.settle();
  const [head] = await night.aggregates.heads(SCOPE);
  const ticket = { ...SCOPE, departement: "01", sequence: head!.sequence };
  const deaf = { ...night.deps, runs: null as never, dossiers: null as never };
  expect(await publishNight(SCOPE, [ticket], deaf)).toBe("covered");
  await expect(publishNight(SCOPE, [{ ...ticket, sequence: head!.sequence + 1 }], deaf)).rejects.toThrow();
});

it("forgets what was set longest ago", () => {
  const lately = new Lately<number>(2);
  lately.set("a", 1);
  lately.set("b", 2);
  lately.set("a", 3);
  lately.set("c", 4);
  expect([lately.get("a"), lately.get("b"), lately.get("c")]).toEqual([3, undefined, 4]);
});
