/**
 * Européennes (catalogue E30, B11): one round, 5 % of the exprimés, highest average; in one circonscription to 1999, by eight from 2004 to 2014,
 * then in one again.
 */
import { certifierProportionnelle } from "../certainty.ts";
import type { Contest } from "../contest.ts";
import { ouvrirDeliberation } from "../deliberation.ts";
import { type LawError, texteNonLu } from "../errors.ts";
import { deciderProportionnelle, type RegleProportionnelle } from "../methods/single-round-list.ts";
import { part } from "../methods/thresholds.ts";
import { corpsParCorps } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { circonscriptionEuropeenne } from "../territories.ts";

interface RegleEuropeenne extends RegleProportionnelle {
  /** Seats: of the nation, or of each circonscription. */
  readonly effectif: number | Readonly<Record<string, number>>;
}

const ARTICLE = "loi 77-729, art. 3";

const COMMUN = {
  articles: [ARTICLE, "loi 77-729, art. 4"],
  admission: part(5, 100, "exprimes", ARTICLE),
  articleRepartition: ARTICLE,
} as const;

/** Seats of the eight circonscriptions, in the order of the statute's table. */
const circonscriptions = (...sieges: number[]): Readonly<Record<string, number>> =>
  Object.fromEntries(["NO", "O", "E", "MC", "SO", "SE", "IDF", "OM"].map((code, rank) => [code, sieges[rank]!]));

const parCirconscription = (id: string, du: string, au: string, effectif: Readonly<Record<string, number>>) =>
  ({
    ...COMMUN,
    id,
    du,
    au,
    texte: "Loi n° 77-729 du 7 juillet 1977, art. 3 et 4 (loi n° 2003-327 du 11 avril 2003) : huit circonscriptions",
    effectif,
    dernierSiege: "age-moyen",
  }) satisfies RegleEuropeenne;

/** The article of 1977, read whole, only says « plus forte moyenne » and 5 %: it breaks no tie. */
const premiere = (id: string, du: string, au: string, effectif: number) =>
  ({
    ...COMMUN,
    id,
    du,
    au,
    texte: "Loi n° 77-729 du 7 juillet 1977, art. 3 et 4 dans leur rédaction d'origine : circonscription unique",
    effectif,
    dernierSiege: "silence",
    nonLu: "le texte qui, avant la loi n° 2003-327, départageait deux listes à égalité de moyennes",
  }) satisfies RegleEuropeenne;

const nationale = (id: string, du: string, effectif: number, more: { readonly au?: string } = {}) =>
  ({
    ...COMMUN,
    ...more,
    id,
    du,
    texte: "Loi n° 77-729 du 7 juillet 1977, art. 3 et 4 (loi n° 2018-509 du 25 juin 2018) : circonscription unique",
    dernierSiege: "jeunesse-liste",
    effectif,
  }) satisfies RegleEuropeenne;

/** Seats of a contest: given, or those of its circonscription. In 2019, the 79 computed; the 74 first filled are asked for by `sieges`. */
function siegesDe({ sieges, territoire }: Contest, { effectif }: RegleEuropeenne): number | LawError {
  const legal = typeof effectif === "number" ? effectif : effectif[circonscriptionEuropeenne(territoire)];
  return (
    sieges ??
    legal ?? {
      code: "L-SIEGES-MANQUANTS",
      field: "territoire",
      expected: `une circonscription parmi ${Object.keys(effectif).join(", ")}, ou \`sieges\``,
      advice: "de 2004 à 2014 les sièges sont ceux d'une circonscription",
    }
  );
}

/**
 * Overseas, since the loi n° 2007-224, the seats of a list (art. 3) go to three sections by the voix it has in each (art. 3-1): who
 * sits is not said by the order of the list.
 */
const sansRang = ({ territoire }: Contest, { du, effectif }: RegleEuropeenne): boolean =>
  typeof effectif !== "number" && circonscriptionEuropeenne(territoire) === "OM" && du >= "2009-06-07";

export const europeennes: Scrutin<RegleEuropeenne> = {
  type: "europeennes",
  versions: [
    premiere("EUR-1979", "1979-06-10", "1994-06-12", 81),
    premiere("EUR-1994", "1994-06-12", "2004-06-13", 87),
    parCirconscription("EUR-2004", "2004-06-13", "2009-06-07", circonscriptions(12, 10, 10, 6, 10, 13, 14, 3)),
    parCirconscription("EUR-2009", "2009-06-07", "2014-05-25", circonscriptions(10, 9, 9, 5, 10, 13, 13, 3)),
    parCirconscription("EUR-2014", "2014-05-25", "2018-06-27", circonscriptions(10, 9, 9, 5, 10, 13, 15, 3)),
    // 79 seats are shared, of which 74 are first filled (loi n° 2019-487).
    nationale("EUR-2019", "2018-06-27", 79, { au: "2024-06-09" }),
    nationale("EUR-2024", "2024-06-09", 81),
  ],
  decider(d, regle) {
    const sieges = siegesDe(d.contest, regle);
    if (typeof sieges !== "number") return d.refuser(sieges);
    const body = { corps: "parlement", sieges, ...(sansRang(d.contest, regle) ? { rang: () => undefined } : {}) };
    const outcome = deciderProportionnelle(d, regle, corpsParCorps(regle, [body]));
    if (regle.nonLu === undefined || outcome.code !== "Q-03") return outcome;
    // In a new notebook, for the steps of the first one say that the law has no rule.
    return ouvrirDeliberation(d.contest, regle, false).refuser(texteNonLu("candidatures", regle.nonLu));
  },
  certifier: certifierProportionnelle,
};
