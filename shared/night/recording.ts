import type { Tally } from "../contracts/tally.ts";

/**
 * A recording: a night's messages in the order of their virtual time. `tally.run` is set when it is played.
 * `at`: virtual instant, ms since 1970 UTC, at which the bureau's tally leaves for the queue.
 */
export interface RecordedTally {
  readonly at: number;
  readonly tally: Omit<Tally, "run">;
}

/** Order of a night: by instant, then by territory, so that the same night is always the same sequence. */
export const byInstant = (a: RecordedTally, b: RecordedTally): number =>
  a.at - b.at ||
  compare(a.tally.departement, b.tally.departement) ||
  compare(a.tally.commune, b.tally.commune) ||
  compare(a.tally.bureau, b.tally.bureau) ||
  a.tally.version - b.tally.version;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
