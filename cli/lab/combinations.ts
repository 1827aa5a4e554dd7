import type { FaultSpec } from "#shared/contracts/faults.ts";
import { LIBRARY } from "#shared/faults/library.ts";
import { randomOf } from "#shared/night/random.ts";
import type { Night } from "#cli/operator/night.ts";
import { judge, type Finding } from "./check.ts";
import { digestOf, MEMORY_RUN, playInMemory, type PlayedInMemory } from "./memory/play.ts";
import type { Breakage } from "./memory/pipeline.ts";
import type { Observed } from "./observed.ts";

/** Faults that are single: an evening is a combination already. */
const SINGLE = Object.entries(LIBRARY).flatMap(([name, { level }]) => (level === "evening" ? [] : [name]));

/**
 * Under these a function may die between any two effects. A writer that slept through its own time, woke up, overwrote
 * `latest/*` and then dies too leaves them old until the next publication: the two lines of defence of DESIGN §2.7 hold
 * against either, not against both in one invocation (docs/faults.md), so combinations do not draw them together.
 */
const DEADLY = new Set([
  "crash-avant-ecriture",
  "crash-apres-ecriture",
  "delais-depasses",
  "etranglement",
  "erreurs-5xx",
  "redemarrage",
]);

/** The `n`-th random combination of a seed: two to six different faults, in their usual strength. */
export function combination(seed: string, n: number): FaultSpec[] {
  const random = randomOf(seed, "combinaison", String(n));
  const left = [...SINGLE];
  const drawn = Array.from(
    { length: random.between(2, 6) },
    () => left.splice(random.between(0, left.length - 1), 1)[0]!,
  );
  const deadly = drawn.some((fault) => DEADLY.has(fault));
  return drawn.flatMap((fault) => (deadly && fault === "ecrivain-suspendu" ? [] : [{ fault }]));
}

/** One night in memory with its faults, held against the clean one. */
export interface Trial {
  readonly played: PlayedInMemory;
  readonly findings: readonly Finding[];
}

/** Plays a night in memory and judges it. @param clean what the same night left without faults. */
export async function tryFaults(
  night: Night,
  clean: Observed,
  specs: readonly FaultSpec[],
  seed: string,
  broken: Breakage = {},
): Promise<Trial> {
  const played = await playInMemory(night, specs, seed, broken);
  const { observed, conservation } = played;
  const findings = judge({ run: MEMORY_RUN, night: played.night, digest: digestOf, observed, conservation, clean });
  return { played, findings };
}
