import { describe, expect, it } from "vitest";
import { prime } from "#shared/law/methods/bonus.ts";
import { type Coureur, plusDeVoix, plusForteMoyenne } from "#shared/law/methods/highest-averages.ts";
import { atteint, majoriteAbsolue, part, quartDesInscrits, type Seuil } from "#shared/law/methods/thresholds.ts";
import { compareFractions, departager, inverse } from "#shared/law/methods/ties.ts";
import { dHondt, l262 } from "./independent.ts";
import { decide } from "#shared/law/decide.ts";
import { contest, sieges } from "./contests.ts";
import { SAMPLED } from "./exhaustive.ts";

const coureurs = (votes: readonly number[]): Coureur[] =>
  votes.map((voix, index) => ({ id: `l${index}`, voix, obtenus: 0 }));

/** Deterministic numbers, so that a failure can be played again. */
function* random(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe("thresholds (§1.2), both sides, every residue", () => {
  const smallest: [Seuil, (base: number) => number][] = [
    [majoriteAbsolue("x"), (base) => Math.floor(base / 2) + 1],
    [quartDesInscrits("x"), (base) => Math.ceil(base / 4)],
    [part(125, 1000, "inscrits", "x"), (base) => Math.ceil(base / 8)],
    [part(10, 100, "exprimes", "x"), (base) => Math.ceil(base / 10)],
    [part(7, 100, "exprimes", "x"), (base) => Math.ceil((7 * base) / 100)],
    [part(5, 100, "exprimes", "x"), (base) => Math.ceil(base / 20)],
  ];
  it.each(smallest)("%o", (seuil, least) => {
    for (let base = 1; base <= 1_000; base++) {
      expect(atteint(seuil, least(base), base), `${base}`).toBe(true);
      expect(atteint(seuil, least(base) - 1, base), `${base}`).toBe(false);
    }
  });

  it("Q-04: no voix reaches nothing, not even of nothing", () => {
    for (const [seuil] of smallest) expect(atteint(seuil, 0, 0)).toBe(false);
  });
});

describe("bonus (§1.4)", () => {
  it("L262: up from five seats, down below four", () => {
    const table: [number, number][] = [
      [1, 0],
      [2, 1],
      [3, 1],
      [4, 2],
      [5, 3],
      [7, 4],
      [9, 5],
      [27, 14],
      [29, 15],
    ];
    for (const [seats, expected] of table)
      expect(prime({ num: 1, den: 2, arrondi: "sup-des-4" }, seats)).toBe(expected);
  });

  it("a quarter and a third always go up; a stated number stays", () => {
    const table: [number, number][] = [
      [41, 11],
      [43, 11],
      [45, 12],
      [47, 12],
      [209, 53],
    ];
    for (const [seats, expected] of table) expect(prime({ num: 1, den: 4, arrondi: "sup" }, seats)).toBe(expected);
    expect([19, 23].map((seats) => prime({ num: 1, den: 3, arrondi: "sup" }, seats))).toEqual([7, 8]);
    expect([15, 4].map((seats) => prime({ num: 1, den: 2, arrondi: "sup" }, seats))).toEqual([8, 2]);
    expect(prime({ fixe: 9 }, 51)).toBe(9);
  });
});

describe("highest averages", () => {
  it("T-07: 4700/3300/1950 on 14 seats", () => {
    const lists = coureurs([4_700, 3_300, 1_950]);
    plusForteMoyenne(lists, 14, [plusDeVoix]);
    expect(lists.map(({ obtenus }) => obtenus)).toEqual([7, 5, 2]);
  });

  it("an open tie stops there and names who competes for what is left", () => {
    const lists = coureurs([10, 10, 10]);
    const { indecis } = plusForteMoyenne(lists, 4, [plusDeVoix]);
    expect(lists.map(({ obtenus }) => obtenus)).toEqual([1, 1, 1]);
    expect(indecis).toMatchObject({ sieges: 1, entre: [{ id: "l0" }, { id: "l1" }, { id: "l2" }] });
  });

  it("R148-3: a full list leaves its seat to the next average", () => {
    // E27: 26/15/10 on 24 seats is 13/7/4; the third list has three names.
    const lists = coureurs([26, 15, 10]);
    plusForteMoyenne(lists, 24, [plusDeVoix]);
    expect(lists.map(({ obtenus }) => obtenus)).toEqual([13, 7, 4]);
    const bounded: Coureur[] = [...coureurs([26, 15]), { id: "l2", voix: 10, capacite: 3, obtenus: 0 }];
    plusForteMoyenne(bounded, 24, [plusDeVoix]);
    expect(bounded.map(({ obtenus }) => obtenus)).toEqual([13, 8, 3]);
  });

  it("seats that nobody can take are returned", () => {
    expect(plusForteMoyenne([{ id: "a", voix: 5, capacite: 2, obtenus: 0 }], 3, [])).toEqual({ restants: 1 });
    expect(plusForteMoyenne(coureurs([0, 0]), 3, [])).toEqual({ restants: 3 });
  });
});

describe("ties", () => {
  it("fractions are compared exactly, beyond what doubles hold", () => {
    expect(compareFractions({ num: 2 ** 53 - 1, den: 2 ** 53 - 2 }, { num: 2 ** 53 - 2, den: 2 ** 53 - 3 })).toBe(-1);
    expect(compareFractions({ num: 1, den: 3 }, { num: 2, den: 6 })).toBe(0);
  });

  it("T-09: a criterion turned round prefers the lower value", () => {
    const parties = [
      { id: "a", age: 10 },
      { id: "b", age: 9 },
    ];
    const younger = departager(parties, [
      { nom: "jeunesse-candidat", valeur: ({ age }) => inverse({ num: age, den: 1 }) },
    ]);
    expect(younger.restants).toEqual([parties[1]]);
    expect(inverse(undefined)).toBeUndefined();
  });

  it("without criterion the law is silent", () => {
    expect(departager([{ id: "a" }, { id: "b" }], []).issue).toBe("silence");
  });
});

describe("the second hand", () => {
  it("d'Hondt and the bonus agree on 100,000 random contests", () => {
    const draw = random(20_260_322);
    const upTo = (max: number): number => 1 + Math.floor(draw.next().value! * max);
    let decided = 0;
    const rounds = 100_000 / SAMPLED ** 2;
    for (let round = 0; round < rounds; round++) {
      const size = [12, 300, 5_000, 1_000_000][round % 4]!;
      const votes = Array.from({ length: upTo(7) }, () => upTo(size));
      const seats = upTo(35);
      const exprimes = votes.reduce((sum, one) => sum + one, 0);
      const lists = coureurs(votes);
      const { indecis } = plusForteMoyenne(lists, seats, [plusDeVoix]);
      const expected = dHondt(votes, seats);
      if ((indecis === undefined) !== (expected !== null)) expect.fail(`tie of ${votes.join("/")} on ${seats}`);
      if (expected !== null && lists.some(({ obtenus }, list) => obtenus !== expected[list]))
        expect.fail(`${votes.join("/")} on ${seats}`);
      const whole = l262(votes, exprimes, seats);
      const outcome = decide(
        contest("municipales", "2014-03-30", Object.fromEntries(votes.map((one, list) => [`l${list}`, one])), {
          tour: 2,
          premierTour: "2014-03-23",
          population: 5_000,
          sieges: seats,
        }),
        { etapes: false },
      );
      if ((outcome.statut === "ACQUIS_T2") !== (whole !== null))
        expect.fail(`L262: ${votes.join("/")} on ${seats}: ${outcome.code}`);
      if (whole !== null && sieges(outcome).join() !== whole.join())
        expect.fail(`L262: ${votes.join("/")} on ${seats}`);
      if (whole !== null) decided += 1;
    }
    expect(decided).toBeGreaterThan(0.6 * rounds);
  });
});
