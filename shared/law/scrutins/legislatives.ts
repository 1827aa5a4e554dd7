/** Législatives (catalogue E02) and députés des Français établis hors de France (E03). */
import { certifierUninominal } from "../certainty.ts";
import { deciderUninominal, type RegleUninominale } from "../methods/single-seat.ts";
import { majoriteAbsolue, part, quartDesInscrits } from "../methods/thresholds.ts";
import type { Scrutin } from "../scrutin.ts";
import { HORS_DE_FRANCE } from "../territories.ts";

const COMMUN = {
  majorite: majoriteAbsolue("L126"),
  quart: quartDesInscrits("L126"),
  acces: part(125, 1000, "inscrits", "L162"),
  repechage: 2,
  articleAcces: "L162",
  articleT2: "L126",
  egalite: "titulaire",
} as const;

export const legislatives: Scrutin<RegleUninominale> = {
  type: "legislatives",
  versions: [
    {
      ...COMMUN,
      id: "LEG-1976",
      du: "1976-07-20",
      au: "1985-07-11",
      texte: "Code électoral, L123 à L126 et L162 (loi n° 76-665 du 19 juillet 1976), que la loi n° 86-825 rétablit",
      articles: ["L123", "L126", "L162"],
    },
    {
      ...COMMUN,
      id: "LEG-1986",
      du: "1986-07-12",
      horsTerritoires: HORS_DE_FRANCE,
      texte: "Code électoral, L123 à L126 et L162 (loi n° 86-825 du 11 juillet 1986)",
      articles: ["L123", "L126", "L162"],
    },
    {
      ...COMMUN,
      id: "LEG-FEF-2012",
      du: "2012-01-01",
      territoires: HORS_DE_FRANCE,
      texte: "Code électoral, L330 à L330-15",
      articles: ["L126", "L162", "L330", "L330-3"],
      baseRestreinte: true,
    },
  ],
  manquants: [
    {
      du: "1958-10-13",
      au: "1976-07-20",
      manque: "L162 avant la loi n° 76-665 du 19 juillet 1976 (5 % des exprimés, puis 10 % des inscrits)",
    },
  ],
  decider: deciderUninominal,
  certifier: certifierUninominal,
};
