/** The small methods at their edges, one by one: what the decisions above them cannot all reach. */
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { ageEnJours, ageMoyen, naissanceDuPlusAge, naissanceDuTitulaire } from "#shared/law/methods/ages.ts";
import { prime } from "#shared/law/methods/bonus.ts";
import { estNommee, provenance } from "#shared/law/methods/composition.ts";
import { type Coureur, plusDeVoix, plusForteMoyenne } from "#shared/law/methods/highest-averages.ts";
import { enTete, mieuxPlaces } from "#shared/law/methods/ranking.ts";
import { majoriteAbsolue, part, quartDesInscrits } from "#shared/law/methods/thresholds.ts";
import { compareFractions, departager, inverse } from "#shared/law/methods/ties.ts";
import { contest, statuts } from "./contests.ts";

const liste = (...naissances: (string | undefined)[]) => ({
  id: "A",
  voix: 1,
  personnes: naissances.map((naissance) => (naissance === undefined ? {} : { naissance })),
});

describe("ages", () => {
  it("the one who stands: the candidature's own birth, else its first person's", () => {
    expect(naissanceDuTitulaire({ ...liste("1950-01-01"), naissance: "1960-01-01" })).toBe("1960-01-01");
    expect(naissanceDuTitulaire(liste("1950-01-01", "1940-01-01"))).toBe("1950-01-01");
    expect(naissanceDuTitulaire(liste())).toBeUndefined();
    expect(naissanceDuTitulaire({ id: "A", voix: 1 })).toBeUndefined();
  });

  it("B05: the older of a binôme, in either place; unknown as soon as one is", () => {
    expect(naissanceDuPlusAge(liste("1950-01-01", "1940-01-01"))).toBe("1940-01-01");
    expect(naissanceDuPlusAge(liste("1940-01-01", "1950-01-01"))).toBe("1940-01-01");
    expect(naissanceDuPlusAge({ ...liste("1940-01-01", "1950-01-01"), naissance: "1930-01-01" })).toBe("1930-01-01");
    for (const one of [liste("1940-01-01"), liste(undefined, "1940-01-01"), liste("1940-01-01", undefined), liste()])
      expect(naissanceDuPlusAge(one)).toBeUndefined();
    expect(naissanceDuPlusAge({ id: "A", voix: 1 })).toBeUndefined();
  });

  it("the mean of a list is of all its names; else the one given, to the millionth of a day", () => {
    expect(ageMoyen(liste("2020-01-01", "2020-01-04"), "2020-01-11")).toEqual({ num: 17, den: 2 });
    expect(ageMoyen({ ...liste("2020-01-01", undefined), ageMoyenJours: 3.5 }, "2020-01-11")).toEqual({
      num: 3_500_000,
      den: 1_000_000,
    });
    expect(ageMoyen(liste("2020-01-01", undefined), "2020-01-11")).toBeUndefined();
    expect(ageMoyen(liste(), "2020-01-11")).toBeUndefined();
    expect(ageMoyen({ id: "A", voix: 1, ageMoyenJours: 2 }, "2020-01-11")).toEqual({ num: 2_000_000, den: 1_000_000 });
    expect(ageEnJours("2020-01-01", "2020-01-11")).toEqual({ num: 10, den: 1 });
    expect(ageEnJours(undefined, "2020-01-11")).toBeUndefined();
  });
});

describe("ties", () => {
  const parties = [
    { id: "a", age: 1 as number | undefined },
    { id: "b", age: 1 as number | undefined },
  ];
  const age = {
    nom: "age-candidat" as const,
    valeur: ({ age: num }: (typeof parties)[number]) => (num === undefined ? undefined : { num, den: 1 }),
  };

  it("what is left of one says why", () => {
    expect(departager(parties, [])).toMatchObject({ restants: parties, issue: "silence", pistes: [] });
    expect(departager(parties, [age])).toMatchObject({ restants: parties, issue: "meme-age" });
    expect(departager([parties[0]!, { id: "c", age: 2 }], [age])).toMatchObject({
      restants: [{ id: "c" }],
      issue: "tranche",
    });
    expect(departager([parties[0]!, { id: "c", age: undefined }], [age])).toMatchObject({ issue: "age-manquant" });
    expect(departager([parties[0]!], [])).toMatchObject({ issue: "tranche" });
  });

  it("fractions compare exactly, beyond 2^53", () => {
    const big = 2 ** 53 - 1;
    expect(compareFractions({ num: big, den: big - 1 }, { num: big - 1, den: big - 2 })).toBe(-1);
    expect(compareFractions({ num: 1, den: 2 }, { num: 2, den: 4 })).toBe(0);
    expect(compareFractions({ num: 2, den: 3 }, { num: 1, den: 2 })).toBe(1);
    expect(inverse({ num: 3, den: 4 })).toEqual({ num: -3, den: 4 });
    expect(inverse(undefined)).toBeUndefined();
  });
});

describe("places", () => {
  const tous = [5, 3, 3, 0].map((voix) => ({ voix }));
  it("Q-04: nobody without a voix has one; those tied for the last are apart from those sure of theirs", () => {
    expect(mieuxPlaces(tous, 2)).toEqual({ retenus: [{ voix: 5 }], exAequo: [{ voix: 3 }, { voix: 3 }] });
    expect(mieuxPlaces(tous, 3)).toEqual({ retenus: tous.slice(0, 3), exAequo: [] });
    expect(mieuxPlaces(tous, 4)).toEqual({ retenus: tous.slice(0, 3), exAequo: [] });
    expect(mieuxPlaces(tous, 1)).toEqual({ retenus: tous.slice(0, 1), exAequo: [] });
    expect(mieuxPlaces(tous, 0)).toEqual({ retenus: [], exAequo: [] });
    expect(enTete([{ voix: 0 }])).toEqual([]);
  });
});

describe("bonus and thresholds", () => {
  it("§1.4: up, or down below four seats; a number of its own", () => {
    const up = { num: 1, den: 2, arrondi: "sup" } as const;
    const l262 = { ...up, arrondi: "sup-des-4" } as const;
    expect([1, 2, 3, 4, 5].map((seats) => prime(up, seats))).toEqual([1, 1, 2, 2, 3]);
    expect([1, 2, 3, 4, 5].map((seats) => prime(l262, seats))).toEqual([0, 1, 1, 2, 3]);
    expect(prime({ num: 1, den: 3, arrondi: "sup-des-4" }, 4)).toBe(2);
    expect(prime({ fixe: 11 }, 63)).toBe(11);
  });

  it("§1.2: what each threshold is, in words and in integers", () => {
    expect(majoriteAbsolue("L1")).toEqual({
      nom: "de la majorité absolue",
      num: 1,
      den: 2,
      base: "exprimes",
      strict: true,
      article: "L1",
    });
    expect(quartDesInscrits("L2")).toEqual({
      nom: "du quart des inscrits",
      num: 1,
      den: 4,
      base: "inscrits",
      article: "L2",
    });
    expect(part(125, 1000, "inscrits", "L3")).toMatchObject({ nom: "de 12,5 % des inscrits", num: 1, den: 8 });
    expect(part(7, 100, "exprimes", "L5")).toMatchObject({ nom: "de 7 % des exprimés", num: 7, den: 100 });
    expect(part(5, 100, "exprimes", "L4")).toMatchObject({ nom: "de 5 % des exprimés", base: "exprimes" });
  });
});

describe("access to round 2", () => {
  it("Q-05 admitted: each tied by fallback where there is a threshold, in its own right where there is none", () => {
    const voies = (type: string, date: string): unknown[] =>
      decide(
        contest(
          type,
          date,
          { A: 9_000, B: 8_000, C: 8_000 },
          { inscrits: 100_000, politiques: { "Q-05": "admettre" } },
        ),
      ).etapes.flatMap((etape) => (etape.type === "qualification" ? [[etape.candidature, etape.voie]] : []));
    expect(voies("legislatives", "2017-06-11")).toEqual([
      ["A", "repechage"],
      ["B", "repechage"],
      ["C", "repechage"],
    ]);
    expect(voies("presidentielle", "2017-04-23")).toEqual([
      ["A", "plein-droit"],
      ["B", "plein-droit"],
      ["C", "plein-droit"],
    ]);
  });

  it("a silence names those whom it concerns; a withdrawal is a step", () => {
    const tied = decide(contest("legislatives", "2017-06-11", { A: 9_000, B: 8_000, C: 8_000 }, { inscrits: 100_000 }));
    expect(tied.etapes.at(-1)).toMatchObject({ type: "silence", question: "Q-05", concerne: ["B", "C"] });
    const left = decide(
      contest("legislatives", "2017-06-11", { A: 30, B: 20, C: 20 }, { inscrits: 150, retraits: ["B"] }),
    );
    expect(left.etapes.at(-1)).toMatchObject({ type: "retrait", article: "L162", candidature: "B" });
  });

  it("a candidature that round 1 did not qualify is named, with what it was there", () => {
    const first = decide(contest("legislatives", "2017-06-11", { A: 30, B: 20, C: 2 }, { inscrits: 150 }));
    const second = (voix: Record<string, number>) =>
      decide(contest("legislatives", "2017-06-18", voix, { tour: 2, premierTourResultat: first })).erreurs;
    expect(second({ A: 1, C: 2 })).toEqual([
      {
        code: "L-ACCES-T2",
        field: "candidatures[1].id",
        expected: "une candidature qualifiée au premier tour (L162)",
        advice: "« C » y est : NON_QUALIFIE",
      },
    ]);
    expect(second({ Z: 1, A: 2 })).toMatchObject([{ field: "candidatures[0].id", advice: "« Z » y est : absente" }]);
    expect(second({ A: 1, B: 2 })).toBeUndefined();
  });
});

describe("silences met in passing", () => {
  const silences = (outcome: ReturnType<typeof decide>): unknown[] =>
    outcome.etapes.flatMap((etape) => (etape.type === "silence" ? [[etape.question, etape.concerne]] : []));

  it("Q-22: alone in round 1 without a quarter, the candidature that stands alone is named", () => {
    const alone = decide(contest("legislatives", "2017-06-11", { A: 30, B: 0 }, { inscrits: 1_000 }));
    expect(silences(alone)).toEqual([["Q-22", ["A"]]]);
    expect(silences(decide(contest("legislatives", "2017-06-11", { A: 30, B: 29 }, { inscrits: 1_000 })))).toEqual([]);
  });

  it("Q-04: round 2 without a voix, and a round 1 of lists where a fallback finds nobody", () => {
    const second = decide(contest("legislatives", "2017-06-18", { A: 0, B: 0 }, { tour: 2, inscrits: 10 }));
    expect(second.candidatures.map(({ statut }) => statut)).toEqual(["INDECIDABLE", "INDECIDABLE"]);
    expect(silences(second)).toEqual([["Q-04", []]]);
    const lists = decide(contest("regionales", "2021-06-20", { A: 0, B: 0 }, { territoire: "24", inscrits: 10 }));
    expect(lists).toMatchObject({ statut: "INDECIDABLE", code: "Q-04" });
    expect(silences(lists)).toEqual([["Q-04", []]]);
    const nobody = contest("europeennes", "2019-05-26", {}, { exprimes: 0 });
    expect(silences(decide(nobody))).toEqual([]);
    const byName = contest("municipales", "2014-03-23", { a: 0 }, { population: 90, inscrits: 10 });
    expect(silences(decide(byName))).toEqual([]);
  });

  it("Q-10: one list at 10 % is named; two, and nothing is silent", () => {
    const t1 = (voix: Record<string, number>) =>
      decide(contest("municipales", "2020-03-15", voix, { population: 2_000, exprimes: 100 }));
    expect(silences(t1({ A: 45, B: 9 }))).toEqual([["Q-10", ["A"]]]);
    expect(silences(t1({ A: 45, B: 10 }))).toEqual([]);
    expect(t1({ A: 45, B: 10 })).not.toHaveProperty("code");
  });
});

describe("which silence is named", () => {
  const code = (more: Partial<Contest>, ...naissances: (string | undefined)[]): string | undefined =>
    decide(
      contest(
        "municipales",
        more.tour === 2 ? "2014-03-30" : "2014-03-23",
        Object.fromEntries(
          naissances.map((naissance, index) => [
            "abc"[index]!,
            { voix: 40, personnes: [{ nonResident: true, ...(naissance === undefined ? {} : { naissance }) }] },
          ]),
        ),
        { premierTour: "2014-03-23", exprimes: 60, inscrits: 100, politiques: { "Q-08": "indecidable" }, ...more },
      ),
    ).code;

  it("Q-08 is asked of the round 1 whose majorities are more than the seats; ages that a cap or a round 2 needs are Q-03", () => {
    expect(code({ population: 90, sieges: 2 }, undefined, undefined, undefined)).toBe("Q-08");
    expect(code({ population: 90, sieges: 2, tour: 2 }, undefined, undefined, undefined)).toBe("Q-03");
    // Of fifteen councillors three may live elsewhere: one of these three, beside the two in place.
    const enPlace = [{ nonResident: true }, { nonResident: true }];
    expect(code({ population: 600, enPlace, sieges: 13 }, undefined, undefined, undefined)).toBe("Q-03");
  });
});

describe("highest averages, seat by seat", () => {
  it("each seat says how many are left; of lists that each have one whatever the order, the first by name is first", () => {
    const seats: [number, number, string][] = [];
    const lists: Coureur[] = ["b", "c", "a"].map((id) => ({ id, voix: 10, obtenus: 0 }));
    plusForteMoyenne([...lists, { id: "z", voix: 20, obtenus: 0 }], 5, [plusDeVoix], ({ numero, restants, attribue }) =>
      seats.push([numero, restants, attribue.id]),
    );
    expect(seats).toEqual([
      [1, 5, "z"],
      [2, 4, "z"],
      [3, 3, "a"],
      [4, 2, "b"],
      [5, 1, "c"],
    ]);
  });
});

describe("who may stand again", () => {
  it("L305: nobody but those of round 1, even where they were fewer than the seats", () => {
    const first = decide(contest("senatoriales", "2014-09-28", { A: 40 }, { territoire: "03", exprimes: 100 }));
    expect(first).toMatchObject({ statut: "BALLOTTAGE", siegesRestants: 2 });
    const second = { tour: 2, premierTourResultat: first } as const;
    expect(decide(contest("senatoriales", "2014-09-28", { A: 40, Z: 41 }, second)).erreurs).toEqual([
      {
        code: "L-ACCES-T2",
        field: "candidatures[1].id",
        expected: "un candidat du premier tour non élu (L305)",
        advice: "« Z » ne peut se présenter au second tour",
      },
    ]);
    expect(statuts(decide(contest("senatoriales", "2014-09-28", { A: 40 }, second)))).toEqual({ A: "ELU_T2" });
  });

  it("L228 is for municipal councils: a senator may live elsewhere", () => {
    const forains = ["A", "B"].map((id) => [id, { voix: 60, personnes: [{ nonResident: true }] }] as const);
    const outcome = decide(
      contest("senatoriales", "2014-09-28", Object.fromEntries(forains), {
        territoire: "03",
        exprimes: 90,
        inscrits: 100,
      }),
    );
    expect(statuts(outcome)).toEqual({ A: "ELU_T1", B: "ELU_T1" });
  });

  it("L264: two of one name with different days of birth are two; one day unknown says nothing; no name, nothing is said", () => {
    const first = [{ id: "A", personnes: [{ nom: "x", naissance: "1950-01-01" }, { nom: "y" }] }];
    const from = (nom: string, naissance?: string) =>
      provenance([naissance === undefined ? { nom } : { nom, naissance }], first).origines;
    expect(from("x")).toEqual(["A"]);
    expect(from("x", "1950-01-01")).toEqual(["A"]);
    expect(from("x", "1960-01-01")).toEqual([]);
    expect(from("y", "1960-01-01")).toEqual(["A"]);
    expect([estNommee([{ nom: "x" }]), estNommee([{ nom: "x" }, {}]), estNommee([]), estNommee(undefined)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
