import type { Dossier } from "#shared/contracts/dossier.ts";
import { recordNight } from "#shared/night/record.ts";
import { buildScenario, scenarioNames } from "#shared/night/scenarios.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import { planFaults, type FaultedNight } from "#shared/faults/plan.ts";
import type { CreateRunRequest, NightOptions } from "#cli/control/contract.ts";
import { readFile } from "node:fs/promises";
import { parseArrivals, type Arrivals } from "#shared/night/arrivals-file.ts";
import { instantAt } from "#shared/territory/zones.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { readNightFile } from "#cli/reference/files.ts";
import { readRecording, recordingAt } from "#cli/reference/recordings.ts";
import { OperatorError } from "./errors.ts";

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
  if (start !== undefined) return instantOf(start, dossier);
  return (recording[0]?.at ?? Date.parse(dossier.head.embargo)) - LEAD_MS;
}

/** An instant, or an hour of the polling day in Paris (`20:00`), ms. */
function instantOf(text: string, { head }: Dossier): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(text) ?? [];
  const at =
    hours === undefined
      ? Date.parse(text)
      : instantAt(head.scrutin.date, Number(hours), "Europe/Paris") + Number(minutes) * 60_000;
  if (!Number.isNaN(at)) return at;
  throw new OperatorError(
    "C-HORLOGE",
    `${text} n'est pas un instant. Écrivez-le ainsi : 20:00 (heure de Paris, le jour du vote) ou 2017-04-23T18:00:00Z.`,
  );
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
  const stop = request.options?.stop;
  if (stop === undefined) return night;
  const until = instantOf(stop, night.dossier);
  const recording = night.recording.filter(({ at }) => at <= until);
  if (recording.length > 0 || night.recording.length === 0) return { ...night, recording };
  const first = new Date(night.recording[0]!.at).toISOString();
  throw new OperatorError(
    "C-HORLOGE",
    `La nuit s'arrêterait avant son premier bureau, à ${first}. Donnez un instant plus tardif.`,
  );
}

/**
 * The night that a request describes: a built-in scenario, an official file, or a recorded night, what the request itself brings.
 * @throws `C-SCENARIO` on an unknown scenario; what the readers of files throw.
 */
async function wholeNight({ source, options = {} }: CreateRunRequest): Promise<Night> {
  const { seed = DEFAULT_SEED, corrections = 0, late = 0, preset, arrivals: known } = options;
  const arrivals = {
    seed,
    corrections,
    late,
    ...(preset !== undefined && { preset }),
    ...(known !== undefined && { arrivals: await arrivalsIn(known) }),
  };
  switch (source.kind) {
    case "dossier":
      return { dossier: source.dossier, recording: source.recording };
    case "scenario": {
      if (!scenarioNames.includes(source.name)) {
        throw new OperatorError(
          "C-SCENARIO",
          `Aucun scénario ne s'appelle ${source.name}. Il y a : ${scenarioNames.join(", ")}.`,
        );
      }
      return buildScenario(source.name, { tour: source.tour ?? 1, territory: await readTerritory(), ...arrivals });
    }
    case "file": {
      const { path, kind: _kind, ...hints } = source;
      const recorded = await recordingAt(path);
      if (recorded !== null) {
        refuseRemaking(options);
        return readRecording(recorded);
      }
      const { dossier, tallies } = await readNightFile(path, { ...hints, seed });
      return { dossier, recording: recordNight(dossier, tallies, arrivals) };
    }
  }
}

/** A recorded night leaves when it left: what makes a recording means nothing to it. @throws `C-ENREGISTREMENT` */
function refuseRemaking({ corrections, late, preset, arrivals }: NightOptions): void {
  if ([corrections, late, preset, arrivals].every((option) => option === undefined)) return;
  throw new OperatorError(
    "C-ENREGISTREMENT",
    "Un enregistrement se rejoue tel quel. Donnez --corrections, --late, --preset et --arrivals à « record » ou à « generate », qui le font.",
  );
}

const arrivalsIn = async (path: string): Promise<Arrivals> => parseArrivals(await readFile(path, "utf8"));
