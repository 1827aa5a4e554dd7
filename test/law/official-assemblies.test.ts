/**
 * Assemblies whose voix and seats are public: the engine gives the seats that were proclaimed. Sources: ministry of the Interior as reprinted by
 * france-politique.fr (européennes 1999), election-regionale.linternaute.com (Corse 2015), election-regionale.journaldunet.com (Île-de-France
 * 2015), france3-regions.francetvinfo.fr (Bourgogne-Franche-Comté 2015), rtl.fr and francebleu.fr (Bretagne), politiquemania.com (Centre 2010),
 * vie-publique.fr (Corse 2017), le97150.fr and faxinfo.fr (Saint-Martin 2022), france3-regions.francetvinfo.fr (sénateurs des Alpes), journaldesaintbarth.com and le97150.fr (Saint-Barthélemy), la1ere.francetvinfo.fr (Guyane), radio1.pf and
 * tahiti-infos.com (Polynésie), azertag.az (2024); the French encyclopaedia for the others. Shares are in hundredths of a percent.
 */
import { describe, expect, it } from "vitest";
import { decide } from "#shared/law/decide.ts";
import { secondTour } from "#shared/law/second-round.ts";
import { contest, sieges, type Voix } from "./contests.ts";
import { parRang, proclamations, type Proclamation, rangs } from "./proclaimed.ts";

const SCRUTINS: readonly Proclamation[] = [
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
    nom: "Corse 2004, seven lists and a bonus of three",
    type: "corse",
    date: "2004-03-28",
    premierTour: "2004-03-21",
    inscrits: 195_525,
    voix: [35_627, 26_434, 24_652, 21_562, 11_810, 11_094, 11_025],
    sieges: [15, 9, 8, 7, 4, 4, 4],
    regle: "CORSE-2003",
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
    nom: "Corse 2017, the first 63 seats",
    type: "corse",
    date: "2017-12-10",
    premierTour: "2017-12-03",
    voix: [5_646, 1_829, 1_266, 1_259],
    sieges: [41, 10, 6, 6],
    regle: "CORSE-63",
  },
  {
    nom: "Île-de-France 2015",
    type: "regionales",
    date: "2015-12-13",
    premierTour: "2015-12-06",
    territoire: "11",
    inscrits: 7_086_172,
    voix: [1_629_410, 1_569_262, 521_493],
    sieges: [121, 66, 22],
    regle: "REG-2015",
  },
  {
    nom: "Bourgogne-Franche-Comté 2015, three lists within 2,24 points",
    type: "regionales",
    date: "2015-12-13",
    premierTour: "2015-12-06",
    territoire: "27",
    voix: [3_468, 3_289, 3_244],
    sieges: [51, 25, 24],
    regle: "REG-2015",
  },
  {
    nom: "Bretagne 2015",
    type: "regionales",
    date: "2015-12-13",
    premierTour: "2015-12-06",
    territoire: "53",
    voix: [5_141, 2_972, 1_887],
    sieges: [53, 18, 12],
    regle: "REG-2015",
  },
  {
    nom: "Bretagne 2021, five lists in round 2, none with half of the seats",
    type: "regionales",
    date: "2021-06-27",
    premierTour: "2021-06-20",
    territoire: "53",
    voix: [2_984, 2_198, 2_022, 1_475, 1_322],
    sieges: [40, 14, 12, 9, 8],
    regle: "REG-2015",
  },
  {
    nom: "Saint-Barthélemy 2017, in round 1",
    type: "saint-barthelemy",
    date: "2017-03-19",
    inscrits: 5_478,
    voix: [1_950, 747, 657, 280],
    sieges: [14, 2, 2, 1],
    regle: "SB-2007",
  },
  {
    nom: "Saint-Barthélemy 2022, by 65 voix",
    type: "saint-barthelemy",
    date: "2022-03-27",
    premierTour: "2022-03-20",
    inscrits: 5_315,
    voix: [1_970, 1_905],
    sieges: [13, 6],
    regle: "SB-2007",
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
    nom: "Saint-Martin 2007, the first council",
    type: "saint-martin",
    date: "2007-07-08",
    premierTour: "2007-07-01",
    voix: [3_753, 3_231, 681],
    sieges: [16, 6, 1],
    regle: "SM-2007",
  },
  {
    nom: "Saint-Martin 2017",
    type: "saint-martin",
    date: "2017-03-26",
    premierTour: "2017-03-19",
    exprimes: 8_855,
    voix: [5_695, 2_138, 1_022],
    sieges: [18, 4, 1],
    regle: "SM-2007",
  },
  {
    nom: "Saint-Martin 2022",
    type: "saint-martin",
    date: "2022-03-27",
    premierTour: "2022-03-20",
    inscrits: 18_997,
    voix: [4_742, 3_226, 1_698],
    sieges: [16, 5, 2],
    regle: "SM-2007",
  },
  {
    nom: "Alpes-de-Haute-Provence 2020, one senator in round 1",
    type: "senatoriales",
    date: "2020-09-27",
    territoire: "04",
    inscrits: 10_300,
    voix: [6_539, 1_821, 1_639],
    sieges: [1, 0, 0],
    regle: "SENAT-2014",
  },
  {
    nom: "Hautes-Alpes 2020, one senator by nine voix in round 2",
    type: "senatoriales",
    date: "2020-09-27",
    premierTour: "2020-09-27",
    territoire: "05",
    voix: [210, 201],
    sieges: [1, 0],
    regle: "SENAT-2014",
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

const PREMIERS_TOURS: readonly Proclamation[] = [
  {
    nom: "Corse, 21 March 2004: seven of nineteen lists pass 5 %; the smallest may still be taken in",
    type: "corse",
    date: "2004-03-21",
    inscrits: 195_621,
    exprimes: 138_189,
    voix: [20_155, 17_906, 16_772, 14_477, 9_147, 8_804, 8_018, 1],
    statuts: rangs([7, "QUALIFIE_SEUIL"], [1, "PEUT_FUSIONNER"]),
    regle: "CORSE-2003",
  },
  {
    nom: "Centre, 14 March 2010: four lists pass 10 %, two may merge, one of them by 621 voix",
    type: "regionales",
    date: "2010-03-14",
    territoire: "24",
    inscrits: 1_779_660,
    voix: [227_392, 221_168, 91_365, 87_872, 59_034, 39_803, 27_844, 20_338, 8_837],
    statuts: rangs([4, "QUALIFIE_SEUIL"], [2, "PEUT_FUSIONNER"], [3, "NON_QUALIFIE"]),
    regle: "REG-2004",
  },
  {
    nom: "Bretagne, 20 June 2021: five lists pass 10 %",
    type: "regionales",
    date: "2021-06-20",
    territoire: "53",
    exprimes: 10_000,
    voix: [2_095, 1_627, 1_553, 1_484, 1_427],
    statuts: rangs([5, "QUALIFIE_SEUIL"]),
    regle: "REG-2015",
  },
  {
    nom: "Saint-Barthélemy, 20 March 2022: 46,15 % is a round 2",
    type: "saint-barthelemy",
    date: "2022-03-20",
    inscrits: 5_315,
    voix: [1_625, 953, 943],
    statuts: rangs([3, "QUALIFIE_SEUIL"]),
    regle: "SB-2007",
  },
  {
    nom: "Saint-Martin, 1 July 2007: three lists pass 10 %, two may merge",
    type: "saint-martin",
    date: "2007-07-01",
    voix: [2_829, 2_237, 767, 635, 544],
    statuts: rangs([3, "QUALIFIE_SEUIL"], [2, "PEUT_FUSIONNER"]),
    regle: "SM-2007",
  },
  {
    nom: "Saint-Martin, 20 March 2022: five lists pass 10 %, the sixth may merge",
    type: "saint-martin",
    date: "2022-03-20",
    inscrits: 18_961,
    voix: [2_128, 2_074, 1_465, 1_155, 934, 626],
    statuts: rangs([5, "QUALIFIE_SEUIL"], [1, "PEUT_FUSIONNER"]),
    regle: "SM-2007",
  },
  {
    nom: "Polynésie, 22 April 2018: three lists pass 12,5 %, nobody else 5 %",
    type: "polynesie",
    date: "2018-04-22",
    exprimes: 10_021,
    voix: [4_326, 2_940, 2_072, 368, 200, 115],
    statuts: rangs([3, "QUALIFIE_SEUIL"], [3, "NON_QUALIFIE"]),
    regle: "PF-2013",
  },
  {
    nom: "first circonscription of Polynésie, 4 June 2022: one candidate above 12,5 % of the inscrits, the second taken too",
    type: "legislatives",
    date: "2022-06-04",
    territoire: "98701",
    inscrits: 72_176,
    exprimes: 30_955,
    voix: [12_970, 6_224, 4_454, 2_979, 1_961],
    statuts: rangs([1, "QUALIFIE_SEUIL"], [1, "QUALIFIE_REPECHAGE"], [3, "NON_QUALIFIE"]),
    regle: "LEG-1986",
  },
  {
    nom: "Saint-Martin, 19 March 2017: 49,05 % is a round 2, for three; three may merge",
    type: "saint-martin",
    date: "2017-03-19",
    inscrits: 20_260,
    exprimes: 8_312,
    voix: [4_077, 1_141, 1_026, 724, 536, 418],
    statuts: rangs([3, "QUALIFIE_SEUIL"], [3, "PEUT_FUSIONNER"]),
    regle: "SM-2007",
  },
  {
    nom: "Martinique, 20 June 2021: four lists pass one tenth of 95,614",
    type: "martinique",
    date: "2021-06-20",
    inscrits: 306_530,
    exprimes: 95_614,
    voix: [30_267, 24_664, 11_481, 10_166],
    statuts: rangs([4, "QUALIFIE_SEUIL"]),
    regle: "MARTINIQUE-2015",
  },
];

proclamations("assemblies as they were proclaimed", SCRUTINS);
proclamations("first rounds that came to a second", PREMIERS_TOURS);

describe("Guyane, June 2021", () => {
  it("three lists pass 10 %, the fourth 5 %; three of the four merged under the second, against the first", () => {
    const premier = contest("guyane", "2021-06-20", parRang([4_372, 2_767, 2_334, 527]), { inscrits: 29_642 });
    const outcome = decide(premier);
    expect(outcome.candidatures.map(({ statut }) => statut)).toEqual(
      rangs([3, "QUALIFIE_SEUIL"], [1, "PEUT_FUSIONNER"]),
    );
    const suite = secondTour(premier, outcome, {
      depots: [{ id: "1" }, { id: "2", origines: ["3", "4"], depose: "2021-06-22T17:00" }],
    });
    expect(suite).toMatchObject({
      depots: [{ recevable: true }, { recevable: true }],
      candidatures: [{ id: "1" }, { id: "2", origines: ["3", "4"] }],
    });
  });
});

describe("Polynésie, 6 May 2018", () => {
  it("38, 11 and 8 of 57 seats, on the voix of each section (the eighth: what the whole leaves)", () => {
    const sections = (...voix: readonly number[]): Voix[string] => ({
      voix: voix.reduce((sum, one) => sum + one, 0),
      sections: Object.fromEntries(voix.map((count, index) => [`${index + 1}`, count])),
    });
    const outcome = decide(
      contest(
        "polynesie",
        "2018-05-06",
        {
          tapura: sections(15_526, 18_457, 10_181, 11_336, 3_399, 2_634, 3_176, 2_016),
          tahoeraa: sections(9_318, 10_890, 4_372, 5_332, 1_767, 1_813, 2_285, 1_832),
          tavini: sections(6_783, 8_847, 8_831, 4_328, 871, 354, 589, 751),
        },
        { tour: 2, premierTour: "2018-04-22", inscrits: 206_520 },
      ),
    );
    expect([outcome.statut, sieges(outcome)]).toEqual(["ACQUIS_T2", [38, 11, 8]]);
  });
});
