/** Cantonales: conseillers généraux (catalogue E04), to the last partial elections before March 2015. */
import { certifierUninominal } from "../certainty.ts";
import { deciderUninominal, type RegleUninominale } from "../methods/single-seat.ts";
import { majoriteAbsolue, part, quartDesInscrits } from "../methods/thresholds.ts";
import type { Scrutin } from "../scrutin.ts";

const COMMUN = {
  majorite: majoriteAbsolue("L193"),
  quart: quartDesInscrits("L193"),
  repechage: 2,
  articleAcces: "L210-1",
  articleT2: "L193",
  egalite: "titulaire",
  articles: ["L191", "L193", "L210-1"],
} as const;

export const cantonales: Scrutin<RegleUninominale> = {
  type: "cantonales",
  versions: [
    {
      ...COMMUN,
      id: "CANT-10",
      du: "2001-03-11",
      au: "2011-03-20",
      texte: "Code électoral, L193 et L210-1 avant la loi n° 2010-1563 : 10 % des inscrits",
      acces: part(10, 100, "inscrits", "L210-1"),
    },
    {
      ...COMMUN,
      id: "CANT-12,5",
      du: "2011-03-20",
      au: "2015-03-22",
      texte:
        "Code électoral, L193 et L210-1 (loi n° 2010-1563 du 16 décembre 2010, au premier renouvellement qui la suit)",
      acces: part(125, 1000, "inscrits", "L210-1"),
    },
  ],
  decider: deciderUninominal,
  certifier: certifierUninominal,
};
