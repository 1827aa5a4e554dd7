/**
 * Européennes by circonscription, 2004 to 2014: the seats of each as they were proclaimed, where 5 % and the last seat bite. Voix and seats of
 * the ministry of the Interior, as reprinted by the encyclopaedia's pages on the circonscriptions; of 2014, shares in hundredths of a percent
 * (bfmtv.com, seats as on touteleurope.eu).
 */
import { proclamations, type Proclamation } from "./proclaimed.ts";

const europeennes = (
  nom: string,
  territoire: string,
  voix: readonly number[],
  sieges: readonly number[],
  exprimes?: number,
): Proclamation => {
  const date = { "2004": "2004-06-13", "2009": "2009-06-07", "2014": "2014-05-25" }[nom.slice(-4)]!;
  const complets = [...sieges, ...Array<number>(voix.length - sieges.length).fill(0)];
  return {
    nom,
    type: "europeennes",
    date,
    territoire,
    voix,
    sieges: complets,
    ...(exprimes === undefined ? {} : { exprimes }),
    regle: `EUR-${nom.slice(-4)}`,
  };
};

proclamations("européennes by circonscription", [
  europeennes(
    "Massif central-Centre, six seats: four lists above 5 % have none, 2004",
    "Massif central-Centre",
    [
      440_249, 287_085, 140_477, 135_929, 93_301, 88_457, 87_654, 38_070, 33_995, 25_965, 15_000, 12_809, 5_443, 2_785,
      2_159, 284, 102, 57,
    ],
    [3, 2, 1],
  ),
  europeennes(
    "Est, ten seats, 2004",
    "Est",
    [
      631_989, 391_929, 275_932, 270_852, 142_196, 130_921, 64_804, 61_457, 54_424, 52_376, 44_260, 40_031, 21_546,
      18_436, 13_890, 5_341, 3_480, 499,
    ],
    [4, 2, 2, 1, 1],
  ),
  europeennes(
    "Outre-mer, one circonscription without sections, 2004",
    "Outre-mer",
    [109_529, 96_062, 72_291, 39_622, 32_760, 10_774, 7_421, 4_013, 3_119, 2_578, 1_179, 42, 9],
    [1, 1, 1],
  ),
  europeennes(
    "Nord-Ouest, ten seats: 5,80 % has none, 2009",
    "Nord-Ouest",
    [601_556, 449_533, 300_579, 253_009, 215_482, 169_813, 143_967, 105_753, 88_494, 59_525],
    [4, 2, 1, 1, 1, 1],
    2_484_140,
  ),
  europeennes(
    "Massif central-Centre, five seats, 2009",
    "MC",
    [
      382_632, 238_806, 182_311, 109_369, 108_194, 73_162, 68_665, 65_718, 46_351, 25_294, 19_231, 18_841, 2_633, 230,
      229, 228, 185, 97, 49, 24,
    ],
    [3, 1, 1],
  ),
  europeennes(
    "Est, nine seats: the last at 7,57 %, 2009",
    "Est",
    [
      635_016, 374_971, 310_620, 205_256, 164_672, 122_767, 92_613, 89_127, 84_632, 50_698, 31_848, 5_721, 4_325, 941,
      749, 307, 198, 82,
    ],
    [4, 2, 1, 1, 1],
  ),
  europeennes(
    "Outre-mer, three seats by list before their sections, 2009",
    "OM",
    [103_247, 73_110, 70_514, 56_502, 32_322, 10_015, 1_537, 225, 127, 102, 95],
    [1, 1, 1],
  ),
  europeennes(
    "Nord-Ouest, ten seats: the last at 7,15 %, none at 6,38 %, 2014",
    "Nord-Ouest",
    [3_361, 1_875, 1_178, 938, 715, 638],
    [5, 2, 1, 1, 1],
    10_000,
  ),
]);
