import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Dossier } from "#shared/contracts/dossier.ts";
import type { FileNight } from "#shared/formats/read-night.ts";
import { readNightFile } from "#cli/reference/files.ts";
import { oracleOf, type Oracle, type OracleTotals } from "../oracle/wide-csv.ts";

/** The real files of the wide CSV family, held to what their README says they add up to and to an oracle of their own. */

const DATA = new URL("../../../shared/data/", import.meta.url).pathname;

interface Expected {
  readonly file: string;
  readonly id: string;
  readonly tour: 1 | 2;
  readonly date: string;
  readonly rows: number;
  readonly totals: Partial<OracleTotals>;
  readonly voix: Readonly<Record<string, number>>;
  readonly circonscriptions: number;
}

const FILES: readonly Expected[] = [
  {
    file: "presidentielle/2017-presidentielle-1_par_bureau_large.csv.gz",
    id: "presidentielle-2017",
    tour: 1,
    date: "2017-04-23",
    rows: 69_242,
    totals: { inscrits: 47_582_183, exprimes: 36_054_394 },
    voix: { MACRON: 8_656_346, "LE PEN": 7_678_491 },
    circonscriptions: 577,
  },
  {
    file: "presidentielle/2017-presidentielle-2_par_bureau_large.csv.gz",
    id: "presidentielle-2017",
    tour: 2,
    date: "2017-05-07",
    rows: 69_242,
    totals: { exprimes: 31_381_603 },
    voix: { MACRON: 20_743_128, "LE PEN": 10_638_475 },
    circonscriptions: 577,
  },
  {
    file: "legislatives/2017-legislatives-1_par_bureau_large.csv.gz",
    id: "legislatives-2017",
    tour: 1,
    date: "2017-06-11",
    rows: 69_242,
    totals: { inscrits: 47_570_988, exprimes: 22_654_164 },
    voix: {},
    circonscriptions: 577,
  },
  {
    file: "legislatives/2017-legislatives-2_par_bureau_large.csv.gz",
    id: "legislatives-2017",
    tour: 2,
    date: "2017-06-18",
    rows: 68_767,
    totals: { inscrits: 47_293_103, exprimes: 18_176_066 },
    voix: {},
    circonscriptions: 573,
  },
  {
    file: "europeennes/2019-europeennes_par_bureau_large.csv.gz",
    id: "europeennes-2019",
    tour: 1,
    date: "2019-05-26",
    rows: 69_297,
    totals: { exprimes: 22_654_423 },
    voix: {},
    circonscriptions: 0,
  },
];

const nothing = (): OracleTotals => ({
  bureaux: 0,
  inscrits: 0,
  votants: 0,
  blancs: 0,
  nuls: 0,
  exprimes: 0,
  voix: {},
});

/** Sums tallies by a key, voix under the labels of the file so that they compare with the oracle's. */
function sumBy(
  tallies: FileNight["tallies"],
  labels: ReadonlyMap<string, string>,
  key: (tally: FileNight["tallies"][number]) => string,
): Map<string, OracleTotals> {
  const sums = new Map<string, OracleTotals>();
  for (const tally of tallies) {
    const code = key(tally);
    const sum = sums.get(code) ?? nothing();
    sums.set(code, sum);
    sum.bureaux += 1;
    sum.inscrits += tally.inscrits;
    sum.votants += tally.votants;
    sum.blancs += tally.blancs ?? Number.NaN;
    sum.nuls += tally.nuls ?? Number.NaN;
    sum.exprimes += tally.exprimes;
    for (const [id, votes] of Object.entries(tally.voix)) {
      const label = labels.get(id) ?? id;
      sum.voix[label] = (sum.voix[label] ?? 0) + votes;
    }
  }
  return sums;
}

/** Codes whose totals differ, or that only one of the two has. A ballot does not name who had no vote: absent is zero. */
function differing(expected: ReadonlyMap<string, OracleTotals>, found: ReadonlyMap<string, OracleTotals>): string[] {
  const codes = new Set([...expected.keys(), ...found.keys()]);
  return [...codes].filter((code) => {
    const [a, b] = [expected.get(code), found.get(code)];
    return !a || !b || !FIGURES.every((figure) => a[figure] === b[figure]) || !sameVoix(a.voix, b.voix);
  });
}

const FIGURES = ["bureaux", "inscrits", "votants", "blancs", "nuls", "exprimes"] as const;

const sameVoix = (a: OracleTotals["voix"], b: OracleTotals["voix"]): boolean =>
  [...Object.keys(a), ...Object.keys(b)].every((label) => (a[label] ?? 0) === (b[label] ?? 0));

const labelsOf = ({ head }: Dossier): ReadonlyMap<string, string> =>
  new Map(head.candidatures.map(({ id, nom, nuance }) => [id, nuance ?? nom]));

describe.skipIf(!existsSync(DATA))("the wide CSV files of 2017 and 2019 (needs ../shared)", () => {
  describe.each(FILES)("$file", ({ file, id, tour, date, rows, totals, voix, circonscriptions }) => {
    let night: FileNight;
    let oracle: Oracle;
    beforeAll(async () => {
      night = await readNightFile(DATA + file);
      oracle = oracleOf(DATA + file);
    });

    it("is recognised, and every line of it is used", () => {
      const { dossier, report } = night;
      expect(dossier.head.scrutin).toMatchObject({ id, date });
      expect(dossier.head.tour).toBe(tour);
      expect(report).toMatchObject({ rows, used: rows, rejected: [], encoding: "utf-8" });
    });

    it("adds up to the official totals", () => {
      const { dossier, tallies } = night;
      const nation = sumBy(tallies, labelsOf(dossier), () => "FR").get("FR")!;
      expect(nation).toMatchObject(totals);
      expect(nation.voix).toMatchObject(voix);
      expect(nation).toEqual(oracle.nation);
    });

    it("agrees with the oracle on every bureau, commune, département and circonscription", () => {
      const { dossier, tallies } = night;
      const labels = labelsOf(dossier);
      const unites = new Map(
        dossier.parts.flatMap(({ communes }) =>
          communes.flatMap(({ code, bureaux }) =>
            bureaux.map((bureau) => [`${code}#${bureau.code}`, bureau.unite ?? ""] as const),
          ),
        ),
      );
      const levels = [
        [oracle.departements, sumBy(tallies, labels, ({ departement }) => departement)],
        [oracle.communes, sumBy(tallies, labels, ({ commune }) => commune)],
        [oracle.bureaux, sumBy(tallies, labels, ({ commune, bureau }) => `${commune}#${bureau}`)],
      ] as const;
      for (const [expected, found] of levels) expect(differing(expected, found)).toEqual([]);
      expect(oracle.circonscriptions.size).toBe(circonscriptions);
      if (dossier.head.decision === "unites") {
        const found = sumBy(tallies, labels, ({ commune, bureau }) => unites.get(`${commune}#${bureau}`)!);
        expect(differing(oracle.circonscriptions, found)).toEqual([]);
      }
    });

    it("expects in its dossier what its tallies bring", () => {
      const { dossier, tallies } = night;
      const expected = dossier.parts.map(({ departement, communes }) => ({
        departement,
        communes: communes.length,
        bureaux: communes.flatMap(({ bureaux }) => bureaux).length,
        inscrits: communes.flatMap(({ bureaux }) => bureaux).reduce((sum, { inscrits }) => sum + inscrits, 0),
      }));
      expect(
        dossier.head.departements.map(({ code, communes, bureaux, inscrits }) => ({
          departement: code,
          communes,
          bureaux,
          inscrits,
        })),
      ).toEqual(expected);
      expect(expected.reduce((sum, { bureaux }) => sum + bureaux, 0)).toBe(tallies.length);
      const codes = dossier.head.departements.map(({ code }) => code);
      expect(codes).toEqual(codes.toSorted());
    });
  });

  it("knows which nuances of 2017 several candidates share", async () => {
    const shared = async (file: string): Promise<Map<string, number[]>> => {
      const { dossier } = await readNightFile(DATA + file);
      const whole = dossier.parts.filter(({ departement }) => departement !== "977" && departement !== "978");
      return new Map(
        whole.flatMap(({ unites }) =>
          unites.map(({ code, candidatures }) => [
            code,
            candidatures.map(({ candidats }) => candidats ?? 0).filter((count) => count !== 1),
          ]),
        ),
      );
    };
    const first = await shared("legislatives/2017-legislatives-1_par_bureau_large.csv.gz");
    expect(first.size).toBe(576);
    // 517 of 577; the one of Saint-Barthélemy and Saint-Martin is apart.
    expect([...first.values()].filter((counts) => counts.length > 0)).toHaveLength(516);
    expect(first.get("0104")).toEqual([4]);
    const second = await shared("legislatives/2017-legislatives-2_par_bureau_large.csv.gz");
    expect([...second].filter(([, counts]) => counts.length > 0)).toEqual([
      ["97103", [2]],
      ["97202", [2]],
      ["98702", [2]],
      ["98801", [2]],
    ]);
  });
});
