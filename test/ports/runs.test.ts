import { expect, it } from "vitest";
import type { Run } from "#shared/contracts/run.ts";
import { freshScope, overEveryAdapter } from "./worlds.ts";

function freshRun(): Run {
  const { departement: _, ...scope } = freshScope();
  return {
    ...scope,
    status: "ouvert",
    clock: { generation: 1, virtualAnchor: 1_492_966_800_000, realAnchor: 1_700_000_000_000, speed: 60, paused: false },
    embargo: 1_492_970_400_000,
    createdAt: 1_700_000_000_000,
    label: "Présidentielle 2017, 1er tour",
  };
}

overEveryAdapter("Runs", (seams) => {
  it("are unknown until they are created", async () => {
    expect(await seams().runs.get(freshRun().run)).toBeNull();
  });

  it("come back as they were created, released or not", async () => {
    const [held, released] = [freshRun(), { ...freshRun(), released: 1_492_970_400_000, status: "clos" as const }];
    for (const run of [held, released]) {
      expect(await seams().runs.create(run)).toBe(true);
      expect(await seams().runs.get(run.run)).toEqual(run);
    }
  });

  it("are created once, whoever tries at once", async () => {
    const run = freshRun();
    const tries = Array.from({ length: 12 }, (_, n) => seams().runs.create({ ...run, label: `essai ${n}` }));
    const won = (await Promise.all(tries)).flatMap((created, n) => (created ? [`essai ${n}`] : []));
    expect(won).toHaveLength(1);
    expect((await seams().runs.get(run.run))?.label).toBe(won[0]);
  });

  it("are listed by id, without those that were removed", async () => {
    const [first, second, third] = [freshRun(), freshRun(), freshRun()];
    for (const run of [third, first, second]) await seams().runs.create(run);
    await seams().runs.remove(second.run);
    const ids = (await seams().runs.list()).map(({ run }) => run);
    expect(ids).toEqual(ids.toSorted());
    expect(ids).toEqual(expect.arrayContaining([first.run, third.run]));
    expect(ids).not.toContain(second.run);
  });

  it("change their clock only for the one who knows its generation", async () => {
    const run = freshRun();
    await seams().runs.create(run);
    const paused = { ...run.clock, generation: 2, paused: true };
    expect(await seams().runs.setClock(run.run, paused, 1)).toBe(true);
    expect(await seams().runs.setClock(run.run, { ...run.clock, generation: 2, speed: "max" }, 1)).toBe(false);
    expect(await seams().runs.get(run.run)).toEqual({ ...run, clock: paused });
    expect(await seams().runs.setClock(freshRun().run, paused, 1)).toBe(false);
  });

  it("are released once, whoever tries at once", async () => {
    const run = freshRun();
    await seams().runs.create(run);
    const tries = await Promise.all(Array.from({ length: 12 }, (_, n) => seams().runs.release(run.run, 1_000 + n)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await seams().runs.get(run.run)).toEqual({ ...run, released: 1_000 + tries.indexOf(true) });
    expect(await seams().runs.release(freshRun().run, 1_000)).toBe(false);
  });

  it("are closed, and stay so when they are released after", async () => {
    const run = freshRun();
    await seams().runs.create(run);
    await seams().runs.close(run.run);
    await seams().runs.close(run.run);
    await seams().runs.release(run.run, 5);
    expect(await seams().runs.get(run.run)).toEqual({ ...run, status: "clos", released: 5 });
  });

  it("leave their id used when they are removed, and nothing brings them back", async () => {
    const run = freshRun();
    await seams().runs.create(run);
    await seams().runs.remove(run.run);
    expect(await seams().runs.create(run)).toBe(false);
    expect(await seams().runs.setClock(run.run, run.clock, 1)).toBe(false);
    expect(await seams().runs.release(run.run, 5)).toBe(false);
    await seams().runs.close(run.run);
    await seams().runs.remove(run.run);
    expect(await seams().runs.get(run.run)).toBeNull();
  });

  it("are closed and removed in vain where they never were, and their id stays free", async () => {
    const run = freshRun();
    await seams().runs.close(run.run);
    await seams().runs.remove(run.run);
    expect(await seams().runs.get(run.run)).toBeNull();
    expect(await seams().runs.create(run)).toBe(true);
  });
});
