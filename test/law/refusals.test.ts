/**
 * Every word of what the law answers when it cannot read (`traces/refus-lecture.txt`) or decide (`traces/refus.txt`): one line a refusal. When
 * one changes on purpose, `npx vitest run test/law/refusals.test.ts -u` writes them anew, to be read line by line.
 */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Contest, Personne } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { isErrors, type LawError } from "#shared/law/errors.ts";
import { verifierFlechage } from "#shared/law/flechage.ts";
import { parseEntreDeuxTours } from "#shared/law/parse-second-round.ts";
import { parseContest } from "#shared/law/parse.ts";
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
  contest("europeennes", "1999-06-13", { A: 50, B: 50 }, { sieges: 1 }),
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
  contest("municipales", "2027-03-14", VOIX, { partielle: true, population: 500 }),
  contest("municipales-sections", "2008-03-09", VOIX, { population: 5_000 }),
  contest("municipales-sections", "2026-03-15", VOIX, { population: 25_000, sieges: 3 }),
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
  contest("guyane", "2021-06-27", VOIX, {
    tour: 2,
    premierTour: "2021-06-20",
    populationParSection: Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((rang) => [rang, 50])),
  }),
  contest("guyane", "2015-12-13", VOIX, {
    tour: 2,
    premierTour: "2015-12-06",
    siegesParSection: Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((rang) => [rang, 1])),
  }),
  contest("corse", "2015-12-13", VOIX, { tour: 2, premierTour: "2015-12-06", sieges: 8 }),
  contest("martinique", "2015-12-13", VOIX, { tour: 2, premierTour: "2015-12-06", sieges: 10 }),
  contest("polynesie", "2008-01-27", VOIX, { territoire: "987" }),
  contest("municipales", "2020-03-15", VOIX, { territoire: "98735", population: 5_000 }),
  contest("nouvelle-caledonie", "2026-07-05", VOIX, { territoire: "988-sud" }),
  contest("polynesie", "2018-05-06", VOIX, { tour: 2, premierTour: "2018-04-22" }),
  contest("polynesie", "2018-05-06", { A: { voix: 60, ...SECTIONS } }, { tour: 2, premierTour: "2018-04-22" }),
  contest("saint-barthelemy", "2017-03-26", VOIX, { tour: 2, premierTour: "2017-03-19", partielle: true }),
  contest("saint-pierre-et-miquelon", "2017-03-26", VOIX, { tour: 2, premierTour: "2017-03-19", partielle: true }),
  contest("nouvelle-caledonie", "2019-05-12", VOIX),
  contest("wallis-et-futuna", "2022-03-20", VOIX),
  contest("wallis-et-futuna", "2022-03-20", VOIX, { tour: 2, premierTour: "2022-03-20", sieges: 3 }),
  contest("legislatives", "2017-06-11", VOIX, { exprimes: 99 }),
  contest("municipales", "2014-03-23", { a: 40, b: 31 }, { population: 90, sieges: 7, exprimes: 10 }),
  contest("municipales", "2026-03-15", VOIX),
  contest("municipales", "2014-03-23", { a: { voix: 60, personnes: [{ nonResident: true }] } }, { population: 500 }),
  contest("corse", "2004-03-28", { A: 50, B: 50 }, { tour: 2 }),
  contest("municipales", "2014-03-23", VOIX, { tour: 2, population: 1_200 }),
  contest("municipales", "2014-03-23", VOIX, { territoire: "98801", sieges: 29 }),
  contest("municipales", "2026-03-15", VOIX, { territoire: "75056-mairie" }),
  contest("municipales", "2026-03-15", VOIX, { territoire: "75056SR05" }),
  contest("municipales-sections", "2008-03-09", VOIX, { sieges: 9 }),
  contest("municipales-sections", "2008-03-09", VOIX, { population: 900 }),
  contest("delegues-senatoriaux", "2014-06-20", VOIX, { sieges: 15 }),
  contest("delegues-senatoriaux", "2026-06-05", VOIX),
  contest("regionales", "1998-03-15", VOIX),
  contest("legislatives", "1986-03-16", VOIX),
  contest("legislatives", "1986-07-20", VOIX, { tour: 2 }),
  contest("cantonales", "2015-04-05", VOIX, { tour: 2 }),
  contest("senatoriales", "2011-09-25", VOIX, { territoire: "ZZ" }),
  contest("senatoriales", "2014-09-28", { A: 60, B: 50 }, { tour: 2, exprimes: 60 }),
  contest("consultation", "2018-11-04", { non: 1, peut: 2 }),
  contest("nouvelle-caledonie", "2019-05-12", VOIX, { siegesParSection: { province: 3 } }),
  contest("nouvelle-caledonie", "2021-05-12", VOIX, { partielle: true, territoire: "988-sud" }),
  contest("cantonales", "2015-03-29", VOIX, { territoire: "75" }),
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

/** A contest that is read; each of {@link LECTURES} changes it. */
const LISIBLE = {
  type: "municipales",
  date: "2014-03-30",
  tour: 2,
  inscrits: 100,
  votants: 60,
  exprimes: 58,
  candidatures: [{ id: "A", voix: 58 }],
};
const LECTURES: readonly object[] = [
  { voie: 1 },
  { exprimes: -1, date: "30/03/2014", tour: 3, sieges: 1.5, partielle: "oui", siegesParSection: [1] },
  { retraits: "A", premierTourResultat: null, politiques: [] },
  { premierTourResultat: { candidatures: [] } },
  { premierTourResultat: { statut: "BALLOTTAGE", candidatures: [null, { id: 1, statut: "BATTU" }, { id: "A" }] } },
  { politiques: { "Q-99": "x", "Q-05": "x" } },
  { candidatures: [{ id: "", voix: -1, ageMoyenJours: "2", personnes: [{ sexe: "X", naissance: "1960" }] }] },
  { candidatures: [{ voix: 1, personnes: ["x"], sections: [1] }] },
  { candidatures: [LISIBLE.candidatures[0], { id: "A", voix: 0 }] },
  { tour: 1, retraits: ["Z"] },
  { retraits: ["A"] },
  { inscrits: 0 },
  { blancs: 2, nuls: 1 },
  { inscritsRestants: 101 },
  { inscritsVotantEnFrance: 101 },
  { candidatures: [{ id: "A", voix: 59 }] },
  { premierTour: "2014-03-31" },
  { candidatures: [{ id: "A", voix: 1, personnes: [{ naissance: "2050-01-01" }] }] },
];

/** Intercommunal lists of a municipal list of 19 whose sexes alternate: five names for four seats. */
const ALTERNEE = Array.from({ length: 19 }, (_, index): Personne => ({ sexe: index % 2 === 0 ? "M" : "F" }));
const FLECHAGES: readonly (readonly number[])[] = [
  [1, 4, 7, 8],
  [0, 4, 7, 8, 11],
  [1, 8, 7, 10, 11],
  [1, 3, 6, 9, 10],
  [3, 4, 7, 8, 11],
  [1, 4, 7, 8, 13],
];

/** What was refused, and each error on its line. */
function line(of: string, errors: readonly object[] = []): string {
  if (errors.length === 0) throw new Error(`${of}: not refused`);
  return [of, ...errors.map((one) => `  ${JSON.stringify(one)}`)].join("\n");
}

const refused = <T extends object>(read: T | readonly LawError[]): readonly LawError[] => (isErrors(read) ? read : []);

const trace = (name: string): string => join(import.meta.dirname, "traces", name);

describe("refusals, in full", () => {
  it("what cannot be read: a contest, what follows its round 1, an intercommunal list", async () => {
    const contests = LECTURES.map((change) =>
      line(`lecture ${JSON.stringify(change)}`, refused(parseContest({ ...LISIBLE, ...change }))),
    );
    const second = line("dépôts après un second tour", refused(parseEntreDeuxTours({ ...LISIBLE, retard: true })));
    const flechage = (siegesCommunautaires: number, communautaires: readonly number[]): string =>
      line(
        `fléchage de ${communautaires.join(", ")} pour ${siegesCommunautaires} sièges`,
        verifierFlechage({ personnes: ALTERNEE, sieges: 19, siegesCommunautaires, communautaires }),
      );
    const lists = FLECHAGES.map((ranks) => flechage(4, ranks));
    const premiers = flechage(10, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13]);
    await expect(`${[...contests, second, ...lists, premiers].join("\n")}\n`).toMatchFileSnapshot(
      trace("refus-lecture.txt"),
    );
  });

  it("what cannot be decided, type by type; what is not received, filing by filing", async () => {
    const first = decide(contest("municipales", "2014-03-23", { A: 45, B: 42, C: 9, D: 4 }, { population: 5_000 }));
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
    await expect(`${[...decisions, ...filings, closed].join("\n")}\n`).toMatchFileSnapshot(trace("refus.txt"));
  });
});
