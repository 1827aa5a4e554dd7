import { describe, expect, it } from "vitest";
import { Operator } from "#cli/operator/operator.ts";
import type { Night } from "#cli/operator/night.ts";
import type { CreateRunRequest, NightOptions, RunSummary } from "#cli/control/contract.ts";
import { MemoryCloud } from "./memory-cloud.ts";
import { FIRST, MINUTE, smallNight } from "./small-night.ts";

/** A run is continued by another operator of the same cloud, as the command does after a crash or Ctrl-C (DESIGN §2.8). */

const LONG_MS = 15 * MINUTE;

const operatorOf = (cloud: MemoryCloud, night: Night = smallNight()): Operator =>
  new Operator({ cloud, load: async () => night, time: cloud.time });

const request = (options: NightOptions = {}): CreateRunRequest => ({
  source: { kind: "scenario", name: "essai" },
  options,
});

/** What must not depend on interruptions. */
const lasting = ({ bureaux, totals, candidatures, outcome, messages, conservation }: RunSummary) => ({
  bureaux,
  totals,
  candidatures,
  outcome,
  messages,
  conservation,
});

async function uninterrupted(options: NightOptions): Promise<RunSummary> {
  const cloud = new MemoryCloud();
  const operator = operatorOf(cloud);
  const { run } = await operator.create(request(options));
  return (await operator.wait(run, "terminee", LONG_MS)).summary!;
}

/** Plays until some bureaux are counted; then its operator pauses the run and leaves, as Ctrl-C does. */
async function interrupted(cloud: MemoryCloud, options: NightOptions, counted: number): Promise<string> {
  const operator = operatorOf(cloud);
  const { run } = await operator.create(request(options));
  await operator.wait(run, `counted:${counted}`, LONG_MS);
  await operator.command(run, { action: "pause" });
  await operator.stop();
  return run;
}

/** The same, its operator dying: nothing is told to the cloud, the clock runs on. */
async function crashed(cloud: MemoryCloud, options: NightOptions, counted: number): Promise<string> {
  const operator = operatorOf(cloud);
  const { run } = await operator.create(request(options));
  await operator.wait(run, `counted:${counted}`, LONG_MS);
  cloud.runs.close = async () => {};
  await operator.stop();
  Reflect.deleteProperty(cloud.runs, "close");
  return run;
}

const dataSent = (cloud: MemoryCloud): string[] =>
  cloud.queues.tallies.sent.map(({ body }) => body).filter((body) => body.includes("tally.v1"));

describe("a run that was interrupted", () => {
  it.each([
    ["paused at a finite speed", interrupted, 60, 2],
    ["paused at max", interrupted, "max", 2],
    ["dead at a finite speed", crashed, 60, 1],
    ["dead at max, before the embargo", crashed, "max", 1],
    ["dead when all was sent", crashed, 60, 4],
  ] as const)("%s goes on to the same end", async (_, stop, speed, counted) => {
    const options = { speed, participation: false };
    const cloud = new MemoryCloud();
    const run = await stop(cloud, options, counted);
    expect((await cloud.runs.get(run))?.status).toBe("ouvert");
    const other = operatorOf(cloud);
    await other.resume(run, request({ participation: false }));
    const { summary } = await other.wait(run, "terminee", LONG_MS);
    expect(summary?.run).toBe(run);
    expect(lasting(summary!)).toEqual(lasting(await uninterrupted(options)));
    expect(summary?.conservation).toBe(true);
  });

  it("does not send again what is published, and waits where its clock was paused", async () => {
    const cloud = new MemoryCloud();
    const run = await interrupted(cloud, { speed: 60, participation: false }, 2);
    const before = dataSent(cloud).length;
    await cloud.time.sleep(60 * MINUTE);
    const other = operatorOf(cloud);
    const status = await other.resume(run, request({ participation: false }));
    // Twenty virtual minutes lie between two bureaux; an hour of real time has gone by, and none on the clock.
    expect(Date.parse(status.clock.now)).toBeLessThan(FIRST + 40 * MINUTE);
    await other.wait(run, "terminee", LONG_MS);
    expect(dataSent(cloud).length).toBe(4);
    expect(before).toBeLessThan(4);
  });

  it("accounts for the copies of the whole night, whoever sent them", async () => {
    const options = { speed: 60, participation: false, duplicates: 1, malformed: 1, seed: "s" };
    const cloud = new MemoryCloud();
    const run = await interrupted(cloud, options, 2);
    const other = operatorOf(cloud);
    await other.resume(run, request(options));
    const { summary } = await other.wait(run, "terminee", LONG_MS);
    expect(lasting(summary!)).toEqual(lasting(await uninterrupted(options)));
  });

  it("goes on at another speed when one is asked for", async () => {
    const cloud = new MemoryCloud();
    const run = await interrupted(cloud, { speed: 1, participation: false }, 0);
    const other = operatorOf(cloud);
    expect((await other.resume(run, request({ speed: "max", participation: false }))).run).toBe(run);
    const status = await other.wait(run, "terminee", LONG_MS);
    expect([status.clock.speed, status.summary?.conservation]).toEqual(["max", true]);
  });

  it("is set going again by the operator that plays it", async () => {
    const cloud = new MemoryCloud();
    const operator = operatorOf(cloud);
    const { run } = await operator.create(request({ speed: 60, participation: false }));
    await operator.command(run, { action: "pause" });
    expect((await operator.resume(run, request())).clock.paused).toBe(false);
    expect((await operator.wait(run, "terminee", LONG_MS)).summary?.conservation).toBe(true);
  });

  it("is left to who took it over, and not closed under him", async () => {
    const cloud = new MemoryCloud();
    const close = cloud.runs.close.bind(cloud.runs);
    const closed: string[] = [];
    cloud.runs.close = async (run) => void (closed.push(run), await close(run));
    const first = operatorOf(cloud);
    const { run } = await first.create(request({ speed: "max" }));
    // What was sent before the embargo is on its way: the first is about to cross it.
    await cloud.time.sleep(300);
    const second = operatorOf(cloud);
    await second.resume(run, request());
    await expect(first.wait(run, "terminee", LONG_MS)).rejects.toMatchObject({ code: "C-ECHEC" });
    expect((await first.status(run)).error?.code).toBe("C-HORLOGE");
    expect((await second.wait(run, "terminee", LONG_MS)).summary?.conservation).toBe(true);
    expect(closed).toEqual([run]);
  });
});

describe("a run is not continued", () => {
  it("by another night", async () => {
    const cloud = new MemoryCloud();
    const run = await interrupted(cloud, { speed: 60, seed: "s" }, 1);
    const later = smallNight();
    const moved = { ...later, recording: later.recording.map((recorded) => ({ ...recorded, at: recorded.at + 1 })) };
    await expect(operatorOf(cloud, moved).resume(run, request({ seed: "s" }))).rejects.toMatchObject({
      code: "C-REPRISE",
    });
    await expect(operatorOf(cloud).resume(run, request({ seed: "s", malformed: 1 }))).rejects.toMatchObject({
      code: "C-REPRISE",
    });
  });

  it("when it is over, or unknown", async () => {
    const cloud = new MemoryCloud();
    const operator = operatorOf(cloud);
    const { run } = await operator.create(request({ speed: "max" }));
    await operator.wait(run, "terminee", LONG_MS);
    for (const one of [operator, operatorOf(cloud)])
      await expect(one.resume(run, request())).rejects.toMatchObject({ code: "C-RUN-CLOS" });
    await expect(operator.resume("inconnu", request())).rejects.toMatchObject({ code: "C-RUN" });
  });
});
