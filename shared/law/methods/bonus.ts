/** The majority bonus (prime majoritaire): how many seats, by the rule's own rounding. */
import type { LawError } from "../errors.ts";

/**
 * `sup`: the fraction rounded up. `sup-des-4`: rounded up from 4 seats on, down below (L262). `fixe`: a number the law states.
 */
export type PrimeRegle =
  | { readonly num: number; readonly den: number; readonly arrondi: "sup" | "sup-des-4" }
  | { readonly fixe: number };

/** Number of bonus seats out of `sieges`. */
export function prime(regle: PrimeRegle, sieges: number): number {
  if ("fixe" in regle) return regle.fixe;
  const down = regle.arrondi === "sup-des-4" && sieges < 4;
  const product = regle.num * sieges;
  const whole = Math.floor(product / regle.den);
  return down || product % regle.den === 0 ? whole : whole + 1;
}

/**
 * What is wrong where fewer seats are given than the bonus that the law states as a number, which supposes the whole of the body. Errors:
 * `L-SIEGES-PRIME`.
 */
export const siegesSousPrime = (bonus: number, sieges: number, field: string, article: string): LawError | undefined =>
  sieges < bonus
    ? {
        code: "L-SIEGES-PRIME",
        field,
        expected: `au moins les ${bonus} sièges de la prime (${article})`,
        advice: `${sieges} est donné : indiquez tous les sièges à répartir, prime comprise`,
      }
    : undefined;
