import type { DossierHead } from "../contracts/dossier.ts";
import { isReleased, realDelayUntil, type Run } from "../contracts/run.ts";
import type { RecountTicket, Timer } from "../contracts/tickets.ts";
import type { Bells, Dossiers, RealClock, Runs } from "../ports.ts";
import { armPress, lookAt, ringPress } from "../press/rhythm.ts";

/** Real time between two sweeps of an open run. */
export const SWEEP_INTERVAL_MS = 60_000;
/** The longest delay that a queue grants; a timer further away is armed again when it comes. */
const LONGEST_DELAY_MS = 15 * 60_000;

export interface SweepDeps {
  readonly runs: Runs;
  readonly dossiers: Dossiers;
  readonly bells: Bells;
  readonly clock: RealClock;
  readonly slotMs: number;
  /** Real time between two sweeps. Default: {@link SWEEP_INTERVAL_MS}. */
  readonly sweepMs?: number;
}

/**
 * Answers a timer of a run. `sweep` rings every département with a fresh id and arms the next, until the run is closed:
 * a bell that died, or a crash between a write and its bell, heals within a minute. `release` ends the embargo when its
 * hour has come on the run's clock, `presse` has a look at the press tree and arms the next; armed under an older
 * generation of the clock, they die.
 *
 * @throws when a bell or timer could not be rung or armed: the timer must come back.
 */
export async function answerTimer(timer: Timer, deps: SweepDeps): Promise<void> {
  const [run, dossier] = await Promise.all([deps.runs.get(timer.run), deps.dossiers.head(timer.run)]);
  if (!run || !dossier || run.status === "clos") return;
  const now = deps.clock.now();
  if (timer.kind === "sweep") {
    if (isReleased(run, now) && run.released === undefined) await performRelease(run, dossier, deps);
    await ringAll(run, dossier, "sweep", `sweep-${now}`, deps);
    await ringPress(run, `sweep-${now}`, deps.bells);
    await deps.bells.armTimer(timer, deps.sweepMs ?? SWEEP_INTERVAL_MS);
    return;
  }
  if (timer.generation !== run.clock.generation) return;
  if (timer.kind === "presse") {
    await ringPress(run, `${timer.generation}-${lookAt(run, now)}`, deps.bells);
    return armPress(run, deps);
  }
  if (isReleased(run, now)) return performRelease(run, dossier, deps);
  await armRelease(run, deps);
}

/**
 * Arms the timer that will end the embargo, as the clock runs now: at once when its hour has come. A clock that stands still before it
 * is armed when it moves.
 */
export async function armRelease(run: Run, deps: Pick<SweepDeps, "bells" | "clock">): Promise<void> {
  if (run.released !== undefined) return;
  const now = deps.clock.now();
  const delay = isReleased(run, now) ? 0 : realDelayUntil(run.clock, run.embargo, now);
  if (delay === null) return;
  await deps.bells.armTimer(
    { kind: "release", run: run.run, generation: run.clock.generation },
    Math.min(delay, LONGEST_DELAY_MS),
  );
}

/**
 * Ends the embargo: every département is rung, then the run is marked. In this order a crash between the two repeats the
 * bells (their id is the same), and never leaves a marked run whose départements were not told.
 */
export async function performRelease(
  run: Run,
  dossier: DossierHead,
  deps: Pick<SweepDeps, "runs" | "bells" | "clock" | "slotMs">,
): Promise<void> {
  await ringAll(run, dossier, "release", "release", deps);
  await deps.runs.release(run.run, Math.max(run.embargo, run.clock.virtualAnchor));
}

async function ringAll(
  run: Run,
  dossier: DossierHead,
  cause: RecountTicket["cause"],
  dedup: string,
  deps: Pick<SweepDeps, "bells" | "clock" | "slotMs">,
): Promise<void> {
  const slotEnd = deps.clock.now() + deps.slotMs;
  const unrung = await deps.bells.ringRecounts(
    dossier.departements.map(({ code }) => ({
      ticket: { run: run.run, scrutin: run.scrutin, tour: run.tour, departement: code, slotEnd, cause },
      dedup,
    })),
  );
  if (unrung.length > 0) throw new Error(`${unrung.length} départements of ${run.run} could not be rung`);
}
