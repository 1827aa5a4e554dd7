import { posteOf } from "./abroad.ts";
import { departementOf } from "./codes.ts";

/** IANA time zones of the places where the French vote. */

const PARIS = "Europe/Paris";

const OVERSEAS: Readonly<Record<string, string>> = {
  "971": "America/Guadeloupe",
  "972": "America/Martinique",
  "973": "America/Cayenne",
  "974": "Indian/Reunion",
  "975": "America/Miquelon",
  "976": "Indian/Mayotte",
  "977": "America/St_Barthelemy",
  "978": "America/Marigot",
  "986": "Pacific/Wallis",
  "987": "Pacific/Tahiti",
  "988": "Pacific/Noumea",
};

/** Communes of French Polynesia that do not keep Tahiti's time: the Marquises (half an hour ahead) and the Gambier (an hour). */
const POLYNESIA: Readonly<Record<string, string>> = {
  "98718": "Pacific/Marquesas",
  "98719": "Pacific/Gambier",
  "98723": "Pacific/Marquesas",
  "98731": "Pacific/Marquesas",
  "98746": "Pacific/Marquesas",
  "98756": "Pacific/Marquesas",
  "98757": "Pacific/Marquesas",
};

/**
 * IANA zone of a commune by its INSEE code. A consular post (`ZZ…`) is known by its name; one that is not in the
 * table is taken to keep Paris time.
 */
export function zoneOf(commune: { readonly code: string; readonly nom: string }): string {
  const departement = departementOf(commune.code);
  if (departement === "ZZ") return posteOf(commune.nom)?.zone ?? PARIS;
  return POLYNESIA[commune.code] ?? OVERSEAS[departement] ?? PARIS;
}

const instants = new Map<string, number>();

/**
 * The instant (ms since 1970 UTC) at which clocks in `zone` show `hour` o'clock on `date` (`YYYY-MM-DD`), daylight
 * saving included. Cached: a night asks for few distinct ones, 35,000 times.
 */
export function instantAt(date: string, hour: number, zone: string): number {
  const key = `${date} ${hour} ${zone}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const wall = Date.parse(`${date}T00:00:00Z`) + hour * 3_600_000;
  // The offset at the guess can differ from the offset at the answer when clocks change in between: once more settles it.
  const guess = wall - offsetAt(wall, zone);
  const instant = wall - offsetAt(guess, zone);
  instants.set(key, instant);
  return instant;
}

/** How far `zone` is ahead of UTC at an instant, ms. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((found) => found.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) - instant;
}
