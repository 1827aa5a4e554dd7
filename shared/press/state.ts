import { pressPath } from "../documents/paths.ts";
import type { Shelf } from "../ports.ts";
import type { PublishedPlace } from "./tree.ts";
import type { SeenTerritories } from "./view.ts";

/**
 * What the publisher remembers of a run's tree, in private objects beside what is held: one for the nation, one a
 * département. The nation's is written last of all, so that what it says was done was done; what a crash left half done is
 * done again, with the same bytes but for the stamp of the extraction.
 */
export interface PressState {
  readonly format: "vingt-heures/presse@1";
  /** Whether the files of before the night are there. */
  readonly avant: boolean;
  /** Last cycle that was done to its end; `null`: none. */
  readonly cycle: number | null;
  /** Whether all that was counted when the run was closed is there. */
  readonly cloture: boolean;
  /** By code of the tree: what is published, and the head sequences that were looked at. */
  readonly places: Readonly<Record<string, PlaceState>>;
  /** Files written since the beginning, and removed: what the tree costs. */
  readonly ecrits: number;
  readonly retires: number;
}

export interface PlaceState {
  readonly sequences: Readonly<Record<string, number>>;
  readonly published: PublishedPlace | null;
}

export const EMPTY_STATE: PressState = {
  format: "vingt-heures/presse@1",
  avant: false,
  cycle: null,
  cloture: false,
  places: {},
  ecrits: 0,
  retires: 0,
};

const PRIVATE_JSON = { contentType: "application/json", cache: "private" } as const;

async function readJson<T>(shelf: Pick<Shelf, "get">, key: string): Promise<T | null> {
  const stored = await shelf.get(key);
  return stored && (JSON.parse(new TextDecoder().decode(stored.body)) as T);
}

export const readState = async (shelf: Pick<Shelf, "get">, run: string): Promise<PressState> =>
  (await readJson<PressState>(shelf, pressPath.state(run))) ?? EMPTY_STATE;

export const writeState = (shelf: Shelf, run: string, state: PressState): Promise<void> =>
  shelf.put(pressPath.state(run), JSON.stringify(state), PRIVATE_JSON);

export const readSeen = async (shelf: Shelf, run: string, place: string): Promise<SeenTerritories> =>
  (await readJson<SeenTerritories>(shelf, pressPath.seen(run, place))) ?? {};

export const writeSeen = (shelf: Shelf, run: string, place: string, seen: SeenTerritories): Promise<void> =>
  shelf.put(pressPath.seen(run, place), JSON.stringify(seen), PRIVATE_JSON);
