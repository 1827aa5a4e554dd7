import type { Dossier } from "../../contracts/dossier.ts";
import type { Tally } from "../../contracts/tally.ts";
import { inventFigures, strengthsOf } from "./figures.ts";

/**
 * What each bureau of a dossier reports, invented: one tally a bureau, version 1, in the order of the dossier. Each unite leans its
 * own way, its bureaux a little around it.
 */
export function inventTallies({ head, parts }: Dossier, seed: string): Omit<Tally, "run">[] {
  const { scrutin, tour } = head;
  const nation = { code: "", candidatures: head.candidatures, sieges: 0, panachage: head.panachage };
  const unites = new Map([nation, ...parts.flatMap((part) => part.unites)].map((unite) => [unite.code, unite]));
  const strengths = new Map(
    [...unites].map(([code, { candidatures }]) => [code, strengthsOf(candidatures.length, `${seed}/${code}`)]),
  );
  return parts.flatMap(({ departement, communes }) =>
    communes.flatMap(({ code: commune, bureaux }) =>
      bureaux.map(({ code: bureau, inscrits, unite = "" }) => {
        const { candidatures, sieges, panachage = false } = unites.get(unite)!;
        const names = panachage ? sieges : 1;
        const figures = inventFigures(inscrits, strengths.get(unite)!, names, `${seed}/${commune}/${bureau}`);
        const { votants, blancs, nuls, exprimes, voix } = figures;
        return {
          scrutin: scrutin.id,
          tour,
          departement,
          commune,
          bureau,
          version: 1,
          inscrits,
          votants,
          ...(head.blancs === "avec-nuls" ? { blancsNuls: blancs + nuls } : { blancs, nuls }),
          exprimes,
          voix: Object.fromEntries(candidatures.map(({ id }, place) => [id, voix[place]!])),
        };
      }),
    ),
  );
}
