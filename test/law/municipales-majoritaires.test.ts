import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, statuts, type Voix } from "./contests.ts";

const t1 = (voix: Voix, more: Partial<Contest>): Outcome =>
  decide(contest("municipales", "2014-03-23", voix, { population: 300, ...more }));
const t2 = (voix: Voix, more: Partial<Contest>): Outcome =>
  decide(contest("municipales", "2014-03-30", voix, { population: 300, tour: 2, premierTour: "2014-03-23", ...more }));
const elus = (outcome: Outcome): string =>
  outcome.candidatures
    .filter(({ sieges }) => sieges === 1)
    .map(({ id }) => id)
    .join("");

describe("E06 municipales by name", () => {
  it("Ex1: 11 seats, 403 inscrits, 244 exprimés: 123 is elected, 122 is not", () => {
    const outcome = t1({ A: 123, B: 122 }, { inscrits: 403, exprimes: 244 });
    expect(statuts(outcome)).toEqual({ A: "ELU_T1", B: "QUALIFIE_SEUIL" });
    expect(outcome).toMatchObject({ statut: "BALLOTTAGE", siegesRestants: 10 });
  });

  it("Ex2: 150 of 180 are not a quarter of 800 inscrits", () => {
    expect(statuts(t1({ A: 150 }, { inscrits: 800, exprimes: 180 }))).toEqual({ A: "QUALIFIE_SEUIL" });
    expect(statuts(t1({ A: 150 }, { inscrits: 600, exprimes: 180 }))).toEqual({ A: "ELU_T1" });
  });

  it("Ex3 and Q-08: three pass for two seats, the older of the tied sits; nobody goes to round 2", () => {
    const voix = { A: 80, B: { voix: 60, naissance: "1960-01-01" }, C: { voix: 60, naissance: "1959-12-31" } };
    const outcome = t1(voix, { sieges: 2, inscrits: 200, exprimes: 100 });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", politiques: { "Q-08": "appliquer" } });
    expect(statuts(outcome)).toEqual({ A: "ELU_T1", B: "BATTU", C: "ELU_T1" });
    const strict = t1(voix, { sieges: 2, inscrits: 200, exprimes: 100, politiques: { "Q-08": "indecidable" } });
    expect(strict).toMatchObject({ statut: "INDECIDABLE", code: "Q-08" });
    expect(statuts(strict)).toEqual({ A: "ELU_T1", B: "INDECIDABLE", C: "INDECIDABLE" });
  });

  it("T-06: Σ voix may reach exprimés × seats, and not more", () => {
    expect(t1({ A: 100, B: 100 }, { sieges: 2, inscrits: 200, exprimes: 100 }).statut).toBe("ACQUIS_T1");
    expect(t1({ A: 100, B: 100, C: 1 }, { sieges: 2, inscrits: 200, exprimes: 100 })).toMatchObject({
      code: "L-VOIX-SOMME",
    });
  });

  it("Ex5: nine candidates for eleven seats: newcomers may stand, and seats may stay empty", () => {
    const nine = Object.fromEntries([..."abcdefghi"].map((id) => [id, 90]));
    const first = t1(nine, { inscrits: 200, exprimes: 100 });
    expect(first).toMatchObject({ statut: "BALLOTTAGE", siegesRestants: 2 });
    expect(elus(first)).toBe("abcdefghi");
    expect(elus(t2({ x: 5, y: 3, z: 1 }, { inscrits: 200, exprimes: 6, premierTourResultat: first }))).toBe("xy");
    expect(t2({}, { inscrits: 200, premierTourResultat: first })).toMatchObject({ statut: "ACQUIS_T2", vacances: 2 });
  });

  it("L255-3: no newcomer once round 1 had as many candidates as seats; none already elected", () => {
    const first = t1({ a: 90, b: 40, c: 30 }, { sieges: 2, inscrits: 200, exprimes: 100 });
    expect(t2({ b: 5, x: 9 }, { inscrits: 200, premierTourResultat: first })).toMatchObject({
      code: "L-ACCES-T2",
      erreurs: [{ field: "candidatures[1].id" }],
    });
    expect(t2({ a: 5 }, { inscrits: 200, premierTourResultat: first })).toMatchObject({ code: "L-ACCES-T2" });
    expect(elus(t2({ b: 5, c: 6 }, { inscrits: 200, premierTourResultat: first }))).toBe("c");
  });

  it("before March 2014 anyone may stand in round 2", () => {
    const old = { population: 300, sieges: 2, inscrits: 200, exprimes: 100 };
    const first = decide(contest("municipales", "2008-03-09", { a: 90, b: 40, c: 30 }, old));
    const second = decide(
      contest(
        "municipales",
        "2008-03-16",
        { b: 5, x: 9 },
        { population: 300, tour: 2, premierTour: "2008-03-09", inscrits: 200, premierTourResultat: first },
      ),
    );
    expect(elus(second)).toBe("x");
  });

  it("GT-14: nine seats, and a tie in round 2", () => {
    const voix = Object.fromEntries(
      [45, 44, 40, 38, 33, 31, 30, 29, 29, 20, 15, 12].map((n, index) => ["abcdefghijkl"[index]!, n]),
    );
    const first = t1(voix, { sieges: 9, inscrits: 76, votants: 60, blancs: 2, exprimes: 58, population: 90 });
    expect(elus(first)).toBe("abcdefg");
    expect(first.siegesRestants).toBe(2);
    const second = t2(
      { h: 27, i: { voix: 25, naissance: "1960-01-02" }, j: { voix: 25, naissance: "1960-01-01" }, m: 20 },
      { sieges: 2, inscrits: 76, exprimes: 50, population: 90 },
    );
    expect(elus(second)).toBe("hj");
  });

  it("a tie that leaves a seat to each tied person needs no age", () => {
    expect(elus(t2({ A: 10, B: 5, C: 5, D: 1 }, { sieges: 3, inscrits: 200, exprimes: 10 }))).toBe("ABC");
    const outcome = t2({ A: 10, B: 5, C: 5, D: 5 }, { sieges: 3, inscrits: 200, exprimes: 10 });
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
    expect(statuts(outcome)).toEqual({ A: "ELU_T2", B: "INDECIDABLE", C: "INDECIDABLE", D: "INDECIDABLE" });
  });

  it("two of three tied: the oldest first, then the next oldest", () => {
    const on = (naissance: string): { voix: number; naissance: string } => ({ voix: 5, naissance });
    expect(
      elus(
        t2(
          { A: on("1980-01-01"), B: on("1960-01-01"), C: on("1970-01-01") },
          { sieges: 2, inscrits: 200, exprimes: 10 },
        ),
      ),
    ).toBe("BC");
  });
});
