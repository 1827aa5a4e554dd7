import { setFlagsFromString } from "node:v8";

/**
 * Reads a file of which everything is kept without letting V8 grow its young generation. It would double it again and again to copy
 * about what never dies, up to some hundred megabytes: held, the same reading takes no more time and three quarters of the memory
 * (docs/formats.md, « Speed »). The setting is the process's, whose other threads have it for as long.
 */
export async function lean<T>(reading: () => Promise<T>): Promise<T> {
  setFlagsFromString("--semi-space-growth-factor=1");
  try {
    return await reading();
  } finally {
    setFlagsFromString("--semi-space-growth-factor=2");
  }
}
