import type { Tally } from "../contracts/tally.ts";
import type { Random } from "./random.ts";

type Figures = Omit<Tally, "run">;

/**
 * A plausible mistake in a procès-verbal that still adds up: what a bureau sends before it corrects itself. One of:
 * two candidatures' lines swapped; a packet of ballots of the leading candidature not counted; ballots of one
 * candidature taken as blank. `null` where nothing can be mistaken (nobody voted for anybody).
 */
export function mistaken(tally: Figures, random: Random): Figures | null {
  const lines = Object.entries(tally.voix).toSorted(([, a], [, b]) => b - a);
  const leading = lines[0];
  if (!leading || leading[1] === 0) return null;
  const kind = random.between(0, 2);
  const swapped = kind === 0 ? swap(tally, lines, random) : null;
  if (swapped) return swapped;
  const [id, voix] = leading;
  const ballots = random.between(1, Math.min(voix, 100));
  const fewer = { ...tally, exprimes: tally.exprimes - ballots, voix: { ...tally.voix, [id]: voix - ballots } };
  return kind === 1
    ? { ...fewer, votants: tally.votants - ballots, ...signed(tally, ballots) }
    : { ...fewer, ...blank(tally, ballots) };
}

/** Swaps a line with the next one down that differs. */
function swap(tally: Figures, lines: readonly (readonly [string, number])[], random: Random): Figures | null {
  const different = lines.slice(1).flatMap((line, i) => (line[1] === lines[i]![1] ? [] : [[lines[i]!, line] as const]));
  const pair = different[random.between(0, Math.max(0, different.length - 1))];
  if (!pair) return null;
  const [[first, more], [second, less]] = pair;
  return { ...tally, voix: { ...tally.voix, [first]: less, [second]: more } };
}

const signed = (tally: Figures, ballots: number): Partial<Figures> =>
  tally.emargements === undefined ? {} : { emargements: Math.max(0, tally.emargements - ballots) };

const blank = (tally: Figures, ballots: number): Partial<Figures> =>
  tally.blancsNuls === undefined
    ? { blancs: (tally.blancs ?? 0) + ballots }
    : { blancsNuls: tally.blancsNuls + ballots };
