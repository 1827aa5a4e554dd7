/** One département's share of one tour of one run: the unit of work, of writing and of publication. */
export interface Scope {
  readonly run: string;
  readonly scrutin: string;
  readonly tour: 1 | 2;
  readonly departement: string;
}

/** One playing of one tour: the identity under which documents are published. */
export type RunScope = Omit<Scope, "departement">;

/** The full identity of a run's tour, `run#scrutin#tour`: key of its heads, group of its publications. */
export const runKey = (scope: RunScope): string => `${scope.run}#${scope.scrutin}#${scope.tour}`;

/** The full identity of a département in a run, `run#scrutin#tour#departement`: ledger key, message group. */
export const scopeKey = (scope: Scope): string => `${runKey(scope)}#${scope.departement}`;

/** Reads back {@link scopeKey}. @throws when the text is not one. */
export function parseScopeKey(key: string): Scope {
  const [run, scrutin, tour, departement, ...rest] = key.split("#");
  if (!run || !scrutin || !departement || (tour !== "1" && tour !== "2") || rest.length > 0) {
    throw new Error(`not a scope key: ${JSON.stringify(key)}`);
  }
  return { run, scrutin, tour: tour === "1" ? 1 : 2, departement };
}
