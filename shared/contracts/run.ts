import type { RunScope } from "./identity.ts";

/**
 * The virtual clock, an item of the run: functions and senders compute the virtual now from it.
 * Instants are milliseconds since 1970 UTC. Each pause or change of speed bumps `generation`; timers armed under an
 * older one die. Under `max`, the clock stands at `virtualAnchor` and only the operator moves it.
 */
export interface RunClock {
  readonly generation: number;
  readonly virtualAnchor: number;
  readonly realAnchor: number;
  /** Virtual milliseconds a real one. */
  readonly speed: number | "max";
  readonly paused: boolean;
}

/** How the press tree of a run is published. */
export interface PressOptions {
  /** Virtual minutes between two publications of a département; `continu`: as soon as something changed. */
  readonly intervalle: number | "continu";
  /** Run of round 1, in the same cloud: files of round 2 then carry both rounds, as the ministry's do. */
  readonly premierTour?: string;
}

/** One playing of one tour of one scrutin. */
export interface Run extends RunScope {
  readonly status: "ouvert" | "clos";
  readonly clock: RunClock;
  /** Instant (virtual) of the end of the embargo, milliseconds. */
  readonly embargo: number;
  /** Virtual instant at which the release was performed; absent while results are held. */
  readonly released?: number;
  /** Real instant of creation, milliseconds. */
  readonly createdAt: number;
  readonly label: string;
  /** SHA-256 of what its operator sends: only the same night may be continued. Absent: others feed it. */
  readonly nuit?: string;
  /** Absent: the run publishes no press tree. */
  readonly presse?: PressOptions;
}

/** The virtual now of a run, milliseconds. */
export const virtualNow = (clock: RunClock, realNow: number): number =>
  clock.paused || clock.speed === "max"
    ? clock.virtualAnchor
    : clock.virtualAnchor + Math.round((realNow - clock.realAnchor) * clock.speed);

/**
 * Virtual instant that a document bears: the clock's. Under `max` the clock only follows what is published, so a document bears at least
 * the instant of the latest tally that it counts, held before the embargo as long as it is.
 *
 * @param latest virtual instant of that tally, ms; absent where none is counted.
 */
export function publicationInstant(run: Run, released: boolean, realNow: number, latest = -Infinity): number {
  const now = virtualNow(run.clock, realNow);
  if (run.clock.speed !== "max") return now;
  return Math.max(now, released ? latest : Math.min(latest, run.embargo - 1));
}

/** Whether results may be read: the release was performed, or is due. */
export const isReleased = (run: Run, realNow: number): boolean =>
  run.released !== undefined || virtualNow(run.clock, realNow) >= run.embargo;

/** Real milliseconds from `realNow` until the clock shows `virtual`; `null` when it stands still. */
export const realDelayUntil = (clock: RunClock, virtual: number, realNow: number): number | null =>
  clock.paused || clock.speed === "max"
    ? null
    : Math.max(0, Math.ceil((virtual - virtualNow(clock, realNow)) / clock.speed));
