import type { Run } from "#shared/contracts/run.ts";
import { sendsOf, type Send } from "#shared/night/mishaps.ts";
import { participationMessage, participationOf } from "#shared/night/participation.ts";
import type { NightOptions } from "#cli/control/contract.ts";
import { DEFAULT_SEED, type Night } from "./night.ts";
import type { Feed } from "./sender.ts";

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

/** The tallies as a sender takes them. @param body of a message that leaves now. */
export const tallyFeed = (sends: readonly Send[], body: (index: number) => string): Feed => ({
  length: sends.length,
  at: (index) => sends[index]!.at,
  body,
  origin: (index) => sends[index]!.recorded.tally.departement,
});

/** The reports of participation. At `max` a night is a measure of its tallies: they are sent on demand only. */
export function reportFeed(
  { run, clock }: Run,
  { dossier, recording }: Night,
  { seed = DEFAULT_SEED, participation = clock.speed !== "max" }: NightOptions,
): Feed {
  const reports = participation ? participationOf(dossier, recording, seed) : [];
  return {
    length: reports.length,
    at: (index) => reports[index]!.at,
    body: (index) => JSON.stringify(participationMessage(run, reports[index]!)),
    origin: (index) => reports[index]!.report.departement,
  };
}
