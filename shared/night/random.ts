const TWO_32 = 4_294_967_296;

/**
 * Seeded randomness on 32-bit integers, so that the same seed gives the same bytes on every machine. Generator: sfc32
 * (Chris Doty-Humphrey, PractRand). Made by {@link randomOf}.
 */
class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(a: number, b: number, c: number) {
    this.a = a;
    this.b = b;
    this.c = c;
    for (let i = 0; i < 8; i++) this.next();
  }

  /** A whole number from `least` to `most`, both included; `most - least` below 2^32. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** A whole number from -spread to +spread, the middle likelier (triangular). */
  around(spread: number): number {
    return this.below(spread + 1) - this.below(spread + 1);
  }

  /** True with probability `share` (0–1). */
  chance(share: number): boolean {
    return this.next() < share * TWO_32;
  }

  /** IEEE products are rounded the same everywhere, and a division by a power of two is exact. */
  private below(bound: number): number {
    return Math.floor((this.next() * bound) / TWO_32);
  }

  private next(): number {
    const drawn = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + drawn) | 0;
    return drawn >>> 0;
  }
}

export type { Random };

/**
 * The stream of a path. Streams are named (`randomOf(seed, "arrivee", "75056", "0101")`), not dealt in turn: the order
 * in which bureaux are visited changes nothing.
 */
export function randomOf(...path: readonly string[]): Random {
  const text = path.join("\u0000");
  // FNV-1a under two multipliers, each finished by murmur3's mixer: 64 bits tell a night's streams apart.
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x85ebca6b);
  }
  return new Random(mix(first), mix(second), mix(first ^ mix(second)));
}

function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
