import type { Rule } from "#shared/faults/fault.ts";
import type { Strikes } from "#shared/faults/strikes.ts";
import type { Ports } from "#shared/ports.ts";

const SERVICES = {
  ledger: "dynamodb",
  aggregates: "dynamodb",
  runs: "dynamodb",
  shelf: "s3",
  dossiers: "s3",
  bells: "sqs",
  events: "sns",
} as const satisfies Readonly<Record<keyof Ports, string>>;

/** Calls that change nothing: a fault of writes lets them pass. */
const READS = new Set(["get", "list", "read", "heads", "readItems", "readPublication", "head", "part"]);

/** Before these a writer may fall asleep: between what it knows and what it writes. */
const SLEEPS_BEFORE = new Set(["commitHead", "commitPublication", "copyText"]);

/** A call as a rule sees it. */
interface Call {
  readonly port: keyof Ports;
  readonly method: string;
}

export interface FaultyOptions {
  readonly rules: readonly Rule[];
  readonly strikes: Strikes;
  /** The clock, and the real instant from which outages may begin. */
  readonly now: () => number;
  readonly outageAt: number;
  /** What others do while a writer sleeps. */
  readonly meanwhile: (seconds: number) => Promise<void>;
}

/** Ports that misbehave as rules say. Each rule spends its own `times`. */
export function faulty(ports: Ports, options: FaultyOptions): Ports {
  const { strikes } = options;
  let asleep = false;
  /** When each outage began: at the first call that it takes away, for one that nobody meets would be none. */
  const outages = new Map<Rule, number>();
  const concerns = (service: string | undefined, { port }: Call): boolean =>
    service === undefined || SERVICES[port] === service;

  async function through(
    call: Call,
    args: unknown[],
    target: (...args: unknown[]) => Promise<unknown>,
  ): Promise<unknown> {
    const name = `${call.port}.${call.method}`;
    let answerLost = false;
    for (const rule of options.rules) {
      if (rule.kind === "outage" && concerns(rule.service, call)) {
        const now = options.now();
        if (now < options.outageAt) continue;
        const begun = outages.get(rule) ?? now;
        outages.set(rule, begun);
        if (now - begun >= rule.seconds * 1000) continue;
        strikes.count(rule);
        throw new Error(`${name}: the service is away`);
      } else if (rule.kind === "call" && concerns(rule.service, call)) {
        if (rule.only === "writes" && READS.has(call.method)) continue;
        if (!strikes.draw(rule)) continue;
        if (rule.fate === "before") throw new Error(`${name}: died before it`);
        answerLost = true;
      } else if (rule.kind === "suspension" && SLEEPS_BEFORE.has(call.method)) {
        if (asleep || !strikes.draw(rule)) continue;
        // One sleeper at a time: whoever takes over is awake.
        asleep = true;
        try {
          await options.meanwhile(rule.seconds);
        } finally {
          asleep = false;
        }
      } else if (rule.kind === "partial" && (call.method === "append" || call.method === "ringRecounts")) {
        const given = args[0] as readonly { readonly ticket?: unknown }[];
        if (given.length < 2 || !strikes.draw(rule)) continue;
        const kept = given.slice(0, Math.ceil(given.length / 2));
        const left = given.slice(kept.length);
        const more = (await target(kept)) as readonly unknown[];
        return [...more, ...left.map((item) => (call.method === "append" ? item : item.ticket))];
      }
    }
    const result = await target(...args);
    if (answerLost) throw new Error(`${name}: died after it`);
    return result;
  }

  const wrap = <P extends keyof Ports>(port: P): Ports[P] =>
    new Proxy<Ports[P]>(ports[port], {
      get(target, property) {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) =>
          through({ port, method: String(property) }, args, (...given) => Reflect.apply(value, target, given));
      },
    });
  return {
    ledger: wrap("ledger"),
    aggregates: wrap("aggregates"),
    shelf: wrap("shelf"),
    bells: wrap("bells"),
    events: wrap("events"),
    runs: wrap("runs"),
    dossiers: wrap("dossiers"),
  };
}
