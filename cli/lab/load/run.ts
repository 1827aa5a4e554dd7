import type { Time } from "#cli/operator/cloud.ts";
import type { LoadMessage } from "./messages.ts";
import { sendLoad, type LoadResult, type Target } from "./pacer.ts";
import type { ReadTotals } from "./reader.ts";
import { Watch, type LoadFinding } from "./watch.ts";

export interface LoadRun {
  readonly messages: readonly LoadMessage[];
  readonly instants: Float64Array;
  readonly target: Target;
  readonly senders: number;
  readonly time: Time;
  /** From a message's text to what the target takes; left out: as it is. */
  readonly map?: (body: string) => Promise<string>;
  readonly reading?: Reading;
}

/** The reader's side of a load. */
export interface Reading {
  readonly read: () => Promise<ReadTotals | null>;
  readonly everyMs: number;
  readonly freshnessMs: number;
  /** How long the pipeline is given, once everything is sent, to show it all. */
  readonly graceMs: number;
  /** Virtual instant before which no candidature may have votes. */
  readonly embargo: number;
}

export interface LoadOutcome extends LoadResult {
  /** What the reader saw; `null` without one. */
  readonly read: {
    readonly looks: number;
    readonly oldestMs: number;
    readonly findings: readonly LoadFinding[];
  } | null;
}

/** Sends a load and, when there is a reader, holds what it reads against what was taken. */
export async function runLoad(run: LoadRun, signal: AbortSignal): Promise<LoadOutcome> {
  const { messages, instants, target, senders, time, map, reading } = run;
  const start = time.now();
  const watch =
    reading === undefined
      ? null
      : new Watch({ freshnessMs: reading.freshnessMs, embargoAt: embargoAt(run, start, reading.embargo) });
  let looks = 0;
  const look = async (final: boolean): Promise<void> => {
    if (!reading || !watch) return;
    try {
      const totals = await reading.read();
      if (totals !== null) looks += 1;
      if (totals !== null || final) watch.look(totals, time.now(), final);
    } catch (error) {
      // Half written, or not what its mapping expects: what another pipeline shows ends no load.
      watch.unreadable((error as Error).message, time.now());
      if (final) watch.look(null, time.now(), final);
    }
  };
  const done = new AbortController();
  const follow = async ({ everyMs }: Reading): Promise<void> => {
    for (; !done.signal.aborted; await time.sleep(everyMs, done.signal)) await look(false);
  };
  const following = reading === undefined ? Promise.resolve() : follow(reading);
  const sent = await sendLoad(
    {
      instants,
      target,
      senders,
      time,
      body: (index) => {
        const text = messages[index]!.body();
        return map === undefined ? text : map(text);
      },
      onTaken: (index, at) => {
        const { recorded } = messages[index]!;
        if (recorded !== null) watch?.took(recorded, at);
      },
    },
    signal,
  ).finally(() => target.close());
  if (reading) await time.sleep(reading.graceMs, signal);
  done.abort();
  await following;
  if (!signal.aborted) await look(true);
  return {
    ...sent,
    read: watch && { looks, oldestMs: Math.max(0, ...watch.ages), findings: watch.findings },
  };
}

/** When, on the load's own clock, the embargo ends: at the first message that the night sends after it. */
function embargoAt({ messages, instants }: LoadRun, start: number, embargo: number): number | null {
  const first = messages.findIndex(({ at }) => at >= embargo);
  return first <= 0 ? null : start + instants[first]!;
}
