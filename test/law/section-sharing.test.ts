/** The seats of a list among its sections (L338-1, L558-9), at the edges: what is tied, what is not named, what a section must have. */
import { describe, expect, it } from "vitest";
import type { Personne } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { expliquer } from "#shared/law/explain.ts";
import { type Coureur } from "#shared/law/methods/highest-averages.ts";
import { reattribuer } from "#shared/law/methods/section-sharing.ts";
import type { Departage, Outcome } from "#shared/law/outcome.ts";
import { contest, sieges } from "./contests.ts";
import { in2015, lists, parSection, t2 } from "./regions.ts";

const departages = (outcome: Outcome): unknown[] =>
  outcome.etapes.flatMap((etape) => (etape.type === "departage" ? [[etape.objet, etape.departage.entre]] : []));
const silences = (outcome: Outcome): unknown[] =>
  outcome.etapes.flatMap((etape) => (etape.type === "silence" ? [[etape.question, etape.concerne]] : []));
const dated = (section: string, ...births: string[]): Personne[] =>
  births.map((naissance) => ({ section, naissance: `${naissance}-01-01` }));

describe("a seat that hangs", () => {
  it("between two lists: nobody is said to have a seat in any section", () => {
    const outcome = t2(lists({ A: { "19": 30, "87": 30 }, B: { "19": 30, "87": 10 }, C: { "19": 10, "87": 30 } }), {
      sieges: 3,
    });
    // A has the bonus of one and the first of the two others; 40 and 40 tie for the last.
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
    expect(parSection(outcome)).toEqual([undefined, undefined, undefined]);
  });

  it("between two sections of one list: the step and the silence name it; lists without that seat are sure of theirs", () => {
    const outcome = t2(lists({ B: { "19": 8, "87": 0 }, A: { "19": 10, "87": 10 } }), { sieges: 4 });
    expect(silences(outcome)).toEqual([["Q-03", ["A"]]]);
    expect(departages(outcome)).toEqual([["sections:A", ["19", "87"]]]);
    expect(outcome.candidatures.map(({ statut, sieges: own }) => [statut, own])).toEqual([
      ["ELU_T2", 1],
      ["ELU_T2", 3],
    ]);
    expect(expliquer(outcome).join("\n")).toContain("Égalité entre « 19 », « 87 »");
  });

  it("names that are placed in no section, or in one that is full, have no age to break it", () => {
    const tie = (personnes: readonly Personne[]): Outcome =>
      t2({ A: { voix: 20, sections: { "19": 10, "87": 10 }, personnes } }, { sieges: 3 });
    for (const unplaced of [[{ naissance: "1950-01-01" }, { naissance: "1940-01-01" }], dated("19", "1950", "1940")])
      expect(tie(unplaced)).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
    // The candidate that follows in 19 is born in 1940, and nobody follows in 87.
    const outcome = tie(dated("19", "1950", "1940"));
    expect(outcome.etapes.findLast(({ type }) => type === "departage")).toMatchObject({
      departage: { issue: "age-manquant" },
    });
  });

  it("between two lists whose names are placed in no section", () => {
    const list = { voix: 40, sections: { "19": 20, "87": 20 }, personnes: [{ naissance: "1950-01-01" }, {}] };
    const outcome = t2({ A: list, B: list, C: { voix: 80, sections: { "19": 40, "87": 40 } } }, { sieges: 5 });
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
  });
});

describe("who sits", () => {
  it("a list that places nobody fills its seats by nobody known, and none of them is vacant", () => {
    const personnes = [{ nom: "a" }, { nom: "b" }];
    const outcome = t2({ A: { voix: 20, sections: { "19": 15, "87": 5 }, personnes } }, { sieges: 3 });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T2" });
    expect(outcome).not.toHaveProperty("vacances");
    expect(outcome.candidatures[0]).not.toHaveProperty("elus");
  });

  it("somebody placed without a name sits by rank; a list without a voix need not say by section that it has none", () => {
    const outcome = t2(
      { A: { voix: 20, sections: { "19": 15, "87": 5 }, personnes: [{ section: "87" }, { section: "19" }] }, B: 0 },
      { sieges: 2 },
    );
    expect(JSON.parse(JSON.stringify(outcome.candidatures[0]!.elus))).toStrictEqual(outcome.candidatures[0]!.elus);
    expect(outcome.candidatures[0]!.elus).toEqual([{ corps: "section:19", rang: 2 }]);
    expect(outcome).toMatchObject({ statut: "ACQUIS_T2", vacances: 1 });
    expect(parSection(outcome)).toEqual([
      { "19": 2, "87": 0 },
      { "19": 0, "87": 0 },
    ]);
  });

  it("of a list that places some of its names, those who stand nowhere sit nowhere", () => {
    const personnes = [{ nom: "a" }, { nom: "b", section: "19" }];
    const outcome = t2({ A: { voix: 20, sections: { "19": 20, "87": 0 }, personnes } }, { sieges: 2 });
    expect(outcome.candidatures[0]!.elus).toEqual([{ corps: "section:19", rang: 2, nom: "b" }]);
    expect(outcome.vacances).toBe(1);
  });

  it("no section is given: the seats of the lists are known, and no more", () => {
    const outcome = t2({ A: 60, B: 40 }, { sieges: 8 });
    expect(outcome.statut).toBe("ACQUIS_T2");
    expect(sieges(outcome)).toEqual([6, 2]);
    expect(parSection(outcome)).toEqual([undefined, undefined]);
  });

  it("a région of one département has a list in order, and no sections", () => {
    const A = { voix: 60, personnes: [{ nom: "un" }, { nom: "deux" }] };
    const outcome = in2015({ A, B: 40 }, { territoire: "974", sieges: 3 });
    expect(outcome.candidatures[0]!.elus).toEqual([
      { corps: "conseil", rang: 1, nom: "un" },
      { corps: "conseil", rang: 2, nom: "deux" },
    ]);
  });

  it("Q-12, Martinique: a section short of candidates leaves seats empty, or gives them to the list's next averages", () => {
    const A = { voix: 100, sections: { centre: 97, nord: 1, "fort-de-france": 1, sud: 1 } };
    const elue = (more = {}): Outcome =>
      decide(contest("martinique", "2015-12-13", { A }, { tour: 2, premierTour: "2015-12-06", sieges: 20, ...more }));
    expect(parSection(elue())).toEqual([{ centre: 20, nord: 0, "fort-de-france": 0, sud: 0 }]);
    expect(elue().vacances).toBe(3);
    const filled = elue({ politiques: { "Q-12": "moyenne-suivante" } });
    expect(parSection(filled)).toEqual([{ centre: 17, nord: 1, "fort-de-france": 1, sud: 1 }]);
    expect(filled.vacances).toBeUndefined();
  });
});

describe("the minimum of each section (L338-1 since 2015)", () => {
  const populationParSection = { "10": 1, "51": 100_000, "52": 100_000 };

  it("the seats come from the list in the lead, in whatever place it is given", () => {
    const outcome = in2015(lists({ B: { "10": 0, "51": 60, "52": 61 }, A: { "10": 1, "51": 200, "52": 190 } }), {
      sieges: 20,
      populationParSection,
    });
    const moves = outcome.etapes.flatMap((etape) =>
      etape.type === "transfert" ? [[etape.candidature, etape.vers, "departage" in etape]] : [],
    );
    expect(moves).toEqual([
      ["A", "10", false],
      ["A", "10", false],
    ]);
  });

  it("of two sections with the lowest average, the one with fewer voix gives; the step says how it was chosen", () => {
    const coureurs: Coureur[] = [
      { id: "a", voix: 20, obtenus: 2 },
      { id: "b", voix: 10, obtenus: 1 },
      { id: "c", voix: 90, obtenus: 2 },
      { id: "d", voix: 1, obtenus: 0 },
    ];
    const seen: [string, string, Departage][] = [];
    const totaux = new Map(coureurs.map(({ id }) => [id, id === "d" ? 0 : 9]));
    expect(
      reattribuer(
        coureurs,
        totaux,
        () => 1,
        [],
        (...move) => seen.push(move),
      ),
    ).toBeUndefined();
    expect(seen).toEqual([
      [
        "b",
        "d",
        {
          entre: ["a", "b"],
          pistes: [
            {
              critere: "moins-de-voix",
              valeurs: [
                { id: "a", valeur: { num: -20, den: 1 } },
                { id: "b", valeur: { num: -10, den: 1 } },
              ],
              restants: ["b"],
            },
          ],
          issue: "tranche",
        },
      ],
    ]);
    expect([...totaux.values()]).toEqual([9, 8, 9, 1]);
  });

  it("then the one whose last candidate is the younger, in French too", () => {
    const births = ["1971", "1972", "1973", "1974", "1975", "1976", "1977", "1978", "1979"];
    const personnes = [...dated("51", ...births, "1950"), ...dated("52", ...births, "1960"), { section: "10" }];
    const outcome = in2015(
      { A: { voix: 201, sections: { "10": 1, "51": 100, "52": 100 }, personnes } },
      { sieges: 20, populationParSection },
    );
    const phrases = expliquer(outcome).filter((one) => one.includes("qui n'a pas son minimum"));
    expect(phrases).toHaveLength(2);
    expect(phrases[0]).toContain(
      "passe de la section 52 à la section 10, qui n'a pas son minimum. Égalité entre « 51 », « 52 » : on compare le plus petit " +
        "nombre de voix (« 51 » 100, « 52 » 100), puis l'âge du dernier candidat placé de chaque section, le plus jeune d'abord (",
    );
    expect(phrases[0]).toContain("jours");
    expect(phrases[1]).not.toContain("Égalité");
  });

  it("Q-03: a list whose two last seats nothing orders is named, and alone is left open", () => {
    const open = in2015(lists({ B: { "10": 0, "51": 11, "52": 0 }, A: { "10": 1, "51": 100, "52": 100 } }), {
      sieges: 20,
      populationParSection,
    });
    expect(open).toMatchObject({ statut: "INDECIDABLE", code: "Q-03", politiques: { "Q-03": "indecidable" } });
    expect(silences(open)).toEqual([["Q-03", ["A"]]]);
    expect(departages(open)).toEqual([["sections:A", ["51", "52"]]]);
    expect(open.candidatures.map(({ statut }) => statut)).toEqual(["BATTU", "ELU_T2"]);
  });
});
