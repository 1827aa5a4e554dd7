import { procesVerbal } from "#shared/exports/proces-verbal.ts";
import type { FranceDocument } from "../documents.ts";
import type { Territory } from "../pages/territory.ts";

/**
 * The procès-verbal of a place, as one HTML page made for paper: the very one that `vingt-heures export` draws up. `null`: there
 * is no result. Loaded only when asked for.
 */
export function report(
  { nom, tour, instant, source, genere }: FranceDocument,
  { name, above, complet, progress, totaux, ballots }: Territory,
): string | null {
  if (totaux === undefined) return null;
  const [ballot] = ballots;
  return procesVerbal({
    scrutin: nom,
    tour,
    territoire: name,
    dans: above.map((place) => place.name).toReversed(),
    complet,
    bureaux: progress.bureaux,
    totaux,
    candidatures: ballots.flatMap(({ candidatures }) => candidatures),
    ...(ballots.length === 1 && ballot?.outcome !== undefined && { outcome: ballot.outcome }),
    instant,
    source,
    genere,
  });
}
