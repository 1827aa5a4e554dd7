/** Why a load cannot start, in French: what was found, what is expected. `V-USAGE` and `V-CONFIRMER` end with exit code 2. */
export class LoadError extends Error {
  readonly code: "V-USAGE" | "V-CONFIRMER" | "V-CIBLE";
  constructor(code: LoadError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LoadError";
    this.code = code;
  }
}
