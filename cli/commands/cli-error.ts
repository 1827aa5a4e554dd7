/**
 * A failure that the person at the keyboard can act upon, in French: stable code (`V-…`), place, what was expected, advice.
 * `V-USAGE` ends with exit code 2, any other with 1.
 */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: `V-${string}`;
  readonly details: ErrorDetails;

  constructor(code: `V-${string}`, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

export interface ErrorDetails {
  /** The option, the file, the address. */
  readonly place?: string;
  readonly expected?: string;
  readonly advice?: string;
}

/** An error on a few lines: never a stack. Errors of other rooms carry a `code` of their own and say the rest in their message. */
export function errorLines(error: unknown): string[] {
  if (error instanceof CliError) {
    const { place, expected, advice } = error.details;
    return [
      `Erreur ${error.code} : ${error.message}`,
      ...(place === undefined ? [] : [`  où       ${place}`]),
      ...(expected === undefined ? [] : [`  attendu  ${expected}`]),
      ...(advice === undefined ? [] : [`  conseil  ${advice}`]),
    ];
  }
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    const { code, message } = error;
    return [`Erreur ${code} : ${message.startsWith(code) ? message.slice(code.length).trimStart() : message}`];
  }
  return [
    `Erreur V-INTERNE : ${error instanceof Error ? error.message : String(error)}`,
    "  conseil  relancez avec --debug pour voir d'où elle vient, puis signalez-la",
  ];
}
