import { describe, expect, it } from "vitest";
import type { Candidature } from "#shared/contracts/dossier.ts";
import { decide } from "#shared/law/decide.ts";
import { compareRounds } from "#shared/pipeline/two-rounds.ts";
import { dossierOf } from "../factories.ts";

const bureau = (unite: string) => ({ code: "0001", inscrits: 1000, unite });

const nightOf = (type: string, unites: Readonly<Record<string, readonly Candidature[]>>) =>
  dossierOf({
    communes: { "01": Object.fromEntries(Object.keys(unites).map((code, i) => [`0100${i + 1}`, [bureau(code)]])) },
    unites: Object.entries(unites).map(([code, candidatures]) => ({ departement: "01", code, candidatures })),
    head: { scrutin: { id: type, type, nom: type, date: "2015-03-22" } },
  });

const BINOMES: readonly Candidature[] = [
  { id: "A", nom: "Mme BRESSON Christine et M. ROBERT Patrice" },
  { id: "B", nom: "M. NOËL Jean et Mme DUC Anne" },
  { id: "C", nom: "M. PETIT Luc et Mme ROY Lise" },
];

const outcomeOf = (type: string, voix: readonly number[], candidatures = BINOMES) =>
  decide({
    type,
    date: "2015-03-22",
    tour: 1,
    inscrits: 1000,
    exprimes: voix.reduce((sum, count) => sum + count, 0),
    candidatures: candidatures.map(({ id }, i) => ({ id, voix: voix[i]! })),
  });

describe("two rounds in a row", () => {
  const first = nightOf("departementales", { U1: BINOMES, U2: BINOMES, U3: BINOMES, U4: BINOMES });
  const outcomes = new Map([
    ["U1", outcomeOf("departementales", [200, 180, 60])],
    ["U2", outcomeOf("departementales", [200, 180, 160])],
    ["U3", outcomeOf("departementales", [600, 100, 50])],
    ["U4", outcomeOf("departementales", [200, 180, 60])],
  ]);

  it("tell who stood, who withdrew, and whom the law did not let stand", () => {
    const second = nightOf("departementales", {
      // The same binôme in the other order, without its accent.
      U1: [BINOMES[0]!, { id: "X", nom: "Mme DUC Anne et M. NOEL Jean" }],
      U2: [BINOMES[0]!, BINOMES[1]!],
      U3: [BINOMES[0]!],
      U4: [BINOMES[0]!, BINOMES[2]!],
    });
    expect(
      compareRounds(first, outcomes, second).map(
        ({ unite, qualifies, presents, retraits, nouveaux, contradictions }) => [
          unite,
          qualifies,
          presents,
          retraits,
          nouveaux,
          contradictions.map(({ candidature, code }) => [candidature, code]),
        ],
      ),
    ).toEqual([
      ["U1", ["A", "B"], ["A", "B"], [], [], []],
      ["U2", ["A", "B", "C"], ["A", "B"], ["C"], [], []],
      ["U3", [], ["A"], [], [], [[undefined, "D-ACQUIS"]]],
      ["U4", ["A", "B"], ["A", "C"], ["B"], [], [["C", "L-ACCES-T2"]]],
    ]);
  });

  it("contradict nothing where a list may have merged under another head", () => {
    const lists = BINOMES.map((one) => ({ ...one, liste: `Liste ${one.id}` }));
    const commune = nightOf("municipales", { "01001": lists });
    const ballottage = decide({
      type: "municipales",
      date: "2015-03-22",
      tour: 1,
      population: 5000,
      inscrits: 1000,
      exprimes: 400,
      candidatures: [
        { id: "A", voix: 180 },
        { id: "B", voix: 160 },
        { id: "C", voix: 60 },
      ],
    });
    const populated = {
      ...commune,
      parts: commune.parts.map((part) => ({
        ...part,
        unites: part.unites.map((unite) => ({ ...unite, sieges: 29, enjeu: { population: 5000 } })),
      })),
    };
    const second = nightOf("municipales", {
      "01001": [lists[0]!, { id: "N", nom: "Mme NEUF Zoé", liste: "Ensemble" }],
    });
    expect(compareRounds(populated, new Map([["01001", ballottage]]), second)).toMatchObject([
      { presents: ["A", "N"], retraits: ["B", "C"], nouveaux: ["N"], contradictions: [] },
    ]);
  });

  it("of the nation, by names", () => {
    const nation = dossierOf();
    const outcome = decide({
      type: "presidentielle",
      date: "2017-04-23",
      tour: 1,
      inscrits: 4000,
      exprimes: 100,
      candidatures: ["arc", "bec", "col"].map((id, i) => ({ id, voix: [40, 35, 25][i]! })),
    });
    const second = dossierOf({
      candidatures: [
        { id: "COL", nom: "Col" },
        { id: "arc", nom: "Arc" },
      ],
    });
    expect(compareRounds(nation, new Map([["FR", outcome]]), second)).toMatchObject([
      { unite: "FR", presents: ["col", "arc"], retraits: ["bec"], contradictions: [{ candidature: "col" }] },
    ]);
  });

  it("know a unite by its bureaux, where files number it differently", () => {
    const [ahead, behind] = [BINOMES[0]!, BINOMES[1]!];
    const second = dossierOf({
      communes: { "01": { "01002": [bureau("U1")] } },
      unites: [{ departement: "01", code: "U1", candidatures: [ahead, behind] }],
      head: { scrutin: { id: "departementales", type: "departementales", nom: "", date: "2015-03-22" } },
    });
    const presents = compareRounds(first, outcomes, second).map((unite) => [unite.unite, unite.presents]);
    expect(presents).toEqual([
      ["U1", []],
      ["U2", ["A", "B"]],
      ["U3", []],
      ["U4", []],
    ]);
  });
});
