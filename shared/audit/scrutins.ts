/** Which election a result file with seats or elected is of: said by the user, told by its rows, or by its name. */
import type { ResultRow } from "#shared/formats/result-rows.ts";

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

/** General elections since 2001: the days of their rounds (decrees convening electors). */
const GENERALES: Readonly<Record<string, readonly (readonly [first: string, second?: string])[]>> = {
  presidentielle: [
    ["2002-04-21", "2002-05-05"],
    ["2007-04-22", "2007-05-06"],
    ["2012-04-22", "2012-05-06"],
    ["2017-04-23", "2017-05-07"],
    ["2022-04-10", "2022-04-24"],
  ],
  legislatives: [
    ["2002-06-09", "2002-06-16"],
    ["2007-06-10", "2007-06-17"],
    ["2012-06-10", "2012-06-17"],
    ["2017-06-11", "2017-06-18"],
    ["2022-06-12", "2022-06-19"],
    ["2024-06-30", "2024-07-07"],
  ],
  municipales: [
    ["2001-03-11", "2001-03-18"],
    ["2008-03-09", "2008-03-16"],
    ["2014-03-23", "2014-03-30"],
    ["2020-03-15", "2020-06-28"],
    ["2026-03-15", "2026-03-22"],
  ],
  cantonales: [
    ["2001-03-11", "2001-03-18"],
    ["2004-03-21", "2004-03-28"],
    ["2008-03-09", "2008-03-16"],
    ["2011-03-20", "2011-03-27"],
  ],
  departementales: [
    ["2015-03-22", "2015-03-29"],
    ["2021-06-20", "2021-06-27"],
  ],
  regionales: [
    ["2004-03-21", "2004-03-28"],
    ["2010-03-14", "2010-03-21"],
    ["2015-12-06", "2015-12-13"],
    ["2021-06-20", "2021-06-27"],
  ],
  europeennes: [["2004-06-13"], ["2009-06-07"], ["2014-05-25"], ["2019-05-26"], ["2024-06-09"]],
};

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

/** What rows tell of their type: only some elections have secteurs, binômes or persons by commune. */
function typeOf(rows: readonly ResultRow[]): string | undefined {
  const first = rows[0];
  if (first === undefined) return undefined;
  if (first.mode !== null) return "municipales";
  if (first.candidatures.some(({ binome }) => binome !== null)) return "departementales";
  const personsByCommune = first.level === "commune" && first.attributions !== null;
  return personsByCommune ? "municipales" : undefined;
}

/** The only one of the values, when they are not several. */
const seule = <T>(values: readonly T[]): T | undefined => (new Set(values).size === 1 ? values[0] : undefined);

/**
 * Finds the round. `undefined` when type, day or round stays open: the caller asks for options. A day that is no general election's is
 * believed, with the round the user says; its first round is then the Sunday before (L56).
 */
export function tourAudite(file: string, rows: readonly ResultRow[], options: TourOptions): Tour | undefined {
  const base = file.replace(/^.*[/\\]/, "");
  const type = options.type ?? typeOf(rows) ?? NOMS.find(([pattern]) => pattern.test(base))?.[1];
  const said = options.tour ?? seule(rows.flatMap(({ tour }) => tour ?? [])) ?? tourOf(base);
  if (type === undefined) return undefined;
  if (options.date !== undefined) return dated(type, options.date, said);
  const annee = /(?:19|20)\d\d/.exec(base)?.[0] ?? /(?:^|[^a-z])(?:pr|lg|dp|cn|rg|eu|mn)(\d\d)(?!\d)/i.exec(base)?.[1];
  const rounds = GENERALES[type]?.find(([first]) => annee !== undefined && first.slice(4 - annee.length, 4) === annee);
  const tour = said ?? (rounds?.length === 1 ? 1 : undefined);
  const date = tour === undefined ? undefined : rounds?.[tour - 1];
  return date === undefined || tour === undefined ? undefined : { type, tour, date, premierTour: rounds![0] };
}

function dated(type: string, date: string, said: 1 | 2 | undefined): Tour | undefined {
  const rounds = GENERALES[type]?.find((days) => days.includes(date));
  if (rounds !== undefined) return { type, tour: rounds[0] === date ? 1 : 2, date, premierTour: rounds[0] };
  if (said === undefined) return undefined;
  const before = new Date(Date.parse(date) - 7 * 86_400_000).toISOString().slice(0, 10);
  return { type, tour: said, date, premierTour: said === 1 ? date : before };
}

/** `T1`, `tour2`, `Tour_2`, `-t1-`, or `legislatives-2_`, in a name. */
function tourOf(base: string): 1 | 2 | undefined {
  const found = /(?:(?:^|[^a-z])t(?:our)?[ _-]?|[a-z]-)([12])(?!\d)/i.exec(base)?.[1];
  return found === undefined ? undefined : found === "1" ? 1 : 2;
}
