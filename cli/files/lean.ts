import { setFlagsFromString } from "node:v8";

/** What V8 does while it reads, and what it does otherwise. */
const SETTINGS: readonly (readonly [lean: string, usual: string])[] = [
  // Its young generation would double again and again, up to some hundred megabytes, to copy about what never dies.
  ["--semi-space-growth-factor=1", "--semi-space-growth-factor=2"],
  // What it then copies is too little to be worth sharing among threads, which wait for each other.
  ["--no-parallel-scavenge", "--parallel-scavenge"],
  // It would let the old generation grow fourfold before it looks for what is dead there.
  ["--heap-growing-percent=100", "--heap-growing-percent=0"],
];

/**
 * Reads a file of which everything is kept in little memory: the same reading takes no more time and two thirds of the memory
 * (docs/formats.md, « Speed »). The settings are the process's, whose other threads have them for as long.
 */
export async function lean<T>(reading: () => Promise<T>): Promise<T> {
  for (const [held] of SETTINGS) setFlagsFromString(held);
  try {
    return await reading();
  } finally {
    for (const [, usual] of SETTINGS) setFlagsFromString(usual);
  }
}
