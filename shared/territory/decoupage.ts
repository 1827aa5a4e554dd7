import { DEPARTEMENTS } from "./departements.ts";
import { departementOf } from "./codes.ts";

/** The communes of today, from `@etalab/decoupage-administratif` (INSEE's code officiel géographique and legal populations). */

/** What is read of an entry of the package's `data/communes.json`. */
export interface DecoupageEntry {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly population?: number;
  /** Codes of the communes that were merged into it. */
  readonly anciensCodes?: readonly string[];
}

export interface Commune {
  /** INSEE code. */
  readonly code: string;
  readonly nom: string;
  readonly departement: string;
  /** Population municipale; never 0. */
  readonly population: number;
}

export interface Territory {
  /** Inhabited communes by INSEE code of their département, in code order. */
  readonly communes: ReadonlyMap<string, readonly Commune[]>;
  /** Population of each arrondissement of Paris, Lyon and Marseille, by INSEE code. */
  readonly arrondissements: ReadonlyMap<string, number>;
  /** The commune of today that each commune of before was merged into, by the code that it had. */
  readonly devenues: ReadonlyMap<string, Pick<Commune, "code" | "nom">>;
}

/**
 * Sorts the package's entries. Left out: former communes, places where nobody lives (the six villages of the Meuse
 * destroyed in 1916, the Terres australes) and so nobody votes.
 */
export function territoryFrom(entries: readonly DecoupageEntry[]): Territory {
  const communes = new Map<string, Commune[]>();
  const arrondissements = new Map<string, number>();
  const devenues = new Map<string, Pick<Commune, "code" | "nom">>();
  for (const { code, nom, type, population = 0, anciensCodes = [] } of entries) {
    if (type === "arrondissement-municipal") arrondissements.set(code, population);
    if (type === "commune-actuelle") for (const ancien of anciensCodes) devenues.set(ancien, { code, nom });
    const departement = departementOf(code);
    if (type !== "commune-actuelle" || population === 0 || !DEPARTEMENTS.has(departement)) continue;
    const known = communes.get(departement);
    const commune = { code, nom, departement, population };
    if (known) known.push(commune);
    else communes.set(departement, [commune]);
  }
  for (const list of communes.values()) list.sort((a, b) => (a.code < b.code ? -1 : 1));
  return { communes, arrondissements, devenues };
}
