import * as fc from "fast-check";
import type { Tally } from "#shared/contracts/tally.ts";

export type Figures = Omit<Tally, "run">;

const count = fc.nat(400);

/** Tallies that add up: with separate or pooled blank ballots, with or without signatures, of one to six candidatures. */
export const tallyArbitrary: fc.Arbitrary<Figures> = fc
  .record({
    voix: fc.array(count, { minLength: 1, maxLength: 6 }),
    abstentions: count,
    blancs: count,
    nuls: count,
    pooled: fc.boolean(),
    signed: fc.boolean(),
  })
  .map(({ voix, abstentions, blancs, nuls, pooled, signed }) => {
    const exprimes = voix.reduce((a, b) => a + b, 0);
    const votants = exprimes + blancs + nuls;
    return {
      scrutin: "essai-2017",
      tour: 1,
      departement: "75",
      commune: "75056",
      bureau: "0101",
      version: 1,
      inscrits: votants + abstentions,
      ...(signed ? { emargements: votants } : {}),
      votants,
      ...(pooled ? { blancsNuls: blancs + nuls } : { blancs, nuls }),
      exprimes,
      voix: Object.fromEntries(voix.map((value, i) => [`LISTE-${i + 1}`, value])),
    };
  });
