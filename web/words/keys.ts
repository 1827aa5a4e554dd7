import type { Certitude, StatutCandidature } from "#shared/law/outcome.ts";

/** What both languages must have a word for. */
export type StatutShown = StatutCandidature;
export type CertitudeShown = Certitude;
