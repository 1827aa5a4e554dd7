/** The official file against the law: what contradicts it is found, what does not is left alone. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openFile } from "#cli/files/open.ts";
import { type Audit, auditer } from "#shared/audit/audit.ts";
import { rapport, tableau } from "#shared/audit/report.ts";
import { tourAudite, type TourOptions } from "#shared/audit/scrutins.ts";
import { problem } from "#shared/formats/problems.ts";
import { readResults } from "#shared/formats/read-results.ts";
import type { Attribution, ResultCandidature, ResultRow } from "#shared/formats/result-rows.ts";
import { SLIPS_ROUND_1, SLIPS_ROUND_2, slipsOf } from "./slips.ts";

const NOTHING: Attribution = { elu: null, qualifie: null, sieges: null, siegesSecteur: null, siegesCC: null };
const seats = (sieges: number, siegesCC: number | null = null, siegesSecteur: number | null = null): Attribution => ({
  ...NOTHING,
  elu: sieges > 0,
  sieges,
  siegesCC,
  siegesSecteur,
});
const mark = (elu: boolean): Attribution => ({ ...NOTHING, elu });

const one = (nom: string, liste: string | null): ResultCandidature => ({
  nom,
  prenom: "X",
  sexe: null,
  panneau: null,
  nuance: null,
  liste,
  listeEtendue: null,
  binome: null,
});

/** A row of a commune whose lists have these voix and seats. */
const row = (
  voix: readonly number[],
  attributions: readonly Attribution[] | null,
  more: Partial<ResultRow> = {},
): ResultRow => {
  const exprimes = voix.reduce((sum, votes) => sum + votes, 0);
  return {
    line: 2,
    lines: 1,
    level: "commune",
    tour: null,
    election: null,
    territoire: {
      region: null,
      departement: "01",
      commune: "01004",
      bureau: null,
      secteur: null,
      canton: null,
      circonscription: null,
      nom: "Ambérieu",
    },
    counts: { inscrits: 4 * exprimes, votants: exprimes, blancs: null, nuls: null, exprimes },
    candidatures: voix.map((_votes, place) => one(`L${place}`, `Liste ${place}`)),
    voix,
    attributions,
    anomalies: [],
    mode: "LI2",
    ...more,
  };
};

const audite = (
  rows: readonly ResultRow[],
  options: TourOptions = { type: "municipales", date: "2014-03-30" },
): Audit => auditer("f.csv", [{ feuille: null, rows, rejected: [] }], tourAudite("f.csv", rows, options));
const found = ({ constats }: Audit): unknown[] =>
  constats.map(({ code, corps, candidatures }) => [
    code,
    corps,
    candidatures.map(({ officiel }) => officiel).join("/"),
    candidatures.map(({ loi }) => loi).join("/"),
  ]);

describe("seats of lists", () => {
  it("what the rule gives is in accordance, body by body", () => {
    const audit = audite([row([2100, 1500, 900], [seats(22, 2), seats(5, 1), seats(2, 0)])]);
    expect(audit).toMatchObject({ lignes: 1, comparees: 1, conformes: 1, tranchesParAge: 0, constats: [] });
  });

  it("A-SIEGES: a body that the rule fills otherwise, and that one only", () => {
    expect(found(audite([row([2100, 1500, 900], [seats(21, 2), seats(6, 1), seats(2, 0)])]))).toEqual([
      ["A-SIEGES", "conseil", "21/6/2", "22/5/2"],
    ]);
    expect(found(audite([row([2100, 1500, 900], [seats(22, 1), seats(5, 1), seats(2, 1)])]))).toEqual([
      ["A-SIEGES", "communautaire", "1/1/1", "2/1/0"],
    ]);
  });

  it("round 1: A-NON-ELU where a majority has no seat, A-ELU where seats were given without one", () => {
    const t1 = { type: "municipales", date: "2014-03-23" };
    expect(found(audite([row([600, 400], [seats(0), seats(0)])], t1))).toEqual([
      ["A-NON-ELU", "conseil", "0/0", "1/1"],
    ]);
    expect(found(audite([row([500, 500], [seats(15), seats(4)])], t1))).toEqual([["A-ELU", "conseil", "1/1", "0/0"]]);
    expect(audite([row([500, 500], [seats(0), seats(0)])], t1)).toMatchObject({ conformes: 1, constats: [] });
    // who may stand is open; that nobody is elected is not.
    expect(
      audite(
        [
          row(
            Array.from({ length: 11 }, () => 9),
            Array.from({ length: 11 }, () => seats(0)),
          ),
        ],
        t1,
      ).conformes,
    ).toBe(1);
  });

  it("a tie that ages decided is no contradiction, whoever they favour; what no age allows is one", () => {
    for (const [a, b] of [
      [16, 5],
      [5, 16],
    ])
      expect(audite([row([598, 598, 290], [seats(a!), seats(b!), seats(2)])])).toMatchObject({
        tranchesParAge: 1,
        constats: [],
      });
    expect(found(audite([row([598, 598, 290], [seats(12), seats(9), seats(2)])]))).toHaveLength(1);
    // The mean age gives the council to the one, the age of the next candidate a single seat to the other.
    expect(audite([row([500, 500], [seats(15, 0), seats(4, 1)])])).toMatchObject({ tranchesParAge: 1, constats: [] });
  });

  it("Paris, Lyon and Marseille: two bodies of a secteur", () => {
    const lyon = {
      level: "secteur",
      territoire: { ...row([], null).territoire, departement: "69", commune: "69123", secteur: "SR01" },
    } as const;
    expect(audite([row([4200, 3900, 1500], [seats(3, 0, 7), seats(1, 0, 2), seats(0, 0, 1)], lyon)]).conformes).toBe(1);
    expect(found(audite([row([4200, 3900, 1500], [seats(3, 0, 6), seats(1, 0, 3), seats(0, 0, 1)], lyon)]))).toEqual([
      ["A-SIEGES", "arrondissement", "6/3/1", "7/2/1"],
    ]);
    expect(
      audite([row([10, 10], [seats(0), seats(0)], lyon)], { type: "municipales", date: "2014-03-23" }).conformes,
    ).toBe(1);
  });

  it("a word where seats are counted, and a commune that the law cannot judge, are told and left", () => {
    const oui = { ...NOTHING, elu: true };
    expect(audite([row([6, 4], [oui, mark(false)])]).nonComparees).toEqual({ "sieges-illisibles": 1 });
    const place = { ...row([], null).territoire, departement: "987", commune: "98712", secteur: "SN01" };
    const section = { level: "secteur", territoire: place } as const;
    expect(audite([row([6, 4], [seats(2), seats(1)], section)]).nonComparees).toEqual({ "L-REGLE-ABSENTE": 1 });
  });
});

describe("persons", () => {
  const persons = (voix: readonly number[], elus: readonly boolean[], more: Partial<ResultRow> = {}): ResultRow =>
    row(voix, elus.map(mark), {
      candidatures: voix.map((_votes, place) => one(`P${place}`, null)),
      mode: null,
      counts: null,
      ...more,
    });

  it("communes by name, round 2: the most voted, whatever age breaks a tie", () => {
    expect(audite([persons([50, 40, 30, 20], [true, true, false, false])]).conformes).toBe(1);
    expect(audite([persons([50, 40, 40, 20], [true, false, true, false])])).toMatchObject({
      tranchesParAge: 1,
      constats: [],
    });
    expect(found(audite([persons([50, 40, 30, 20], [true, false, true, false])]))).toEqual([
      ["A-ELU", "conseil", "1/0/1/0", "1/1/0/0"],
    ]);
    expect(audite([persons([5, 4], [false, false])]).nonComparees).toEqual({ "sans-elus": 1 });
  });

  it("one seat: the majority and the quarter of round 1, the most voted of round 2", () => {
    const circonscription = {
      level: "circonscription",
      territoire: { ...row([], null).territoire, commune: null, circonscription: "02" },
    } as const;
    const leg = (voix: readonly number[], elus: readonly boolean[], date: string, inscrits = 10_000) => {
      const exprimes = voix.reduce((sum, votes) => sum + votes, 0);
      const counts = { inscrits, votants: exprimes, blancs: 0, nuls: 0, exprimes };
      return audite([persons(voix, elus, { ...circonscription, counts })], { type: "legislatives", date });
    };
    expect(leg([2600, 2000], [true, false], "2017-06-11").conformes).toBe(1);
    expect(found(leg([2400, 2000], [true, false], "2017-06-11"))).toEqual([["A-ELU", "conseil", "1/0", "0/0"]]);
    expect(found(leg([2600, 2000], [false, false], "2017-06-11"))).toEqual([["A-NON-ELU", "conseil", "0/0", "1/0"]]);
    expect(leg([2000, 2000], [false, true], "2017-06-18")).toMatchObject({ tranchesParAge: 1, constats: [] });
    const stood = (...qualifie: (true | null)[]): Audit => {
      const counts = { inscrits: 10_000, votants: 3_601, blancs: 0, nuls: 0, exprimes: 3_601 };
      const marks = qualifie.map((stand) => ({ ...mark(false), qualifie: stand }));
      const t1 = persons([1_400, 1_200, 1_001], [false, false, false], {
        ...circonscription,
        counts,
        attributions: marks,
      });
      return audite([t1], { type: "legislatives", date: "2022-06-12" });
    };
    expect(found(stood(true, true, true))).toEqual([["A-QUALIFIE", "conseil", "1/1/1", "1/1/0"]]);
    expect(stood(true, null, null)).toMatchObject({ conformes: 1, constats: [] });
    expect(found(leg([2001, 2000], [false, true], "2017-06-18"))).toEqual([["A-ELU", "conseil", "0/1", "1/0"]]);
  });
});

describe("what is not compared", () => {
  it("other levels, files without elected, figures that contradict each other: the arithmetic alone", () => {
    const bad = row([6, 4], [seats(15), seats(4)], {
      anomalies: [problem("F-SOMME", { line: 2 }, "la somme des voix, 10", "11")],
    });
    const audit = audite([
      row([6, 4], [seats(15), seats(4)], { level: "bureau" }),
      row([6, 4], null),
      row([6, 4], [seats(15), seats(4)], { counts: null }),
      bad,
    ]);
    expect(audit).toMatchObject({
      lignes: 4,
      comparees: 0,
      nonComparees: { niveau: 1, "sans-elus": 1, "sans-comptes": 1, anomalie: 1 },
    });
    expect(audit.constats.map(({ code, line }) => [code, line])).toEqual([["A-ARITHMETIQUE", 2]]);
  });

  it("an unknown election leaves the arithmetic, and a line that is no row is a finding", () => {
    const rows = [row([6, 4], null, { mode: null }), row([6, 4], null, { mode: null, level: "bureau" })];
    const rejected = [problem("F-NOMBRE", { line: 9 }, "un nombre entier", "x")];
    const audit = auditer("f.csv", [{ feuille: "T1", rows, rejected }], undefined);
    expect(audit).toMatchObject({ tour: null, nonComparees: { niveau: 1, "scrutin-inconnu": 1 } });
    expect(audit.constats).toMatchObject([{ code: "A-LIGNE", line: 9, feuille: "T1" }]);
  });
});

describe("which election", () => {
  const known = (file: string, rows: readonly ResultRow[] = [], options: TourOptions = {}): string => {
    const tour = tourAudite(file, rows, options);
    return tour === undefined ? "?" : `${tour.type} ${tour.date} ${tour.tour} ${tour.premierTour}`;
  };

  it.each([
    ["Leg_2017_Resultats_T2_officiel.xlsx", "legislatives 2017-06-18 2 2017-06-11"],
    ["lg2022_resultats-par-niveau-cirlg-t1-france-entiere.txt.gz", "legislatives 2022-06-12 1 2022-06-12"],
    ["/x/Departementales_2015_Resultats_Tour1_par_canton.csv.gz", "departementales 2015-03-22 1 2015-03-22"],
    ["muni-2014-resultats-com-1000-et-plus-t2.txt.gz", "municipales 2014-03-30 2 2014-03-23"],
    ["2017-legislatives-2_par_bureau_large.csv.gz", "legislatives 2017-06-18 2 2017-06-11"],
    ["municipales-2020-tour-2.csv", "municipales 2020-06-28 2 2020-03-15"],
    ["européennes2019.csv", "europeennes 2019-05-26 1 2019-05-26"],
    ["Presidentielle_2012_Resultats_Communes_Tour_1.csv", "presidentielle 2012-04-22 1 2012-04-22"],
    ["resultats_2014_t1.csv", "?"],
    ["municipales_t1.csv", "?"],
    ["municipales_2013_t1.csv", "?"],
  ])("%s", (file, expected) => {
    expect(known(file)).toBe(expected);
  });

  it("the election that rows name", () => {
    const named = [
      row([1], null, { mode: null, election: "2022_legi_t2" }),
      row([1], null, { election: "2022_legi_t2" }),
    ];
    expect(known("x", named)).toBe("legislatives 2022-06-19 2 2022-06-12");
    expect(known("muni-2014-t1", [row([1], null, { election: "autre" })])).toBe("municipales 2014-03-23 1 2014-03-23");
  });

  it("options first, then rows, then the name", () => {
    expect(known("legislatives_2014_t1.csv", [row([1], null)])).toBe("municipales 2014-03-23 1 2014-03-23");
    expect(known("x", [], { type: "municipales", date: "2014-03-30" })).toBe("municipales 2014-03-30 2 2014-03-23");
    expect(known("x", [], { type: "municipales", date: "2013-09-29", tour: 2 })).toBe(
      "municipales 2013-09-29 2 2013-09-22",
    );
    expect(known("x", [], { type: "municipales", date: "2013-09-29" })).toBe("?");
    expect(known("muni-2014-t1", [row([1], null, { tour: 2 })])).toBe("municipales 2014-03-30 2 2014-03-23");
  });
});

describe("the report", () => {
  const audit = audite([row([2100, 1500, 900], [seats(21, 2), seats(6, 1), seats(2, 0)]), row([6, 4], null)]);

  it("says what was compared, each finding with its figures and the rule, and what was not compared", () => {
    const text = rapport(audit).join("\n");
    expect(text).toContain("f.csv — municipales du 2014-03-30, tour 2");
    expect(text).toContain("2 lignes lues, 1 comparée à la règle : 0 conforme, 0 tranchée");
    expect(text).toContain(
      "A-SIEGES ligne 2, 01004 Ambérieu : le fichier donne des sièges que la règle ne donne pas : 21/6/2 au lieu de 22/5/2. [MUN-LISTE-1000",
    );
    expect(text).toContain("  Liste 0 : 2 100 voix, 21 au fichier, 22 selon la règle");
    expect(text).not.toContain("Liste 2 :");
    expect(text).toContain("  1 ligne : le fichier n'y dit ni élus ni sièges");
    expect(rapport(audite([])).join("\n")).toContain("Aucune contradiction.");
  });

  it("a table has a row for each candidature concerned", () => {
    const { columns, rows } = tableau(audit);
    expect(columns).toHaveLength(13);
    expect(rows.map((cells) => [cells[0], cells[2], cells[6], cells[7], cells[8], cells[9]])).toEqual([
      ["A-SIEGES", 2, "Liste 0", 2100, 21, 22],
      ["A-SIEGES", 2, "Liste 1", 1500, 6, 5],
    ]);
  });
});

describe("the communes of 2026, as the ministry lays them out", () => {
  const BLOCK = (n: number): string =>
    `Numéro de panneau ${n};Nom candidat ${n};Prénom candidat ${n};Sexe candidat ${n};Nuance liste ${n};Libellé abrégé de liste ${n};Libellé de liste ${n};Voix ${n};% Voix/inscrits ${n};% Voix/exprimés ${n};Elu ${n};Sièges au CM ${n};Sièges au CC ${n}`;
  const line = (code: string, inscrits: number, ...lists: readonly (readonly [number, number, number])[]): string => {
    const exprimes = lists.reduce((sum, [voix]) => sum + voix, 0);
    const blocks = [0, 1, 2].map((n) => {
      const [voix, cm, cc] = lists[n] ?? [];
      return voix === undefined
        ? ";".repeat(12)
        : `${n + 1};X;Y;F;LDIV;L${n};Liste ${n};${voix};0,00;0,00;${cm === 0 ? "" : "Elu"};${cm};${cc}`;
    });
    return `01;Ain;${code};Nom;${inscrits};${exprimes};0;0;0;${exprimes};0;0;0;0;0;0;0;0;${blocks.join(";")}`;
  };
  const FILE = [
    `Code département;Libellé département;Code commune;Libellé commune;Inscrits;Votants;% Votants;Abstentions;% Abstentions;Exprimés;% Exprimés/inscrits;% Exprimés/votants;Blancs;% Blancs/inscrits;% Blancs/votants;Nuls;% Nuls/inscrits;% Nuls/votants;${[1, 2, 3].map(BLOCK).join(";")}`,
    line("01004", 9000, [2100, 22, 4], [1500, 5, 1], [900, 2, 0]),
    line("01005", 1000, [300, 12, 1], [200, 3, 1]),
    line("01006", 100, [60, 7, 1]),
  ].join("\n");

  it("every commune is by list, its two councils apart", async () => {
    const source = { name: "municipales-2026-t2.csv", bytes: [Buffer.from(FILE)], sha256: () => "" };
    const { tables } = await readResults(source);
    const rows = tables.flatMap((table) => table.rows);
    const audit = auditer(source.name, tables, tourAudite(source.name, rows, {}));
    expect(audit).toMatchObject({ tour: { date: "2026-03-22" }, comparees: 3, conformes: 2 });
    expect(found(audit)).toEqual([["A-SIEGES", "communautaire", "1/1", "2/0"]]);
  });
});

const DATA = new URL("../../../shared/data/", import.meta.url);
describe.skipIf(!existsSync(DATA))("official files (needs ../shared)", () => {
  const file = async (path: string): Promise<Audit> => {
    const name = fileURLToPath(new URL(path, DATA));
    const { tables } = await readResults(openFile(name));
    return auditer(
      name,
      tables,
      tourAudite(
        name,
        tables.flatMap(({ rows }) => rows),
        {},
      ),
    );
  };
  const ids = ({ constats }: Audit): string[] => constats.map(({ territoire, corps }) => `${territoire} ${corps}`);

  it("municipales 2014, round 2: the five known contradictions, no other; four ties by age and one in Polynesia", async () => {
    const audit = await file("municipales/muni-2014-resultats-com-1000-et-plus-t2.txt.gz");
    expect(ids(audit)).toEqual([
      "04160 communautaire",
      "45126 conseil",
      "62181 communautaire",
      "62215 communautaire",
      "88181 conseil",
    ]);
    expect(audit).toMatchObject({ lignes: 1800, comparees: 1776, conformes: 1766, tranchesParAge: 5 });
  });

  it("municipales 2014, round 1: 25 allocations of 24 rows of 9,906", async () => {
    const audit = await file("municipales/muni-2014-resultats-com-1000-et-plus-t1.txt.gz");
    expect(audit).toMatchObject({ lignes: 9906, comparees: 9816, conformes: 9792, tranchesParAge: 0 });
    expect(ids(audit)).toHaveLength(25);
    expect(new Set(audit.constats.map(({ code }) => code))).toEqual(new Set(["A-SIEGES"]));
    expect(slipsOf(audit)).toEqual(SLIPS_ROUND_1);
  });

  it("municipales 2014: each odd allocation is one slip away from the rule, but four whose one seat nothing explains", async () => {
    const audit = await file("municipales/muni-2014-resultats-com-1000-et-plus-t2.txt.gz");
    expect(slipsOf(audit)).toEqual(SLIPS_ROUND_2);
  });

  it("communes below 1,000 inhabitants, round 2 of 2020: two rows elect whom others passed", async () => {
    const audit = await file("municipales/joined_less_1000_tour2_2020.csv.gz");
    expect(ids({ ...audit, constats: audit.constats.filter(({ code }) => code === "A-ELU") })).toEqual([
      "51444 conseil",
      "76065 conseil",
    ]);
    expect(audit).toMatchObject({ lignes: 3186, comparees: 3183, conformes: 3024, tranchesParAge: 157 });
  });

  it.each([
    ["departementales/Departementales_2015_Resultats_Tour1_par_canton.csv.gz", 2054, 0],
    ["departementales/Departementales_2015_Resultats_Tour2_par_canton.csv.gz", 1905, 1],
    ["legislatives/lg2022_resultats-par-niveau-cirlg-t1-france-entiere.txt.gz", 577, 0],
    ["legislatives/Leg_2017_Resultats_T2_officiel.xlsx", 573, 0],
  ])("%s: nothing to say", async (path, comparees, ages) => {
    expect(await file(path)).toMatchObject({ comparees, tranchesParAge: ages, constats: [] });
  });
});
