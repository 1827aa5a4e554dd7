import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apportion, fillTable, stationsOf } from "#shared/night/scenarios/apportion.ts";

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

describe("apportion", () => {
  it("gives every part its quota, rounded down or up, and all of the total", () => {
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 40 }), (total, weights) => {
        fc.pre(sum(weights) > 0);
        const shares = apportion(total, weights);
        expect(sum(shares)).toBe(total);
        for (const [i, weight] of weights.entries()) {
          const down = Math.floor((total * weight) / sum(weights));
          expect(shares[i]! - down === 0 || shares[i]! - down === 1).toBe(true);
        }
      }),
    );
  });

  it("never passes a bound, and still gives all of the total", () => {
    const parts = fc.array(fc.record({ weight: fc.nat(1_000), most: fc.nat(50) }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(parts, fc.double({ min: 0, max: 1, noNaN: true }), (list, fraction) => {
        const most = list.map((part) => part.most);
        const total = Math.floor(sum(most) * fraction);
        const shares = apportion(
          total,
          list.map(({ weight }) => weight),
          most,
        );
        expect(sum(shares)).toBe(total);
        for (const [i, share] of shares.entries()) expect(share >= 0 && share <= most[i]!).toBe(true);
      }),
    );
  });

  it("gives the last unit to the largest remainder, then to the first", () => {
    expect(apportion(10, [47, 16, 16, 21])).toEqual([5, 2, 1, 2]);
    expect(apportion(1, [1, 1, 1])).toEqual([1, 0, 0]);
    expect(apportion(3, [0, 0])).toEqual([3, 0]);
  });

  it("says so when there is no room", () => {
    expect(() => apportion(5, [1, 1], [2, 2])).toThrow("1 left over");
  });
});

describe("fillTable", () => {
  const table = fc.integer({ min: 1, max: 12 }).chain((height) =>
    fc.integer({ min: 1, max: 6 }).chain((width) =>
      fc.record({
        cells: fc.array(fc.array(fc.nat(500), { minLength: width, maxLength: width }), {
          minLength: height,
          maxLength: height,
        }),
        weights: fc.array(fc.integer({ min: 100, max: 3_000 }), {
          minLength: width * height,
          maxLength: width * height,
        }),
      }),
    ),
  );

  it("keeps every margin, with whole cells none of which is negative", () => {
    fc.assert(
      fc.property(table, ({ cells, weights }) => {
        const rows = cells.map((row) => sum(row));
        const columns = cells[0]!.map((_, k) => sum(cells.map((row) => row[k]!)));
        const filled = fillTable(rows, columns, Float64Array.from(weights));
        for (const cell of filled) expect(Number.isInteger(cell) && cell >= 0).toBe(true);
        for (const [i, row] of rows.entries())
          expect(sum(filled.subarray(i * columns.length, (i + 1) * columns.length))).toBe(row);
        for (const [k, column] of columns.entries())
          expect(sum(rows.map((_, i) => filled[i * columns.length + k]!))).toBe(column);
      }),
    );
  });

  it("leans the way it is told", () => {
    const filled = fillTable([1_000, 1_000], [1_000, 1_000], Float64Array.from([2_000, 1_000, 1_000, 2_000]));
    expect([...filled]).toEqual([667, 333, 333, 667]);
  });

  it("has nothing to fill without rows", () => {
    expect(fillTable([], [], new Float64Array())).toHaveLength(0);
  });
});

describe("stationsOf", () => {
  it("gives each place a bureau, and the fullest bureau no more than it must hold", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 30 }),
        fc.nat(200),
        (populations, more) => {
          const total = populations.length + more;
          const stations = stationsOf(total, populations);
          expect(sum(stations)).toBe(total);
          expect(Math.min(...stations)).toBeGreaterThanOrEqual(1);
          // Adams: taking a bureau from any place would make it fuller than the fullest there is.
          const fullest = Math.max(...populations.map((population, i) => population / stations[i]!));
          for (const [i, n] of stations.entries()) {
            if (n > 1) expect(populations[i]! / (n - 1)).toBeGreaterThanOrEqual(fullest);
          }
        },
      ),
    );
  });

  it("opens one a place when there are more places than bureaux", () => {
    expect(stationsOf(1, [1_875, 1_188, 8_000])).toEqual([1, 1, 1]);
  });
});
