import { sendsOf, type Send } from "#shared/night/mishaps.ts";
import type { NightOptions } from "#cli/control/contract.ts";
import { DEFAULT_SEED, type Night } from "./night.ts";

/** Everything that is sent of a night, by instant: its recording, what mishaps and faults add. */
export function sendsOfNight(
  run: string,
  { dossier, recording, faulted }: Night,
  { seed = DEFAULT_SEED, duplicates = 0, malformed = 0 }: NightOptions,
): readonly Send[] {
  const sends = sendsOf(run, dossier.head, recording, { seed, duplicates, malformed });
  if (faulted === undefined || faulted.extras.length === 0) return sends;
  const extras = faulted.extras.map(({ at, kind, recorded, body }) => ({
    at,
    kind,
    recorded,
    get body(): string {
      return body(run);
    },
  }));
  // Sorting is stable: at one instant, a spoiled copy stays before the good message.
  return [...extras, ...sends].sort((a, b) => a.at - b.at);
}
