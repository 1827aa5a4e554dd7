import { detailsOf, type ErrorDetails } from "#cli/control/errors.ts";

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

/** An error on a few lines: never a stack. Errors of other rooms carry a `code` of their own; what they say apart has a line each. */
export function errorLines(error: unknown): string[] {
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    const { code, message } = error;
    const { title, place, expected, found, advice } = detailsOf(error) ?? {};
    const head = title ?? (message.startsWith(code) ? message.slice(code.length).trimStart() : message);
    return [
      `Erreur ${code} : ${head}`,
      ...said("où", place),
      ...said("attendu", expected),
      ...said("trouvé", found),
      ...said("conseil", advice),
    ];
  }
  return [
    `Erreur V-INTERNE : ${error instanceof Error ? error.message : String(error)}`,
    ...said("conseil", "relancez avec --debug pour voir d'où elle vient, puis signalez-la"),
  ];
}

/** Where what follows a line's name begins. */
const INDENT = 11;

/** What is said under a name, on as many lines as it has. */
const said = (name: string, what: string | undefined): string[] =>
  what?.split("\n").map((line, i) => (i === 0 ? `  ${name}` : "").padEnd(INDENT) + line) ?? [];
