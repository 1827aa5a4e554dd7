import { describe, expect, it } from "vitest";
import { tallySchema } from "#shared/contracts/tally.ts";
import { listedRow } from "#shared/formats/table.ts";
import { readNight } from "#shared/formats/read-night.ts";
import { FILE_T1, fileOf, formatError, HEADER_T1, LINES_T1 } from "./samples.ts";

/** The sample with one of its lines (from 0) replaced, or lines added. */
const withLine = (at: number, line: string): string =>
  [HEADER_T1, ...LINES_T1.map((known, i) => (i === at ? line : known))].join("\n");
const andLines = (...lines: readonly string[]): string => [HEADER_T1, ...LINES_T1, ...lines].join("\n");

describe("readNight, a présidentielle", () => {
  it("makes the dossier in the order of INSEE codes", async () => {
    const { dossier } = await readNight(fileOf(FILE_T1), { populations: new Map([["01004", 16_000]]) });
    expect(dossier.head).toMatchObject({
      scrutin: {
        id: "presidentielle-2017",
        type: "presidentielle",
        nom: "Élection présidentielle 2017",
        date: "2017-04-23",
      },
      tour: 1,
      decision: "nation",
      blancs: "separes",
      embargo: "2017-04-23T18:00:00.000Z",
      genere: null,
      source: "essai.csv (9 lignes ; SHA-256 empreinte)",
    });
    expect(
      dossier.head.departements.map(({ code, codeSource, region, communes, bureaux, inscrits }) => [
        code,
        codeSource,
        region,
        communes,
        bureaux,
        inscrits,
      ]),
    ).toEqual([
      ["01", undefined, "84", 1, 2, 1900],
      ["13", undefined, "93", 1, 1, 1100],
      ["2A", undefined, "94", 1, 1, 1200],
      ["75", undefined, "11", 1, 2, 2550],
      ["971", "ZA", "01", 1, 1, 1400],
      ["976", "ZM", "06", 1, 1, 400],
      ["ZZ", undefined, null, 1, 1, 1204],
    ]);
    expect(dossier.head.regions.map(({ code }) => code)).toEqual(["01", "06", "11", "84", "93", "94"]);
    expect(dossier.head.candidatures.map(({ id, panneau }) => `${panneau} ${id}`).slice(0, 3)).toEqual([
      "1 DUPONT-AIGNAN",
      "2 LE-PEN",
      "3 MACRON",
    ]);
    expect(
      dossier.parts.map(({ departement, communes }) => [
        departement,
        ...communes.map(({ code, nom }) => `${code} ${nom}`),
      ]),
    ).toEqual([
      ["01", "01004 Ambérieu-en-Bugey"],
      ["13", "13055 Marseille 1er Arrondissement"],
      ["2A", "2A004 Ajaccio, ville"],
      ["75", "75056 Paris"],
      ["971", "97101 Les Abymes"],
      ["976", "97601 Acoua"],
      ["ZZ", "ZZ231 Taipeh"],
    ]);
    expect(dossier.parts[0]!.communes[0]).toEqual({
      code: "01004",
      nom: "Ambérieu-en-Bugey",
      population: 16_000,
      fermeture: "2017-04-23T17:00:00.000Z",
      bureaux: [
        { code: "0001", inscrits: 1000 },
        { code: "0002", inscrits: 900 },
      ],
    });
    expect(dossier.parts[3]!.communes[0]!.bureaux.map(({ arrondissement }) => arrondissement)).toEqual([
      "75101",
      "75120",
    ]);
  });

  it("makes one tally a bureau, nuls by subtraction, all candidatures named", async () => {
    const { tallies, report } = await readNight(fileOf(FILE_T1));
    expect(report).toMatchObject({ rows: 9, used: 9, rejected: [], encoding: "utf-8", family: { id: "csv-large" } });
    expect(tallies).toHaveLength(9);
    expect(tallies.find(({ commune }) => commune === "97601")).toEqual({
      scrutin: "presidentielle-2017",
      tour: 1,
      departement: "976",
      commune: "97601",
      bureau: "0025",
      version: 1,
      inscrits: 400,
      votants: 172,
      blancs: 0,
      nuls: 172,
      exprimes: 0,
      voix: Object.fromEntries(
        [
          "ARTHAUD",
          "ASSELINEAU",
          "CHEMINADE",
          "DUPONT-AIGNAN",
          "FILLON",
          "HAMON",
          "LASSALLE",
          "LE-PEN",
          "MACRON",
          "MELENCHON",
          "POUTOU",
        ].map((id) => [id, 0]),
      ),
    });
    for (const tally of tallies) expect(tallySchema.safeParse({ run: "essai", ...tally }).error).toBeUndefined();
  });

  it("gives the same whatever the order of lines, the ends of line, the mark and the chunks", async () => {
    const expected = await readNight(fileOf(FILE_T1));
    const shuffled = `\ufeff${[HEADER_T1, ...LINES_T1.toReversed()].join("\r\n")}`;
    for (const size of [1, 13, 1000]) {
      const { dossier, tallies } = await readNight(fileOf(shuffled, "essai.csv", size));
      expect({ dossier, tallies }).toEqual({ dossier: expected.dossier, tallies: expected.tallies });
    }
  });

  it("reads Windows-1252, another separator, and numbers as spreadsheets leave them", async () => {
    const text = FILE_T1.replace('"Ajaccio, ville"', "Ajaccio")
      .replaceAll(",", ";")
      .replace(";1204;685;", ";1 204;685.0;");
    const bytes = Uint8Array.from([...text].map((char) => char.codePointAt(0)!));
    const { tallies, report } = await readNight(fileOf(bytes));
    expect(report).toMatchObject({ rows: 9, used: 9, encoding: "windows-1252" });
    expect(tallies.at(-1)).toMatchObject({ inscrits: 1204, votants: 685, voix: { MELENCHON: 156 } });
  });

  it("pools blancs and nuls before April 2014", async () => {
    const header = "departement,commune,bureau,commune_libelle,inscrits,votants,exprimes,A,B";
    const { dossier, tallies } = await readNight(
      fileOf(`${header}\n01,001,0001,Ici,100,90,80,50,30\n`, "presidentielle-2012-1.csv"),
    );
    expect(dossier.head.blancs).toBe("avec-nuls");
    expect(tallies[0]).toMatchObject({ blancsNuls: 10, voix: { A: 50, B: 30 } });
    expect(tallies[0]).not.toHaveProperty("nuls");
  });

  it("pools them later too when the file tells none, and says so", async () => {
    const header = "departement,commune,bureau,commune_libelle,inscrits,votants,exprimes,A,B";
    const { dossier, tallies } = await readNight(
      fileOf(`${header}\n01,001,0001,Ici,100,90,80,50,30\n`, "presidentielle-2022-1.csv"),
    );
    expect(dossier.head.blancs).toBe("avec-nuls");
    expect(dossier.head.source).toContain("blancs comptés avec les nuls");
    expect(tallies[0]).toMatchObject({ votants: 90, blancsNuls: 10, exprimes: 80 });
  });
});

const HEADER_LG =
  "departement,commune,bureau,circonscription,commune_libelle,inscrits,votants,blancs,exprimes,DVD,ECO,FN,LR,REM,SOC,UDI";

describe("readNight, législatives by nuance", () => {
  const text = [
    HEADER_LG,
    "01,004,0001,5,Ambérieu-en-Bugey,100,60,0,60,0,5,10,20,25,0,0",
    "01,004,0002,4,Ambérieu-en-Bugey,100,60,5,50,10,0,10,20,5,5,0",
    "06,088,0001,2,Nice,100,60,5,55,10,5,10,10,10,5,5",
    "ZX,701,0001,1,Saint-Barthélémy,100,60,0,60,0,0,0,20,40,0,0",
    "ZX,801,0001,1,Saint-Martin,100,60,0,60,0,0,10,30,20,0,0",
  ].join("\n");
  const night = readNight(fileOf(text, "2017-legislatives-1.csv"));

  it("fills circonscriptions with the nuances that had a vote there, and says how many candidates each stands for", async () => {
    const { dossier } = await night;
    expect(dossier.head).toMatchObject({ decision: "unites", scrutin: { id: "legislatives-2017" }, tour: 1 });
    expect(dossier.head.candidatures.map(({ id }) => id)).toEqual(["DVD", "ECO", "FN", "LR", "REM", "SOC", "UDI"]);
    const [ain, alpes] = dossier.parts;
    expect(
      ain!.unites.map(({ code, nom, candidatures }) => [
        code,
        nom,
        candidatures.map(({ id, candidats }) => `${id} ${candidats}`).join(),
      ]),
    ).toEqual([
      ["0104", "Ain, 4e circonscription", "DVD 1,FN 1,LR 1,REM 1,SOC 1"],
      ["0105", "Ain, 5e circonscription", "ECO 1,FN 1,LR 1,REM 1"],
    ]);
    expect(alpes!.unites[0]!.candidatures.map(({ id, candidats }) => `${id} ${candidats}`).join()).toBe(
      "DVD 2,ECO 1,FN 1,LR 1,REM 1,SOC 1,UDI 1",
    );
    expect(ain!.communes[0]!.bureaux.map(({ code, unite }) => `${code} ${unite}`)).toEqual(["0001 0105", "0002 0104"]);
  });

  it("T-24: names in each tally the nuances of its circonscription only", async () => {
    const { tallies } = await night;
    expect(tallies.map(({ voix }) => Object.keys(voix).join())).toEqual([
      "ECO,FN,LR,REM",
      "DVD,FN,LR,REM,SOC",
      "DVD,ECO,FN,LR,REM,SOC,UDI",
      "FN,LR,REM",
      "FN,LR,REM",
    ]);
  });

  it("gives both halves of the circonscription of Saint-Barthélemy and Saint-Martin the same candidates", async () => {
    const { dossier } = await night;
    const halves = dossier.parts
      .slice(2)
      .map(({ departement, unites }) => [
        departement,
        unites[0]!.code,
        unites[0]!.candidatures.map(({ candidats }) => candidats),
      ]);
    expect(halves).toEqual([
      ["977", "97701", [1, 1, 1]],
      ["978", "97701", [1, 1, 1]],
    ]);
  });

  it("needs circonscriptions", async () => {
    const without = text
      .split("\n")
      .map((line) => line.split(",").toSpliced(3, 1).join(","))
      .join("\n");
    const error = await formatError(readNight(fileOf(without), { date: "2017-06-11" }));
    expect(error.message).toContain(
      "une colonne circonscription (les sièges y sont pourvus ; le fichier par bureau ou par circonscription du même scrutin la porte)",
    );
  });
});

describe("readNight, lines that cannot be true", () => {
  const [amberieu, , , , paris] = LINES_T1 as [string, string, string, string, string];

  it.each([
    ["F-CELLULES", "a cell missing", amberieu.replace(",0001,", ","), null],
    ["F-CELLULES", "a name that holds a separator", amberieu.replace("Ambérieu-en-Bugey", "Ambérieu, en Bugey"), null],
    ["F-GUILLEMET", "a quote left open", amberieu.replace("Ambérieu-en-Bugey", '"Ambérieu, en Bugey'), null],
    ["F-NOMBRE", "decimals", amberieu.replace(",1000,", ",1000.5,"), 6],
    ["F-NOMBRE", "shifted cells", amberieu.replace("Ambérieu-en-Bugey,1000,", "1000,Ambérieu-en-Bugey,"), 6],
    ["F-NOMBRE", "an empty figure", amberieu.replace(",1000,", ",,"), 6],
    ["F-CODE", "a bureau that no key can hold", amberieu.replace(",0001,", ",00#1,"), 3],
    ["F-TERRITOIRE", "an unknown département", amberieu.replace("01,", "20,"), 2],
    ["F-TERRITOIRE", "a commune of another département", amberieu.replace("01,004,", "01,75056,"), 2],
    ["F-CIRCONSCRIPTION", "a circonscription that is none", amberieu.replace(",5,", ",0,"), 4],
    ["F-NULS", "more exprimés than votants", amberieu.replace(",800,10,780,", ",780,10,780,"), 9],
    ["F-VOTANTS", "far more votants than inscrits", amberieu.replace(",1000,800,10,780,", ",700,800,10,780,"), 7],
    ["F-SOMME", "voix that do not add up", amberieu.replace(",190,", ",191,"), 9],
  ])("%s: %s", async (code, _, line, column) => {
    const { report, tallies, dossier } = await readNight(fileOf(withLine(0, line), "essai.csv", 50), {
      date: "2017-04-23",
    });
    expect(report).toMatchObject({ rows: 9, used: 8, rejected: [{ code, line: 2, column }] });
    expect(tallies.map(({ commune, bureau }) => `${commune} ${bureau}`)).not.toContain("01004 0001");
    expect(dossier.head.source).toContain("9 lignes, dont non comptées : 1");
  });

  it("F-NULS: nuls that votants, blancs and exprimés belie", async () => {
    const header = HEADER_T1.replace("blancs,", "blancs,nuls,");
    const [, , , marseille] = LINES_T1 as [string, string, string, string];
    const text = [
      header,
      amberieu.replace(",10,780,", ",10,10,780,"),
      marseille.replace(",10,780,", ",10,11,780,"),
    ].join("\n");
    const { report } = await readNight(fileOf(text));
    expect(report.rejected).toMatchObject([
      { code: "F-NULS", line: 3, column: 9, field: "nuls", expected: "10", found: "11" },
    ]);
  });

  it("reads a quote that is part of a name, where the line holds as it is", async () => {
    const { report, dossier } = await readNight(fileOf(withLine(0, amberieu.replace("Ambérieu", '"Ambérieu'))));
    expect(report.rejected).toEqual([]);
    expect(dossier.parts[0]!.communes[0]!.nom).toBe('"Ambérieu-en-Bugey');
  });

  it("accepts the few electors that a judge admits", async () => {
    const { report } = await readNight(fileOf(withLine(0, amberieu.replace(",1000,800,", ",795,800,"))));
    expect(report.rejected).toEqual([]);
  });

  it("counts once a bureau given twice alike, not at all one given twice otherwise", async () => {
    const changed = paris.replace(",1100,10,1080,", ",1101,10,1080,");
    const { report, tallies } = await readNight(fileOf(andLines(amberieu, changed, paris)));
    expect(report.rejected.map(({ code, line }) => [line, code])).toEqual([
      [6, "F-CONTRADICTION"],
      [11, "F-DOUBLON"],
      [12, "F-CONTRADICTION"],
      [13, "F-CONTRADICTION"],
    ]);
    expect(report).toMatchObject({ rows: 12, used: 8 });
    expect(tallies.filter(({ commune }) => commune === "75056").map(({ bureau }) => bureau)).toEqual(["2001"]);
  });
});

describe("readNight, files that cannot be read", () => {
  it.each([
    ["F-VIDE", ""],
    ["F-VIDE", "\n\n"],
    ["F-VIDE", HEADER_T1],
    ["F-BINAIRE", "<html><body>404</body></html>"],
    ["F-FORMAT", "nom,prix\npain,1\n"],
    ["F-NOMBRE", [HEADER_T1, ...LINES_T1.map((line) => `${line}?`)].join("\n")],
    ["F-LIGNES", [HEADER_T1, ...Array.from({ length: 1500 }, () => "a,b")].join("\n")],
  ])("%s", async (code, text) => {
    const error = await formatError(readNight(fileOf(text, "mon fichier.csv")));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^mon fichier.csv(, ligne \d+)?(, colonne \d+ \(.+\))? : attendu /);
  });

  it("refuses a line of ten million characters, with its place", async () => {
    const { report } = await readNight(fileOf(`${FILE_T1}${"9".repeat(10_000_000)}\n`, "essai.csv", 20_000_000), {
      date: "2017-04-23",
    });
    expect(report.rejected).toMatchObject([{ code: "F-CELLULES", line: 11 }]);
    expect((await formatError(readNight(fileOf(FILE_T1 + "9".repeat(10_000_000))))).code).toBe("F-LONGUEUR");
  });
});

describe("readNight, an empty cell of blancs", () => {
  const emptied = withLine(2, '2A,004,0001,1,"Ajaccio, ville",1200,900,,880,0,20,0,60,320,40,20,230,120,60,10');

  it("costs its line where blancs are counted apart, and changes no other", async () => {
    const { dossier, tallies, report } = await readNight(fileOf(emptied));
    expect(report.rejected).toMatchObject([{ code: "F-NOMBRE", line: 4, column: 8, field: "blancs", found: "" }]);
    expect([dossier.head.blancs, tallies.length, report.used]).toEqual(["separes", 8, 8]);
  });
});

describe("readNight, a workbook", () => {
  const COUNTS =
    "Inscrits;Abstentions;Votants;Blancs;Nuls;Exprimés;Sexe;Nom;Prénom;Nuance;Voix;Sexe;Nom;Prénom;Nuance;Voix";
  const sheet = (nom: string, ...lines: readonly string[]) => ({
    nom,
    encoding: () => null,
    batches: [lines.map((line, i) => listedRow(i + 1, line.split(";")))],
  });
  const circonscriptions = sheet(
    "Circonscriptions",
    `Code du département;Libellé du département;Code de la circonscription;Libellé de la circonscription;${COUNTS}`,
    "01;Ain;01;1ère circonscription;300;100;200;6;4;190;M;ICI;Jean;REM;100;F;LÀ;Ève;LR;90",
    "01;Ain;02;2ème circonscription;300;100;200;6;4;190;M;LOIN;Luc;REM;120;F;PRÈS;Zoé;LR;70",
  );
  const cantons = sheet(
    "Cantons",
    `Code du département;Libellé du département;Code du canton;Libellé du canton;${COUNTS}`,
    ...["01", "02", "03"].map(
      (code) => `01;Ain;${code};Canton ${code};200;66;134;4;4;126;M;ICI;Jean;REM;70;F;LÀ;Ève;LR;56`,
    ),
  );
  const book = (...tables: readonly (typeof cantons)[]) => ({
    name: "resultats.xlsx",
    tables,
    sha256: () => "empreinte",
  });
  const legislatives = { type: "legislatives", date: "2017-06-11", tour: 1 } as const;

  it("plays the sheet that its scrutin can be decided from, not that of the most lines", async () => {
    const { dossier, report } = await readNight(book(cantons, circonscriptions), legislatives);
    expect(dossier.parts[0]!.unites.map(({ code }) => code)).toEqual(["0101", "0102"]);
    expect(report.rows).toBe(2);
    expect(dossier.head.source).toBe("resultats.xlsx (feuille « Circonscriptions », 2 lignes ; SHA-256 empreinte)");
  });

  it("says which electors of the nation are in none of the rows that it plays", async () => {
    const france = sheet(
      "France",
      `Ensemble géographique;${COUNTS}`,
      "France entière;900;300;600;18;12;570;M;A;B;REM;570;;;;;",
    );
    const { dossier } = await readNight(book(circonscriptions, france), legislatives);
    expect(dossier.head.source).toContain(" ; inscrits de la nation qui n'y sont pas : 300 ;");
  });

  it("names the sheets of the same level that it does not play", async () => {
    const twin = { ...circonscriptions, nom: "Nuances", batches: [...circonscriptions.batches] };
    const { dossier } = await readNight(book(circonscriptions, twin), legislatives);
    expect(dossier.head.source).toContain("(feuille « Circonscriptions », non « Nuances », 2 lignes");
  });

  it("says what the smallest territories lack where no sheet can be played", async () => {
    const error = await formatError(readNight(book(cantons), legislatives));
    expect([error.code, error.message]).toEqual(["F-FORMAT", expect.stringContaining("circonscription")]);
  });
});
