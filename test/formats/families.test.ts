import { describe, expect, it } from "vitest";
import { readNight } from "#shared/formats/read-night.ts";
import { readResults, type TableResults } from "#shared/formats/read-results.ts";
import { inspect } from "#shared/formats/inspect.ts";
import { fileOf, formatError } from "./samples.ts";

/** Families without a real file at hand, in small files made after their public descriptions: invented figures. */

const read = async (text: string, name = "essai.txt"): Promise<TableResults> =>
  (await readResults(fileOf(text, name))).tables[0]!;

describe("bureaux-t1-t2: both rounds, no header, one line a bureau and candidature", () => {
  const lines = (tour: 1 | 2, bureau: string, names: readonly string[], voix: readonly number[]): string[] =>
    names.map(
      (nom, i) =>
        `${tour};01;004;Ambérieu-en-Bugey;${bureau};100;90;${voix.reduce((a, b) => a + b, 0)};${i + 1};${nom};X;NUA${i};${voix[i]}`,
    );
  const remarks = ["-----------", "-- Election présidentielle 2007, résultats par bureaux de vote", "-----------"];
  const rows = [
    ...lines(1, "0001", ["SARKOZY", "ROYAL", "BAYROU"], [40, 30, 15]),
    ...lines(1, "0002", ["SARKOZY", "ROYAL", "BAYROU"], [20, 30, 25]),
    ...lines(2, "0001", ["SARKOZY", "ROYAL"], [50, 30]),
  ];

  it("is known by the order of its thirteen columns", async () => {
    const { family, rows: found, lines: count, rejected } = await read([...remarks, ...rows].join("\r\n"));
    expect([family.id, family.experimental, count, rejected.length]).toEqual(["bureaux-t1-t2", true, 8, 0]);
    expect(found.map(({ tour, territoire, voix }) => [tour, territoire.bureau, voix])).toEqual([
      [1, "0001", [40, 30, 15]],
      [1, "0002", [20, 30, 25]],
      [2, "0001", [50, 30]],
    ]);
    expect(found[0]!.counts).toEqual({ inscrits: 100, votants: 90, blancs: null, nuls: null, exprimes: 85 });
  });

  it("is known by the remarks that name its columns, in whatever order", async () => {
    const names = [
      "N° tour",
      "Code du département",
      "Code de la commune",
      "Nom de la commune",
      "N° de bureau de vote",
      "Inscrits",
      "Votants",
      "Exprimés",
      "Nombre de voix",
      "Nom du candidat",
    ];
    const named = names.map((name, i) => `--  Champ ${i + 1} : ${name}`);
    const row = "1;2A;004;Ajaccio;0001;100;90;80;50;A";
    const { rows: found } = await read([...remarks, ...named, row, row.replace(";50;A", ";30;B")].join("\n"));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ territoire: { commune: "2A004", bureau: "0001" }, voix: [50, 30] });
  });

  it("has circonscription and canton in the files of fifteen columns", async () => {
    const wide = rows.map((row) => row.split(";").toSpliced(4, 0, "05", "12").join(";"));
    const { rows: found } = await read(wide.join("\n"));
    expect(found[0]!.territoire).toMatchObject({ circonscription: "05", canton: "12", bureau: "0001" });
  });

  it("has the answers of the referendum in sixteen", async () => {
    const answer = (text: string, votes: number): string =>
      `1;82;01;1;04;05;004;1000;Ici;0001;100;90;10;80;${text};${votes}`;
    const night = await readNight(fileOf([answer("OUI", 50), answer("NON", 30)].join("\n"), "RF05_BVot.txt"));
    expect(night.dossier.head).toMatchObject({ scrutin: { id: "referendum-2005", date: "2005-05-29" } });
    expect(night.tallies).toMatchObject([
      { commune: "01004", votants: 90, blancsNuls: 10, voix: { OUI: 50, NON: 30 } },
    ]);
  });

  it("asks for a round to play, and plays it", async () => {
    const text = [...remarks, ...rows].join("\n");
    const error = await formatError(readNight(fileOf(text, "PR07_Bvot_T1T2.txt")));
    expect(error.code).toBe("F-TOUR");
    const second = await readNight(fileOf(text, "PR07_Bvot_T1T2.txt"), { tour: 2 });
    expect(second.dossier.head).toMatchObject({ tour: 2, scrutin: { id: "presidentielle-2007" } });
    expect(second.tallies).toMatchObject([{ bureau: "0001", blancsNuls: 10, voix: { SARKOZY: 50, ROYAL: 30 } }]);
    expect(second.report).toMatchObject({ rows: 2, used: 2 });
  });
});

describe("ministere-blocs: what files do to it", () => {
  const HEADER =
    "Date de l'export;Code du département;Libellé du département;Code de la commune;Libellé de la commune;Code du b.vote;Inscrits;Abstentions;% Abs/Ins;Votants;% Vot/Ins;Blancs et nuls;% BlNuls/Ins;% BlNuls/Vot;Exprimés;% Exp/Ins;% Exp/Vot;Code Nuance;Sexe;Nom;Prénom;Liste;Sièges;Voix;% Voix/Ins;% Voix/Exp";
  const row = (bureau: string, ...voix: readonly number[]): string => {
    const exprimes = voix.reduce((a, b) => a + b, 0);
    const blocks = voix.map((votes, i) => `LDIV;M;NOM${i};P;LISTE ${i};0;${votes};1,00;2,00`);
    return `10/03/2008;1;AIN;4;Ici;${bureau};100;10;10,00;90;90,00;${90 - exprimes};1,00;1,00;${exprimes};8,00;9,00;${blocks.join(";")};`;
  };

  it("marks rounds with lines of their own, and brings the header again", async () => {
    const { rows, lines, rejected } = await read(
      ["Tour1", HEADER, row("0001", 40, 30), row("0002", 80), "Tour2", HEADER, row("0001", 45, 44)].join("\r\n"),
    );
    expect([lines, rejected]).toEqual([3, []]);
    expect(rows.map(({ tour, voix }) => [tour, voix])).toEqual([
      [1, [40, 30]],
      [1, [80]],
      [2, [45, 44]],
    ]);
  });

  it("reads 2026: numbered blocks with seats, empty blocks to the right", async () => {
    const block = (n: number): string =>
      `Numéro de panneau ${n};Nom candidat ${n};Prénom candidat ${n};Sexe candidat ${n};Nuance liste ${n};Libellé abrégé de liste ${n};Libellé de liste ${n};Voix ${n};% Voix/inscrits ${n};% Voix/exprimés ${n};Elu ${n};Sièges au CM ${n};Sièges au CC ${n}`;
    const header = `Code département;Libellé département;Code commune;Libellé commune;Inscrits;Votants;% Votants;Abstentions;% Abstentions;Exprimés;% Exprimés/inscrits;% Exprimés/votants;Blancs;% Blancs/inscrits;% Blancs/votants;Nuls;% Nuls/inscrits;% Nuls/votants;${[1, 2, 3].map(block).join(";")}`;
    const text = `${header}\n01;Ain;01004;Ici;100;90;90,00%;10;10,00%;80;80,00%;88,89%;6;6,00%;6,67%;4;4,00%;4,44%;1;A;Anne;FEMININ;LDVG;ICI;ICI ENSEMBLE;50;50,00%;62,50%;OUI;23;3;2;B;Bob;MASCULIN;;LÀ;LÀ AUSSI;30;30,00%;37,50%;;4;0${";".repeat(13)}\n`;
    const { family, rows } = await read(text);
    expect(family.id).toBe("ministere-2024");
    expect(rows[0]).toMatchObject({
      level: "commune",
      territoire: { commune: "01004" },
      counts: { inscrits: 100, votants: 90, blancs: 6, nuls: 4, exprimes: 80 },
      candidatures: [
        { nom: "A", sexe: "F", nuance: "LDVG", liste: "ICI", listeEtendue: "ICI ENSEMBLE", panneau: 1 },
        { nom: "B", sexe: "M", nuance: null },
      ],
      attributions: [
        { elu: true, sieges: 23, siegesCC: 3 },
        { elu: true, sieges: 4, siegesCC: 0 },
      ],
    });
  });

  it("knows voters may name several persons where voix pass exprimés and nobody heads a list", async () => {
    const persons = HEADER.replace("Code Nuance;", "").replace("Liste;", "");
    const line = (bureau: string): string =>
      `x;1;AIN;4;Ici;${bureau};100;10;1;90;1;10;1;1;80;1;1;M;A;X;0;70;1;1;F;B;Y;0;60;1;1`;
    const { rows } = await read([persons, line("0001"), line("0002")].join("\n"));
    expect(rows.map(({ mode, anomalies }) => [mode, anomalies])).toEqual([
      ["MAJ", []],
      ["MAJ", []],
    ]);
  });

  it("tells, of a name that holds a separator, a line whose blocks are shifted", async () => {
    const { rows, rejected } = await read(
      [HEADER, row("0001", 40, 30), row("0002", 40, 30).replace("LISTE 0", "LIS;TE")].join("\n"),
    );
    expect(rows).toHaveLength(1);
    expect(rejected).toMatchObject([
      { code: "F-CELLULES", line: 3, expected: "des blocs de 9 cellules à partir de la 18e" },
    ]);
  });
});

describe("agrege-*: many elections in one file", () => {
  const GENERAL =
    "id_election;id_brut_miom;code_departement;libelle_departement;code_commune;libelle_commune;code_bv;inscrits;abstentions;ratio_abstentions_inscrits;votants;ratio_votants_inscrits;blancs;nuls;exprimes;ratio_exprimes_votants";
  const general = (id: string): string => `${id};01004_0001;01;Ain;01004;Ici;0001;100;10;10.0;90;90.0;6;4;80;88.9`;
  const CANDIDATS =
    "id_election;id_brut_miom;code_departement;code_commune;code_bv;no_panneau;voix;ratio_voix_inscrits;ratio_voix_exprimes;nuance;sexe;nom;prenom;liste;libelle_abrege_liste;libelle_etendu_liste;nom_tete_liste;binome";
  const candidat = (id: string, nom: string, voix: number): string =>
    `${id};01004_0001;01;01004;0001;1;${voix};1.0;2.0;;M;${nom};X;;;;;`;

  it("is summed by election", async () => {
    const text = [GENERAL, general("2022_pres_t1"), general("2022_pres_t2"), general("2022_pres_t2")].join("\n");
    const { tables } = await inspect(fileOf(text, "general_results.csv"));
    expect(tables[0]).toMatchObject({ famille: { id: "agrege-general", experimental: true }, lignes: 3 });
    expect(tables[0]!.totauxParNiveau).toEqual({});
    expect(tables[0]!.elections).toMatchObject({ "2022_pres_t1": { exprimes: 80 }, "2022_pres_t2": { exprimes: 160 } });
  });

  it("gives one election, told by its id or by type, date and tour", async () => {
    const text = [
      CANDIDATS,
      candidat("2017_pres_t1", "A", 1),
      candidat("2022_pres_t1", "A", 50),
      candidat("2022_pres_t1", "B", 30),
    ];
    const results = await readResults(fileOf(text.join("\n")), { election: "2022_pres_t1" });
    expect(results.tables[0]).toMatchObject({ lines: 2, filtered: 1, family: { id: "agrege-candidats" } });
    expect(results.tables[0]!.rows).toMatchObject([{ counts: null, voix: [50, 30], territoire: { bureau: "0001" } }]);
    const several = await formatError(readNight(fileOf(text.join("\n"))));
    expect(several).toMatchObject({ code: "F-ELECTION", problem: { found: "2017_pres_t1, 2022_pres_t1" } });
    const uncounted = await formatError(
      readNight(fileOf(text.join("\n")), { type: "presidentielle", date: "2022-04-10", tour: 1 }),
    );
    expect(uncounted.message).toContain("general_results");
  });
});

describe("general_results with candidats_results", () => {
  const general = (bureau: string, exprimes = 80): string => `2022_pres_t1;01004;${bureau};100;90;10;0;${exprimes}`;
  const candidat = (bureau: string, nom: string, voix: number): string =>
    `2022_pres_t1;01004;${bureau};${voix};${nom};X`;
  const counts = [
    "id_election;code_commune;code_bv;inscrits;votants;blancs;nuls;exprimes",
    general("1"),
    general("2"),
    general("3"),
  ];
  const votes = ["id_election;code_commune;code_bv;voix;nom;prenom", candidat("1", "A", 50), candidat("1", "B", 30)];

  it("is a night, from either half", async () => {
    const [a, b] = [counts.slice(0, 3), [...votes, candidat("2", "A", 20), candidat("2", "B", 60)]].map((part) =>
      part.join("\n"),
    );
    const night = await readNight(fileOf(a!, "general_results.csv"), {
      companion: fileOf(b!, "candidats_results.csv"),
    });
    expect(night.dossier.head).toMatchObject({ scrutin: { id: "presidentielle-2022" }, tour: 1 });
    expect(night.tallies.map(({ bureau, exprimes, voix }) => [bureau, exprimes, voix])).toEqual([
      ["1", 80, { A: 50, B: 30 }],
      ["2", 80, { A: 20, B: 60 }],
    ]);
    const other = await readNight(fileOf(b!, "candidats_results.csv"), {
      companion: fileOf(a!, "general_results.csv"),
    });
    expect(other.tallies).toEqual(night.tallies);
  });

  it("tells what only one of them has, and what does not add up", async () => {
    const text = [...votes, candidat("2", "A", 20), candidat("4", "A", 80)].join("\n");
    const { report, tallies } = await readNight(fileOf(counts.join("\n"), "g.csv"), {
      companion: fileOf(text, "c.csv"),
    });
    expect(tallies.map(({ bureau }) => bureau)).toEqual(["1"]);
    expect(report.rejected.map(({ code, line }) => [code, line])).toEqual([
      ["F-SOMME", 3],
      ["F-MOITIE", 4],
      ["F-MOITIE", 5],
    ]);
    expect(report).toMatchObject({ rows: 4, used: 1 });
  });
});

describe("a long file out of order", () => {
  const HEADER = "departement;commune;bureau;commune_libelle;inscrits;votants;blancs;exprimes;nom;prenom;voix";
  const line = (bureau: string, nom: string, voix: number): string =>
    `01;004;${bureau};Ici;100;90;5;80;${nom};X;${voix}`;

  it("is put together by territory", async () => {
    const text = [
      HEADER,
      line("1", "A", 50),
      line("1", "B", 30),
      line("2", "A", 60),
      line("2", "B", 20),
      line("3", "A", 1),
    ];
    const late = [...text, line("3", "B", 79)];
    const { rows, rejected } = await read([...late.slice(0, 2), late[3]!, late[2]!, ...late.slice(4)].join("\n"));
    expect(rejected).toEqual([]);
    expect(rows.map(({ lines, voix, anomalies }) => [lines, voix, anomalies.length])).toEqual([
      [2, [50, 30], 0],
      [2, [60, 20], 0],
      [2, [1, 79], 0],
    ]);
  });

  it("counts a line given twice once, and none of a bureau whose lines disagree", async () => {
    const text = [
      HEADER,
      line("1", "A", 50),
      line("1", "A", 50),
      line("1", "B", 30),
      line("2", "A", 60),
      line("2", "A", 61),
    ];
    const { rows, rejected, lines } = await read(text.join("\n"));
    expect(rows.map(({ territoire, voix }) => [territoire.bureau, voix])).toEqual([["1", [50, 30]]]);
    expect(rejected.map(({ code, line: at }) => [at, code])).toEqual([
      [3, "F-DOUBLON"],
      [5, "F-CONTRADICTION"],
      [6, "F-CONTRADICTION"],
    ]);
    expect(lines).toBe(5);
  });
});
