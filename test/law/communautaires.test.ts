import { describe, expect, it } from "vitest";
import type { Contest, Personne } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { expliquer } from "#shared/law/explain.ts";
import { type Flechage, verifierFlechage } from "#shared/law/index.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, sieges, type Voix } from "./contests.ts";

/** A municipal list of `count` names, sexes in turn from the first. */
const list = (count: number, head: "F" | "M" = "M"): Personne[] =>
  Array.from({ length: count }, (_, index) => ({
    nom: `${index + 1}`,
    sexe: (index % 2 === 0) === (head === "M") ? "M" : "F",
  }));
const codes = (more: Partial<Flechage> & Pick<Flechage, "communautaires" | "siegesCommunautaires">): string[] => {
  const council = more.sieges ?? 19;
  return verifierFlechage({ personnes: list(council), sieges: council, ...more }).map(({ code }) => code);
};

describe("E09 fléchage (L273-9)", () => {
  // Mémento 2014, annexe 7: Pierre, Jeanne, Frédéric, Émilie, Fabrice.
  const premier = { communautaires: [1, 4, 7, 8, 11], siegesCommunautaires: 4 };
  // Coline, Karim, Léonie, Jonathan, Awa, Aurélien, then everybody to the nineteenth.
  const second = {
    communautaires: [1, 2, 3, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19],
    siegesCommunautaires: 11,
    sieges: 33,
    personnes: list(33, "F"),
  };

  it("Ex1 and Ex2: the two examples of the Mémento are valid", () => {
    expect(codes(premier)).toEqual([]);
    expect(codes(second)).toEqual([]);
  });

  it("each rule broken alone is called by its name", () => {
    const of = (communautaires: number[]): string[] => codes({ ...premier, communautaires });
    expect(of([1, 4, 7, 8])).toEqual(["L-FLECHAGE-EFFECTIF"]);
    expect(of([1, 4, 7, 8, 9, 10])).toEqual(["L-FLECHAGE-EFFECTIF"]);
    expect(of([1, 8, 7, 10, 11])).toEqual(["L-FLECHAGE-ORDRE"]);
    expect(of([1, 4, 6, 7, 10])).toEqual(["L-FLECHAGE-PARITE"]);
    expect(of([3, 4, 7, 8, 11])).toEqual(["L-FLECHAGE-TETE"]);
    expect(of([1, 4, 7, 8, 13])).toEqual(["L-FLECHAGE-CINQUIEMES"]);
    expect(of([1, 4, 7, 8, 19])).toEqual(["L-FLECHAGE-CINQUIEMES"]);
    expect(of([1, 4, 4, 8, 11])).toContain("L-FLECHAGE-RANG");
    expect(of([0, 4, 7, 8, 11])).toContain("L-FLECHAGE-RANG");
    expect(of([1, 4, 7, 8, 20])).toContain("L-FLECHAGE-RANG");
    expect(codes({ ...premier, personnes: Array.from({ length: 19 }, () => ({})) })).toEqual(["L-FLECHAGE-PARITE"]);
  });

  it("Ex1: rank 12 of 19 is past the three fifths, rank 11 is not", () => {
    expect(codes({ communautaires: [1, 4, 7, 8, 11], siegesCommunautaires: 4 })).toEqual([]);
    expect(codes({ communautaires: [1, 4, 7, 10, 11], siegesCommunautaires: 4 })).toEqual([]);
    expect(codes({ communautaires: [1, 4, 7, 10, 13], siegesCommunautaires: 4 })).toEqual(["L-FLECHAGE-CINQUIEMES"]);
    expect(codes({ communautaires: [1, 4, 7, 8, 11, 12], siegesCommunautaires: 5 })).toContain("L-FLECHAGE-EFFECTIF");
    expect(codes({ communautaires: [1, 2, 3, 6, 9, 10, 11], siegesCommunautaires: 5 })).toEqual([]);
  });

  it("Ex2: of 13 names, the first three are those of the municipal list", () => {
    const tete = [1, 2, 5, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19];
    expect(codes({ ...second, communautaires: tete })).toEqual(["L-FLECHAGE-TETE"]);
    // A quarter of 5 is one; of 8, two.
    expect(codes({ communautaires: [1, 4, 5, 6, 7, 8, 9, 10], siegesCommunautaires: 6 })).toEqual(["L-FLECHAGE-TETE"]);
    expect(codes({ communautaires: [1, 2, 5, 6, 7, 8, 9, 10], siegesCommunautaires: 6 })).toEqual([]);
  });

  it("Ex3: when the three fifths do not suffice, the first of the list, in its order", () => {
    const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);
    expect(codes({ communautaires: upTo(12), siegesCommunautaires: 10 })).toEqual([]);
    expect(codes({ communautaires: [...upTo(11), 13], siegesCommunautaires: 10 })).toEqual(["L-FLECHAGE-PREMIERS"]);
    expect(codes({ communautaires: upTo(10), siegesCommunautaires: 8, sieges: 15 })).toEqual([]);
    expect(codes({ communautaires: upTo(9), siegesCommunautaires: 8, sieges: 15 })).toEqual(["L-FLECHAGE-EFFECTIF"]);
    // 11 names is exactly three fifths of 19 seats: the general rules hold.
    expect(codes({ communautaires: upTo(11), siegesCommunautaires: 9 })).toEqual([]);
    expect(codes({ communautaires: [...upTo(10), 13], siegesCommunautaires: 9 })).toEqual(["L-FLECHAGE-CINQUIEMES"]);
    expect(codes({ communautaires: [2, 1, ...upTo(12).slice(2)], siegesCommunautaires: 10 })).toEqual([
      "L-FLECHAGE-PREMIERS",
    ]);
  });

  it("names the first place where each rule breaks, and several rules at once", () => {
    const at = (communautaires: number[], personnes = list(19)): string[] =>
      verifierFlechage({ personnes, sieges: 19, siegesCommunautaires: 4, communautaires }).map(
        ({ code, field }) => `${code.slice("L-FLECHAGE-".length)} ${field.replace("communautaires", "")}`,
      );
    expect(at([3, 2, 5, 8, 11])).toEqual(["ORDRE [1]", "TETE [0]"]);
    expect(at([1, 4, 4, 8, 11])).toEqual(["RANG [2]", "PARITE [2]"]);
    expect(at([1, 3, 6, 9, 10])).toEqual(["PARITE [1]"]);
    expect(at([13, 14, 15, 16, 17])).toEqual(["TETE [0]", "CINQUIEMES [0]"]);
    expect(at([1, 4, 7, 8], list(19))).toEqual(["EFFECTIF "]);
    const advice = (personnes: Personne[]): string | undefined =>
      verifierFlechage({ personnes, sieges: 19, siegesCommunautaires: 4, communautaires: [1, 3, 6, 9, 10] })[0]?.advice;
    expect(advice(list(19))).toBe("le précédent est du même sexe");
    expect(advice([{}, ...list(19).slice(1)])).toBe("indiquez le sexe de chacun");
  });

  it("says where and what", () => {
    expect(verifierFlechage({ personnes: list(19), sieges: 19, ...premier, communautaires: [1, 4, 7, 8, 13] })).toEqual(
      [
        {
          code: "L-FLECHAGE-CINQUIEMES",
          field: "communautaires[4]",
          expected: "des rangs de 1 à 11 (L273-9)",
          advice: "le rang 13 est au-delà",
        },
      ],
    );
  });
});

describe("E09 who sits (L273-8)", () => {
  const t1 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
    decide(contest("municipales", "2014-03-23", voix, { population: 5_000, ...more }));
  const communautaires = (outcome: Outcome, id: string): number[] =>
    outcome.candidatures
      .find((one) => one.id === id)!
      .elus!.flatMap(({ corps, rang }) => (corps === "communautaire" ? [rang] : []));

  it("Ex4 and T-08b: three seats, a bonus of one", () => {
    const outcome = t1({ A: 520, B: 480 }, { siegesCommunautaires: 3 });
    expect(sieges(outcome, "siegesCommunautaires")).toEqual([2, 1]);
  });

  it("a seat of someone not elected to the council goes to the first elected of the same sex who has none", () => {
    const personnes = list(5);
    // B has two of five seats at the council (ranks 1, 2), and two of four outside: ranks 1 and 4.
    const outcome = t1(
      { A: 501, B: { voix: 499, personnes, communautaires: [1, 4, 5] } },
      { sieges: 8, siegesCommunautaires: 8 },
    );
    expect([sieges(outcome), sieges(outcome, "siegesCommunautaires")]).toEqual([
      [6, 2],
      [6, 2],
    ]);
    expect(communautaires(outcome, "B")).toEqual([1, 2]);
    expect(outcome.candidatures[1]?.elus?.at(-1)).toEqual({ corps: "communautaire", rang: 2, nom: "2" });
    expect(outcome.etapes).toContainEqual({
      type: "remplacement",
      article: "L273-8",
      corps: "communautaire",
      candidature: "B",
      rang: 4,
      parRang: 2,
      regle: "MUN-LISTE-1000",
    });
    expect(expliquer(outcome).join("\n")).toContain("revient à celui de rang 2, du même sexe");
  });

  it("the last elected sits; each replacement takes the next of that sex, once", () => {
    const second = (communautaires_: number[]): number[] =>
      communautaires(
        t1(
          { A: 501, B: { voix: 499, personnes: list(5), communautaires: communautaires_ } },
          { sieges: 8, siegesCommunautaires: 8 },
        ),
        "B",
      );
    expect(second([2, 3, 4])).toEqual([2, 1]);
    expect(second([1, 2, 3])).toEqual([1, 2]);
    const first = t1(
      { A: { voix: 501, personnes: list(14), communautaires: [1, 8, 9, 10, 11, 12] }, B: 499 },
      { sieges: 8, siegesCommunautaires: 8 },
    );
    expect(communautaires(first, "A")).toEqual([1, 2, 3, 4, 5, 6]);
    expect(first.etapes.filter(({ type }) => type === "remplacement")).toHaveLength(5);
  });

  it("without its own list only the head is known", () => {
    const outcome = t1({ A: { voix: 900, personnes: list(29) }, B: 100 }, { siegesCommunautaires: 4 });
    expect(sieges(outcome, "siegesCommunautaires")).toEqual([4, 0]);
    expect(communautaires(outcome, "A")).toEqual([1]);
  });

  it("nobody of that sex left, or no sex known: the seat is given to the list and to no name", () => {
    const men = (one: Personne): Personne => ({ ...one, sexe: "M" });
    const outcome = t1(
      { A: 501, B: { voix: 499, personnes: [...list(2).map(men), ...list(4).slice(1)], communautaires: [1, 3, 4] } },
      { sieges: 8, siegesCommunautaires: 8 },
    );
    expect(sieges(outcome, "siegesCommunautaires")).toEqual([6, 2]);
    expect(communautaires(outcome, "B")).toEqual([1]);
    const unknown = t1(
      { A: 501, B: { voix: 499, personnes: [{}, {}, {}, {}], communautaires: [1, 4] } },
      { sieges: 8, siegesCommunautaires: 8 },
    );
    expect(communautaires(unknown, "B")).toEqual([1]);
  });

  it("somebody of that sex who comes just after the last elected does not sit; who sits by rank needs no name", () => {
    const sits = (sexes: string): unknown =>
      t1(
        {
          A: 501,
          B: {
            voix: 499,
            personnes: [...sexes].map((sexe) => ({ sexe }) as Personne),
            communautaires: [1, 4],
          },
        },
        { sieges: 8, siegesCommunautaires: 8 },
      ).candidatures[1]!.elus!.filter(({ corps }) => corps === "communautaire");
    // Two are elected to the council; rank 4 is not.
    expect(sits("MMFF")).toStrictEqual([{ corps: "communautaire", rang: 1 }]);
    expect(sits("MFFF")).toStrictEqual([
      { corps: "communautaire", rang: 1 },
      { corps: "communautaire", rang: 2 },
    ]);
  });

  it("Q-03: without the lists for that council, nobody after the heads has an age to break a tie", () => {
    const dated = (naissance: string) => ({
      voix: 300,
      personnes: [{ naissance: "1950-01-01" }, { naissance }, { naissance: "1950-01-01" }],
    });
    const outcome = t1(
      { A: 1_000, B: dated("1960-01-01"), C: dated("1970-01-01") },
      { sieges: 29, siegesCommunautaires: 18 },
    );
    // Nine of the eighteen by averages: six to A, one each to B and C, and the last hangs between their 150 and 150.
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
  });

  it("a conseiller d'arrondissement may sit there too", () => {
    const personnes = list(14);
    const outcome = decide(
      contest(
        "municipales",
        "2014-03-23",
        { A: { voix: 900, personnes, communautaires: [1, 6] }, B: 100 },
        { territoire: "69123SR01", siegesCommunautaires: 1 },
      ),
    );
    expect(communautaires(outcome, "A")).toEqual([1]);
    const two = decide(
      contest(
        "municipales",
        "2014-03-23",
        { A: { voix: 900, personnes, communautaires: [1, 6, 7] }, B: 100 },
        { territoire: "69123SR01", siegesCommunautaires: 2 },
      ),
    );
    // Rank 6 is not in the council (four seats), but in the arrondissement.
    expect(communautaires(two, "A")).toEqual([1, 6]);
  });
});

describe("seats given where the ballot elects nobody to the intercommunal council", () => {
  const rendu = (date: string, more: Partial<Contest>) => {
    const outcome = decide(
      contest("municipales", date, { A: 60, B: 40 }, { siegesCommunautaires: 2, inscrits: 200, ...more }),
    );
    return [outcome.regle, outcome.anomalies, outcome.candidatures.map((one) => one.siegesCommunautaires)];
  };

  it("below 1,000 inhabitants the order of the tableau designates, by list as by name (L273-11)", () => {
    const aucun = [undefined, undefined];
    expect(rendu("2026-03-15", { population: 999 })).toEqual(["MUN-LISTE-2026", ["L-COMMUNAUTAIRES"], aucun]);
    expect(rendu("2026-03-15", { population: 1_000 })).toEqual(["MUN-LISTE-2026", undefined, [2, 0]]);
    expect(rendu("2026-03-15", { population: 999, siegesCommunautaires: 0 })).toEqual([
      "MUN-LISTE-2026",
      undefined,
      [0, 0],
    ]);
    expect(rendu("2026-03-15", { sieges: 29 })).toEqual(["MUN-LISTE-2026", undefined, [2, 0]]);
    expect(rendu("2020-03-15", { population: 999 })).toEqual(["MUN-MAJ-1000", ["L-COMMUNAUTAIRES"], aucun]);
  });

  it("before March 2014 the municipal council elected its delegates", () => {
    const aucun = [undefined, undefined];
    expect(rendu("2014-03-22", { population: 5_000 })).toEqual(["MUN-LISTE-3500", ["L-COMMUNAUTAIRES"], aucun]);
    expect(rendu("2014-03-23", { population: 5_000 })).toEqual(["MUN-LISTE-1000", undefined, [2, 0]]);
    expect(rendu("2008-03-09", { territoire: "75056SR05" })).toEqual(["PLM-1982", ["L-COMMUNAUTAIRES"], aucun]);
    expect(rendu("2014-03-23", { territoire: "75056SR05" })).toEqual(["PLM-2014", undefined, [2, 0]]);
  });

  it("says so, with the article", () => {
    const phrase = (date: string, more: Partial<Contest>): string | undefined =>
      expliquer(
        decide(contest("municipales", date, { A: 60, B: 40 }, { siegesCommunautaires: 2, inscrits: 200, ...more })),
      )
        .find((line) => line.includes("L-COMMUNAUTAIRES"))
        ?.replace(/^\d+\. /, "");
    const dit = (article: string): string =>
      `Anomalie de ce qui est donné (L-COMMUNAUTAIRES) : 2 sièges communautaires sont donnés, et ce scrutin en pourvoit 0. [${article}]`;
    expect(phrase("2026-03-15", { population: 999 })).toBe(dit("L273-11"));
    expect(phrase("2008-03-09", { population: 5_000 })).toBe(dit("CGCT L5211-7"));
  });
});
