/**
 * Assemblée de la Polynésie française until 2013 (catalogue E20): six circonscriptions, each an election of its own. In 2004 one round, a
 * third of the seats to the list in the lead; from 2008 two rounds, no bonus. One or two vacant seats (art. 107) are not shared.
 */
import { certifierListe, sansCertitude } from "../certainty.ts";
import type { Contest } from "../contest.ts";
import type { LawError } from "../errors.ts";
import { listeEnTete, type RegleRepartition } from "../methods/allocation.ts";
import { deciderProportionnelle } from "../methods/single-round-list.ts";
import { majoriteAbsolue, part } from "../methods/thresholds.ts";
import { corpsParCorps, deciderListeSelon, type RegleListe } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { reconnaitre } from "../territories.ts";
import type { Regle } from "../versions.ts";
import { avecPartielles } from "./partielles.ts";

/** Members elected by each circonscription (LO 2004-192, art. 104 until 2011). */
const CIRCONSCRIPTIONS: Readonly<Record<string, number>> = {
  "iles-du-vent": 37,
  "iles-sous-le-vent": 8,
  "tuamotu-ouest": 3,
  "gambier-tuamotu-est": 3,
  marquises: 3,
  australes: 3,
};

const NOMS = Object.keys(CIRCONSCRIPTIONS);

/** Seats given, or those of the circonscription. Errors: `L-SIEGES-MANQUANTS`. */
function siegesDe({ sieges, territoire = "", partielle }: Contest): number | LawError {
  const nom = partielle === true ? undefined : reconnaitre(territoire.replace(/^987-?/, ""), NOMS);
  return (
    sieges ??
    (nom === undefined ? undefined : CIRCONSCRIPTIONS[nom]) ?? {
      code: "L-SIEGES-MANQUANTS",
      field: "sieges",
      expected: `les sièges de la circonscription, ou son nom dans \`territoire\` : ${NOMS.join(", ")}`,
      advice: "chaque circonscription est un contest",
    }
  );
}

const STATUT = "LO 2004-192, art. 105";
const PARTIELLE = "LO 2004-192, art. 107";
const ARTICLES = ["LO 2004-192, art. 104", STATUT, PARTIELLE] as const;

/** The two rounds of the assembly since 2008: who wins the first, stands in the second, merges and shares. */
export const DEUX_TOURS = {
  majorite: majoriteAbsolue(STATUT),
  acces: part(125, 1000, "exprimes", STATUT),
  repechage: 2,
  articleAcces: STATUT,
  fusion: part(5, 100, "exprimes", STATUT),
  admission: part(5, 100, "exprimes", STATUT),
} as const;

/** Seats from which a partial election is an election like another (art. 107). */
const PARTAGE_DES = 3;

/** The article has no rule for equal voix in round 2. */
const ENBLOC = {
  majorite: majoriteAbsolue(PARTIELLE),
  acces: part(125, 1000, "exprimes", PARTIELLE),
  articleAcces: PARTIELLE,
  articleT2: PARTIELLE,
  egalite: "aucune",
} as const;

/** The two-round rules of one or two vacant seats: all of them to the winner, since 2008. */
export const avecPartiellesPolynesie = (scrutin: Scrutin<RegleListe>): Scrutin<RegleListe> =>
  avecPartielles(
    scrutin,
    () => PARTAGE_DES,
    (regle) => ({ ...regle, ...ENBLOC }),
  );

/** One round: what is shared, and the bonus of the list in the lead. */
export const polynesie2004: Scrutin<Regle & RegleRepartition> = {
  type: "polynesie",
  versions: [
    {
      id: "PF-2004",
      du: "2004-05-23",
      au: "2008-01-27",
      texte: "Loi organique n° 2004-192 du 27 février 2004, art. 104, 105 et 107 dans leur rédaction d'origine",
      articles: ARTICLES,
      admission: part(3, 100, "exprimes", STATUT),
      prime: { num: 1, den: 3, arrondi: "sup" },
      // « La liste qui a recueilli la majorité des suffrages exprimés »: the article says nothing of two lists in the lead.
      tete: "silence",
      articleRepartition: STATUT,
    },
  ],
  decider(d, regle) {
    const sieges = siegesDe(d.contest);
    if (typeof sieges !== "number") return d.refuser(sieges);
    const body = { corps: "assemblee", sieges, ...(sieges < PARTAGE_DES ? { prime: sieges } : {}) } as const;
    return deciderProportionnelle(d, regle, (inner) => corpsParCorps(regle, [body])(inner, listeEnTete(inner, regle)));
  },
  certifier: sansCertitude,
};

export const polynesie2008 = avecPartiellesPolynesie({
  type: "polynesie",
  versions: [
    {
      id: "PF-2008",
      du: "2008-01-27",
      au: "2013-04-21",
      texte:
        "Loi organique n° 2004-192, art. 104, 105 et 107 (loi organique n° 2007-1719 du 7 décembre 2007) ; code électoral, R253",
      articles: [...ARTICLES, "R253"],
      ...DEUX_TOURS,
      articleRepartition: "R253",
    },
  ],
  decider(d, regle) {
    return deciderListeSelon(d, regle, () => {
      const sieges = siegesDe(d.contest);
      return typeof sieges === "number" ? corpsParCorps(regle, [{ corps: "assemblee", sieges }]) : sieges;
    });
  },
  certifier: certifierListe,
});
