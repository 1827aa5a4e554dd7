/** Seats among sections by their population (L558-3, L558-4): highest average, then a minimum for each. */
import { type Coureur, plusDeVoix, plusForteMoyenne } from "./highest-averages.ts";
import { reattribuer } from "./section-sharing.ts";

/**
 * Seats of each section; `undefined` when two have the same average and population (the text then looks at their growth, which is not
 * given). The last seats given are taken back for the sections below the minimum.
 */
export function siegesSelonPopulation(
  populations: Readonly<Record<string, number>>,
  sieges: number,
  minimum: number,
): Readonly<Record<string, number>> | undefined {
  const sections = Object.keys(populations)
    .toSorted()
    .map((id): Coureur => ({ id, voix: populations[id]!, obtenus: 0 }));
  if (plusForteMoyenne(sections, sieges, [plusDeVoix]).indecis !== undefined) return undefined;
  const totaux = new Map(sections.map(({ id, obtenus }) => [id, obtenus]));
  const indecis = reattribuer(
    sections,
    totaux,
    () => minimum,
    [],
    () => {},
  );
  return indecis === undefined ? Object.fromEntries(totaux) : undefined;
}
