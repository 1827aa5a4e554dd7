import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assembleRows, type ScrutinFacts } from "#shared/formats/assembly/assemble.ts";
import { nuanceName } from "#shared/formats/assembly/nuances.ts";
import { splitFigures } from "#shared/formats/assembly/split.ts";
import type { ResultCandidature, ResultRow, Territoire } from "#shared/formats/result-rows.ts";

const facts = (type: string, date: string, tour: 1 | 2 = 1, premierTour = date): ScrutinFacts => ({
  type,
  id: `${type}-${date.slice(0, 4)}`,
  nom: type,
  tour,
  date,
  premierTour,
});

const NOWHERE: Territoire = {
  region: null,
  departement: null,
  commune: null,
  bureau: null,
  secteur: null,
  canton: null,
  circonscription: null,
  nom: "Ici",
};

const stands = (nom: string, more: Partial<ResultCandidature> = {}): ResultCandidature => ({
  nom,
  prenom: null,
  sexe: null,
  panneau: null,
  nuance: null,
  liste: null,
  listeEtendue: null,
  binome: null,
  ...more,
});

/** A row of so many voix, 10 blank and 5 null ballots, twice as many inscrits as votants. */
function rowOf(
  level: ResultRow["level"],
  territoire: Partial<Territoire>,
  candidatures: readonly ResultCandidature[],
  voix: readonly number[],
  more: Partial<ResultRow> = {},
): ResultRow {
  const exprimes = voix.reduce((sum, count) => sum + count, 0);
  const votants = exprimes + 15;
  return {
    line: 2,
    lines: 1,
    level,
    tour: null,
    election: null,
    territoire: { ...NOWHERE, ...territoire },
    counts: { inscrits: 2 * votants, votants, blancs: 10, nuls: 5, exprimes },
    candidatures,
    voix,
    attributions: null,
    anomalies: [],
    mode: null,
    ...more,
  };
}

const made = (
  scrutin: ScrutinFacts,
  rows: readonly ResultRow[],
  populations: ReadonlyMap<string, number> = new Map(),
) => assembleRows({ scrutin, rows, populations, source: "essai" });

const unitesOf = ({ dossier }: ReturnType<typeof made>) => dossier.parts.flatMap(({ unites }) => unites);

/** Sums of the tallies of some départements, by candidature. */
function sums({ tallies }: ReturnType<typeof made>, departement?: string): Record<string, number> {
  const total: Record<string, number> = {};
  for (const tally of tallies) {
    if (departement !== undefined && tally.departement !== departement) continue;
    const { inscrits, votants, blancs = 0, nuls = 0, exprimes, voix } = tally;
    for (const [name, count] of Object.entries({ inscrits, votants, blancs, nuls, exprimes, ...voix }))
      total[name] = (total[name] ?? 0) + count;
  }
  return total;
}

describe("splitFigures", () => {
  it("gives parts that add up to the whole, each as a bureau must", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 3000 }), { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 50 }),
        fc.nat({ max: 50 }),
        fc.nat({ max: 5000 }),
        fc.integer({ min: 1, max: 9 }),
        fc.string(),
        (voix, blancs, nuls, absents, parts, seed) => {
          const exprimes = voix.reduce((sum, count) => sum + count, 0);
          const votants = exprimes + blancs + nuls;
          const whole = { inscrits: votants + absents, votants, blancs, nuls, exprimes, voix };
          const shares = splitFigures(whole, Array.from<number>({ length: parts }).fill(1), seed);
          const sum = (read: (share: (typeof shares)[number]) => number): number =>
            shares.reduce((total, share) => total + read(share), 0);
          expect({
            inscrits: sum((share) => share.inscrits),
            votants: sum((share) => share.votants),
            blancs: sum((share) => share.blancs),
            nuls: sum((share) => share.nuls),
            exprimes: sum((share) => share.exprimes),
            voix: voix.map((_, i) => sum((share) => share.voix[i]!)),
          }).toEqual(whole);
          for (const share of shares) {
            expect(share.votants).toBeLessThanOrEqual(share.inscrits);
            expect(share.blancs + share.nuls + share.exprimes).toBe(share.votants);
            expect(share.voix.every((count) => count >= 0)).toBe(true);
          }
          expect(splitFigures(whole, Array.from<number>({ length: parts }).fill(1), seed)).toEqual(shares);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("a file of deputies that names no circonscription", () => {
  const person = (nom: string, panneau: number) => stands(nom, { prenom: "Ève", panneau, nuance: "DIV" });
  const [north, south] = [
    [person("NORD", 1), person("HAUT", 2), person("PÔLE", 3)],
    [person("SUD", 1), person("BAS", 2)],
  ];
  const bureau = (code: string, nom: string, candidatures: readonly ResultCandidature[], voix: readonly number[]) =>
    rowOf("bureau", { departement: "29", commune: "29019", bureau: code, nom }, candidatures, voix);
  const rows = [
    bureau("1", "Brest", north, [300, 200, 10]),
    bureau("2", "Brest", south, [10, 400]),
    bureau("3", "Brest", [...north], [100, 50, 0]),
    rowOf("bureau", { departement: "56", commune: "56121", bureau: "1", nom: "Lorient" }, [...south], [70, 30]),
  ];
  const shown = (night: ReturnType<typeof made>): unknown =>
    unitesOf(night).map(({ code, nom, candidatures }) => [code, nom, candidatures.map((one) => one.nom).join()]);

  it("draws each from the bureaux of a département that have the same candidates, and says so", () => {
    const night = made(facts("legislatives", "2024-06-30"), rows);
    expect(shown(night)).toEqual([
      ["2901", "Finistère, circonscription du bureau 1 de Brest", "NORD,HAUT,PÔLE"],
      ["2902", "Finistère, circonscription du bureau 2 de Brest", "SUD,BAS"],
      ["5601", "Morbihan, circonscription du bureau 1 de Lorient", "SUD,BAS"],
    ]);
    expect(night.dossier.parts[0]!.communes[0]!.bureaux.map(({ unite }) => unite)).toEqual(["2901", "2902", "2901"]);
    expect(night.dossier.head.genere).toContain("ne sont pas les officiels");
  });

  it("takes a ballot that leaves candidates out for the only one that has them all", () => {
    const short = bureau("4", "Brest", north.slice(0, 2), [5, 5]);
    const night = made(facts("legislatives", "2024-06-30"), [short, ...rows]);
    expect(shown(night)).toHaveLength(3);
    expect(night.dossier.parts[0]!.communes[0]!.bureaux.map(({ unite }) => unite)).toEqual([
      "2901",
      "2902",
      "2901",
      "2901",
    ]);
  });

  it("draws none where columns are nuances", () => {
    const nuances = [stands("ENS"), stands("RN")];
    const one = rowOf("bureau", { departement: "29", commune: "29019", bureau: "1" }, nuances, [3, 2]);
    expect(() => made(facts("legislatives", "2024-06-30"), [one])).toThrow("circonscription");
  });
});

describe("a file by canton", () => {
  const binomes = [stands("BRESSON - ROBERT", { nuance: "UD", binome: "Mme BRESSON et M. ROBERT" }), stands("AUTRE")];
  const night = made(facts("departementales", "2015-03-22"), [
    rowOf("canton", { departement: "01", canton: "01", nom: "Ambérieu" }, binomes, [2600, 400]),
    rowOf("canton", { departement: "971", canton: "02", nom: "Baie" }, [...binomes], [30, 20]),
  ]);

  it("fills each canton in bureaux that are made, and says so", () => {
    expect(unitesOf(night).map(({ code, type, sieges, nom }) => [code, type, sieges, nom])).toEqual([
      ["0101", "canton", 1, "Ambérieu"],
      ["97102", "canton", 1, "Baie"],
    ]);
    expect(night.dossier.head.genere).toContain("générés");
    expect(night.dossier.parts[0]!.communes).toMatchObject([{ code: "01K01", nom: "Ambérieu" }]);
    expect(night.tallies).toHaveLength(8);
    expect(sums(night, "01")).toEqual({
      inscrits: 6030,
      votants: 3015,
      blancs: 10,
      nuls: 5,
      exprimes: 3000,
      "BRESSON-ROBERT": 2600,
      AUTRE: 400,
    });
  });

  it("sums the voix up by nuance, those without one apart", () => {
    expect(night.dossier.head.candidatures).toEqual([
      { id: "NC", nom: "Nuance non communiquée", nuance: "NC" },
      { id: "UD", nom: "Union de la droite", nuance: "UD" },
    ]);
    expect(unitesOf(night)[0]!.candidatures).toMatchObject([{ nuance: "UD" }, { nuance: "NC" }]);
  });
});

describe("nuances", () => {
  it.each([
    ["BC-FN", "Front national"],
    ["LDVG", "Divers gauche"],
    ["LR", "Les Républicains"],
    ["LREM", "La République en marche"],
    ["LXYZ", "LXYZ"],
  ])("%s is %s", (code, nom) => expect(nuanceName(code)).toBe(nom));
});

describe("a file by région", () => {
  const night = made(
    facts("regionales", "2015-12-06"),
    [
      rowOf("region", { region: "93", nom: "PACA" }, [stands("ESTROSI", { nuance: "LUD" })], [9000]),
      rowOf("region", { region: "94", nom: "Corse" }, [stands("SIMEONI", { nuance: "LREG" })], [900]),
    ],
    new Map([
      ["04001", 1000],
      ["05001", 1000],
      ["13055", 8000],
    ]),
  );

  it("is shared among the départements, each a section, and Corsica elects its assembly", () => {
    expect(night.dossier.parts.map(({ departement }) => departement)).toEqual([
      "04",
      "05",
      "06",
      "13",
      "2A",
      "2B",
      "83",
      "84",
    ]);
    expect(unitesOf(night).map(({ code, loi }) => [code, loi])).toEqual([
      ["93", undefined],
      ["93", undefined],
      ["93", undefined],
      ["93", undefined],
      ["94", "corse"],
      ["94", "corse"],
      ["93", undefined],
      ["93", undefined],
    ]);
    expect(night.dossier.parts[3]!.communes[0]).toMatchObject({ section: "13" });
    expect(sums(night)["ESTROSI"]).toBe(9000);
    expect(sums(night, "13")["ESTROSI"]).toBeGreaterThan(6000);
  });
});

describe("a file of communes", () => {
  const lists = [stands("DUPONT", { liste: "Ici" }), stands("DURAND", { liste: "Là" })];
  const won = (sieges: number, siegesCC: number, siegesSecteur: number | null = null) => ({
    elu: sieges > 0,
    qualifie: null,
    sieges,
    siegesSecteur,
    siegesCC,
  });

  it("reads the seats that it gives, and the population that they tell where today's is another", () => {
    const night = made(
      facts("municipales", "2014-03-23"),
      [
        rowOf("commune", { departement: "01", commune: "01004" }, lists, [900, 600], {
          attributions: [won(27, 6), won(6, 1)],
          mode: "LI2",
        }),
      ],
      new Map([["01004", 3000]]),
    );
    expect(unitesOf(night)).toMatchObject([
      { code: "01004", type: "commune", sieges: 33, enjeu: { population: 10_000, siegesCommunautaires: 7 } },
    ]);
    expect(unitesOf(night)[0]!.panachage).toBeUndefined();
    // Alone, it needs no label under which others would add up.
    expect(night.dossier.head.candidatures).toEqual([
      { id: "DUPONT", nom: "DUPONT" },
      { id: "DURAND", nom: "DURAND" },
    ]);
  });

  it("knows names from lists by the mode, and keeps their commune in one bureau", () => {
    const night = made(
      facts("municipales", "2014-03-23"),
      [
        rowOf("commune", { departement: "01", commune: "01005" }, [stands("A"), stands("B")], [900, 850], {
          mode: "MAJ",
          counts: { inscrits: 1900, votants: 1000, blancs: null, nuls: null, exprimes: 950 },
        }),
      ],
      new Map([["01005", 1200]]),
    );
    expect(unitesOf(night)).toMatchObject([{ sieges: 15, panachage: true, enjeu: { population: 999 } }]);
    expect(night.tallies).toMatchObject([{ bureau: "0001", blancsNuls: 50, voix: { A: 900, B: 850 } }]);
    expect(night.dossier.head.blancs).toBe("avec-nuls");
  });

  it("counts Paris by secteur where the council is elected so, and once", () => {
    const paris = { departement: "75", commune: "75056" };
    const night = made(facts("municipales", "2020-03-15"), [
      rowOf("commune", paris, lists, [3000, 2000]),
      rowOf(
        "secteur",
        { ...paris, secteur: "SR05" },
        lists.map((one) => ({ ...one })),
        [3000, 2000],
        {
          attributions: [won(3, 0, 6), won(1, 0, 2)],
          mode: "PL2",
        },
      ),
    ]);
    expect(unitesOf(night)).toMatchObject([
      { code: "75056SR05", type: "secteur", sieges: 4, enjeu: { siegesArrondissement: 8 } },
    ]);
    expect(sums(night)["DUPONT"]).toBe(3000);
    expect(night.unused.map(({ row }) => row.level)).toEqual(["commune"]);
  });
});

describe("a file of several levels", () => {
  it("counts the smallest that names the unites", () => {
    const deputes = [stands("MARTIN", { nuance: "REM" })];
    const night = made(facts("legislatives", "2017-06-11"), [
      rowOf("france", {}, deputes, [60]),
      rowOf("circonscription", { departement: "01", circonscription: "01", nom: "" }, deputes, [60]),
      rowOf("commune", { departement: "01", commune: "01001" }, deputes, [60]),
    ]);
    expect(unitesOf(night).map(({ code }) => code)).toEqual(["0101"]);
    expect(night.unused.map(({ row }) => row.level)).toEqual(["france", "commune"]);
    expect(night.tallies.map(({ commune }) => commune)).toEqual(["01C01"]);
    // The row has no name: what readers meet still needs one.
    expect(night.dossier.parts[0]!.communes.map(({ nom }) => nom)).toEqual(["1re circonscription"]);
  });

  it("is refused when none does, with the column that is missing", () => {
    const rows = [rowOf("commune", { departement: "01", commune: "01001" }, [stands("A")], [60])];
    expect(() => made(facts("legislatives", "2017-06-11"), rows)).toThrow(/F-UNITE.*circonscription/);
  });

  it("leaves rows out that are of the other round, or contradict themselves", () => {
    const rows = [1, 2].map((tour) =>
      rowOf("bureau", { departement: "01", commune: "01001", bureau: `000${tour}` }, [stands("A")], [60], {
        tour: tour as 1 | 2,
      }),
    );
    const night = made(facts("presidentielle", "2017-05-07", 2, "2017-04-23"), rows);
    expect(night.tallies.map(({ bureau }) => bureau)).toEqual(["0002"]);
    expect(night.unused.map(({ raison }) => raison)).toEqual(["tour 1"]);
    expect(night.dossier.head.genere).toBeNull();
  });
});

describe("européennes", () => {
  const rows = ["59", "13"].map((departement) =>
    rowOf("departement", { departement, nom: departement }, [stands("LISTE", { nuance: "LVEC" })], [60]),
  );

  it("elect in eight circonscriptions until 2014, in one since", () => {
    expect(unitesOf(made(facts("europeennes", "2014-05-25"), rows)).map(({ code }) => code)).toEqual(["SE", "NO"]);
    const whole = made(facts("europeennes", "2024-06-09"), rows);
    expect(whole.dossier.head.decision).toBe("nation");
    expect(whole.dossier.head.candidatures).toMatchObject([{ id: "LISTE" }]);
  });
});
