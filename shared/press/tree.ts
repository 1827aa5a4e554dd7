import type { DossierHead, DossierPart } from "../contracts/dossier.ts";
import { addSums } from "../documents/summary.ts";
import type { PressPlace } from "./codes.ts";
import type { Mentions } from "./figures.ts";
import type { Tour2017 } from "./model-2017.ts";
import type { PressView } from "./view.ts";

/** A file of the tree, under the run's press root. */
export interface PressFile {
  readonly path: string;
  readonly text: string;
}

/** What was last published of a département: the figures of its files, so that what lies above agrees with them. */
export interface PublishedPlace {
  /** Digest of the view that was published. */
  readonly digest: string;
  /** Virtual instants, ms: last change, last publication. */
  readonly maj: number;
  readonly extraction: number;
  readonly complet: boolean;
  readonly mentions: Mentions;
  readonly voix: readonly number[];
  /** Seats filled, by nuance. */
  readonly sieges: Readonly<Record<string, number>>;
}

/** `null`: nothing of it was published. */
export interface Row {
  readonly place: PressPlace;
  readonly published: PublishedPlace | null;
}

export interface TreeContext {
  readonly head: DossierHead;
  /** First folder of the tree: `PR2017`. */
  readonly root: string;
  /** What round 1 gave a territory of the tree of 2017, by its file's name without `.xml` (`R` before a région's); round 2 repeats it. */
  readonly earlier?: (name: string) => Tour2017 | undefined;
}

/** A layout at work on one dossier. All pure: the publisher writes what it is given, in that order. */
export interface PressTree {
  /** Reference and candidature files: before the night. */
  readonly before: (places: readonly PressPlace[], parts: readonly DossierPart[]) => readonly PressFile[];
  /** Whether there is something to publish of a département at all (PUB-02, PUB-12). */
  readonly shows: (view: PressView) => boolean;
  /** The files of a département, its index last. */
  readonly departement: (view: PressView) => readonly PressFile[];
  /** What lies above a département that was just published: région, France, the national index last. */
  readonly above: (place: PressPlace, rows: readonly Row[]) => readonly PressFile[];
  /** Paths that must no longer be there, once no index names them (PUB-18). */
  readonly withdrawn: (view: PressView) => readonly string[];
}

/** What is published of several départements, added up. */
export function sumOf(rows: readonly Row[]): readonly [mentions: Mentions, voix: readonly number[]] {
  const known = rows.flatMap(({ published }) => published ?? []);
  const labels = Math.max(0, ...known.map(({ voix }) => voix.length));
  return [
    addSums(known.map(({ mentions }) => mentions)),
    Array.from({ length: labels }, (_, i) => known.reduce((sum, { voix }) => sum + (voix[i] ?? 0), 0)),
  ];
}
