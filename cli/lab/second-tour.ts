import type { Outcome } from "#shared/law/outcome.ts";
import { secondRoundDossier } from "#shared/pipeline/second-round.ts";
import type { Night } from "#cli/operator/night.ts";
import type { Observed } from "./observed.ts";

/**
 * Holds the second round that is about to be played against what the law makes of the first: same unites, same
 * candidatures. Differences in French; empty: it is the law's.
 */
export function secondTourDifferences(first: Night, observed: Observed, second: Night): string[] {
  const { head } = second.dossier;
  const closings = new Map<string, string>(
    second.dossier.parts.flatMap(({ communes }) =>
      communes.map(({ code, fermeture }): [string, string] => [code, fermeture]),
    ),
  );
  const made = secondRoundDossier(first.dossier, outcomesOf(observed), {
    date: head.scrutin.date,
    embargo: head.embargo,
    fermeture: (_departement, { code }) => closings.get(code) ?? head.embargo,
  });
  if (!("dossier" in made))
    return made.slice(0, 10).map(({ unite, code, expected }) => `unité ${unite} : ${code}, il manque ${expected}`);
  const [law, played] = [ballots(made.dossier), ballots(second.dossier)];
  const differences: string[] = [];
  for (const unite of new Set([...law.keys(), ...played.keys()])) {
    const [expected = "aucun vote", found = "aucun vote"] = [law.get(unite), played.get(unite)];
    if (expected !== found) differences.push(`unité ${unite} : la loi garde ${expected}, la nuit a ${found}`);
  }
  return differences;
}

/** Outcomes as they were published, by unite; `FR` for the nation. */
export function outcomesOf({ france, departements }: Observed): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  const nation = france?.outcome;
  if (nation !== undefined && !("statuts" in nation)) outcomes.set("FR", nation);
  for (const { resultat } of departements.values())
    for (const { code, outcome } of resultat.unites) outcomes.set(code, outcome);
  if (nation !== undefined && "statuts" in nation)
    for (const { outcome } of nation.partagees) outcomes.set(outcome.id ?? "", outcome);
  return outcomes;
}

/** Who stands where, sorted: a withdrawal is the night's to know, not the law's. */
function ballots({ head, parts }: Night["dossier"]): Map<string, string> {
  const ids = (candidatures: readonly { readonly id: string }[]): string =>
    candidatures
      .map(({ id }) => id)
      .sort()
      .join(", ");
  if (head.decision === "nation") return new Map([["FR", ids(head.candidatures)]]);
  return new Map(parts.flatMap(({ unites }) => unites.map(({ code, candidatures }) => [code, ids(candidatures)])));
}
