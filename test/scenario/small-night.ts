import type { Tally } from "#shared/contracts/tally.ts";
import type { QueuedMessage } from "#shared/pipeline/record-tallies.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";
import { dossierOf, messageOf, runOf, tallyOf } from "../factories.ts";

/** A tally as the queue brings it. */
export const queued = (tally: Tally): QueuedMessage => ({
  messageId: `${tally.commune}-${tally.bureau}-${tally.version}-${tally.votants}`,
  body: JSON.stringify(messageOf(tally)),
});

/** The tallies of every bureau of the dossier, and a correction of the first. */
export const TALLIES: readonly Tally[] = [
  tallyOf(),
  tallyOf({ commune: "01002", voix: { arc: 100, bec: 280, col: 100 } }),
  tallyOf({ commune: "01002", bureau: "0002", voix: { arc: 50, bec: 230, col: 200 } }),
  tallyOf({ departement: "2A", commune: "2A004", voix: { arc: 300, bec: 100, col: 80 } }),
  tallyOf({ version: 2, votants: 510, exprimes: 490, voix: { arc: 210, bec: 180, col: 100 } }),
];

/** A night in memory of the small dossier. @param through what its ports go through. */
export const night = (through?: ConstructorParameters<typeof MemoryNight>[0]["through"]): MemoryNight =>
  new MemoryNight({ dossier: dossierOf(), run: runOf(), ...(through && { through }) });

/** The night without any mishap, to the end. */
export async function playedClean(): Promise<MemoryNight> {
  const clean = night();
  await clean.record(TALLIES.map(queued));
  await clean.settle();
  return clean;
}
