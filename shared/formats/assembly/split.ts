import { randomOf } from "../../night/random.ts";
import { apportion, fillTable } from "../../night/scenarios/apportion.ts";

/** Cuts the figures of a territory into those of its parts: whole numbers, drawn from a seed, whose sums are the territory's. */

/** What a bureau reports, or a territory sums up. */
export interface Figures {
  readonly inscrits: number;
  readonly votants: number;
  /** 0 where they are pooled with `nuls`. */
  readonly blancs: number;
  readonly nuls: number;
  readonly exprimes: number;
  /** In the order of the ballot. */
  readonly voix: readonly number[];
}

/** Electors of a bureau, at most, when bureaux are made: circulars to prefects advise 800 to 1,000. */
const MOST_INSCRITS = 1000;

/** How many bureaux are made for so many electors. */
export const bureauxFor = (inscrits: number): number => Math.max(1, Math.ceil(inscrits / MOST_INSCRITS));

/**
 * Shares figures out by `weights` (any sizes), parts leaning a tenth one way or the other. Each part adds up as the whole
 * does: its ballots are its votants, its votants do not pass its inscrits where those of the whole do not.
 *
 * @param seed names the draw: the same text gives the same parts.
 */
export function splitFigures(whole: Figures, weights: readonly number[], seed: string): Figures[] {
  if (weights.length === 1) return [whole];
  const random = randomOf(seed, "partage");
  const inscrits = apportion(whole.inscrits, weights);
  const turnout = inscrits.map((electors) => electors * random.between(90, 110));
  const votants = apportion(whole.votants, turnout, whole.votants <= whole.inscrits ? inscrits : undefined);
  const columns = [whole.blancs, whole.nuls, ...whole.voix];
  const leanings = Float64Array.from({ length: weights.length * columns.length }, () => random.between(90, 110));
  const cells = fillTable(votants, columns, leanings);
  return weights.map((_, part) => {
    const [blancs = 0, nuls = 0, ...voix] = cells.subarray(part * columns.length, (part + 1) * columns.length);
    const exprimes = voix.reduce((sum, count) => sum + count, 0);
    return { inscrits: inscrits[part]!, votants: votants[part]!, blancs, nuls, exprimes, voix };
  });
}
