import type { ScrutinType } from "./scrutins.ts";

/** `id_election` of aggregated files, `2022_pres_t1`: year, four letters of the type, round; and the ministry's two letters. */

const TYPES: readonly (readonly [letters: string, sigle: string, type: ScrutinType])[] = [
  ["pres", "PR", "presidentielle"],
  ["legi", "LG", "legislatives"],
  ["euro", "ER", "europeennes"],
  ["refe", "RF", "referendum"],
  ["regi", "RG", "regionales"],
  ["dpmt", "DP", "departementales"],
  ["cant", "CN", "cantonales"],
  ["muni", "MN", "municipales"],
  ["sena", "SN", "senatoriales"],
];

/** What an `id_election` says; `null` when it is none. */
export function readElection(id: string): { type: ScrutinType; annee: string; tour: 1 | 2 } | null {
  const [, annee, letters, tour] = /^(\d{4})_([a-z]{4})_t([12])$/.exec(id) ?? [];
  const type = TYPES.find(([known]) => known === letters)?.[2];
  return type === undefined ? null : { type, annee: annee!, tour: tour === "1" ? 1 : 2 };
}

/** The `id_election` of the ministry's letters; `null` when they are unknown. */
export function electionOf(sigle: string, annee: string, tour: string): string | null {
  const letters = TYPES.find(([, known]) => known === sigle)?.[0];
  return letters === undefined ? null : `${annee}_${letters}_t${tour}`;
}

/** The `id_election` of a scrutin that is wholly told; `undefined` when something is missing. */
export function electionId({
  type,
  date,
  tour,
}: {
  readonly type?: string;
  readonly date?: string;
  readonly tour?: 1 | 2;
}): string | undefined {
  const letters = TYPES.find(([, , known]) => known === type)?.[0];
  return letters === undefined || date === undefined || tour === undefined
    ? undefined
    : `${date.slice(0, 4)}_${letters}_t${tour}`;
}
