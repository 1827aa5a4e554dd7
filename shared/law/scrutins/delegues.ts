/**
 * Who elects the senators: délégués and suppléants of the municipal councils, by name (L288) or by list (L289) (catalogue E26), and the
 * members of the Assemblée de Corse between its two colleges (E27). Electors are the members of the council or the assembly.
 */
import { certifierPlurinominal, certifierProportionnelle } from "../certainty.ts";
import type { Contest, ContestCandidature } from "../contest.ts";
import type { LawError } from "../errors.ts";
import { ageDuTitulaire } from "../methods/ages.ts";
import { plusDeVoix } from "../methods/highest-averages.ts";
import { deciderPlurinominal, type ReglePlurinominale } from "../methods/multi-seat.ts";
import { deciderProportionnelle, lUnPuisLAutre, type RegleProportionnelle } from "../methods/single-round-list.ts";
import { majoriteAbsolue } from "../methods/thresholds.ts";
import { departager } from "../methods/ties.ts";
import { corpsParCorps } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { conseillersMunicipaux, populationDeReference } from "../tables.ts";
import { type Delegation, delegation } from "../tables-senat.ts";

/**
 * Délégués to elect and suppléants by the population: L284 knows every council that the law gives to one. `undefined` without a population, which
 * ballots with several names do not need to be counted by name.
 */
function legale(contest: Contest): Delegation | undefined {
  const { date, premierTour = date } = contest;
  const population = populationDeReference(contest);
  return population === undefined
    ? undefined
    : delegation(population, conseillersMunicipaux(population, premierTour), premierTour);
}

const SANS_POPULATION: LawError = {
  code: "L-POPULATION-MANQUANTE",
  field: "population",
  expected: "la population municipale, qui choisit le mode de scrutin et le nombre de délégués (L284)",
  advice: "indiquez la population authentifiée",
};

/** Seats of a ballot by name: left by round 1, given, or the délégués of the population. */
const placesParNoms = (contest: Contest): number | undefined =>
  contest.premierTourResultat?.siegesRestants ?? contest.siegesSuppleants ?? contest.sieges ?? legale(contest)?.aElire;

const COMMUN_NOMS = {
  majorite: majoriteAbsolue("L288"),
  secondTour: "ouvert",
  articles: ["L284", "L286", "L288"],
} as const;

/** By name, délégués and suppléants in separate ballots: one contest for each. */
export const deleguesParNoms: Scrutin<ReglePlurinominale> = {
  type: "delegues-senatoriaux",
  versions: [
    {
      ...COMMUN_NOMS,
      id: "DELEGUES-NOMS-3500",
      du: "2011-06-17",
      au: "2014-03-23",
      population: [0, 3500],
      texte: "Code électoral, L284 à L288 avant les lois n° 2013-403 et n° 2013-702",
    },
    {
      ...COMMUN_NOMS,
      id: "DELEGUES-NOMS-1000",
      du: "2014-03-23",
      au: "2026-03-15",
      population: [0, 1000],
      texte: "Code électoral, L284 à L288 (lois n° 2013-403 et n° 2013-702)",
    },
  ],
  manquants: [
    {
      du: "2026-03-15",
      population: [0, 1000],
      manque: "L284 et L288 après la loi n° 2025-444 : toutes les communes élisent leur conseil par liste",
    },
  ],
  decider(d, regle) {
    const places = placesParNoms(d.contest);
    return places === undefined ? d.refuser(SANS_POPULATION) : deciderPlurinominal(d, regle, places);
  },
  certifier: certifierPlurinominal,
  nomsParBulletin: (contest) => placesParNoms(contest) ?? Infinity,
};

/**
 * Order of suppléants elected by name: by voix, then the older first (L288). Those whom nothing known tells apart share a place.
 * Takes the candidatures that were elected, and polling day.
 */
export function ordreDesSuppleants(
  elus: readonly ContestCandidature[],
  date: string,
): readonly (readonly ContestCandidature[])[] {
  const places: ContestCandidature[][] = [];
  for (let left = elus; left.length > 0;) {
    const { restants } = departager(left, [plusDeVoix, ageDuTitulaire(date)]);
    places.push([...restants]);
    left = left.filter((one) => !restants.includes(one));
  }
  return places;
}

const COMMUN_LISTE = {
  articleRepartition: "R141",
  articles: ["L284", "L285", "L286", "L289", "R141", "R142"],
} as const;

export const deleguesParListe: Scrutin<RegleProportionnelle> = {
  type: "delegues-senatoriaux",
  versions: [
    {
      ...COMMUN_LISTE,
      id: "DELEGUES-LISTE-3500",
      du: "2011-06-17",
      au: "2014-03-23",
      population: [3500, Infinity],
      texte: "Code électoral, L284 à L289 avant les lois n° 2013-403 et n° 2013-702",
    },
    {
      ...COMMUN_LISTE,
      id: "DELEGUES-LISTE-1000",
      du: "2014-03-23",
      population: [1000, Infinity],
      texte: "Code électoral, L284 à L289 (lois n° 2013-403 et n° 2013-702)",
    },
  ],
  decider(d, regle) {
    const { sieges, siegesSuppleants } = d.contest;
    const legaux = legale(d.contest);
    if (legaux === undefined) return d.refuser(SANS_POPULATION);
    const { aElire, suppleants, trancheEntamee } = legaux;
    if (sieges === undefined && trancheEntamee === true) d.silence("Q-16", "L285", []);
    const autres = siegesSuppleants ?? (sieges === undefined ? suppleants : undefined);
    if (autres === undefined)
      return d.refuser({
        code: "L-SIEGES-MANQUANTS",
        field: "siegesSuppleants",
        expected: "le nombre de suppléants (L286)",
        advice: "indiquez-le avec `sieges`, ou donnez la population seule",
      });
    return deciderProportionnelle(
      d,
      regle,
      // The suppléants by a second highest average on the same voix (R141, R142).
      lUnPuisLAutre(regle, { corps: "delegues", sieges: sieges ?? aElire }, { corps: "suppleants", sieges: autres }),
    );
  },
  certifier: certifierProportionnelle,
};

interface RegleCollegeCorse extends RegleProportionnelle {
  /** Members of the Assemblée de Corse in the college of Corse-du-Sud; the others are in that of Haute-Corse by right (L293-2). */
  readonly corseDuSud: number;
}

const COMMUN_CORSE = {
  articles: ["L293-1", "L293-2", "R148-3"],
  articleRepartition: "R148-3",
  epuisement: "moyenne-suivante",
} as const;

export const collegeCorse: Scrutin<RegleCollegeCorse> = {
  type: "college-corse",
  versions: [
    {
      ...COMMUN_CORSE,
      id: "COLLEGE-CORSE-51",
      du: "2010-03-21",
      au: "2018-01-01",
      texte: "Code électoral, L293-1, L293-2 et R148-3 : 24 membres sur 51 en Corse-du-Sud",
      corseDuSud: 24,
    },
    {
      ...COMMUN_CORSE,
      id: "COLLEGE-CORSE-63",
      du: "2018-01-01",
      texte:
        "Code électoral, L293-1 (ordonnance n° 2016-1563 du 21 novembre 2016, art. 3), L293-2 et R148-3 : 29 membres sur 63 en Corse-du-Sud",
      corseDuSud: 29,
    },
  ],
  decider: (d, regle) =>
    deciderProportionnelle(
      d,
      regle,
      corpsParCorps(regle, [{ corps: "college-corse-du-sud", sieges: d.contest.sieges ?? regle.corseDuSud }]),
    ),
  certifier: certifierProportionnelle,
};
