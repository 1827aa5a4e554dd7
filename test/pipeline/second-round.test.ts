/** The dossier of round 2, from that of round 1 and what the law made of it. */
import { describe, expect, it } from "vitest";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { secondRoundDossier, type SecondRound } from "#shared/pipeline/second-round.ts";
import { dossierOf } from "../factories.ts";

const ROUND: SecondRound = {
  date: "2017-05-07",
  embargo: "2017-05-07T18:00:00.000Z",
  fermeture: (departement, commune) => `2017-05-07T17:00:00.000Z ${departement} ${commune.code}`,
};

const outcomeOf = (type: string, voix: readonly number[], inscrits: number): Outcome =>
  decide({
    type,
    date: "2017-04-23",
    tour: 1,
    inscrits,
    exprimes: voix.reduce((a, b) => a + b, 0),
    candidatures: voix.map((count, index) => ({ id: ["arc", "bec", "col"][index]!, voix: count })),
  });

/** The new dossier, or a failure of the test. */
function made(
  ...args: Parameters<typeof secondRoundDossier>
): Extract<ReturnType<typeof secondRoundDossier>, { dossier: unknown }> {
  const result = secondRoundDossier(...args);
  if (!("dossier" in result)) throw new Error(JSON.stringify(result));
  return result;
}

describe("a présidentielle", () => {
  const outcomes = new Map([["FR", outcomeOf("presidentielle", [40, 35, 25], 4000)]]);

  it("keeps the two that stand, everywhere, with the day, the closings and the embargo of round 2", () => {
    const { dossier, refus } = made(dossierOf(), outcomes, ROUND);
    expect(refus).toEqual([]);
    expect(dossier.head).toMatchObject({
      tour: 2,
      premierTour: "2017-04-23",
      scrutin: { date: "2017-05-07" },
      embargo: ROUND.embargo,
    });
    expect(dossier.head.candidatures.map(({ id }) => id)).toEqual(["arc", "bec"]);
    expect(dossier.head.departements).toEqual(dossierOf().head.departements);
    expect(dossier.parts.flatMap(({ communes }) => communes.map(({ fermeture }) => fermeture))).toEqual([
      "2017-05-07T17:00:00.000Z 01 01001",
      "2017-05-07T17:00:00.000Z 01 01002",
      "2017-05-07T17:00:00.000Z 2A 2A004",
    ]);
  });

  it("is refused where round 1 elected, or was not decided", () => {
    const elected = new Map([["FR", outcomeOf("presidentielle", [60, 20, 20], 4000)]]);
    expect(secondRoundDossier(dossierOf(), elected, ROUND)).toMatchObject([{ code: "L-SECOND-TOUR", unite: "FR" }]);
    expect(secondRoundDossier(dossierOf(), new Map(), ROUND)).toMatchObject([{ code: "L-SECOND-TOUR", unite: "FR" }]);
  });
});

describe("législatives", () => {
  const bureau = (code: string, unite: string): { code: string; inscrits: number; unite: string } => ({
    code,
    inscrits: 1000,
    unite,
  });
  const dossier = dossierOf({
    communes: {
      "01": { "01001": [bureau("0001", "01001")], "01002": [bureau("0001", "01001"), bureau("0002", "01002")] },
      "2A": { "2A004": [bureau("0001", "2A001")] },
    },
    unites: [
      { departement: "01", code: "01001" },
      { departement: "01", code: "01002" },
      { departement: "2A", code: "2A001" },
    ],
  });
  const outcomes = new Map([
    ["01001", outcomeOf("legislatives", [600, 200, 100], 2000)],
    ["01002", outcomeOf("legislatives", [300, 250, 200], 1000)],
    ["2A001", outcomeOf("legislatives", [600, 200, 100], 1000)],
  ]);

  it("drops what round 1 settled, with its bureaux, communes and départements", () => {
    const { dossier: second } = made(dossier, outcomes, ROUND);
    expect(second.parts.map(({ departement }) => departement)).toEqual(["01"]);
    const [part] = second.parts;
    expect(part!.unites.map(({ code, candidatures }) => [code, candidatures.map(({ id }) => id)])).toEqual([
      ["01002", ["arc", "bec", "col"]],
    ]);
    expect(part!.communes.map(({ code, bureaux }) => [code, bureaux.map((one) => one.code)])).toEqual([
      ["01002", ["0002"]],
    ]);
    expect(second.head.departements).toMatchObject([{ code: "01", communes: 1, bureaux: 1, inscrits: 1000 }]);
    expect(second.head.regions.length).toBeLessThanOrEqual(dossier.head.regions.length);
    expect(second.head.candidatures.map(({ id }) => id)).toEqual(["arc", "bec", "col"]);
  });

  it("lets in those who file, says who may not, and keeps only the labels that still stand", () => {
    const depots = new Map([["01002", [{ id: "arc" }, { id: "nouveau" }]]]);
    const { dossier: second, refus } = made(dossier, outcomes, { ...ROUND, depots });
    expect(refus).toMatchObject([{ unite: "01002", id: "nouveau", erreurs: [{ code: "L-ACCES-T2" }] }]);
    expect(second.parts[0]!.unites[0]!.candidatures.map(({ id }) => id)).toEqual(["arc"]);
    expect(second.head.candidatures.map(({ id }) => id)).toEqual(["arc"]);
  });

  it("drops a unite where nobody stands", () => {
    const { dossier: second } = made(dossier, outcomes, { ...ROUND, depots: new Map([["01002", []]]) });
    expect(second.parts).toEqual([]);
    expect(second.head.departements).toEqual([]);
  });

  it("names every unite that is not decided", () => {
    const some = new Map([...outcomes].filter(([code]) => code === "2A001"));
    expect(secondRoundDossier(dossier, some, ROUND)).toMatchObject([{ unite: "01001" }, { unite: "01002" }]);
  });
});

describe("municipales by name", () => {
  it("opens the seats that are left, to newcomers too where the law does, once for the départements that share it", () => {
    const whole = dossierOf({
      communes: {
        "01": { "01001": [{ code: "0001", inscrits: 100, unite: "C" }] },
        "02": { "02001": [{ code: "0001", inscrits: 100, unite: "C" }] },
      },
      unites: [
        { departement: "01", code: "C" },
        { departement: "02", code: "C" },
      ],
      head: { scrutin: { id: "m", type: "municipales", nom: "M", date: "2014-03-23" } },
    });
    const base = {
      ...whole,
      parts: whole.parts.map((part) => ({ ...part, unites: part.unites.map((unite) => ({ ...unite, sieges: 7 })) })),
    };
    const outcome = decide({
      type: "municipales",
      date: "2014-03-23",
      tour: 1,
      population: 90,
      sieges: 7,
      inscrits: 200,
      exprimes: 100,
      candidatures: [
        { id: "arc", voix: 80 },
        { id: "bec", voix: 20 },
        { id: "col", voix: 10 },
      ],
    });
    const depots = new Map([
      ["C", [{ id: "dun", personnes: [{ nom: "Dun" }], naissance: "1970-01-01" }, { id: "ecu" }, { id: "arc" }]],
    ]);
    const { dossier, refus } = made(base, new Map([["C", outcome]]), { ...ROUND, depots });
    expect(refus).toMatchObject([{ unite: "C", id: "arc" }]);
    const unites = dossier.parts.flatMap((part) => part.unites);
    expect(unites.map(({ sieges }) => sieges)).toEqual([6, 6]);
    expect(unites[0]!.candidatures).toEqual([
      { id: "bec", nom: "Bec" },
      { id: "col", nom: "Col" },
      { id: "dun", nom: "Dun", naissance: "1970-01-01", personnes: [{ nom: "Dun" }] },
      { id: "ecu", nom: "ecu" },
    ]);
    expect(dossier.head.candidatures.map(({ id }) => id)).toEqual(["bec", "col", "dun", "ecu"]);
  });

  it("knows the mode from the population at stake where the seats leave it open, and hands on what round 1 decided", () => {
    const base = dossierOf({
      communes: { "01": { "01001": [{ code: "0001", inscrits: 900, unite: "01001" }] } },
      unites: [{ departement: "01", code: "01001" }],
      head: { scrutin: { id: "m", type: "municipales", nom: "M", date: "2014-03-23" } },
    });
    const populated = {
      ...base,
      parts: base.parts.map((part) => ({
        ...part,
        unites: part.unites.map((unite) => ({ ...unite, sieges: 15, enjeu: { population: 1200 } })),
      })),
    };
    const outcome = decide({
      type: "municipales",
      date: "2014-03-23",
      tour: 1,
      population: 1200,
      inscrits: 900,
      exprimes: 100,
      candidatures: [
        { id: "arc", voix: 45 },
        { id: "bec", voix: 40 },
        { id: "col", voix: 6 },
      ],
    });
    const round = { ...ROUND, depots: new Map([["01001", [{ id: "arc", origines: ["col"] }, { id: "bec" }]]]) };
    expect(secondRoundDossier(base, new Map([["01001", outcome]]), round)).toMatchObject([
      { unite: "01001", code: "L-POPULATION-MANQUANTE" },
    ]);
    const { dossier, refus } = made(populated, new Map([["01001", outcome]]), round);
    expect(refus).toEqual([]);
    const [unite] = dossier.parts[0]!.unites;
    expect(unite!.candidatures).toEqual([
      { id: "arc", nom: "Arc", origines: ["col"] },
      { id: "bec", nom: "Bec" },
    ]);
    expect(unite!.enjeu).toEqual({ population: 1200, premierTourResultat: { ...outcome, etapes: [] } });
  });
});
