/** Régionales for tests: lists with sections, and the rounds of 2010 and 2015. */
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, type Voix } from "./contests.ts";

export type Sections = Readonly<Record<string, number>>;
export const total = (sections: Sections): number => Object.values(sections).reduce((a, b) => a + b, 0);
export const lists = (given: Readonly<Record<string, Sections>>): Voix =>
  Object.fromEntries(Object.entries(given).map(([id, sections]) => [id, { voix: total(sections), sections }]));
export const t1 = (voix: Voix, more: Partial<Contest> = {}, date = "2010-03-14"): Outcome =>
  decide(contest("regionales", date, voix, more));
export const t2 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest("regionales", "2010-03-21", voix, { tour: 2, premierTour: "2010-03-14", ...more }));
export const in2015 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest("regionales", "2015-12-13", voix, { tour: 2, premierTour: "2015-12-06", ...more }));
export const parSection = (outcome: Outcome): (Sections | undefined)[] =>
  outcome.candidatures.map(({ siegesSections }) => siegesSections);

export const LIMOUSIN = lists({
  A: { "19": 45_000, "23": 20_000, "87": 70_000 },
  B: { "19": 38_000, "23": 18_000, "87": 54_000 },
  C: { "19": 17_000, "23": 7_000, "87": 31_000 },
});
