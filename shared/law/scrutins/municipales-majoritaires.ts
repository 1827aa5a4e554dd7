/** Municipales by name, with panachage (catalogue E06): below 3,500 inhabitants, then below 1,000, until March 2026. */
import { certifierPlurinominal, sansCertitude } from "../certainty.ts";
import { aDesPlafonds } from "../methods/caps.ts";
import { deciderPlurinominal, type ReglePlurinominale } from "../methods/multi-seat.ts";
import { majoriteAbsolue, quartDesInscrits } from "../methods/thresholds.ts";
import type { Scrutin } from "../scrutin.ts";
import { HORS_DROIT_COMMUN, siegesAPourvoir, siegesCommunautaires } from "./municipales.ts";

const COMMUN = {
  horsTerritoires: HORS_DROIT_COMMUN,
  majorite: majoriteAbsolue("L253"),
  quart: quartDesInscrits("L253"),
  plafonds: true,
} as const;

export const municipalesMajoritaires: Scrutin<ReglePlurinominale> = {
  type: "municipales",
  effectifLegal: true,
  versions: [
    {
      ...COMMUN,
      id: "MUN-MAJ-3500",
      du: "1983-03-06",
      au: "2014-03-23",
      population: [0, 3500],
      texte: "Code électoral, L252 à L257 (loi n° 82-974 du 19 novembre 1982), avant la loi n° 2013-403",
      articles: ["L252", "L253", "L257"],
      secondTour: "ouvert",
    },
    {
      ...COMMUN,
      id: "MUN-MAJ-1000",
      du: "2014-03-23",
      au: "2026-03-15",
      population: [0, 1000],
      texte: "Code électoral, L252 à L257 et L255-3 (loi n° 2013-403 du 17 mai 2013)",
      articles: ["L252", "L253", "L255-3", "L257"],
      secondTour: "candidats-du-premier",
    },
  ],
  decider(d, regle) {
    siegesCommunautaires(d);
    const sieges = siegesAPourvoir(d.contest);
    return typeof sieges === "number" ? deciderPlurinominal(d, regle, sieges) : d.refuser(sieges);
  },
  // Whom a cap removes depends on everyone's voix.
  certifier: (etude) => (aDesPlafonds(etude.contest) ? sansCertitude : certifierPlurinominal)(etude),
  nomsParBulletin(contest) {
    const sieges = siegesAPourvoir(contest);
    return typeof sieges === "number" ? sieges : Infinity;
  },
};
