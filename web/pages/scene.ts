import type { Outcome } from "#shared/law/outcome.ts";
import type { Changes } from "../components/changes.ts";
import type { Point } from "../components/curve.ts";
import type { Outlines } from "../components/map.ts";
import type { DepartementDocument, Documents, PublicRun } from "../documents.ts";
import type { Intercommunalite } from "../search/intercommunalites.ts";

/** The communes that a commune stands together with, and the documents of the other départements in which some of them lie. */
export interface Together extends Intercommunalite {
  readonly elsewhere: readonly DepartementDocument[];
}

/** Everything that a page may show, whoever renders it. */
export interface Scene {
  readonly documents: Documents;
  readonly runs: readonly PublicRun[];
  /** The same place in another run. */
  readonly against: Documents | null;
  /** What was seen to change; `null`: too early to say that nothing was. */
  readonly history: readonly Changes[] | null;
  readonly curve: readonly Point[];
  /** `null`: not loaded (yet), or not needed. */
  readonly outlines: Outlines | null;
  /** The communes that a commune stands together with; `null`: not loaded (yet), or none. */
  readonly together: Together | null;
  /** What the reader asked for. */
  readonly wouldChange: readonly string[] | null;
  /** The outcome of this place as the law decided it again, its steps included; `untold`: it could not. */
  readonly again: Outcome | "untold" | null;
  readonly embed: { readonly frame: string; readonly fragment: string } | null;
}
