import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tally } from "#shared/contracts/tally.ts";
import { isReleased } from "#shared/contracts/run.ts";
import type { Finding } from "#shared/documents/verify/checks.ts";
import { verifyRun, type Verification } from "#shared/documents/verify/verify-run.ts";
import type { Shelf } from "#shared/ports.ts";
import type { Ports } from "#shared/ports.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";
import { dossierOf, RUN, runOf, tallyOf } from "../factories.ts";
import { crashing, type Fate } from "../scenario/crashes.ts";
import { darkRun, queued, unitesDossier } from "./nights.ts";

/** What a reader finds from the index downwards, whenever he comes. */
const walk = (shelf: Shelf): Promise<Verification> =>
  verifyRun(async (path) => {
    const stored = await shelf.get(path);
    return stored && new TextDecoder().decode(stored.body);
  }, RUN);

/** Ports whose shelf tells after each write that a reader may come now. */
const watched =
  (come: () => Promise<void>) =>
  (ports: Ports): Ports => ({
    ...ports,
    shelf: {
      get: (key) => ports.shelf.get(key),
      list: (prefix) => ports.shelf.list(prefix),
      remove: (keys) => ports.shelf.remove(keys),
      put: async (...args) => {
        await ports.shelf.put(...args);
        await come();
      },
      copyText: async (...args) => {
        await ports.shelf.copyText(...args);
        await come();
      },
    },
  });

const BUREAUX = [
  { departement: "01", commune: "01001", bureau: "0001" },
  { departement: "01", commune: "01002", bureau: "0001" },
  { departement: "01", commune: "01002", bureau: "0002" },
  { departement: "2A", commune: "2A004", bureau: "0001" },
] as const;

/** One thing that happens in a night. */
type Happening =
  | {
      readonly kind: "tally";
      readonly bureau: number;
      readonly version: number;
      readonly arc: number;
      readonly bec: number;
    }
  | { readonly kind: "settle" | "sweep" | "hour" };

const happenings = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("tally" as const),
        bureau: fc.nat({ max: BUREAUX.length - 1 }),
        version: fc.integer({ min: 1, max: 3 }),
        arc: fc.nat({ max: 200 }),
        bec: fc.nat({ max: 200 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("settle" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("sweep" as const, "hour" as const) }) },
  ),
  { minLength: 4, maxLength: 14 },
);

const tallyAt = ({ bureau, version, arc, bec }: Happening & { readonly kind: "tally" }): Tally =>
  tallyOf({
    ...BUREAUX[bureau]!,
    version,
    votants: 20 + arc + bec,
    exprimes: arc + bec,
    voix: { arc, bec, col: 0 },
  });

/** Moves the night's clock past the end of the embargo. */
async function strike(night: MemoryNight): Promise<void> {
  const { clock } = (await night.runs.get(RUN))!;
  const virtualAnchor = Date.parse("2017-04-23T18:30:00Z");
  await night.runs.setClock(RUN, { ...clock, generation: clock.generation + 1, virtualAnchor }, clock.generation);
}

async function live(night: MemoryNight, all: readonly Happening[]): Promise<void> {
  for (const happening of all) {
    if (happening.kind === "tally") await night.record([queued(tallyAt(happening))]);
    else if (happening.kind === "settle") await night.settle();
    else if (happening.kind === "hour") await strike(night);
    else await night.sweep(RUN);
  }
  await strike(night);
  await night.sweep(RUN);
}

const dossiers = fc.constantFrom(dossierOf, unitesDossier);

describe("a reader who comes at any instant of any night", () => {
  it("finds all that is named, sums that agree, no sequence that went back, and no result before its hour", async () => {
    let visits = 0;
    await fc.assert(
      fc.asyncProperty(happenings, dossiers, async (all, dossier) => {
        // Gathered, not thrown: what throws inside a port is a crash to the pipeline, which would only try again.
        const wrong: unknown[] = [];
        const last = new Map<string, number>();
        const night: MemoryNight = new MemoryNight({
          dossier: dossier(),
          run: darkRun(),
          through: watched(async () => {
            visits += 1;
            const { constats } = await walk(night.shelf);
            const struck = isReleased((await night.runs.get(RUN))!, night.clock.now());
            wrong.push(
              ...constats.filter((finding) => !isOnItsWay(finding, struck)),
              ...(await backwards(night, last)),
            );
          }),
        });
        await live(night, all);
        expect(wrong).toEqual([]);
        if (all.some(({ kind }) => kind === "tally")) expect(await walk(night.shelf)).toMatchObject({ tient: true });
      }),
      { numRuns: 12 },
    );
    expect(visits).toBeGreaterThan(200);
  });

  /** Before the first publication nothing is there; once the hour has struck, parts are public an instant before the nation. */
  const isOnItsWay = ({ code, ou }: Finding, struck: boolean): boolean =>
    (code === "V-ABSENT" && /latest\/(index|france)\.json$/.test(ou)) || (struck && code === "V-EMBARGO");

  /** Human paths whose sequence went back. */
  async function backwards(night: MemoryNight, last: Map<string, number>): Promise<string[]> {
    const back: string[] = [];
    for (const key of await night.shelf.list(`runs/${RUN}/latest/`)) {
      const { sequence } = JSON.parse(new TextDecoder().decode((await night.shelf.get(key))!.body)) as {
        sequence: number;
      };
      if (sequence < (last.get(key) ?? 0)) back.push(key);
      last.set(key, sequence);
    }
    return back;
  }
});

describe("a night in which a process dies between any two effects", () => {
  const ALL: readonly Happening[] = [
    { kind: "tally", bureau: 0, version: 1, arc: 100, bec: 50 },
    { kind: "tally", bureau: 1, version: 1, arc: 10, bec: 90 },
    { kind: "settle" },
    { kind: "hour" },
    { kind: "tally", bureau: 2, version: 1, arc: 60, bec: 70 },
    { kind: "tally", bureau: 3, version: 1, arc: 80, bec: 20 },
    { kind: "tally", bureau: 0, version: 2, arc: 101, bec: 50 },
    { kind: "settle" },
  ];

  async function lived(fateOf: (number: number) => Fate): Promise<{ night: MemoryNight; calls: number }> {
    let calls = 0;
    const night = new MemoryNight({
      dossier: dossierOf(),
      run: darkRun(),
      through: (ports) =>
        crashing(ports, ({ number }) => {
          calls = number;
          return fateOf(number);
        }),
    });
    await live(night, ALL);
    return { night, calls };
  }

  it("ends in the same result, under a chain that holds", async () => {
    const clean = await lived(() => "lives");
    const result = await clean.night.result(RUN);
    expect(clean.calls).toBeGreaterThan(80);
    for (const fate of ["dies-before", "dies-after"] as const) {
      for (let dying = 0; dying <= clean.calls; dying += 1) {
        let dead = false;
        const { night } = await lived((number) => {
          if (dead || number !== dying) return "lives";
          dead = true;
          return fate;
        });
        expect(await night.result(RUN), `${fate} ${dying}`).toBe(result);
        expect((await walk(night.shelf)).constats, `${fate} ${dying}`).toEqual([]);
      }
    }
  });
});

describe("what a publication writes", () => {
  it("is four objects a changed département, two a changed région, three for the nation", async () => {
    const written: string[] = [];
    const night = new MemoryNight({
      dossier: dossierOf(),
      run: runOf(),
      through: (ports) => ({
        ...ports,
        shelf: {
          get: (key) => ports.shelf.get(key),
          list: (prefix) => ports.shelf.list(prefix),
          remove: (keys) => ports.shelf.remove(keys),
          put: (key, ...rest) => {
            written.push(key);
            return ports.shelf.put(key, ...rest);
          },
          copyText: (from, to, options) => {
            written.push(to);
            return ports.shelf.copyText(from, to, options);
          },
        },
      }),
    });
    const writesOf = async (tally: Tally): Promise<Record<string, number>> => {
      written.length = 0;
      await night.record([queued(tally)]);
      await night.settle();
      const kinds = written.map((key) => key.replace(`runs/${RUN}/`, "").replace(/[0-9a-f]{64}/, "*"));
      return Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((one) => one === kind).length]));
    };
    expect(await writesOf(tallyOf())).toEqual({
      // The département and its bureaux, its région, the nation.
      "objects/*.json": 4,
      "latest/departements/01.json": 1,
      "latest/departements/01/bureaux.json": 1,
      "latest/regions/84.json": 1,
      "latest/france.json": 1,
      "latest/index.json": 1,
      "latest/direct.json": 1,
    });
    // Outside any région: no regional document.
    expect(Object.keys(await writesOf(tallyOf({ departement: "2A", commune: "2A004" })))).toEqual([
      "objects/*.json",
      "latest/departements/2A.json",
      "latest/departements/2A/bureaux.json",
      "latest/france.json",
      "latest/index.json",
      "latest/direct.json",
    ]);
    // The same tally again changes nothing, and writes nothing.
    expect(await writesOf(tallyOf({ departement: "2A", commune: "2A004" }))).toEqual({});
  });
});
