/** Types whose statute exists and was not read: they have no row, so that the engine refuses and names the text. */
import type { RegleProportionnelle } from "../methods/single-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { assembleeFrancaisEtranger } from "./francais-etranger.ts";

const nonLu = (type: string, du: string, manque: string): Scrutin<RegleProportionnelle> => ({
  ...assembleeFrancaisEtranger,
  type,
  versions: [],
  manquants: [{ du, manque }],
});

/** Catalogue B19: one round by name for one seat, by list for several; the tie rule and any threshold are in the article. */
export const conseillersFrancaisEtranger = nonLu(
  "conseillers-francais-etranger",
  "2014-05-25",
  "l'article 26 de la loi n° 2013-659 du 22 juillet 2013 (mode de scrutin des conseillers des Français de l'étranger)",
);

/** Catalogue B17. Until its first election Mayotte votes as a département (E18). */
export const mayotte = nonLu(
  "mayotte",
  "2025-08-12",
  "L558-9-1 et suivants (loi de programmation pour la refondation de Mayotte, 2025), dont l'application est différée",
);
