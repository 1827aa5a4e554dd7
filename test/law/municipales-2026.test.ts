/**
 * March 2026, the first municipales by list everywhere and by the whole city in Paris, Lyon and Marseille: exprimés, voix and seats as the
 * ministry published them by commune (data.gouv.fr, « Élections municipales 2026 », results of the first round of 20 March and of the second
 * of 23 March).
 */
import { describe, expect, it } from "vitest";
import { decide } from "#shared/law/decide.ts";
import type { Contest } from "#shared/law/contest.ts";
import { sieges, statuts } from "./contests.ts";

/** Commune, members of the council, inscrits, exprimés; voix of each list; seats of each. */
type Resultat = readonly [string, number, number, number, readonly number[], readonly number[]];

const contestDe = (tour: 1 | 2, [territoire, , inscrits, exprimes, voix]: Resultat): Contest => ({
  type: "municipales",
  date: tour === 1 ? "2026-03-15" : "2026-03-22",
  tour,
  territoire,
  inscrits,
  exprimes,
  candidatures: voix.map((count, index) => ({ id: `${index + 1}`, voix: count })),
});

const PREMIER_TOUR: readonly Resultat[] = [
  ["13002", 35, 17_537, 11_921, [9_033, 1_605, 820, 463], [32, 2, 1, 0]],
  ["13008", 15, 464, 405, [203, 202], [12, 3]],
  ["13028", 39, 32_183, 18_091, [10_371, 3_398, 2_282, 1_204, 836], [32, 4, 2, 1, 0]],
  ["13030", 29, 4_684, 2_986, [2_054, 593, 339], [25, 3, 1]],
  ["13033", 29, 5_237, 3_355, [1_743, 1_000, 612], [23, 4, 2]],
  ["13058", 19, 2_037, 1_448, [776, 672], [15, 4]],
  ["13061", 11, 196, 176, [106, 70], [9, 2]],
  ["13075", 33, 10_237, 6_209, [4_024, 1_574, 407, 204], [28, 4, 1, 0]],
  ["13078", 29, 6_397, 4_047, [2_546, 1_277, 224], [24, 5, 0]],
  ["69109", 15, 678, 448, [325, 123], [13, 2]],
  ["69112", 29, 5_141, 3_082, [1_551, 1_130, 401], [22, 5, 2]],
  ["69125", 15, 792, 530, [406, 124], [14, 1]],
  ["69149", 43, 24_164, 12_554, [7_410, 4_475, 669], [35, 7, 1]],
  ["69166", 11, 221, 190, [103, 87], [9, 2]],
  ["69205", 29, 3_986, 2_723, [1_407, 1_000, 316], [23, 5, 1]],
];

const SECOND_TOUR: readonly Resultat[] = [
  ["13001", 55, 97_603, 44_204, [20_930, 13_715, 6_039, 3_520], [41, 9, 3, 2]],
  ["13004", 45, 38_069, 21_966, [9_311, 8_304, 2_872, 1_479], [33, 8, 3, 1]],
  ["13005", 43, 34_565, 19_843, [7_200, 6_689, 5_954], [30, 7, 6]],
  ["13014", 33, 9_885, 6_349, [2_870, 2_836, 643], [25, 7, 1]],
  ["13026", 33, 12_524, 7_372, [3_453, 3_410, 509], [25, 7, 1]],
  ["13027", 33, 11_741, 7_326, [3_227, 2_896, 1_203], [24, 7, 2]],
  ["13032", 29, 7_337, 4_869, [2_585, 2_284], [22, 7]],
  ["13035", 29, 6_493, 4_666, [2_033, 1_482, 1_151], [21, 5, 3]],
  ["13056", 43, 36_072, 20_298, [8_959, 7_115, 4_224], [32, 7, 4]],
  ["13059", 27, 3_138, 1_981, [842, 813, 326], [20, 5, 2]],
  ["13066", 29, 4_662, 3_107, [1_152, 1_017, 686, 252], [20, 5, 3, 1]],
  ["13071", 35, 18_216, 11_150, [3_692, 3_077, 2_244, 1_587, 550], [24, 5, 4, 2, 0]],
  ["13086", 29, 7_547, 5_116, [2_299, 2_161, 656], [22, 6, 1]],
  ["69115", 27, 3_368, 1_914, [934, 491, 489], [21, 3, 3]],
  ["69142", 29, 3_947, 2_152, [999, 790, 363], [22, 5, 2]],
  ["69143", 29, 5_359, 3_108, [1_127, 1_100, 881], [20, 5, 4]],
  ["69199", 33, 8_536, 3_195, [1_302, 1_186, 381, 326], [24, 6, 2, 1]],
  ["69204", 35, 14_732, 9_108, [3_591, 2_917, 1_519, 1_081], [25, 5, 3, 2]],
];

describe("municipales of March 2026", () => {
  it.each([
    ...PREMIER_TOUR.map((one) => [one[0], 1, one] as const),
    ...SECOND_TOUR.map((one) => [one[0], 2, one] as const),
  ])("seats of %s, round %i, as published", (_code, tour, resultat) => {
    const outcome = decide({ ...contestDe(tour, resultat), sieges: resultat[1] });
    expect(outcome).toMatchObject({ statut: tour === 1 ? "ACQUIS_T1" : "ACQUIS_T2", regle: "MUN-LISTE-2026" });
    expect(sieges(outcome)).toEqual(resultat[5]);
  });

  it.each<Resultat>([
    ["75056", 163, 1_404_863, 847_432, [428_143, 351_825, 67_464], [103, 51, 9]],
    ["13055", 111, 555_469, 301_030, [163_586, 121_310, 16_134], [73, 34, 4]],
    ["69123", 73, 321_188, 206_642, [104_702, 101_940], [46, 27]],
  ])("B15: the council of %s, %i members whom its code alone gives, a quarter of them as the bonus", (...resultat) => {
    const outcome = decide(contestDe(2, resultat));
    expect(outcome).toMatchObject({ statut: "ACQUIS_T2", regle: "PLM-CONSEIL-2026" });
    expect(sieges(outcome)).toEqual(resultat[5]);
    expect(outcome.candidatures[0]!.prime).toBe(Math.ceil(resultat[1] / 4));
  });

  it("access to round 2: Aix, six lists, of which one may merge and one may not", () => {
    const aix = decide(contestDe(1, ["13001", 55, 97_593, 47_884, [18_871, 9_649, 7_620, 5_652, 3_833, 2_259], []]));
    expect(Object.values(statuts(aix))).toEqual([
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
      "PEUT_FUSIONNER",
      "NON_QUALIFIE",
    ]);
  });

  it("three voix short of the majority: Éguilles voted twice, and Limas with two lists level at 509", () => {
    const eguilles = decide(contestDe(1, ["13032", 29, 7_337, 4_645, [2_320, 1_179, 1_146], []]));
    expect(eguilles).toMatchObject({ statut: "BALLOTTAGE" });
    const limas = decide(contestDe(1, ["69115", 27, 3_365, 1_914, [896, 509, 509], []]));
    expect([limas.statut, ...Object.values(statuts(limas))]).toEqual([
      "BALLOTTAGE",
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
      "QUALIFIE_SEUIL",
    ]);
  });

  it("an arrondissement's own ballot: its seats may be called `sieges`, the only body it fills", () => {
    const secteur = (more: Partial<Contest>): Contest => ({
      ...contestDe(2, ["75056SR05", 0, 40_000, 20_000, [11_000, 9_000], []]),
      ...more,
    });
    expect(decide(secteur({}))).toMatchObject({ code: "L-SIEGES-MANQUANTS", regle: "PLM-ARRONDISSEMENT-2026" });
    expect(sieges(decide(secteur({ siegesArrondissement: 13 })), "siegesArrondissement")).toEqual([10, 3]);
    expect(decide(secteur({ sieges: 13 }))).toEqual(decide(secteur({ siegesArrondissement: 13 })));
  });
});
