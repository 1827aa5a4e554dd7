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

const keyOf = ({ level, tour, election, territoire }: ResultRow): string =>
  [election, tour, level, territoire.departement, territoire.commune, territoire.bureau, territoire.secteur].join("#");
