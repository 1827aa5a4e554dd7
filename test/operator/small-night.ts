import type { RecordedTally } from "#shared/night/recording.ts";
import type { Night } from "#cli/operator/night.ts";
import { dossierOf, tallyOf, type DossierOptions } from "../factories.ts";

/** 17:30Z, half an hour before the embargo ends. */
export const FIRST = Date.parse("2017-04-23T17:30:00Z");
export const MINUTE = 60_000;

/** The four bureaux of the small dossier, one every twenty minutes: the last two come after the embargo. */
export function smallNight(options: DossierOptions = {}): Night {
  const dossier = dossierOf(options);
  const recording: RecordedTally[] = dossier.parts.flatMap(({ departement, communes }) =>
    communes.flatMap(({ code, bureaux }) =>
      bureaux.map((bureau) => {
        const { run: _run, ...tally } = tallyOf({ departement, commune: code, bureau: bureau.code });
        return { at: 0, tally };
      }),
    ),
  );
  return { dossier, recording: recording.map((recorded, index) => ({ ...recorded, at: FIRST + index * 20 * MINUTE })) };
}
