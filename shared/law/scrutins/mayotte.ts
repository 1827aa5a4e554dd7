/**
 * Assemblée de Mayotte (catalogue B17): lists in two rounds with a bonus, whose articles were not read: no row, so that the engine refuses
 * and names them. Until its first election Mayotte votes as a département (E18).
 */
import { certifierListe } from "../certainty.ts";
import { corpsParCorps, deciderListe, type RegleListe } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";

export const mayotte: Scrutin<RegleListe> = {
  type: "mayotte",
  versions: [],
  manquants: [
    {
      du: "2025-08-12",
      manque:
        "L558-9-1 et suivants (loi de programmation pour la refondation de Mayotte, 2025), dont l'application est différée",
    },
  ],
  decider: (d, regle) => deciderListe(d, regle, corpsParCorps(regle, [])),
  certifier: certifierListe,
};
