/** What is read between the rounds: a contest of round 1, and the filings beside it. */
import { describe, expect, it } from "vitest";
import { isErrors } from "#shared/law/errors.ts";
import { expliquerSecondTour } from "#shared/law/explain.ts";
import { parseEntreDeuxTours } from "#shared/law/parse-second-round.ts";

const premier = {
  type: "municipales",
  date: "2014-03-23",
  tour: 1,
  population: 5000,
  inscrits: 4000,
  exprimes: 2000,
  candidatures: [{ id: "P", voix: 800 }],
};
const faults = (value: unknown): unknown => {
  const read = parseEntreDeuxTours(value);
  return isErrors(read) ? read.map(({ code, field }) => [code, field]) : read;
};

describe("the contest of round 1 and its filings", () => {
  it("without filings, nothing is asked of them", () => {
    expect(parseEntreDeuxTours(premier)).toEqual({ premier, options: {} });
  });

  it("reads every field of a filing", () => {
    const depots = [
      {
        id: "P",
        personnes: [{ nom: "I", naissance: "1960-01-01", sexe: "F" }],
        communautaires: [1],
        naissance: "1960-01-01",
        origines: ["Q"],
        nouveauTitre: true,
        depose: "2014-03-25T18:00",
      },
    ];
    expect(parseEntreDeuxTours({ ...premier, depots, retard: true })).toEqual({
      premier,
      options: { depots, retard: true },
    });
    expect(parseEntreDeuxTours({ ...premier, depots: [], retard: false })).toEqual({
      premier,
      options: { depots: [], retard: false },
    });
  });

  it.each<[object, string, string]>([
    [{ depots: {} }, "L-CHAMP-INVALIDE", "depots"],
    [{ depots: [{}] }, "L-CHAMP-MANQUANT", "depots[0].id"],
    [{ depots: [{ id: "P", voix: 3 }] }, "L-CHAMP-INCONNU", "depots[0].voix"],
    [{ depots: [{ id: "" }] }, "L-CHAMP-INVALIDE", "depots[0].id"],
    [{ depots: [{ id: "P", personnes: [{ age: 3 }] }] }, "L-CHAMP-INCONNU", "depots[0].personnes[0].age"],
    [{ depots: [{ id: "P", communautaires: [-1] }] }, "L-CHAMP-INVALIDE", "depots[0].communautaires[0]"],
    [{ depots: [{ id: "P", naissance: "1960" }] }, "L-CHAMP-INVALIDE", "depots[0].naissance"],
    [{ depots: [{ id: "P", origines: [3] }] }, "L-CHAMP-INVALIDE", "depots[0].origines[0]"],
    [{ depots: [{ id: "P", nouveauTitre: false }] }, "L-CHAMP-INVALIDE", "depots[0].nouveauTitre"],
    [{ depots: [{ id: "P", depose: "2014-03-25T24:00" }] }, "L-CHAMP-INVALIDE", "depots[0].depose"],
    [{ depots: [{ id: "P", depose: "2014-03-25" }] }, "L-CHAMP-INVALIDE", "depots[0].depose"],
    [{ depots: [{ id: "P", depose: 5 }] }, "L-CHAMP-INVALIDE", "depots[0].depose"],
    [{ depots: [{ id: "P", depose: ["2014-03-25T18:00"] }] }, "L-CHAMP-INVALIDE", "depots[0].depose"],
    [{ depots: [{ id: "P", depose: "2014-03-25T18:00:30" }] }, "L-CHAMP-INVALIDE", "depots[0].depose"],
    [{ depots: [{ id: "P", depose: "le 2014-03-25T18:00" }] }, "L-CHAMP-INVALIDE", "depots[0].depose"],
    [{ retard: "oui" }, "L-CHAMP-INVALIDE", "retard"],
    [{ tour: 2, premierTour: "2014-03-16" }, "L-TOUR", "tour"],
    [{ inscrits: -1 }, "L-CHAMP-INVALIDE", "inscrits"],
  ])("%j", (change, code, field) => {
    expect(faults({ ...premier, ...change })).toEqual([[code, field]]);
  });

  it("gives the faults of both; what is no object is one fault", () => {
    expect(faults({ ...premier, inscrits: -1, retard: 1 })).toEqual([
      ["L-CHAMP-INVALIDE", "inscrits"],
      ["L-CHAMP-INVALIDE", "retard"],
    ]);
    for (const value of [null, 3, "x", []]) expect(faults(value)).toEqual([["L-CHAMP-INVALIDE", ""]]);
  });
});

describe("the second round in French", () => {
  it("who stands, what became of each filing, until when", () => {
    const echeance = { jusqua: "2022-06-14T18:00", exclue: true, article: "L162", regle: "X" };
    const erreur = {
      code: "L-ACCES-T2",
      field: "",
      expected: "une candidature qualifiée",
      advice: "« C » ne l'est pas",
    };
    expect(
      expliquerSecondTour({
        candidatures: [
          { id: "A", origines: ["D", "E"] },
          { id: "B", origines: [] },
        ],
        depots: [
          { id: "A", recevable: true, erreurs: [] },
          { id: "C", recevable: false, erreurs: [erreur] },
        ],
        echeance,
        sieges: 2,
      }),
    ).toEqual([
      "Au second tour : « A » (qui réunit « D », « E »), « B ».",
      "2 sièges à pourvoir.",
      "Dépôt de « A » : recevable.",
      "Dépôt de « C » : refusé (L-ACCES-T2) ; il faut une candidature qualifiée ; « C » ne l'est pas.",
      "Dépôts reçus avant le 2022-06-14 à 18:00. [L162]",
    ]);
    expect(expliquerSecondTour({ candidatures: [], depots: [] })).toEqual(["Personne ne se présente au second tour."]);
    expect(expliquerSecondTour({ candidatures: [], depots: [], echeance: { ...echeance, exclue: false } })).toEqual([
      "Personne ne se présente au second tour.",
      "Dépôts reçus jusqu'au 2022-06-14 à 18:00. [L162]",
    ]);
  });
});
