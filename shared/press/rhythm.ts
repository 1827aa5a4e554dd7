import { realDelayUntil, virtualNow, type Run } from "../contracts/run.ts";
import type { Bells, RealClock } from "../ports.ts";

/**
 * When the press tree is published: at the end of the embargo, then every interval of the run's clock (PUB-06). A chain of
 * delayed messages looks at it, one chain a generation of the clock; the sweep looks too, so that a chain that broke is missed
 * for a minute at most.
 */

const MINUTE_MS = 60_000;
/** Real time between two looks where the clock cannot tell when the next publication is due: `continu`, `max`. */
const LOOK_MS = 2_000;
/** Under `continu`, looks of one chain within this time are one: about as long as a pass may take. */
const CONTINUOUS_MS = 10_000;
/** The longest delay that a queue grants. */
const LONGEST_DELAY_MS = 15 * MINUTE_MS;

type PressRun = Run & { readonly presse: NonNullable<Run["presse"]> };

export const hasPress = (run: Run): run is PressRun => run.presse !== undefined;

/** Number of the cycle in which a virtual instant lies, 0 from the end of the embargo on; `null` before. `continu`: each instant is one. */
export function cycleAt({ embargo, presse: { intervalle } }: PressRun, virtual: number): number | null {
  if (virtual < embargo) return null;
  return intervalle === "continu" ? virtual : Math.floor((virtual - embargo) / (intervalle * MINUTE_MS));
}

/**
 * Which look of its chain is due: one a cycle, however often the chain comes round, or looks would wait in line where one takes
 * longer than the chain. `continu` has one every few seconds.
 */
export function lookAt(run: Run, now: number): string {
  const cycle = hasPress(run) ? cycleAt(run, virtualNow(run.clock, now)) : null;
  if (cycle === null) return "avant";
  return run.presse?.intervalle === "continu" ? String(Math.floor(now / CONTINUOUS_MS)) : `cycle-${cycle}`;
}

/** Arms the next look at a run's press tree, as its clock runs now. A clock that stands still is armed when it moves. */
export async function armPress(
  run: Run,
  deps: { readonly bells: Pick<Bells, "armTimer">; readonly clock: RealClock },
): Promise<void> {
  if (!hasPress(run) || run.status === "clos" || run.clock.paused) return;
  const { generation } = run.clock;
  await deps.bells.armTimer({ kind: "presse", run: run.run, generation }, delayToNext(run, deps.clock.now()));
}

function delayToNext(run: PressRun, now: number): number {
  const { intervalle } = run.presse;
  const cycle = cycleAt(run, virtualNow(run.clock, now));
  if (cycle !== null && intervalle === "continu") return LOOK_MS;
  const next = cycle === null ? run.embargo : run.embargo + (cycle + 1) * Number(intervalle) * MINUTE_MS;
  const delay = realDelayUntil(run.clock, next, now);
  return delay === null ? LOOK_MS : Math.min(delay, LONGEST_DELAY_MS);
}

/** Looks at a run's press tree. @param dedup tells this look from others: a generation and a look, or the sweep that asked */
export async function ringPress(run: Run, dedup: string, bells: Pick<Bells, "ringPress">): Promise<void> {
  if (!hasPress(run)) return;
  await bells.ringPress({ run: run.run, scrutin: run.scrutin, tour: run.tour, cause: "cycle" }, dedup);
}
