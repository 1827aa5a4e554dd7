/** Seats of each section shared on the voix of that section alone, the bonus going everywhere to the leader of the whole. */
import type { Deliberation } from "../deliberation.ts";
import { type CorpsAPourvoir, listesAdmises, type RegleRepartition, repartir } from "./allocation.ts";
import { corpsDeSection, voixEn } from "./sections.ts";
import type { Remplir } from "./two-round-list.ts";

/** One section: its seats, of which so many are the bonus. */
export interface SectionAPourvoir {
  readonly section: string;
  readonly sieges: number;
  readonly prime: number;
}

/**
 * Shares the seats of each section among the lists admitted on the whole. Equal averages go to the list with more voix: those of the
 * section when `departage` says « section », else those of the whole circonscription; it is asked once, at the first such tie.
 */
export const parVoixDeSection =
  (regle: RegleRepartition, sections: readonly SectionAPourvoir[], departage?: (d: Deliberation) => string): Remplir =>
  (d, tete) => {
    const { contest } = d;
    const admises = listesAdmises(d, regle, "circonscription");
    const totaux = new Map(contest.candidatures.map(({ id, voix }) => [id, voix]));
    let choix: string | undefined;
    const dansLaSection = (): boolean => (choix ??= departage?.(d)) === "section";
    return sections.map(({ section, sieges, prime }) => {
      const candidatures = contest.candidatures.map((one) => ({ ...one, voix: voixEn(one, section) }));
      const body: CorpsAPourvoir = {
        ...corpsDeSection(section),
        sieges,
        prime,
        voixDepartage: ({ id, voix }) => (dansLaSection() ? voix : totaux.get(id)!),
      };
      return [body.corps, repartir({ ...d, contest: { ...contest, candidatures } }, regle, body, tete, admises)];
    });
  };
