import { beforeAll, describe, expect, it } from "vitest";
import { scopeKey, type Scope } from "#shared/contracts/identity.ts";
import { pack, unpack } from "#shared/count/packing.ts";
import type { LedgerEntry } from "#shared/ports.ts";
import { tryFaults } from "#cli/lab/combinations.ts";
import { playInMemory, type PlayedInMemory } from "#cli/lab/memory/play.ts";
import type { Breakage } from "#cli/lab/memory/pipeline.ts";
import type { Night } from "#cli/operator/night.ts";
import { smallNight } from "./nights.ts";

/** Pipelines that are wrong on purpose: what the lab cannot see in them, it would not see in yours. */

const SEED = "casse";
let night: Night;
let clean: PlayedInMemory;

beforeAll(async () => {
  night = await smallNight();
  clean = await playInMemory(night, [], SEED);
});

async function codes(broken: Breakage, faults: readonly string[]): Promise<Set<string>> {
  const specs = faults.map((fault) => ({ fault }));
  const sound = await tryFaults(night, clean.observed, specs, SEED);
  expect(sound.findings).toEqual([]);
  const { findings } = await tryFaults(night, clean.observed, specs, SEED, broken);
  return new Set(findings.map(({ code }) => code));
}

/** A ledger kept by someone else's rule. */
const ledgerOf = (append: (entries: Map<string, LedgerEntry>, entry: LedgerEntry) => void): Breakage => ({
  ports: (ports) => {
    const scopes = new Map<string, Map<string, LedgerEntry>>();
    return {
      ...ports,
      ledger: {
        async append(entries) {
          for (const entry of entries) {
            const kept = scopes.get(scopeKey(entry.scope)) ?? new Map<string, LedgerEntry>();
            scopes.set(scopeKey(entry.scope), kept);
            append(kept, entry);
          }
          return [];
        },
        read: async (scope: Scope) => [...(scopes.get(scopeKey(scope))?.values() ?? [])],
      },
    };
  },
});

describe("the lab catches", () => {
  it("counters that add without idempotence: a bureau that came twice counts twice", async () => {
    const adding = ledgerOf((kept, entry) => {
      const known = kept.get(entry.key);
      if (known === undefined) return void kept.set(entry.key, entry);
      const [a, b] = [unpack(known.content), unpack(entry.content)];
      const sum = {
        ...a,
        inscrits: a.inscrits + b.inscrits,
        votants: a.votants + b.votants,
        blancs: a.blancs + b.blancs,
        nuls: a.nuls + b.nuls,
        exprimes: a.exprimes + b.exprimes,
        voix: a.voix.map((voix, i) => voix + b.voix[i]!),
      };
      kept.set(entry.key, { ...entry, content: pack(sum) });
    });
    expect(await codes(adding, ["doublons"])).toContain("R-DOUBLE");
    expect(await codes(adding, [])).toEqual(new Set());
  });

  it("the last write that wins, whatever its version: a correction that was overtaken is undone", async () => {
    const careless = ledgerOf((kept, entry) => {
      const bureau = entry.key.split("#").slice(0, 2).join("#");
      kept.set(bureau, entry);
    });
    expect(await codes(careless, ["desordre", "ordre-des-candidats"])).toContain("R-PERIME");
  });

  it("publication without a fence: a writer that slept takes the nation back", async () => {
    const fenceless: Breakage = {
      ports: (ports) => ({
        ...ports,
        aggregates: new Proxy(ports.aggregates, {
          get(target, property) {
            if (property === "commitPublication")
              return async (publication: Parameters<typeof target.commitPublication>[0]) => {
                const { taken } = await target.readPublication(publication.scope);
                return target.commitPublication({ ...publication, taken });
              };
            const value: unknown = Reflect.get(target, property, target);
            return typeof value === "function" ? value.bind(target) : value;
          },
        }),
      }),
    };
    expect(await codes(fenceless, ["ecrivain-suspendu"])).toContain("R-RECUL");
  });

  it("dead letters that are swallowed: bureaux are nowhere, not even among the dead", async () => {
    const found = await codes({ deadLetters: "swallowed" }, ["lettres-mortes"]);
    expect(found).toContain("R-PERDU");
  });

  it("a bell without delay: bureaux wait for the sweep", async () => {
    const slowest = (played: PlayedInMemory): number => Math.max(...played.delays.map(({ ms }) => ms));
    const deaf = await playInMemory(night, [], SEED, { recountDelayMs: 0 });
    expect(slowest(clean)).toBeLessThan(5_000);
    expect(slowest(deaf)).toBeGreaterThan(15_000);
  });

  it("a release that is not awaited: results are public under embargo", async () => {
    const eager: Breakage = {
      ports: (ports) => ({
        ...ports,
        runs: new Proxy(ports.runs, {
          get(target, property) {
            if (property === "get")
              return async (run: string) => {
                const found = await target.get(run);
                return found && { ...found, released: found.embargo };
              };
            const value: unknown = Reflect.get(target, property, target);
            return typeof value === "function" ? value.bind(target) : value;
          },
        }),
      }),
    };
    expect(await codes(eager, [])).toContain("R-EMBARGO");
  });

  it("a quarantine that keeps under the wrong code, drops, or takes what was good", async () => {
    const shelf = (put: (key: string) => string | null): Breakage => ({
      ports: (ports) => ({
        ...ports,
        shelf: new Proxy(ports.shelf, {
          get(target, property) {
            if (property === "put")
              return async (...[key, ...rest]: Parameters<typeof target.put>) => {
                const at = key.startsWith("quarantine/") ? put(key) : key;
                if (at !== null) await target.put(at, ...rest);
              };
            const value: unknown = Reflect.get(target, property, target);
            return typeof value === "function" ? value.bind(target) : value;
          },
        }),
      }),
    });
    expect(
      await codes(
        shelf(() => null),
        ["malformes"],
      ),
    ).toEqual(new Set(["R-REFUS-ABSENT"]));
    expect(
      await codes(
        shelf((key) => key.replace(/T-[A-Z]+/, "T-FORME")),
        ["trop-longs"],
      ),
    ).toEqual(new Set(["R-REFUS-CODE"]));
    expect(
      await codes(
        shelf((key) => key.replace(/[0-9a-f]{12}\.json/, "000000000000.json")),
        ["codes-faux"],
      ),
    ).toEqual(new Set(["R-REFUS-ABSENT", "R-REFUS-INATTENDU"]));
  });

  it("anomalies that are not told, and figures that are not those sent", async () => {
    const silent = ledgerOf((kept, entry) => {
      const [commune = "", bureau = "", version = ""] = entry.key.split("#");
      for (const [key] of kept)
        if (key.startsWith(`${commune}#${bureau}#`) && key.split("#")[2]! < version) kept.delete(key);
      kept.set(entry.key, entry);
    });
    expect(await codes(silent, ["total-en-baisse"])).toContain("R-ALARME-ABSENTE");
    const swapping = ledgerOf((kept, entry) => {
      const tally = unpack(entry.content);
      const [first = 0, second = 0, ...others] = tally.voix;
      kept.set(entry.key, { ...entry, content: pack({ ...tally, voix: [second, first, ...others] }) });
    });
    expect(await codes(swapping, [])).toEqual(new Set(["R-FAUX", "R-VISIBLE"]));
  });
});
