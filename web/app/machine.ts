import type { FranceDocument } from "../documents.ts";
import { readObject } from "./feed.ts";

/** One state of the night's chain. */
export interface State {
  readonly sha256: string;
  readonly instant: string;
  readonly sequence: number;
  readonly counted: number;
}

/**
 * Walks the chain back from a national document: each names the hash of the one it replaces. The oldest first.
 * @param told how many states are known so far.
 */
export async function readChain(latest: FranceDocument, told: (count: number) => void): Promise<readonly State[]> {
  const states: State[] = [];
  let sha256 = latest.supersedes;
  while (sha256 !== null) {
    const document: FranceDocument | null = await readObject<FranceDocument>(latest.run, sha256);
    if (document === null) break;
    states.unshift({
      sha256,
      instant: document.instant,
      sequence: document.sequence,
      counted: document.bureaux.counted,
    });
    told(states.length);
    sha256 = document.supersedes;
  }
  return states;
}
