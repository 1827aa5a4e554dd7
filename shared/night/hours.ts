import { departementOf } from "../territory/codes.ts";
import { instantAt, zoneOf } from "../territory/zones.ts";

/**
 * When bureaux close and when results may be read. The law gives 18:00 local (R41), decrees and prefects later hours;
 * where no order is at hand, the hour is inferred from the size of the commune.
 */

/** A tour of a scrutin: its type (`presidentielle`, `legislatives`, …) and its polling day in metropolitan France. */
export interface Polling {
  readonly type: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

/** A commune or a consular post. */
export interface PollingPlace {
  /** INSEE code, or `ZZ…`. */
  readonly code: string;
  /** A consular post's time zone is known by its name. */
  readonly nom: string;
  readonly population?: number;
}

/** Types in which the Americas and Polynesia vote on the eve, since the laws of 2006–2009 (for députés: L173, L397, L480, L507, L534). */
const EVE_TYPES: ReadonlySet<string> = new Set(["presidentielle", "legislatives", "europeennes", "referendum"]);
const EVE_SINCE = "2007-01-01";
const EVE_DEPARTEMENTS: ReadonlySet<string> = new Set(["971", "972", "973", "975", "977", "978", "987"]);

/** Types in which prefects commonly hold middling towns open until 19:00. */
const LOCAL_TYPES: ReadonlySet<string> = new Set(
  "municipales municipales-sections metropole-lyon departementales cantonales regionales corse".split(" "),
);
const TOWN = 10_000;

/** From this population a metropolitan commune is taken to close at 20:00, as do all of Paris and its inner suburbs. */
const CITY = 50_000;
const INNER_PARIS: ReadonlySet<string> = new Set(["75", "92", "93", "94"]);

const LAST_HOUR = 20;
const PARIS = "Europe/Paris";
const DAY_MS = 86_400_000;

const isMetropolitan = (departement: string): boolean => departement.length === 2 && departement !== "ZZ";

/** The instant (ms since 1970 UTC) at which a commune's last bureau closes. */
export function closingOf(polling: Polling, place: PollingPlace): number {
  const zone = zoneOf(place);
  const departement = departementOf(place.code);
  const eve =
    EVE_TYPES.has(polling.type) &&
    polling.date >= EVE_SINCE &&
    (EVE_DEPARTEMENTS.has(departement) || (departement === "ZZ" && zone.startsWith("America/")));
  return instantAt(
    eve ? dayBefore(polling.date) : polling.date,
    closingHour(polling, departement, place.population ?? 0),
    zone,
  );
}

function closingHour({ type, date }: Polling, departement: string, population: number): number {
  if (isMetropolitan(departement)) {
    if (population >= CITY || INNER_PARIS.has(departement)) return LAST_HOUR;
    if (LOCAL_TYPES.has(type) && population >= TOWN) return 19;
  }
  // Presidential elections close at 19:00 since the organic law of 25 April 2016.
  return type === "presidentielle" && date >= "2016-04-26" ? 19 : 18;
}

const dayBefore = (date: string): string => new Date(Date.parse(date) - DAY_MS).toISOString().slice(0, 10);

/** A commune's closing, for {@link embargoOf}. */
export interface Closing {
  readonly departement: string;
  /** ms since 1970 UTC. */
  readonly at: number;
}

/**
 * The instant (ms since 1970 UTC) before which no result may be read (L52-2).
 *
 * A general election is silent until the last metropolitan bureau closes: 20:00 in Paris, or later if a closing given
 * is later (it never ends sooner than the actual last one). A partial one is silent until its own last bureau closes.
 * The rule looks at the audience's territory: metropolitan France, unless `audience` is `partout`, which waits for
 * every bureau, overseas and abroad included.
 */
export function embargoOf(
  {
    date,
    generale = true,
    audience = "metropole",
  }: { date: string; generale?: boolean; audience?: "metropole" | "partout" },
  closings: Iterable<Closing>,
): number {
  let latest = generale ? instantAt(date, LAST_HOUR, PARIS) : Number.NEGATIVE_INFINITY;
  for (const { departement, at } of closings) {
    if (!generale || audience === "partout" || isMetropolitan(departement)) latest = Math.max(latest, at);
  }
  if (!Number.isFinite(latest)) throw new Error("a partial election without bureaux has no embargo: give its closings");
  return latest;
}
