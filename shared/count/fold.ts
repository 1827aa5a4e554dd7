import { unpack, type PackedTally } from "./packing.ts";

/** One version of a bureau's tally, as the ledger holds it. */
export interface Version {
  readonly version: number;
  readonly digest: string;
  readonly tally: PackedTally;
}

/** What the ledger says of one bureau. */
export interface FoldedBureau {
  readonly commune: string;
  readonly bureau: string;
  /** What counts: the highest version; of two contents under it, the lowest digest. */
  readonly counted: Version;
  /** Two contents stand under the counted version: the unite is neither complete nor decided until a higher one settles it. */
  readonly conflit: boolean;
  /** Earlier versions, ascending, one a version number. */
  readonly earlier: readonly Version[];
}

interface Raw {
  readonly version: number;
  readonly digest: string;
  readonly content: string;
}

/**
 * Folds the entries of one scope: the highest version of each bureau wins. Pure, commutative, associative and
 * idempotent: any order, any repetition of the same entries gives the same bureaux. Keyed by `commune#bureau`.
 */
export function foldLedger(
  entries: Iterable<{ readonly key: string; readonly content: string }>,
): Map<string, FoldedBureau> {
  const byBureau = new Map<string, Raw[]>();
  for (const { key, content } of entries) {
    // From the end: versions and digests have fixed widths, a bureau's code may hold anything but `#`.
    const digestAt = key.lastIndexOf("#");
    const versionAt = key.lastIndexOf("#", digestAt - 1);
    const bureau = key.slice(0, versionAt);
    const raw = { version: Number(key.slice(versionAt + 1, digestAt)), digest: key.slice(digestAt + 1), content };
    const known = byBureau.get(bureau);
    if (known) known.push(raw);
    else byBureau.set(bureau, [raw]);
  }
  const folded = new Map<string, FoldedBureau>();
  for (const [key, raws] of byBureau) folded.set(key, foldBureau(key, raws));
  return folded;
}

function foldBureau(key: string, raws: readonly Raw[]): FoldedBureau {
  const at = key.indexOf("#");
  const identity = { commune: key.slice(0, at), bureau: key.slice(at + 1) };
  const first = raws[0]!;
  if (raws.length === 1) return { ...identity, counted: read(first), conflit: false, earlier: [] };

  const lowest = new Map<number, Raw>();
  const contested = new Set<number>();
  for (const raw of raws) {
    const known = lowest.get(raw.version);
    if (!known) lowest.set(raw.version, raw);
    else if (known.digest !== raw.digest) {
      contested.add(raw.version);
      if (raw.digest < known.digest) lowest.set(raw.version, raw);
    }
  }
  const versions = [...lowest.values()].sort((a, b) => a.version - b.version).map(read);
  const counted = versions.pop()!;
  return { ...identity, counted, conflit: contested.has(counted.version), earlier: versions };
}

const read = (raw: Raw): Version => ({ version: raw.version, digest: raw.digest, tally: unpack(raw.content) });
