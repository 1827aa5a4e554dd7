import { assembleRows } from "./assembly/assemble.ts";
import { RowsError } from "./assembly/rows.ts";
import { cluesOf } from "./clues.ts";
import type { Family } from "./families.ts";
import { FormatError, problem, problemText, type Problem } from "./problems.ts";
import { tablesOf, type ResultFile, type SourceFile } from "./read-results.ts";
import { ResultSet } from "./result-set.ts";
import type { Level, ResultRow } from "./result-rows.ts";
import { scrutinOf, type ScrutinOptions } from "./scrutin-of.ts";
import { isProblem, readTable, type RowFilter } from "./table-reader.ts";
import type { Table } from "./table.ts";
import type { Encoding } from "./text.ts";
import { firstName, type Field } from "./vocabulary.ts";

/** What a file is, holds and lacks, without playing it. */

/** Sums over the rows of a table, or of one election of it. */
export interface Totals {
  rows: number;
  inscrits: number;
  votants: number;
  blancs: number;
  nuls: number;
  exprimes: number;
  voix: number;
  candidatures: number;
  /** Candidatures marked as elected, and seats where the file counts them. */
  elus: number;
  sieges: number;
  siegesSecteur: number;
  siegesCC: number;
}

/** One table of a file. */
export interface TableInspection {
  readonly feuille: string | null;
  readonly famille: Pick<Family, "id" | "nom" | "experimental">;
  readonly encodage: Encoding | null;
  /** Lines read: those of rows and those rejected. */
  readonly lignes: number;
  readonly niveaux: Readonly<Partial<Record<Level, number>>>;
  readonly tours: readonly number[];
  /** Over all rows: where they are of several levels, one figure may be in several of them. */
  readonly totaux: Totals;
  readonly totauxParNiveau: Readonly<Partial<Record<Level, Totals>>>;
  /** By `id_election`, in files of several. */
  readonly elections: Readonly<Record<string, Totals>>;
  /** The election, when the table tells it; else `null`, and `scrutinInconnu` says why. */
  readonly scrutin: { readonly id: string; readonly nom: string; readonly tour: 1 | 2; readonly date: string } | null;
  readonly scrutinInconnu: string | null;
  /** Whether `replay` can play it, and what it lacks if not. */
  readonly manque: string | null;
  /** Lines that are no row, by code. */
  readonly rejets: Readonly<Record<string, number>>;
  /** Rows whose figures contradict each other, by code. */
  readonly contradictions: Readonly<Record<string, number>>;
  /** The first of both, in sentences. */
  readonly exemples: readonly string[];
  /** Columns that no family knows. */
  readonly colonnesInconnues: readonly string[];
}

export interface Inspection {
  readonly fichier: string;
  readonly sha256: string;
  readonly tables: readonly TableInspection[];
  readonly feuillesIgnorees: readonly { readonly feuille: string; readonly raison: string }[];
}

/** Sentences kept of what is wrong. */
const EXAMPLES = 5;

/**
 * Reads a file to its end and says what it is. Files of several elections are summed in constant memory.
 * @throws FormatError when it cannot be read or is of no known family
 */
export async function inspect(
  source: SourceFile | ResultFile,
  options: ScrutinOptions & RowFilter = {},
): Promise<Inspection> {
  const { name, tables, sha256 } = tablesOf(source);
  const read: TableInspection[] = [];
  const ignored: { feuille: string; raison: string; why: Problem }[] = [];
  for await (const table of tables) {
    try {
      read.push(await inspectTable(name, table, options));
    } catch (error) {
      if (!(error instanceof FormatError) || table.nom === null) throw error;
      ignored.push({ feuille: table.nom, raison: error.code, why: error.problem });
    }
  }
  if (read.length === 0) throw new FormatError(name, ignored[0]?.why ?? problem("F-VIDE", {}, "une table", ""));
  return {
    fichier: name,
    sha256: sha256(),
    tables: read,
    feuillesIgnorees: ignored.map(({ feuille, raison }) => ({ feuille, raison })),
  };
}

async function inspectTable(file: string, table: Table, options: ScrutinOptions & RowFilter): Promise<TableInspection> {
  const { tour, election } = options;
  const filter = { ...(tour !== undefined && { tour }), ...(election !== undefined && { election }) };
  const reading = readTable(file, table, filter);
  const set = new ResultSet();
  const elections: Record<string, Totals> = {};
  let rejected: readonly Problem[] = [];
  for await (const reads of reading.reads) {
    const { family, at } = reading.layout()!;
    const several = at.has("election") && election === undefined;
    const long = family.forme === "long" || family.forme === "personnes";
    for (const one of reads) {
      if (several && !isProblem(one)) addTo((elections[one.election ?? ""] ??= nothing()), one);
      else set.add(one, long);
    }
  }
  const layout = reading.layout();
  if (layout === null) throw new FormatError(file, problem("F-VIDE", {}, "une ligne d'en-tête", ""));
  const settled = set.settle(layout);
  ({ rejected } = settled);
  const { rows } = settled;
  const totaux = nothing();
  const totauxParNiveau: Partial<Record<Level, Totals>> = {};
  for (const row of rows) {
    addTo(totaux, row);
    addTo((totauxParNiveau[row.level] ??= nothing()), row);
  }
  for (const sums of Object.values(elections)) merge(totaux, sums);
  const anomalies = rows.flatMap((row) => row.anomalies.slice(0, 1));
  const niveaux: Partial<Record<Level, number>> = {};
  for (const { level } of rows) niveaux[level] = (niveaux[level] ?? 0) + 1;
  const { id, nom, experimental } = layout.family;
  return {
    feuille: table.nom,
    famille: { id, nom, experimental },
    encodage: table.encoding(),
    lignes: reading.rows(),
    niveaux,
    tours: [...new Set(rows.flatMap((row) => row.tour ?? []))].toSorted(),
    totaux,
    totauxParNiveau,
    elections,
    ...played(file, rows, options, layout.at, options.tour !== undefined && reading.filtered() > 0),
    rejets: byCode(rejected),
    contradictions: byCode(anomalies),
    exemples: [...rejected, ...anomalies].slice(0, EXAMPLES).map(problemText),
    colonnesInconnues: layout.unknown,
  };
}

const nothing = (): Totals => ({
  rows: 0,
  inscrits: 0,
  votants: 0,
  blancs: 0,
  nuls: 0,
  exprimes: 0,
  voix: 0,
  candidatures: 0,
  elus: 0,
  sieges: 0,
  siegesSecteur: 0,
  siegesCC: 0,
});

function addTo(sums: Totals, { counts, candidatures, voix, attributions }: ResultRow): void {
  sums.rows += 1;
  sums.candidatures += candidatures.length;
  for (const votes of voix) sums.voix += votes;
  if (counts !== null) {
    sums.inscrits += counts.inscrits;
    sums.votants += counts.votants;
    sums.blancs += counts.blancs ?? 0;
    sums.nuls += counts.nuls ?? counts.votants - counts.exprimes - (counts.blancs ?? 0);
    sums.exprimes += counts.exprimes;
  }
  for (const { elu, sieges, siegesSecteur, siegesCC } of attributions ?? []) {
    sums.elus += elu === true ? 1 : 0;
    // A word where a number is expected names one seat.
    sums.sieges += sieges ?? (elu === true ? 1 : 0);
    sums.siegesSecteur += siegesSecteur ?? 0;
    sums.siegesCC += siegesCC ?? 0;
  }
}

function merge(into: Totals, sums: Totals): void {
  for (const key of Object.keys(into) as (keyof Totals)[]) into[key] += sums[key];
}

function byCode(problems: readonly Problem[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of problems) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** Which election it is, and what it would lack to be played. @param filtered whether lines of the other round were left out. */
function played(
  file: string,
  rows: readonly ResultRow[],
  options: ScrutinOptions,
  at: ReadonlyMap<Field, number>,
  filtered: boolean,
): Pick<TableInspection, "scrutin" | "scrutinInconnu" | "manque"> {
  const unknown = { scrutin: null, scrutinInconnu: null };
  if (rows.length === 0) {
    if (at.has("election")) return { ...unknown, manque: "une élection à la fois : --election" };
    return { ...unknown, manque: filtered ? "une ligne de ce tour" : "une ligne qui tienne" };
  }
  const counts = (["inscrits", "votants", "exprimes"] as const).filter((field) => !at.has(field));
  const sound = rows.filter(({ anomalies }) => anomalies.length === 0);
  const told = identified(file, sound, options);
  if (rows.every(({ voix }) => voix.length === 0)) return { ...told, manque: "les voix" };
  if (counts.length > 0) return { ...told, manque: counts.map(firstName).join(", ") };
  if (told.scrutin === null) return { ...told, manque: "--type, --date ou --tour" };
  try {
    assembleRows({ scrutin: told.scrutin, rows: sound, populations: new Map(), source: file });
    return { ...told, manque: null };
  } catch (error) {
    if (error instanceof RowsError) return { ...told, manque: error.manque };
    throw error;
  }
}

function identified(
  file: string,
  rows: readonly ResultRow[],
  options: ScrutinOptions,
): { readonly scrutin: ReturnType<typeof scrutinOf> | null; readonly scrutinInconnu: string | null } {
  try {
    return { scrutin: scrutinOf(file, cluesOf(rows), options), scrutinInconnu: null };
  } catch (error) {
    if (error instanceof FormatError) return { scrutin: null, scrutinInconnu: problemText(error.problem) };
    throw error;
  }
}
