import { OperatorError } from "#cli/operator/errors.ts";

/** HTTP status of each code that the API answers with; the rest is 500. */
const STATUS: Readonly<Record<string, number>> = {
  "C-JETON": 401,
  "C-HOTE": 403,
  "C-ORIGINE": 403,
  "C-CHEMIN": 404,
  "C-RUN": 404,
  "C-QUARANTAINE": 404,
  "C-METHODE": 405,
  "C-DELAI": 408,
  "C-RUN-CLOS": 409,
  "C-ECHEC": 409,
  "C-HORLOGE": 409,
  "C-RETOUR": 409,
  "C-REPRISE": 409,
  "C-MESURES": 409,
  "C-TAILLE": 413,
  "C-TYPE": 415,
  "C-FORME": 400,
  "C-SCENARIO": 400,
  "C-DOSSIER": 400,
  "C-ENVOI": 502,
  "C-ABONNEMENT": 502,
};

/** What an error says apart from its message, which says it all in one sentence: people read a line of each. */
export interface ErrorDetails {
  /** What happened. Left out: the message says no more than that. */
  readonly title?: string;
  /** The option, the address, the line and column of the file. */
  readonly place?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly advice?: string;
}

/** What a failed request answers. */
export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly details?: ErrorDetails };
}

/** The details of an error of any room that has some. */
export const detailsOf = (error: unknown): ErrorDetails | undefined =>
  error instanceof Error && "details" in error ? (error.details as ErrorDetails | undefined) : undefined;

/** The answer to a failure. What is not meant for users is told as `C-INTERNE`, its sentence included: the API is local. */
export function answerTo(error: unknown): { readonly status: number; readonly body: ErrorBody } {
  const code = error instanceof OperatorError ? error.code : codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const details = detailsOf(error);
  return {
    status: STATUS[code] ?? (code === "C-INTERNE" ? 500 : 400),
    body: { error: { code, message, ...(details !== undefined && { details }) } },
  };
}

/** Other rooms' errors carry a stable code too, as a property (`F-…`, `R-…`, `LC-…`); anything else, Node's own included, is a defect. */
function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "C-INTERNE";
  return typeof error.code === "string" && /^[A-Z]{1,2}-[A-Z-]+$/.test(error.code) ? error.code : "C-INTERNE";
}
