/** Ties: criteria tried one after the other, each keeping those with the largest exact value. */
import type { Departage, Fraction, NomCritere, Piste } from "../outcome.ts";

/** One criterion of a tie. The largest value is preferred; `undefined` means that the value is not known. */
export interface Critere<T> {
  readonly nom: NomCritere;
  readonly valeur: (party: T) => Fraction | undefined;
}

/** < 0, 0 or > 0 as `a` is smaller than, equal to or larger than `b`; exact. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const left = BigInt(a.num) * BigInt(b.den);
  const right = BigInt(b.num) * BigInt(a.den);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The other way round: the younger, the lower mean. */
export const inverse = (valeur: Fraction | undefined): Fraction | undefined =>
  valeur === undefined ? undefined : { num: -valeur.num, den: valeur.den };

/**
 * Narrows a tie. `restants` has one party when it is broken; when several are left, `issue` says why: an unknown age, the same
 * age, or no criterion in the law. Never looks at the order of `parties`.
 */
export function departager<T extends { readonly id: string }>(
  parties: readonly T[],
  criteres: readonly Critere<T>[],
): { restants: readonly T[]; pistes: readonly Piste[]; issue: Departage["issue"] } {
  let restants = parties;
  const pistes: Piste[] = [];
  for (const critere of criteres) {
    if (restants.length === 1) break;
    const valeurs = restants.map((party) => ({ party, valeur: critere.valeur(party) }));
    const known = valeurs.flatMap(({ valeur }) => (valeur === undefined ? [] : [valeur]));
    const complete = known.length === restants.length;
    if (complete) {
      const best = known.reduce((a, b) => (compareFractions(a, b) >= 0 ? a : b));
      restants = valeurs.filter(({ valeur }) => compareFractions(valeur!, best) === 0).map(({ party }) => party);
    }
    pistes.push({
      critere: critere.nom,
      valeurs: valeurs.map(({ party, valeur }) => (valeur === undefined ? { id: party.id } : { id: party.id, valeur })),
      restants: restants.map((party) => party.id),
    });
    if (!complete) return { restants, pistes, issue: "age-manquant" };
  }
  const issue = restants.length === 1 ? "tranche" : criteres.length === 0 ? "silence" : "meme-age";
  return { restants, pistes, issue };
}
