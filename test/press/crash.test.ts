import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Shelf } from "#shared/ports.ts";
import type { Tally } from "#shared/contracts/tally.ts";
import { publishPress } from "#shared/press/publish-press.ts";
import { crashing, type Fate } from "../scenario/crashes.ts";
import { PressNight } from "./press-night.ts";
import { traceDossier } from "./trace-dossier.ts";

const A = { commune: "01001", bureau: "0001" };
const E = { departement: "03", commune: "03001", bureau: "0001" };
const b = (bureau: string) => ({ commune: "01002", bureau });
const OTHER = { votants: 501, exprimes: 481, voix: { arc: 201, bec: 180, col: 100 } };

/** What a night sends before each look: a correction, a bureau contested and then settled, and all complete at the end. */
const NIGHT: readonly (readonly [sent: string, tallies: readonly Partial<Tally>[], look: string])[] = [
  ["19:40", [A], "20:00"],
  ["20:05", [b("0001"), b("0002")], "20:15"],
  ["20:20", [b("0003"), E], "20:30"],
  [
    "20:40",
    [
      { commune: "01003", bureau: "0001" },
      { ...A, ...OTHER, version: 2 },
    ],
    "20:45",
  ],
  ["20:50", [{ ...E, ...OTHER }], "21:00"],
  ["21:05", [{ ...E, ...OTHER, version: 2 }], "21:15"],
];

/** Plays the night; `plan` says which calls of the publisher die. Everything but the stamps of the extraction must be the same. */
async function play(
  plan: (call: number) => Fate,
  afterWrite: (press: PressNight) => Promise<void> = async () => {},
): Promise<PressNight> {
  const press = new PressNight({ dossier: traceDossier() });
  let calls = 0;
  const { deps } = press;
  const dying = crashing(press.night.ports, () => plan((calls += 1)));
  const watched: Shelf = {
    get: (key) => dying.shelf.get(key),
    list: (prefix) => dying.shelf.list(prefix),
    copyText: (...copy) => dying.shelf.copyText(...copy),
    put: (...object) => dying.shelf.put(...object).then(() => afterWrite(press)),
    remove: (keys) => dying.shelf.remove(keys).then(() => afterWrite(press)),
  };
  const looking = { ...deps, aggregates: dying.aggregates, shelf: watched, runs: dying.runs };
  for (const [sent, tallies, look] of NIGHT) {
    await press.tally(sent, ...tallies);
    await press.at(look);
    await press.night.sweep(press.run);
    const ticket = { run: press.run, scrutin: "presidentielle-2017", tour: 1, cause: "cycle" } as const;
    for (let tries = 0; ; tries += 1) {
      if (tries > 50) throw new Error("the publisher never came through");
      const passed = await publishPress(ticket, looking).catch(() => null);
      if (passed !== null) break;
      await consistent(press);
    }
  }
  return press;
}

/** PUB-35: whatever an index announces can be read, at any instant, and its own figures agree. */
async function consistent(press: PressNight): Promise<void> {
  const tree = await press.tree();
  if (!tree.has("resultatsT1/index.xml")) return;
  const { departements, regions } = await press.read("resultatsT1/index.xml", "index");
  for (const { code3, region, complet } of departements) {
    const folder = `resultatsT1/${region.code3}/${code3}`;
    const { communes } = await press.read(`${folder}/${code3}IDX.xml`, "index-departement");
    for (const { code, parvenu } of communes) if (parvenu) await press.read(`${folder}/${code3}${code}.xml`, "commune");
    if (complet) await press.read(`${folder}/${code3}.xml`, "departement");
  }
  for (const { code3, complet } of regions)
    if (complet) await press.read(`resultatsT1/${code3}/${code3}.xml`, "region");
}

const treeOf = async (press: PressNight): Promise<[string, string][]> => [...(await press.tree())];

describe("a reader", () => {
  it("PUB-35: finds what every index announces, whenever it looks between two writes of the publisher", async () => {
    let looks = 0;
    await play(
      () => "lives",
      async (press) => {
        looks += 1;
        await consistent(press);
      },
    );
    expect(looks).toBeGreaterThan(50);
  });
});

describe("a publisher that dies", () => {
  it("PUB-35 PUB-36 PUB-40: leaves, after recovery, the very tree of a night without a crash, wherever it died", async () => {
    const whole = await treeOf(await play(() => "lives"));
    let calls = 0;
    await play((call) => ((calls = call), "lives"));
    expect(calls).toBeGreaterThan(60);
    for (let at = 1; at <= calls; at += 1) {
      for (const fate of ["dies-before", "dies-after"] as const) {
        const tree = await treeOf(await play((call) => (call === at ? fate : "lives")));
        expect(tree, `${fate} call ${at}`).toEqual(whole);
      }
    }
  }, 180_000);

  it("PUB-40: dies again and again, at random, and the tree is the same", async () => {
    const whole = await treeOf(await play(() => "lives"));
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.integer({ min: 0, max: 79 })), async (dice) => {
        const tree = await treeOf(
          await play(() => {
            const { value } = dice.next();
            if (value === 0) return "dies-before";
            return value === 1 ? "dies-after" : "lives";
          }),
        );
        expect(tree).toEqual(whole);
      }),
      { numRuns: 15 },
    );
  }, 180_000);
});
