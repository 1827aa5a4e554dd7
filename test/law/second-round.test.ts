/** Between the rounds: who may stand, which filings are received and why not, until when; and the candidatures of round 2. */
import { describe, expect, it } from "vitest";
import type { Contest, Personne } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { aTemps, type Echeance, echeanceDepot } from "#shared/law/filing.ts";
import { REGISTRE } from "#shared/law/registry.ts";
import { type Depot, secondTour, type SecondTour } from "#shared/law/second-round.ts";
import { contest } from "./contests.ts";

/** The candidatures of round 2, or a failure of the test. */
function ouvrir(premier: Contest, depots?: readonly Depot[], retard = false): SecondTour {
  const opened = secondTour(premier, decide(premier), depots === undefined ? {} : { depots, retard });
  if ("code" in opened) throw new Error(JSON.stringify(opened));
  return opened;
}

const ids = ({ candidatures }: SecondTour): string => candidatures.map(({ id }) => id).join(" ");
/** Codes of each filing, by id. */
const codes = ({ depots }: SecondTour): Record<string, string> =>
  Object.fromEntries(depots.map(({ id, erreurs }) => [id, erreurs.map(({ code }) => code).join(" ") || "recevable"]));

const noms = (prefix: string, n: number): Personne[] =>
  Array.from({ length: n }, (_, index) => ({ nom: `${prefix}${index + 1}` }));
/** P 30 %, Q 22 %, R 10 %, S 6 %, T 4 %; the rest on lists too small for anything. */
const COMMUNE = contest(
  "municipales",
  "2014-03-23",
  Object.fromEntries(
    Object.entries({ P: 30, Q: 22, R: 10, S: 6, T: 4, U: 4, V: 4, W: 4, X: 4, Y: 4, Z: 4, Aa: 4 }).map(([id, voix]) => [
      id,
      { voix, personnes: noms(id, 6) },
    ]),
  ),
  { exprimes: 100, inscrits: 200, sieges: 19, population: 2000, territoire: "01001" },
);
const liste = (id: string, personnes: readonly Personne[], more: Partial<Depot> = {}): Depot => ({
  id,
  personnes,
  ...more,
});
const P = noms("P", 6);
const Q = noms("Q", 6);
const R = noms("R", 6);
const S = noms("S", 6);
const T = noms("T", 6);

describe("GT-17: the legality of merging", () => {
  it.each<[string, Depot[], Record<string, string>]>([
    ["P' = P + 3 of S; S absent", [liste("P", [...P.slice(0, 3), ...S.slice(0, 3)])], { P: "recevable" }],
    [
      "P' = P + 2 of S, Q' = Q + 1 of S: both",
      [liste("P", [...P.slice(0, 4), ...S.slice(0, 2)]), liste("Q", [...Q.slice(0, 5), S[2]!])],
      { P: "L-FUSION-DOUBLE", Q: "L-FUSION-DOUBLE" },
    ],
    [
      "P' = P + names of R; R files too",
      [liste("P", [...P.slice(0, 4), ...R.slice(0, 2)]), liste("R", R)],
      { P: "L-FUSION-MAINTENUE", R: "recevable" },
    ],
    ["P' = P + names of R; R withdrawn", [liste("P", [...P.slice(0, 4), ...R.slice(0, 2)])], { P: "recevable" }],
    ["P' = P + names of T", [liste("P", [...P.slice(0, 4), ...T.slice(0, 2)])], { P: "L-FUSION-SEUIL" }],
    ["P' = P + a person on no list", [liste("P", [...P.slice(0, 5), { nom: "inconnue" }])], { P: "L-DEPOT-PERSONNE" }],
    [
      "P' = P + S + a person on no list",
      [liste("P", [...P.slice(0, 3), ...S.slice(0, 2), { nom: "inconnue" }])],
      { P: "L-DEPOT-PERSONNE" },
    ],
    ["R' = R + names of P, P absent", [liste("R", [...R.slice(0, 3), ...P.slice(0, 3)])], { R: "recevable" }],
    ["P unchanged names, order changed", [liste("P", [P[1]!, P[0]!, ...P.slice(2)])], { P: "L-DEPOT-ORDRE" }],
    ["new title, same composition", [liste("P", P, { nouveauTitre: true })], { P: "L-DEPOT-TITRE" }],
    [
      "new title and new order, new composition",
      [liste("P", [S[0]!, ...P.slice(1)], { nouveauTitre: true })],
      { P: "recevable" },
    ],
    ["a name taken off, nobody taken in", [liste("P", P.slice(0, 5))], { P: "L-DEPOT-COMPOSITION" }],
    ["a small list by itself", [liste("S", S)], { S: "L-ACCES-T2" }],
    [
      "two small lists together",
      [liste("S", [...S.slice(0, 3), ...T.slice(0, 3)])],
      { S: "L-ACCES-T2 L-FUSION-SEUIL" },
    ],
    ["the same list twice", [liste("P", P), liste("P", P)], { P: "L-DEPOT-DOUBLE" }],
  ])("%s", (_, depots, verdicts) => {
    expect(codes(ouvrir(COMMUNE, depots))).toEqual(verdicts);
  });

  it("believes the declared origins when the names are not known", () => {
    const sans = { ...COMMUNE, candidatures: COMMUNE.candidatures.map(({ id, voix }) => ({ id, voix })) };
    expect(codes(ouvrir(sans, [{ id: "P", origines: ["P", "S"] }, { id: "Q" }]))).toEqual({
      P: "recevable",
      Q: "recevable",
    });
    expect(codes(ouvrir(sans, [{ id: "P", origines: ["inconnue"] }]))).toEqual({ P: "L-FUSION-INCONNUE" });
    expect(codes(ouvrir(sans, [{ id: "P", nouveauTitre: true }]))).toEqual({ P: "L-DEPOT-TITRE" });
    expect(codes(ouvrir(COMMUNE, [{ id: "P", personnes: [{ sexe: "F" }], origines: ["T"] }]))).toEqual({
      P: "L-FUSION-SEUIL",
    });
  });

  it("tells namesakes apart by their day of birth", () => {
    const dated = {
      ...COMMUNE,
      candidatures: COMMUNE.candidatures.map((one) =>
        one.id === "T" ? { ...one, personnes: [{ nom: "S1", naissance: "1950-01-01" }] } : one,
      ),
    };
    const depot = (naissance: string): Depot => liste("P", [...P.slice(0, 5), { nom: "S1", naissance }]);
    const born = dated.candidatures.map((one) =>
      one.id === "S" ? { ...one, personnes: [{ nom: "S1", naissance: "1980-01-01" }] } : one,
    );
    const both = { ...dated, candidatures: born };
    expect(codes(ouvrir(both, [depot("1980-01-01")]))).toEqual({ P: "recevable" });
    expect(codes(ouvrir(both, [depot("1950-01-01")]))).toEqual({ P: "L-FUSION-SEUIL" });
    expect(codes(ouvrir(both, [depot("1970-01-01")]))).toEqual({ P: "L-DEPOT-PERSONNE" });
  });

  it("gives the merged list its new names and its origins, and the unchanged one those of round 1", () => {
    const merged = [...P.slice(0, 3), ...S.slice(0, 3)];
    expect(ouvrir(COMMUNE, [{ id: "Q" }, liste("P", merged)]).candidatures).toEqual([
      { id: "P", personnes: merged, origines: ["S"] },
      { id: "Q", personnes: Q },
    ]);
  });

  it("lets two lists stand under a new name, which round 2 then accepts", () => {
    const { candidatures } = ouvrir(COMMUNE, [liste("P+S", [...P.slice(0, 3), ...S.slice(0, 3)]), liste("Q", Q)]);
    expect(candidatures.map(({ id, origines }) => [id, origines])).toEqual([
      ["Q", undefined],
      ["P+S", ["P", "S"]],
    ]);
    const second = decide({
      ...COMMUNE,
      date: "2014-03-30",
      premierTour: "2014-03-23",
      tour: 2,
      premierTourResultat: decide(COMMUNE),
      candidatures: candidatures.map((one, index) => ({ ...one, voix: 40 + index })),
    });
    expect(second.statut).toBe("ACQUIS_T2");
  });
});

describe("who stands in round 2", () => {
  const leg = (more: Partial<Contest> = {}): Contest =>
    contest(
      "legislatives",
      "2017-06-11",
      { A: 19_900, B: 9_999, C: 6_301 },
      { inscrits: 80_000, exprimes: 39_200, ...more },
    );

  it("E02 Ex2, T-13: a withdrawal promotes nobody in législatives", () => {
    expect(ids(ouvrir(leg()))).toBe("A B");
    const opened = ouvrir(leg(), [{ id: "A" }, { id: "C" }]);
    expect(ids(opened)).toBe("A");
    expect(codes(opened)).toEqual({ A: "recevable", C: "L-ACCES-T2" });
  });

  it("T-14: in a présidentielle the next one moves up, and nobody files", () => {
    const premier = contest("presidentielle", "2017-04-23", { A: 40, B: 30, C: 20, D: 10 }, { retraits: ["B"] });
    expect(ids(ouvrir(premier))).toBe("A C");
    const opened = ouvrir(premier, []);
    expect(ids(opened)).toBe("A C");
    expect(opened).not.toHaveProperty("echeance");
  });

  it("refuses a merger where the law has none", () => {
    expect(codes(ouvrir(leg(), [{ id: "A", origines: ["B"] }]))).toEqual({ A: "L-FUSION-INTERDITE" });
  });

  it("keeps the day of birth, by which ties are broken", () => {
    const premier = contest("legislatives", "2017-06-11", { A: { voix: 40, naissance: "1950-01-01" }, B: 30 });
    expect(ouvrir(premier, [{ id: "A" }]).candidatures).toEqual([{ id: "A", naissance: "1950-01-01" }]);
  });

  it("L255-3: below 1,000 inhabitants those of round 1 stand again; newcomers only when there were too few", () => {
    const villages = (sieges: number): Contest =>
      contest(
        "municipales",
        "2014-03-23",
        { a: 60, b: 20, c: 10 },
        { exprimes: 100, inscrits: 150, sieges, population: 90 },
      );
    const few = ouvrir(villages(7), [{ id: "n" }, { id: "a" }]);
    expect(ids(few)).toBe("b c n");
    expect(codes(few)).toEqual({ n: "recevable", a: "L-ACCES-T2" });
    expect(few.sieges).toBe(6);
    const enough = ouvrir(villages(3), [{ id: "n" }]);
    expect(ids(enough)).toBe("b c");
    expect(enough.depots[0]!.erreurs[0]!.expected).toContain("L255-3");
  });

  it("before 2014 anybody stands there, except those elected", () => {
    const premier = contest(
      "municipales",
      "2008-03-09",
      { a: 60, b: 20, c: 10 },
      { exprimes: 100, inscrits: 150, sieges: 2, population: 90 },
    );
    const opened = ouvrir(premier, [{ id: "n" }, { id: "a" }]);
    expect(ids(opened)).toBe("b c n");
    expect(opened.depots[1]!.erreurs).toMatchObject([
      { code: "L-ACCES-T2", expected: "une personne que le premier tour n'a pas élue" },
    ]);
  });

  it("opens no second round of a round that settled everything, or nothing", () => {
    const settled = contest("presidentielle", "2017-04-23", { A: 60, B: 40 });
    expect(secondTour(settled, decide(settled))).toMatchObject({ code: "L-SECOND-TOUR" });
    const tied = contest("presidentielle", "2017-04-23", { A: 40, B: 30, C: 30 });
    expect(secondTour(tied, decide(tied))).toMatchObject({
      code: "L-SECOND-TOUR",
      advice: "ce premier tour est INDECIDABLE",
    });
  });
});

describe("T-20: until when one may file", () => {
  const jusqua = (type: string, premierTour: string, more: object = {}): string | undefined => {
    const found = echeanceDepot({ type, premierTour, territoire: "01001", ...more });
    if (found !== undefined && "code" in found) throw new Error(found.code);
    return found?.jusqua;
  };

  it.each([
    ["legislatives", "2017-06-11", {}, "2017-06-13T18:00"],
    ["legislatives, midnight until 2003", "1997-05-25", { type: "legislatives" }, "1997-05-27T24:00"],
    ["legislatives, Saturday", "2017-06-10", { type: "legislatives", territoire: "97101" }, "2017-06-13T18:00"],
    ["legislatives, French abroad", "2017-06-04", { type: "legislatives", territoire: "ZZ001" }, "2017-06-06T18:00"],
    ["legislatives, Polynésie", "2017-06-03", { type: "legislatives", territoire: "98701" }, "2017-06-06T24:00"],
    ["cantonales", "2011-03-20", {}, "2011-03-22T16:00"],
    ["departementales", "2015-03-22", {}, "2015-03-24T16:00"],
    ["departementales", "2021-06-20", {}, "2021-06-21T18:00"],
    ["departementales, Mayotte", "2021-06-20", { type: "departementales", territoire: "97601" }, "2021-06-22T16:00"],
    ["departementales", "2021-06-27", {}, "2021-06-29T16:00"],
    ["municipales, list before 2014", "2008-03-09", { type: "municipales", population: 3500 }, "2008-03-11T18:00"],
    ["municipales, list", "2014-03-23", { type: "municipales", population: 1000 }, "2014-03-25T18:00"],
    ["municipales, names", "2014-03-23", { type: "municipales", population: 999 }, "2014-03-25T18:00"],
    ["municipales put off", "2020-03-15", { type: "municipales", population: 999 }, "2020-06-02T18:00"],
    ["municipales, secteurs", "2014-03-23", { type: "municipales", territoire: "75101" }, "2014-03-25T18:00"],
    ["municipales, secteurs", "2020-03-15", { type: "municipales", territoire: "6938" }, "2020-06-02T18:00"],
    ["metropole-lyon", "2020-03-15", {}, "2020-06-02T18:00"],
    ["municipales", "2026-03-15", {}, "2026-03-17T18:00"],
    ["regionales", "2010-03-14", {}, "2010-03-16T18:00"],
    ["corse", "2010-03-14", {}, "2010-03-16T18:00"],
    ["senatoriales", "2011-09-25", {}, "2011-09-25T15:00"],
    ["presidentielle", "2017-04-23", {}, undefined],
    ["municipales, names before 2014", "2008-03-09", { type: "municipales", population: 3499 }, undefined],
  ])("%s, %s", (type, premierTour, more, expected) => {
    expect(jusqua(type, premierTour, more)).toBe(expected);
  });

  it("waits for Wednesday when force majeure delays the count, in législatives only (L162)", () => {
    const of = (type: string): unknown => echeanceDepot({ type, premierTour: "2012-06-10" }, { retard: true });
    expect(of("legislatives")).toMatchObject({ jusqua: "2012-06-13T18:00" });
    expect(of("cantonales")).toMatchObject({ jusqua: "2012-06-12T16:00" });
  });

  it("is known, or its missing text is, for every type that may have a second round", () => {
    const SINGLE_ROUND = [
      "europeennes",
      "nouvelle-caledonie",
      "wallis-et-futuna",
      "college-corse",
      "assemblee-francais-etranger",
      "conseillers-francais-etranger",
      "mayotte",
      "consultation",
      "referendum",
      "referendum-local",
    ];
    const types = new Set(REGISTRE.map(({ type }) => type));
    const unknown = [...types].filter((type) => {
      const found = echeanceDepot({ type, premierTour: "2026-03-15", population: 5000 });
      return found !== undefined && "code" in found && found.code !== "L-REGLE-ABSENTE";
    });
    expect(unknown.toSorted()).toEqual(SINGLE_ROUND.filter((type) => types.has(type)).toSorted());
  });

  it("says what it does not know", () => {
    expect(echeanceDepot({ type: "europeennes", premierTour: "2019-05-26" })).toMatchObject({ code: "L-TYPE-INCONNU" });
    expect(echeanceDepot({ type: "cantonales", premierTour: "2015-03-22" })).toMatchObject({ code: "L-REGLE-ABSENTE" });
    const premier = contest("legislatives", "1980-06-11", { A: 40, B: 30 });
    const resultat = { ...decide({ ...premier, date: "2017-06-11" }), regle: "LEG-1986" };
    expect(secondTour(premier, resultat, { depots: [] })).toMatchObject({ code: "L-REGLE-ABSENTE" });
  });

  it("« au plus tard à » receives the minute itself, « avant » does not", () => {
    const at = (type: string, premierTour: string): Echeance => echeanceDepot({ type, premierTour }) as Echeance;
    const seize = at("cantonales", "2011-03-20");
    expect(["T15:59", "T16:00", "T16:00:00"].map((time) => aTemps(seize, `2011-03-22${time}`))).toEqual([
      true,
      true,
      true,
    ]);
    expect(["T16:00:01", "T16:01"].map((time) => aTemps(seize, `2011-03-22${time}`))).toEqual([false, false]);
    const avant = at("legislatives", "2017-06-11");
    expect(["T17:59:59", "T18:00", "T18:00:00"].map((time) => aTemps(avant, `2017-06-13${time}`))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("does not receive a late filing, which then stands in nobody's way", () => {
    const opened = ouvrir(COMMUNE, [
      liste("P", [...P.slice(0, 4), ...R.slice(0, 2)], { depose: "2014-03-25T18:00" }),
      liste("R", R, { depose: "2014-03-25T18:01" }),
    ]);
    expect(codes(opened)).toEqual({ P: "recevable", R: "L-DEPOT-TARDIF" });
    expect(ids(opened)).toBe("P");
    expect(opened.echeance).toEqual({
      jusqua: "2014-03-25T18:00",
      exclue: false,
      article: "L267",
      regle: "DEPOT-MUN-LISTE-1000",
    });
    expect(opened.depots[1]!.erreurs[0]!.expected).toBe("un dépôt au plus tard à 2014-03-25T18:00 (L267)");
  });

  it("says « avant » where the law does, and takes the delay of the count into account", () => {
    const premier = contest("legislatives", "2017-06-11", { A: 40, B: 30 });
    const depots = [{ id: "A", depose: "2017-06-13T18:00" }];
    expect(ouvrir(premier, depots).depots[0]!.erreurs[0]!.expected).toBe("un dépôt avant 2017-06-13T18:00 (L162)");
    expect(codes(ouvrir(premier, depots, true))).toEqual({ A: "recevable" });
  });
});
