import type { ScoredCandidature } from "#shared/documents/common.ts";
import { queryOf, type Address, type Place } from "../address.ts";
import { formatOf, type Format } from "../words/format.ts";
import { wordsOf, type Words } from "../words/words.ts";

/** What every component is given beside its figures: the reader's language and where they are. */
export interface Context {
  readonly t: Words;
  readonly f: Format;
  readonly address: Address;
}

export const contextOf = (address: Address): Context => ({
  t: wordsOf(address.language),
  f: formatOf(address.language),
  address,
});

/** The query of the same page with something changed. */
export const linkTo = ({ address }: Context, change: Partial<Address>): string => queryOf({ ...address, ...change });

/** The query of another place in the same night. */
export const placeLink = (context: Context, place: Place): string => linkTo(context, { place });

export const fullName = ({ prenom, nom }: Pick<ScoredCandidature, "nom" | "prenom">): string =>
  prenom === undefined ? nom : `${prenom} ${nom}`;

/** Names by id; an id that nobody bears is shown as it is. */
export const namesOf = (candidatures: readonly ScoredCandidature[] | undefined): ((id: string) => string) => {
  const names = new Map((candidatures ?? []).map((candidature) => [candidature.id, fullName(candidature)]));
  return (id) => names.get(id) ?? id;
};

/** Candidatures by voix; equal ones stay in the order of the ballots. */
export const ranked = <T extends { readonly voix: number }>(candidatures: readonly T[]): readonly T[] =>
  candidatures.toSorted((a, b) => b.voix - a.voix);

/** What a table has for a scrutin, whose id begins with its type; the longest beginning counts. */
export function ofScrutin<T>(table: Readonly<Record<string, T>>, scrutin: string): T | undefined {
  const [type] = Object.keys(table)
    .filter((name) => scrutin.startsWith(name))
    .toSorted((a, b) => b.length - a.length);
  return type === undefined ? undefined : table[type];
}
