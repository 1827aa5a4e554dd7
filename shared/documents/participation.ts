import { HEURES, type Heure } from "../contracts/participation.ts";
import type { Progress } from "../count/decompte.ts";
import type { Participation } from "../count/participation.ts";
import { percent } from "./percent.ts";

/** Participation at an hour, as published: before the end of the embargo as after. */
export interface ParticipationRow {
  readonly heure: Heure;
  /** Of the communes that reported. */
  readonly inscrits: number;
  readonly votants: number;
  /** Of those inscrits: `28,54`. */
  readonly pourcent: string;
  readonly communes: Progress;
  /** Whether any of it was generated rather than reported. */
  readonly genere: boolean;
}

/** Rows of a territory; `expected`: its communes. */
export const participationRows = (participations: readonly Participation[], expected: number): ParticipationRow[] =>
  participations.map(({ communes, ...figures }) => ({
    ...figures,
    pourcent: percent(figures.votants, figures.inscrits),
    communes: { counted: communes, expected },
  }));

/** Adds participations up, hour by hour. */
export function addParticipations(all: Iterable<readonly Participation[]>): Participation[] {
  const sums = new Map<Heure, Participation>();
  for (const participations of all) {
    for (const { heure, inscrits, votants, communes, genere } of participations) {
      const sum = sums.get(heure) ?? { heure, inscrits: 0, votants: 0, communes: 0, genere: false };
      sums.set(heure, {
        heure,
        inscrits: sum.inscrits + inscrits,
        votants: sum.votants + votants,
        communes: sum.communes + communes,
        genere: sum.genere || genere,
      });
    }
  }
  return HEURES.flatMap((heure) => sums.get(heure) ?? []);
}
