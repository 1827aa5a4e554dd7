import { realDelayUntil, virtualNow, type RunClock } from "../contracts/run.ts";
import type { FeedTicket } from "../contracts/tickets.ts";
import { feedPath } from "../documents/paths.ts";
import type { Feeds, RealClock, Runs, Shelf } from "../ports.ts";

/** A message of a recording, and the virtual instant at which it leaves, ms since 1970 UTC. */
export interface FeedMessage {
  readonly at: number;
  readonly body: string;
}

export interface FeedDeps {
  readonly runs: Pick<Runs, "get">;
  readonly shelf: Pick<Shelf, "get">;
  readonly feeds: Feeds;
  readonly clock: RealClock;
  /** Resolves after so many real ms. */
  readonly sleep: (ms: number) => Promise<void>;
  /** How long one call may send, real ms; then it hands over to the next. */
  readonly budgetMs: number;
}

/** What a call did: `goes-on`: the next is armed; `finished`: the shard has nothing left; `absent`: no such open run. */
export interface Fed {
  readonly result: "absent" | "finished" | "goes-on";
  readonly sent: number;
}

/** Messages of one object: about two megabytes, so that a call reads few and rereads little. */
const SLICE = 2_000;
/** Messages handed over at once: several calls of the queue, under way together. */
const BURST = 80;
/** How often the run's clock is looked at, real ms: a pause or another speed takes effect within it. */
const CLOCK_LOOK_MS = 1_000;
/** A wait longer than this is the queue's, not the function's: waiting is billed. */
const LONGEST_WAIT_MS = 5_000;
/** When a clock that stands still is looked at again. */
const STANDSTILL_MS = 10_000;
/** Attempts for what the queue did not take, and the pause before each, doubling. */
const ATTEMPTS = 5;
const PAUSE_MS = 100;

/**
 * A recording as the objects that a feeder reads: messages are dealt to `shards` in their order, so that each shard holds an
 * equal part of every moment, then cut into slices.
 */
export function feedObjects(
  run: string,
  messages: readonly FeedMessage[],
  shards: number,
): readonly { readonly key: string; readonly text: string }[] {
  const dealt = Array.from({ length: shards }, (): FeedMessage[] => []);
  messages.forEach((message, index) => dealt[index % shards]!.push(message));
  return dealt.flatMap((own, shard) =>
    Array.from({ length: Math.ceil(own.length / SLICE) }, (_, slice) => ({
      key: feedPath.slice(run, shard, slice),
      text: own
        .slice(slice * SLICE, (slice + 1) * SLICE)
        .map((message) => `${JSON.stringify(message)}\n`)
        .join(""),
    })),
  );
}

/**
 * Sends a shard of a recording at the instants of its run's clock, until it is finished, its budget is spent or a long wait
 * begins; then it arms the next call. A call that dies is repeated from where it began: the pipeline takes the repeats for what they are.
 *
 * @throws when the queue takes nothing any more: the ticket must come back.
 */
export async function feedShard(ticket: FeedTicket, deps: FeedDeps): Promise<Fed> {
  const began = deps.clock.now();
  const clock = clockOf(ticket.run, deps);
  let sent = 0;
  for (let { slice, from } = ticket; ; slice += 1, from = 0) {
    const messages = await sliceOf({ ...ticket, slice }, deps);
    if (messages === null) return { result: "finished", sent };
    while (from < messages.length) {
      const now = deps.clock.now();
      const shown = await clock(now);
      if (shown === null) return { result: "absent", sent };
      const due = shown.paused ? -Infinity : virtualNow(shown, now);
      let to = from;
      while (to < messages.length && to - from < BURST && messages[to]!.at <= due) to += 1;
      if (to > from) {
        await sendAll(messages.slice(from, to), deps);
        sent += to - from;
        from = to;
      }
      const wait = from < messages.length ? realDelayUntil(shown, messages[from]!.at, deps.clock.now()) : 0;
      if (wait === null || wait > LONGEST_WAIT_MS || deps.clock.now() - began + wait > deps.budgetMs) {
        // A delay is whole seconds, rounded up: it ends early, and the rest is waited for.
        const delay = wait === null ? STANDSTILL_MS : Math.max(0, wait - LONGEST_WAIT_MS);
        await deps.feeds.arm({ ...ticket, slice, from }, delay);
        return { result: "goes-on", sent };
      }
      if (wait > 0) await deps.sleep(Math.min(wait, CLOCK_LOOK_MS));
    }
  }
}

/** The clock of an open run, looked at now and then; `null`: there is no such run. */
function clockOf(id: string, { runs }: Pick<FeedDeps, "runs">): (now: number) => Promise<RunClock | null> {
  let [looked, clock] = [-Infinity, null as RunClock | null];
  return async (now) => {
    if (now - looked < CLOCK_LOOK_MS) return clock;
    const run = await runs.get(id);
    [looked, clock] = [now, run === null || run.status === "clos" ? null : run.clock];
    return clock;
  };
}

/** The messages of a slice; `null` after the last. */
async function sliceOf({ run, shard, slice }: FeedTicket, { shelf }: FeedDeps): Promise<FeedMessage[] | null> {
  const stored = await shelf.get(feedPath.slice(run, shard, slice));
  if (stored === null) return null;
  const lines = new TextDecoder().decode(stored.body).split("\n");
  return lines.flatMap((line) => (line === "" ? [] : [JSON.parse(line) as FeedMessage]));
}

async function sendAll(messages: readonly FeedMessage[], { feeds, sleep }: FeedDeps): Promise<void> {
  let left = messages.map(({ body }) => body);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await sleep(PAUSE_MS * 2 ** attempt);
    left = (await feeds.send(left)).map((index) => left[index]!);
    if (left.length === 0) return;
  }
  throw new Error(`${left.length} messages are not taken by the tallies' queue`);
}
