/** Which election a result file with seats or elected is of: said by the user, told by its rows, or by its name. */
import { readElection } from "#shared/formats/elections.ts";
import type { ResultRow } from "#shared/formats/result-rows.ts";
import { KNOWN_SCRUTINS } from "#shared/formats/scrutins.ts";

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

/** How names of files write the types, from the most particular. */
const NOMS: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/pr[eé]sidentiel|(^|[^a-z])pr ?(20)?\d\d/i, "presidentielle"],
  [/l[eé]gislati|(^|[^a-z])l(e)?g[ _-]?(20)?\d\d/i, "legislatives"],
  [/d[eé]partementales|(^|[^a-z])dp ?(20)?\d\d/i, "departementales"],
  [/cantonales|(^|[^a-z])cn ?(20)?\d\d/i, "cantonales"],
  [/r[eé]gionales|(^|[^a-z])rg ?(20)?\d\d/i, "regionales"],
  [/europ|(^|[^a-z])eu ?(20)?\d\d/i, "europeennes"],
  [/muni|(^|[^a-z])mn ?(20)?\d\d/i, "municipales"],
];

/** Days of the rounds of the general elections of a type. */
const generales = (type: string): readonly (readonly string[])[] =>
  KNOWN_SCRUTINS.filter((scrutin) => scrutin.type === type).map(({ rounds }) => rounds.map(({ date }) => date));

/** The only one of the values, when they are not several. */
const seule = <T>(values: readonly T[]): T | undefined => (new Set(values).size === 1 ? values[0] : undefined);

/** What rows tell: the election they name (`2022_legi_t1`); else the type that their shape has (secteurs, binômes, persons by commune). */
function indices(rows: readonly ResultRow[]): { type?: string; annee?: string; tour?: 1 | 2 } {
  const nommee = readElection(seule(rows.map(({ election }) => election)) ?? "");
  if (nommee !== null) return nommee;
  const tour = seule(rows.flatMap((row) => row.tour ?? []));
  const type = typeOf(rows[0]);
  return { ...(type !== undefined && { type }), ...(tour !== undefined && { tour }) };
}

function typeOf(first: ResultRow | undefined): string | undefined {
  if (first === undefined) return undefined;
  if (first.mode !== null) return "municipales";
  if (first.candidatures.some(({ binome }) => binome !== null)) return "departementales";
  return first.level === "commune" && first.attributions !== null ? "municipales" : undefined;
}

/**
 * Finds the round. `undefined` when type, day or round stays open: the caller asks for options. A day that is no general election's is
 * believed, with the round the user says; its first round is then the Sunday before (L56).
 */
export function tourAudite(file: string, rows: readonly ResultRow[], options: TourOptions): Tour | undefined {
  const base = file.replace(/^.*[/\\]/, "");
  const lus = indices(rows);
  const type = options.type ?? lus.type ?? NOMS.find(([pattern]) => pattern.test(base))?.[1];
  if (type === undefined) return undefined;
  const dit = options.tour ?? lus.tour ?? tourOf(base);
  if (options.date !== undefined) return dated(type, options.date, dit);
  const annee = lus.annee ?? anneeOf(base);
  const jours = generales(type).find(([first]) => annee !== undefined && first!.slice(4 - annee.length, 4) === annee);
  const tour = dit ?? (jours?.length === 1 ? 1 : undefined);
  const date = tour === undefined ? undefined : jours?.[tour - 1];
  return date === undefined || tour === undefined ? undefined : { type, tour, date, premierTour: jours![0]! };
}

function dated(type: string, date: string, dit: 1 | 2 | undefined): Tour | undefined {
  const jours = generales(type).find((days) => days.includes(date));
  if (jours !== undefined) return { type, tour: jours[0] === date ? 1 : 2, date, premierTour: jours[0]! };
  if (dit === undefined) return undefined;
  const before = new Date(Date.parse(date) - 7 * 86_400_000).toISOString().slice(0, 10);
  return { type, tour: dit, date, premierTour: dit === 1 ? date : before };
}

/** `2014`, or the two digits after the ministry's letters: `mn14`. */
const anneeOf = (base: string): string | undefined =>
  /(?:19|20)\d\d/.exec(base)?.[0] ?? /(?:^|[^a-z])(?:pr|lg|dp|cn|rg|eu|mn)(\d\d)(?!\d)/i.exec(base)?.[1];

/** `T1`, `tour2`, `Tour_2`, `-t1-`, or `legislatives-2_`, in a name. */
function tourOf(base: string): 1 | 2 | undefined {
  const found = /(?:(?:^|[^a-z])t(?:our)?[ _-]?|[a-z]-)([12])(?!\d)/i.exec(base)?.[1];
  return found === undefined ? undefined : found === "1" ? 1 : 2;
}
