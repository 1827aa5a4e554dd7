/**
 * The names of a list filed for round 2 against those of round 1: from which lists they come, and whether a list that merged with
 * nobody stayed as it was (L264: composition, order and title change together or not at all).
 */
import type { Personne } from "../contest.ts";
import type { LawError } from "../errors.ts";

/** A list whose names are known. */
export interface ListeNommee {
  readonly id: string;
  readonly personnes: readonly Personne[];
}

/** The same name, and not two known days of birth that differ. */
const memePersonne = (a: Personne, b: Personne): boolean =>
  a.nom === b.nom && (a.naissance === undefined || b.naissance === undefined || a.naissance === b.naissance);

/** Whether every person of a list has a name: without names nothing can be said of its composition. */
export const estNommee = (personnes: readonly Personne[] | undefined): personnes is readonly Personne[] =>
  personnes !== undefined && personnes.length > 0 && personnes.every(({ nom }) => nom !== undefined);

/** Lists of round 1, by id, whose candidates these names are; and the ranks of those who were on none. */
export function provenance(
  personnes: readonly Personne[],
  premieres: readonly ListeNommee[],
): { readonly origines: readonly string[]; readonly inconnus: readonly number[] } {
  const origines = new Set<string>();
  const inconnus: number[] = [];
  for (const [rank, personne] of personnes.entries()) {
    const liste = premieres.find((one) => one.personnes.some((other) => memePersonne(personne, other)));
    if (liste === undefined) inconnus.push(rank);
    else origines.add(liste.id);
  }
  return { origines: [...origines], inconnus };
}

/**
 * Faults of a list filed with the names of one list of round 1 only.
 * Codes: `L-DEPOT-COMPOSITION` (a name is missing: nobody may be taken off or replaced), `L-DEPOT-ORDRE`.
 */
export function fauteSansFusion(
  personnes: readonly Personne[],
  premiere: ListeNommee,
  field: string,
  article: string,
): LawError | undefined {
  const fault = (code: string, expected: string, advice: string): LawError => ({
    code,
    field,
    expected: `${expected} (${article})`,
    advice,
  });
  if (personnes.length !== premiere.personnes.length)
    return fault(
      "L-DEPOT-COMPOSITION",
      "tous les noms du premier tour, puisque la liste ne fusionne pas",
      `${personnes.length} noms au lieu de ${premiere.personnes.length}`,
    );
  const rank = personnes.findIndex((personne, index) => !memePersonne(personne, premiere.personnes[index]!));
  if (rank < 0) return undefined;
  return fault(
    "L-DEPOT-ORDRE",
    "l'ordre du premier tour, qui ne change qu'avec la composition",
    `le rang ${rank + 1} revient à « ${premiere.personnes[rank]!.nom} »`,
  );
}
