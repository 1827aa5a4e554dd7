import type { BureauxDocument, DepartementDocument } from "#shared/documents/departement.ts";
import type { FranceDocument, RegionDocument } from "#shared/documents/national.ts";

/** What the site reads, as published. */
export type { BureauxDocument, DepartementDocument, FranceDocument, RegionDocument };

/** A run that may be followed: a row of `GET /api/v1/public/runs`, or of a file of the same shape beside a static site. */
export interface PublicRun {
  readonly run: string;
  readonly nom: string;
  readonly tour: 1 | 2;
  readonly scrutin: string;
  /** The arrival curve so far: pairs [virtual instant ms, bureaux counted]. */
  readonly curve?: readonly (readonly [instant: number, counted: number])[];
}

/** Every document that a page shows: of one publication, and those of another run to compare with. */
export interface Documents {
  readonly france: FranceDocument;
  readonly region: RegionDocument | null;
  readonly departement: DepartementDocument | null;
  readonly bureaux: BureauxDocument | null;
}
