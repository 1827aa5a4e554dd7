import type { Ports } from "#shared/ports.ts";

/** A call on a port, as a plan sees it: `ledger.append`, the how-manieth call of the night. */
export interface Call {
  readonly name: string;
  readonly number: number;
}

/** What becomes of a call: nothing special, the process dies before it has an effect, or just after. */
export type Fate = "lives" | "dies-before" | "dies-after";

/** Ports that follow a plan: every call asks it for its fate. What dies throws. */
export function crashing(ports: Ports, plan: (call: Call) => Fate): Ports {
  let number = 0;
  const wrap = <T extends object>(portName: string, port: T): T =>
    new Proxy(port, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== "function") return value;
        return async (...args: unknown[]) => {
          const call = { name: `${portName}.${String(property)}`, number };
          number += 1;
          const fate = plan(call);
          if (fate === "dies-before") throw new Error(`died before ${call.name}`);
          const result: unknown = await Reflect.apply(value, target, args);
          if (fate === "dies-after") throw new Error(`died after ${call.name}`);
          return result;
        };
      },
    });
  return {
    ledger: wrap("ledger", ports.ledger),
    aggregates: wrap("aggregates", ports.aggregates),
    shelf: wrap("shelf", ports.shelf),
    bells: wrap("bells", ports.bells),
    events: wrap("events", ports.events),
    runs: wrap("runs", ports.runs),
    dossiers: wrap("dossiers", ports.dossiers),
  };
}
