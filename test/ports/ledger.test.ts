import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Scope } from "#shared/contracts/identity.ts";
import type { LedgerEntry } from "#shared/ports.ts";
import { freshScope, overEveryAdapter } from "./worlds.ts";

const entry = (scope: Scope, key: string, content = `contenu ${key}`): LedgerEntry => ({ scope, key, content });
const entries = (scope: Scope, count: number): LedgerEntry[] =>
  Array.from({ length: count }, (_, n) => entry(scope, `75056#${String(n).padStart(5, "0")}#001#abcd`));

overEveryAdapter("Ledger", (seams) => {
  it("reads nothing where nothing was appended", async () => {
    expect(await seams().ledger.read(freshScope())).toEqual([]);
  });

  it("reads every acknowledged entry, in key order, whatever the order of writing", async () => {
    const scope = freshScope();
    const written = entries(scope, 63);
    expect(await seams().ledger.append(written.toReversed())).toEqual([]);
    expect(await seams().ledger.read(scope)).toEqual(written);
  });

  it("changes nothing when an entry is appended again", async () => {
    const scope = freshScope();
    const written = entries(scope, 30);
    await seams().ledger.append(written);
    await seams().ledger.append(written.slice(10, 20));
    expect(await seams().ledger.read(scope)).toEqual(written);
  });

  it("keeps every version and every content of a bureau", async () => {
    const scope = freshScope();
    const keys = ["75056#0001#001#aaaa", "75056#0001#001#bbbb", "75056#0001#002#aaaa", "75056#0001#010#aaaa"];
    for (const key of keys.toReversed()) await seams().ledger.append([entry(scope, key)]);
    expect((await seams().ledger.read(scope)).map(({ key }) => key)).toEqual(keys);
  });

  it("keeps apart runs, scrutins, tours and départements", async () => {
    const scope = freshScope();
    const others: Scope[] = [
      { ...scope, run: `${scope.run}-bis` },
      { ...scope, scrutin: "presidentielle-2022" },
      { ...scope, tour: 2 },
      { ...scope, departement: "7" },
      { ...scope, departement: "2A" },
    ];
    const all = [scope, ...others];
    await seams().ledger.append(all.map((each, n) => entry(each, "75056#0001#001#abcd", `contenu ${n}`)));
    for (const [n, each] of all.entries()) {
      expect(await seams().ledger.read(each)).toEqual([entry(each, "75056#0001#001#abcd", `contenu ${n}`)]);
    }
  });

  it("reads a ledger of 3 MB to its end", async () => {
    const scope = freshScope("59");
    const written = entries(scope, 3_000).map(({ key }) => entry(scope, key, key.padEnd(1_000, ".")));
    expect(await seams().ledger.append(written)).toEqual([]);
    expect(await seams().ledger.read(scope)).toEqual(written);
  });

  it("sees every append that was acknowledged before, while others write", async () => {
    const scope = freshScope();
    const acknowledged: LedgerEntry[] = [];
    const write = async (part: LedgerEntry[]): Promise<void> => {
      await seams().ledger.append(part);
      acknowledged.push(...part);
    };
    const all = entries(scope, 400);
    const writers = Array.from({ length: 8 }, (_, n) => write(all.slice(n * 50, n * 50 + 50)));
    for (const writer of writers) {
      const before = acknowledged.map(({ key }) => key);
      const read = new Set((await seams().ledger.read(scope)).map(({ key }) => key));
      expect(before.filter((key) => !read.has(key))).toEqual([]);
      await writer;
    }
    expect(await seams().ledger.read(scope)).toEqual(all);
  });

  it("ends the same, however the same entries are cut, repeated and shuffled", async () => {
    const template = entries(freshScope(), 12);
    const appends = fc.array(fc.uniqueArray(fc.nat({ max: 11 }), { minLength: 1, maxLength: 12 }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(appends, async (cuts) => {
        const scope = freshScope();
        for (const cut of cuts) await seams().ledger.append(cut.map((n) => entry(scope, template[n]!.key)));
        const expected = [...new Set(cuts.flat())].sort((a, b) => a - b).map((n) => entry(scope, template[n]!.key));
        expect(await seams().ledger.read(scope)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
