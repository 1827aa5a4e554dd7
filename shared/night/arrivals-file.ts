import { departementOf } from "../territory/codes.ts";
import { instantAt } from "../territory/zones.ts";

/**
 * When tallies left, from a file: lines `commune[,bureau],instant`, or an index of the ministry's press files, which stamps each
 * commune. Instants are ISO 8601; without an offset they are the hour of Paris.
 */

/** Instants (ms since 1970 UTC) by `commune/bureau`, or by `commune` for all its bureaux. */
export type Arrivals = ReadonlyMap<string, number>;

/** A line that gives no arrival. */
export class ArrivalsError extends Error {
  override readonly name = "ArrivalsError";
  readonly code = "R-ARRIVEES";
}

/** @throws ArrivalsError on a line that is none, naming it. */
export function parseArrivals(text: string): Arrivals {
  return /^\s*<\?xml/.test(text) ? fromPressIndex(text) : fromLines(text);
}

/** INSEE codes, or the ministry's three characters after those of the département. */
function fromLines(text: string): Arrivals {
  const arrivals = new Map<string, number>();
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    const [commune = "", ...rest] = cells;
    if (commune === "" || (i === 0 && !/\d/.test(line))) continue;
    const at = parisInstant(rest.at(-1) ?? "");
    if (at === null || rest.length > 2 || !/^[0-9Z][0-9A-Z]{2,5}$/.test(commune))
      throw new ArrivalsError(
        `R-ARRIVEES ligne ${i + 1} : attendu « commune,instant » ou « commune,bureau,instant » (75056,0101,2017-04-23T20:12), trouvé « ${line.slice(0, 80)} »`,
      );
    arrivals.set(rest.length === 2 ? `${commune}/${rest[0]}` : commune, at);
  }
  if (arrivals.size === 0)
    throw new ArrivalsError("R-ARRIVEES ligne 1 : attendu au moins une ligne « commune,instant »");
  return arrivals;
}

const OFFSET = /(Z|[+-]\d\d:?\d\d)$/;

/** An instant as people write it; `null` when it is none. */
function parisInstant(text: string): number | null {
  const [, date, hours, minutes, seconds] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?/.exec(text) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return null;
  if (OFFSET.test(text)) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? null : at;
  }
  return instantAt(date, Number(hours), "Europe/Paris") + Number(minutes) * 60_000 + Number(seconds ?? 0) * 1000;
}

const tag = (xml: string, name: string): string =>
  new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(xml)?.[1] ?? "";

/** `{dpt3}IDX.xml` of the press files: each commune with the day and hour of its last update, in Paris. */
function fromPressIndex(xml: string): Arrivals {
  const departement = tag(xml, "CodMinDpt").padStart(2, "0");
  const arrivals = new Map<string, number>();
  for (const [, commune = ""] of xml.matchAll(/<Commune>([\s\S]*?)<\/Commune>/g)) {
    const code = tag(commune, "CodSubCom");
    const [day, month, year] = tag(commune, "DateDerMaj").split("-");
    const at = parisInstant(`${year}-${month}-${day}T${tag(commune, "HeureDerMaj")}`);
    if (/^\d{3}$/.test(code) && at !== null) arrivals.set(communeIn(departement, code), at);
  }
  if (arrivals.size === 0)
    throw new ArrivalsError("R-ARRIVEES attendu un index de presse dont les communes ont DateDerMaj et HeureDerMaj");
  return arrivals;
}

/** Overseas, the commune's first character repeats the last of its département. */
const communeIn = (departement: string, commune: string): string =>
  departementOf(departement).length === 3 ? departement + commune.slice(1) : departement + commune;
