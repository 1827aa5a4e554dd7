import { describe, expect, it } from "vitest";
import { isErrors, type LawError, parseContest } from "#shared/law/index.ts";

const good = {
  id: "x",
  type: "municipales",
  date: "2014-03-30",
  premierTour: "2014-03-23",
  tour: 2,
  territoire: "01004",
  population: 5_000,
  populationRenouvellement: 4_900,
  inscrits: 100,
  inscritsVotantEnFrance: 1,
  votants: 60,
  blancs: 1,
  nuls: 1,
  exprimes: 58,
  sieges: 29,
  siegesCommunautaires: 3,
  siegesArrondissement: 4,
  siegesParSection: { a: 2 },
  partielle: false,
  inscritsRestants: 0,
  premierTourResultat: {
    statut: "BALLOTTAGE",
    candidatures: [{ id: "A", voix: 1, statut: "QUALIFIE_SEUIL" }],
    etapes: [],
    regle: "",
    articles: [],
  },
  politiques: { "Q-05": "admettre" },
  candidatures: [
    {
      id: "A",
      voix: 58,
      naissance: "1960-02-29",
      ageMoyenJours: 17_000.5,
      personnes: [{ nom: "Anne", naissance: "1970-01-01", sexe: "F" }, { sexe: "M" }],
      communautaires: [1],
      sections: { a: 58 },
      origines: ["A"],
    },
  ],
};

const faults = (value: unknown): [string, string][] => {
  const parsed = parseContest(value);
  return isErrors(parsed) ? parsed.map(({ code, field }: LawError) => [code, field]) : [];
};

describe("parseContest", () => {
  it("reads every field of the contract", () => {
    expect(parseContest(good)).toBe(good);
  });

  it("names an unknown field, at any depth, and a missing one", () => {
    expect(faults({ ...good, voie: 1 })).toEqual([["L-CHAMP-INCONNU", "voie"]]);
    expect(faults({ ...good, candidatures: [{ id: "A", voix: 1, personnes: [{ prenom: "x" }] }] })).toEqual([
      ["L-CHAMP-INCONNU", "candidatures[0].personnes[0].prenom"],
    ]);
    expect(faults({ ...good, toString: 1 })).toEqual([["L-CHAMP-INCONNU", "toString"]]);
    const { exprimes: _exprimes, ...without } = good;
    expect(faults(without)).toEqual([["L-CHAMP-MANQUANT", "exprimes"]]);
    expect(faults({ ...good, candidatures: [{ voix: 1 }] })).toEqual([["L-CHAMP-MANQUANT", "candidatures[0].id"]]);
  });

  it.each([
    ["date", "2014-02-30"],
    ["date", "2014-13-01"],
    ["date", "30/03/2014"],
    ["tour", 3],
    ["tour", "1"],
    ["exprimes", -1],
    ["exprimes", 1.5],
    ["exprimes", 1e13],
    ["exprimes", Number.NaN],
    ["sieges", 1001],
    ["id", ""],
    ["partielle", "oui"],
    ["retraits", "A"],
    ["siegesParSection", [1]],
    ["premierTourResultat", { statut: "BALLOTTAGE" }],
    ["date", "2014-03-300"],
    ["date", " 2014-03-30"],
    ["premierTour", ["2014-03-23"]],
    ["sieges", "3"],
    ["politiques", []],
  ])("refuses %s = %j", (field, value) => {
    expect(faults({ ...good, [field]: value })).toEqual([["L-CHAMP-INVALIDE", field]]);
  });

  it.each([
    ["naissance", "1960-2-1"],
    ["ageMoyenJours", -1],
    ["ageMoyenJours", 100_001],
    ["ageMoyenJours", "2"],
    ["personnes", [{ sexe: "X" }]],
    ["communautaires", ["1"]],
    ["origines", [1]],
  ])("refuses a candidature's %s = %j", (field, value) => {
    expect(faults({ ...good, candidatures: [{ id: "A", voix: 1, [field]: value }] }).map(([code]) => code)).toEqual([
      "L-CHAMP-INVALIDE",
    ]);
  });

  it("both ends of each interval are in it", () => {
    const bounds = (ageMoyenJours: number, sieges: number, exprimes: number): unknown =>
      parseContest({
        ...good,
        inscrits: exprimes,
        votants: exprimes,
        blancs: 0,
        nuls: 0,
        exprimes,
        sieges,
        candidatures: [{ id: "A", voix: exprimes, ageMoyenJours }],
        inscritsVotantEnFrance: 0,
      });
    expect(isErrors(bounds(0, 0, 1) as object)).toBe(false);
    expect(isErrors(bounds(100_000, 1_000, 1_000_000_000_000) as object)).toBe(false);
  });

  it("refuses an outcome of round 1, or a candidature of it, that this engine did not make", () => {
    const [first] = good.premierTourResultat.candidatures;
    for (const one of [null, { id: "A" }, { ...first, id: 1 }, { id: "A", statut: 1 }])
      expect(faults({ ...good, premierTourResultat: { statut: "BALLOTTAGE", candidatures: [first, one] } })).toEqual([
        ["L-CHAMP-INVALIDE", "premierTourResultat.candidatures[1]"],
      ]);
    for (const premierTourResultat of [null, { candidatures: [] }, { statut: 1, candidatures: [] }])
      expect(faults({ ...good, premierTourResultat })).toEqual([["L-CHAMP-INVALIDE", "premierTourResultat"]]);
  });

  it("knows the questions and the choices of policies", () => {
    expect(faults({ ...good, politiques: { "Q-99": "x" } })).toEqual([["L-POLITIQUE", "politiques.Q-99"]]);
    expect(faults({ ...good, politiques: { "Q-05": "x" } })).toEqual([["L-POLITIQUE", "politiques.Q-05"]]);
  });

  it.each([
    [
      {
        candidatures: [
          { id: "A", voix: 1 },
          { id: "A", voix: 1 },
        ],
      },
      "L-CANDIDATURE-DOUBLE",
      "candidatures[1].id",
    ],
    [{ tour: 1, date: "2014-03-23", retraits: ["Z"] }, "L-RETRAIT-INCONNU", "retraits[0]"],
    [{ retraits: ["A"] }, "L-RETRAIT-TOUR", "retraits[0]"],
    [{ inscrits: 0, inscritsVotantEnFrance: 0 }, "L-INSCRITS", "inscrits"],
    [{ votants: 59 }, "L-EXPRIMES", "exprimes"],
    [{ inscritsRestants: 101 }, "L-INSCRITS-RESTANTS", "inscritsRestants"],
    [{ inscritsVotantEnFrance: 101 }, "L-INSCRITS-FRANCE", "inscritsVotantEnFrance"],
    [{ candidatures: [{ id: "A", voix: 59 }] }, "L-VOIX", "candidatures[0].voix"],
    [{ premierTour: "2014-03-31" }, "L-PREMIER-TOUR", "premierTour"],
    [{ candidatures: [{ id: "A", voix: 1, naissance: "2014-03-30" }] }, "L-NAISSANCE", "candidatures[0].naissance"],
    [
      { candidatures: [{ id: "A", voix: 1, personnes: [{ naissance: "2014-03-29" }, { naissance: "2050-01-01" }] }] },
      "L-NAISSANCE",
      "candidatures[0].personnes[1].naissance",
    ],
    [{ enPlace: [{ nom: "Un" }, { naissance: "2014-03-30" }] }, "L-NAISSANCE", "enPlace[1].naissance"],
    [{ tour: 1 }, "L-PREMIER-TOUR", "premierTour"],
  ])("refuses what does not hold together: %j", (change, code, field) => {
    expect(faults({ ...good, ...change })).toEqual([[code, field]]);
  });

  it("in round 2 withdrawals may be said again, of those who stood in round 1", () => {
    const { premierTourResultat: _premier, ...sans } = good;
    const [premiere] = good.premierTourResultat.candidatures;
    const premierTourResultat = {
      ...good.premierTourResultat,
      candidatures: [premiere, { ...premiere, id: "Z", statut: "RETIRE" }],
    };
    expect(faults({ ...good, premierTourResultat, retraits: ["Z"] })).toEqual([]);
    expect(faults({ ...good, retraits: ["Z"] })).toEqual([["L-RETRAIT-INCONNU", "retraits[0]"]]);
    expect(faults({ ...sans, retraits: ["Z"] })).toEqual([]);
    expect(faults({ ...sans, tour: 1, date: "2014-03-23", retraits: ["A"] })).toEqual([]);
  });

  it("every error says what was expected and gives advice", () => {
    for (const error of parseContest({ x: 1 }) as readonly LawError[])
      expect(error).toMatchObject({
        expected: expect.stringMatching(/./) as string,
        advice: expect.stringMatching(/./) as string,
      });
    for (const value of [null, 1, "x", []]) expect(faults(value)).toEqual([["L-CHAMP-INVALIDE", ""]]);
  });
});
