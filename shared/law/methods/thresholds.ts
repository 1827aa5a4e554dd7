/**
 * Thresholds as exact integer comparisons: `den × voix` against `num × base`. A rounded percentage never decides: of 9,003
 * inscrits, 1,125 voix display « 12,50 % » and fail one eighth.
 */
import type { EtapeBrute } from "../outcome.ts";

/** « voix ≥ num/den of the base » (or >, when strict), as data of a rule. */
export interface Seuil {
  /** As it ends the sentence « atteint le seuil … ». */
  readonly nom: string;
  readonly num: number;
  readonly den: number;
  readonly base: "inscrits" | "exprimes";
  /** Only the absolute majority is strict. */
  readonly strict?: true;
  readonly article: string;
}

/** More than half of the exprimés. */
export const majoriteAbsolue = (article: string): Seuil => ({
  nom: "de la majorité absolue",
  num: 1,
  den: 2,
  base: "exprimes",
  strict: true,
  article,
});

/** At least a quarter of the inscrits. */
export const quartDesInscrits = (article: string): Seuil => ({
  nom: "du quart des inscrits",
  num: 1,
  den: 4,
  base: "inscrits",
  article,
});

const pgcd = (a: number, b: number): number => (b === 0 ? a : pgcd(b, a % b));

/** At least a share of a base, in lowest terms: `part(10, 100, "exprimes", "L264")` compares ten times the voix with the exprimés. */
export const part = (num: number, den: number, base: Seuil["base"], article: string): Seuil => ({
  nom: `de ${String((100 * num) / den).replace(".", ",")} % des ${base === "inscrits" ? "inscrits" : "exprimés"}`,
  num: num / pgcd(num, den),
  den: den / pgcd(num, den),
  base,
  article,
});

/** Whether `voix` reaches the threshold. No vote never does, even of nothing. Counts up to `MAX_COUNT`. */
export function atteint(seuil: Seuil, voix: number, base: number): boolean {
  if (voix === 0) return false;
  const gauche = seuil.den * voix;
  const droite = seuil.num * base;
  return seuil.strict === true ? gauche > droite : gauche >= droite;
}

/** The same comparison as a step, with its operands. */
export function etapePredicat(seuil: Seuil, candidature: string, voix: number, base: number): EtapeBrute {
  return {
    type: "predicat",
    article: seuil.article,
    seuil: seuil.nom,
    candidature,
    voix,
    base: seuil.base,
    valeurBase: base,
    gauche: seuil.den * voix,
    operateur: seuil.strict === true ? ">" : ">=",
    droite: seuil.num * base,
    verdict: atteint(seuil, voix, base),
  };
}
