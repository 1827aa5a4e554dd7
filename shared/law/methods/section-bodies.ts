/** Sections that are bodies of their own: names by section, and seats shared on the voix of the section alone. */
import { type CorpsAPourvoir, listesAdmises, type RegleRepartition, repartir } from "./allocation.ts";
import { rangsEn, voixEn } from "./sections.ts";
import type { Remplir } from "./two-round-list.ts";

/** A section as a body to fill: the names of a list that stand in it, in list order; unlimited where the list places nobody. */
export const corpsDeSection = (section: string): Pick<CorpsAPourvoir, "corps" | "rang" | "capacite"> => ({
  corps: `section:${section}`,
  rang: (liste, n) => rangsEn(liste, section)?.[n],
  capacite: (liste) => rangsEn(liste, section)?.length,
});

/** One section: its seats, of which so many go first to the list in the lead of the whole circonscription. */
export interface SectionAPourvoir {
  readonly section: string;
  readonly sieges: number;
  readonly prime: number;
}

/**
 * Shares the seats of each section on the voix of that section, among the lists admitted on the whole. Equal averages go to the list
 * with more voix, in the section or in the whole circonscription as `departage` says.
 */
export const parVoixDeSection =
  (regle: RegleRepartition, sections: readonly SectionAPourvoir[], departage: "section" | "circonscription"): Remplir =>
  (d, tete) => {
    const { contest } = d;
    const admises = listesAdmises(d, regle, "circonscription");
    const totaux = new Map(contest.candidatures.map(({ id, voix }) => [id, voix]));
    return sections.map(({ section, sieges, prime }) => {
      const body = { ...corpsDeSection(section), sieges, prime };
      const candidatures = contest.candidatures.map((one) => ({ ...one, voix: voixEn(one, section) }));
      return [
        body.corps,
        repartir(
          { ...d, contest: { ...contest, candidatures } },
          regle,
          departage === "section" ? body : { ...body, voixDepartage: ({ id }) => totaux.get(id)! },
          tete,
          admises,
        ),
      ];
    });
  };
