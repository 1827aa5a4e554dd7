/** Which election a result file with seats or elected is of: said by the user, told by its rows, or by its name. */
import { cluesOf } from "#shared/formats/clues.ts";
import { FormatError } from "#shared/formats/problems.ts";
import type { ResultRow } from "#shared/formats/result-rows.ts";
import { scrutinOf } from "#shared/formats/scrutin-of.ts";

/** One round, as the law needs it: its type, polling day and round 1's. */
export interface Tour {
  readonly type: string;
  readonly tour: 1 | 2;
  /** Polling day, `YYYY-MM-DD`. */
  readonly date: string;
  readonly premierTour: string;
}

/** What the user says: believed before anything else. */
export interface TourOptions {
  readonly type?: string | undefined;
  readonly date?: string | undefined;
  readonly tour?: 1 | 2 | undefined;
}

/**
 * Finds the round. `undefined` when type, day or round stays open: the caller asks for options.
 * @throws FormatError `F-OPTION` when an option is no type, no day or not the tour of that day
 */
export function tourAudite(
  file: string,
  rows: readonly ResultRow[],
  { type, date, tour: asked }: TourOptions,
): Tour | undefined {
  const said = {
    ...(type !== undefined && { type }),
    ...(date !== undefined && { date }),
    ...(asked !== undefined && { tour: asked }),
  };
  try {
    const found = scrutinOf(file, cluesOf(rows), said);
    return { type: found.type, tour: found.tour, date: found.date, premierTour: found.premierTour };
  } catch (error) {
    if (error instanceof FormatError && error.code === "F-SCRUTIN") return undefined;
    throw error;
  }
}
