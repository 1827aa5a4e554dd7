/** Why a press file or a demand for one is refused. `X-`: the file; `P-`: what was asked. */
export type PressCode =
  | "X-TAILLE"
  | "X-DTD"
  | "X-ENTITE"
  | "X-MAL-FORME"
  | "X-BALISE"
  | "X-VALEUR"
  | "X-COMPTES"
  | "X-RAPPORT"
  | "P-SCRUTIN"
  | "P-ANNEE";

/** A refusal: a stable code, the place, what was expected, and what to do. In French: it is shown to the user. */
export class PressError extends Error {
  readonly code: PressCode;
  /** Where, as a path of elements (`Election/Departement/Tours`) or a name. */
  readonly place: string;

  constructor(code: PressCode, place: string, detail: string) {
    super(`${code} ${place} : ${detail}`);
    this.code = code;
    this.place = place;
  }
}
