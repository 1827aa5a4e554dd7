/** The French abroad (catalogue E29, B19): Assemblée des Français de l'étranger, and the seats of the conseillers. */
import { certifierProportionnelle } from "../certainty.ts";
import { deciderProportionnelle, type RegleProportionnelle } from "../methods/single-round-list.ts";
import { part } from "../methods/thresholds.ts";
import { corpsParCorps } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";

const ARTICLE_33 = "loi 2013-659, art. 33";

/** Elected by the conseillers of the circonscription. A tie goes to the younger of the next candidates. */
export const assembleeFrancaisEtranger: Scrutin<RegleProportionnelle> = {
  type: "assemblee-francais-etranger",
  versions: [
    {
      id: "AFE-2014",
      du: "2014-05-25",
      texte: "Loi n° 2013-659 du 22 juillet 2013, art. 32 et 33",
      articles: ["loi 2013-659, art. 32", ARTICLE_33],
      admission: part(5, 100, "exprimes", ARTICLE_33),
      jeunesse: "candidat",
      articleRepartition: ARTICLE_33,
    },
  ],
  decider(d, regle) {
    const { sieges } = d.contest;
    return sieges === undefined
      ? d.refuser({
          code: "L-SIEGES-MANQUANTS",
          field: "sieges",
          expected: "les sièges de la circonscription, au tableau annexé à la loi n° 2013-659",
          advice: "indiquez `sieges`",
        })
      : deciderProportionnelle(d, regle, corpsParCorps(regle, [{ corps: "assemblee", sieges }]));
  },
  certifier: certifierProportionnelle,
};

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
