import type { Random } from "../night/random.ts";
import type { Rule } from "./fault.ts";

/** Draws when rules strike, and counts how often each did: a fault that never struck has proved nothing. */
export class Strikes {
  readonly #random: Random;
  readonly #counts = new Map<Rule, number>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Whether a rule strikes at this occasion; never once its `times` are spent. */
  draw(rule: Rule & { readonly share: number; readonly times?: number }): boolean {
    if (this.of(rule) >= (rule.times ?? Infinity) || !this.#random.chance(rule.share)) return false;
    this.count(rule);
    return true;
  }

  count(rule: Rule): void {
    this.#counts.set(rule, this.of(rule) + 1);
  }

  of(rule: Rule): number {
    return this.#counts.get(rule) ?? 0;
  }

  /** The same of several rules, in their order. */
  ofAll(rules: readonly Rule[]): number[] {
    return rules.map((rule) => this.of(rule));
  }
}
