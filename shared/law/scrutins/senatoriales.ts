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
import { HORS_DE_FRANCE } from "../territories.ts";
import type { Regle } from "../versions.ts";

interface RegleSenat extends ReglePlurinominale, RegleProportionnelle {
  /** Fewest senators of a département that elects them by list (L295). */
  readonly listeDes: number;
  /** Set where the table of the senators of each département is the one of the renewals before 2011, which was not read. */
  readonly autreTableau?: true;
}

const COMMUN = {
  horsTerritoires: HORS_DE_FRANCE,
  majorite: majoriteAbsolue("L294"),
  quart: quartDesInscrits("L294"),
  articleRepartition: "L295",
} as const;

/**
 * Seats to fill, and whether by list. The département's own number of senators chooses, even when fewer are to be filled; but one vacant seat
 * alone is always filled by name (L324). Errors: `L-SIEGES-MANQUANTS`, `L-TERRITOIRE-MANQUANT`.
 */
function modeDe(
  contest: Contest,
  { listeDes, autreTableau }: RegleSenat,
): { sieges: number; parListe: boolean } | LawError {
  const { territoire, partielle, tour, premierTourResultat } = contest;
  const effectif = autreTableau === true ? undefined : senateurs(territoire);
  // In round 2, where the département has one senator, no other seat can be left.
  const laisses = premierTourResultat?.siegesRestants ?? (effectif === 1 ? 1 : undefined);
  const sieges = contest.sieges ?? (tour === 2 ? laisses : partielle === true ? undefined : effectif);
  if (sieges === undefined)
    return {
      code: "L-SIEGES-MANQUANTS",
      field: "sieges",
      expected: "les sièges à pourvoir, ou le code du département dans `territoire`",
      advice: "à une élection partielle ou au second tour, indiquez `sieges`",
    };
  if (tour === 2 || sieges === 1) return { sieges, parListe: false };
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
    ...(
      [
        ["SENAT-1965", "1965-09-26", "2001-09-23", 5, "avant la loi n° 2000-641 : liste à partir de cinq sénateurs"],
        ["SENAT-2001", "2001-09-23", "2004-09-26", 3, "(loi n° 2000-641) : liste à partir de trois sénateurs"],
        ["SENAT-2004", "2004-09-26", "2011-09-25", 4, "(loi n° 2003-697) : liste à partir de quatre sénateurs"],
      ] as const
    ).map(([id, du, au, listeDes, version]) => ({
      ...COMMUN,
      id,
      du,
      au,
      texte: `Code électoral, L294, L295 et L305 ${version}`,
      articles: ["L294", "L295", "L305", "L324"],
      listeDes,
      autreTableau: true as const,
      secondTour: "ouvert" as const,
    })),
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

/** Senators elected together by the college of the French abroad, since there are two séries. */
const SENATEURS_HORS_DE_FRANCE = 6;

/** The French abroad: always by list, « dans les conditions prévues à l'article L. 295 ». */
export const senateursHorsDeFrance: Scrutin<RegleProportionnelle & { readonly effectif?: number }> = {
  type: "senatoriales",
  versions: (
    [
      ["SENAT-FEF-1983", "1983-09-25", "2014-09-28", "Ordonnance n° 59-260 du 4 février 1959, art. 14", undefined],
      [
        "SENAT-FEF-2014",
        "2014-09-28",
        undefined,
        "Loi n° 2013-659 du 22 juillet 2013, qui reprend l'ordonnance n° 59-260 du 4 février 1959, art. 14",
        SENATEURS_HORS_DE_FRANCE,
      ],
    ] as const
  ).map(([id, du, au, texte, effectif]) => ({
    id,
    du,
    ...(au === undefined ? {} : { au }),
    ...(effectif === undefined ? {} : { effectif }),
    texte,
    territoires: HORS_DE_FRANCE,
    partielle: false,
    articles: ["L295", "ordonnance 59-260, art. 14"],
    articleRepartition: "L295",
  })),
  manquants: [
    {
      du: "1983-09-25",
      territoires: HORS_DE_FRANCE,
      manque: "les articles sur les élections partielles de sénateurs des Français de l'étranger",
    },
  ],
  decider(d, regle) {
    const sieges = d.contest.sieges ?? regle.effectif;
    return sieges === undefined
      ? d.refuser({
          code: "L-SIEGES-MANQUANTS",
          field: "sieges",
          expected: "les sièges à pourvoir par le collège des Français de l'étranger",
          advice: "indiquez `sieges`",
        })
      : deciderProportionnelle(d, regle, corpsParCorps(regle, [{ corps: "senat", sieges }]));
  },
  certifier: certifierProportionnelle,
};
