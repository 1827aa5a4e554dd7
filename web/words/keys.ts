import type { Certitude, StatutCandidature } from "#shared/law/outcome.ts";

/** What both languages must have a word for. */
export type StatutShown = StatutCandidature;
export type CertitudeShown = Certitude;

/** Families of elections whose rule is told in a sentence; the name is the beginning of the scrutin's id. */
export type RuleType =
  | "presidentielle"
  | "legislatives"
  | "europeennes"
  | "regionales"
  | "departementales"
  | "municipales"
  | "senatoriales"
  | "referendum";
