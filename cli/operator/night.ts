import type { Dossier } from "#shared/contracts/dossier.ts";
import { recordNight } from "#shared/night/record.ts";
import { buildScenario, scenarioNames } from "#shared/night/scenarios.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import type { CreateRunRequest, NightOptions } from "#cli/control/contract.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { readNightFile } from "#cli/reference/files.ts";
import { OperatorError } from "./errors.ts";

/** What is played: a dossier, and the tallies that come in the course of the night. */
export interface Night {
  readonly dossier: Dossier;
  /** By virtual instant. Empty: the tallies come from elsewhere, and the run only watches. */
  readonly recording: readonly RecordedTally[];
}

export const DEFAULT_SEED = "vingt-heures";

/** The clock starts this long before the first tally. */
const LEAD_MS = 60_000;

/** Virtual instant at which a night's clock starts, ms. @throws `C-HORLOGE` on an instant that is none. */
export function startOf({ dossier, recording }: Night, { start }: NightOptions = {}): number {
  if (start !== undefined) {
    const at = Date.parse(start);
    if (!Number.isNaN(at)) return at;
    throw new OperatorError("C-HORLOGE", `${start} n'est pas un instant. Écrivez-le ainsi : 2017-04-23T16:00:00Z.`);
  }
  return (recording[0]?.at ?? Date.parse(dossier.head.embargo)) - LEAD_MS;
}

/**
 * The night that a request describes: a built-in scenario, an official file, or what the request itself brings.
 * @throws `C-SCENARIO` on an unknown scenario; what the reader of the file throws.
 */
export async function loadNight({ source, options = {} }: CreateRunRequest): Promise<Night> {
  const { seed = DEFAULT_SEED, corrections = 0, late = 0, preset } = options;
  const arrivals = { seed, corrections, late, ...(preset !== undefined && { preset }) };
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
      const { dossier, tallies } = await readNightFile(path, hints);
      return { dossier, recording: recordNight(dossier, tallies, arrivals) };
    }
  }
}
