/**
 * Seeded randomness, in integers only, so that the same seed gives the same bytes on every machine. A stream is named
 * by its path (`randomOf(seed, "arrivee", "75056", "0101")`), not by when it is asked for: the order in which bureaux
 * are visited changes nothing.
 */
export interface Random {
  /** A whole number from `least` to `most`, both included; `most - least` below 2^32. */
  between(least: number, most: number): number;
  /** A whole number from -spread to +spread, the middle likelier (triangular). */
  around(spread: number): number;
  /** True with probability `share` (0–1). */
  chance(share: number): boolean;
}

const TWO_32 = 4_294_967_296;

/** The stream of that path. Generator: sfc32 (Chris Doty-Humphrey, PractRand), seeded by two hashes of the path. */
export function randomOf(...path: readonly string[]): Random {
  const text = path.join("\u0000");
  // FNV-1a under two primes, each finished by murmur3's mixer: 64 bits tell a night's streams apart.
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x85ebca6b);
  }
  let a = mix(first);
  let b = mix(second);
  let c = mix(first ^ b);
  let counter = 1;

  const next = (): number => {
    const drawn = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return drawn >>> 0;
  };
  for (let i = 0; i < 8; i++) next();

  // IEEE products are rounded the same everywhere, and a division by a power of two is exact.
  const below = (bound: number): number => Math.floor((next() * bound) / TWO_32);
  return {
    between: (least, most) => least + below(most - least + 1),
    around: (spread) => below(spread + 1) - below(spread + 1),
    chance: (share) => next() < share * TWO_32,
  };
}

function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
