import type { Outcome } from "#shared/law/outcome.ts";

/** Seats that no candidature obtained: left to round 2, or to nobody. Those that a list won beyond its names are among its own. */
export const unfilledSeats = ({ candidatures, siegesRestants = 0, vacances = 0 }: Outcome): number =>
  siegesRestants + Math.max(0, vacances - candidatures.reduce((sum, one) => sum + (one.vacances ?? 0), 0));
