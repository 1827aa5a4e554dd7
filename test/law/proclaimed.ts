/** Rounds whose voix are public, against the seats, or the statuses, that were proclaimed: one row a round. */
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { contest, sieges, statuts, type Voix } from "./contests.ts";

export const parRang = (voix: readonly number[]): Voix =>
  Object.fromEntries(voix.map((count, index) => [`${index + 1}`, count]));

export interface Proclamation {
  readonly nom: string;
  readonly type: string;
  readonly date: string;
  /** In round 2. */
  readonly premierTour?: string;
  readonly territoire?: string;
  readonly inscrits?: number;
  /** Left out: those of the lists given, which are then all of them. */
  readonly exprimes?: number;
  readonly voix: readonly number[];
  /** Seats of each, as they were proclaimed; or its status, where the round ended in a ballottage. */
  readonly sieges?: readonly number[];
  readonly statuts?: readonly string[];
  readonly regle: string;
  readonly more?: Partial<Contest>;
}

/** The outcome of a row: its seats, or its statuses, and nothing odd in its sums where every list is given. */
function verifier(one: Proclamation): void {
  const { type, date, premierTour, territoire, inscrits, exprimes, regle } = one;
  const outcome = decide(
    contest(type, date, parRang(one.voix), {
      ...(exprimes === undefined ? {} : { exprimes }),
      ...(inscrits === undefined ? {} : { inscrits }),
      ...(territoire === undefined ? {} : { territoire }),
      ...(premierTour === undefined ? {} : { tour: 2, premierTour }),
      ...one.more,
    }),
  );
  const acquis = premierTour === undefined ? "ACQUIS_T1" : "ACQUIS_T2";
  expect(outcome).toMatchObject({ statut: one.sieges === undefined ? "BALLOTTAGE" : acquis, regle });
  if (one.sieges !== undefined) expect(sieges(outcome)).toEqual(one.sieges);
  if (one.statuts !== undefined) expect(Object.values(statuts(outcome))).toEqual(one.statuts);
}

/** One test a row. */
export function proclamations(title: string, rows: readonly Proclamation[]): void {
  describe(title, () => {
    it.each(rows.map((one) => [one.nom, one] as const))("%s", (_nom, one) => {
      verifier(one);
    });
  });
}

/** Statuses, first of them first: « 2 SEUIL, 1 FUSION ». */
export const rangs = (...runs: readonly (readonly [count: number, statut: string])[]): readonly string[] =>
  runs.flatMap(([count, statut]) => Array<string>(count).fill(statut));
