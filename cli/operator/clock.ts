import { virtualNow, type RunClock } from "#shared/contracts/run.ts";
import type { ClockCommand } from "#cli/control/contract.ts";
import { OperatorError } from "./errors.ts";
import { moment, momentAround } from "./moments.ts";

/**
 * The clock after a command, under the next generation. Pure.
 *
 * @param now real instant, ms.
 * @param played virtual instant up to which messages have left: a clock that leaves `max` starts from there.
 * @throws `C-HORLOGE` when the command means nothing to the clock as it is, `C-RETOUR` when it would go back in time.
 */
export function commanded(clock: RunClock, command: ClockCommand, now: number, played: number): RunClock {
  const here = clock.speed === "max" ? Math.max(clock.virtualAnchor, played) : virtualNow(clock, now);
  const next = { ...clock, generation: clock.generation + 1, virtualAnchor: here, realAnchor: Math.round(now) };
  switch (command.action) {
    case "pause":
      return { ...next, paused: true };
    case "resume":
      return { ...next, paused: false };
    case "speed":
      return { ...next, speed: command.speed };
    case "seek":
      return { ...next, virtualAnchor: target(clock, momentAround(here, command.to), here) };
    case "step":
      return { ...next, virtualAnchor: target(clock, here + command.seconds * 1000, here), paused: true };
  }
}

function target(clock: RunClock, at: number, here: number): number {
  if (clock.speed === "max") {
    throw new OperatorError(
      "C-HORLOGE",
      "À la vitesse max, l'horloge suit ce qui est publié et n'avance pas à la main. Donnez d'abord une vitesse finie.",
    );
  }
  if (at < here) {
    throw new OperatorError(
      "C-RETOUR",
      `L'horloge est au ${moment(here)} et ne revient pas au ${moment(at)} : ce qui est publié l'est. Pour rejouer la nuit, créez un nouveau run.`,
    );
  }
  return at;
}
