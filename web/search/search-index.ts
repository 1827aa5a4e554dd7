import type { Place } from "../address.ts";
import { normalise, withoutArticle } from "./normalise.ts";

/** Where seats are filled has the name of its type. */
export type EntryKind =
  | "commune"
  | "arrondissement"
  | "ancienne"
  | "departement"
  | "region"
  | "circonscription"
  | "canton"
  | "secteur"
  | "section"
  | "collectivite"
  | "candidat";

/** What can be found by its name. */
export interface Entry {
  readonly kind: EntryKind;
  readonly name: string;
  /** What tells it from others of the same name: its département, the commune it became. */
  readonly detail: string;
  /** Where it leads. */
  readonly place: Place;
  /** Where it leads in a night in which it still stood by itself, as a commune that was merged since. */
  readonly before?: Place;
  /** The greater, the sooner shown. */
  readonly weight: number;
}

/** Finds entries as one types. */
export interface SearchIndex {
  find(query: string, limit: number): readonly Entry[];
}

/** An entry with its name as it is compared, a space before each word, the first included. */
interface Indexed {
  readonly entry: Entry;
  readonly words: string;
}

interface Match {
  readonly entry: Entry;
  readonly rank: number;
}

/** From how many letters a mistake is forgiven, and a second one. */
const FORGIVES_ONE = 4;
const FORGIVES_TWO = 8;

/** Ranks of a match, the best first; each mistake adds one. */
const EXACT = 0;
const BEGINNING = 1;
const WORDS = 2;
const MISTAKEN = 3;

export function searchIndex(entries: readonly Entry[]): SearchIndex {
  const indexed = entries.map((entry): Indexed => ({ entry, words: ` ${normalise(entry.name)}` }));
  return {
    find(query, limit) {
      const wanted = normalise(query);
      if (wanted === "") return [];
      const found = matching(indexed, wanted);
      const matches = found.length > 0 ? found : mistaken(indexed, withoutArticle(wanted));
      return matches
        .toSorted((a, b) => a.rank - b.rank || b.entry.weight - a.entry.weight || compare(a.entry.name, b.entry.name))
        .slice(0, limit)
        .map(({ entry }) => entry);
    },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Entries of which every word typed begins a word, or whose code is typed. */
function matching(indexed: readonly Indexed[], wanted: string): Match[] {
  const typed = wanted.split(" ").map((word) => ` ${word}`);
  const short = withoutArticle(wanted);
  const code = wanted.toUpperCase();
  return indexed.flatMap(({ entry, words }): Match[] => {
    if (!typed.every((word) => words.includes(word))) {
      return [entry.place, entry.before].some((place) => place !== undefined && "code" in place && place.code === code)
        ? [{ entry, rank: EXACT }]
        : [];
    }
    const name = withoutArticle(words.slice(1));
    return [{ entry, rank: name === short ? EXACT : name.startsWith(short) ? BEGINNING : WORDS }];
  });
}

/** Entries whose beginning is a mistake or two away from what was typed. */
function mistaken(indexed: readonly Indexed[], wanted: string): Match[] {
  const allowed = wanted.length >= FORGIVES_TWO ? 2 : wanted.length >= FORGIVES_ONE ? 1 : 0;
  if (allowed === 0) return [];
  return indexed.flatMap(({ entry, words }): Match[] => {
    const name = withoutArticle(words.slice(1));
    const mistakes = distanceToBeginning(wanted, name, allowed);
    // A name of about that length was meant rather than one that only begins so.
    return mistakes > allowed
      ? []
      : [{ entry, rank: MISTAKEN + mistakes * 2 + (name.length - wanted.length > 1 ? 1 : 0) }];
  });
}

/**
 * The fewest letters to add, remove, replace or swap with their neighbour so that `typed` becomes some beginning of `name`;
 * more than `most` once it is known to be.
 */
export function distanceToBeginning(typed: string, name: string, most: number): number {
  const width = Math.min(name.length, typed.length + most);
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: width + 1 }, (_, j) => j);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= width; j += 1) {
      const same = typed[i - 1] === name[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && typed[i - 1] === name[j - 2] && typed[i - 2] === name[j - 1];
      next.push(
        Math.min(
          row[j - 1]! + same,
          row[j]! + 1,
          next[j - 1]! + 1,
          swapped ? before[j - 2]! + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return Math.min(...row);
}
