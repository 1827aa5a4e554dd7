import type { Dossier } from "../contracts/dossier.ts";
import type { Tally } from "../contracts/tally.ts";
import { assembleRows, BLANCS_APART_SINCE, type RowsAssembly } from "./assembly/assemble.ts";
import { RowsError } from "./assembly/rows.ts";
import { cluesOf } from "./clues.ts";
import { electionId } from "./elections.ts";
import type { Family } from "./families.ts";
import { FormatError, problem, type Problem } from "./problems.ts";
import { joined, withTogether } from "./joined.ts";
import type { Layout } from "./layout.ts";
import {
  readResults,
  type FileResults,
  type ResultFile,
  type ResultOptions,
  type SourceFile,
  type TableResults,
} from "./read-results.ts";
import type { ResultRow } from "./result-rows.ts";
import { baseName } from "./name-clues.ts";
import { scrutinOf, type Identified, type ScrutinOptions } from "./scrutin-of.ts";
import type { Encoding } from "./text.ts";

export interface NightFileOptions extends ScrutinOptions {
  /** Population municipale by INSEE code: closing hours are inferred from it. Without it, every commune is small. */
  readonly populations?: ReadonlyMap<string, number>;
  /** Today's commune by the code of one that was merged into it: where a reader finds it in a later election. */
  readonly devenues?: RowsAssembly["devenues"];
  /** `id_election`, of a file of several elections; told by type, date and tour together too. */
  readonly election?: string;
  /** Names the draw of the bureaux that are made where the file has none. */
  readonly seed?: string;
  /** The other half of a file that has counts without voix, or voix without counts (`general_results`, `candidats_results`). */
  readonly companion?: SourceFile | ResultFile;
}

/** What became of each line: `rows = used + rejected lines`. */
export interface FileReport {
  readonly file: string;
  readonly sha256: string;
  readonly family: Pick<Family, "id" | "nom" | "experimental">;
  readonly encoding: Encoding | null;
  /** Lines that are neither a header, nor a title, nor empty, nor of another round or election. */
  readonly rows: number;
  readonly used: number;
  /** Lines that are not counted, and why, in the file's order. */
  readonly rejected: readonly Problem[];
}

export interface FileNight {
  readonly dossier: Dossier;
  /** One a bureau, version 1, in the dossier's order. */
  readonly tallies: readonly Omit<Tally, "run">[];
  readonly report: FileReport;
}

/**
 * Reads a result file: what was known before the night, and what each bureau reported. Of a workbook, the sheet of the
 * smallest territories that can be played. A line whose figures cannot be true is left out and reported, never mended; the dossier's
 * `source` says how many.
 *
 * @throws FormatError when the file cannot be read, is of no known family, has no good line or too many bad ones, or
 *   when its scrutin stays unknown (`F-SCRUTIN`).
 */
export async function readNight(source: SourceFile | ResultFile, options: NightFileOptions = {}): Promise<FileNight> {
  const election = options.election ?? electionId(options);
  const filter: ResultOptions = {
    ...(options.tour !== undefined && { tour: options.tour }),
    ...(election !== undefined && { election }),
    oneElection: true,
  };
  const read = await readResults(source, filter);
  const beside = options.companion ? wholes((await readResults(options.companion, filter)).tables)[0] : undefined;
  const tables = withTogether(ofResults(read.tables), options.tour);
  refuseTwoRounds(
    read.file,
    tables.flatMap(({ rows }) => rows.filter(({ tour }) => tour !== null)),
  );
  const refusals: FormatError[] = [];
  for (const own of wholes(tables)) {
    try {
      return nightOf(read, beside ? joined(own, beside) : own, options);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      refusals.push(error);
    }
  }
  throw refusals[0]!;
}

/** The tables that are not mere lists of persons, if any is not. */
function ofResults(tables: readonly TableResults[]): readonly TableResults[] {
  const results = tables.filter(({ family }) => family.forme !== "personnes");
  return results.length > 0 ? results : tables;
}

/** The night of one table. @throws FormatError when it does not hold what its scrutin asks for. */
function nightOf({ file, sha256, tables }: FileResults, table: TableResults, options: NightFileOptions): FileNight {
  const inLines = (problems: readonly Problem[]): Problem[] =>
    problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const { rows: consistent, anomalies } = sound(table);
  if (consistent.length === 0) {
    const [first] = inLines([...table.rejected, ...anomalies]);
    throw new FormatError(file, first ?? problem("F-VIDE", {}, "au moins un bureau", ""));
  }
  refuseUncounted(file, table, consistent);
  refuseTwoRounds(file, consistent);

  const scrutin = scrutinOf(file, cluesOf(consistent), options);
  const { rows, unfilled } = withBlancs(table.layout, consistent, scrutin);
  const rejected = inLines([...table.rejected, ...anomalies, ...unfilled]);
  const left = rejected.length === 0 ? "" : `, dont non comptées : ${rejected.length}`;
  const pooled = scrutin.date >= BLANCS_APART_SINCE && tellsNone(rows) ? " ; blancs comptés avec les nuls" : "";
  const { dossier, tallies } = assembled(file, table, {
    scrutin,
    rows,
    populations: options.populations ?? new Map(),
    source: `${baseName(file)} (${sheetOf(table, tables)}${table.lines} lignes${left}${pooled}${abroad(table, tables)} ; SHA-256 ${sha256})`,
    ...(options.devenues !== undefined && { devenues: options.devenues }),
    ...(options.seed !== undefined && { seed: options.seed }),
  });
  return {
    dossier,
    tallies,
    report: {
      file,
      sha256,
      family: table.family,
      encoding: table.encoding,
      rows: table.lines,
      used: table.lines - rejected.length,
      rejected,
    },
  };
}

const inscritsOf = (rows: readonly ResultRow[]): number =>
  rows.reduce((sum, { counts }) => sum + (counts?.inscrits ?? 0), 0);

/** Electors that another table of the file has for the whole nation, and the one that is played has nowhere: those abroad, most often. */
function abroad({ rows }: TableResults, all: readonly TableResults[]): string {
  const tour = rows[0]?.tour ?? null;
  const isNation = (row: ResultRow): boolean =>
    row.level === "france" && (row.tour === null || tour === null || row.tour === tour);
  const nation = Math.max(...all.map((one) => inscritsOf(one.rows.filter(isNation))));
  const left = nation - inscritsOf(rows.filter(({ level }) => level !== "france"));
  return left > 0 ? ` ; inscrits de la nation qui n'y sont pas : ${left}` : "";
}

/** Which sheet is played, and those of the same level that are not. */
function sheetOf({ feuille, rows, family }: TableResults, all: readonly TableResults[]): string {
  if (feuille === null || family.id === "presse-xml") return "";
  const played = feuille.split(" + ");
  const level = rows[0]?.level;
  const others = all.filter((one) => one.rows[0]?.level === level && !played.includes(one.feuille ?? ""));
  const left = others.map((one) => `« ${one.feuille} »`).join(", ");
  return `feuille « ${feuille} »${left === "" ? "" : `, non ${left}`}, `;
}

/**
 * The tables that hold most electors (a sheet of cantons may leave whole départements out), that of the smallest
 * territories first. Not every one can be played: deputies are not elected by canton.
 */
function wholes(tables: readonly TableResults[]): TableResults[] {
  const inscrits = ({ rows }: TableResults): number => inscritsOf(rows.filter(({ level }) => level !== "france"));
  const most = Math.max(...tables.map(inscrits));
  return tables.filter((table) => inscrits(table) === most).toSorted((a, b) => b.rows.length - a.rows.length);
}

/** Rows whose figures hold, and the first contradiction of each line of the others. */
function sound({ rows }: TableResults): {
  readonly rows: readonly ResultRow[];
  readonly anomalies: readonly Problem[];
} {
  const anomalies = rows.flatMap(({ anomalies: [first], lines }) =>
    first === undefined ? [] : Array.from({ length: lines }, () => first),
  );
  return anomalies.length === 0
    ? { rows, anomalies }
    : { rows: rows.filter((row) => row.anomalies.length === 0), anomalies };
}

function refuseUncounted(file: string, { layout }: TableResults, rows: readonly ResultRow[]): void {
  const header = layout.header.join(" ; ");
  if (rows.every(({ voix }) => voix.length === 0))
    throw new FormatError(file, problem("F-FORMAT", {}, "des colonnes de voix", header));
  if (rows.every(({ counts }) => counts === null)) {
    const expected = "les colonnes inscrits, votants et exprimés (candidats_results se joue avec general_results)";
    throw new FormatError(file, problem("F-FORMAT", {}, expected, header));
  }
}

function refuseTwoRounds(file: string, rows: readonly ResultRow[]): void {
  const tours = new Set(rows.map(({ tour }) => tour));
  if (tours.size > 1) throw new FormatError(file, problem("F-TOUR", {}, "--tour 1 ou --tour 2", "les deux tours"));
}

/**
 * Where the law counts blancs apart and the file does too, a row whose cell of blancs is empty is not counted: nothing may guess them. A
 * file that tells none (the bureaux of 2014 and 2015) pools them with nuls throughout.
 */
function withBlancs(
  { at, header }: Layout,
  rows: readonly ResultRow[],
  { date }: Identified,
): { readonly rows: readonly ResultRow[]; readonly unfilled: readonly Problem[] } {
  if (date < BLANCS_APART_SINCE || tellsNone(rows)) return { rows, unfilled: [] };
  const column = at.get("blancs");
  const place = column === undefined ? {} : { column: column + 1, field: header[column] ?? "" };
  const unfilled = rows
    .filter(({ counts }) => counts!.blancs === null)
    .flatMap(({ line, lines }) =>
      Array.from({ length: lines }, () => problem("F-NOMBRE", { line, ...place }, "un nombre entier", "")),
    );
  return { rows: unfilled.length === 0 ? rows : rows.filter(({ counts }) => counts!.blancs !== null), unfilled };
}

const tellsNone = (rows: readonly ResultRow[]): boolean => rows.every(({ counts }) => counts?.blancs == null);

function assembled(file: string, { layout }: TableResults, assembly: RowsAssembly): ReturnType<typeof assembleRows> {
  try {
    return assembleRows(assembly);
  } catch (error) {
    if (!(error instanceof RowsError)) throw error;
    const { manque } = error;
    const where = manque === "departement" ? "" : ` ; le fichier par bureau ou par ${manque} du même scrutin la porte`;
    const expected = `une colonne ${manque} (les sièges y sont pourvus${where})`;
    throw new FormatError(file, problem("F-FORMAT", {}, expected, layout.header.join(" ; ")), { cause: error });
  }
}
