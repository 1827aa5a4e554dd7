/** What an export cannot do; the message says it in French, with advice. */
export class ExportError extends Error {
  override readonly name = "ExportError";
  /** `E-TAILLE`: too large for its format; `E-TERRITOIRE`: no such territory in the night. */
  readonly code: "E-TAILLE" | "E-TERRITOIRE";

  constructor(code: ExportError["code"], message: string) {
    super(message);
    this.code = code;
  }
}
