import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percent } from "#shared/documents/percent.ts";

describe("a published percentage", () => {
  it.each<[string, number, number, string]>([
    ["PUB-22: 3 × 1/3", 1, 3, "33,33"],
    ["PUB-22: 7 × 1/7", 1, 7, "14,29"],
    ["PUB-23: everybody", 5, 5, "100,00"],
    ["PUB-24: half up on the exact quotient", 33, 4000, "0,83"],
    ["PUB-25: nobody", 0, 0, "0,00"],
    ["Q-18: no leading zero", 1, 19, "5,26"],
    ["GT-18: recomputed, not averaged", 403, 714, "56,44"],
  ])("%s", (_what, part, base, expected) => {
    expect(percent(part, base)).toBe(expected);
  });

  it("is the exact quotient rounded half up, whatever the size of France", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000_000 }), fc.nat(60_000_000), (base, part) => {
        const hundredths = (BigInt(part) * 20_000n + BigInt(base)) / (2n * BigInt(base));
        expect(percent(part, base)).toBe(`${hundredths / 100n},${String(hundredths % 100n).padStart(2, "0")}`);
      }),
    );
  });
});
