/** Ages, exact to the day: the law compares birth dates and mean ages, never whole years. */
import type { ContestCandidature } from "../contest.ts";
import type { Fraction } from "../outcome.ts";
import type { Critere } from "./ties.ts";

const DAY = 86_400_000;

/** Day number of a valid `YYYY-MM-DD`, from 1970-01-01. */
export function jour(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

/** Age in days on a polling day. */
export function ageEnJours(naissance: string | undefined, date: string): Fraction | undefined {
  return naissance === undefined ? undefined : { num: jour(date) - jour(naissance), den: 1 };
}

/** Day of birth of the one who stands: the candidature's own, else its first person's (never the remplaçant's). */
export function naissanceDuTitulaire(candidature: ContestCandidature): string | undefined {
  return candidature.naissance ?? candidature.personnes?.[0]?.naissance;
}

/** The older of the candidates first. */
export const ageDuTitulaire = (date: string): Critere<ContestCandidature> => ({
  nom: "age-candidat",
  valeur: (one) => ageEnJours(naissanceDuTitulaire(one), date),
});

/** Day of birth of the older member of a binôme; unknown unless the candidature gives it or both members are dated. */
export function naissanceDuPlusAge(candidature: ContestCandidature): string | undefined {
  if (candidature.naissance !== undefined) return candidature.naissance;
  const dates = candidature.personnes?.map((personne) => personne.naissance);
  if (dates === undefined || dates.length < 2 || dates.includes(undefined)) return undefined;
  return dates.reduce((a, b) => (a! < b! ? a : b));
}

/** Mean age in days over all the names of the list as filed for this round, as Σ days / n. */
export function ageMoyen(candidature: ContestCandidature, date: string): Fraction | undefined {
  const { personnes } = candidature;
  if (
    personnes !== undefined &&
    personnes.length > 0 &&
    personnes.every((personne) => personne.naissance !== undefined)
  ) {
    const births = personnes.reduce((sum, personne) => sum + jour(personne.naissance!), 0);
    return { num: jour(date) * personnes.length - births, den: personnes.length };
  }
  if (candidature.ageMoyenJours === undefined) return undefined;
  return { num: Math.round(candidature.ageMoyenJours * 1_000_000), den: 1_000_000 };
}
