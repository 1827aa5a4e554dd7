import { DEPARTEMENTS } from "../../territory/departements.ts";
import type { ResultCandidature, ResultRow } from "../result-rows.ts";
import { departementOfRow } from "./unites.ts";

/** Rows whose circonscriptions were told from their ballots. */
export interface Drawn {
  readonly rows: readonly ResultRow[];
  /** Names of the circonscriptions by the code of their unite. */
  readonly names: ReadonlyMap<string, string>;
}

/** What readers are told of circonscriptions that were drawn. */
export const DRAWN =
  "Le fichier ne nomme pas les circonscriptions : chacune réunit les bureaux d'un département qui ont les mêmes candidats. Leurs numéros suivent l'ordre du fichier et ne sont pas les officiels.";

/**
 * The circonscriptions of bureaux that name none (législatives of 2024): in a département, who has the same candidates
 * votes for the same deputy. A ballot whose candidates are all on exactly one other is that one, incompletely written.
 * `null` where this tells nothing: circonscriptions are named, rows are no bureaux, or columns are nuances that all share.
 */
export function drawnCirconscriptions(rows: readonly ResultRow[]): Drawn | null {
  const persons = (candidatures: readonly ResultCandidature[]): boolean =>
    candidatures.length > 0 && candidatures.every(({ prenom }) => prenom !== null);
  const drawable = rows.every(
    ({ level, territoire, candidatures }) =>
      level === "bureau" && territoire.circonscription === null && persons(candidatures),
  );
  if (!drawable) return null;

  const numbers = new Map<ResultRow, string>();
  const names = new Map<string, string>();
  for (const [departement, own] of Map.groupBy(rows, (row) => departementOfRow(row) ?? "")) {
    const ballots = ballotsOf(own);
    for (const [i, { first, members }] of ballots.entries()) {
      const number = String(i + 1).padStart(2, "0");
      const nom = DEPARTEMENTS.get(departement)?.nom ?? departement;
      const { territoire } = first;
      names.set(departement + number, `${nom}, circonscription du bureau ${territoire.bureau} de ${territoire.nom}`);
      for (const row of members) numbers.set(row, number);
    }
  }
  return {
    rows: rows.map((row) => ({ ...row, territoire: { ...row.territoire, circonscription: numbers.get(row)! } })),
    names,
  };
}

interface SharedBallot {
  readonly first: ResultRow;
  readonly names: ReadonlySet<string>;
  readonly members: ResultRow[];
}

const nameOf = ({ nom, prenom }: ResultCandidature): string => `${nom}\n${prenom}`;

/** The distinct ballots of a département's rows, in the file's order. */
function ballotsOf(rows: readonly ResultRow[]): readonly SharedBallot[] {
  const ballots = new Map<string, SharedBallot>();
  for (const row of rows) {
    const names = row.candidatures.map(nameOf).toSorted();
    const key = names.join("\n");
    const known = ballots.get(key);
    if (known) known.members.push(row);
    else ballots.set(key, { first: row, names: new Set(names), members: [row] });
  }
  return whole([...ballots.values()]);
}

/** Joins each ballot that is a part of exactly one other to it. */
function whole(ballots: readonly SharedBallot[]): readonly SharedBallot[] {
  const kept = [...ballots];
  for (const part of ballots.toSorted((a, b) => a.names.size - b.names.size)) {
    const holders = kept.filter((other) => other.names.size > part.names.size && part.names.isSubsetOf(other.names));
    if (holders.length !== 1) continue;
    holders[0]!.members.push(...part.members);
    kept.splice(kept.indexOf(part), 1);
  }
  return kept;
}
