import { countsOf, type Counts } from "./layout.ts";

/** Rows of the files whose header names one block of columns that rows repeat. */

export const DPT = "Code du département;Libellé du département";
export const COM = `${DPT};Code de la commune;Libellé de la commune`;
export const CIRCO = "Code de la circonscription;Libellé de la circonscription";

interface Votes {
  /** Cells of the block, `#` where the voix stand. */
  readonly block: string;
  readonly voix: number;
}

/** A row: its place, its counts, its blocks. */
export const row = (place: string, votes: readonly Votes[], counts: Omit<Counts, "voix"> = {}, of = countsOf): string =>
  [
    place,
    of({ ...counts, voix: votes.map(({ voix }) => voix) }),
    ...votes.map(({ block, voix }) => block.replace("#", `${voix};${voix},00;${voix},50`)),
  ].join(";");

export const votes = (blocks: readonly string[], ...voix: readonly number[]): Votes[] =>
  blocks.map((block, i) => ({ block, voix: voix[i]! }));
