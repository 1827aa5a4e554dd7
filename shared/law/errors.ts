/**
 * What the law room says when it cannot answer: a stable code, the place, what was expected there, and advice.
 * Codes begin with `L-`; they are part of the public contract and are never reused for another meaning.
 */
export interface LawError {
  readonly code: string;
  /** Path of the field at fault, `candidatures[2].voix`; empty when the whole contest is. */
  readonly field: string;
  /** What was expected there, in French. */
  readonly expected: string;
  /** What to do about it, in French. */
  readonly advice: string;
}

/** The refusal of a case whose text was not found: `expected` names it. The engine never guesses. */
export const texteNonLu = (field: string, expected: string): LawError => ({
  code: "L-REGLE-ABSENTE",
  field,
  expected,
  advice: "ce texte n'a pas été lu : le moteur refuse plutôt que de deviner",
});

/** Tells errors from a result without naming the result's type. */
export function isErrors<T extends object>(value: T | readonly LawError[]): value is readonly LawError[] {
  return Array.isArray(value);
}
