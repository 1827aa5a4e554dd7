import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { expliquer } from "#shared/law/explain.ts";
import { reattribuer } from "#shared/law/methods/section-sharing.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { parseContest } from "#shared/law/parse.ts";
import { REGIONS_2004, REGIONS_2015 } from "#shared/law/tables-regions.ts";
import { contest, ordre, sieges, statuts, type Voix } from "./contests.ts";

type Sections = Readonly<Record<string, number>>;
const total = (sections: Sections): number => Object.values(sections).reduce((a, b) => a + b, 0);
const lists = (given: Readonly<Record<string, Sections>>): Voix =>
  Object.fromEntries(Object.entries(given).map(([id, sections]) => [id, { voix: total(sections), sections }]));
const t1 = (voix: Voix, more: Partial<Contest> = {}, date = "2010-03-14"): Outcome =>
  decide(contest("regionales", date, voix, more));
const t2 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest("regionales", "2010-03-21", voix, { tour: 2, premierTour: "2010-03-14", ...more }));
const in2015 = (voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest("regionales", "2015-12-13", voix, { tour: 2, premierTour: "2015-12-06", ...more }));
const parSection = (outcome: Outcome): (Sections | undefined)[] =>
  outcome.candidatures.map(({ siegesSections }) => siegesSections);

const LIMOUSIN = lists({
  A: { "19": 45_000, "23": 20_000, "87": 70_000 },
  B: { "19": 38_000, "23": 18_000, "87": 54_000 },
  C: { "19": 17_000, "23": 7_000, "87": 31_000 },
});

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
    const one = (sections: Sections, n: number, politiques = { "Q-12": "moyenne-suivante" }): Outcome =>
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

describe("B06 régionales since December 2015: a minimum by département", () => {
  it("the row begins with the renewal of 6 December 2015; nothing was read before 2004", () => {
    const regle = (date: string): string => t1({ A: 60, B: 40 }, { sieges: 4, territoire: "01" }, date).regle;
    expect([regle("2015-12-05"), regle("2015-12-06")]).toEqual(["REG-2004", "REG-2015"]);
    expect(t1({ A: 60 }, {}, "2004-03-20")).toMatchObject({
      code: "L-REGLE-ABSENTE",
      erreurs: [{ expected: expect.stringContaining("85-692") as string }],
    });
    expect(t1({ A: 60 }, { territoire: "01" }, "2004-03-21").regle).toBe("REG-2004");
  });

  it("the councils of merged régions add up", () => {
    const merged: Record<string, string[]> = {
      "27": ["26", "43"],
      "28": ["23", "25"],
      "32": ["22", "31"],
      "44": ["21", "41", "42"],
      "75": ["54", "72", "74"],
      "76": ["73", "91"],
      "84": ["82", "83"],
    };
    for (const [code, former] of Object.entries(merged))
      expect(REGIONS_2015[code]?.effectif, code).toBe(
        former.reduce((sum, one) => sum + REGIONS_2004[one]!.effectif, 0),
      );
  });

  it("the ministry's example of 2015: D1 has 80,000 inhabitants and one councillor, a last seat of the first list comes to it", () => {
    const outcome = in2015(
      lists({
        L1: { D1: 1_149, D2: 62_366, D3: 132_833, D4: 203_511, D5: 143_200 },
        L2: { D1: 3_380, D2: 14_244, D3: 35_629, D4: 66_521, D5: 25_698 },
        L3: { D1: 4_678, D2: 37_236, D3: 92_022, D4: 165_683, D5: 73_260 },
        L4: { D1: 16_321, D2: 33_231, D3: 28_512, D4: 73_260, D5: 23_523 },
      }),
      { sieges: 125, populationParSection: { D1: 80_000, D2: 300_000, D3: 600_000, D4: 900_000, D5: 500_000 } },
    );
    expect(outcome.candidatures[0]?.prime).toBe(32);
    expect(sieges(outcome)).toEqual([73, 11, 28, 13]);
    expect(outcome.etapes.filter(({ type }) => type === "transfert")).toEqual([
      { type: "transfert", article: "L338-1", candidature: "L1", de: "D4", vers: "D1", regle: "REG-2015" },
    ]);
    expect(parSection(outcome).map((one) => one?.["D1"])).toEqual([1, 0, 0, 1]);
  });

  const small = (populations: Sections | undefined): Outcome =>
    in2015(lists({ A: { "48": 10, "30": 500, "34": 480 }, B: { "48": 5, "30": 240, "34": 230 } }), {
      sieges: 40,
      ...(populations === undefined ? {} : { populationParSection: populations }),
    });
  const lozere = (outcome: Outcome): number => parSection(outcome).reduce((sum, one) => sum + (one?.["48"] ?? 0), 0);

  it("two below 100,000 inhabitants, four from there on; Lozère is known to be below", () => {
    expect(lozere(small(undefined))).toBe(2);
    expect(lozere(small({ "48": 99_999, "30": 700_000, "34": 1_000_000 }))).toBe(2);
    const four = small({ "48": 100_000, "30": 700_000, "34": 1_000_000 });
    expect(lozere(four)).toBe(4);
    // Each seat taken is the one of the lowest average then: the list keeps its total.
    expect(four.etapes.filter(({ type }) => type === "transfert")).toHaveLength(4);
    expect(sieges(four)).toEqual(sieges(small(undefined)));
    expect(expliquer(four).join("\n")).toContain("à la section 48, qui n'a pas son minimum");
  });

  it("nothing moves where each section has its minimum, nor under the text of 2003", () => {
    const enough = lists({ A: { "30": 500, "34": 480 }, B: { "30": 240, "34": 230 } });
    expect(in2015(enough, { sieges: 40 }).etapes.some(({ type }) => type === "transfert")).toBe(false);
    const before = t2(lists({ A: { "48": 10, "30": 500, "34": 480 } }), { sieges: 40 });
    expect(before.etapes.some(({ type }) => type === "transfert")).toBe(false);
  });

  it("no département is brought below its own minimum to serve another", () => {
    const outcome = in2015(lists({ A: { "10": 40, "51": 40, "52": 41 } }), { sieges: 9 });
    const [own] = parSection(outcome);
    expect(Object.values(own!).reduce((a, b) => a + b, 0)).toBe(9);
    // 3/3/3: each is below four, so none can give.
    expect(Object.values(own!)).toEqual([3, 3, 3]);
  });

  it("a section that is no département needs its population", () => {
    expect(in2015(lists({ A: { nord: 10 } }), { sieges: 9 })).toMatchObject({
      code: "L-POPULATION-SECTION",
      erreurs: [{ field: "populationParSection.nord" }],
    });
  });

  it("only sections where the first list has seats give any, and nothing else is left open", () => {
    const outcome = in2015(lists({ A: { "10": 5, "51": 400, "52": 0 }, B: { "10": 2, "51": 2, "52": 390 } }), {
      sieges: 40,
    });
    expect(outcome.statut).toBe("ACQUIS_T2");
    expect(outcome.politiques).toBeUndefined();
    const moved = outcome.etapes.flatMap((etape) => (etape.type === "transfert" ? [`${etape.de}>${etape.vers}`] : []));
    expect(moved).toEqual(["51>10", "51>10", "51>10", "51>10"]);
  });

  it("nothing moves while the sections of a list are open, or when nobody has a voix", () => {
    const open = in2015(lists({ A: { "10": 1, "51": 200, "52": 180 }, B: { "10": 0, "51": 90, "52": 90 } }), {
      sieges: 20,
    });
    expect(open).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
    expect(open.etapes.some(({ type }) => type === "transfert")).toBe(false);
    expect(in2015(lists({ A: { "10": 0, "51": 0 } }), { sieges: 20 })).toMatchObject({
      statut: "ACQUIS_T2",
      vacances: 20,
    });
  });

  it("of two last seats with the same average and voix, the one of the younger candidate is taken", () => {
    const moved = (first: string, second: string): string | undefined => {
      const personnes = ["51", "52"].flatMap((section, at) =>
        Array.from({ length: 10 }, (_, index) => ({
          section,
          naissance: index === 9 ? [first, second][at]! : "1970-01-01",
        })),
      );
      const outcome = in2015(
        { A: { voix: 201, sections: { "10": 1, "51": 100, "52": 100 }, personnes } },
        { sieges: 20, populationParSection: { "10": 1, "51": 100_000, "52": 100_000 } },
      );
      return outcome.etapes.flatMap((etape) => (etape.type === "transfert" ? [etape.de] : []))[0];
    };
    expect(moved("1950-01-01", "1960-01-01")).toBe("52");
    expect(moved("1960-01-01", "1950-01-01")).toBe("51");
  });

  it("Q-03: two last seats that nothing known orders", () => {
    const outcome = in2015(lists({ A: { "10": 1, "51": 100, "52": 100 } }), { sieges: 20 });
    expect(outcome).toMatchObject({ statut: "INDECIDABLE", code: "Q-03" });
  });
});

describe("sections, in general", () => {
  it("a section may give its only seat, never below its minimum", () => {
    const moves = (minimum: number): [string[], number[]] => {
      const coureurs = [
        { id: "a", voix: 10, obtenus: 1 },
        { id: "b", voix: 1, obtenus: 0 },
      ];
      const totaux = new Map([
        ["a", 2],
        ["b", 0],
      ]);
      const moved: string[] = [];
      expect(
        reattribuer(
          coureurs,
          totaux,
          () => minimum,
          [],
          (de, vers) => moved.push(`${de}>${vers}`),
        ),
      ).toEqual([]);
      return [moved, coureurs.map(({ obtenus }) => obtenus)];
    };
    expect(moves(1)).toEqual([["a>b"], [0, 1]]);
    expect(moves(2)).toEqual([[], [1, 0]]);
  });

  it("the reader knows the fields of sections", () => {
    const one = {
      ...contest("regionales", "2015-12-06", {}),
      populationParSection: { "48": 76_000 },
      populationAssociee: 900,
      candidatures: [{ id: "A", voix: 0, sections: { "48": 0 }, personnes: [{ nom: "n", section: "48" }] }],
    };
    expect(parseContest(one)).toBe(one);
    expect(parseContest({ ...one, populationParSection: { "48": -1 }, populationAssociee: "x" })).toMatchObject([
      { code: "L-CHAMP-INVALIDE", field: "populationParSection.48" },
      { code: "L-CHAMP-INVALIDE", field: "populationAssociee" },
    ]);
    expect(parseContest({ ...one, candidatures: [{ id: "A", voix: 0, personnes: [{ section: 48 }] }] })).toMatchObject([
      { code: "L-CHAMP-INVALIDE", field: "candidatures[0].personnes[0].section" },
    ]);
  });

  const votes = fc.array(fc.tuple(...["19", "23", "87"].map(() => fc.integer({ min: 0, max: 60 }))), {
    minLength: 1,
    maxLength: 4,
  });
  const named = (voix: readonly (readonly number[])[]): Voix =>
    lists(
      Object.fromEntries(
        voix.map((one, index) => [`l${index}`, Object.fromEntries(one.map((n, at) => [["19", "23", "87"][at]!, n]))]),
      ),
    );

  it("sections add up to the list, lists to the council; order and scale change nothing", () => {
    fc.assert(
      fc.property(
        votes,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom("2010-03-14", "2015-12-06"),
        fc.integer({ min: 2, max: 1_000 }),
        (voix, n, premierTour, k) => {
          const one = contest("regionales", "2016-01-03", named(voix), { tour: 2, premierTour, sieges: n });
          const outcome = decide(one);
          const backward = decide({ ...one, candidatures: one.candidatures.toReversed() });
          expect(backward.candidatures.toReversed()).toEqual(outcome.candidatures);
          const scaled = decide({
            ...one,
            ...contest("regionales", "2016-01-03", named(voix.map((list) => list.map((v) => v * k))), { tour: 2 }),
            premierTour,
            sieges: n,
          });
          expect(parSection(scaled)).toEqual(parSection(outcome));
          if (outcome.statut !== "ACQUIS_T2") return;
          expect(sieges(outcome).reduce((a, b) => a + b, 0) + (outcome.vacances ?? 0)).toBe(n);
          for (const { sieges: own = 0, siegesSections = {} } of outcome.candidatures)
            expect(total(siegesSections)).toBe(own);
        },
      ),
    );
  });

  it("while bureaux are missing, the bonus may be certain and the sections not", () => {
    const outcome = t1(LIMOUSIN, { territoire: "74", inscrits: 400_000, inscritsRestants: 1_000 });
    expect(outcome).toMatchObject({ statut: "INCOMPLET", certitude: "BALLOTTAGE" });
    expect(outcome.candidatures.map(({ certitude }) => certitude)).toEqual(["QUALIFIE", "QUALIFIE", "QUALIFIE"]);
    const second = t2(LIMOUSIN, { territoire: "74", inscrits: 400_000, inscritsRestants: 1_000 });
    expect(second.candidatures.map(({ certitude }) => certitude)).toEqual(["ELU", "OUVERT", "OUVERT"]);
  });
});

const DATA = new URL("../../../shared/data/regionales/", import.meta.url);

describe.skipIf(!existsSync(DATA))("régionales of 6 December 2015 (needs ../shared)", () => {
  const read = <T>(name: string): T => JSON.parse(gunzipSync(readFileSync(new URL(name, DATA))).toString("utf8")) as T;

  it("no région was settled in round 1; who could stand in round 2 had 10 %, in every région", () => {
    const regions = read<{ code: string; inscrits: number; exprimes: number }[]>("T1_regions.json.gz");
    const named =
      read<{ id: string; label: string; listes: { voix: number; tete_de_liste: string }[] }[]>(
        "T1_regions_listes.json.gz",
      );
    let decided = 0;
    for (const { id, label, listes } of named) {
      const territoire = id.padStart(2, "0");
      if (REGIONS_2015[territoire] === undefined) continue;
      const { inscrits, exprimes } = regions.find(({ code }) => code === id)!;
      const outcome = t1(
        Object.fromEntries(listes.map(({ tete_de_liste, voix }) => [tete_de_liste, voix])),
        { territoire, inscrits, exprimes },
        "2015-12-06",
      );
      expect([outcome.statut, outcome.anomalies], label).toEqual(["BALLOTTAGE", undefined]);
      for (const { statut, voix } of outcome.candidatures)
        expect(statut.startsWith("QUALIFIE"), label).toBe(voix * 10 >= exprimes);
      decided += 1;
    }
    expect(decided).toBe(Object.keys(REGIONS_2015).length);
  });
});
