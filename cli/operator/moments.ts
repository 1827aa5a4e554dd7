import { instantAt } from "#shared/territory/zones.ts";
import { clockTime, longDay } from "#cli/terminal/format.ts";
import { OperatorError } from "./errors.ts";

/** Instants as people give and read them: by the hour of Paris. */

const DAY_MS = 86_400_000;

/**
 * An instant, or an hour of that day in Paris (`20:00`), ms.
 * @param date `YYYY-MM-DD`.
 * @throws `C-HORLOGE` on an instant that is none.
 */
export function momentOn(date: string, text: string): number {
  const at = hourOn(date, text) ?? Date.parse(text);
  if (!Number.isNaN(at)) return at;
  throw new OperatorError(
    "C-HORLOGE",
    `${text} n'est pas un instant. Écrivez-le ainsi : 20:00 (heure de Paris) ou 2017-04-23T18:00:00Z.`,
  );
}

/** An hour further back than this is that of the next day: at 23:30, `00:15` is in three quarters of an hour and `22:00` is past. */
const BACK_MS = 8 * 3_600_000;

/** An instant, or an hour in Paris of the day that a clock shows or of the next or last night, ms. @throws `C-HORLOGE` on an instant that is none. */
export function momentAround(now: number, text: string): number {
  const hours = [-DAY_MS, 0, DAY_MS].map((apart) => hourOn(dayIn(now + apart), text));
  return hours.find((at) => at !== null && at >= now - BACK_MS) ?? momentOn("", text);
}

/** `23 avril 2017, 19:59:12 (heure de Paris)`. */
export const moment = (at: number): string => `${longDay(at)}, ${clockTime(at)} (heure de Paris)`;

const HOUR = /^([01]\d|2[0-3]):([0-5]\d)$/;

function hourOn(date: string, text: string): number | null {
  const [, hours, minutes] = HOUR.exec(text) ?? [];
  return hours === undefined ? null : instantAt(date, Number(hours), "Europe/Paris") + Number(minutes) * 60_000;
}

const paris = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" });

/** `2017-04-23`. */
const dayIn = (at: number): string => paris.format(at);
