/** The French abroad (catalogue E29, B19): conseillers des Français de l'étranger, and the assembly that they elect. */
import { certifierProportionnelle } from "../certainty.ts";
import { deciderProportionnelle, type RegleProportionnelle } from "../methods/single-round-list.ts";
import { part } from "../methods/thresholds.ts";
import { corpsParCorps } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";

const loi = (article: number): string => `loi 2013-659, art. ${article}`;

/** One round; a tie goes to the younger of the next candidates. The seats are those of an annexed table or an arrêté. */
const unTour = (
  type: string,
  expected: string,
  regle: Omit<RegleProportionnelle, "du" | "dernierSiege">,
): Scrutin<RegleProportionnelle> => ({
  type,
  // The Americas vote on the Saturday.
  versions: [{ ...regle, du: "2014-05-24", dernierSiege: "jeunesse-candidat" }],
  decider(d, own) {
    const { sieges } = d.contest;
    return sieges === undefined
      ? d.refuser({ code: "L-SIEGES-MANQUANTS", field: "sieges", expected, advice: "indiquez `sieges`" })
      : deciderProportionnelle(d, own, corpsParCorps(own, [{ corps: "assemblee", sieges }]));
  },
  certifier: certifierProportionnelle,
});

/** One seat goes to the candidate with most voix, several are shared by list; no share of the exprimés is asked. */
export const conseillersFrancaisEtranger = unTour(
  "conseillers-francais-etranger",
  "les sièges de la circonscription, fixés par arrêté avant chaque renouvellement (loi 2013-659, art. 25)",
  {
    id: "CFE-2014",
    texte: "Loi n° 2013-659 du 22 juillet 2013, art. 25 à 27 (lus dans le texte adopté par le Sénat le 27 juin 2013)",
    articles: [loi(25), loi(26), loi(27)],
    articleRepartition: loi(27),
  },
);

/** Elected by the conseillers of the circonscription. */
export const assembleeFrancaisEtranger = unTour(
  "assemblee-francais-etranger",
  "les sièges de la circonscription, au tableau annexé à la loi n° 2013-659",
  {
    id: "AFE-2014",
    texte: "Loi n° 2013-659 du 22 juillet 2013, art. 32 et 33",
    articles: [loi(32), loi(33)],
    admission: part(5, 100, "exprimes", loi(33)),
    articleRepartition: loi(33),
  },
);

/** From which share of the whole register (one in so many) a circonscription elects so many conseillers; below the first, one. */
const CONSEILLERS: readonly (readonly [partie: number, sieges: number])[] = [
  [750, 3],
  [200, 4],
  [100, 5],
  [50, 6],
  [30, 7],
  [15, 9],
];

/** Conseillers des Français de l'étranger of a circonscription, from its French population and the total of the register (loi 2013-659, art. 25). */
export const conseillersParCirconscription = (population: number, total: number): number =>
  CONSEILLERS.findLast(([partie]) => population * partie >= total)?.[1] ?? 1;
