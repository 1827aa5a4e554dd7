/** Assemblée de Corse (catalogue E12, B07): one circonscription, a bonus the law states as a number, 7 % for round 2. */
import { certifierListe } from "../certainty.ts";
import { atteint, majoriteAbsolue, part } from "../methods/thresholds.ts";
import { deciderListe, type RegleListe, unConseil } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";

interface RegleCorse extends RegleListe {
  /** Members of the assembly (L364). */
  readonly effectif: number;
}

const COMMUN = {
  majorite: majoriteAbsolue("L366"),
  acces: part(7, 100, "exprimes", "L373"),
  // The text has no fallback: fewer than two lists at 7 % is Q-10.
  repechage: 0,
  articleAcces: "L373",
  fusion: part(5, 100, "exprimes", "L373"),
  admission: part(5, 100, "exprimes", "L366"),
  articleRepartition: "L366",
  articles: ["L364", "L365", "L366", "L373"],
} as const;

export const corse: Scrutin<RegleCorse> = {
  type: "corse",
  versions: [
    {
      ...COMMUN,
      id: "CORSE-51",
      du: "2010-03-14",
      au: "2017-12-03",
      texte: "Code électoral, L364 à L373 : 51 sièges, dont 9 de prime",
      effectif: 51,
      prime: { fixe: 9 },
    },
    {
      ...COMMUN,
      id: "CORSE-63",
      du: "2017-12-03",
      texte: "Code électoral, L364 à L373 (loi n° 2015-991 du 7 août 2015, art. 30) : 63 sièges, dont 11 de prime",
      effectif: 63,
      prime: { fixe: 11 },
    },
  ],
  manquants: [
    {
      du: "1992-03-22",
      au: "2010-03-14",
      manque:
        "L366 et L373 avant le renouvellement de mars 2010 (loi n° 91-428 du 13 mai 1991 : trois sièges de prime)",
    },
  ],
  decider(d, regle) {
    const { candidatures, exprimes, tour, sieges = regle.effectif } = d.contest;
    // The first sentence of L366 says « majorité absolue des suffrages », the next paragraph « des suffrages exprimés ».
    const majoritaires = candidatures.filter(({ voix }) => tour === 1 && atteint(regle.majorite, voix, exprimes));
    for (const { id } of majoritaires) d.silence("Q-21", "L366", [id]);
    return deciderListe(d, regle, unConseil(regle, sieges));
  },
  certifier: certifierListe,
};
