import type { Dossier } from "../contracts/dossier.ts";
import type { CandidatureOutcome, Outcome } from "../law/outcome.ts";

/** What a change makes of a night's outcomes. */

/** An outcome in short: its status, and those who are more than beaten. */
export interface Brief {
  readonly statut: Outcome["statut"];
  readonly code?: string;
  readonly candidatures: readonly (Pick<CandidatureOutcome, "id" | "statut"> & { readonly sieges?: number })[];
}

/** A unite that ends otherwise. */
export interface Difference {
  readonly unite: string;
  readonly nom: string;
  readonly avant: Brief;
  readonly apres: Brief;
}

/** The unites that end otherwise, in their order, and how many were compared. Voix alone make no difference. */
export function differencesOf(
  { head, parts }: Dossier,
  before: ReadonlyMap<string, Outcome>,
  after: ReadonlyMap<string, Outcome>,
): { readonly comparees: number; readonly differences: readonly Difference[] } {
  const names = new Map(parts.flatMap(({ unites }) => unites.map(({ code, nom }) => [code, nom] as const)));
  const differences = [...before].flatMap(([unite, outcome]): Difference[] => {
    const [avant, apres] = [outcome, after.get(unite) ?? outcome].map(briefOf) as [Brief, Brief];
    if (JSON.stringify(avant) === JSON.stringify(apres)) return [];
    return [{ unite, nom: names.get(unite) ?? (unite === "FR" ? head.scrutin.nom : unite), avant, apres }];
  });
  return { comparees: before.size, differences };
}

const NOBODY: ReadonlySet<CandidatureOutcome["statut"]> = new Set(["BATTU", "NON_QUALIFIE"]);

const briefOf = ({ statut, code, candidatures }: Outcome): Brief => ({
  statut,
  ...(code !== undefined && { code }),
  candidatures: candidatures
    .filter((one) => !NOBODY.has(one.statut))
    .map(({ id, statut: own, sieges }) => ({ id, statut: own, ...(sieges !== undefined && { sieges }) })),
});
