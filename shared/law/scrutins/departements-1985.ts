/**
 * By list and département, in one round, as the laws of 10 July 1985 had it: the députés of March 1986 (until the majority came back in July),
 * the conseillers régionaux of 1986, 1992 and 1998. The seats are those of the tables of that time: they are always given.
 */
import { certifierProportionnelle } from "../certainty.ts";
import { deciderProportionnelle, type RegleProportionnelle } from "../methods/single-round-list.ts";
import { part } from "../methods/thresholds.ts";
import { corpsParCorps } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import type { TexteManquant } from "../versions.ts";

const parDepartement = (
  type: string,
  corps: string,
  tableau: string,
  regle: Omit<RegleProportionnelle, "articles" | "admission" | "articleRepartition">,
  article: string,
  manquants: readonly TexteManquant[] = [],
): Scrutin<RegleProportionnelle> => ({
  type,
  versions: [
    {
      ...regle,
      articles: [article],
      admission: part(5, 100, "exprimes", article),
      articleRepartition: article,
    },
  ],
  manquants,
  decider(d, own) {
    const { sieges } = d.contest;
    return sieges === undefined
      ? d.refuser({
          code: "L-SIEGES-MANQUANTS",
          field: "sieges",
          expected: `les sièges du département (${tableau} annexé au code, de 1985)`,
          advice: "indiquez `sieges`",
        })
      : deciderProportionnelle(d, own, corpsParCorps(own, [{ corps, sieges }]));
  },
  certifier: certifierProportionnelle,
});

/** Where no département elected in March 1986. */
const OUTRE_MER = ["975", "976", "986", "987", "988"];
const PROPORTIONNELLE = { du: "1985-07-11", au: "1986-07-12" } as const;

export const legislatives1986 = parDepartement(
  "legislatives",
  "assemblee",
  "tableau n° 1",
  {
    ...PROPORTIONNELLE,
    id: "LEG-1985",
    horsTerritoires: OUTRE_MER,
    partielle: false,
    texte: "Code électoral, L123 et L124 (loi n° 85-690 du 10 juillet 1985)",
  },
  "L124",
  [
    {
      ...PROPORTIONNELLE,
      manque:
        "les articles de la loi n° 85-690 et de la loi n° 85-691 du 10 juillet 1985 sur l'outre-mer et les élections partielles",
    },
  ],
);

const CORSE = ["94", "2A", "2B"];

export const regionales1986 = parDepartement(
  "regionales",
  "conseil",
  "tableau n° 7",
  {
    id: "REG-1986",
    du: "1986-03-16",
    au: "2004-03-21",
    horsTerritoires: CORSE,
    texte: "Code électoral, L335 à L338 (loi n° 85-692 du 10 juillet 1985), jusqu'au renouvellement de 2004",
  },
  "L338",
);

/** The Assemblée de Corse, elected as a conseil régional from 1986 until its statute of 1991. */
export const corse1986 = parDepartement(
  "corse",
  "conseil",
  "tableau n° 7",
  {
    id: "CORSE-1986",
    du: "1986-03-16",
    au: "1991-05-14",
    territoires: ["2A", "2B"],
    texte: "Code électoral, L335 à L338 (loi n° 85-692 du 10 juillet 1985), par département, jusqu'à la loi n° 91-428",
  },
  "L338",
);
