/**
 * The nation's votes since 1962, as the Conseil constitutionnel proclaimed them: présidentielles, and national referendums. In each row the
 * voix add up to the exprimés, which the engine would say otherwise (`L-VOIX-MANQUANTES`).
 */
import { describe, expect, it } from "vitest";
import { decide } from "#shared/law/decide.ts";
import { contest, statuts } from "./contests.ts";
import { parRang, proclamations, type Proclamation, rangs } from "./proclaimed.ts";

const presidentielle = { type: "presidentielle", regle: "PR-1962" } as const;
const duel = (premierTour: string, date: string, elu: number, battu: number): Proclamation => ({
  ...presidentielle,
  nom: `${date.slice(0, 4)}, round 2`,
  premierTour,
  date,
  voix: [elu, battu],
  sieges: [1, 0],
  statuts: ["ELU_T2", "BATTU"],
});
const premier = (date: string, ...voix: readonly number[]): Proclamation => ({
  ...presidentielle,
  nom: `${date.slice(0, 4)}, round 1`,
  date,
  voix,
  statuts: rangs([2, "QUALIFIE_SEUIL"], [voix.length - 2, "NON_QUALIFIE"]),
});

proclamations("présidentielles", [
  premier("1965-12-05", 10_828_521, 7_694_005, 3_777_120, 1_260_208, 415_017, 279_685),
  duel("1965-12-05", "1965-12-19", 13_083_699, 10_619_735),
  premier("1969-06-01", 10_051_816, 5_268_651, 4_808_285, 1_133_222, 816_471, 286_447, 239_106),
  duel("1969-06-01", "1969-06-15", 11_064_371, 7_943_118),
  duel("1974-05-05", "1974-05-19", 13_396_203, 12_971_604),
  duel("1981-04-26", "1981-05-10", 15_708_262, 14_642_306),
  duel("1988-04-24", "1988-05-08", 16_704_279, 14_218_970),
  duel("1995-04-23", "1995-05-07", 15_763_027, 14_180_644),
  duel("2002-04-21", "2002-05-05", 25_537_956, 5_525_032),
  duel("2007-04-22", "2007-05-06", 18_983_138, 16_790_440),
  duel("2012-04-22", "2012-05-06", 18_000_668, 16_860_685),
  duel("2022-04-10", "2022-04-24", 18_768_639, 13_288_686),
]);

describe("présidentielle of 2002", () => {
  it("194,600 voix were between the second and the third; had the second withdrawn, the third stood (Constitution, art. 7)", () => {
    const voix = parRang([5_665_855, 4_804_713, 4_610_113]);
    const more = { exprimes: 28_498_471, inscrits: 41_194_689 };
    expect(Object.values(statuts(decide(contest("presidentielle", "2002-04-21", voix, more))))).toEqual([
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
      "NON_QUALIFIE",
    ]);
    const retrait = decide(contest("presidentielle", "2002-04-21", voix, { ...more, retraits: ["2"] }));
    expect(Object.values(statuts(retrait))).toEqual(["QUALIFIE_SEUIL", "RETIRE", "QUALIFIE_SEUIL"]);
  });
});

describe("national referendums", () => {
  it.each([
    ["1962-10-28", 13_150_516, 7_974_538, true],
    ["1969-04-27", 10_901_753, 12_007_102, false],
    ["1992-09-20", 13_162_992, 12_623_582, true],
    ["2000-09-24", 7_407_697, 2_710_651, true],
    ["2005-05-29", 12_808_270, 15_449_508, false],
  ])("%s", (date, oui, non, adopte) => {
    const outcome = decide(contest("referendum", date, { OUI: oui, NON: non }));
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", regle: "REFERENDUM-1958" });
    expect(statuts(outcome)).toEqual(adopte ? { OUI: "ELU_T1", NON: "BATTU" } : { OUI: "BATTU", NON: "ELU_T1" });
  });
});
