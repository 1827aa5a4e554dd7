/**
 * Sections électorales and communes associées (catalogue E10): one contest a section, each its own constituency in the system of its
 * commune; the small ones of a list commune vote by name (L261). Their seats come from the prefect's table, never from here.
 */
import { certifierListe, certifierPlurinominal, sansCertitude } from "../certainty.ts";
import type { Contest } from "../contest.ts";
import { deciderPlurinominal, type ReglePlurinominale } from "../methods/multi-seat.ts";
import { remplirCommune } from "../methods/municipal-bodies.ts";
import { majoriteAbsolue, quartDesInscrits } from "../methods/thresholds.ts";
import { deciderListeSelon, type RegleListe } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { HORS_DROIT_COMMUN, siegesCommunautaires } from "./municipales.ts";
import { REGLE_L262 } from "./municipales-liste.ts";

interface RegleSection extends RegleListe, Pick<ReglePlurinominale, "secondTour"> {
  /** How the commune votes; `false`: by name. */
  readonly parListe: boolean;
  /** L261: below so many inhabitants a commune associée of a list commune votes by name. */
  readonly associee: number;
}

/** L261: below so many electors another section of a list commune votes by name. */
const SECTION = 1_000;

const parNom = (regle: RegleSection): ReglePlurinominale => ({
  ...regle,
  majorite: majoriteAbsolue("L253"),
  quart: quartDesInscrits("L253"),
});

const voteParNom = ({ populationAssociee, inscrits }: Contest, { parListe, associee }: RegleSection): boolean =>
  !parListe || (populationAssociee === undefined ? inscrits < SECTION : populationAssociee < associee);

/** Seats to fill in this round; a list has none left from round 1. */
const placesDe = ({ sieges, premierTourResultat }: Contest): number | undefined =>
  sieges ?? premierTourResultat?.siegesRestants;

export const municipalesSections: Scrutin<RegleSection> = {
  type: "municipales-sections",
  versions: [
    {
      ...REGLE_L262,
      id: "SECTION-NOM-3500",
      du: "2001-03-11",
      au: "2014-03-23",
      horsTerritoires: HORS_DROIT_COMMUN,
      population: [0, 3500],
      texte: "Code électoral, L252 à L255-1 avant la loi n° 2013-403",
      articles: ["L252", "L253", "L254", "L255-1"],
      parListe: false,
      associee: 2_000,
      secondTour: "ouvert",
    },
    {
      ...REGLE_L262,
      id: "SECTION-LISTE-3500",
      du: "2001-03-11",
      au: "2014-03-23",
      horsTerritoires: HORS_DROIT_COMMUN,
      population: [3500, 30_001],
      texte: "Code électoral, L254 à L255-1 et L260 à L264 avant la loi n° 2013-403",
      articles: ["L254", "L255-1", "L261", "L262", "L264"],
      parListe: true,
      associee: 2_000,
      secondTour: "ouvert",
    },
    {
      ...REGLE_L262,
      id: "SECTION-LISTE-20000",
      du: "2014-03-23",
      au: "2026-03-15",
      horsTerritoires: HORS_DROIT_COMMUN,
      population: [20_000, 30_001],
      texte:
        "Code électoral, L254 et L260 à L264 (loi n° 2013-403 du 17 mai 2013) : communes de 20 000 à 30 000 habitants",
      articles: ["L254", "L255-1", "L261", "L262", "L264"],
      parListe: true,
      associee: 1_000,
      secondTour: "candidats-du-premier",
    },
  ],
  manquants: [
    {
      du: "2026-03-15",
      horsTerritoires: HORS_DROIT_COMMUN,
      manque: "L254, L255-1 et L261 après la loi n° 2025-444 du 21 mai 2025 (sections électorales)",
    },
  ],
  decider(d, regle) {
    const parNoms = voteParNom(d.contest, regle);
    const places = placesDe(d.contest);
    const manque = {
      code: "L-SIEGES-MANQUANTS",
      field: "sieges",
      expected: "les sièges de la section, fixés par le préfet (L255)",
      advice: "indiquez `sieges`",
    };
    if (parNoms) return places === undefined ? d.refuser(manque) : deciderPlurinominal(d, parNom(regle), places);
    return deciderListeSelon(d, regle, () => {
      if (places === undefined) return manque;
      return remplirCommune(regle, { conseil: places, communautaire: siegesCommunautaires(d) });
    });
  },
  certifier(etude) {
    // The rule is a row of this file.
    const regle = etude.regle as RegleSection;
    if (voteParNom(etude.contest, regle)) return certifierPlurinominal({ ...etude, regle: parNom(regle) });
    // One seat by list has no bonus.
    return etude.contest.sieges === 1 ? sansCertitude(etude) : certifierListe(etude);
  },
  nomsParBulletin(contest, regle) {
    if (!voteParNom(contest, regle)) return 1;
    return placesDe(contest) ?? Infinity;
  },
};
