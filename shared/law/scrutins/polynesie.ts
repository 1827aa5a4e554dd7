/**
 * Assemblée de la Polynésie française since 2013 (catalogue E20): lists of eight sections, a bonus at fixed places for the leader of the whole, the
 * rest of each section shared « au prorata des voix obtenues par chaque liste dans la section » (LO 2004-192 art. 105, which settles Q-15).
 */
import { certifierListe } from "../certainty.ts";
import { type LawError, texteNonLu } from "../errors.ts";
import { parVoixDeSection, type SectionAPourvoir } from "../methods/section-bodies.ts";
import { sectionsDuTableau } from "../methods/sections.ts";
import { deciderListe, deciderListeSelon, unConseil } from "../methods/two-round-list.ts";
import { avecPartiellesPolynesie, DEUX_TOURS } from "./polynesie-circonscriptions.ts";

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

const SIEGES_VACANTS: LawError = {
  code: "L-SIEGES-MANQUANTS",
  field: "sieges",
  expected: "les sièges vacants dans la section (LO 2004-192, art. 107)",
  advice: "indiquez-les",
};

export const polynesie = avecPartiellesPolynesie({
  type: "polynesie",
  versions: [
    {
      id: "PF-2013",
      du: "2013-04-21",
      texte:
        "Loi organique n° 2004-192, art. 104, 105 et 107 (loi organique n° 2011-918 du 1er août 2011) ; code électoral, R253",
      articles: ["LO 2004-192, art. 104", STATUT, "LO 2004-192, art. 107", "R253"],
      ...DEUX_TOURS,
      prime: { fixe: 19 },
      articleRepartition: STATUT,
      // Article 107 sends three vacant seats or more to article 105, whose bonus is that of the whole of Polynésie.
      nonLu: "le texte qui dit comment la prime de l'article 105 se donne à l'élection partielle d'une seule section",
    },
  ],
  decider(d, regle) {
    const { partielle, sieges } = d.contest;
    if (partielle === true)
      return d.refuser(sieges === undefined ? SIEGES_VACANTS : texteNonLu("sieges", regle.nonLu!));
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
});
