import { mapBounded } from "#shared/aws/batches.ts";
import type { Run } from "#shared/contracts/run.ts";
import type { FeedTicket } from "#shared/contracts/tickets.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { latestPath } from "#shared/documents/paths.ts";
import type { FaultedNight } from "#shared/faults/plan.ts";
import { feedObjects } from "#shared/pipeline/feed.ts";
import { armRelease } from "#shared/pipeline/sweep.ts";
import type { Cloud, Time } from "#cli/operator/cloud.ts";
import { commanded } from "#cli/operator/clock.ts";
import { checkConservation } from "#cli/operator/conservation.ts";
import { createRun } from "#cli/operator/create-run.ts";
import { readFresh } from "#cli/operator/documents.ts";
import { startOf, type Night } from "#cli/operator/night.ts";
import { LoadError } from "./errors.ts";
import { messagesOf } from "./messages.ts";

/** A load that leaves from the cloud itself: this machine brings the recording, starts it and looks. */
export interface InsideLoad {
  readonly cloud: Cloud;
  readonly night: Night;
  readonly faulted: FaultedNight;
  /** Virtual seconds a real one. */
  readonly speed: number;
  /** Chains of calls that send side by side. */
  readonly shards: number;
  /** Nights played side by side, each a run of its own. */
  readonly runs: number;
  readonly time: Time;
  /** Told of each run when its feeders are armed, and of its bureaux when they are looked at. */
  readonly onProgress: (progress: InsideProgress) => void;
}

export interface InsideProgress {
  readonly run: string;
  readonly counted: number;
  readonly expected: number;
}

/** What became of one run. */
export interface InsideOutcome extends InsideProgress {
  readonly messages: number;
  /** From the start of its clock to the proof, real s. */
  readonly seconds: number;
  readonly conservation: boolean;
  readonly differences: readonly string[];
}

const UPLOADS_AT_ONCE = 8;
const LOOK_MS = 1_000;
/** A run in which nothing moves for this long, everything being due, is over, whatever it lacks. */
const GRACE_MS = 180_000;

/**
 * Brings a night into a cloud that has a feeder, lets its functions send it at the instants of the run's clock, and looks until
 * what is published is what was sent. A run that is proved is closed; one that is interrupted goes on without this machine.
 *
 * @throws LoadError `V-CIBLE` when the cloud has no feeder.
 */
export async function loadFromInside(load: InsideLoad, signal: AbortSignal): Promise<readonly InsideOutcome[]> {
  const { cloud, runs } = load;
  if (cloud.feed === undefined)
    throw new LoadError(
      "V-CIBLE",
      "Cette pile n'a pas de quoi se nourrir elle-même : déployez-la avec -c feeder=true.",
    );
  const brought: Brought[] = [];
  for (let i = 0; i < runs; i += 1) brought.push(await bring(load));
  await Promise.all(brought.map((one) => start(one, load)));
  return Promise.all(brought.map((one) => follow(one, load, signal)));
}

interface Brought {
  readonly run: Run;
  readonly messages: number;
  /** Virtual instant of the last message. */
  readonly lastAt: number;
}

/** Creates a run and uploads its recording. */
async function bring({ cloud, night, faulted, speed, shards, time }: InsideLoad): Promise<Brought> {
  const run = await createRun(cloud, night.dossier, { start: startOf(night, {}), speed }, time);
  const messages = messagesOf(faulted, run.run, 1).map(({ at, body }) => ({ at, body: body() }));
  await mapBounded(feedObjects(run.run, messages, shards), UPLOADS_AT_ONCE, ({ key, text }) =>
    cloud.shelf.put(key, text, { contentType: "application/x-ndjson", cache: "private" }),
  );
  return { run, messages: messages.length, lastAt: messages.at(-1)?.at ?? 0 };
}

/** Starts the clock of a run, and its feeders. */
async function start({ run }: Brought, { cloud, shards, time, onProgress }: InsideLoad): Promise<void> {
  const now = Math.round(time.now());
  const clock = commanded(run.clock, { action: "resume" }, now, run.clock.virtualAnchor);
  await cloud.runs.setClock(run.run, clock, run.clock.generation);
  await armRelease({ ...run, clock }, { bells: cloud.bells, clock: { now: () => now } });
  const tickets = Array.from({ length: shards }, (_, shard): FeedTicket => ({
    run: run.run,
    shard,
    slice: 0,
    from: 0,
  }));
  await mapBounded(tickets, UPLOADS_AT_ONCE, async (ticket) => {
    const [refused] = await cloud.feed!.send([{ body: JSON.stringify(ticket) }]);
    if (refused)
      throw new LoadError("V-CIBLE", `La file de l'alimentation n'a pas pris son ticket (${refused.reason}).`);
  });
  onProgress({ run: run.run, counted: 0, expected: 0 });
}

/** Looks until the proof holds, or nothing moves any more. */
async function follow(brought: Brought, load: InsideLoad, signal: AbortSignal): Promise<InsideOutcome> {
  const { cloud, night, faulted, speed, time, onProgress } = load;
  const { run, messages, lastAt } = brought;
  const began = time.now();
  const dueMs = (lastAt - run.clock.virtualAnchor) / speed;
  const tallies = faulted.recording.map(({ tally }) => tally);
  let [sequence, movedAt, progress] = [-1, began, { run: run.run, counted: 0, expected: 0 }];
  for (;;) {
    const france = (await readFresh<FranceDocument>(cloud.published, latestPath.france(run.run, true)))?.document;
    if (france !== undefined && france.sequence !== sequence) {
      [sequence, movedAt] = [france.sequence, time.now()];
      progress = { run: run.run, counted: france.bureaux.counted, expected: france.bureaux.expected };
      onProgress(progress);
    }
    const over = time.now() - Math.max(movedAt, began + dueMs) > GRACE_MS || signal.aborted;
    const ripe = france?.sousEmbargo === false && time.now() - began > dueMs;
    if (ripe || over) {
      const { holds, differences } = await checkConservation(run.run, night.dossier, tallies, cloud.published, true);
      if (holds) await cloud.runs.close(run.run);
      if (holds || over)
        return { ...progress, messages, seconds: (time.now() - began) / 1000, conservation: holds, differences };
    }
    await time.sleep(LOOK_MS, signal);
  }
}
