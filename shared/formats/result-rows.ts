/**
 * What official result files say, whatever their family: one {@link ResultRow} a territory (a bureau, a commune, a
 * circonscription, …) with its counts, its candidatures and, where the file gives them, who is elected and which seats.
 * Every reader makes these rows; dossiers, inspection and the audit are built on them. Figures are as the file gives
 * them: rows are checked, never mended.
 */

import type { Problem } from "./problems.ts";

/** From the smallest territory to the largest. `secteur`: an arrondissement or secteur of Paris, Lyon or Marseille. */
export type Level =
  | "bureau"
  | "secteur"
  | "commune"
  | "canton"
  | "circonscription"
  | "departement"
  | "section"
  | "region"
  | "france";

/** A territory by its codes, each `null` when the row does not name it. */
export interface Territoire {
  /** INSEE code of the région at the time. */
  readonly region: string | null;
  /** INSEE code of the département: `01`, `2A`, `971`; `ZZ`: the French abroad; `ZX`: Saint-Martin and Saint-Barthélemy together. */
  readonly departement: string | null;
  /** INSEE code, five characters; `ZZ…` for a consular post. */
  readonly commune: string | null;
  /** Code of the bureau in its commune, as text. */
  readonly bureau: string | null;
  /** `SR01`: secteur; `AR01`: arrondissement; as the file writes it after the commune's code. */
  readonly secteur: string | null;
  /** Number in the département, two digits or more, as text: `05`. */
  readonly canton: string | null;
  /** Number of the circonscription législative in its département, two digits: `04`. */
  readonly circonscription: string | null;
  /** Name of the territory that the row is of (of the commune, for a bureau). */
  readonly nom: string;
}

/** Counts of a territory. */
export interface ResultCounts {
  readonly inscrits: number;
  readonly votants: number;
  /** Blank ballots, when they are counted apart. */
  readonly blancs: number | null;
  /** Null ballots, when they are counted apart. */
  readonly nuls: number | null;
  readonly exprimes: number;
}

/**
 * A candidate, a binôme or a list as the file names it. Rows share these objects: the same candidature under the same
 * panel in the same unite is one object, so that a file of millions of cells stays small.
 */
export interface ResultCandidature {
  /** Name of the candidate; of the head of the list, for a list that has one; the binôme's two names; else the label. */
  readonly nom: string;
  readonly prenom: string | null;
  readonly sexe: "M" | "F" | null;
  /** Number of the panel, or of the list. */
  readonly panneau: number | null;
  readonly nuance: string | null;
  /** Name of the list, the short one first; `null` for persons. */
  readonly liste: string | null;
  readonly listeEtendue: string | null;
  /** Both members as the file writes them: `Mme BRESSON Christine et M. ROBERT Patrice`. */
  readonly binome: string | null;
}

/** What the file says that a candidature won in this row; `null`: it does not say. */
export interface Attribution {
  /** Whether it is marked as elected. For a list: whether it has a seat. */
  readonly elu: boolean | null;
  /** Whether it is marked as qualified for round 2 (press XML). */
  readonly qualifie: boolean | null;
  /** `null` too when the file has a word where a number is expected (`Oui`, `Elus`): then `elu` says it. Seats of the council (CM, région, Parliament); of the commune's council, in a row of Paris, Lyon or Marseille. */
  readonly sieges: number | null;
  /** Seats of the conseil d'arrondissement or de secteur. */
  readonly siegesSecteur: number | null;
  /** Seats of the conseil communautaire. */
  readonly siegesCC: number | null;
}

/** One territory of a file. */
export interface ResultRow {
  /** Line of the text, row of the sheet or of the Parquet table, from 1; its first, when it takes several. */
  readonly line: number;
  /** How many lines make it: 1, or one a candidature in long files. */
  readonly lines: number;
  readonly level: Level;
  readonly tour: 1 | 2 | null;
  /** `id_election` of aggregated files: `2022_pres_t1`. */
  readonly election: string | null;
  readonly territoire: Territoire;
  /** `null` in files of candidates only (`candidats_results`): their companion has them. */
  readonly counts: ResultCounts | null;
  /** In the file's order. Rows of the same ballot share the array. */
  readonly candidatures: readonly ResultCandidature[];
  /** Voix of each candidature, in their order. */
  readonly voix: readonly number[];
  /** In their order; `null` when the file says nothing of seats or election. */
  readonly attributions: readonly Attribution[] | null;
  /** Figures of the row that contradict each other; empty for almost all. A row that has some is never counted. */
  readonly anomalies: readonly Problem[];
  /** Ballot of a commune: `LI2` lists, `PL2` Paris-Lyon-Marseille, `MAJ` plurinominal majority; `null` when not told. */
  readonly mode: "LI2" | "PL2" | "MAJ" | null;
}
