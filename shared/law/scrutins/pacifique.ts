/** Assemblies of the Pacific in one round: congrès and provinces of Nouvelle-Calédonie (catalogue E19), Wallis-et-Futuna (E21). */
import { certifierProportionnelle } from "../certainty.ts";
import type { CorpsAPourvoir } from "../methods/allocation.ts";
import { deciderProportionnelle, type RegleProportionnelle } from "../methods/single-round-list.ts";
import { part } from "../methods/thresholds.ts";
import { corpsParCorps, type Remplir } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { reconnaitreMot } from "../territories.ts";

/** Members of each provincial assembly, and how many of them sit in the congrès (LO 99-209, art. 185). */
const PROVINCES: Readonly<Record<string, { readonly assemblee: number; readonly congres: number }>> = {
  iles: { assemblee: 14, congres: 7 },
  nord: { assemblee: 22, congres: 15 },
  sud: { assemblee: 40, congres: 32 },
};

const ARTICLE = "LO 99-209, art. 192";

/**
 * Two highest averages, one after the other: the seats of the congrès, then the other seats of the assembly, each list going on with the
 * first of its candidates whom the congrès did not take.
 */
const congresPuisProvince =
  (regle: RegleProportionnelle, congres: number, autres: number): Remplir =>
  (d, tete) => {
    const premier = corpsParCorps(regle, [{ corps: "section:congres", sieges: congres }])(d, tete);
    const pris = (id: string): number => premier[0]![1].listes.get(id)?.sieges ?? 0;
    const suite: CorpsAPourvoir = {
      corps: "section:province",
      sieges: autres,
      rang: ({ id }, n) => pris(id) + n,
      capacite: ({ id, personnes }) => (personnes === undefined ? undefined : Math.max(0, personnes.length - pris(id))),
    };
    return [...premier, ...corpsParCorps(regle, [suite])(d, tete)];
  };

export const nouvelleCaledonie: Scrutin<RegleProportionnelle> = {
  type: "nouvelle-caledonie",
  versions: [
    {
      id: "NC-2000",
      du: "2000-07-05",
      au: "2024-05-12",
      texte:
        "Loi organique n° 99-209 du 19 mars 1999, art. 185, 191 et 192 (loi n° 2000-612 du 4 juillet 2000) ; code électoral, R241",
      articles: ["LO 99-209, art. 185", ARTICLE, "R241"],
      admission: part(5, 100, "inscrits", ARTICLE),
      articleRepartition: ARTICLE,
    },
  ],
  manquants: [
    {
      du: "2024-05-12",
      manque: "la loi organique n° 99-209 dans la rédaction applicable au renouvellement reporté depuis mai 2024",
    },
  ],
  decider(d, regle) {
    const { partielle, sieges, territoire, siegesParSection } = d.contest;
    const legal = PROVINCES[reconnaitreMot(territoire ?? "", Object.keys(PROVINCES)) ?? ""];
    const congres = siegesParSection?.["congres"] ?? (partielle === true ? 0 : legal?.congres);
    // A province may have voted itself a smaller assembly (art. 185).
    const assemblee = sieges ?? (partielle === true ? undefined : legal?.assemblee);
    const autres =
      siegesParSection?.["province"] ??
      (assemblee === undefined || congres === undefined ? undefined : assemblee - congres);
    if (congres === undefined || autres === undefined || autres < 0)
      return d.refuser({
        code: "L-SIEGES-MANQUANTS",
        field: "siegesParSection",
        expected: `\`territoire\` parmi 988-iles, 988-nord, 988-sud, ou les sièges \`congres\` et \`province\` à pourvoir`,
        advice: "au plus autant de sièges au congrès qu'à l'assemblée",
      });
    // A single vacant seat is filled by name: no share of the inscrits is asked (art. 193).
    const { admission: _part, ...uninominal } = regle;
    const suivie = partielle === true && congres + autres === 1 ? uninominal : regle;
    return deciderProportionnelle(d, suivie, congresPuisProvince(suivie, congres, autres));
  },
  certifier: certifierProportionnelle,
};

/** Members of the assembly by circonscription. */
const WALLIS_ET_FUTUNA: Readonly<Record<string, number>> = { mua: 6, hahake: 4, hihifo: 3, alo: 4, sigave: 3 };

/** One circonscription. No share of the exprimés is asked. */
export const wallisEtFutuna: Scrutin<RegleProportionnelle> = {
  type: "wallis-et-futuna",
  versions: [
    {
      id: "WF-2012",
      du: "2012-03-25",
      texte: "Code électoral, L418 et R264 ; loi n° 61-814 du 29 juillet 1961",
      articles: ["L418", "R264"],
      articleRepartition: "R264",
    },
  ],
  decider(d, regle) {
    const { territoire = "", partielle } = d.contest;
    const circonscription = reconnaitreMot(territoire, Object.keys(WALLIS_ET_FUTUNA)) ?? "";
    const sieges = d.contest.sieges ?? (partielle === true ? undefined : WALLIS_ET_FUTUNA[circonscription]);
    if (sieges === undefined)
      return d.refuser({
        code: "L-SIEGES-MANQUANTS",
        field: "sieges",
        expected: "les sièges de la circonscription, ou son nom dans `territoire`",
        advice: "Mua 6, Hahake 4, Hihifo 3, Alo 4, Sigave 3",
      });
    return deciderProportionnelle(d, regle, corpsParCorps(regle, [{ corps: "assemblee", sieges }]));
  },
  certifier: certifierProportionnelle,
};
