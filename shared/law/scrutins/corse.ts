/** Assemblée de Corse (catalogue E12, B07): one circonscription, a bonus that the law states as a number, 5 % then 7 % for round 2. */
import { certifierListe } from "../certainty.ts";
import { texteNonLu } from "../errors.ts";
import { siegesSousPrime } from "../methods/bonus.ts";
import { enTete } from "../methods/ranking.ts";
import { atteint, majoriteAbsolue, part } from "../methods/thresholds.ts";
import { deciderListeSelon, type RegleListe, unConseil } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";

interface RegleCorse extends RegleListe {
  /** Members of the assembly (L364). */
  readonly effectif: number;
  readonly prime: { readonly fixe: number };
}

const COMMUN = {
  majorite: majoriteAbsolue("L366"),
  // The text has no fallback: fewer than two lists at the threshold is Q-10.
  repechage: 0,
  articleAcces: "L373",
  admission: part(5, 100, "exprimes", "L366"),
  articleRepartition: "L366",
  articles: ["L364", "L365", "L366", "L373"],
} as const;

/** From the loi n° 91-428 to 2009: 5 % for round 2, and no share asked of a list that is taken in. */
const TROIS_DE_PRIME = {
  ...COMMUN,
  acces: part(5, 100, "exprimes", "L373"),
  fusion: "libre",
  effectif: 51,
  prime: { fixe: 3 },
} as const;

/** Since the loi n° 2009-971. */
const SEPT_POUR_CENT = {
  ...COMMUN,
  acces: part(7, 100, "exprimes", "L373"),
  fusion: part(5, 100, "exprimes", "L373"),
} as const;

export const corse: Scrutin<RegleCorse> = {
  type: "corse",
  versions: [
    {
      ...TROIS_DE_PRIME,
      id: "CORSE-1991",
      du: "1991-05-14",
      au: "1999-01-20",
      texte: "Code électoral, L364 à L373 (loi n° 91-428 du 13 mai 1991) : 51 sièges, dont 3 de prime",
    },
    {
      ...TROIS_DE_PRIME,
      id: "CORSE-1999",
      du: "1999-01-20",
      au: "2003-04-12",
      texte: "Code électoral, L366 (loi n° 99-36 du 19 janvier 1999, art. 16) : les égalités à la plus jeune liste",
      tete: "jeunesse",
      dernierSiege: "jeunesse-candidat",
    },
    {
      ...TROIS_DE_PRIME,
      id: "CORSE-2003",
      du: "2003-04-12",
      au: "2010-03-14",
      texte: "Code électoral, L364 à L373 (loi n° 2003-327 du 11 avril 2003) : 51 sièges, dont 3 de prime",
      nonLu:
        "L366 dans sa rédaction de la loi n° 2003-327 du 11 avril 2003 (la moyenne d'âge qui départage deux listes en tête)",
    },
    {
      ...SEPT_POUR_CENT,
      id: "CORSE-51",
      du: "2010-03-14",
      au: "2017-12-03",
      texte: "Code électoral, L364 à L373 : 51 sièges, dont 9 de prime",
      effectif: 51,
      prime: { fixe: 9 },
    },
    {
      ...SEPT_POUR_CENT,
      id: "CORSE-63",
      du: "2017-12-03",
      texte: "Code électoral, L364 à L373 (loi n° 2015-991 du 7 août 2015, art. 30) : 63 sièges, dont 11 de prime",
      effectif: 63,
      prime: { fixe: 11 },
    },
  ],
  decider(d, regle) {
    const { candidatures, exprimes, tour, sieges = regle.effectif } = d.contest;
    // The first sentence of L366 says « majorité absolue des suffrages », the next paragraph « des suffrages exprimés ».
    const majoritaires = candidatures.filter(({ voix }) => tour === 1 && atteint(regle.majorite, voix, exprimes));
    for (const { id } of majoritaires) d.silence("Q-21", "L366", [id]);
    if (tour === 2 && regle.nonLu !== undefined && enTete(candidatures).length > 1)
      return d.refuser(texteNonLu("candidatures", regle.nonLu));
    return deciderListeSelon(
      d,
      regle,
      () => siegesSousPrime(regle.prime.fixe, sieges, "sieges", "L366") ?? unConseil(regle, sieges),
    );
  },
  certifier: certifierListe,
};
