/** Why something failed, as the thing that failed says it. */
export const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
