/**
 * A failure that the person in front of the screen can act upon: a stable code (`C-…`), then in French what happened,
 * where, what was expected and what to do.
 */
export class OperatorError extends Error {
  readonly code: string;

  constructor(code: `C-${string}`, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "OperatorError";
    this.code = code;
  }
}

/** The sentence of any failure, for a message that quotes it. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
