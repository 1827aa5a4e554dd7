/** Municipales by list (catalogue E07) and the conseillers communautaires of the same ballot (E09's allocation). */
import { certifierListe } from "../certainty.ts";
import { remplirCommune } from "../methods/municipal-bodies.ts";
import { majoriteAbsolue, part } from "../methods/thresholds.ts";
import { deciderListeSelon, type RegleListe } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { HORS_DROIT_COMMUN, siegesCommunautaires, siegesDuConseil } from "./municipales.ts";

/** L262 and L264 have kept these figures in every version read. Also the rules of a secteur, by other bodies. */
export const REGLE_L262 = {
  majorite: majoriteAbsolue("L262"),
  acces: part(10, 100, "exprimes", "L264"),
  // The text has no fallback: fewer than two lists at 10 % is Q-10.
  repechage: 0,
  articleAcces: "L264",
  fusion: part(5, 100, "exprimes", "L264"),
  admission: part(5, 100, "exprimes", "L262"),
  prime: { num: 1, den: 2, arrondi: "sup-des-4" },
  articleRepartition: "L262",
} as const;

const COMMUN = { ...REGLE_L262, horsTerritoires: HORS_DROIT_COMMUN } as const;

export const municipalesListe: Scrutin<RegleListe> = {
  type: "municipales",
  effectifLegal: true,
  versions: [
    {
      ...COMMUN,
      id: "MUN-LISTE-3500",
      du: "1983-03-06",
      au: "2014-03-23",
      population: [3500, Infinity],
      texte: "Code électoral, L260 à L270 (loi n° 82-974 du 19 novembre 1982), avant la loi n° 2013-403",
      articles: ["L260", "L262", "L264"],
    },
    {
      ...COMMUN,
      id: "MUN-LISTE-1000",
      du: "2014-03-23",
      au: "2026-03-15",
      population: [1000, Infinity],
      texte: "Code électoral, L260 à L270 (loi n° 2013-403 du 17 mai 2013)",
      articles: ["L260", "L262", "L264", "L273-8"],
    },
    {
      ...COMMUN,
      id: "MUN-LISTE-2026",
      du: "2026-03-15",
      texte: "Code électoral, L252 et L260 à L270 (loi n° 2025-444 du 21 mai 2025) : toutes les communes",
      articles: ["L252", "L260", "L262", "L264", "L273-8"],
    },
  ],
  decider(d, regle) {
    return deciderListeSelon(d, regle, () => {
      const sieges = siegesDuConseil(d.contest);
      if (typeof sieges !== "number") return sieges;
      return remplirCommune(regle, { conseil: sieges, communautaire: siegesCommunautaires(d) });
    });
  },
  certifier: certifierListe,
};
