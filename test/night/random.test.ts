import { describe, expect, it } from "vitest";
import { randomOf } from "#shared/night/random.ts";

const drawn = (...path: string[]): number[] => {
  const random = randomOf(...path);
  return Array.from({ length: 8 }, () => random.between(0, 999_999));
};

describe("random streams", () => {
  it("are the same for the same path, on every machine", () => {
    expect(drawn("vingt-heures", "arrivee", "75056")).toEqual(drawn("vingt-heures", "arrivee", "75056"));
    expect(drawn("vingt-heures", "arrivee", "75056")).toMatchInlineSnapshot(`
      [
        930758,
        901515,
        732522,
        294833,
        197566,
        641076,
        526123,
        401539,
      ]
    `);
  });

  it("differ when a step of the path does, or moves", () => {
    const streams = [["a", "bc"], ["ab", "c"], ["abc"], ["a", "b", "c"], ["a", "bd"]].map((path) =>
      drawn(...path).join(),
    );
    expect(new Set(streams).size).toBe(streams.length);
  });

  it("draw evenly, within their bounds", () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 20_000; i++) counts[randomOf("graine", String(i)).between(0, 9)]!++;
    // 2,000 each but for chance: ±5 standard deviations.
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(212);
    const random = randomOf("graine");
    const around = Array.from({ length: 2_000 }, () => random.around(50));
    expect(Math.min(...around)).toBeGreaterThanOrEqual(-50);
    expect(Math.max(...around)).toBeLessThanOrEqual(50);
    expect(around.some((value) => value < -35) && around.some((value) => value > 35)).toBe(true);
  });

  it("keep the odds at both ends", () => {
    const random = randomOf("graine");
    expect(Array.from({ length: 100 }, () => random.chance(0))).not.toContain(true);
    expect(Array.from({ length: 100 }, () => random.chance(1))).not.toContain(false);
  });
});
