import type { DossierHead, DossierPart } from "../contracts/dossier.ts";
import type { Progress } from "../count/decompte.ts";
import { addBilans, addSums, bilanOf, verdictOf } from "../documents/summary.ts";
import type { Outcome } from "../law/outcome.ts";
import type { PressPlace } from "./codes.ts";
import type { EarlierRound } from "./earlier.ts";
import type { Mentions } from "./figures.ts";
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
  readonly bureaux: Progress;
  readonly mentions: Mentions;
  readonly voix: readonly number[];
  /** Seats filled, by nuance. */
  readonly sieges: Readonly<Record<string, number>>;
  /** Its complete unites but communes: whether all their seats are filled. */
  readonly pourvus: Readonly<Record<string, boolean>>;
  /** Its parts of unites that other départements share, or of the région that it is. */
  readonly partagees?: Readonly<Record<string, { readonly mentions: Mentions; readonly voix: readonly number[] }>>;
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
  /** Round 1, for the files of round 2, which repeat it. */
  readonly earlier?: EarlierRound;
  /** What the law makes of a unite that lies in several départements (`FR`: the nation), if it is of these very voix. */
  readonly decided: (unite: string, voix: readonly number[]) => Outcome | undefined;
}

/** A layout at work on one dossier. All pure: the publisher writes what it is given, in that order. */
export interface PressTree {
  /** Whether it tells communes by unite: one that lies in several is then added up from its bureaux. */
  readonly byFraction?: true;
  /** Reference and candidature files: before the night. */
  readonly before: (places: readonly PressPlace[], parts: readonly DossierPart[]) => readonly PressFile[];
  /** Whether there is something to publish of a département at all (PUB-02, PUB-12). */
  readonly shows: (view: PressView) => boolean;
  /** The files of a département, its index last. */
  readonly departement: (view: PressView) => readonly PressFile[];
  /** What lies above a département that was just published: région, France, the national index last. */
  readonly above: (view: PressView, rows: readonly Row[]) => readonly PressFile[];
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

/** Seats filled by nuance, those of unites that lie in several départements among them. */
export function seatsByNuance(
  rows: readonly Row[],
  { partagees = [] }: Pick<DossierHead, "partagees">,
  decided: TreeContext["decided"],
): Record<string, number> {
  const own = rows.flatMap(({ published }) => published ?? []).map(({ sieges }) => ({ statuts: {}, sieges }));
  const shared = partagees.flatMap(({ code, candidatures }) => {
    const parts = rows.flatMap(({ published }) => published?.partagees?.[code] ?? []);
    const outcome = decided(
      code,
      candidatures.map((_, i) => parts.reduce((sum, { voix }) => sum + (voix[i] ?? 0), 0)),
    );
    return outcome ? bilanOf([verdictOf(code, outcome, candidatures)]) : [];
  });
  return addBilans([...own, ...shared]).sieges;
}
