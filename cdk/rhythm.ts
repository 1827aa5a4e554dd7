/**
 * The durations that hold one another, in one place: data stack (visibility, delay) and pipeline stack (timeout,
 * environment) must agree on them. Milliseconds where a function reads it, seconds where AWS counts in seconds.
 */

/** How long bells wait for one another: freshness against money. */
export interface Pace {
  /** Bells rung within one slot for one département are one bell. Environment variable of the functions. */
  readonly slotMs: number;
  /**
   * How long a recount bell waits. It must be at least the slot plus twice the clock error: the first bell of a slot rings
   * at the earliest one error before the slot begins, the last tally that this bell stands for is written at the latest
   * one error after the slot ends, and it must be in the ledger when the bell is answered. A slot does not contain its
   * own end, so equality is enough.
   */
  readonly recountDelayS: number;
  /** Between two sweeps of an open run: how long a bell that died may stay unheard. */
  readonly sweepMs: number;
}

/** `vif`: a bureau is public within seconds. `econome`: a quarter of a minute, for a real evening under a dollar (decision 0012). */
export const PACES = {
  vif: { slotMs: 500, recountDelayS: 1, sweepMs: 60_000 },
  econome: { slotMs: 10_000, recountDelayS: 11, sweepMs: 180_000 },
} as const satisfies Readonly<Record<string, Pace>>;

/** Largest distance, either way, of a function's clock from true time that the recount tolerates. */
export const CLOCK_ERROR_MS = 250;

/**
 * How long the request for a tour's exports waits. A tour is often corrected just after it is complete: each correction asks
 * again, and of all these requests only the last is worth the work.
 */
export const EXPORT_DELAY_S = 30;

/** After how many deliveries a message goes to its dead-letter queue. */
export const MAX_RECEIVES = 5;

/** How long record-tallies may wait to fill a batch. */
export const TALLIES_WINDOW_S = 1;

/** How long each function may run. */
export const TIMEOUT_S = {
  recordTallies: 10,
  recountDepartement: 10,
  publishNight: 15,
  exportNight: 300,
  publishPress: 30,
  sweep: 20,
  feedTallies: 60,
} as const;

/**
 * When a look at the press tree stops between two départements, and asks for another that goes on: a publication may write
 * thirty thousand files, the largest département a thousand. Short, because a look that dies holds the tree for its visibility.
 */
export const PRESS_BUDGET_MS = 10_000;

/**
 * When a feeder hands its shard over to its next call: long enough that calls are few, with as much left again before its timeout
 * as the slowest burst may take.
 */
export const FEED_BUDGET_MS = 40_000;

/**
 * How long a message stays invisible once received; always longer than its function may run, so that no two invocations
 * ever hold one message.
 *
 * - tallies: twice the timeout, not the six times that AWS advises against deliveries beside one that is still tried: here
 *   a second delivery is harmless (the ledger takes it for what it is), and a bureau whose function died should be
 *   public in half a minute, not in two.
 * - recount and publish: short, because a message in flight holds its whole FIFO group: this is how long a département
 *   (or the nation) stands still when a function dies without shortening it.
 * - exports: the tour is over; what died is made again a little later.
 * - press: a département at a time is committed; what died goes on from the last of them.
 * - timers: a sweep a little late harms nobody.
 * - feed: a shard whose call died goes on a minute late; what that call sent is sent again, and harms nothing.
 */
export const VISIBILITY_S = {
  tallies: 2 * TIMEOUT_S.recordTallies + TALLIES_WINDOW_S,
  recount: 15,
  publish: 18,
  exports: 330,
  press: 35,
  timers: 30,
  feed: 65,
} as const;
