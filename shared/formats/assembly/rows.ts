import type { ResultRow } from "../result-rows.ts";
import { departementOfRow, LEVELS, neededBy } from "./unites.ts";

/** A row that is not counted. */
export interface Unused {
  readonly row: ResultRow;
  /** Why, in French. */
  readonly raison: string;
}

/** No level of the file tells where the seats are filled. */
export class RowsError extends Error {
  override readonly name = "RowsError";
  /** The column that is missing. */
  readonly manque: string;

  constructor(manque: string) {
    super(`F-UNITE: no level of the file names, on every row, the ${manque} in which its votes count`);
    this.manque = manque;
  }
}

/**
 * The rows of the smallest territories that name their unites: those of larger ones repeat the same votes.
 * @throws RowsError when no level does.
 */
export function chosenRows(
  all: readonly ResultRow[],
  type: string,
  tour: 1 | 2,
): { readonly rows: readonly ResultRow[]; readonly unused: readonly Unused[] } {
  const needed = neededBy(type);
  const unused: Unused[] = [];
  const counted = all.filter((row) => {
    const raison = refusedFor(row, tour);
    if (raison !== null) unused.push({ row, raison });
    return raison === null;
  });
  for (const levels of LEVELS) {
    const rows = counted.filter(({ level }) => levels.includes(level));
    if (rows.length === 0 || !rows.every((row) => tells(row, needed))) continue;
    for (const row of counted)
      if (!levels.includes(row.level))
        unused.push({ row, raison: `niveau ${row.level} : ses voix sont déjà comptées` });
    return { rows: onceEach(rows, type, unused), unused };
  }
  throw new RowsError(needed ?? "departement");
}

function refusedFor({ tour: own, counts, anomalies, level }: ResultRow, tour: 1 | 2): string | null {
  if (own !== null && own !== tour) return `tour ${own}`;
  if (counts === null) return "ni inscrits ni votants";
  if (anomalies.length > 0) return "chiffres contradictoires";
  return level === "france" || level === "section" ? `niveau ${level} : ses voix sont déjà comptées` : null;
}

/** A row tells its place, and its unite. */
function tells(row: ResultRow, needed: ReturnType<typeof neededBy>): boolean {
  const { territoire, level } = row;
  if (level !== "region" && departementOfRow(row) === null) return false;
  if (level === "bureau" && (territoire.commune === null || territoire.bureau === null)) return false;
  return needed === undefined || territoire[needed] !== null;
}

/** Paris, Lyon and Marseille may be there both whole and by secteur: where they elect by secteur the secteurs count, else the city. */
function onceEach(rows: readonly ResultRow[], type: string, unused: Unused[]): ResultRow[] {
  const cities = new Set<string>();
  const divided = new Set<string>();
  for (const {
    level,
    territoire: { commune, secteur },
  } of rows) {
    if (commune === null || level === "bureau") continue;
    (secteur === null ? cities : divided).add(commune);
  }
  return rows.filter((row) => {
    const { commune, secteur } = row.territoire;
    if (row.level === "bureau" || commune === null || !cities.has(commune) || !divided.has(commune)) return true;
    const counts = (secteur !== null) === (type === "municipales");
    if (!counts) unused.push({ row, raison: "ville donnée aussi entière ou par secteur" });
    return counts;
  });
}
