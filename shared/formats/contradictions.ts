import { admittedExcess } from "../count/arithmetic.ts";
import { problem, type Place, type Problem } from "./problems.ts";
import type { ResultRow } from "./result-rows.ts";
import type { CountField } from "./vocabulary.ts";

/**
 * The arithmetic of a row, as the pipeline will ask it of a tally (`count/arithmetic.ts`): exprimés and blancs within
 * votants, nuls what is left, votants within inscrits, voix that add up to exprimés. Where voters may name several persons
 * (`MAJ`) voix pass exprimés.
 * @param at where the column of a count is.
 */
export function contradictions(
  { counts, voix, mode, candidatures }: Pick<ResultRow, "counts" | "voix" | "mode" | "candidatures">,
  at: (field: CountField) => Place,
): Problem[] {
  if (counts === null) return [];
  const { inscrits, votants, blancs, nuls, exprimes } = counts;
  const found: Problem[] = [];
  const most = votants - (blancs ?? 0);
  const left = most - exprimes;
  if (left < 0) found.push(problem("F-NULS", at("exprimes"), `au plus ${most}`, String(exprimes)));
  else if (nuls !== null && blancs !== null && nuls !== left) {
    found.push(problem("F-NULS", at("nuls"), String(left), String(nuls)));
  }
  const electors = inscrits + admittedExcess(inscrits);
  if (votants > electors) found.push(problem("F-VOTANTS", at("votants"), `au plus ${electors}`, String(votants)));
  if (candidatures.length === 0) return found;
  let sum = 0;
  for (const votes of voix) sum += votes;
  const wrong = mode === "MAJ" ? voix.some((votes) => votes > exprimes) : sum !== exprimes;
  if (wrong) found.push(problem("F-SOMME", at("exprimes"), `la somme des voix, ${sum}`, String(exprimes)));
  return found;
}
