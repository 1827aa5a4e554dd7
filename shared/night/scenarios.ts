import type { Dossier } from "../contracts/dossier.ts";
import type { Territory } from "../territory/decoupage.ts";
import { recordNight, type RecordingOptions } from "./record.ts";
import type { RecordedTally } from "./recording.ts";
import { presidentielle2017, type ScenarioFigures } from "./scenarios/presidentielle-2017.ts";

/** The nights that need no file, by name. */
const SCENARIOS: Readonly<
  Record<string, (tour: 1 | 2, seed: string, territory: Territory, departements?: readonly string[]) => ScenarioFigures>
> = {
  "presidentielle-2017": presidentielle2017,
};

/** Names that {@link buildScenario} understands; the first is the default night. */
export const scenarioNames: readonly string[] = Object.keys(SCENARIOS);

export interface ScenarioOptions extends RecordingOptions {
  readonly tour: 1 | 2;
  /** The communes of France: `readTerritory()` of the command. */
  readonly territory: Territory;
  /** INSEE codes of the départements to play. Default: all. */
  readonly departements?: readonly string[];
}

/** Builds a night from nothing but a seed: what is known before it, and its recording. @throws on an unknown name. */
export function buildScenario(
  name: string,
  { tour, territory, departements, ...recording }: ScenarioOptions,
): { readonly dossier: Dossier; readonly recording: RecordedTally[] } {
  const scenario = SCENARIOS[name];
  if (!scenario)
    throw new Error(
      `E-SCENARIO: no scenario is called ${JSON.stringify(name)}; there are: ${scenarioNames.join(", ")}`,
    );
  const { dossier, tallies } = scenario(tour, recording.seed, territory, departements);
  return { dossier, recording: recordNight(dossier, tallies, recording) };
}
