/** Places given by rank, with the silence of the law on a tie for the last of them. */
import type { ContestCandidature } from "../contest.ts";

export interface Places<T> {
  /** Sure of a place. */
  readonly retenus: readonly T[];
  /** Tied for the last places, and more than they are. */
  readonly exAequo: readonly T[];
}

/** The `places` most voted, among those with at least one voix. Does not depend on the order of `parmi`. */
export function mieuxPlaces<T extends Pick<ContestCandidature, "voix">>(
  parmi: readonly T[],
  places: number,
): Places<T> {
  const enLice = parmi.filter(({ voix }) => voix > 0).toSorted((a, b) => b.voix - a.voix);
  if (places <= 0) return { retenus: [], exAequo: [] };
  if (enLice.length <= places) return { retenus: enLice, exAequo: [] };
  const last = enLice[places - 1]!.voix;
  if (enLice[places]!.voix < last) return { retenus: enLice.slice(0, places), exAequo: [] };
  return { retenus: enLice.filter(({ voix }) => voix > last), exAequo: enLice.filter(({ voix }) => voix === last) };
}

/** Those with the most voix; none when nobody has any. */
export function enTete<T extends Pick<ContestCandidature, "voix">>(parmi: readonly T[]): readonly T[] {
  const most = parmi.reduce((max, { voix }) => Math.max(max, voix), 0);
  return most === 0 ? [] : parmi.filter(({ voix }) => voix === most);
}
