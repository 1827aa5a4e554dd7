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

/** An instant, or the next time that it is that hour in Paris, ms. @throws `C-HORLOGE` on an instant that is none. */
export function momentAfter(now: number, text: string): number {
  const at = hourOn(dayIn(now), text) ?? momentOn("", text);
  return at < now && HOUR.test(text) ? hourOn(dayIn(now + DAY_MS), text)! : at;
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
