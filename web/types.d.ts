/** The part of the published documents that the page reads: `shared/documents/national.ts`. */
export type { CountProgress, DepartementRow, FranceDocument, UnitesOutcome } from "../shared/documents/national.ts";
export type { ScoredCandidature } from "../shared/documents/common.ts";
export type { Outcome } from "../shared/law/outcome.ts";

/** A run that may be followed: a row of `GET /api/v1/public/runs`. */
export interface PublicRun {
  readonly run: string;
  readonly nom: string;
  readonly tour: 1 | 2;
}
