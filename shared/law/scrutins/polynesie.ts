/**
 * Assemblée de la Polynésie française (catalogue E20): lists of eight sections, a bonus at fixed places for the leader of the whole, the
 * rest of each section shared « au prorata des voix obtenues par chaque liste dans la section » (LO 2004-192 art. 105, which settles Q-15).
 */
import { certifierListe } from "../certainty.ts";
import { parVoixDeSection, type SectionAPourvoir } from "../methods/section-bodies.ts";
import { sectionsDuTableau } from "../methods/sections.ts";
import { majoriteAbsolue, part } from "../methods/thresholds.ts";
import { deciderListe, deciderListeSelon, type RegleListe, unConseil } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";

/** Seats (art. 104) and bonus (art. 105) of each section. */
const SECTIONS: readonly SectionAPourvoir[] = [
  { section: "iles-du-vent-1", sieges: 13, prime: 4 },
  { section: "iles-du-vent-2", sieges: 13, prime: 4 },
  { section: "iles-du-vent-3", sieges: 11, prime: 4 },
  { section: "iles-sous-le-vent", sieges: 8, prime: 3 },
  { section: "tuamotu-ouest", sieges: 3, prime: 1 },
  { section: "gambier-tuamotu-est", sieges: 3, prime: 1 },
  { section: "marquises", sieges: 3, prime: 1 },
  { section: "australes", sieges: 3, prime: 1 },
];

const STATUT = "LO 2004-192, art. 105";

export const polynesie: Scrutin<RegleListe> = {
  type: "polynesie",
  versions: [
    {
      id: "PF-2013",
      du: "2013-04-21",
      texte:
        "Loi organique n° 2004-192, art. 104 et 105 (loi organique n° 2011-918 du 1er août 2011) ; code électoral, R253",
      articles: ["LO 2004-192, art. 104", STATUT, "R253"],
      majorite: majoriteAbsolue(STATUT),
      acces: part(125, 1000, "exprimes", STATUT),
      repechage: 2,
      articleAcces: STATUT,
      fusion: part(5, 100, "exprimes", STATUT),
      admission: part(5, 100, "exprimes", STATUT),
      prime: { fixe: 19 },
      articleRepartition: STATUT,
    },
  ],
  manquants: [
    {
      du: "2004-05-23",
      au: "2013-04-21",
      manque: "l'article 105 de la loi organique n° 2004-192 entre 2004 et 2011, dans ses rédactions successives",
    },
  ],
  decider(d, regle) {
    return deciderListeSelon(d, regle, () => {
      const codes = sectionsDuTableau(
        d.contest,
        SECTIONS.map(({ section }) => section),
      );
      if ("code" in codes) return codes;
      // R253: « le plus grand nombre de suffrages dans la circonscription ».
      return parVoixDeSection(
        regle,
        SECTIONS.map((one) => ({ ...one, section: codes.get(one.section)! })),
      );
    });
  },
  // The bonus depends on the whole only; 5 % of it is worth one of its 38 other seats at least, and may be worth none in the sections.
  deciderComplet: (d, regle) => deciderListe(d, regle, unConseil(regle, 57)),
  certifier: certifierListe,
};
