/** Départementales: binômes (catalogue E05, B05), since March 2015. */
import { certifierUninominal } from "../certainty.ts";
import { deciderUninominal, type RegleUninominale } from "../methods/single-seat.ts";
import { majoriteAbsolue, part, quartDesInscrits } from "../methods/thresholds.ts";
import type { Scrutin } from "../scrutin.ts";

export const departementales: Scrutin<RegleUninominale> = {
  type: "departementales",
  versions: [
    {
      id: "DEP-2015",
      du: "2015-03-22",
      texte: "Code électoral, L191, L193 et L210-1 (loi n° 2013-403 du 17 mai 2013)",
      articles: ["L191", "L193", "L210-1"],
      majorite: majoriteAbsolue("L193"),
      quart: quartDesInscrits("L193"),
      acces: part(125, 1000, "inscrits", "L210-1"),
      repechage: 2,
      articleAcces: "L210-1",
      articleT2: "L193",
      egalite: "binome",
    },
  ],
  decider: deciderUninominal,
  certifier: certifierUninominal,
};
