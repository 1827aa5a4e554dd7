import type { Dossier } from "#shared/contracts/dossier.ts";
import { recordNight } from "#shared/night/record.ts";
import { scenarioFigures, scenarioNames } from "#shared/night/scenarios.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import { planFaults, type FaultedNight } from "#shared/faults/plan.ts";
import type { CreateRunRequest, NightOptions } from "#cli/control/contract.ts";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { arrivalsSentence, parseArrivals, placedArrivals } from "#shared/night/arrivals-file.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { readNightFile } from "#cli/reference/files.ts";
import { readRecording, recordingAt } from "#cli/reference/recordings.ts";
import { OperatorError } from "./errors.ts";
import { moment, momentOn } from "./moments.ts";

/** What is played: a dossier, and the tallies that come in the course of the night. */
export interface Night {
  readonly dossier: Dossier;
  /** By virtual instant. Empty: the tallies come from elsewhere, and the run only watches. */
  readonly recording: readonly RecordedTally[];
  /** What faults add to the recording, and what must come of them; absent without faults. */
  readonly faulted?: FaultedNight;
}

export const DEFAULT_SEED = "vingt-heures";

/** The clock starts this long before the first tally. */
const LEAD_MS = 60_000;

/** Virtual instant at which a night's clock starts, ms. @throws `C-HORLOGE` on an instant that is none. */
export function startOf({ dossier, recording }: Night, { start }: NightOptions = {}): number {
  if (start !== undefined) return momentOn(dossier.head.scrutin.date, start);
  return (recording[0]?.at ?? Date.parse(dossier.head.embargo)) - LEAD_MS;
}

/**
 * The night that a request describes, up to the instant at which it stops: what leaves later is never sent.
 * @throws those of {@link wholeNight}, `C-HORLOGE` on an instant that is none, `E-PANNE` on a fault that is none.
 */
export async function loadNight(request: CreateRunRequest): Promise<Night> {
  const { faults, seed = DEFAULT_SEED } = request.options ?? {};
  const night = await stoppedNight(request);
  if (faults === undefined || faults.length === 0) return night;
  const faulted = planFaults(night, faults, seed);
  return { ...night, recording: faulted.recording, faulted };
}

/** The night without its faults. */
async function stoppedNight(request: CreateRunRequest): Promise<Night> {
  const night = await wholeNight(request);
  const { start, stop } = request.options ?? {};
  if (stop === undefined) return night;
  const { date } = night.dossier.head.scrutin;
  const until = momentOn(date, stop);
  if (start !== undefined && momentOn(date, start) >= until) {
    throw new OperatorError(
      "C-HORLOGE",
      `La nuit commencerait le ${moment(momentOn(date, start))}, quand elle s'est arrêtée le ${moment(until)}. Donnez --stop après --start.`,
    );
  }
  const recording = night.recording.filter(({ at }) => at <= until);
  if (recording.length > 0 || night.recording.length === 0) return { ...night, recording };
  throw new OperatorError(
    "C-HORLOGE",
    `La nuit s'arrêterait le ${moment(until)}, avant son premier bureau, qui arrive le ${moment(night.recording[0]!.at)}. Donnez un instant plus tardif.`,
  );
}

/**
 * The night that a request describes: a built-in scenario, an official file, or a recorded night, what the request itself brings.
 * @throws `C-SCENARIO` on an unknown scenario; what the readers of files throw.
 */
async function wholeNight({ source, options = {} }: CreateRunRequest): Promise<Night> {
  switch (source.kind) {
    case "dossier":
      refuseRemaking(options);
      return { dossier: source.dossier, recording: source.recording };
    case "scenario": {
      if (!scenarioNames.includes(source.name)) {
        throw new OperatorError(
          "C-SCENARIO",
          `Aucun scénario ne s'appelle ${source.name}. Il y a : ${scenarioNames.join(", ")}.`,
        );
      }
      const { seed = DEFAULT_SEED } = options;
      const territory = await readTerritory();
      const { dossier, tallies } = scenarioFigures(source.name, { tour: source.tour ?? 1, seed, territory });
      return recordedNight(dossier, tallies, options);
    }
    case "file": {
      const { path, kind: _kind, ...hints } = source;
      const kept = await recordingAt(path);
      if (kept !== null) {
        refuseRemaking(options);
        return readRecording(kept);
      }
      const { seed = DEFAULT_SEED } = options;
      const { dossier, tallies } = await readNightFile(path, { ...hints, seed });
      return recordedNight(dossier, tallies, options);
    }
  }
}

/**
 * The night of those tallies, which leave as the options say. Where arrivals come from a file, the night's source tells what became
 * of its lines.
 * @throws ArrivalsError when a line of that file is none, or none is of this night
 */
export async function recordedNight(
  dossier: Dossier,
  tallies: Parameters<typeof recordNight>[1],
  { seed = DEFAULT_SEED, corrections = 0, late = 0, preset, arrivals }: NightOptions,
): Promise<Night> {
  const making = { seed, corrections, late, ...(preset && { preset }) };
  if (arrivals === undefined) return { dossier, recording: recordNight(dossier, tallies, making) };
  const placed = placedArrivals(dossier, parseArrivals(await readFile(arrivals, "utf8")));
  const { head, ...rest } = dossier;
  const source = `${head.source} ; ${arrivalsSentence(basename(arrivals), placed)}`;
  return {
    dossier: { ...rest, head: { ...head, source } },
    recording: recordNight(dossier, tallies, { ...making, instants: placed.instants }),
  };
}

/** A recorded night leaves when it left: what makes a recording means nothing to it. @throws `C-ENREGISTREMENT` */
function refuseRemaking({ corrections, late, preset, arrivals }: NightOptions): void {
  if ([corrections, late, preset, arrivals].every((option) => option === undefined)) return;
  throw new OperatorError(
    "C-ENREGISTREMENT",
    "Un enregistrement se rejoue tel quel. Donnez --corrections, --late, --preset et --arrivals à « record » ou à « generate », qui le font.",
  );
}
