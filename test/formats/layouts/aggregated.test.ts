import { parquetWriteBuffer } from "hyparquet-writer";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readNightFile } from "#cli/reference/files.ts";

/**
 * « Données des élections agrégées » (data.gouv.fr): general_results and candidats_results, in the columns that they had until 2025 (those of
 * the ministry, as github.com/datagouv/datagouvfr_data_pipelines concatenated them) and those that they have since, as CSV and as Parquet.
 */
type Row = Readonly<Record<string, string>>;

const station = (bureau: string, inscrits: string): Row => ({
  id_election: "2022_pres_t2",
  id_brut_miom: `01004_${bureau}`,
  "Code du département": "01",
  "Libellé du département": "Ain",
  "Code de la commune": "004",
  "Libellé de la commune": "Ambérieu-en-Bugey",
  "Code du b.vote": bureau,
  Inscrits: inscrits,
  Abstentions: "20",
  "% Abs/Ins": "20.0",
  Votants: "80",
  "% Vot/Ins": "80.0",
  Blancs: "5",
  Nuls: "2",
  Exprimés: "73",
  "Code de la circonscription": "05",
  "Libellé de la circonscription": "5ème circonscription",
});
const candidate = (bureau: string, panneau: string, sexe: string, nom: string, prenom: string, voix: string): Row => ({
  id_election: "2022_pres_t2",
  id_brut_miom: `01004_${bureau}`,
  "Code du département": "01",
  "Code de la commune": "004",
  "Code du b.vote": bureau,
  "N°Panneau": panneau,
  "Libellé Abrégé Liste": "",
  "Libellé Etendu Liste": "",
  "Nom Tête de Liste": "",
  Voix: voix,
  "% Voix/Ins": "1.0",
  "% Voix/Exp": "2.0",
  Sexe: sexe,
  Nom: nom,
  Prénom: prenom,
  Nuance: "",
  Binôme: "",
  Liste: "",
});

const GENERAL = [
  station("0001", "100"),
  station("0002", "100.0"),
  { ...station("0001", "90"), id_election: "2017_pres_t2" },
];
const CANDIDATS = [
  candidate("0001", "3", "M", "MACRON", "Emmanuel", "40"),
  candidate("0001", "5", "F", "LE PEN", "Marine", "33"),
  candidate("0002", "3", "M", "MACRON", "Emmanuel", "30.0"),
  candidate("0002", "5", "F", "LE PEN", "Marine", "43"),
  { ...candidate("0001", "3", "M", "MACRON", "Emmanuel", "70"), id_election: "2017_pres_t2" },
];

/** The names that the columns have since 2025. */
const SINCE_2025: Row = {
  "Code du département": "code_departement",
  "Libellé du département": "libelle_departement",
  "Code de la commune": "code_commune",
  "Libellé de la commune": "libelle_commune",
  "Code du b.vote": "code_bv",
  Inscrits: "inscrits",
  Abstentions: "abstentions",
  "% Abs/Ins": "ratio_abstentions_inscrits",
  Votants: "votants",
  "% Vot/Ins": "ratio_votants_inscrits",
  Blancs: "blancs",
  Nuls: "nuls",
  Exprimés: "exprimes",
  "Code de la circonscription": "code_circonscription",
  "Libellé de la circonscription": "libelle_circonscription",
  "N°Panneau": "no_panneau",
  "Libellé Abrégé Liste": "libelle_abrege_liste",
  "Libellé Etendu Liste": "libelle_etendu_liste",
  "Nom Tête de Liste": "nom_tete_liste",
  Voix: "voix",
  "% Voix/Ins": "ratio_voix_inscrits",
  "% Voix/Exp": "ratio_voix_exprimes",
  Sexe: "sexe",
  Nom: "nom",
  Prénom: "prenom",
  Nuance: "nuance",
  Binôme: "binome",
  Liste: "liste",
};

/** With their new names, and communes by their whole code. */
const renamed = (rows: readonly Row[]): Row[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [
        SINCE_2025[name] ?? name,
        name === "Code de la commune" ? `01${cell}` : cell,
      ]),
    ),
  );

const csv = (rows: readonly Row[]): Buffer => {
  const names = Object.keys(rows[0]!);
  return Buffer.from(
    [names, ...rows.map((row) => names.map((name) => row[name]!))].map((cells) => cells.join(";")).join("\n"),
  );
};
const parquet = (rows: readonly Row[]): Buffer =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: Object.keys(rows[0]!).map((name) => ({
        name,
        data: rows.map((row) => row[name]!),
        type: "STRING" as const,
      })),
    }),
  );

describe("general_results with candidats_results", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vingt-heures-agreges-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ["CSV until 2025", "csv", csv, GENERAL, CANDIDATS],
    ["CSV since 2025", "csv", csv, renamed(GENERAL), renamed(CANDIDATS)],
    ["Parquet until 2025", "parquet", parquet, GENERAL, CANDIDATS],
    ["Parquet since 2025", "parquet", parquet, renamed(GENERAL), renamed(CANDIDATS)],
  ])("%s: one election of several is played, from either", async (name, kind, write, general, candidats) => {
    const at = (half: string): string => join(folder, `${name.replaceAll(" ", "-")}-${half}_results.${kind}`);
    await writeFile(at("general"), write(general));
    await writeFile(at("candidats"), write(candidats));
    for (const half of ["general", "candidats"]) {
      const { dossier, tallies, report } = await readNightFile(at(half), {
        type: "presidentielle",
        date: "2022-04-24",
        tour: 2,
      });
      expect(dossier.head).toMatchObject({ scrutin: { id: "presidentielle-2022" }, tour: 2 });
      expect(tallies.map(({ commune, bureau, inscrits, voix }) => [commune, bureau, inscrits, voix])).toEqual([
        ["01004", "0001", 100, { MACRON: 40, "LE-PEN": 33 }],
        ["01004", "0002", 100, { MACRON: 30, "LE-PEN": 43 }],
      ]);
      expect(report).toMatchObject({ rows: 2, used: 2, rejected: [] });
    }
  });
});

describe("the sénatoriales among bureaux", () => {
  const GENERAL_SENA =
    "id_election;id_brut_miom;code_departement;libelle_departement;code_commune;libelle_commune;code_circonscription;code_bv;inscrits;abstentions;votants;blancs;nuls;exprimes";
  const CANDIDATS_SENA =
    "id_election;id_brut_miom;code_departement;code_commune;code_bv;no_panneau;voix;nuance;sexe;nom;prenom;libelle_abrege_liste;libelle_etendu_liste;nom_tete_liste;binome";

  it("are read by département: they name neither commune nor bureau", async () => {
    const folder = await mkdtemp(join(tmpdir(), "vingt-heures-agreges-"));
    const general = [
      GENERAL_SENA,
      "2023_sena_t1;01;01;Ain;;;;;100;10;90;3;2;85",
      "2023_sena_t1;ZA;ZA;Guadeloupe;;;;;100;20;80;3;2;75",
      "2022_pres_t2;01004_0001;01;Ain;01004;Ambérieu-en-Bugey;05;0001;100;20;80;5;2;73",
    ];
    const candidats = [
      CANDIDATS_SENA,
      "2023_sena_t1;01;01;;;;50;LUD;;;;LISTE A;ENSEMBLE A;A Jean;",
      "2023_sena_t1;01;01;;;;35;LUG;;;;LISTE B;ENSEMBLE B;B Anne;",
      "2023_sena_t1;ZA;ZA;;;;75;LUG;;;;LISTE C;ENSEMBLE C;C Eve;",
      "2022_pres_t2;01004_0001;01;01004;0001;3;40;;M;MACRON;Emmanuel;;;;",
    ];
    await writeFile(join(folder, "general_results.csv"), general.join("\n"));
    await writeFile(join(folder, "candidats_results.csv"), candidats.join("\n"));
    const { dossier, tallies, report } = await readNightFile(join(folder, "general_results.csv"), {
      type: "senatoriales",
      date: "2023-09-24",
      tour: 1,
    });
    expect(report).toMatchObject({ rows: 2, used: 2, rejected: [] });
    expect(tallies.map(({ departement, exprimes }) => [departement, exprimes])).toEqual([
      ["01", 85],
      ["971", 75],
    ]);
    expect(dossier.parts.flatMap(({ unites }) => unites.map(({ code }) => code))).toEqual(["01", "971"]);
    await rm(folder, { recursive: true });
  });
});

describe("two JSON files of one election (NosDonnées, régionales of 2015)", () => {
  it("the lists of régions take the counts beside them", async () => {
    const folder = await mkdtemp(join(tmpdir(), "vingt-heures-json-"));
    const region = {
      code: "32",
      label: "Hauts-de-France",
      inscrits: 100,
      votants: 80,
      blancs: 3,
      nuls: 2,
      exprimes: 75,
    };
    const liste = (tete: string, nuance: string, voix: number) => ({
      label: `LISTE ${tete}`,
      nuance,
      pve: 1,
      sieges: 0,
      tete_de_liste: tete,
      voix,
    });
    const listes = [liste("LE PEN Marine", "LFN", 45), liste("BERTRAND Xavier", "LUD", 30)];
    await writeFile(join(folder, "T1_regions.json"), JSON.stringify([region]));
    await writeFile(
      join(folder, "T1_regions_listes.json"),
      JSON.stringify([{ id: "32", label: "Hauts-de-France", listes }]),
    );
    for (const name of ["T1_regions.json", "T1_regions_listes.json"]) {
      const { dossier, tallies } = await readNightFile(join(folder, name), { type: "regionales", date: "2015-12-06" });
      expect(dossier.parts[0]!.unites.map(({ code, candidatures }) => [code, candidatures.length])).toEqual([
        ["32", 2],
      ]);
      expect(tallies.reduce((sum, { exprimes }) => sum + exprimes, 0)).toBe(75);
    }
    await rm(folder, { recursive: true });
  });
});
