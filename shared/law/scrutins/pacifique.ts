/** Assemblies of the Pacific in one round: congrès and provinces of Nouvelle-Calédonie (catalogue E19), Wallis-et-Futuna (E21). */
import { certifierProportionnelle } from "../certainty.ts";
import type { Contest } from "../contest.ts";
import { deciderProportionnelle, lUnPuisLAutre, type RegleProportionnelle } from "../methods/single-round-list.ts";
import { part } from "../methods/thresholds.ts";
import { corpsParCorps } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { selonLeMot } from "../territories.ts";

/** Members of each provincial assembly, and how many of them sit in the congrès (LO 99-209, art. 185). */
const PROVINCES: Readonly<Record<string, { readonly assemblee: number; readonly congres: number }>> = {
  iles: { assemblee: 14, congres: 7 },
  nord: { assemblee: 22, congres: 15 },
  sud: { assemblee: 40, congres: 32 },
};

const ARTICLE = "LO 99-209, art. 192";

/** Seats of the congrès, and the others of the assembly: given, or those of the province. */
function siegesDe({ partielle, sieges, territoire, siegesParSection }: Contest): readonly [number, number] | undefined {
  const legal = partielle === true ? { assemblee: undefined, congres: 0 } : selonLeMot(PROVINCES, territoire);
  const congres = siegesParSection?.["congres"] ?? legal?.congres;
  if (congres === undefined) return undefined;
  // A province may have voted itself a smaller assembly (art. 185).
  const assemblee = sieges ?? legal?.assemblee ?? -1;
  const autres = siegesParSection?.["province"] ?? assemblee - congres;
  return autres < 0 ? undefined : [congres, autres];
}

export const nouvelleCaledonie: Scrutin<RegleProportionnelle> = {
  type: "nouvelle-caledonie",
  versions: [
    {
      id: "NC-2000",
      du: "2000-07-05",
      // The organic laws n° 2024-343, 2024-1026 and 2025-1055 put off the renewal of May 2024, to 28 June 2026 at the latest, and change nothing else.
      au: "2026-06-29",
      texte:
        "Loi organique n° 99-209 du 19 mars 1999, art. 185, 191 et 192 (loi n° 2000-612 du 4 juillet 2000) ; code électoral, R241",
      articles: ["LO 99-209, art. 185", ARTICLE, "R241"],
      admission: part(5, 100, "inscrits", ARTICLE),
      articleRepartition: ARTICLE,
    },
  ],
  manquants: [
    {
      du: "2026-06-29",
      manque:
        "la loi organique n° 99-209 dans la rédaction applicable après le 28 juin 2026, dernier jour du report (loi organique n° 2025-1055)",
    },
  ],
  decider(d, regle) {
    const places = siegesDe(d.contest);
    if (places === undefined)
      return d.refuser({
        code: "L-SIEGES-MANQUANTS",
        field: "siegesParSection",
        expected: `\`territoire\` parmi 988-iles, 988-nord, 988-sud, ou les sièges \`congres\` et \`province\` à pourvoir`,
        advice: "au plus autant de sièges au congrès qu'à l'assemblée",
      });
    // A single vacant seat is filled by name: no share of the inscrits is asked (art. 193).
    const { admission: _part, ...uninominal } = regle;
    const [congres, autres] = places;
    const suivie = congres + autres === 1 ? uninominal : regle;
    return deciderProportionnelle(
      d,
      suivie,
      // The seats of the congrès, then the other seats of the assembly.
      lUnPuisLAutre(
        suivie,
        { corps: "section:congres", sieges: congres },
        { corps: "section:province", sieges: autres },
      ),
    );
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
    const { territoire, partielle } = d.contest;
    const sieges = d.contest.sieges ?? (partielle === true ? undefined : selonLeMot(WALLIS_ET_FUTUNA, territoire));
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
