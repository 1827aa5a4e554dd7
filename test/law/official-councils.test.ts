/**
 * More councils against the seats that were proclaimed. Sources: the French encyclopaedia's pages on the régionales of 2010, 2015 and 2021 (ministry
 * of the Interior), lyoncapitale.fr (Auvergne-Rhône-Alpes 2021) and francebleu.fr (Occitanie 2021) for their seats; dnc.nc and
 * la1ere.francetvinfo.fr (Nouvelle-Calédonie 2019); Le Parisien as reprinted by estherbenbassa.fr (sénateurs de Paris 2017),
 * france3-regions.francetvinfo.fr (Corrèze 2014), bfmtv.com and the encyclopaedia (Lille 2020). Where the rows are shares they are in hundredths
 * of a percent, in thousandths in province Nord.
 */
import { describe, expect, it } from "vitest";
import { decide } from "#shared/law/decide.ts";
import { contest, sieges } from "./contests.ts";
import { parRang, proclamations, type Proclamation, rangs } from "./proclaimed.ts";

/** Round 2 of a région, a week after round 1. */
const second = (
  nom: string,
  territoire: string,
  annee: 2010 | 2015 | 2021,
  voix: readonly number[],
  obtenus: readonly number[],
): Proclamation => {
  const [premierTour, date] = {
    2010: ["2010-03-14", "2010-03-21"] as const,
    2015: ["2015-12-06", "2015-12-13"] as const,
    2021: ["2021-06-20", "2021-06-27"] as const,
  }[annee];
  const regle = annee === 2010 ? "REG-2004" : "REG-2015";
  return { nom: `${nom} ${annee}`, type: "regionales", premierTour, date, territoire, voix, sieges: obtenus, regle };
};

proclamations("councils of régions, round 2", [
  second("Languedoc-Roussillon", "91", 2010, [493_210, 240_534, 176_363], [44, 13, 10]),
  second("Limousin", "74", 2010, [140_819, 96_785, 56_089], [27, 10, 6]),
  second("Midi-Pyrénées", "73", 2010, [705_430, 335_512], [69, 22]),
  second("Provence-Alpes-Côte d'Azur", "93", 2010, [747_297, 559_381, 387_481], [72, 30, 21]),
  second("Guyane, still a région", "03", 2010, [19_152, 14_982], [21, 10]),
  second("Languedoc-Roussillon-Midi-Pyrénées", "76", 2015, [1_092_969, 826_023, 520_011], [93, 40, 25]),
  second("Auvergne-Rhône-Alpes", "84", 2021, [960_785, 585_039, 196_173], [136, 51, 17]),
  second("Occitanie", "76", 2021, [882_116, 366_471, 278_253], [109, 28, 21]),
]);

const premier = { type: "regionales", regle: "REG-2015" } as const;

proclamations("councils of régions, round 1", [
  {
    nom: "Guadeloupe 2010, won at once",
    type: "regionales",
    date: "2010-03-14",
    territoire: "971",
    exprimes: 138_495,
    voix: [78_261, 19_405, 17_175, 9_634],
    sieges: [31, 4, 4, 2],
    regle: "REG-2004",
  },
  {
    nom: "Languedoc-Roussillon 2010: the list of the outgoing party, at 7,74 %, may only merge",
    type: "regionales",
    date: "2010-03-14",
    territoire: "91",
    exprimes: 889_063,
    voix: [304_810, 174_523, 112_656, 81_120, 68_774, 58_841],
    statuts: rangs([3, "QUALIFIE_SEUIL"], [3, "PEUT_FUSIONNER"]),
    regle: "REG-2004",
  },
  {
    ...premier,
    nom: "Languedoc-Roussillon-Midi-Pyrénées 2015: 5,00 % by fifty voix",
    date: "2015-12-06",
    territoire: "76",
    exprimes: 2_053_527,
    voix: [653_547, 501_307, 386_981, 210_603, 102_727],
    statuts: rangs([4, "QUALIFIE_SEUIL"], [1, "PEUT_FUSIONNER"]),
  },
  {
    ...premier,
    nom: "Bretagne 2015",
    date: "2015-12-06",
    territoire: "53",
    exprimes: 1_202_266,
    voix: [419_846, 282_005, 218_475, 80_727, 80_516],
    statuts: rangs([3, "QUALIFIE_SEUIL"], [2, "PEUT_FUSIONNER"]),
  },
  {
    ...premier,
    nom: "Occitanie 2021: the sixth list at 5,06 %",
    date: "2021-06-20",
    territoire: "76",
    exprimes: 1_509_081,
    voix: [597_157, 341_254, 183_980, 133_383, 132_487, 76_381],
    statuts: rangs([3, "QUALIFIE_SEUIL"], [3, "PEUT_FUSIONNER"]),
  },
]);

proclamations("Lille, 2020: three lists, the first two 227 voix apart", [
  {
    nom: "15 March: three may stand, three may merge",
    type: "municipales",
    date: "2020-03-15",
    territoire: "59350",
    exprimes: 39_703,
    inscrits: 124_454,
    voix: [11_832, 9_740, 6_960, 3_512, 3_274, 2_719],
    statuts: rangs([3, "QUALIFIE_SEUIL"], [3, "PEUT_FUSIONNER"]),
    regle: "MUN-LISTE-1000",
    more: { population: 232_787 },
  },
  {
    nom: "28 June: 43, 12 and 6 of 61 seats",
    type: "municipales",
    premierTour: "2020-03-15",
    date: "2020-06-28",
    territoire: "59350",
    exprimes: 38_470,
    inscrits: 124_454,
    voix: [15_389, 15_162, 7_919],
    sieges: [43, 12, 6],
    regle: "MUN-LISTE-1000",
    more: { population: 232_787 },
  },
]);

proclamations("Sénat", [
  {
    nom: "Paris 2017: twelve senators, eight lists of thirteen",
    type: "senatoriales",
    date: "2017-09-24",
    territoire: "75",
    voix: [2_433, 1_509, 1_133, 1_092, 927, 856, 753, 654, 390, 198, 34, 17, 3],
    sieges: [4, 2, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
    regle: "SENAT-2014",
  },
  {
    nom: "Corrèze 2014: the seat that round 1 left",
    type: "senatoriales",
    date: "2014-09-28",
    premierTour: "2014-09-28",
    territoire: "19",
    voix: [382, 335],
    sieges: [1, 0],
    regle: "SENAT-2014",
    more: { sieges: 1 },
  },
]);

// Exprimés from the shares that the press gave; in province Nord inscrits too large for a fourth list to matter.
describe("Nouvelle-Calédonie, 12 May 2019", () => {
  const province = (territoire: string, voix: readonly number[], inscrits: number, exprimes: number) => {
    const outcome = decide(
      contest("nouvelle-caledonie", "2019-05-12", parRang(voix), { territoire, inscrits, exprimes }),
    );
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", regle: "NC-2000" });
    return [sieges(outcome), outcome.candidatures.map(({ siegesSections }) => siegesSections?.["congres"])];
  };

  it("province Sud: the fourth list passes 5 % of the inscrits, the congrès first, then eight other seats", () => {
    expect(province("988-sud", [28_802, 13_122, 11_269, 6_077], 108_444, 70_958)).toEqual([
      [20, 9, 7, 4],
      [16, 7, 6, 3],
    ]);
  });

  it("province Nord", () => {
    expect(province("988-nord", [385, 359, 120], 1_600, 1_000)).toEqual([
      [10, 9, 3],
      [7, 6, 2],
    ]);
  });
});
