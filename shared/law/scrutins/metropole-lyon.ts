/** Métropole de Lyon (catalogue B10): fourteen circonscriptions, each a municipal election of its own, with a fallback. */
import { certifierListe } from "../certainty.ts";
import { majoriteAbsolue, part } from "../methods/thresholds.ts";
import { deciderListeSelon, type RegleListe, unConseil } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";

export const metropoleLyon: Scrutin<RegleListe> = {
  type: "metropole-lyon",
  versions: [
    {
      id: "METRO-LYON-2020",
      du: "2020-03-15",
      texte: "Code électoral, L224-1 à L224-7 (ordonnance n° 2014-1539 du 19 décembre 2014)",
      articles: ["L224-3", "L224-4", "L224-6", "L224-7"],
      majorite: majoriteAbsolue("L224-4"),
      acces: part(10, 100, "exprimes", "L224-7"),
      repechage: 2,
      articleAcces: "L224-7",
      fusion: part(5, 100, "exprimes", "L224-7"),
      admission: part(5, 100, "exprimes", "L224-6"),
      // Always up, unlike L262; no circonscription has fewer than four seats.
      prime: { num: 1, den: 2, arrondi: "sup" },
      articleRepartition: "L224-4",
    },
  ],
  decider(d, regle) {
    const { sieges } = d.contest;
    return deciderListeSelon(d, regle, () =>
      sieges === undefined
        ? {
            code: "L-SIEGES-MANQUANTS",
            field: "sieges",
            expected: "les sièges de la circonscription métropolitaine (tableau n° 8 annexé au code)",
            advice: "indiquez `sieges`",
          }
        : unConseil(regle, sieges),
    );
  },
  certifier: certifierListe,
};
