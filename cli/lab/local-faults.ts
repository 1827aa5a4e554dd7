import { Strikes } from "#shared/faults/strikes.ts";
import type { Rule } from "#shared/faults/fault.ts";
import { randomOf } from "#shared/night/random.ts";
import type { Interceptor } from "#cli/local/faults.ts";

/**
 * The rules that the local cloud can play, at its only seam: the invocation. A function that dies before or after a write
 * dies before or after its handler; a lost answer is an invocation that fails with all its work done. Which invocations
 * are struck follows from their order, which wires decide: here the seed fixes how often, not when.
 */
export function interceptorOf(rules: readonly Rule[]): Interceptor {
  const strikes = new Strikes(randomOf("nuage-local"));
  const dies = (fate: "before" | "after"): "kill" | undefined =>
    rules.some((rule) => rule.kind === "call" && rule.fate === fate && strikes.draw(rule)) ? "kill" : undefined;
  return {
    before: () => dies("before"),
    after: () => {
      if (rules.some((rule) => rule.kind === "answer" && strikes.draw(rule)))
        throw new Error("panne : la réponse est perdue");
      return dies("after");
    },
  };
}
