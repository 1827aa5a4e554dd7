import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inspect, type Inspection, type TableInspection, type Totals } from "#shared/formats/inspect.ts";
import { readResults } from "#shared/formats/read-results.ts";
import type { ResultRow } from "#shared/formats/result-rows.ts";
import { openFile } from "#cli/files/open.ts";

/** Every real file beside the project, of every family, held to what its README says that it adds up to. */

const DATA = new URL("../../../shared/data/", import.meta.url).pathname;

interface Expected {
  readonly file: string;
  readonly feuille?: string;
  readonly famille: string;
  readonly niveau: string;
  readonly rows: number;
  readonly totaux: Partial<Totals>;
  /** Id of the scrutin and its round; `null`: the file does not tell. */
  readonly scrutin: string | null;
  /** What it lacks to be played. */
  readonly manque?: string;
}

const FILES: readonly Expected[] = [
  {
    file: "bureaux-extraits/2017-bronze_burvot_t1_rhone_69.csv.gz",
    famille: "ministere-blocs",
    niveau: "bureau",
    rows: 1287,
    totaux: { inscrits: 1_155_604, exprimes: 888_512, voix: 888_512 },
    scrutin: "presidentielle-2017 1",
  },
  {
    file: "bureaux-extraits/lg2024_bureaux_29-2-3_tour1.csv.gz",
    famille: "ministere-2024",
    niveau: "bureau",
    rows: 201,
    totaux: { inscrits: 172_019, exprimes: 120_586, voix: 120_586 },
    scrutin: "legislatives-2024 1",
  },
  {
    file: "bureaux-extraits/besancon_2020-05-18-resultats-par-niveau-burvot-t1-france-entiere-nettoye.xlsx",
    famille: "ministere-blocs",
    niveau: "bureau",
    rows: 67,
    totaux: { inscrits: 66_708, exprimes: 25_129, voix: 25_129, candidatures: 603 },
    scrutin: "municipales-2020 1",
  },
  {
    file: "bureaux-extraits/toulouse2026_t1_format-prefecture.parquet",
    famille: "prefecture",
    niveau: "bureau",
    rows: 284,
    totaux: { inscrits: 281_354, exprimes: 157_021, voix: 157_021 },
    scrutin: "municipales-2026 1",
  },
  {
    file: "departementales/Departementales_2015_Resultats_Tour1_par_canton.csv.gz",
    famille: "ministere-blocs",
    niveau: "canton",
    rows: 2054,
    totaux: { candidatures: 9097, elus: 149 },
    scrutin: "departementales-2015 1",
  },
  {
    file: "departementales/Departementales_2015_Resultats_Tour2_par_canton.csv.gz",
    famille: "ministere-blocs",
    niveau: "canton",
    rows: 1905,
    totaux: { candidatures: 4075, elus: 1905 },
    scrutin: "departementales-2015 2",
  },
  {
    file: "europeennes/resultats-definitifs-par-circonscription-europ2019.xlsx",
    famille: "ministere-blocs",
    niveau: "circonscription",
    rows: 577,
    totaux: { inscrits: 47_345_328, exprimes: 22_655_174, voix: 22_655_174, candidatures: 577 * 34 },
    scrutin: "europeennes-2019 1",
  },
  {
    file: "legislatives/2017-legislatives-1_par_circonscription_long.csv.gz",
    famille: "csv-long",
    niveau: "circonscription",
    rows: 577,
    totaux: { inscrits: 47_570_988, exprimes: 22_654_164, voix: 22_654_164, candidatures: 7877 },
    scrutin: "legislatives-2017 1",
  },
  {
    file: "legislatives/2017-legislatives-2_par_bureau_long.csv.gz",
    famille: "csv-long",
    niveau: "bureau",
    rows: 68_767,
    totaux: { inscrits: 47_293_103, exprimes: 18_176_066, voix: 18_176_066, candidatures: 137_627 },
    scrutin: "legislatives-2017 2",
  },
  {
    file: "legislatives/lg2022_resultats-par-niveau-cirlg-t1-france-entiere.txt.gz",
    famille: "ministere-blocs",
    niveau: "circonscription",
    rows: 577,
    // Its README says 22,744,708; the file's own lines add up to this.
    totaux: { exprimes: 22_745_602, voix: 22_745_602, elus: 5 },
    scrutin: "legislatives-2022 1",
  },
  {
    file: "legislatives/Leg_2017_Resultats_T1_officiel.xlsx",
    feuille: "Circo. leg. T1",
    famille: "ministere-blocs",
    niveau: "circonscription",
    rows: 577,
    totaux: { inscrits: 47_570_988, exprimes: 22_654_164, candidatures: 7877, elus: 4 },
    scrutin: "legislatives-2017 1",
  },
  {
    file: "legislatives/Leg_2017_Resultats_T1_officiel.xlsx",
    feuille: "Departements T1",
    famille: "ministere-blocs",
    niveau: "departement",
    rows: 107,
    totaux: { inscrits: 47_570_988, exprimes: 22_654_164, sieges: 4 },
    scrutin: "legislatives-2017 1",
    manque: "circonscription",
  },
  {
    file: "legislatives/Leg_2017_Resultats_T1_officiel.xlsx",
    feuille: "Cantons T1",
    famille: "ministere-blocs",
    niveau: "canton",
    rows: 2090,
    totaux: { inscrits: 47_570_988, exprimes: 22_654_164 },
    scrutin: "legislatives-2017 1",
    manque: "circonscription",
  },
  {
    file: "legislatives/Leg_2017_Resultats_T2_officiel.xlsx",
    feuille: "Circo. leg. T2",
    famille: "ministere-blocs",
    niveau: "circonscription",
    rows: 573,
    totaux: { exprimes: 18_176_066, elus: 573 },
    scrutin: "legislatives-2017 2",
  },
  {
    file: "municipales/muni-2014-resultats-com-1000-et-plus-t1.txt.gz",
    famille: "ministere-blocs",
    niveau: "commune",
    rows: 9906,
    totaux: { candidatures: 22_899, sieges: 166_207, siegesCC: 32_398 },
    scrutin: "municipales-2014 1",
  },
  {
    file: "municipales/muni-2014-resultats-com-1000-et-plus-t2.txt.gz",
    famille: "ministere-blocs",
    niveau: "commune",
    rows: 1800,
    totaux: { candidatures: 5536, sieges: 48_675, siegesSecteur: 596 },
    scrutin: "municipales-2014 2",
  },
  {
    file: "municipales/joined_less_1000_tour2_2020.csv.gz",
    famille: "candidats",
    niveau: "commune",
    rows: 3186,
    // 37,596 lines, of which four give one person of two communes again.
    totaux: { candidatures: 37_592 },
    scrutin: "municipales-2020 2",
    manque: "inscrits, votants, exprimés",
  },
  {
    file: "presidentielle/2017-presidentielle-1_par_departement_large.csv.gz",
    famille: "csv-large",
    niveau: "departement",
    rows: 107,
    totaux: { inscrits: 47_582_183, exprimes: 36_054_394, voix: 36_054_394 },
    scrutin: "presidentielle-2017 1",
  },
  {
    file: "presidentielle/Presidentielle_2012_Resultats_Communes_Tour_1.csv.gz",
    famille: "ministere-blocs",
    niveau: "commune",
    rows: 36_791,
    totaux: { exprimes: 35_883_209, voix: 35_883_209 },
    scrutin: "presidentielle-2012 1",
  },
  {
    file: "presidentielle/Presidentielle_2017_Resultats_Communes_Tour_1.csv.gz",
    famille: "ministere-blocs",
    niveau: "commune",
    rows: 35_719,
    totaux: { inscrits: 47_582_183, exprimes: 36_054_394, voix: 36_054_394 },
    scrutin: "presidentielle-2017 1",
  },
  // The workbook was published on the morning after, before every commission had finished.
  {
    file: "presidentielle/Presidentielle_2017_Resultats_Tour_1.xls",
    feuille: "Circo. Leg. Tour 1",
    famille: "ministere-blocs",
    niveau: "circonscription",
    rows: 566,
    totaux: { inscrits: 46_317_116, exprimes: 35_503_545, voix: 35_503_545 },
    scrutin: "presidentielle-2017 1",
  },
  {
    file: "presidentielle/Presidentielle_2017_Resultats_Tour_1.xls",
    feuille: "Départements Tour 1",
    famille: "ministere-blocs",
    niveau: "departement",
    rows: 106,
    totaux: { inscrits: 46_317_116, exprimes: 35_503_545, voix: 35_503_545 },
    scrutin: "presidentielle-2017 1",
  },
  {
    file: "presidentielle/Presidentielle_2017_Resultats_Tour_1.xls",
    feuille: "Régions Tour 1",
    famille: "ministere-blocs",
    niveau: "region",
    rows: 18,
    totaux: { voix: 35_325_125 },
    scrutin: "presidentielle-2017 1",
  },
  {
    file: "presidentielle/Presidentielle_2017_Resultats_Tour_1.xls",
    feuille: "Canton Tour 1",
    famille: "ministere-blocs",
    niveau: "canton",
    rows: 2086,
    totaux: { voix: 35_487_700 },
    scrutin: "presidentielle-2017 1",
  },
  {
    file: "presidentielle/Presidentielle_2017_Resultats_Tour_1.xls",
    feuille: "FE Metro OM Tour 1",
    famille: "france-entiere",
    niveau: "france",
    rows: 1,
    totaux: { inscrits: 47_565_637, blancs: 655_404, exprimes: 36_049_371, voix: 36_049_371, candidatures: 11 },
    scrutin: "presidentielle-2017 1",
    manque: "departement",
  },
  {
    file: "legislatives/Leg_2017_Resultats_T1_officiel.xlsx",
    feuille: "FE - Metro - OM - T1",
    famille: "france-entiere",
    niveau: "france",
    rows: 1,
    totaux: { inscrits: 47_570_988, exprimes: 22_654_164, voix: 22_654_164, sieges: 4 },
    scrutin: "legislatives-2017 1",
    manque: "circonscription",
  },
  {
    file: "presidentielle/presidentielle-2022-T1-par-departements.xlsx",
    famille: "ministere-blocs",
    niveau: "departement",
    rows: 107,
    totaux: { inscrits: 48_747_876, exprimes: 35_132_947, voix: 35_132_947 },
    scrutin: "presidentielle-2022 1",
  },
  {
    file: "xml-press/lg2024-rehearsal-carrying-lg2022-t1.tar.gz",
    famille: "presse-xml",
    niveau: "circonscription",
    // 577 but the fourteen of the Rhône, whose file is cut.
    rows: 563,
    totaux: { elus: 5 },
    scrutin: "legislatives-2022 1",
  },
  {
    file: "xml-press/pr2017-rehearsal.tar.gz",
    feuille: "communes",
    famille: "presse-xml",
    niveau: "commune",
    rows: 970,
    totaux: { inscrits: 13_915_715, exprimes: 7_928_089, voix: 7_928_089 },
    scrutin: "presidentielle-2017 1",
  },
  {
    file: "regionales/T1_cantons.json.gz",
    famille: "comptes",
    niveau: "canton",
    rows: 2064,
    totaux: { exprimes: 21_707_968 },
    scrutin: null,
    manque: "les voix",
  },
  {
    file: "regionales/T1_departements.json.gz",
    famille: "comptes",
    niveau: "departement",
    rows: 100,
    totaux: { exprimes: 21_707_968 },
    scrutin: null,
    manque: "les voix",
  },
  {
    file: "regionales/T1_departements_listes.json.gz",
    famille: "candidats",
    niveau: "departement",
    rows: 100,
    totaux: { voix: 21_707_968, candidatures: 1001 },
    scrutin: null,
    manque: "inscrits, votants, exprimés",
  },
  {
    file: "regionales/T1_regions.json.gz",
    famille: "comptes",
    niveau: "region",
    rows: 17,
    totaux: { exprimes: 21_707_968 },
    scrutin: null,
    manque: "les voix",
  },
  {
    file: "regionales/T1_regions_listes.json.gz",
    famille: "candidats",
    niveau: "region",
    rows: 17,
    totaux: { voix: 21_707_968, candidatures: 171 },
    scrutin: null,
    manque: "inscrits, votants, exprimés",
  },
];

/** Workbooks hold several tables: each file is read once. */
const inspected = new Map<string, Promise<Inspection>>();

const tableOf = async ({ file, feuille }: Expected): Promise<TableInspection> => {
  const inspection = inspected.get(file) ?? inspect(openFile(DATA + file));
  inspected.set(file, inspection);
  const { tables } = await inspection;
  return tables.find((table) => feuille === undefined || table.feuille === feuille)!;
};

describe.skipIf(!existsSync(DATA))("the official files of every family (needs ../shared)", () => {
  it.each(FILES)("$file $feuille", async (expected) => {
    const table = await tableOf(expected);
    const { famille, niveaux, totaux, scrutin, manque, lignes, rejets, contradictions } = table;
    expect(famille.id).toBe(expected.famille);
    expect(Object.keys(niveaux)).toContain(expected.niveau);
    expect(totaux).toMatchObject({ rows: expected.rows, ...expected.totaux });
    expect(scrutin === null ? null : `${scrutin.id} ${scrutin.tour}`).toBe(expected.scrutin);
    expect(manque).toBe(expected.manque ?? null);
    expect(contradictions).toEqual({});
    const rejected = Object.values(rejets).reduce((sum, count) => sum + count, 0);
    // A line is a row, or one of those that make one, or told.
    const long = ["csv-long", "candidats"].includes(famille.id);
    expect(lignes).toBe((long ? totaux.candidatures : totaux.rows) + rejected);
  });

  it("keeps what the cells say of persons, lists, binômes and seats", async () => {
    const first = async (file: string, feuille: number = 0): Promise<ResultRow> =>
      (await readResults(openFile(DATA + file))).tables[feuille]!.rows[0]!;

    const canton = await first("departementales/Departementales_2015_Resultats_Tour2_par_canton.csv.gz");
    expect(canton.territoire).toMatchObject({ departement: "01", canton: "01", nom: "Ambérieu-en-Bugey" });
    expect(canton.candidatures[0]).toMatchObject({
      panneau: 1,
      nuance: "BC-UD",
      binome: "Mme CASTELLANO Sandrine et M. FORTIN Christophe",
    });
    expect(canton.attributions!.map(({ elu }) => elu)).toEqual([true, false]);

    const commune = await first("municipales/muni-2014-resultats-com-1000-et-plus-t2.txt.gz");
    expect(commune).toMatchObject({ mode: "LI2", level: "commune", counts: { inscrits: 8198, blancs: null } });
    expect(commune.candidatures[2]).toEqual({
      nom: "FABRE",
      prenom: "Daniel",
      sexe: "M",
      panneau: null,
      nuance: "LDVD",
      liste: "PAROLE  AUX AMBARROIS",
      listeEtendue: null,
      binome: null,
    });
    expect(commune.attributions!.map(({ sieges, siegesCC }) => [sieges, siegesCC])).toEqual([
      [3, 1],
      [3, 0],
      [27, 7],
    ]);

    const list = await first("europeennes/resultats-definitifs-par-circonscription-europ2019.xlsx");
    expect(list.candidatures[4]).toMatchObject({ panneau: 5, nom: "LOISEAU Nathalie", liste: "RENAISSANCE" });

    const person = await first("bureaux-extraits/lg2024_bureaux_29-2-3_tour1.csv.gz");
    expect(person.territoire).toMatchObject({ commune: "29011", bureau: "1", nom: "Bohars" });
    expect(person.candidatures[0]).toMatchObject({ nom: "BRÉHIER", prenom: "Tristan", sexe: "M", nuance: "ENS" });
    expect(person.attributions).toBeNull();
  });

  it("says what the files of reference are not", async () => {
    await expect(inspect(openFile(`${DATA}ref/circos_communes.csv.gz`))).rejects.toMatchObject({ code: "F-FORMAT" });
  });
});
