import type { RealClock } from "../ports.ts";

/** A real clock that moves only when it is told to, so that a test or a simulation owns time. */
export class ManualClock implements RealClock {
  #now: number;

  /** @param start first instant shown, milliseconds since 1970 UTC. */
  constructor(start = 0) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** Moves forward. @param ms milliseconds, not negative: real time never goes back. */
  advance(ms: number): void {
    if (!(ms >= 0)) {
      throw new RangeError(`CLOCK-BACKWARDS: expected a step of 0 ms or more, got ${ms}. Start another clock instead.`);
    }
    this.#now += ms;
  }
}
