/**
 * Every word of what the law's types answer when they cannot decide: one line a refusal, in `traces/refus.txt`. When one changes on purpose,
 * `npx vitest run test/law/refusals.test.ts -u` writes them anew, to be read line by line.
 */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Contest, Personne } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { type Depot, type PremierTour, secondTour } from "#shared/law/second-round.ts";
import { contest, type Voix } from "./contests.ts";

const VOIX: Voix = { A: 60, B: 40 };
const SECTIONS = { sections: { ailleurs: 60 } };

const CONTESTS: readonly Contest[] = [
  contest("consultation", "2018-11-04", VOIX),
  contest("consultation", "2018-11-04", { oui: 1, peut: 2 }),
  contest("consultation", "2018-11-04", { oui: 1, non: 2 }, { tour: 2 }),
  contest("referendum-local", "2016-06-26", { oui: 1, non: 2 }),
  contest("europeennes", "2009-06-07", VOIX),
  contest("europeennes", "2009-06-07", { A: 50, B: 50 }, { sieges: 1 }),
  contest("europeennes", "2019-05-26", VOIX, { tour: 2 }),
  contest("senatoriales", "2014-09-28", VOIX),
  contest("senatoriales", "2014-09-28", VOIX, { territoire: "38", partielle: true }),
  contest("senatoriales", "2014-09-28", VOIX, { partielle: true, sieges: 2 }),
  contest("senatoriales", "2014-09-28", VOIX, { tour: 2 }),
  contest("delegues-senatoriaux", "2011-06-17", VOIX, { sieges: 3 }),
  contest("delegues-senatoriaux", "2023-06-09", VOIX, { population: 6_000, sieges: 15 }),
  contest("conseillers-francais-etranger", "2021-05-30", VOIX),
  contest("metropole-lyon", "2020-06-28", VOIX, { tour: 2, premierTour: "2020-03-15" }),
  contest("municipales", "2014-03-23", VOIX, { territoire: "75056" }),
  contest("municipales", "2008-03-16", VOIX, { tour: 2, territoire: "69123SR11" }),
  contest("municipales", "2026-03-22", VOIX, { tour: 2, territoire: "75056SR05" }),
  contest("municipales", "2014-03-30", VOIX, { tour: 2, territoire: "98801", population: 5_000 }),
  contest("municipales", "2014-03-23", VOIX, { territoire: "98712" }),
  contest("municipales", "2014-03-23", VOIX, { territoire: "98712", population: 4_000 }),
  contest("municipales", "2014-03-30", VOIX, { tour: 2, population: 90 }),
  contest("municipales", "2014-03-23", VOIX, { population: 90, partielle: true }),
  contest("municipales-sections", "2008-03-09", VOIX, { population: 5_000 }),
  contest("municipales-sections", "2014-03-23", VOIX, { population: 25_000, sieges: 3, inscrits: 900 }),
  contest("municipales-sections", "2014-03-23", VOIX, { population: 25_000, populationAssociee: 900, sieges: 3 }),
  contest("regionales", "2015-12-13", VOIX, { tour: 2 }),
  contest("regionales", "2015-12-13", { A: { voix: 60, ...SECTIONS } }, { tour: 2, territoire: "28" }),
  contest("regionales", "2015-12-13", { A: { voix: 60, ...SECTIONS }, B: 40 }, { tour: 2, territoire: "28" }),
  contest("regionales", "2015-12-13", { A: { voix: 61, ...SECTIONS } }, { tour: 2, territoire: "28" }),
  contest("guyane", "2015-12-13", VOIX, { tour: 2, premierTour: "2015-12-06" }),
  contest("guyane", "2015-12-13", { A: { voix: 60, ...SECTIONS } }, { tour: 2, premierTour: "2015-12-06" }),
  contest("guyane", "2021-06-27", VOIX, { tour: 2, premierTour: "2021-06-20" }),
  contest("guyane", "2021-06-27", VOIX, {
    tour: 2,
    premierTour: "2021-06-20",
    populationParSection: { nord: 50, sud: 50 },
  }),
  contest("polynesie", "2018-05-06", VOIX, { tour: 2, premierTour: "2018-04-22" }),
  contest("polynesie", "2018-05-06", { A: { voix: 60, ...SECTIONS } }, { tour: 2, premierTour: "2018-04-22" }),
  contest("saint-barthelemy", "2017-03-26", VOIX, { tour: 2, premierTour: "2017-03-19", partielle: true }),
  contest("saint-pierre-et-miquelon", "2017-03-26", VOIX, { tour: 2, premierTour: "2017-03-19", partielle: true }),
  contest("nouvelle-caledonie", "2019-05-12", VOIX),
  contest("wallis-et-futuna", "2022-03-20", VOIX),
  contest("wallis-et-futuna", "2022-03-20", VOIX, { tour: 2, premierTour: "2022-03-20", sieges: 3 }),
  contest("legislatives", "2017-06-11", VOIX, { exprimes: 99 }),
  contest("cantonales", "2015-03-29", VOIX),
  contest("senat", "2014-09-28", VOIX),
];

const noms = (...ids: string[]): Personne[] => ids.map((nom) => ({ nom }));

/** Filings between the rounds of a commune of 5,000 inhabitants, where C may merge and D may not. */
const PREMIER: PremierTour = {
  type: "municipales",
  date: "2014-03-23",
  population: 5_000,
  candidatures: [
    { id: "A", personnes: noms("a1", "a2") },
    { id: "B", personnes: noms("b1", "b2") },
    { id: "C", personnes: noms("c1", "c2") },
    { id: "D", personnes: noms("d1", "d2") },
  ],
};
const DEPOTS: readonly (readonly Depot[])[] = [
  [{ id: "A", personnes: noms("a2", "a1") }],
  [{ id: "A", personnes: noms("a1") }],
  [{ id: "A", personnes: noms("a1", "a2", "z") }],
  [{ id: "A", personnes: noms("a1", "d1") }],
  [
    { id: "A", personnes: noms("a1", "c1") },
    { id: "B", personnes: noms("b1", "c2") },
  ],
  [
    { id: "A", personnes: noms("a1", "b1") },
    { id: "B", personnes: noms("b1", "b2") },
  ],
  [{ id: "C" }],
  [{ id: "N" }],
  [{ id: "A", origines: ["Z"] }],
  [{ id: "A", nouveauTitre: true }],
  [{ id: "A", depose: "2014-03-25T18:01" }],
  [{ id: "A" }, { id: "A" }],
];

describe("refusals, in full", () => {
  it("what cannot be decided, type by type; what is not received, filing by filing", async () => {
    const first = decide(contest("municipales", "2014-03-23", { A: 45, B: 42, C: 9, D: 4 }, { population: 5_000 }));
    const line = (of: string, errors: readonly object[] = []): string => {
      if (errors.length === 0) throw new Error(`${of}: not refused`);
      return [of, ...errors.map((one) => `  ${JSON.stringify(one)}`)].join("\n");
    };
    const decisions = CONTESTS.map((one) => line(`${one.type} ${one.date}, tour ${one.tour}`, decide(one).erreurs));
    const filings = DEPOTS.map((depots) => {
      const judged = secondTour(PREMIER, first, { depots });
      if ("code" in judged) throw new Error(judged.code);
      return line(
        `dépôts ${depots.map(({ id }) => id).join(", ")}`,
        judged.depots.flatMap(({ erreurs }) => erreurs),
      );
    });
    const closed = line("second tour d'une élection acquise", [
      secondTour(PREMIER, decide(contest("municipales", "2014-03-23", VOIX, { population: 5_000 })), {}),
    ]);
    await expect(`${[...decisions, ...filings, closed].join("\n")}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, "traces/refus.txt"),
    );
  });
});
