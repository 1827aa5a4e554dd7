import type { Candidat, Ratios, Tour } from "./figures.ts";
import type { Scrutin } from "./model-2017.ts";

/**
 * The layout of 2024 (législatives, européennes): shorter codes, plural and unpadded percentages, nuances, elected or not.
 * The circonscriptions' file is that of a real rehearsal; the others follow the parsers that were published
 * (docs/press.md tells which tag comes from where).
 */

export const STYLE_2024: Ratios = {
  escaped: /[&<>]/g,
  finalNewline: false,
  inscrits: "RapportInscrits",
  votants: "RapportVotants",
  exprimes: "RapportExprimes",
  width: 0,
};

/** A territory by its code and name: département `75`, circonscription `7501`, commune `75056`. */
export interface Place {
  readonly code: string;
  readonly nom: string;
}

export interface Nuance {
  readonly code: string;
  readonly libelle: string;
}

/** A candidate with the nuance that the prefect attached (P-27). */
export interface Candidat2024 extends Candidat {
  readonly nuance: Nuance;
}

export type Elu = "OUI" | "QUALIF T2" | "NON";

export interface Score2024 extends Candidat2024 {
  readonly voix: number;
  /** Empty where the law could not say. */
  readonly elu: Elu | "";
}

/** A list of the européennes. */
export interface Liste2024 {
  readonly panneau: number;
  readonly nom: string;
  readonly voix: number;
}

/** A nuance over the whole country. */
export interface NuanceScore extends Nuance {
  readonly voix: number;
  readonly sieges: number;
}

/** What stands under `Resultats`, by the element that holds it. */
export type Resultats2024 =
  | { readonly par: "candidats"; readonly tours: readonly Tour<Score2024>[] }
  | { readonly par: "listes"; readonly tours: readonly Tour<Liste2024>[] }
  | { readonly par: "nuances"; readonly tours: readonly Tour<NuanceScore>[] };

export interface Circonscription2024 extends Place {
  /** Seats to fill, and filled. */
  readonly sieges: number;
  readonly pourvus: number;
  readonly resultats: Resultats2024;
}

export type Document2024 =
  | {
      readonly kind: "territoires";
      readonly scrutin: Scrutin;
      readonly regions: readonly (Place & { readonly departements: readonly Place[] })[];
    }
  | { readonly kind: "nuances"; readonly scrutin: Scrutin; readonly nuances: readonly Nuance[] }
  | {
      readonly kind: "candidats";
      readonly scrutin: Scrutin;
      readonly departement: Place;
      readonly circonscriptions: readonly (Place & { readonly candidats: readonly Candidat2024[] })[];
    }
  | {
      readonly kind: "circonscriptions";
      readonly scrutin: Scrutin;
      readonly departement: Place;
      readonly circonscriptions: readonly Circonscription2024[];
    }
  | {
      readonly kind: "communes-2024";
      readonly scrutin: Scrutin;
      readonly departement: Place;
      readonly communes: readonly (Place & { readonly resultats: Resultats2024 })[];
    }
  | { readonly kind: "ensemble"; readonly scrutin: Scrutin; readonly resultats: Resultats2024 };
