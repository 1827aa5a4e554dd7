import { buildScenario } from "#shared/night/scenarios.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { excerptOf } from "#cli/lab/excerpt.ts";
import type { Night } from "#cli/operator/night.ts";

/** Small départements of the default scenario, in two regions and in none: 332 bureaux. */
const SMALL = ["90", "975", "976", "986"];

let built: Promise<Night> | null = null;

/** A night of a few départements, with a correction here and there. Built once a process. */
export const smallNight = (): Promise<Night> =>
  (built ??= (async () => {
    const options = { tour: 1, seed: "labo", corrections: 0.02, territory: await readTerritory() } as const;
    return excerptOf(buildScenario("presidentielle-2017", options), SMALL);
  })());

/** The same night where the dossier counts bureaux that it does not know. */
export async function openNight(): Promise<Night> {
  const { dossier, recording } = await smallNight();
  return { dossier: { ...dossier, head: { ...dossier.head, bureauxInattendus: "comptes" } }, recording };
}
