import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { utils, write, type BookType } from "@e965/xlsx";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readResults, type FileResults } from "#shared/formats/read-results.ts";
import { openFile } from "#cli/files/open.ts";
import { zipOf } from "./archives.ts";
import { formatError } from "./samples.ts";

/** The same table in all that it may be stored in. */

const CELLS = [
  ["departement", "commune", "bureau", "commune_libelle", "inscrits", "votants", "blancs", "exprimes", "A", "B"],
  ["01", "004", "0001", "Ici", 100, 90, 5, 80, 50, 30],
  ["2A", "004", "0002", "Là", 200, 150, 10, 130, 70, 60],
] as const;
const TEXT = `${CELLS.map((row) => row.join(",")).join("\n")}\n`;

/** `TEXT`, its first row only, as `xz` makes it. */
const XZ =
  "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABxAGJdADIZSmacY0zV1L3t/Q4PKC1FLoihjXd9y2mwmGd15htGwtkbt7JLumg0YdAydpGY0uD/KEI30GDI9HH6pguxWAXBMh5T8y65yHmpj/Bb2DPOnjogv0W8cXvKtjphlBzwjQAAAAAAAEQ8v3cmVLwAAX5yQ/ExLx+2830BAAAAAARZWg==";

function workbook(bookType: BookType): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([["Notes"], ["rien à lire"]]), "Notes");
  const titled = [["Résultats - Tour 1"], [], ...CELLS.map((row) => [...row])];
  utils.book_append_sheet(book, utils.aoa_to_sheet(titled), "Bureaux");
  return Buffer.from(write(book, { type: "buffer", bookType }) as Uint8Array);
}

const parquet = (): Buffer =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: CELLS[0].map((name, column) => ({
        name,
        data: CELLS.slice(1).map((row) => row[column]!),
        type: column < 4 ? ("STRING" as const) : ("INT32" as const),
      })),
    }),
  );

describe("a table, whatever it is stored in", () => {
  let folder = "";
  const read = async (name: string, content: Buffer | string, entry = ""): Promise<FileResults> => {
    await writeFile(join(folder, name), content);
    return readResults(openFile(join(folder, name) + entry));
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vingt-heures-tables-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const rowsOf = ({ tables }: FileResults): unknown =>
    tables[0]!.rows.map(({ territoire, counts, voix }) => [territoire.commune, territoire.bureau, counts, voix]);
  const EXPECTED = [
    ["01004", "0001", { inscrits: 100, votants: 90, blancs: 5, nuls: null, exprimes: 80 }, [50, 30]],
    ["2A004", "0002", { inscrits: 200, votants: 150, blancs: 10, nuls: null, exprimes: 130 }, [70, 60]],
  ];

  it.each([
    [
      "a zip of one file",
      () =>
        zipOf([
          ["bureaux.csv", Buffer.from(TEXT)],
          ["LISEZ-MOI.pdf", Buffer.from("%PDF")],
        ]),
    ],
    ["a zip of a gzip", () => zipOf([["bureaux.csv.gz", gzipSync(TEXT)]])],
    ["XLSX", () => workbook("xlsx")],
    ["XLS", () => workbook("xls")],
    ["ODS", () => workbook("ods")],
    ["Parquet", parquet],
    ["Parquet in gzip", () => gzipSync(parquet())],
    [
      "JSON",
      () =>
        Buffer.from(
          JSON.stringify(CELLS.slice(1).map((row) => Object.fromEntries(row.map((cell, i) => [CELLS[0][i]!, cell])))),
        ),
    ],
  ])("%s", async (name, content) => {
    // The name says nothing of the kind.
    expect(rowsOf(await read(`${name}.bin`, content()))).toEqual(EXPECTED);
  });

  it("xz", async () => {
    expect(rowsOf(await read("petit.bin", Buffer.from(XZ, "base64")))).toEqual(EXPECTED.slice(0, 1));
  });

  it("names the sheets without results, and the rows by their place in the sheet", async () => {
    const { tables, skipped } = await read("classeur", workbook("xlsx"));
    expect(skipped).toMatchObject([{ feuille: "Notes", why: { code: "F-FORMAT" } }]);
    expect(tables[0]).toMatchObject({ feuille: "Bureaux", encoding: null });
    expect(tables[0]!.rows.map(({ line }) => line)).toEqual([4, 5]);
  });

  it("asks which file of a zip, and takes the one that is named", async () => {
    const zip = zipOf([
      ["t1.csv", Buffer.from(TEXT)],
      ["t2.csv", Buffer.from(TEXT.replace("0001", "0009"))],
    ]);
    const error = await formatError(read("deux.zip", zip));
    expect(error).toMatchObject({ code: "F-ARCHIVE", problem: { found: "2 fichiers de résultats" } });
    expect(error.message).toContain("nommé : deux.zip#t1.csv ; deux.zip#t2.csv");
    expect((await read("deux.zip", zip, "#t2.csv")).tables[0]!.rows[0]!.territoire.bureau).toBe("0009");
    expect((await formatError(read("deux.zip", zip, "#t3.csv"))).code).toBe("F-ARCHIVE");
  });

  it("takes the only file of a zip that holds results, and the one that is named in whatever folder", async () => {
    const held = zipOf([
      ["LISEZ-MOI.txt", Buffer.from("Les résultats par bureau.\nVoir le fichier.\n")],
      ["nuances.csv", Buffer.from("code;libelle\nLFI;La France insoumise\n")],
      ["abime.xlsx", workbook("xlsx").subarray(0, 900)],
      ["tour1/bureaux.csv", Buffer.from(TEXT)],
    ]);
    expect(rowsOf(await read("lisez-moi.zip", held))).toEqual(EXPECTED);
    expect(rowsOf(await read("lisez-moi.zip", held, "#bureaux.csv"))).toEqual(EXPECTED);
    const none = zipOf([
      ["a.txt", Buffer.from("rien\n")],
      ["b.csv", Buffer.from("x;y\n1;2\n")],
    ]);
    const error = await formatError(read("rien.zip", none));
    expect(error).toMatchObject({ code: "F-ARCHIVE", problem: { found: "aucun d'une famille connue" } });
  });

  it("takes the sheet that is named, in an archive too", async () => {
    expect(rowsOf(await read("classeur.xlsx", workbook("xlsx"), "#Bureaux"))).toEqual(EXPECTED);
    const zip = zipOf([
      ["a.xlsx", workbook("xlsx")],
      ["b.csv", Buffer.from(TEXT)],
    ]);
    expect(rowsOf(await read("a.zip", zip, "#a.xlsx#Bureaux"))).toEqual(EXPECTED);
    const error = await formatError(read("classeur.xlsx", workbook("xlsx"), "#Cantons"));
    expect(error.code).toBe("F-CLASSEUR");
    expect(error.message).toContain("une de ses feuilles : Notes, Bureaux");
  });

  it.each([
    ["a cut zip", () => zipOf([["a.csv", Buffer.from(TEXT)]]).subarray(0, 60), "F-ARCHIVE"],
    ["a zip of nothing to read", () => zipOf([["a.pdf", Buffer.from("%PDF")]]), "F-ARCHIVE"],
    ["a cut xz", () => Buffer.from(XZ, "base64").subarray(0, 90), "F-ARCHIVE"],
    ["a cut workbook", () => workbook("xls").subarray(0, 3000), "F-CLASSEUR"],
    ["a cut Parquet", () => parquet().subarray(0, 200), "F-CLASSEUR"],
    ["cut JSON", () => Buffer.from('[{"departement": "01",'), "F-CLASSEUR"],
    [
      "archives without end",
      () => [0, 1, 2, 3, 4, 5].reduce((bytes) => gzipSync(bytes), Buffer.from(TEXT)),
      "F-ARCHIVE",
    ],
    [
      "an archive made to swell",
      () => gzipSync(Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(80 << 20)])),
      "F-ARCHIVE",
    ],
  ])("tells %s", async (name, content, code) => {
    expect((await formatError(read(`${name}.bin`, content()))).code).toBe(code);
  });
});
