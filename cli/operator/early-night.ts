import { isDeepStrictEqual } from "node:util";
import type { CreateRunRequest } from "#cli/control/contract.ts";
import type { Night } from "./night.ts";

type Load = (request: CreateRunRequest) => Promise<Night>;

export interface EarlyNight {
  readonly load: Load;
  /** Resolves once the expected night is made, rejects when it cannot be; resolves at once when none is expected. */
  readonly made: Promise<unknown>;
}

/**
 * A loader that has begun the night which is expected to be asked for: a cloud that starts leaves the processor time to make it.
 * It is given once, to whoever asks for exactly that one; any other request, and any later one, is loaded as it comes.
 *
 * @param expected left out when nobody knows what will be asked.
 */
export function earlyNight(expected: CreateRunRequest | undefined, load: Load): EarlyNight {
  if (expected === undefined) return { load, made: Promise.resolve() };
  const made = load(expected);
  // Whoever asks for it is told too.
  made.catch(() => {});
  let given = false;
  return {
    made,
    load(request) {
      if (given || !isDeepStrictEqual(request, expected)) return load(request);
      given = true;
      return made;
    },
  };
}
