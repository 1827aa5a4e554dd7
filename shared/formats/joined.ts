import { contradictions } from "./contradictions.ts";
import { problem, type Problem } from "./problems.ts";
import type { TableResults } from "./read-results.ts";
import type { ResultRow } from "./result-rows.ts";

/**
 * Two halves of the same results as one table: the counts of each territory from one, its voix from the other. A territory
 * that only one of them has is reported on its line; figures that do not add up are anomalies of the row, as ever.
 */
export function joined(one: TableResults, other: TableResults): TableResults {
  const counts = one.rows.some((row) => row.counts !== null) ? one : other;
  const voix = counts === one ? other : one;
  const byKey = new Map(voix.rows.map((row) => [keyOf(row), row]));
  const rows: ResultRow[] = [];
  const alone: Problem[] = [];
  for (const row of counts.rows) {
    const key = keyOf(row);
    const votes = byKey.get(key);
    byKey.delete(key);
    if (votes === undefined) {
      alone.push(problem("F-MOITIE", { line: row.line }, "des voix", key));
      continue;
    }
    const { candidatures, voix: own, attributions } = votes;
    const whole = { ...row, candidatures, voix: own, attributions };
    rows.push({ ...whole, anomalies: contradictions(whole, () => ({ line: row.line })) });
  }
  const uncounted = [...byKey.entries()].map(([key, { line }]) =>
    problem("F-MOITIE", { line }, "des inscrits et des exprimés", key),
  );
  return {
    ...counts,
    // One line a territory: those of the candidatures are its own.
    lines: counts.lines + uncounted.length,
    rows,
    rejected: [...counts.rejected, ...voix.rejected, ...alone, ...uncounted],
  };
}

/** A bureau by its commune, whatever else one half says of it: only one may name circonscriptions. */
function keyOf(row: ResultRow): string {
  const { departement, commune, bureau, secteur } = row.territoire;
  const place = bureau === null ? placeOf(row) : [departement, commune, bureau, secteur].join("#");
  return [row.election, row.tour, row.level, place].join("#");
}

/**
 * The tables of a workbook, and first the one that sheets make together when each has other territories of one level: the sénatoriales by
 * list and those by name. Where sheets tell rounds, one that tells none is of the first.
 * @param tour the only round wanted
 */
export function withTogether(tables: readonly TableResults[], tour?: 1 | 2): readonly TableResults[] {
  const told = tables.some(({ rows }) => rows.some((row) => row.tour !== null));
  const own = tables.length > 1 && told ? tables.map((table) => ofRound(table, tour)) : tables;
  const together = [
    ...Map.groupBy(own.filter(isCounted), ({ rows: [first] }) => `${first!.level} ${first!.tour}`).values(),
  ]
    .filter((sheets) => sheets.length > 1 && areApart(sheets))
    .map(asOne);
  return [...together, ...own];
}

function ofRound(table: TableResults, wanted: 1 | 2 | undefined): TableResults {
  const rows = table.rows.map((row) => (row.tour === null ? { ...row, tour: 1 as const } : row));
  const left = wanted === undefined ? [] : rows.filter(({ tour }) => tour !== wanted);
  const lines = left.reduce((sum, one) => sum + one.lines, 0);
  return {
    ...table,
    lines: table.lines - lines,
    filtered: table.filtered + lines,
    rows: left.length === 0 ? rows : rows.filter(({ tour }) => tour === wanted),
  };
}

const isCounted = ({ rows }: TableResults): boolean =>
  rows.length > 0 &&
  rows.every(({ counts, level }) => counts !== null && level === rows[0]!.level && level !== "france");

const placeOf = ({ territoire }: ResultRow): string =>
  [
    territoire.region,
    territoire.departement,
    territoire.circonscription,
    territoire.canton,
    territoire.commune,
    territoire.secteur,
    territoire.bureau,
  ].join("#");

const areApart = (sheets: readonly TableResults[]): boolean => {
  const places = sheets.flatMap(({ rows }) => rows.map(placeOf));
  return new Set(places).size === places.length;
};

const asOne = (sheets: readonly TableResults[]): TableResults => ({
  ...sheets[0]!,
  feuille: sheets.map(({ feuille }) => feuille).join(" + "),
  lines: sheets.reduce((sum, { lines }) => sum + lines, 0),
  rows: sheets.flatMap(({ rows }) => rows),
  rejected: sheets.flatMap(({ rejected }) => rejected),
});
