import type { Outcome } from "#shared/law/outcome.ts";

/** A threshold of the law as a number of voix: what a line across the bars stands for. */
export interface Threshold {
  readonly seuil: string;
  /** The smallest number of voix that reaches it. */
  readonly voix: number;
}

/** The thresholds that the steps of an outcome tried, each once; none while nothing is decided. */
export function thresholdsOf(outcome: Outcome | undefined): readonly Threshold[] {
  if (outcome === undefined) return [];
  const found = new Map<string, number>();
  for (const etape of outcome.etapes) {
    // `gauche = den × voix` and `droite = num × base`: only a candidature with voix tells den.
    if (etape.type !== "predicat" || etape.voix === 0 || found.has(etape.seuil)) continue;
    const den = etape.gauche / etape.voix;
    found.set(
      etape.seuil,
      etape.operateur === ">" ? Math.floor(etape.droite / den) + 1 : Math.ceil(etape.droite / den),
    );
  }
  return [...found].map(([seuil, voix]) => ({ seuil, voix }));
}
