import { isDeepStrictEqual } from "node:util";
import type { CreateRunRequest } from "#cli/control/contract.ts";
import type { Night } from "./night.ts";

type Load = (request: CreateRunRequest) => Promise<Night>;

/**
 * A loader that has begun the night which is expected to be asked for: a cloud that starts leaves the processor time to make it.
 * It is given once, to whoever asks for exactly that one; any other request, and any later one, is loaded as it comes.
 *
 * @param expected left out when nobody knows what will be asked.
 */
export function earlyNight(expected: CreateRunRequest | undefined, load: Load): Load {
  if (expected === undefined) return load;
  let early: Promise<Night> | null = load(expected);
  // A night that cannot be made is told to whoever asks for it, not before.
  early.catch(() => {});
  return (request) => {
    if (early === null || !isDeepStrictEqual(request, expected)) return load(request);
    const night = early;
    early = null;
    return night;
  };
}
