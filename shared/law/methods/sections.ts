/** Lists with sections: their voix and their names by section, and a section as a body to fill. */
import type { Contest, ContestCandidature } from "../contest.ts";
import type { LawError } from "../errors.ts";
import { reconnaitre } from "../territories.ts";
import type { CorpsAPourvoir } from "./allocation.ts";

/**
 * Codes of the sections, sorted; none when no list gives any. Errors: `L-SECTIONS-MANQUANTES` (one list has voix and gives none),
 * `L-SECTIONS-SOMME` (its sections do not add up to its voix).
 */
export function sectionsDe({ candidatures }: Contest): readonly string[] | LawError {
  const codes = new Set(candidatures.flatMap(({ sections = {} }) => Object.keys(sections)));
  for (const [index, { id, voix, sections }] of candidatures.entries()) {
    const somme = Object.values(sections ?? {}).reduce((sum, one) => sum + one, 0);
    if (codes.size > 0 && somme !== voix)
      return {
        code: sections === undefined ? "L-SECTIONS-MANQUANTES" : "L-SECTIONS-SOMME",
        field: `candidatures[${index}].sections`,
        expected: `les voix de chaque section, dont la somme est ${voix}`,
        advice: sections === undefined ? `« ${id} » ne les donne pas` : `« ${id} » en a ${somme} en tout`,
      };
  }
  return [...codes].toSorted();
}

/**
 * The sections of a table of the law, by their names there, each under the code that the contest gives it. Errors: those of {@link sectionsDe},
 * `L-SECTIONS` (none is given, one is not in the table, or is given under two codes).
 */
export function sectionsDuTableau(contest: Contest, table: readonly string[]): ReadonlyMap<string, string> | LawError {
  const donnees = sectionsDe(contest);
  if ("code" in donnees) return donnees;
  const codes = new Map<string, string>();
  const inconnue = donnees.find((code) => {
    const nom = reconnaitre(code, table);
    if (nom === undefined || codes.has(nom)) return true;
    codes.set(nom, code);
    return false;
  });
  if (inconnue !== undefined || (donnees.length === 0 && contest.candidatures.length > 0))
    return {
      code: "L-SECTIONS",
      field: "candidatures[0].sections",
      expected: `les voix des sections ${table.join(", ")}`,
      advice: inconnue === undefined ? "elles manquent" : `« ${inconnue} » n'en est pas une, ou y est deux fois`,
    };
  return new Map(table.map((nom) => [nom, codes.get(nom) ?? nom]));
}

/** Voix of a list in one section. */
export const voixEn = (liste: ContestCandidature, section: string): number => liste.sections?.[section] ?? 0;

/** Ranks in `personnes`, from 0, of those who stand in a section, in order; unknown when the list places nobody. */
export function rangsEn({ personnes }: ContestCandidature, section: string): readonly number[] | undefined {
  if (!personnes?.some((one) => one.section !== undefined)) return undefined;
  return personnes.flatMap((one, rank) => (one.section === section ? [rank] : []));
}

/** A section as a body: its own names fill it, in their order; those of a list that places nobody are not known. */
export const corpsDeSection = (section: string): Pick<CorpsAPourvoir, "corps" | "rang" | "capacite"> => ({
  corps: `section:${section}`,
  rang: (liste, n) => rangsEn(liste, section)?.[n],
  capacite: (liste) => rangsEn(liste, section)?.length,
});
