import { hash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ExportIndex } from "#shared/documents/export-index.ts";
import { exportPath } from "#shared/documents/paths.ts";
import { exportNight } from "#shared/pipeline/export-night.ts";
import type { MemoryNight } from "#shared/testing/memory-night.ts";
import { RUN, tallyOf } from "../factories.ts";
import { darkRun, played, queued, TALLIES, unitesDossier } from "../documents/nights.ts";
import { crashing } from "../scenario/crashes.ts";

const filesOf = async (night: MemoryNight): Promise<Map<string, string>> => {
  const keys = await night.shelf.list(`runs/${RUN}/exports/`);
  const hashes = await Promise.all(keys.map(async (key) => hash("sha256", (await night.shelf.get(key))!.body, "hex")));
  return new Map(keys.map((key, i) => [key, hashes[i]!]));
};

const indexOf = async (night: MemoryNight): Promise<ExportIndex | null> => {
  const stored = await night.shelf.get(exportPath.index(RUN));
  return stored && (JSON.parse(new TextDecoder().decode(stored.body)) as ExportIndex);
};

describe("the exports of a tour", () => {
  it("are asked for once, when the tour is complete and public", async () => {
    const night = await played({}, TALLIES.slice(0, 3));
    expect(night.bells.takeExports()).toEqual([]);
    await night.record([queued(TALLIES[3]!)]);
    await night.settle();
    const { object, sequence } = await night.aggregates.readPublication({
      run: RUN,
      scrutin: TALLIES[0]!.scrutin,
      tour: 1,
    });
    expect(night.bells.takeExports()).toMatchObject([{ run: RUN, object, sequence }]);
    await night.sweep(RUN);
    expect(night.bells.takeExports()).toEqual([]);
  });

  it("are not asked for under embargo", async () => {
    expect((await played({ run: darkRun() })).bells.takeExports()).toEqual([]);
  });

  it("are asked for again after a correction, and an older ticket then does nothing", async () => {
    const night = await played();
    const [first] = night.bells.takeExports().slice(-1);
    await night.record([queued(tallyOf({ version: 3 }))]);
    await night.settle();
    const [second] = night.bells.takeExports();
    expect(second!.sequence).toBeGreaterThan(first!.sequence);
    expect(await exportNight(first!, night.ports)).toBe("covered");
    expect(await exportNight(second!, night.ports)).toBe("exported");
    expect(await exportNight({ ...second!, run: "inconnu" }, night.ports)).toBe("absent");
  });

  it("are all that their index names, each under its hash, for the nation and for unites", async () => {
    for (const options of [{}, { dossier: unitesDossier() }]) {
      const night = await played(options);
      const [ticket] = night.bells.takeExports().slice(-1);
      await exportNight(ticket!, night.ports);
      const files = await filesOf(night);
      const index = (await indexOf(night))!;
      files.delete(exportPath.index(RUN));
      expect(new Map(index.fichiers.map(({ chemin, sha256 }) => [chemin, sha256]))).toEqual(files);
      expect(index).toMatchObject({ france: ticket!.object, sequence: ticket!.sequence });
      expect(new Set(index.fichiers.map(({ format }) => format))).toEqual(
        new Set(["csv", "ministere", "parquet", "xlsx", "nist", "proces-verbal"]),
      );
    }
  });

  it("end in the same files after a death before or after any write, and are never named half-made", async () => {
    const night = await played();
    const [ticket] = night.bells.takeExports().slice(-1);
    await exportNight(ticket!, night.ports);
    const clean = await filesOf(night);
    const writes = clean.size;
    for (const fate of ["dies-before", "dies-after"] as const) {
      for (let dying = 0; dying < writes; dying += 1) {
        await night.shelf.remove([...clean.keys()]);
        let put = -1;
        const ports = crashing(night.ports, ({ name }) => {
          if (name !== "shelf.put") return "lives";
          put += 1;
          return put === dying ? fate : "lives";
        });
        await expect(exportNight(ticket!, ports)).rejects.toThrow(/^died /);
        const named = (await indexOf(night))?.fichiers ?? [];
        const there = await filesOf(night);
        for (const { chemin, sha256 } of named) expect(there.get(chemin)).toBe(sha256);
        await exportNight(ticket!, ports);
        expect(await filesOf(night)).toEqual(clean);
      }
    }
  });
});
