import type { Leader } from "#cli/control/contract.ts";
import type { UnitesOutcome } from "#shared/documents/national.ts";
import type { Outcome, Statut } from "#shared/law/outcome.ts";
import { counted } from "./format.ts";

/** The outcome of a run in French sentences. It repeats what the law decided and decides nothing. */

const STATUTS: Readonly<Record<Statut, readonly [one: string, many: string]>> = {
  ACQUIS_T1: ["pourvue au premier tour", "pourvues au premier tour"],
  ACQUIS_T2: ["pourvue au second tour", "pourvues au second tour"],
  BALLOTTAGE: ["en ballottage", "en ballottage"],
  INCOMPLET: ["incomplète", "incomplètes"],
  INDECIDABLE: ["indécidable avec ce que dit la source", "indécidables avec ce que dit la source"],
};

/** @param outcome of a summary: the nation's, or in numbers what the unites decided. Anything else says nothing. */
export function outcomeSentences(outcome: unknown, candidatures: readonly Leader[]): string[] {
  if (isNational(outcome)) return national(outcome, new Map(candidatures.map(({ id, nom }) => [id, nom])));
  return isByUnites(outcome) ? byUnites(outcome) : [];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isNational = (value: unknown): value is Outcome =>
  isRecord(value) && typeof value["statut"] === "string" && Array.isArray(value["candidatures"]);
const isByUnites = (value: unknown): value is UnitesOutcome =>
  isRecord(value) && isRecord(value["statuts"]) && Array.isArray(value["unites"]);

function national(outcome: Outcome, names: ReadonlyMap<string, string>): string[] {
  const having = (...statuts: readonly string[]): string =>
    enumerated(
      outcome.candidatures.filter(({ statut }) => statuts.includes(statut)).map(({ id }) => names.get(id) ?? id),
    );
  const articles = outcome.articles.length === 0 ? "" : ` (${enumerated(outcome.articles)})`;
  switch (outcome.statut) {
    case "ACQUIS_T1":
    case "ACQUIS_T2":
      return [`Élu${articles} : ${having("ELU_T1", "ELU_T2")}.`];
    case "BALLOTTAGE":
      return [`Ballottage${articles} : second tour entre ${having("QUALIFIE_SEUIL", "QUALIFIE_REPECHAGE")}.`];
    case "INCOMPLET":
      return ["Dépouillement incomplet : rien n'est décidé."];
    case "INDECIDABLE":
      return [
        `Indécidable${outcome.code === undefined ? "" : ` (${outcome.code})`} : la loi ou la source ne permettent pas de conclure.`,
      ];
  }
}

function byUnites({ statuts }: UnitesOutcome): string[] {
  const unites = Object.values(statuts).reduce((sum, count) => sum + count, 0);
  const parts = Object.entries(STATUTS).flatMap(([statut, [one, many]]) => {
    const count = statuts[statut] ?? 0;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  return parts.length === 0 ? [] : [`Sur ${counted(unites, "unité", "unités")} : ${enumerated(parts)}.`];
}

const enumerated = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} et ${words.at(-1)}`;
