import type { Candidat, Tour } from "./figures.ts";
import type { Scrutin } from "./forms.ts";
import type { Stamp } from "./model-2017.ts";

/**
 * The layout of 2024 (législatives, européennes) and of 2026 (municipales, sénatoriales), its successor: shorter codes, plural
 * and unpadded percentages, nuances, lists, elected or not. `forms-2024.ts` writes and reads it; docs/press.md tells which tag
 * was seen in a real file, and which follows parsers.
 */

/** A territory by its code and name: département `75`, circonscription `7501`, commune `75056`. */
export interface Place {
  readonly code: string;
  readonly nom: string;
}

export interface Nuance {
  readonly code: string;
  readonly libelle: string;
}

/** A nuance in the file of nuances: candidates' have a rank there, lists' have none. */
export interface RankedNuance extends Nuance {
  readonly rang: number;
}

/** A candidate with the nuance that the prefect attached (P-27). Sénatoriales have no panels. */
export interface Candidat2024 extends Omit<Candidat, "panneau"> {
  readonly panneau?: number;
  readonly nuance: Nuance;
}

/** `QUALIF T2` in 2024, in full since; empty where the law could not say. */
export const ELUS = ["OUI", "NON", "QUALIF T2", "QUALIFIE(E) AU T2", ""] as const;
export type Elu = (typeof ELUS)[number];

export interface Score2024 extends Candidat2024 {
  readonly voix: number;
  readonly elu: Elu;
}

/** A person on a list, by rank. */
export interface Colistier {
  readonly rang: number;
  readonly nom: string;
  readonly prenom: string;
  readonly civilite: string;
  readonly elu: Elu;
}

/** A list. What is left out is not said of it there. */
export interface Liste2024 {
  readonly numero: number;
  /** A hundred characters at most; `complet` is whole. */
  readonly nom: string;
  readonly complet: string;
  readonly tete?: { readonly nom: string; readonly prenom: string; readonly civilite: string };
  readonly nuance?: Nuance;
  readonly voix: number;
  readonly sieges?: number;
  readonly colistiers?: readonly Colistier[];
}

/** A nuance over the whole country. */
export interface NuanceScore extends Nuance {
  readonly voix: number;
  readonly sieges: number;
}

/** What stands under `Resultats`, by the element that holds it. `plusieurs`: candidates, of whom a ballot may name several. */
export type Resultats2024 =
  | { readonly par: "candidats"; readonly tours: readonly Tour<Score2024>[] }
  | { readonly par: "plusieurs"; readonly tours: readonly Tour<Score2024>[] }
  | { readonly par: "listes"; readonly tours: readonly Tour<Liste2024>[] }
  | { readonly par: "nuances"; readonly tours: readonly Tour<NuanceScore>[] }
  | { readonly par: "nuances-listes"; readonly tours: readonly Tour<NuanceScore>[] };

/** A circonscription with its seats to fill, those filled, and its figures. */
export interface Circonscription2024 extends Place {
  readonly sieges: number;
  readonly pourvus: number;
  readonly resultats: Resultats2024;
}

/** How far a territory has come, in an index. */
export interface Arrivee2024 extends Place {
  /** Left out for a circonscription that does not vote: its seats were filled in round 1, or nobody stands. */
  readonly etat?: {
    /** Left out where nothing ever came. */
    readonly maj?: Stamp;
    readonly extraction: Stamp;
    readonly parvenus: boolean;
    readonly bureaux: number;
    /** Of the bureaux that are awaited: `62,50`. */
    readonly pourcentage: string;
  };
  /** Of a circonscription: in which round its seats were filled. */
  readonly pourvu?: "NON" | "T1" | "T2";
  /** Of a circonscription: nobody stands. */
  readonly sansCandidature?: "OUI";
}

export type Document2024 =
  | {
      readonly kind: "territoires";
      readonly scrutin: Scrutin;
      readonly regions: readonly (Place & { readonly departements: readonly Place[] })[];
    }
  | { readonly kind: "nuances"; readonly scrutin: Scrutin; readonly nuances: readonly RankedNuance[] }
  | { readonly kind: "nuances-listes"; readonly scrutin: Scrutin; readonly nuances: readonly Nuance[] }
  | {
      readonly kind: "candidats";
      readonly scrutin: Scrutin;
      readonly departement: Place;
      readonly circonscriptions: readonly (Place & { readonly candidats: readonly Candidat2024[] })[];
    }
  | {
      readonly kind: "index-departements";
      readonly scrutin: Scrutin;
      readonly departements: readonly Arrivee2024[];
    }
  | {
      readonly kind: "index-circonscriptions";
      readonly scrutin: Scrutin;
      readonly circonscriptions: readonly Arrivee2024[];
    }
  | {
      readonly kind: "circonscriptions";
      readonly scrutin: Scrutin;
      readonly departement: Place;
      readonly circonscriptions: readonly Circonscription2024[];
    }
  | {
      readonly kind: "circonscription";
      readonly scrutin: Scrutin;
      readonly region: Place;
      readonly circonscription: Circonscription2024;
    }
  | {
      readonly kind: "communes-2024";
      readonly scrutin: Scrutin;
      readonly departement: Place;
      readonly communes: readonly (Place & { readonly resultats: Resultats2024 })[];
    }
  | { readonly kind: "ensemble"; readonly scrutin: Scrutin; readonly resultats: Resultats2024 };
