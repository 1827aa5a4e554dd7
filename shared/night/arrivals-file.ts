import type { Dossier } from "../contracts/dossier.ts";
import { departementOf } from "../territory/codes.ts";
import { instantAt } from "../territory/zones.ts";

/**
 * When tallies left, from a file: lines `commune[,bureau],instant`, or an index of the ministry's press files, which stamps each
 * commune. Instants are ISO 8601; without an offset they are the hour of Paris.
 */

/** A line of such a file. */
export interface Arrival {
  /** From 1; of an index, the place of the commune in it. */
  readonly line: number;
  /** INSEE code. */
  readonly commune: string;
  /** `null`: all the bureaux of the commune. */
  readonly bureau: string | null;
  /** Ms since 1970 UTC. */
  readonly at: number;
}

/** A line that gives no arrival, or a file that gives none to this night. */
export class ArrivalsError extends Error {
  override readonly name = "ArrivalsError";
  readonly code = "R-ARRIVEES";
}

/** @throws ArrivalsError on a line that is none or that another contradicts, naming it. */
export function parseArrivals(text: string): readonly Arrival[] {
  const arrivals = /^\s*<\?xml/.test(text) ? fromPressIndex(text) : fromLines(text);
  const said = new Map<string, Arrival>();
  for (const one of arrivals) {
    const key = keyOf(one.commune, one.bureau);
    const other = said.get(key);
    if (other !== undefined && other.at !== one.at)
      throw new ArrivalsError(`R-ARRIVEES ligne ${one.line} : ${key} arrive à une autre heure ligne ${other.line}`);
    said.set(key, one);
  }
  return [...said.values()];
}

const keyOf = (commune: string, bureau: string | null): string => (bureau === null ? commune : `${commune}/${bureau}`);

/** What an arrivals file says of one night. */
export interface PlacedArrivals {
  /** Instants (ms) by `commune/bureau`. */
  readonly instants: ReadonlyMap<string, number>;
  /** Lines that name no bureau of the night. */
  readonly strangers: readonly Arrival[];
  /** Bureaux of the night that no line names. */
  readonly untold: number;
}

/**
 * Finds the bureaux that lines name: a line of a bureau says more than one of its commune. A code that a spreadsheet robbed of its
 * zeros (`101` for `0101`) is that of the one bureau that it can be.
 * @throws ArrivalsError when no line names any.
 */
export function placedArrivals({ parts }: Pick<Dossier, "parts">, arrivals: readonly Arrival[]): PlacedArrivals {
  const byKey = new Map(arrivals.map((one) => [keyOf(one.commune, one.bureau), one]));
  const used = new Set<Arrival>();
  const instants = new Map<string, number>();
  let untold = 0;
  for (const { code: commune, bureaux } of parts.flatMap(({ communes }) => communes)) {
    const bare = Map.groupBy(bureaux, ({ code }) => withoutZeros(code));
    const whole = byKey.get(commune);
    if (whole !== undefined) used.add(whole);
    for (const { code } of bureaux) {
      const short = withoutZeros(code);
      const own =
        byKey.get(keyOf(commune, code)) ??
        (bare.get(short)!.length === 1 ? byKey.get(keyOf(commune, short)) : undefined);
      const told = own ?? whole;
      if (own !== undefined) used.add(own);
      if (told === undefined) untold += 1;
      else instants.set(keyOf(commune, code), told.at);
    }
  }
  const strangers = arrivals.filter((one) => !used.has(one));
  const [first] = strangers;
  if (used.size === 0)
    throw new ArrivalsError(
      `R-ARRIVEES aucune ligne ne nomme un bureau de cette nuit ; la première, ligne ${first?.line ?? 1} : ${first === undefined ? "" : keyOf(first.commune, first.bureau)}`,
    );
  return { instants, strangers, untold };
}

const withoutZeros = (code: string): string => code.replace(/^0+(?=.)/, "");

/** What became of the lines, in a sentence for readers. */
export function arrivalsSentence(file: string, { instants, strangers, untold }: PlacedArrivals): string {
  const [first] = strangers;
  return [
    `heures d'arrivée : ${file}, bureaux qu'il nomme : ${instants.size}`,
    ...(untold === 0 ? [] : [`selon le modèle : ${untold}`]),
    ...(first === undefined
      ? []
      : [
          `lignes sans bureau de cette nuit : ${strangers.length}, dont la ligne ${first.line} (${keyOf(first.commune, first.bureau)})`,
        ]),
  ].join(", ");
}

/** INSEE codes, a lost first zero given back. */
function fromLines(text: string): Arrival[] {
  const arrivals: Arrival[] = [];
  for (const [i, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .entries()) {
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    const [commune = "", ...rest] = cells;
    if (cells.every((cell) => cell === "") || (i === 0 && !/\d/.test(line))) continue;
    const at = parisInstant(rest.at(-1) ?? "");
    if (at === null || rest.length > 2 || !COMMUNE.test(commune))
      throw new ArrivalsError(
        `R-ARRIVEES ligne ${i + 1} : attendu « commune,instant » ou « commune,bureau,instant » (75056,0101,2017-04-23T20:12), trouvé « ${line.slice(0, 80)} »`,
      );
    arrivals.push({ line: i + 1, commune: commune.padStart(5, "0"), bureau: rest.length === 2 ? rest[0]! : null, at });
  }
  if (arrivals.length === 0)
    throw new ArrivalsError("R-ARRIVEES ligne 1 : attendu au moins une ligne « commune,instant »");
  return arrivals;
}

/** An INSEE code, or that of a territory that a bureau was made for (`01K05`). */
const COMMUNE = /^[0-9Z][0-9A-Z]{3,5}$/;

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
function fromPressIndex(xml: string): Arrival[] {
  const departement = tag(xml, "CodMinDpt").padStart(2, "0");
  const arrivals: Arrival[] = [];
  let line = 0;
  for (const [, commune = ""] of xml.matchAll(/<Commune>([\s\S]*?)<\/Commune>/g)) {
    line += 1;
    const code = tag(commune, "CodSubCom");
    const [day, month, year] = tag(commune, "DateDerMaj").split("-");
    const at = parisInstant(`${year}-${month}-${day}T${tag(commune, "HeureDerMaj")}`);
    if (/^\d{3}$/.test(code) && at !== null)
      arrivals.push({ line, commune: communeIn(departement, code), bureau: null, at });
  }
  if (arrivals.length === 0)
    throw new ArrivalsError("R-ARRIVEES attendu un index de presse dont les communes ont DateDerMaj et HeureDerMaj");
  return arrivals;
}

/** Overseas, the commune's first character repeats the last of its département. */
const communeIn = (departement: string, commune: string): string =>
  departementOf(departement).length === 3 ? departement + commune.slice(1) : departement + commune;
