import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readerOf } from "#cli/lab/load/reader.ts";
import { Watch, type WatchOptions } from "#cli/lab/load/watch.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import { tallyOf } from "../factories.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "vingt-heures-load-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a reader", () => {
  it.each([
    [
      "json",
      '{"d":[{"c":"75","v":12,"x":{"arc":5}}]}',
      "d.{ 'territoire': 'departement ' & c, 'votants': v, 'voix': x }",
    ],
    [
      "xml",
      '<r><d c="75"><v>12</v><arc>5</arc></d></r>',
      "r.d.{ 'territoire': 'departement ' & c, 'votants': v, 'voix': { 'arc': arc } }",
    ],
    [
      "csv",
      "code;votants;arc\n75;12;5\n",
      "$.{ 'territoire': 'departement ' & code, 'votants': votants, 'voix': { 'arc': arc } }",
    ],
  ] as const)("understands %s through a mapping", async (format, text, map) => {
    const file = join(folder, `page.${format}`);
    await writeFile(file, text);
    const read = await readerOf(file, format, map)();
    expect([...read!.territories].map(([name, figures]) => [name, Object.fromEntries(figures)])).toEqual([
      ["departement 75", { votants: 12, "voix arc": 5 }],
    ]);
  });

  it("reads nothing where nothing is, and no territory where none is yet", async () => {
    expect(await readerOf(join(folder, "none.json"), "json", "$")()).toBeNull();
    await writeFile(join(folder, "early.json"), "[]");
    expect((await readerOf(join(folder, "early.json"), "json", "$.{ 'territoire': t }")())!.territories.size).toBe(0);
  });

  it.each([
    ["json", '[{"territoire":"france","vot', "$", "JSON entier"],
    ["xml", "<r><d c=", "r", "XML entier"],
    ["json", '{"a":1}', "$", "--read-map"],
    ["json", '{"territoire":"france","votants":"1 200"}', "$", "« 1 200 »"],
    ["csv", "territoire;votants\nfrance;\n", "$", "votants"],
  ] as const)("says what it does not understand: %s %s", async (format, text, map, told) => {
    const file = join(folder, `odd.${format}`);
    await writeFile(file, text);
    await expect(readerOf(file, format, map)()).rejects.toThrow(told);
  });
});

describe("holding what is read against what was sent", () => {
  const recordedOf = (bureau: string, votants: number, version = 1): RecordedTally => {
    const { run: _run, ...tally } = tallyOf({
      bureau,
      version,
      votants,
      blancs: 0,
      nuls: 0,
      exprimes: votants,
      voix: { arc: votants },
    });
    return { at: 0, tally };
  };
  const watching = (over: Partial<WatchOptions> = {}): Watch => {
    const watch = new Watch({ freshnessMs: 1000, embargoAt: null, ...over });
    watch.took(recordedOf("0001", 100), 0);
    watch.took(recordedOf("0002", 30), 500);
    return watch;
  };
  const page = (figures: Record<string, number>, territory = "france") => ({
    territories: new Map([[territory, new Map(Object.entries(figures))]]),
  });
  const codes = (watch: Watch) =>
    watch.findings.map((finding) => [finding.code, "bureau" in finding ? finding.bureau : finding.detail]);

  it("finds nothing in any state that may be true", () => {
    const watch = watching();
    for (const [now, votants] of [
      [400, 0],
      [900, 100],
      [1100, 130],
      [3000, 130],
    ] as const)
      watch.look(page({ votants }), now);
    watch.look(page({ votants: 130 }), 4000, true);
    expect(watch.findings).toEqual([]);
  });

  it("names the bureau that is stale, then lost", () => {
    const watch = watching();
    watch.look(page({ votants: 100 }), 2000);
    expect(codes(watch)).toEqual([["L-PERIME", "01001/0002"]]);
    watch.look(page({ votants: 100 }), 9000, true);
    expect(codes(watch).at(-1)).toEqual(["L-PERDU", "01001/0002"]);
    expect(Math.max(...watch.ages)).toBe(8500);
  });

  it("names the bureau that counts twice, in its commune and département too", () => {
    for (const territory of ["france", "departement 01", "commune 01001"]) {
      const watch = watching();
      watch.look(page({ votants: 230 }, territory), 2000);
      expect(codes(watch)).toEqual([["L-DOUBLE", "01001/0001"]]);
    }
    const stranger = watching();
    stranger.look(page({ votants: 1 }, "departement 99"), 2000);
    expect(codes(stranger)).toEqual([["L-DOUBLE", null]]);
  });

  it("sees a page go back, and votes before the hour", () => {
    const back = watching();
    back.look(page({ votants: 130 }), 2000);
    back.look(page({ votants: 100 }), 2100);
    expect(codes(back)).toEqual([
      ["L-PERIME", "01001/0002"],
      ["L-RECUL", "01001/0002"],
    ]);
    const early = watching({ embargoAt: 5000 });
    early.look(page({ votants: 130, "voix arc": 100 }), 2000);
    expect(codes(early)).toContainEqual(["L-EMBARGO", null]);
    const open = watching({ embargoAt: 1500 });
    open.look(page({ votants: 130, "voix arc": 130 }), 2000);
    expect(open.findings).toEqual([]);
  });

  it("misses a territory that is no longer there, and a page that names nothing that was sent", () => {
    const gone = watching();
    gone.look(page({ votants: 130 }), 2000);
    gone.look({ territories: new Map() }, 2100);
    expect(codes(gone)).toContainEqual(["L-RECUL", null]);
    for (const end of [null, { territories: new Map() }, page({ votants: 0 }, "departement 99")]) {
      const mute = watching();
      mute.look(end, 9000, true);
      expect(codes(mute)).toEqual([["L-MUET", "rien de ce qui fut envoyé ne s'y lit à la fin"]]);
    }
    const early = watching();
    early.look(null, 400);
    early.look({ territories: new Map() }, 900);
    early.look(page({ votants: 130 }), 3000, true);
    expect(early.findings).toEqual([]);
  });

  it("takes a repeat for nothing, and a correction in place of what it corrects", () => {
    const watch = watching();
    watch.took(recordedOf("0001", 100), 600);
    watch.took(recordedOf("0001", 80, 2), 700);
    watch.look(page({ votants: 130 }), 800);
    watch.look(page({ votants: 110 }), 3000);
    watch.look(page({ votants: 110 }), 5000, true);
    expect(watch.findings).toEqual([]);
    const stuck = watching();
    stuck.took(recordedOf("0001", 80, 2), 700);
    stuck.look(page({ votants: 130 }), 9000, true);
    expect(codes(stuck)).toEqual([["L-DOUBLE", null]]);
  });
});
