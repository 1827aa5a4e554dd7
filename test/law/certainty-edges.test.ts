/** Certainties at their edges, each argued from the law; where a unit is small, the exhaustive search says the same. */
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Certitude } from "#shared/law/outcome.ts";
import { contest, type Voix } from "./contests.ts";
import { certain, elu, prouver, qualifie } from "./exhaustive.ts";

const of = (type: string, date: string, voix: Voix, more: Partial<Contest>): (Certitude | undefined)[] =>
  certain(decide(contest(type, date, voix, more)));

describe("a candidature alone", () => {
  const seule = (voix: number, exprimes: number, restants: number): (Certitude | undefined)[] =>
    of("legislatives", "2017-06-11", { A: voix }, { exprimes, inscrits: 200, inscritsRestants: restants });

  it("has rivals where some exprimés are not its own: they may take all that is outstanding", () => {
    expect(seule(60, 100, 10)).toEqual(["ELU"]);
    // 60 of 120 is no majority; alone, nothing keeps it from round 2.
    expect(seule(60, 100, 20)).toEqual(["QUALIFIE"]);
  });

  it("has none where every exprimé is its own", () => {
    expect(seule(60, 60, 70)).toEqual(["ELU"]);
    const one = contest("legislatives", "2017-06-11", { A: 3 }, { inscrits: 10, inscritsRestants: 4 });
    prouver([one], 1, elu, qualifie);
  });

  it("on one list alone every seat falls, as long as it has a voix", () => {
    const liste = (voix: number) => of("europeennes", "2019-05-26", { A: voix }, { inscrits: 50, inscritsRestants: 9 });
    expect([liste(1), liste(0)]).toEqual([["ELU"], ["OUVERT"]]);
  });
});

describe("a place in round 2", () => {
  it("a threshold on the exprimés is judged on all that may be counted", () => {
    const listes = (restants: number) =>
      of(
        "municipales",
        "2020-03-15",
        { A: 10, B: 45, C: 45 },
        { population: 2_000, inscrits: 300, inscritsRestants: restants },
      );
    // Ten of a hundred is 10 %, of a hundred and one it is not.
    expect(listes(1)).toEqual(["OUVERT", "QUALIFIE", "QUALIFIE"]);
    const eleven = of(
      "municipales",
      "2020-03-15",
      { A: 11, B: 45, C: 44 },
      { population: 2_000, inscrits: 300, inscritsRestants: 5 },
    );
    expect(eleven).toEqual(["QUALIFIE", "QUALIFIE", "QUALIFIE"]);
  });

  it("L264 has no fallback: the first of fourteen lists below 10 % may merge, and no more", () => {
    const small = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`l${index}`, 7]));
    const fates = of(
      "municipales",
      "2020-03-15",
      { A: 9, ...small },
      { population: 2_000, inscrits: 300, inscritsRestants: 1 },
    );
    expect(new Set(fates)).toEqual(new Set(["OUVERT"]));
  });

  it("Q-07: 12.5 % of the inscrits abroad, with those who vote in France or without, as asked; elsewhere always with", () => {
    const third = (territoire: string, politiques?: Record<string, string>): Certitude | undefined =>
      of(
        "legislatives",
        "2017-06-11",
        { A: 200, B: 190, C: 110 },
        {
          territoire,
          inscrits: 1_000,
          inscritsVotantEnFrance: 200,
          inscritsRestants: 3,
          ...(politiques && { politiques }),
        },
      )[2];
    // 110 is more than an eighth of 800, less than one of 1,000; three more do not change that.
    expect(third("ZZ01", { "Q-07": "base-restreinte" })).toBe("QUALIFIE");
    expect(third("ZZ01")).toBe("ELIMINE");
    expect(third("01001", { "Q-07": "base-restreinte" })).toBe("ELIMINE");
  });

  it("Q-04: nobody is certain of a place with no voix, even of two", () => {
    const one = contest(
      "presidentielle",
      "2022-04-10",
      { A: 40, B: 0 },
      { exprimes: 100, inscrits: 300, inscritsRestants: 5 },
    );
    expect(certain(decide(one))).toEqual(["QUALIFIE", "OUVERT"]);
  });

  it("of the rivals, the two that are cheapest to bring level count, wherever they stand", () => {
    for (const voix of [
      { A: 30, B: 1, C: 29, D: 29 },
      { A: 30, C: 29, B: 1, D: 29 },
      { A: 30, C: 29, D: 29, B: 1 },
    ]) {
      const [first] = of("presidentielle", "2022-04-10", voix, { inscrits: 300, inscritsRestants: 3 });
      expect(first).toBe("OUVERT");
      expect(of("presidentielle", "2022-04-10", voix, { inscrits: 300, inscritsRestants: 1 })[0]).toBe("QUALIFIE");
    }
  });
});

describe("a seat by highest average", () => {
  type Age = readonly [voix: number, age: number | undefined];
  const listes = (sieges: number, restants: number, ...ages: readonly Age[]): (Certitude | undefined)[] => {
    const voix = Object.fromEntries(
      ages.map(([count, age], index) => [
        "ABCD"[index]!,
        age === undefined ? { voix: count } : { voix: count, ageMoyenJours: age },
      ]),
    );
    const one = contest("europeennes", "2019-05-26", voix, { sieges, inscrits: 60, inscritsRestants: restants });
    prouver([one], 1, elu, () => false);
    return certain(decide(one));
  };

  it("is lost to a tie unless the list's mean age is the lower one, and known", () => {
    const A = (...others: readonly (number | undefined)[]) =>
      listes(2, 2, [10, others[0]], [9, others[1]], [9, others[2]])[0];
    expect(A(10_000, 20_000, 20_000)).toBe("ELU");
    expect(A(20_000, 10_000, 10_000)).toBe("OUVERT");
    expect(A(20_000, 20_000, 20_000)).toBe("OUVERT");
    expect(A(undefined, undefined, undefined)).toBe("OUVERT");
    expect(A(10_000, undefined, undefined)).toBe("OUVERT");
    expect(A(undefined, 20_000, 20_000)).toBe("OUVERT");
  });

  it("of a single voix is lost to one more voix of a rival that has one, which brings two averages", () => {
    // X would win a tie against A, Y would not: Y at two has both seats.
    for (const order of [
      [0, 1, 2],
      [1, 0, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const all: readonly Age[] = [
        [0, 10_000],
        [1, 20_000],
        [1, 30_000],
      ];
      const fates = listes(2, 1, ...order.map((index) => all[index]!));
      expect(fates[order.indexOf(1)]).toBe("OUVERT");
    }
  });

  it("is found at once however many voix are outstanding", () => {
    const one = contest("europeennes", "2019-05-26", { A: 1, B: 5 }, { inscrits: 1e9, inscritsRestants: 1e8 });
    expect(certain(decide(one))).toEqual(["OUVERT", "OUVERT"]);
  });
});

describe("the unit itself", () => {
  const certitude = (type: string, date: string, voix: Voix, more: Partial<Contest>): string | undefined =>
    decide(contest(type, date, voix, more)).certitude;

  it("by name, one ballot may settle several seats: a second round is certain only if all of them cannot", () => {
    const noms = (restants: number, exprimes: number) =>
      certitude(
        "municipales",
        "2020-03-15",
        { a: 6, b: 6 },
        { population: 300, sieges: 2, exprimes, inscrits: 20, inscritsRestants: restants },
      );
    // One more ballot with both names: seven of thirteen each.
    expect(noms(1, 12)).toBe("OUVERT");
    expect(noms(1, 13)).toBe("BALLOTTAGE");
  });

  it("where nobody stands there is no second round to expect", () => {
    for (const tour of [1, 2] as const)
      expect(
        certitude(
          "legislatives",
          "2017-06-11",
          {},
          { tour, premierTour: "2017-06-11", exprimes: 0, inscritsRestants: 1 },
        ),
      ).toBe("OUVERT");
  });

  it("in round 2 who cannot win any more is beaten; nobody is ahead before a voix is counted", () => {
    const second = { tour: 2, premierTour: "2017-06-11", inscrits: 200 } as const;
    const outcome = decide(
      contest("legislatives", "2017-06-18", { A: 60, B: 40 }, { ...second, inscritsRestants: 19 }),
    );
    expect(outcome.candidatures).toEqual([
      { id: "A", voix: 60, statut: "ELU_T2", certitude: "ELU", enTete: true },
      { id: "B", voix: 40, statut: "BATTU", certitude: "ELIMINE" },
    ]);
    const none = decide(contest("legislatives", "2017-06-18", { A: 0, B: 0 }, { ...second, inscritsRestants: 200 }));
    for (const one of none.candidatures) expect(one).not.toHaveProperty("enTete");
  });

  it("a local referendum asks for its votants before the end too", () => {
    expect(
      decide(contest("referendum-local", "2016-06-26", { oui: 5, non: 1 }, { inscrits: 20, inscritsRestants: 3 })).code,
    ).toBe("L-VOTANTS-MANQUANTS");
  });
});
