/** Contests for tests, from the few figures a case states. */
import type { Contest, ContestCandidature } from "#shared/law/contest.ts";
import type { Outcome } from "#shared/law/outcome.ts";

export type Voix = Readonly<Record<string, number | (Omit<ContestCandidature, "id" | "voix"> & { voix: number })>>;

/** A contest of one type; exprimés default to the sum of the voix, inscrits to ten times that. */
export function contest(type: string, date: string, voix: Voix, more: Partial<Contest> = {}): Contest {
  const candidatures = Object.entries(voix).map(([id, one]) =>
    typeof one === "number" ? { id, voix: one } : { id, ...one },
  );
  const exprimes = more.exprimes ?? candidatures.reduce((sum, one) => sum + one.voix, 0);
  return { type, date, tour: 1, exprimes, inscrits: Math.max(1, exprimes * 10), ...more, candidatures };
}

/** Status of each candidature, by id. */
export const statuts = (outcome: Outcome): Record<string, string> =>
  Object.fromEntries(outcome.candidatures.map(({ id, statut }) => [id, statut]));

/** Seats of each candidature, in order; 0 where none. */
export const sieges = (
  outcome: Outcome,
  body: "sieges" | "siegesCommunautaires" | "siegesArrondissement" = "sieges",
): number[] => outcome.candidatures.map((one) => one[body] ?? 0);

/** Seats in the order in which they were given, for one body. */
export const ordre = (outcome: Outcome, corps = "conseil"): string =>
  outcome.etapes.flatMap((etape) => (etape.type === "siege" && etape.corps === corps ? [etape.attribue] : [])).join("");

/** The eight sections of Polynésie française since 2013, in the order of the law's table. */
export const SECTIONS_POLYNESIE = [
  "iles-du-vent-1",
  "iles-du-vent-2",
  "iles-du-vent-3",
  "iles-sous-le-vent",
  "tuamotu-ouest",
  "gambier-tuamotu-est",
  "marquises",
  "australes",
] as const;
