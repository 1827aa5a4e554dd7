import type { Tally } from "../contracts/tally.ts";
import type { Station } from "./register.ts";
import { refusal, type Refusal } from "./refusals.ts";

/**
 * Electors admitted by a court vote though they are not listed (R59), so votants may pass inscrits by a few: accepted
 * with an anomaly up to this excess, refused beyond, where a mistake is more likely than that many judgments.
 */
export const admittedExcess = (inscrits: number): number => Math.max(10, Math.floor(inscrits / 20));

/**
 * Holds a tally's figures against each other: `exprimes = votants − blancs − nuls` (L66), `Σ voix = exprimes`, or
 * with panachage `voix ≤ exprimes` each and `Σ voix ≤ exprimes × sieges` where the seats are known, and votants against inscrits.
 */
export function arithmeticRefusals(
  tally: Tally,
  voix: readonly number[],
  station: Station,
  pooled: boolean,
): Refusal[] {
  const refusals: Refusal[] = [];
  const separate = tally.blancs !== undefined && tally.nuls !== undefined && tally.blancsNuls === undefined;
  const together = tally.blancsNuls !== undefined && tally.blancs === undefined && tally.nuls === undefined;
  if (pooled ? !together : !separate) {
    refusals.push(
      refusal(
        "T-BLANCS",
        pooled ? "data.blancsNuls" : "data.blancs",
        pooled ? "blancsNuls seul" : "blancs et nuls, séparés",
        {
          blancs: tally.blancs,
          nuls: tally.nuls,
          blancsNuls: tally.blancsNuls,
        },
      ),
    );
    return refusals;
  }
  const excess = tally.votants - tally.inscrits;
  if (excess > admittedExcess(tally.inscrits)) {
    refusals.push(
      refusal("T-VOTANTS", "data.votants", `au plus ${tally.inscrits + admittedExcess(tally.inscrits)}`, tally.votants),
    );
  }
  const notExprimes = pooled ? tally.blancsNuls! : tally.blancs! + tally.nuls!;
  if (tally.exprimes !== tally.votants - notExprimes) {
    refusals.push(refusal("T-EXPRIMES", "data.exprimes", String(tally.votants - notExprimes), tally.exprimes));
  }
  refusals.push(...sumRefusals(tally.exprimes, voix, station));
  return refusals;
}

function sumRefusals(exprimes: number, voix: readonly number[], station: Station): Refusal[] {
  let sum = 0;
  for (const count of voix) sum += count;
  const { candidatures, sieges, panachage } = station.ballot;
  if (!panachage) return sum === exprimes ? [] : [refusal("T-SOMME", "data.voix", `${exprimes} en tout`, sum)];
  const refusals = candidatures
    .filter((_, i) => voix[i]! > exprimes)
    .map(({ id }) =>
      refusal("T-SOMME", `data.voix.${id}`, `au plus ${exprimes}`, voix[station.ballot.position.get(id)!]),
    );
  if (sieges > 0 && sum > exprimes * sieges)
    refusals.push(refusal("T-SOMME", "data.voix", `au plus ${exprimes * sieges} en tout`, sum));
  return refusals;
}
