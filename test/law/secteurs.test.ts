import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { contest, sieges, statuts, type Voix } from "./contests.ts";

const t1 = (territoire: string, voix: Voix, more: Partial<Contest> = {}, date = "2014-03-23"): Outcome =>
  decide(contest("municipales", date, voix, { territoire, ...more }));
const t2 = (territoire: string, voix: Voix, more: Partial<Contest> = {}): Outcome =>
  decide(contest("municipales", "2014-03-30", voix, { territoire, tour: 2, premierTour: "2014-03-23", ...more }));
const names = (voix: number, count: number): { voix: number; personnes: { nom: string }[] } => ({
  voix,
  personnes: Array.from({ length: count }, (_, index) => ({ nom: `${index + 1}` })),
});
const ranks = (outcome: Outcome, id: string, corps: string): number[] =>
  outcome.candidatures.find((one) => one.id === id)!.elus!.flatMap((elu) => (elu.corps === corps ? [elu.rang] : []));

describe("E08 Paris, Lyon and Marseille by secteur", () => {
  it("Ex1 and T-42: Lyon 1er, two bodies; the second goes on from the first candidate not elected", () => {
    const outcome = t2("69123SR01", { A: names(4_200, 14), B: names(3_900, 14), C: names(1_500, 14) });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T2", regle: "PLM-2014" });
    expect([sieges(outcome), sieges(outcome, "siegesArrondissement")]).toEqual([
      [3, 1, 0],
      [7, 2, 1],
    ]);
    expect([ranks(outcome, "A", "conseil"), ranks(outcome, "A", "arrondissement")]).toEqual([
      [1, 2, 3],
      [4, 5, 6, 7, 8, 9, 10],
    ]);
    expect([ranks(outcome, "B", "conseil"), ranks(outcome, "B", "arrondissement")]).toEqual([[1], [2, 3]]);
    expect(ranks(outcome, "C", "arrondissement")).toEqual([1]);
  });

  it("Ex2 and T-08b: one seat has no bonus, of three it is one", () => {
    expect(sieges(t1("75056SR01", { A: 5_100, B: 4_900 }))).toEqual([1, 0]);
    expect(sieges(t1("75103", { A: 5_100, B: 4_900 }))).toEqual([2, 1]);
  });

  it("GT-10: Paris 1er, March 2014", () => {
    const outcome = t1("75056SR01", { L1: 3_144, L2: 1_603, L3: 659, L4: 306 }, { exprimes: 6_079 });
    expect(outcome.statut).toBe("ACQUIS_T1");
    expect([sieges(outcome), sieges(outcome, "siegesArrondissement")]).toEqual([
      [1, 0, 0, 0],
      [8, 2, 0, 0],
    ]);
    expect(outcome.etapes).toContainEqual(
      expect.objectContaining({ type: "admission", admises: ["L1", "L2", "L3", "L4"] }),
    );
  });

  it("T-19: the city's totals decide nothing", () => {
    for (const ville of ["75056", "69123", "13055"])
      expect(t1(ville, { A: 60, B: 40 })).toMatchObject({ statut: "INDECIDABLE", code: "L-SECTEUR" });
  });

  it("§10.2 and T-46: seats by secteur in 2008, 2014 and 2020, on both sides of each boundary", () => {
    const council = (territoire: string, date: string): number =>
      sieges(t1(territoire, { A: 1 }, { siegesArrondissement: 10 }, date))[0]!;
    const paris = (date: string): number[] =>
      Array.from({ length: 20 }, (_, index) => council(`75056SR${String(index + 1).padStart(2, "0")}`, date));
    expect(paris("2014-03-22")).toEqual([3, 3, 3, 3, 4, 3, 5, 3, 4, 6, 11, 10, 13, 10, 17, 13, 13, 14, 12, 13]);
    const since2014 = [1, 2, 3, 2, 4, 3, 4, 3, 4, 7, 11, 10, 13, 10, 18, 13, 12, 15, 14, 14];
    expect(paris("2014-03-23")).toEqual(since2014);
    expect(paris("2020-03-14")).toEqual(since2014);
    expect(paris("2020-03-15")).toEqual([8, 0, 0, 0, ...since2014.slice(4)]);
    const many = (ville: string, count: number): number =>
      Array.from({ length: count }, (_, index) => council(`${ville}SR0${index + 1}`, "2014-03-23")).reduce(
        (a, b) => a + b,
      );
    expect([many("69123", 9), many("13055", 8), since2014.reduce((a, b) => a + b)]).toEqual([73, 101, 163]);
    expect(council("69389", "2020-03-15")).toBe(9);
  });

  it("§10.2: twice as many seats in the arrondissement, ten at least", () => {
    const second = (territoire: string): number => sieges(t1(territoire, { A: 1 }), "siegesArrondissement")[0]!;
    expect(["75056SR01", "75056SR15", "69123SR03", "13055SR07"].map(second)).toEqual([10, 36, 24, 32]);
    expect(second("75056SR21")).toBe(0);
    expect(t1("75056SR21", { A: 1 })).toMatchObject({ code: "L-SIEGES-MANQUANTS", erreurs: [{ field: "sieges" }] });
    expect(sieges(t1("13201", { A: 1 }, { sieges: 11 }))).toEqual([11]);
  });

  it("an exhausted list leaves seats of the arrondissement empty", () => {
    const outcome = t1("75056SR01", { A: names(10, 3) });
    expect(outcome).toMatchObject({ vacances: 8, politiques: { "Q-12": "vacant" } });
    expect(ranks(outcome, "A", "arrondissement")).toEqual([2, 3]);
    // Three names for twelve seats, then none for twenty-four.
    const short = t1("69123SR03", { A: names(10, 3) });
    expect(short.vacances).toBe(9 + 24);
    expect([ranks(short, "A", "conseil"), ranks(short, "A", "arrondissement")]).toEqual([[1, 2, 3], []]);
  });

  it("T-11: no fallback in a secteur", () => {
    expect(
      t1("69123SR01", { a: 450, ...Object.fromEntries("bcdefghij".split("").map((id) => [id, 61])) }),
    ).toMatchObject({ statut: "BALLOTTAGE", politiques: { "Q-10": "texte" } });
  });

  it("GT-11 (B15): since 2026 the city has a ballot of its own, with a bonus of a quarter", () => {
    const paris = (voix: Voix): Outcome => t1("75056", voix, { tour: 2, premierTour: "2026-03-15" }, "2026-03-22");
    const first = paris({ A: 310_000, B: 290_000, C: 120_000, D: 30_000 });
    expect(first).toMatchObject({ statut: "ACQUIS_T2", regle: "PLM-CONSEIL-2026" });
    expect(sieges(first)).toEqual([94, 49, 20, 0]);
    expect(first.candidatures[0]?.prime).toBe(41);
    const four = paris({ A: 240_000, B: 230_000, C: 180_000, D: 100_000 });
    expect(sieges(four)).toEqual([80, 38, 29, 16]);
    // Round 1 gives the same bonus; Lyon has 73 seats, Marseille 111.
    const lyon = t1("69123", { A: 60, B: 40 }, {}, "2026-03-15");
    expect([lyon.statut, lyon.candidatures[0]?.prime]).toEqual(["ACQUIS_T1", 19]);
    expect(t1("13055", { A: 60 }, {}, "2026-03-15").candidatures[0]).toMatchObject({ prime: 28 });
  });

  it("B15: the conseillers communautaires of the city's ballot follow the same bonus (L273-8)", () => {
    const outcome = t1("13055", { A: 60, B: 40 }, { sieges: 111, siegesCommunautaires: 9 }, "2026-03-15");
    // 3 of 9, then 6 by highest average: 4 and 2. A bonus of half would make it 8 and 1.
    expect(sieges(outcome, "siegesCommunautaires")).toEqual([7, 2]);
    expect(outcome.candidatures[0]?.prime).toBe(28);
  });

  it("B15: the arrondissement's own ballot keeps the bonus of half", () => {
    const outcome = t1("75056SR15", { A: 60, B: 40 }, { siegesArrondissement: 36 }, "2026-03-15");
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", regle: "PLM-ARRONDISSEMENT-2026" });
    expect(outcome.candidatures).toMatchObject([{ siegesArrondissement: 29, prime: 18 }, { siegesArrondissement: 7 }]);
    expect(outcome.candidatures[0]).not.toHaveProperty("sieges");
    const admission = (one: Outcome): string[] =>
      one.etapes.flatMap((etape) => (etape.type === "admission" ? [etape.corps] : []));
    expect([admission(outcome), admission(t1("75056SR15", { A: 60 }))]).toEqual([["arrondissement"], ["conseil"]]);
    expect(t1("75056SR15", { A: 60 }, {}, "2026-03-15").code).toBe("L-SIEGES-MANQUANTS");
    expect(t1("75056SR15", { A: 60 }, {}, "2026-03-14").code).toBeUndefined();
  });

  it("one seat: whoever leads is certain though it has no bonus there", () => {
    const open = t1("75056SR01", { A: 500, B: 300 }, { inscrits: 2_000, inscritsRestants: 250 });
    expect(open.candidatures.map(({ certitude }) => certitude)).toEqual(["OUVERT", "OUVERT"]);
    const sure = t1("75056SR01", { A: 500, B: 300 }, { inscrits: 2_000, inscritsRestants: 100 });
    expect(sure.candidatures.map(({ certitude }) => certitude)).toEqual(["ELU", "OUVERT"]);
    expect(statuts(sure)["A"]).toBe("ELU_T1");
  });
});

const PEERS = new URL("../../../shared/peer-tests/french-ministry/municipales-2014-t2-seats.json", import.meta.url);
const ROUND1 = new URL(
  "../../../shared/data/municipales/muni-2014-resultats-com-1000-et-plus-t1.txt.gz",
  import.meta.url,
);

describe.skipIf(!existsSync(PEERS))("the ministry's seats by secteur (needs ../shared)", () => {
  it("30 March 2014: the council, the arrondissement and the intercommunal council of each secteur", () => {
    interface Row {
      dept: string;
      commune: string;
      exprimes: number;
      voix: number[];
      cm: number[];
      secteur: number[] | null;
      cc: number[] | null;
    }
    const { cases } = JSON.parse(readFileSync(PEERS, "utf8")) as { cases: Row[] };
    const rows = cases.filter(({ commune }) => commune.includes("SR"));
    expect(rows).toHaveLength(31);
    for (const { dept, commune, exprimes, voix, cm, secteur, cc } of rows) {
      const communautaires = (cc ?? []).reduce((a, b) => a + b, 0);
      const outcome = t2(dept + commune, Object.fromEntries(voix.map((one, index) => [`l${index}`, one])), {
        exprimes,
        ...(communautaires === 0 ? {} : { siegesCommunautaires: communautaires }),
      });
      expect([sieges(outcome), sieges(outcome, "siegesArrondissement")], commune).toEqual([cm, secteur]);
      if (communautaires > 0) expect(sieges(outcome, "siegesCommunautaires"), commune).toEqual(cc);
    }
  });

  it("23 March 2014: the 37 secteurs, elected at once or not, and their seats", () => {
    const text = gunzipSync(readFileSync(ROUND1)).toString("latin1");
    const rows = text.split(/\r?\n/).filter((line) => /SR\d\d;/.test(line));
    expect(rows).toHaveLength(37);
    let acquis = 0;
    for (const row of rows) {
      const cells = [...row.matchAll(/(?:^|;)(?:"([^"]*)"|([^;]*))/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? "",
      );
      const lists: { voix: number; cm: number; secteur: number; cc: number }[] = [];
      for (let at = 17; at + 10 < cells.length; at += 11) {
        const [cm, secteur, cc, voix] = cells.slice(at + 5, at + 9).map(Number);
        lists.push({ voix: voix!, cm: cm!, secteur: secteur!, cc: cc! });
      }
      const communautaires = lists.reduce((sum, { cc }) => sum + cc, 0);
      const outcome = t1(
        `${cells[1]}${cells[4]}`,
        Object.fromEntries(lists.map(({ voix }, index) => [`l${index}`, voix])),
        {
          exprimes: Number(cells[14]),
          inscrits: Number(cells[6]),
          ...(communautaires === 0 ? {} : { siegesCommunautaires: communautaires }),
        },
      );
      expect(outcome.anomalies, cells[5]).toBeUndefined();
      const elected = lists.some(({ secteur }) => secteur > 0);
      expect(outcome.statut, cells[5]).toBe(elected ? "ACQUIS_T1" : "BALLOTTAGE");
      if (!elected) continue;
      acquis += 1;
      expect([sieges(outcome), sieges(outcome, "siegesArrondissement")], cells[5]).toEqual([
        lists.map(({ cm }) => cm),
        lists.map(({ secteur }) => secteur),
      ]);
      if (communautaires > 0)
        expect(sieges(outcome, "siegesCommunautaires"), cells[5]).toEqual(lists.map(({ cc }) => cc));
    }
    expect(acquis).toBe(6);
  });
});
