/**
 * Sénatoriales: by name in two rounds of the same day where few senators are elected (catalogue E24, overseas E28), by list and highest
 * average elsewhere (E25). Electors are the members of the college.
 */
import { certifierPlurinominal, certifierProportionnelle } from "../certainty.ts";
import type { Contest } from "../contest.ts";
import type { LawError } from "../errors.ts";
import { deciderPlurinominal, type ReglePlurinominale } from "../methods/multi-seat.ts";
import { deciderProportionnelle, type RegleProportionnelle } from "../methods/single-round-list.ts";
import { majoriteAbsolue, quartDesInscrits } from "../methods/thresholds.ts";
import { corpsParCorps } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { senateurs } from "../tables-senat.ts";
import type { Regle } from "../versions.ts";

interface RegleSenat extends ReglePlurinominale, RegleProportionnelle {
  /** Fewest senators of a département that elects them by list (L295). */
  readonly listeDes: number;
}

/** Codes of the senators of the French abroad, as the ministry and the press write them. */
const HORS_DE_FRANCE = ["ZZ", "099"];

const COMMUN = {
  horsTerritoires: HORS_DE_FRANCE,
  majorite: majoriteAbsolue("L294"),
  quart: quartDesInscrits("L294"),
  articleT2: "L294",
  articleRepartition: "L295",
} as const;

/**
 * Seats to fill, and whether by list. The département's own number of senators chooses, even when fewer are to be filled; but one vacant seat
 * alone is always filled by name (L324). Errors: `L-SIEGES-MANQUANTS`, `L-TERRITOIRE-MANQUANT`.
 */
function modeDe(contest: Contest, { listeDes }: RegleSenat): { sieges: number; parListe: boolean } | LawError {
  const { territoire, partielle, tour, premierTourResultat } = contest;
  const effectif = territoire === undefined ? undefined : senateurs(territoire);
  const sieges =
    contest.sieges ?? (tour === 2 ? premierTourResultat?.siegesRestants : partielle === true ? undefined : effectif);
  if (sieges === undefined)
    return {
      code: "L-SIEGES-MANQUANTS",
      field: "sieges",
      expected: "les sièges à pourvoir, ou le code du département dans `territoire`",
      advice: "à une élection partielle ou au second tour, indiquez `sieges`",
    };
  if (tour === 2 || (partielle === true && sieges === 1)) return { sieges, parListe: false };
  const total = effectif ?? (partielle === true ? undefined : sieges);
  return total === undefined
    ? {
        code: "L-TERRITOIRE-MANQUANT",
        field: "territoire",
        expected: "le code du département, dont le nombre de sénateurs choisit le mode de scrutin (L324)",
        advice: "indiquez `territoire`",
      }
    : { sieges, parListe: total >= listeDes };
}

export const senatoriales: Scrutin<RegleSenat> = {
  type: "senatoriales",
  versions: [
    {
      ...COMMUN,
      id: "SENAT-2011",
      du: "2011-09-25",
      au: "2014-09-28",
      texte: "Code électoral, L294, L295 et L305 avant la loi n° 2013-702 : liste à partir de quatre sénateurs",
      articles: ["L294", "L295", "L305", "L324"],
      listeDes: 4,
      secondTour: "ouvert",
    },
    {
      ...COMMUN,
      id: "SENAT-2014",
      du: "2014-09-28",
      texte: "Code électoral, L294, L295 et L305 (loi n° 2013-702 du 2 août 2013) : liste à partir de trois sénateurs",
      articles: ["L294", "L295", "L305", "L324"],
      listeDes: 3,
      secondTour: "nul-autre",
    },
  ],
  manquants: [
    {
      du: "2011-09-25",
      territoires: HORS_DE_FRANCE,
      manque:
        "les articles de la loi n° 2013-659 (et avant elle de l'ordonnance n° 59-260) sur les sénateurs des Français de l'étranger",
    },
  ],
  decider(d, regle) {
    const mode = modeDe(d.contest, regle);
    if ("code" in mode) return d.refuser(mode);
    return mode.parListe
      ? deciderProportionnelle(d, regle, corpsParCorps(regle, [{ corps: "senat", sieges: mode.sieges }]))
      : deciderPlurinominal(d, regle, mode.sieges);
  },
  certifier: (etude) => (parNoms(etude.contest, etude.regle) ? certifierPlurinominal : certifierProportionnelle)(etude),
  nomsParBulletin(contest, regle) {
    const mode = modeDe(contest, regle);
    return "code" in mode ? Infinity : mode.parListe ? 1 : mode.sieges;
  },
};

function parNoms(contest: Contest, regle: Regle): boolean {
  const mode = modeDe(contest, regle as RegleSenat);
  return !("code" in mode) && !mode.parListe;
}
