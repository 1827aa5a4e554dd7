/** Régionales until 2015 (E11): the bonus, the averages, the sections of each list. */
import { describe, expect, it } from "vitest";
import { decide } from "#shared/law/decide.ts";
import { expliquer } from "#shared/law/explain.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import type { Politiques } from "#shared/law/policies.ts";
import { REGIONS_2004 } from "#shared/law/tables-regions.ts";
import { contest, ordre, sieges, statuts } from "./contests.ts";
import { LIMOUSIN, lists, parSection, type Sections, t1, t2, total } from "./regions.ts";

describe("E11 régionales, text of 2003", () => {
  it("Ex1, GT-03 and GT-04: Limousin, seats by list, then by section; a triple tie goes to the most voix", () => {
    const outcome = t2(LIMOUSIN, { territoire: "74" });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T2", regle: "REG-2004" });
    expect(sieges(outcome)).toEqual([25, 12, 6]);
    expect(outcome.candidatures[0]?.prime).toBe(11);
    expect(ordre(outcome).slice(-4)).toBe("BABC");
    expect(parSection(outcome)).toEqual([
      { "19": 8, "23": 3, "87": 14 },
      { "19": 4, "23": 2, "87": 6 },
      { "19": 2, "23": 0, "87": 4 },
    ]);
    // A's last two seats: Haute-Vienne alone at 5,385, then 45,000/9 = 20,000/4 = 70,000/14.
    const last = outcome.etapes.findLast((etape) => etape.type === "siege" && etape.corps === "sections:A");
    expect(last).toMatchObject({
      attribue: "87",
      article: "L338-1",
      departage: { entre: ["19", "23", "87"], issue: "tranche" },
    });
    expect(expliquer(outcome).join("\n")).toContain("(sections de « A »)");
  });

  it("T-21: the seats of a département are not fixed, they follow the voix", () => {
    const departments = (outcome: Outcome): number[] =>
      ["19", "23", "87"].map((code) => parSection(outcome).reduce((sum, one) => sum + (one?.[code] ?? 0), 0));
    expect(departments(t2(LIMOUSIN, { territoire: "74" }))).toEqual([14, 5, 24]);
    const other = lists({
      A: { "19": 70_000, "23": 20_000, "87": 45_000 },
      B: { "19": 54_000, "23": 18_000, "87": 38_000 },
    });
    expect(departments(t2(other, { territoire: "74" }))).not.toEqual([14, 5, 24]);
  });

  it("Ex2 and Q-12: a section short of names leaves seats empty, or gives them to the list's next average", () => {
    const one = { A: { voix: 100_000, sections: { "19": 10_000, "23": 60_000, "87": 30_000 } } };
    const vacant = t2(one, { territoire: "74", sieges: 22 });
    expect(vacant).toMatchObject({ vacances: 4, politiques: { "Q-12": "vacant" } });
    expect(parSection(vacant)).toEqual([{ "19": 2, "23": 14, "87": 6 }]);
    const next = t2(one, { territoire: "74", sieges: 22, politiques: { "Q-12": "moyenne-suivante" } });
    expect(parSection(next)).toEqual([{ "19": 3, "23": 10, "87": 9 }]);
    expect(next.vacances).toBeUndefined();
  });

  it("Q-12 only where a section is short, and its list is not short everywhere", () => {
    const one = (sections: Sections, n: number, politiques: Politiques = { "Q-12": "moyenne-suivante" }): Outcome =>
      t2(lists({ A: sections }), { territoire: "74", sieges: n, politiques });
    const uneven = { "19": 10_000, "23": 60_000, "87": 30_000 };
    // 16, 10 and 23 names: 49 seats are the most that can be filled.
    expect(one({ "19": 160, "23": 100, "87": 230 }, 49).politiques).toBeUndefined();
    expect(parSection(one(uneven, 49))).toEqual([{ "19": 16, "23": 10, "87": 23 }]);
    expect(one(uneven, 49).vacances).toBeUndefined();
    for (const n of [50, 60]) {
      const short = one(uneven, n);
      expect(total(parSection(short)[0]!)).toBe(n);
      expect(short.vacances).toBe(Math.max(0, (short.candidatures[0]!.siegesSections!["23"] ?? 0) - 10));
    }
  });

  it("Ex3: 10 % of the exprimés is enough; below it, only a fusion", () => {
    const outcome = t1({ A: 120_000, B: 100_000, C: 30_000, D: 29_999, E: 20_001 }, { territoire: "74" });
    expect(Object.values(statuts(outcome))).toEqual([
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
      "PEUT_FUSIONNER",
      "PEUT_FUSIONNER",
    ]);
  });

  it("GT-16: alone above 10 %, the list is followed by the next; none, by the two first", () => {
    const outcome = t1(
      { L1: 460, L2: 99, L3: 91, L4: 70, L5: 60, L6: 50, L7: 49, x: 40, y: 40, z: 41 },
      { territoire: "74" },
    );
    expect(Object.values(statuts(outcome)).slice(0, 7)).toEqual([
      "QUALIFIE_SEUIL",
      "QUALIFIE_REPECHAGE",
      ...Array<string>(4).fill("PEUT_FUSIONNER"),
      "NON_QUALIFIE",
    ]);
    const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`l${index}`, 100 - index]));
    expect(Object.values(statuts(t1(eleven, { exprimes: 1_045, territoire: "74" }))).slice(0, 3)).toEqual([
      "QUALIFIE_REPECHAGE",
      "QUALIFIE_REPECHAGE",
      "PEUT_FUSIONNER",
    ]);
  });

  it("§1.4 and §10.4: the bonus is a quarter, rounded up; candidates are the members and two more a section", () => {
    const bonus = (territoire: string): number => t1({ A: 2, B: 1 }, { territoire }).candidatures[0]!.prime!;
    expect(["01", "43", "04", "26", "11"].map(bonus)).toEqual([11, 11, 12, 15, 53]);
    expect(Object.keys(REGIONS_2004)).toHaveLength(25);
    for (const { effectif, sections = {} } of Object.values(REGIONS_2004))
      expect(total(sections)).toBe(effectif + 2 * Object.keys(sections).length);
    // §10.4 has 23 régions, 1,757 seats; Guyane (31) and Martinique (41) left the table in 2011.
    expect(Object.values(REGIONS_2004).reduce((sum, { effectif }) => sum + effectif, 0)).toBe(1_757 + 31 + 41);
  });

  it("a real replay: Île-de-France 2004, 130/64/15 of 209", () => {
    const outcome = decide(
      contest(
        "regionales",
        "2004-03-28",
        { Huchon: 1_922_546, Copé: 1_593_559, "Le Pen": 395_481 },
        {
          tour: 2,
          premierTour: "2004-03-21",
          territoire: "11",
        },
      ),
    );
    expect(sieges(outcome)).toEqual([130, 64, 15]);
  });

  it("names come section by section, in list order, and the mean age is that of the whole list", () => {
    const personnes = ["19", "87", "19", "87", "23"].map((section, index) => ({ nom: `n${index + 1}`, section }));
    const outcome = t2({ A: { voix: 100, sections: { "19": 60, "23": 0, "87": 40 }, personnes } }, { sieges: 3 });
    expect(outcome.candidatures[0]?.elus).toEqual([
      { corps: "section:19", rang: 1, nom: "n1" },
      { corps: "section:19", rang: 3, nom: "n3" },
      { corps: "section:87", rang: 2, nom: "n2" },
    ]);
    const births = (year: number): { naissance: string; section: string }[] =>
      ["19", "87"].map((section) => ({ naissance: `${year}-01-01`, section }));
    const tie = t2(
      {
        A: { voix: 50, sections: { "19": 25, "87": 25 }, personnes: births(1950) },
        B: { voix: 50, sections: { "19": 30, "87": 20 }, personnes: births(1960) },
      },
      { sieges: 4 },
    );
    expect(tie.candidatures.map(({ prime = 0 }) => prime)).toEqual([1, 0]);
  });

  it("a last seat between lists goes to the older of those whom it would elect, in the section that it falls to", () => {
    const list = (last: string): { naissance: string; section: string }[] =>
      [last, "1990-01-01", "1990-01-01"].map((naissance, index) => ({ naissance, section: index === 0 ? "87" : "19" }));
    const tied = (a: string, b: string): number[] =>
      sieges(
        t2(
          {
            A: { voix: 40, sections: { "19": 10, "87": 30 }, personnes: list(a) },
            B: { voix: 40, sections: { "19": 10, "87": 30 }, personnes: list(b) },
            C: { voix: 80, sections: { "19": 40, "87": 40 } },
          },
          { sieges: 5 },
        ),
      );
    // Bonus 2 and one seat to C at 80, then three equal averages of 40 for two seats: more voix, then the older.
    expect(tied("1950-01-01", "1960-01-01")).toEqual([1, 0, 4]);
    expect(tied("1960-01-01", "1950-01-01")).toEqual([0, 1, 4]);
  });

  it("asks for the voix of every section, with the place of what is missing", () => {
    const one = { voix: 10, sections: { "19": 10 } };
    expect(t2({ A: one, B: 5 })).toMatchObject({
      code: "L-SIEGES-MANQUANTS",
      erreurs: [{ field: "sieges" }],
    });
    expect(t2({ A: one, B: 5 }, { sieges: 9 })).toMatchObject({
      code: "L-SECTIONS-MANQUANTES",
      erreurs: [{ field: "candidatures[1].sections" }],
    });
    expect(t2({ A: { ...one, voix: 11 } }, { sieges: 9 })).toMatchObject({
      code: "L-SECTIONS-SOMME",
      erreurs: [{ field: "candidatures[0].sections" }],
    });
  });

  it("Q-03: sections with the same average and voix, and no known age, leave the seat open", () => {
    const outcome = t2({ A: { voix: 20, sections: { "19": 10, "87": 10 } } }, { sieges: 3 });
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
    expect(outcome.candidatures[0]).toMatchObject({
      statut: "ELU_T2",
      sieges: 3,
      siegesSections: { "19": 1, "87": 1 },
    });
    const aged = (first: string, second: string): Outcome =>
      t2(
        {
          A: {
            voix: 20,
            sections: { "19": 10, "87": 10 },
            personnes: ["1990-01-01", first, "1990-01-01", second].map((naissance, index) => ({
              naissance,
              section: index < 2 ? "19" : "87",
            })),
          },
        },
        { sieges: 3 },
      );
    expect(parSection(aged("1950-01-01", "1960-01-01"))).toEqual([{ "19": 2, "87": 1 }]);
    expect(parSection(aged("1960-01-01", "1950-01-01"))).toEqual([{ "19": 1, "87": 2 }]);
  });
});
