/** What would change it, against every possible edit tried one by one, on small contests of every kind. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { type Changement, changements } from "#shared/law/sensitivity.ts";
import { contest } from "./contests.ts";
import { SAMPLED } from "./exhaustive.ts";

/** What each object of a change is read on, written apart from the engine. */
const LECTURES: Readonly<Record<string, (outcome: Outcome) => string>> = {
  elus: ({ candidatures }) => JSON.stringify(candidatures.map(({ statut }) => statut.startsWith("ELU"))),
  prime: ({ candidatures }) => JSON.stringify(candidatures.map(({ prime = 0 }) => prime > 0)),
  qualifies: ({ candidatures }) => JSON.stringify(candidatures.map(({ statut }) => statut.startsWith("QUALIFIE"))),
  sieges: ({ candidatures }) =>
    JSON.stringify(
      candidatures.map((one) => [
        one.sieges ?? 0,
        one.siegesCommunautaires ?? 0,
        one.siegesArrondissement ?? 0,
        one.siegesSuppleants ?? 0,
        Object.entries(one.siegesSections ?? {}).filter(([, seats]) => seats > 0),
      ]),
    ),
};

/** Every contest that an edit of k voix makes. */
function* edited(one: Contest, edition: string, k: number): Generator<Contest> {
  const { candidatures, exprimes, inscrits, votants = exprimes } = one;
  const move = (to: string, from?: string): Contest => ({
    ...one,
    candidatures: candidatures.map((other) => ({
      ...other,
      voix: other.voix + (other.id === to ? k : other.id === from ? -k : 0),
    })),
  });
  for (const to of candidatures)
    if (edition === "ajoutees") {
      if (votants + k <= inscrits)
        yield {
          ...move(to.id),
          exprimes: exprimes + k,
          ...(one.votants === undefined ? {} : { votants: votants + k }),
        };
    } else
      for (const from of candidatures)
        if (from !== to && from.voix >= k && to.voix + k <= exprimes) yield move(to.id, from.id);
}

/** The smallest k of some edit that changes a reading; `undefined` when none does. */
function smallest(one: Contest, edition: string, lecture: (outcome: Outcome) => string): number | undefined {
  const before = lecture(decide(one, { etapes: false }));
  for (let k = 1; k <= one.inscrits; k++)
    for (const other of edited(one, edition, k)) if (lecture(decide(other, { etapes: false })) !== before) return k;
  return undefined;
}

const voix = (parties: number): fc.Arbitrary<number[]> => fc.array(fc.nat(14), { minLength: 2, maxLength: parties });
const jours = ["1950-01-01", "1960-01-01", "1970-01-01", "1980-01-01"];

/** A small contest of one type: voix, ballots for nobody listed, abstentions. */
const petit = (type: string, date: string, more: Partial<Contest>, ages: boolean): fc.Arbitrary<Contest> =>
  fc.tuple(voix(4), fc.nat(3), fc.nat(12)).map(([counts, others, abstentions]) => {
    const exprimes = Math.max(1, counts.reduce((a, b) => a + b, 0) + others);
    return contest(
      type,
      date,
      Object.fromEntries(
        counts.map((one, index) => ["ABCD"[index]!, { voix: one, ...(ages ? { naissance: jours[index]! } : {}) }]),
      ),
      { exprimes, inscrits: exprimes + abstentions, ...more },
    );
  });

/** One answer or the other, and half of the inscrits needed. */
const local: fc.Arbitrary<Contest> = fc
  .tuple(fc.nat(14), fc.nat(14), fc.nat(3), fc.nat(30))
  .map(([oui, non, blancs, abstentions]) =>
    contest(
      "referendum-local",
      "2008-06-15",
      { oui, non },
      { blancs, votants: oui + non + blancs, inscrits: Math.max(1, oui + non + blancs + abstentions) },
    ),
  );

const T2 = { tour: 2 } as const;
const KINDS: readonly (readonly [string, fc.Arbitrary<Contest>])[] = [
  ["présidentielle", petit("presidentielle", "2017-04-23", {}, false)],
  ["présidentielle, round 2", petit("presidentielle", "2017-05-07", { ...T2, premierTour: "2017-04-23" }, false)],
  ["législatives", petit("legislatives", "2017-06-11", {}, true)],
  [
    "députés of the French abroad",
    petit("legislatives", "2017-06-04", { territoire: "ZZ001", inscritsVotantEnFrance: 1 }, true),
  ],
  [
    "législatives, round 2, ages known",
    petit("legislatives", "2017-06-18", { ...T2, premierTour: "2017-06-11" }, true),
  ],
  ["cantonales, round 2, ages unknown", petit("cantonales", "2011-03-27", { ...T2, premierTour: "2011-03-20" }, false)],
  ["municipales by list", petit("municipales", "2020-03-15", { sieges: 7, population: 1000 }, false)],
  [
    "municipales by list, two bodies, round 2",
    petit(
      "municipales",
      "2014-03-30",
      { ...T2, premierTour: "2014-03-23", sieges: 7, siegesCommunautaires: 3, population: 1000 },
      false,
    ),
  ],
  ["européennes", petit("europeennes", "2019-05-26", { sieges: 9 }, false)],
  ["Saint-Barthélemy", petit("saint-barthelemy", "2012-03-18", {}, false)],
  ["Saint-Pierre-et-Miquelon, two sections", petit("saint-pierre-et-miquelon", "2012-03-18", {}, false)],
  ["délégués and suppléants by list", petit("delegues-senatoriaux", "2014-06-20", { population: 2_000 }, false)],
  ["a local referendum", local],
];

/** Seats by name: each of three or four people is named on some of the ballots. */
const noms = (tour: 1 | 2): fc.Arbitrary<Contest> =>
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.array(fc.nat(12), { minLength: 3, maxLength: 4 }), fc.nat(12))
    .filter(([ballots, counts]) => counts.reduce((a, b) => a + Math.min(b, ballots), 0) <= 2 * ballots)
    .map(([ballots, counts, abstentions]) =>
      contest(
        "municipales",
        tour === 1 ? "2014-03-23" : "2014-03-30",
        Object.fromEntries(
          counts.map((one, index) => ["ABCD"[index]!, { voix: Math.min(one, ballots), naissance: jours[index]! }]),
        ),
        {
          tour,
          premierTour: "2014-03-23",
          exprimes: ballots,
          inscrits: ballots + abstentions,
          sieges: 2,
          population: 90,
        },
      ),
    );

describe("the smallest change", () => {
  it.each([...KINDS, ["seats by name", noms(1)] as const, ["seats by name, round 2", noms(2)] as const])(
    "is the one that trying everything finds: %s",
    (_, contests) => {
      fc.assert(
        fc.property(contests, (one) => {
          const found = changements(one);
          const base = decide(one);
          if (base.statut === "INDECIDABLE") {
            expect(found).toBeUndefined();
            return;
          }
          const repartit = base.etapes.some(({ type }) => type === "siege" || type === "prime");
          const objets = [
            ...(!repartit || base.candidatures.some(({ prime = 0 }) => prime > 0) ? ["elus"] : []),
            ...(base.statut === "BALLOTTAGE" ? ["qualifies"] : []),
            ...(repartit ? ["sieges"] : []),
          ];
          const expected = objets.flatMap((objet) =>
            ["deplacees", "ajoutees"].flatMap((edition) => {
              const k = smallest(one, edition, LECTURES[objet === "elus" && repartit ? "prime" : objet]!);
              return k === undefined ? [] : [[objet, edition, k]];
            }),
          );
          expect(found!.map((change) => [change.objet, change.edition, change.voix])).toEqual(expected);
        }),
        { numRuns: Math.ceil(150 / SAMPLED) },
      );
    },
    60_000,
  );

  it("does change it as it says", () => {
    fc.assert(
      fc.property(fc.oneof(...KINDS.map(([, contests]) => contests)), (one) => {
        const before = decide(one);
        for (const { objet, edition, voix: k, de, vers, statut, gagnent, perdent } of changements(one) ?? []) {
          const others = [...edited(one, edition, k)].map((other) => [other, decide(other)] as const);
          const [, after] = others.find(
            ([other]) =>
              other.candidatures.find(({ id }) => id === vers)!.voix ===
                one.candidatures.find(({ id }) => id === vers)!.voix + k &&
              (de === undefined ||
                other.candidatures.find(({ id }) => id === de)!.voix ===
                  one.candidatures.find(({ id }) => id === de)!.voix - k),
          )!;
          expect(after.statut).toBe(statut);
          const lecture =
            LECTURES[objet === "elus" && before.etapes.some(({ type }) => type === "prime") ? "prime" : objet]!;
          expect(lecture(after)).not.toBe(lecture(before));
          expect(gagnent.length + perdent.length).toBeGreaterThan(0);
          expect(gagnent.filter((id) => perdent.includes(id) && objet !== "sieges")).toEqual([]);
        }
      }),
      { numRuns: Math.ceil(200 / SAMPLED) },
    );
  });

  it("does not depend on the order of the candidatures", () => {
    fc.assert(
      fc.property(fc.oneof(...KINDS.map(([, contests]) => contests)), (one) => {
        const sorted = (from: Contest): unknown =>
          changements(from)?.map((change) => ({
            ...change,
            gagnent: change.gagnent.toSorted(),
            perdent: change.perdent.toSorted(),
          }));
        expect(sorted({ ...one, candidatures: one.candidatures.toReversed() })).toEqual(sorted(one));
      }),
      { numRuns: Math.ceil(200 / SAMPLED) },
    );
  });
});

/** What so many voix more for A, B's or new ones, would do where they are all that it lacks: A elected, so nobody in round 2. */
const elireA = (manque: number): readonly Changement[] =>
  [
    { objet: "elus", gagnent: ["A"], perdent: [] } as const,
    { objet: "qualifies", gagnent: [], perdent: ["A", "B"] } as const,
  ].flatMap((effet): readonly Changement[] => [
    { ...effet, edition: "deplacees", voix: manque, de: "B", vers: "A", statut: "ACQUIS_T1" },
    { ...effet, edition: "ajoutees", voix: manque, vers: "A", statut: "ACQUIS_T1" },
  ]);

describe("known contests", () => {
  it("E02 Ex1: 100 voix more would have elected A at once", () => {
    const one = contest(
      "legislatives",
      "2017-06-11",
      { A: 19_900, B: 9_999, C: 6_301 },
      { inscrits: 80_000, exprimes: 39_200 },
    );
    expect(changements(one)).toEqual(elireA(100));
  });

  it("E02 Ex5: one voix decides between equals, by age or not at all", () => {
    const tied = contest(
      "legislatives",
      "2017-06-18",
      { A: { voix: 21_345, naissance: "1959-03-02" }, B: { voix: 21_346, naissance: "1959-03-03" } },
      { tour: 2, premierTour: "2017-06-11" },
    );
    expect(changements(tied)).toMatchObject([
      { edition: "deplacees", voix: 1, de: "B", vers: "A", gagnent: ["A"], perdent: ["B"] },
      { edition: "ajoutees", voix: 1, vers: "A", statut: "ACQUIS_T2" },
    ]);
    const unknown = { ...tied, candidatures: tied.candidatures.map(({ id, voix: count }) => ({ id, voix: count })) };
    expect(changements(unknown)?.[1]).toEqual({
      objet: "elus",
      edition: "ajoutees",
      voix: 1,
      vers: "A",
      statut: "INDECIDABLE",
      code: "Q-03",
      gagnent: [],
      perdent: ["B"],
    });
  });

  it("L330-3: the quarter abroad is of those who do not vote in France, and that is what is missing", () => {
    const one = contest(
      "legislatives",
      "2017-06-04",
      { A: 190, B: 110 },
      { territoire: "ZZ001", inscrits: 1_000, inscritsVotantEnFrance: 200 },
    );
    expect(changements(one)).toStrictEqual(elireA(10));
  });

  it("only those who did not vote can still do so: blancs and nuls did", () => {
    const ajoutees = (blancs: number, nuls: number): readonly number[] =>
      changements(
        contest(
          "presidentielle",
          "2022-04-24",
          { A: 47, B: 44 },
          { tour: 2, premierTour: "2022-04-10", inscrits: 100, blancs, nuls },
        ),
      )!.flatMap(({ edition, voix: k }) => (edition === "ajoutees" ? [k] : []));
    expect([ajoutees(4, 2), ajoutees(2, 4), ajoutees(4, 3), ajoutees(3, 4)]).toEqual([[3], [3], [], []]);
  });

  it("stays exact with counts that a double only just holds", () => {
    const one = contest(
      "presidentielle",
      "2017-04-23",
      { A: 500_000_000_000, B: 499_999_999_999 },
      { exprimes: 1_000_000_000_000, inscrits: 1_000_000_000_000 },
    );
    expect(changements(one)).toMatchObject([
      { voix: 1, vers: "A", statut: "ACQUIS_T1" },
      { objet: "qualifies", voix: 1 },
    ]);
  });

  it("keeps silent about what is not decided, and about voix by section", () => {
    expect(changements(contest("presidentielle", "2017-04-23", { A: 40, B: 30, C: 30 }))).toBeUndefined();
    expect(
      changements(contest("presidentielle", "2017-04-23", { A: 40, B: 30 }, { inscritsRestants: 1 })),
    ).toBeUndefined();
    expect(
      changements(contest("presidentielle", "2017-04-23", { A: { voix: 40, sections: { x: 40 } }, B: 30 })),
    ).toBeUndefined();
  });

  it("has nothing to say where no possible edit changes anything", () => {
    expect(changements(contest("presidentielle", "2017-04-23", { A: 3 }, { inscrits: 3 }))).toEqual([]);
  });
});
