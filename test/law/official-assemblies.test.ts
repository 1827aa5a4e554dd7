/**
 * Assemblies whose voix and seats are public: the engine gives the seats that were proclaimed. Sources: ministry of the Interior as reprinted by
 * france-politique.fr (européennes 1999), election-regionale.linternaute.com (Corse 2015), the French encyclopaedia (the others), azertag.az (2024).
 */
import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { contest, sieges, statuts, type Voix } from "./contests.ts";

const parRang = (voix: readonly number[]): Voix =>
  Object.fromEntries(voix.map((count, index) => [`${index + 1}`, count]));

interface Scrutin {
  readonly nom: string;
  readonly type: string;
  readonly date: string;
  readonly premierTour?: string;
  readonly inscrits?: number;
  readonly exprimes: number;
  readonly voix: readonly number[];
  readonly sieges: readonly number[];
  readonly regle: string;
}

const SCRUTINS: readonly Scrutin[] = [
  {
    nom: "européennes 1994",
    type: "europeennes",
    date: "1994-06-12",
    exprimes: 19_487_470,
    voix: [4_985_574, 2_824_173, 2_404_105, 2_344_457, 2_050_086, 1_342_222],
    sieges: [28, 15, 13, 13, 11, 7],
    regle: "EUR-1994",
  },
  {
    nom: "européennes 1999, a tenth list at 3 %",
    type: "europeennes",
    date: "1999-06-13",
    inscrits: 40_132_517,
    exprimes: 17_647_172,
    voix: [3_874_231, 2_304_544, 2_263_201, 1_715_729, 1_638_999, 1_196_491, 1_195_863, 1_005_285, 914_811, 578_837],
    sieges: [22, 13, 12, 9, 9, 6, 6, 5, 5, 0],
    regle: "EUR-1994",
  },
  {
    nom: "européennes 2024, in hundredths of a percent",
    type: "europeennes",
    date: "2024-06-09",
    exprimes: 10_000,
    voix: [3_137, 1_460, 1_383, 989, 725, 550, 547],
    sieges: [30, 13, 13, 9, 6, 5, 5],
    regle: "EUR-2024",
  },
  {
    nom: "Corse 2010",
    type: "corse",
    date: "2010-03-21",
    premierTour: "2010-03-14",
    exprimes: 143_701,
    voix: [52_661, 39_657, 37_224, 14_159],
    sieges: [24, 12, 11, 4],
    regle: "CORSE-51",
  },
  {
    nom: "Corse 2015",
    type: "corse",
    date: "2015-12-13",
    premierTour: "2015-12-06",
    inscrits: 229_824,
    exprimes: 149_526,
    voix: [52_840, 42_607, 40_480, 13_599],
    sieges: [24, 12, 11, 4],
    regle: "CORSE-51",
  },
  {
    nom: "Martinique 2021",
    type: "martinique",
    date: "2021-06-27",
    premierTour: "2021-06-20",
    inscrits: 306_498,
    exprimes: 132_843,
    voix: [50_104, 46_857, 19_218, 16_664],
    sieges: [26, 14, 6, 5],
    regle: "MARTINIQUE-2015",
  },
  {
    nom: "Saint-Martin 2017",
    type: "saint-martin",
    date: "2017-03-26",
    premierTour: "2017-03-19",
    exprimes: 8_855,
    voix: [5_695, 2_138, 1_022],
    sieges: [18, 4, 1],
    regle: "SM-2012",
  },
  {
    nom: "Saint-Pierre-et-Miquelon 2017, in round 1",
    type: "saint-pierre-et-miquelon",
    date: "2017-03-19",
    inscrits: 5_012,
    exprimes: 3_312,
    voix: [2_324, 988],
    sieges: [17, 2],
    regle: "SPM-2012",
  },
  {
    nom: "Saint-Pierre-et-Miquelon 2022",
    type: "saint-pierre-et-miquelon",
    date: "2022-03-27",
    premierTour: "2022-03-20",
    inscrits: 5_002,
    exprimes: 3_845,
    voix: [1_991, 1_466, 388],
    sieges: [15, 4, 0],
    regle: "SPM-2012",
  },
];

describe("assemblies as they were proclaimed", () => {
  it.each(SCRUTINS.map((one) => [one.nom, one] as const))("%s", (_nom, one) => {
    const { type, date, premierTour, inscrits, exprimes } = one;
    const more: Partial<Contest> = {
      exprimes,
      ...(inscrits === undefined ? {} : { inscrits }),
      ...(premierTour === undefined ? {} : { tour: 2, premierTour }),
    };
    const outcome = decide(contest(type, date, parRang(one.voix), more));
    expect(outcome).toMatchObject({ statut: premierTour === undefined ? "ACQUIS_T1" : "ACQUIS_T2", regle: one.regle });
    expect(sieges(outcome)).toEqual(one.sieges);
  });

  it("Saint-Martin, 19 March 2017: 49,05 % is a round 2, for three; three may merge", () => {
    const outcome = decide(
      contest("saint-martin", "2017-03-19", parRang([4_077, 1_141, 1_026, 724, 536, 418]), {
        inscrits: 20_260,
        exprimes: 8_312,
      }),
    );
    expect([outcome.statut, ...Object.values(statuts(outcome))]).toEqual([
      "BALLOTTAGE",
      ...Array<string>(3).fill("QUALIFIE_SEUIL"),
      ...Array<string>(3).fill("PEUT_FUSIONNER"),
    ]);
  });

  it("Martinique, 20 June 2021: four lists pass one tenth of 95,614", () => {
    const outcome = decide(
      contest("martinique", "2021-06-20", parRang([30_267, 24_664, 11_481, 10_166]), {
        inscrits: 306_530,
        exprimes: 95_614,
      }),
    );
    expect([outcome.statut, ...Object.values(statuts(outcome))]).toEqual([
      "BALLOTTAGE",
      ...Array<string>(4).fill("QUALIFIE_SEUIL"),
    ]);
  });
});
