import type { Candidat, Tour } from "./figures.ts";
import type { Scrutin } from "./forms.ts";

/**
 * The layout of 2017 (présidentielle; the same in 2022): the ten files of the press guide as types, each written and
 * read in `forms-2017.ts`.
 */

/** A région by its codes: `84`, `084`. */
export interface RegionId {
  readonly code: string;
  readonly code3: string;
  readonly nom: string;
}

/** A département by its codes: the ministry's (`ZA`), the printable one (`971`), the one of paths (`971`, `02A`). */
export interface DepartementId {
  readonly code: string;
  readonly codeMin: string;
  readonly code3: string;
  readonly nom: string;
}

/** A commune, or an arrondissement or secteur of one, by its code within its département: `056`, `056AR01`. */
export interface CommuneId {
  readonly code: string;
  readonly nom: string;
}

/** Date and time in Paris as the files write them: `17-03-2017`, `15:36:43`. */
export interface Stamp {
  readonly date: string;
  readonly heure: string;
}

export interface Score2017 extends Candidat {
  readonly voix: number;
}
export type Tour2017 = Tour<Score2017>;

/** When something changed last, when it was last published, whether all of it is there. */
export interface IndexRow {
  readonly maj: Stamp;
  readonly extraction: Stamp;
  readonly complet: boolean;
}

/** `maj` is `null` for what never came. */
export interface Arrival {
  readonly parvenu: boolean;
  readonly maj: Stamp | null;
}

export interface InDepartement {
  readonly scrutin: Scrutin;
  readonly region: RegionId;
  readonly departement: DepartementId;
}
export interface CommuneResult extends CommuneId {
  readonly tours: readonly Tour2017[];
}

/** A file of the tree, by its number in the guide. */
export type Document2017 =
  | {
      readonly kind: "references";
      readonly scrutin: Scrutin;
      readonly regions: readonly (RegionId & {
        readonly departements: readonly (DepartementId & { readonly communes: readonly CommuneId[] })[];
      })[];
    }
  | { readonly kind: "candidatures"; readonly scrutin: Scrutin; readonly candidats: readonly Candidat[] }
  | {
      readonly kind: "index";
      readonly scrutin: Scrutin;
      readonly departements: readonly (DepartementId & IndexRow & { readonly region: Omit<RegionId, "nom"> })[];
      readonly regions: readonly (RegionId & IndexRow)[];
    }
  | ({
      readonly kind: "index-departement";
      readonly tour: number;
      readonly communes: readonly (CommuneId & Arrival)[];
      /** Of the Rhône alone. */
      readonly sections: readonly (CommuneId & Arrival)[];
    } & InDepartement)
  | ({ readonly kind: "commune"; readonly commune: CommuneResult } & InDepartement)
  | ({ readonly kind: "communes"; readonly communes: readonly CommuneResult[] } & InDepartement)
  | ({ readonly kind: "departement"; readonly tours: readonly Tour2017[] } & InDepartement)
  | ({ readonly kind: "section"; readonly section: CommuneResult } & InDepartement)
  | {
      readonly kind: "region";
      readonly scrutin: Scrutin;
      readonly region: RegionId;
      readonly tours: readonly Tour2017[];
    }
  | { readonly kind: "france"; readonly scrutin: Scrutin; readonly tours: readonly Tour2017[] };
