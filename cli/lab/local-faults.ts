import { Strikes } from "#shared/faults/strikes.ts";
import type { Rule } from "#shared/faults/fault.ts";
import { randomOf } from "#shared/night/random.ts";
import type { Interceptor } from "#cli/local/faults.ts";
import type { WireFaults } from "#cli/local/fault-proxy.ts";

/**
 * The rules that the local cloud can play. At the invocation: a function that dies before or after a write dies before or after its
 * handler, a lost answer is an invocation that fails with all its work done, a storm delivers a batch several times at once. On the
 * wires to the services: throttling, 500s after the effect, half-taken batches, silence. Which calls are struck follows from their
 * order, which wires decide: here the seed fixes how often, not when.
 */
export interface LocalFaults {
  readonly interceptor: Interceptor;
  /** Left out when no rule strikes the wires: nothing then stands between functions and services. */
  readonly wires?: WireFaults;
  /** How often each rule struck. */
  readonly strikes: Pick<Strikes, "of" | "ofAll">;
}

/** Real time after which an outage begins, from the first call that a function makes, ms. */
const OUTAGE_AFTER_MS = 3_000;

type Call = Extract<Rule, { kind: "call" }>;

/** @param now real instant, ms. */
export function localFaults(rules: readonly Rule[], now: () => number): LocalFaults {
  const strikes = new Strikes(randomOf("nuage-local"));
  const onWires = rules.filter(strikesWires);
  return {
    strikes,
    interceptor: interceptorOf(rules, strikes),
    ...(onWires.length > 0 && { wires: wireFaults(onWires, strikes, now) }),
  };
}

/** A fault of writes is a function that dies; one of all calls, a service that refuses them. */
const isDeath = (rule: Rule): rule is Call => rule.kind === "call" && rule.only === "writes";
const strikesWires = (rule: Rule): boolean =>
  (rule.kind === "call" && rule.only === "all") || rule.kind === "partial" || rule.kind === "outage";

function interceptorOf(rules: readonly Rule[], strikes: Strikes): Interceptor {
  const dies = (fate: Call["fate"]): boolean =>
    rules.some((rule) => isDeath(rule) && rule.fate === fate && strikes.draw(rule));
  /** Functions that an outage has made lose their memory: each does once. */
  const forgetful = new Set<string>();
  const forgets = (functionName: string): boolean => {
    const away = rules.some((rule) => rule.kind === "outage" && strikes.of(rule) > 0);
    if (!away || forgetful.has(functionName)) return false;
    forgetful.add(functionName);
    return true;
  };
  return {
    before: ({ functionName }) => (dies("before") || forgets(functionName) ? "kill" : undefined),
    after: () => {
      if (rules.some((rule) => rule.kind === "answer" && strikes.draw(rule)))
        throw new Error("panne : la réponse est perdue");
      return dies("after") ? "kill" : undefined;
    },
    // Of a FIFO queue a batch is never held twice: only the tallies' may storm.
    again: ({ functionName }) =>
      functionName.includes("RecordTallies")
        ? rules.reduce((sum, rule) => sum + (rule.kind === "redelivery" && strikes.draw(rule) ? rule.copies - 1 : 0), 0)
        : 0,
  };
}

function wireFaults(rules: readonly Rule[], strikes: Strikes, now: () => number): WireFaults {
  let first: number | null = null;
  return (service, api) => {
    first ??= now();
    const since = now() - first - OUTAGE_AFTER_MS;
    for (const rule of rules) {
      if ("service" in rule && rule.service !== undefined && rule.service !== service) continue;
      if (rule.kind === "outage") {
        if (since < 0 || since >= rule.seconds * 1000) continue;
        strikes.count(rule);
        return "silence";
      }
      if (rule.kind === "call" && strikes.draw(rule)) return rule.fate === "before" ? "throttle" : "lose";
      if (rule.kind === "partial" && HALVED.has(api) && strikes.draw(rule)) return "halve";
    }
    return "pass";
  };
}

/** Calls that take several things at once, and may say which they left out. */
const HALVED: ReadonlySet<string> = new Set(["DynamoDB.BatchWriteItem", "SQS.SendMessageBatch"]);
