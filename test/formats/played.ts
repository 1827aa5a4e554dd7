import type { Run } from "#shared/contracts/run.ts";
import type { FileNight } from "#shared/formats/read-night.ts";
import { recordNight } from "#shared/night/record.ts";
import { sendsOf } from "#shared/night/mishaps.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";

/** The name of the run that a file is played in. */
export const PLAYED = "essai";

/** A file's night, played whole in memory at the end of its embargo. */
export async function played({ dossier, tallies }: FileNight): Promise<MemoryNight> {
  const embargo = Date.parse(dossier.head.embargo);
  const run: Run = {
    run: PLAYED,
    scrutin: dossier.head.scrutin.id,
    tour: dossier.head.tour,
    status: "ouvert",
    clock: { generation: 1, virtualAnchor: embargo, realAnchor: 0, speed: "max", paused: false },
    embargo,
    createdAt: 0,
    label: "",
  };
  const night = new MemoryNight({ dossier, run });
  const head = (await night.dossiers.head(PLAYED))!;
  const recording = recordNight(dossier, tallies, { seed: PLAYED });
  const sends = sendsOf(PLAYED, head, recording, { seed: PLAYED, duplicates: 0, malformed: 0 });
  await night.record(sends.map(({ body }, i) => ({ messageId: String(i), body })));
  await night.settle();
  return night;
}
