/** Présidentielle (catalogue E01): Constitution art. 7, loi 62-1292. No share of inscrits, no age rule. */
import { certifierUninominal } from "../certainty.ts";
import { deciderUninominal, type RegleUninominale } from "../methods/single-seat.ts";
import { majoriteAbsolue } from "../methods/thresholds.ts";
import type { Scrutin } from "../scrutin.ts";

const ARTICLE = "Constitution, art. 7";

export const presidentielle: Scrutin<RegleUninominale> = {
  type: "presidentielle",
  versions: [
    {
      id: "PR-1962",
      du: "1962-11-07",
      texte: "Constitution, art. 7 ; loi n° 62-1292 du 6 novembre 1962",
      articles: [ARTICLE, "loi 62-1292"],
      majorite: majoriteAbsolue(ARTICLE),
      repechage: 2,
      articleAcces: ARTICLE,
      articleT2: ARTICLE,
      egalite: "aucune",
      retraitPromeut: true,
    },
  ],
  decider: deciderUninominal,
  certifier: certifierUninominal,
};
