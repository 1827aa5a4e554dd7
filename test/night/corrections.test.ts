import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mistaken } from "#shared/night/corrections.ts";
import { randomOf } from "#shared/night/random.ts";
import { tallyArbitrary, type Figures } from "./tallies.ts";

const voixOf = (tally: Figures): number => Object.values(tally.voix).reduce((a, b) => a + b, 0);

describe("a mistaken tally", () => {
  it("differs from the true one, and still adds up", () => {
    fc.assert(
      fc.property(tallyArbitrary, fc.string(), (tally, seed) => {
        const wrong = mistaken(tally, randomOf(seed));
        if (voixOf(tally) === 0) {
          expect(wrong).toBeNull();
          return;
        }
        expect(wrong).not.toBeNull();
        expect(wrong).not.toEqual(tally);
        const {
          inscrits,
          emargements,
          votants,
          blancs = 0,
          nuls = 0,
          blancsNuls = 0,
          exprimes,
          voix,
          version,
        } = wrong!;
        expect(
          Math.min(blancs, nuls, blancsNuls, exprimes, emargements ?? 0, ...Object.values(voix)),
        ).toBeGreaterThanOrEqual(0);
        expect(exprimes).toBe(votants - blancs - nuls - blancsNuls);
        expect(voixOf(wrong!)).toBe(exprimes);
        expect(votants).toBeLessThanOrEqual(inscrits);
        expect([inscrits, version, Object.keys(voix)]).toEqual([
          tally.inscrits,
          tally.version,
          Object.keys(tally.voix),
        ]);
      }),
    );
  });
});
