/**
 * The list for the intercommunal council (fléchage, L273-9): whether the names a municipal list sends there, by their ranks, keep the
 * five rules of the article.
 */
import type { Personne } from "./contest.ts";
import type { LawError } from "./errors.ts";

/** What is filed with a municipal list. */
export interface Flechage {
  /** The municipal list, in its order. */
  readonly personnes: readonly Personne[];
  /** Ranks (from 1) in `personnes` of those who stand for the intercommunal council, in its own order. */
  readonly communautaires: readonly number[];
  readonly siegesCommunautaires: number;
  /** Seats of the municipal council: the municipal list may be a little longer. */
  readonly sieges: number;
}

const ARTICLE = "L273-9";

/**
 * Faults of the list, rule by rule; none when it is valid.
 * Codes: `L-FLECHAGE-EFFECTIF` (1: the seats, and one more below five of them, two from five on), `L-FLECHAGE-RANG` (not a rank of the list, or
 * twice), `L-FLECHAGE-ORDRE` (2), `L-FLECHAGE-PARITE` (3; also where a sex is not known), `L-FLECHAGE-TETE` (4: the first quarter, one at least),
 * `L-FLECHAGE-CINQUIEMES` (5: the first three fifths), `L-FLECHAGE-PREMIERS` (II: when they do not suffice, the first of the list).
 */
export function verifierFlechage(flechage: Flechage): readonly LawError[] {
  const { personnes, communautaires, siegesCommunautaires, sieges } = flechage;
  const faults: LawError[] = [];
  const fault = (code: string, field: string, expected: string, advice: string): void => {
    faults.push({ code, field, expected: `${expected} (${ARTICLE})`, advice });
  };
  const at = (index: number): string => `communautaires[${index}]`;
  const effectif = siegesCommunautaires + (siegesCommunautaires < 5 ? 1 : 2);
  if (communautaires.length !== effectif)
    fault("L-FLECHAGE-EFFECTIF", "communautaires", `${effectif} candidats`, `il y en a ${communautaires.length}`);
  const invalide = communautaires.findIndex(
    (rang, index) =>
      !Number.isInteger(rang) || rang < 1 || rang > personnes.length || communautaires.indexOf(rang) < index,
  );
  if (invalide >= 0)
    fault(
      "L-FLECHAGE-RANG",
      at(invalide),
      `des rangs différents, de 1 à ${personnes.length}`,
      `« ${communautaires[invalide]} » n'en est pas un, ou est déjà pris`,
    );
  // The article rounds « the first three fifths » and « the first quarter » down: they are ceilings.
  if (effectif > Math.floor((3 * sieges) / 5)) {
    const autre = communautaires.findIndex((rang, index) => rang !== index + 1);
    if (autre >= 0)
      fault(
        "L-FLECHAGE-PREMIERS",
        at(autre),
        `les ${effectif} premiers de la liste municipale, dans son ordre`,
        `le rang ${communautaires[autre]} est à la place du rang ${autre + 1}`,
      );
    return faults;
  }
  const desordre = communautaires.findIndex((rang, index) => rang < (communautaires[index - 1] ?? 0));
  if (desordre !== -1)
    fault("L-FLECHAGE-ORDRE", at(desordre), "l'ordre de la liste municipale", "un rang plus petit suit un plus grand");
  const sexes = communautaires.map((rang) => personnes[rang - 1]?.sexe);
  const imparite = sexes.findIndex((sexe, index) => sexe === undefined || sexe === sexes[index - 1]);
  if (imparite >= 0)
    fault(
      "L-FLECHAGE-PARITE",
      at(imparite),
      "alternativement un candidat de chaque sexe",
      sexes[imparite] === undefined ? "indiquez le sexe de chacun" : "le précédent est du même sexe",
    );
  const tete = communautaires.findIndex(
    (rang, index) => index < Math.max(1, Math.floor(effectif / 4)) && rang !== index + 1,
  );
  if (tete >= 0)
    fault(
      "L-FLECHAGE-TETE",
      at(tete),
      "en tête, les mêmes que sur la liste municipale, dans le même ordre",
      `le rang ${communautaires[tete]} est à la place du rang ${tete + 1}`,
    );
  const limite = Math.floor((3 * personnes.length) / 5);
  const loin = communautaires.findIndex((rang) => rang > limite);
  if (loin >= 0)
    fault(
      "L-FLECHAGE-CINQUIEMES",
      at(loin),
      `des rangs de 1 à ${limite}`,
      `le rang ${communautaires[loin]} est au-delà`,
    );
  return faults;
}
