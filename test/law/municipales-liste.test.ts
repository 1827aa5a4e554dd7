import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, ordre, sieges, statuts, type Voix } from "./contests.ts";

const t1 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest("municipales", "2014-03-23", voix, { population: 5_000, ...more }));
const t2 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(
    contest("municipales", "2014-03-30", voix, { population: 5_000, tour: 2, premierTour: "2014-03-23", ...more }),
  );
const list = (voix: number, ...births: string[]): { voix: number; personnes: { naissance: string }[] } => ({
  voix,
  personnes: births.map((naissance) => ({ naissance })),
});

describe("E07 municipales by list", () => {
  it("Ex1, GT-01 and T-40: 29 seats, a triple tie for two seats goes to more voix", () => {
    const outcome = t2({ A: 2_100, B: 1_500, C: 900, D: 200 });
    expect(sieges(outcome)).toEqual([22, 5, 2, 0]);
    expect(ordre(outcome)).toBe("ABACBAABCABAAB");
    expect(outcome.politiques).toEqual({ "Q-02": "siege-par-siege" });
    expect(outcome.etapes.filter((etape) => etape.type === "siege").at(-2)).toEqual({
      type: "siege",
      article: "L262",
      corps: "conseil",
      numero: 13,
      moyennes: [
        { id: "A", num: 2_100, den: 7 },
        { id: "B", num: 1_500, den: 5 },
        { id: "C", num: 900, den: 3 },
      ],
      attribue: "A",
      departage: {
        entre: ["A", "B", "C"],
        pistes: [
          {
            critere: "voix",
            valeurs: [
              { id: "A", valeur: { num: 2_100, den: 1 } },
              { id: "B", valeur: { num: 1_500, den: 1 } },
              { id: "C", valeur: { num: 900, den: 1 } },
            ],
            restants: ["A"],
          },
        ],
        issue: "tranche",
      },
      regle: "MUN-LISTE-1000",
    });
  });

  it("Q-04: nobody has a voix; every seat stays empty, and the outcome says by which silence", () => {
    const vide = t2({ A: 0, B: 0 }, { exprimes: 0 });
    expect(vide).toMatchObject({ statut: "ACQUIS_T2", vacances: 29, politiques: { "Q-04": "une-voix-au-moins" } });
    expect(statuts(vide)).toEqual({ A: "BATTU", B: "BATTU" });
    const noms = decide(
      contest("municipales", "2020-06-28", { a: 0 }, { premierTour: "2020-03-15", tour: 2, population: 90, sieges: 2 }),
    );
    expect(noms).toMatchObject({ vacances: 2, politiques: { "Q-04": "une-voix-au-moins" } });
    const europe = decide(contest("europeennes", "2024-06-09", { A: 0 }));
    expect(europe).toMatchObject({ vacances: 81, politiques: { "Q-04": "une-voix-au-moins" } });
    // Nobody stands: no list is refused for want of a voix.
    expect(t2({}).politiques).toBeUndefined();
    expect(t2({ A: 1, B: 0 }).politiques).toBeUndefined();
  });

  it("a list that gives an empty list of names gives none: it is not exhausted", () => {
    const sans = t2({ A: { voix: 60, personnes: [] }, B: 40 });
    expect(sans).toEqual(t2({ A: 60, B: 40 }));
    expect(t2({ A: { voix: 60, personnes: [{}] }, B: 40 }).vacances).toBeGreaterThan(0);
  });

  it("Ex2: a list at exactly 5 % is admitted and wins nothing", () => {
    const outcome = t2({ A: 2_100, B: 1_465, C: 900, D: 235 }, { exprimes: 4_700 });
    expect(outcome.etapes).toContainEqual(
      expect.objectContaining({ type: "admission", admises: ["A", "B", "C", "D"] }),
    );
    expect(sieges(outcome)).toEqual([22, 4, 3, 0]);
  });

  it("Ex3: 27 seats in round 1; one voix less is a round 2", () => {
    const outcome = t1({ A: 1_201, B: 800, C: 399 }, { exprimes: 2_400, sieges: 27 });
    expect(sieges(outcome)).toEqual([21, 4, 2]);
    expect(outcome.candidatures.map(({ prime = 0 }) => prime)).toEqual([14, 0, 0]);
    expect(t1({ A: 1_200, B: 800, C: 400 }, { sieges: 27 }).statut).toBe("BALLOTTAGE");
  });

  it("Ex4: who stands, who may be merged, who may not", () => {
    const outcome = t1({ a: 3_400, b: 3_100, c: 1_000, d: 999, e: 501, f: 500, g: 499, h: 1 });
    expect(Object.values(statuts(outcome))).toEqual([
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
      "PEUT_FUSIONNER",
      "PEUT_FUSIONNER",
      "PEUT_FUSIONNER",
      "NON_QUALIFIE",
      "NON_QUALIFIE",
    ]);
  });

  it("Ex5, T-11 and Q-10: no fallback in the text", () => {
    const ten = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`l${index}`, 99]));
    expect(t1({ ...ten, z: 10 })).toMatchObject({ statut: "INDECIDABLE", code: "Q-10" });
    const nine = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`l${index}`, 61]));
    const alone = t1({ a: 450, ...nine }, { exprimes: 1_000 });
    expect(alone).toMatchObject({ statut: "BALLOTTAGE", politiques: { "Q-10": "texte" } });
    expect(sieges(t2({ a: 1 }, { sieges: 29, premierTourResultat: alone }))).toEqual([29]);
  });

  it("Ex6: a tie at the top goes to the higher mean age, the last seat to the older next candidate", () => {
    const births = (year: number): string[] => Array.from({ length: 15 }, (_, index) => `${year + index}-01-01`);
    const outcome = t2(
      { A: list(1_000, ...births(1960)), B: list(1_000, ...births(1950)) },
      { sieges: 15, population: 1_200 },
    );
    // Prime 8 to B; then 3–3, and the last seat: B's 12th (1961) against A's 4th (1963).
    expect(sieges(outcome)).toEqual([3, 12]);
    expect(outcome.etapes.findLast((etape) => etape.type === "siege")).toMatchObject({
      attribue: "B",
      departage: { issue: "tranche" },
    });
  });

  it("Q-03: without ages a tie at the top gives no seat, and nobody is preferred", () => {
    const outcome = t2({ A: 1_000, B: 1_000, C: 500 });
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
    expect(new Set(Object.values(statuts(outcome)))).toEqual(new Set(["INDECIDABLE"]));
  });

  it("T-10: the mean is in days over all the names, never in whole years", () => {
    const outcome = t2(
      { A: list(10, "1960-03-31", "1970-03-31"), B: list(10, "1960-03-30", "1971-03-30") },
      { sieges: 15, population: 1_200 },
    );
    const tie = outcome.etapes.find((etape) => etape.type === "departage");
    expect(tie).toMatchObject({ retenu: "A" });
    expect(tie?.departage.pistes[0]?.valeurs).toEqual([
      { id: "A", valeur: { num: 35_792, den: 2 } },
      { id: "B", valeur: { num: 35_429, den: 2 } },
    ]);
    const given = t2(
      { A: { voix: 10, ageMoyenJours: 17_896 }, B: { voix: 10, ageMoyenJours: 17_714.5 } },
      { sieges: 16, population: 1_200 },
    );
    expect(sieges(given)).toEqual([12, 4]);
  });

  it("GT-02: 19 seats, a triple tie for the last two", () => {
    const outcome = t2({ A: 1_000, B: 600, C: 400 }, { sieges: 19, population: 2_000 });
    expect(ordre(outcome)).toBe("ABACABAAB");
    expect(sieges(outcome)).toEqual([15, 3, 1]);
  });

  it("T-07: 4700/3300/1950 on 14 seats is 7-5-2, not the largest remainders' 6-5-3", () => {
    // 27 seats, bonus 14 to a list of its own would hide it: 28 seats leave 14 to share.
    const outcome = t2({ A: 4_700, B: 3_300, C: 1_950 }, { sieges: 28 });
    expect(sieges(outcome).map((n, index) => n - (outcome.candidatures[index]?.prime ?? 0))).toEqual([7, 5, 2]);
  });

  it("T-18: no share of inscrits is asked of lists", () => {
    expect(t1({ A: 3, B: 2 }, { inscrits: 100_000 }).statut).toBe("ACQUIS_T1");
  });

  it("T-38: 5 % is read on the deciding round", () => {
    const first = t1({ A: 4_000, B: 3_000, C: 1_000, D: 2_000 });
    const second = t2({ A: 5_000, B: 4_600, C: 400 }, { premierTourResultat: first });
    expect(statuts(second)["C"]).toBe("BATTU");
  });

  it("Q-12: an exhausted list leaves seats vacant, or lets the next average in when asked", () => {
    const short = { voix: 900, personnes: Array.from({ length: 25 }, (_, index) => ({ nom: `n${index + 1}` })) };
    const vacant = t1({ A: short, B: 100 }, { sieges: 29 });
    expect(vacant).toMatchObject({ statut: "ACQUIS_T1", vacances: 3, politiques: { "Q-12": "vacant" } });
    expect(vacant.candidatures[0]).toMatchObject({ sieges: 28, vacances: 3 });
    expect(vacant.candidatures[0]?.elus?.at(-1)).toEqual({ corps: "conseil", rang: 25, nom: "n25" });
    const next = t1({ A: short, B: 100 }, { sieges: 29, politiques: { "Q-12": "moyenne-suivante" } });
    expect(sieges(next)).toEqual([25, 4]);
    expect(next.vacances).toBeUndefined();
  });

  it("GT-12: in 2026 a list may be shorter than the council; its extra seats are Q-12", () => {
    const nine = { voix: 190, personnes: Array.from({ length: 9 }, () => ({})) };
    const outcome = decide(contest("municipales", "2026-03-15", { A: nine, B: 10 }, { sieges: 11, population: 300 }));
    expect(outcome).toMatchObject({ regle: "MUN-LISTE-2026", vacances: 2, politiques: { "Q-12": "vacant" } });
    expect(sieges(outcome)).toEqual([11, 0]);
  });

  it("Q-23: lists all under 5 % leave the proportional seats undecidable", () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`l${index}`, index === 0 ? 41 : 40]));
    const outcome = t2(many, { exprimes: 1_001 });
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-23" });
    expect(outcome.candidatures[0]).toMatchObject({ sieges: 15, prime: 15 });
  });

  it("no candidature and no voix give no seat", () => {
    expect(t1({}, { inscrits: 10, siegesCommunautaires: 1 })).toMatchObject({ statut: "ACQUIS_T1", vacances: 30 });
    // Nothing is a tenth of nothing, and yet no list without a voix stands in round 2: both silences are named.
    expect(t1({ A: 0 }, { inscrits: 10 })).toMatchObject({
      statut: "INDECIDABLE",
      code: "Q-10",
      politiques: { "Q-10": "texte", "Q-04": "une-voix-au-moins" },
    });
    expect(t1({ A: 0 }, { inscrits: 10, exprimes: 5 }).politiques).toEqual({ "Q-10": "texte" });
    expect(t2({ A: 0 }, { inscrits: 10, sieges: 29 }).vacances).toBe(29);
  });
});

describe("E09 conseillers communautaires, same ballot", () => {
  it("Ex4 and T-08b: 3 seats, the bonus is rounded down", () => {
    expect(sieges(t1({ A: 520, B: 480 }, { siegesCommunautaires: 3 }), "siegesCommunautaires")).toEqual([2, 1]);
  });

  it("Ex5 and T-16: one seat has no bonus, so the older next candidate takes it and not the older list", () => {
    const outcome = t2(
      { A: list(500, "1940-01-01", "1990-01-01"), B: list(500, "1960-01-01", "1960-01-01") },
      { sieges: 2, population: 1_200, siegesCommunautaires: 1 },
    );
    expect(sieges(outcome)).toEqual([1, 1]);
    expect(outcome.candidatures.map(({ prime = 0 }) => prime)).toEqual([0, 1]);
    expect(sieges(outcome, "siegesCommunautaires")).toEqual([1, 0]);
  });

  it("names come in the order of the community list", () => {
    const personnes = ["Pierre", "Anne", "Luc", "Jeanne"].map((nom) => ({ nom }));
    const outcome = t1(
      { A: { voix: 900, personnes, communautaires: [1, 4] }, B: 100 },
      { sieges: 4, siegesCommunautaires: 2 },
    );
    expect(outcome.candidatures[0]?.elus?.filter(({ corps }) => corps === "communautaire")).toEqual([
      { corps: "communautaire", rang: 1, nom: "Pierre" },
      { corps: "communautaire", rang: 4, nom: "Jeanne" },
    ]);
  });
});

describe("between the rounds", () => {
  const first = t1({ P: 300, Q: 220, R: 100, S: 60, T: 40, autres: 280 });

  it("GT-16: of L1 46 %, L2 9.9 %, … only L1 stands; L2 to L6 may be merged", () => {
    const outcome = t1(
      { L1: 460, L2: 99, L3: 91, L4: 70, L5: 60, L6: 50, L7: 49, x: 40, y: 40, z: 41 },
      { exprimes: 1_000 },
    );
    expect(Object.values(statuts(outcome)).slice(0, 7)).toEqual([
      "QUALIFIE_SEUIL",
      ...Array<string>(5).fill("PEUT_FUSIONNER"),
      "NON_QUALIFIE",
    ]);
  });

  it("GT-17: fusions of lists, legal or not", () => {
    const file = (lists: Record<string, string[]>): string | undefined =>
      t2(Object.fromEntries(Object.entries(lists).map(([id, origines]) => [id, { voix: 10, origines }])), {
        premierTourResultat: first,
      }).code;
    expect(file({ P: ["S"] })).toBeUndefined();
    expect(file({ P: ["S"], Q: ["S"] })).toBe("L-FUSION-DOUBLE");
    expect(file({ P: ["R"], R: [] })).toBe("L-FUSION-MAINTENUE");
    expect(file({ P: ["R"] })).toBeUndefined();
    expect(file({ P: ["T"] })).toBe("L-FUSION-SEUIL");
    expect(file({ P: ["inconnue"] })).toBe("L-FUSION-INCONNUE");
    expect(file({ R: ["P"] })).toBeUndefined();
    expect(file({ nouvelle: ["P", "S"] })).toBeUndefined();
    expect(file({ S: [] })).toBe("L-ACCES-T2");
    expect(file({ nouvelle: ["S"] })).toBe("L-ACCES-T2");
  });

  it("Q-24: the mean age of a merged list is that of its round 2 names", () => {
    const merged = { ...list(10, "1950-01-01"), origines: ["S"] };
    const outcome = t2({ P: merged, Q: list(10, "1960-01-01") }, { sieges: 2, premierTourResultat: first });
    expect(outcome.politiques).toMatchObject({ "Q-24": "composition-du-second-tour" });
    expect(outcome.candidatures.map(({ prime = 0 }) => prime)).toEqual([1, 0]);
  });

  it("GT-17: a list that gave up may still be taken in", () => {
    const withdrawn = t1({ P: 300, Q: 220, R: 100, S: 60, T: 40, autres: 280 }, { retraits: ["R"] });
    expect(statuts(withdrawn)["R"]).toBe("RETIRE");
    expect(t2({ P: { voix: 10, origines: ["R"] } }, { premierTourResultat: withdrawn }).statut).not.toBe("INDECIDABLE");
  });
});
