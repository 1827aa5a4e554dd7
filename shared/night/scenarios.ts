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

/** Names that {@link scenarioFigures} understands; the first is the default night. */
export const scenarioNames: readonly string[] = Object.keys(SCENARIOS);

/** What a night is invented from. */
export interface FiguresOptions {
  /** Any text; the same seed gives the same figures. */
  readonly seed: string;
  readonly tour: 1 | 2;
  /** The communes of France: `readTerritory()` of the command. */
  readonly territory: Territory;
  /** INSEE codes of the départements to play. Default: all. */
  readonly departements?: readonly string[];
}

export type ScenarioOptions = RecordingOptions & FiguresOptions;

/** What is known before a night that is built from nothing but a seed, and what each bureau reports. @throws on an unknown name. */
export function scenarioFigures(
  name: string,
  { tour, seed, territory, departements }: FiguresOptions,
): ScenarioFigures {
  const scenario = SCENARIOS[name];
  if (!scenario)
    throw new Error(
      `E-SCENARIO: no scenario is called ${JSON.stringify(name)}; there are: ${scenarioNames.join(", ")}`,
    );
  return scenario(tour, seed, territory, departements);
}

/** The same with its recording. @throws on an unknown name. */
export function buildScenario(
  name: string,
  options: ScenarioOptions,
): { readonly dossier: Dossier; readonly recording: RecordedTally[] } {
  const { dossier, tallies } = scenarioFigures(name, options);
  return { dossier, recording: recordNight(dossier, tallies, options) };
}
