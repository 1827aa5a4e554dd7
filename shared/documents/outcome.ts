import type { Outcome } from "../law/outcome.ts";

/** What the law makes of a unite, as published. */
export type UniteOutcome = Outcome;
