import { apportion } from "../scenarios/apportion.ts";
import { randomOf } from "../random.ts";

/** Invented figures of a bureau: whole numbers that add up as a procès-verbal does. */

export interface BureauFigures {
  readonly votants: number;
  readonly blancs: number;
  readonly nuls: number;
  readonly exprimes: number;
  /** In the order of the ballot. */
  readonly voix: readonly number[];
}

/** Strengths of the candidatures of a unite, from which its bureaux lean: some are loved, some are not. */
export function strengthsOf(candidatures: number, seed: string): number[] {
  const random = randomOf(seed, "forces");
  return Array.from({ length: candidatures }, () => 20 + random.between(0, 30) ** 2);
}

/**
 * What a bureau reports.
 * @param names how many names a ballot may carry: above 1, each candidature's voix are drawn by themselves.
 */
export function inventFigures(
  inscrits: number,
  strengths: readonly number[],
  names: number,
  seed: string,
): BureauFigures {
  const random = randomOf(seed, "chiffres");
  const votants = Math.floor((inscrits * random.between(480, 720)) / 1000);
  const blancs = Math.floor((votants * random.between(5, 25)) / 1000);
  const nuls = Math.floor((votants * random.between(3, 15)) / 1000);
  const exprimes = strengths.length === 0 ? 0 : votants - blancs - nuls;
  const leaning = strengths.map((strength) => strength * random.between(80, 120));
  const voix = names === 1 ? apportion(exprimes, leaning) : namesChosen(exprimes, leaning, names);
  return { votants, blancs, nuls: votants - blancs - exprimes, exprimes, voix };
}

/** Each elector names some candidates, never more than may be named: the best known is named by most. */
function namesChosen(exprimes: number, leaning: readonly number[], names: number): number[] {
  const most = Math.max(1, ...leaning);
  const wanted = leaning.map((weight) => Math.floor((exprimes * (45 * most + 50 * weight)) / (100 * most)));
  const sum = wanted.reduce((total, count) => total + count, 0);
  const room = exprimes * names;
  return sum <= room ? wanted : wanted.map((count) => Math.floor((count * room) / sum));
}
