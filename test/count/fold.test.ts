import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldLedger } from "#shared/count/fold.ts";
import { ledgerKey, pack, unpack, type PackedTally } from "#shared/count/packing.ts";

const packed = (over: Partial<PackedTally> = {}): PackedTally => ({
  inscrits: 1000,
  emargements: -1,
  votants: 500,
  blancs: 12,
  nuls: 8,
  exprimes: 480,
  voix: [200, 180, 100],
  at: Date.parse("2017-04-23T18:30:00Z"),
  messageId: "a|b",
  ...over,
});

const entry = (version: number, over: Partial<PackedTally> = {}, bureau = "0001") => {
  const content = pack(packed(over));
  return { key: ledgerKey("01001", bureau, version, content), content };
};

describe("packing", () => {
  it("gives back what it took", () => {
    const counts = fc.nat(9_999_999);
    const tally = fc.record({
      inscrits: counts,
      emargements: fc.oneof(fc.constant(-1), counts),
      votants: counts,
      blancs: counts,
      nuls: counts,
      exprimes: counts,
      voix: fc.array(counts, { maxLength: 40 }),
      at: fc.nat(4_000_000_000_000),
      messageId: fc.string({ minLength: 1 }),
    });
    fc.assert(
      fc.property(tally, (value) => {
        expect(unpack(pack(value))).toEqual(value);
      }),
    );
  });

  it("gives two messages with the same figures the same key, and other figures another", () => {
    expect(entry(1, { messageId: "x", at: 1 }).key).toBe(entry(1, { messageId: "y", at: 2 }).key);
    expect(entry(1, { blancs: 13, nuls: 7 }).key).not.toBe(entry(1).key);
  });

  it("refuses what is not a packed tally", () => {
    expect(() => unpack("1,2,3")).toThrow("not a packed tally");
  });
});

describe("the fold", () => {
  it("counts the highest version, whenever it came", () => {
    const folded = foldLedger([entry(3, { votants: 503 }), entry(1), entry(2, { votants: 502 })]).get("01001#0001")!;
    expect(folded.counted.version).toBe(3);
    expect(folded.counted.tally.votants).toBe(503);
    expect(folded.earlier.map(({ version }) => version)).toEqual([1, 2]);
    expect(folded.conflit).toBe(false);
  });

  it("orders versions as numbers", () => {
    expect(foldLedger([entry(10), entry(9)]).get("01001#0001")!.counted.version).toBe(10);
  });

  it("counts the lowest digest of two contents under one version, and says so until a higher version comes", () => {
    const [a, b] = [entry(1), entry(1, { votants: 501, nuls: 9 })].sort((x, y) => (x.key < y.key ? -1 : 1));
    const contested = foldLedger([b!, a!]).get("01001#0001")!;
    expect(contested).toMatchObject({ conflit: true, earlier: [] });
    expect(a!.key.endsWith(contested.counted.digest)).toBe(true);
    expect(foldLedger([a!, b!, entry(2)]).get("01001#0001")).toMatchObject({ conflit: false, counted: { version: 2 } });
  });

  it("is commutative, associative and idempotent: any order, any repetition, the same bureaux", () => {
    const entries = fc.array(
      fc.record({
        version: fc.integer({ min: 1, max: 4 }),
        blancs: fc.nat(3),
        bureau: fc.constantFrom("0001", "0002", "0003"),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(entries, fc.infiniteStream(fc.nat()), (made, random) => {
        const ledger = made.map(({ version, blancs, bureau }) => entry(version, { blancs }, bureau));
        const expected = [...foldLedger(ledger)].sort(([a], [b]) => (a < b ? -1 : 1));
        const next = (): number => random.next().value as number;
        const again = [...ledger, ...ledger.filter(() => next() % 2 === 0)]
          .map((value) => ({ value, order: next() }))
          .sort((a, b) => a.order - b.order)
          .map(({ value }) => value);
        expect([...foldLedger(again)].sort(([a], [b]) => (a < b ? -1 : 1))).toEqual(expected);
      }),
    );
  });
});
