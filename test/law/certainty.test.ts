/** Certainties against exhaustive search: every way the outstanding bureaux could vote, on small units of every kind. */
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest } from "./contests.ts";
import { aLaPrime, certain, elu, primeOuSecondTour, prouver, qualifie, total, units } from "./exhaustive.ts";

describe("certainty ≡ exhaustive search", () => {
  const single: [string, string, 1 | 2][] = [
    ["presidentielle", "2022-04-10", 1],
    ["presidentielle", "2022-04-10", 2],
    ["legislatives", "2022-06-12", 1],
    ["legislatives", "2022-06-12", 2],
    ["cantonales", "2011-03-20", 1],
    ["departementales", "2021-06-20", 1],
    ["departementales", "2021-06-20", 2],
  ];
  it.each(single)("one seat: %s %s, round %i", (type, date, tour) => {
    const seen = prouver(
      units(type, date, tour, 6, () => ({})),
      1,
      elu,
      qualifie,
    );
    expect([...seen].toSorted()).toEqual(
      tour === 1 ? ["ELIMINE", "ELU", "OUVERT", "QUALIFIE"] : ["ELIMINE", "ELU", "OUVERT"],
    );
  });

  it("one seat, Q-05 on « admettre »", () => {
    prouver(
      units("legislatives", "2022-06-12", 1, 4, () => ({ politiques: { "Q-05": "admettre" } })),
      1,
      elu,
      qualifie,
    );
  });

  it.each([1, 2] as const)("lists with a bonus, round %i", (tour) => {
    const seen = prouver(
      units("municipales", "2020-03-15", tour, 7, () => ({ population: 1_500, sieges: 5 })),
      1,
      aLaPrime,
      primeOuSecondTour,
    );
    expect(seen).toContain("ELU");
    expect(seen).toContain("OUVERT");
  });

  it("a list far below 5 % is out", () => {
    const one = contest(
      "municipales",
      "2020-03-15",
      { a: 60, b: 40, c: 1 },
      { population: 5_000, inscrits: 120, inscritsRestants: 3 },
    );
    prouver([one], 1, aLaPrime, primeOuSecondTour);
    expect(certain(decide(one))).toEqual(["ELU", "OUVERT", "ELIMINE"]);
  });

  it.each([1, 2] as const)("seats by name, round %i", (tour) => {
    const small = [1, 2].flatMap((sieges) => [
      ...units("municipales", "2020-03-15", tour, 4, (voix) => ({
        population: 300,
        sieges,
        exprimes: Math.max(...voix) + 1,
        inscrits: Math.max(...voix) + 6,
      })),
    ]);
    const seen = prouver(
      small.filter((one) => total(one.candidatures.map(({ voix }) => voix)) <= one.exprimes * one.sieges!),
      ({ sieges }) => sieges!,
      elu,
      qualifie,
    );
    expect(seen).toContain("ELU");
    expect(seen).toContain("OUVERT");
  });
});

describe("T-31: an incomplete unite", () => {
  it("says what is certain, who is ahead, and nothing else", () => {
    const outcome = decide(
      contest("legislatives", "2022-06-12", { A: 600, B: 390, C: 10 }, { inscrits: 1_500, inscritsRestants: 100 }),
    );
    expect(outcome).toMatchObject({ statut: "INCOMPLET", certitude: "ACQUIS" });
    expect(outcome.candidatures).toEqual([
      { id: "A", voix: 600, statut: "ELU_T1", certitude: "ELU", enTete: true },
      { id: "B", voix: 390, statut: "NON_QUALIFIE", certitude: "ELIMINE" },
      { id: "C", voix: 10, statut: "NON_QUALIFIE", certitude: "ELIMINE" },
    ]);
    const open = decide(
      contest("legislatives", "2022-06-12", { A: 400, B: 380, C: 300 }, { inscrits: 1_500, inscritsRestants: 20 }),
    );
    expect(open).toMatchObject({ statut: "INCOMPLET", certitude: "BALLOTTAGE" });
    expect(open.candidatures.map(({ statut, certitude }) => [statut, certitude])).toEqual(
      Array.from({ length: 3 }, () => ["OUVERT", "QUALIFIE"]),
    );
    expect(
      decide(contest("legislatives", "2022-06-12", { A: 400, B: 380 }, { inscrits: 1_500, inscritsRestants: 100 }))
        .certitude,
    ).toBe("OUVERT");
  });

  it("nothing is certain of a round that cannot be decided: missing seats are asked for, where a list may win", () => {
    const liste = (A: number, restants: number, more: Partial<Contest> = {}): Outcome =>
      decide(
        contest("municipales", "2026-03-15", { A, B: 1_400 }, { inscrits: 7_000, inscritsRestants: restants, ...more }),
      );
    for (const type of ["municipales", "metropole-lyon"])
      expect(liste(1_600, 1_000, { type })).toMatchObject({ statut: "INDECIDABLE", code: "L-SIEGES-MANQUANTS" });
    expect(liste(1_600, 1_000, { sieges: 29 })).toMatchObject({ statut: "INCOMPLET", certitude: "OUVERT" });
    // Nobody can reach a majority any more: the number of seats is no matter.
    expect(liste(1_000, 10, { exprimes: 3_000 })).toMatchObject({ statut: "INCOMPLET", certitude: "BALLOTTAGE" });
    expect(liste(1_600, 1_000, { tour: 2, premierTour: "2026-03-15", date: "2026-03-22" })).toMatchObject({
      code: "L-SIEGES-MANQUANTS",
    });
    // A text that was not read decides no completion that comes to it, so that what depends on it is not certain.
    const egales = { inscrits: 900, inscritsRestants: 10 };
    const tie = contest("europeennes", "1999-06-13", { A: 100, B: 100 }, { ...egales, sieges: 1 });
    expect(decide(tie).candidatures.map(({ certitude }) => certitude)).toEqual(["OUVERT", "OUVERT"]);
  });
});
