import type { ScoredCandidature } from "#shared/documents/common.ts";
import type { PublicRun } from "../documents.ts";
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

/** Whether a candidature is two persons under one id, as a binôme is. */
export const isPair = (one: Pick<ScoredCandidature, "nom" | "prenom">): boolean => fullName(one).includes(" et ");

/** Names by id; an id that nobody bears is shown as it is. */
export const namesOf = (candidatures: readonly ScoredCandidature[] | undefined): ((id: string) => string) => {
  const names = new Map((candidatures ?? []).map((candidature) => [candidature.id, fullName(candidature)]));
  return (id) => names.get(id) ?? id;
};

/** With a capital, as a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Candidatures by voix; equal ones stay in the order of the ballots. */
export const ranked = <T extends { readonly voix: number }>(candidatures: readonly T[]): readonly T[] =>
  candidatures.toSorted((a, b) => b.voix - a.voix);

/** Elections that are decided on one day, whose round is not worth saying. */
const ONE_ROUND: Readonly<Record<string, true>> = {
  europeennes: true,
  referendum: true,
  consultation: true,
  "nouvelle-caledonie": true,
  "wallis-et-futuna": true,
  "conseillers-francais-etranger": true,
  "assemblee-francais-etranger": true,
};

export const hasOneRound = (scrutin: string): boolean => ofScrutin(ONE_ROUND, scrutin) === true;

type Night = Pick<PublicRun, "nom" | "scrutin" | "tour">;

/** What a night is called: the election, and its round where there may be two. */
export const nightName = ({ t }: Context, { nom, scrutin, tour }: Night): string =>
  /\btour\b/i.test(nom) || hasOneRound(scrutin) ? t.election(nom) : `${t.election(nom)}, ${t.round(tour)}`;

/** What a run is called among others: by its id too when another one plays the same night. */
export function runName(context: Context, run: PublicRun, among: readonly PublicRun[]): string {
  const name = nightName(context, run);
  return among.some((one) => one.run !== run.run && nightName(context, one) === name) ? `${name} (${run.run})` : name;
}

/** Type of a scrutin, from its id: `legislatives-2017`, `municipales-generee-2026`. */
export const typeOf = (scrutin: string): string => scrutin.replace(/-(?:\d|generee).*$/, "");

/** What a table has for a scrutin, whose id begins with its type; the longest beginning counts. */
export function ofScrutin<T>(table: Readonly<Record<string, T>>, scrutin: string): T | undefined {
  const [type] = Object.keys(table)
    .filter((name) => scrutin.startsWith(name))
    .toSorted((a, b) => b.length - a.length);
  return type === undefined ? undefined : table[type];
}
