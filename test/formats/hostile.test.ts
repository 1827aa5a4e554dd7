import { utils, write, type BookType } from "@e965/xlsx";
import { parquetMetadata, type FileMetaData } from "hyparquet";
import { ByteWriter, parquetWriteBuffer } from "hyparquet-writer";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readResults } from "#shared/formats/read-results.ts";
import { tablesApart } from "#cli/files/apart.ts";
import { openFile } from "#cli/files/open.ts";
import { zipOf } from "./archives.ts";
import { formatError } from "./samples.ts";

/** Workbooks and Parquet tables that lie, or of which one byte changed: a coded error, whatever their readers make of it. */

const HEADER = ["departement", "commune", "inscrits", "votants", "exprimes", "A", "B"];
const ROWS = Array.from({ length: 60 }, (_, i) => ["01", String(i + 1), 100, 90, 80, 50, 30]);

function workbook(bookType: BookType): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([HEADER, ...ROWS]), "Communes");
  return Buffer.from(write(book, { type: "buffer", bookType }) as Uint8Array);
}

const parquet = (): Buffer =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: HEADER.map((name, column) => ({
        name,
        data: ROWS.map((row) => row[column]!),
        type: column < 2 ? ("STRING" as const) : ("INT32" as const),
      })),
      codec: "UNCOMPRESSED",
    }),
  );

const bufferOf = (bytes: Buffer): ArrayBuffer => Uint8Array.from(bytes).buffer;

/** The same table under another footer. */
function announcing(change: (metadata: FileMetaData) => FileMetaData): Buffer {
  const bytes = parquet();
  const footer = new ByteWriter();
  writeMetadata(footer, change(parquetMetadata(bufferOf(bytes))));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.getBuffer().byteLength);
  const pages = bytes.subarray(0, bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8));
  return Buffer.concat([pages, Buffer.from(footer.getBuffer()), length, Buffer.from("PAR1")]);
}

/** A row that says that it stands a hundred million rows below. */
function farRow(): Buffer {
  const entry = (name: string, text: string): readonly [string, Buffer] => [name, Buffer.from(text)];
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const rels = "http://schemas.openxmlformats.org/package/2006/relationships";
  return zipOf([
    entry(
      "[Content_Types].xml",
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    ),
    entry(
      "_rels/.rels",
      `<Relationships xmlns="${rels}"><Relationship Id="r1" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    entry(
      "xl/workbook.xml",
      `<workbook ${main} xmlns:r="${type}"><sheets><sheet name="Loin" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    entry(
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${rels}"><Relationship Id="r1" Type="${type}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    entry(
      "xl/worksheets/sheet1.xml",
      `<worksheet ${main}><sheetData><row r="100000000"><c r="A100000000"><v>1</v></c></row></sheetData></worksheet>`,
    ),
  ]);
}

/** The bytes with another at that place. */
const struck = (bytes: Buffer, at: number, byte: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = byte;
  return copy;
};

describe("a binary file that lies or is damaged", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vingt-heures-abimes-"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const read = async (content: Buffer) => {
    await writeFile(join(folder, "fichier.bin"), content);
    return readResults(openFile(join(folder, "fichier.bin")));
  };

  it.each([
    [
      "Parquet of more rows than its groups hold",
      () => announcing((one) => ({ ...one, num_rows: 4_000_000_000n })),
      /annoncées, 60/,
    ],
    [
      "Parquet of billions of rows in a kilobyte",
      () =>
        announcing((one) => ({
          ...one,
          num_rows: 4_000_000_000n,
          row_groups: one.row_groups.map((group) => ({ ...group, num_rows: 4_000_000_000n })),
        })),
      /28000000000 cellules annoncées/,
    ],
    [
      "Parquet whose group says more rows than its pages have",
      () =>
        announcing((one) => ({
          ...one,
          num_rows: 90n,
          row_groups: one.row_groups.map((group) => ({ ...group, num_rows: 90n })),
        })),
      /90 lignes annoncées, 60 dans ses pages/,
    ],
    ["a workbook with a row far beyond what a sheet has", farRow, /plus de 1048576 lignes/],
    [
      "a workbook in which one byte of a cell changed",
      () => {
        const bytes = workbook("xlsx");
        return struck(bytes, bytes.indexOf("<v>90</v>") + 3, 0x38);
      },
      /somme de contrôle/,
    ],
    ["a workbook whose records no longer follow one another", () => cutXls(), /enregistrement inconnu/],
  ])("is told: %s", async (_, content, found) => {
    const spoken = [vi.spyOn(console, "error"), vi.spyOn(console, "log"), vi.spyOn(process.stderr, "write")];
    const error = await formatError(read(content()));
    expect(error.code).toMatch(/^F-(CLASSEUR|ARCHIVE)$/);
    expect(error.problem.found).toMatch(found);
    for (const spy of spoken) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it("does not turn for ever, nor fill the memory, for one byte of a Parquet page", async () => {
    const bytes = parquet();
    const { row_groups: groups } = parquetMetadata(bufferOf(bytes));
    const first = Number(groups[0]!.columns[0]!.meta_data!.data_page_offset);
    const told: string[] = [];
    // The header of a page is some forty bytes; what follows tells runs of values, whose length this makes absurd.
    for (let at = first; at < first + 48; at += 4) {
      const { code } = await tablesApart("fichier", "parquet", struck(bytes, at, 0xff), { heap: 64, patience: 1500 })
        .then(async ({ tables, close }) => {
          for await (const batch of tables[0]!.batches) void batch;
          await close();
          return { code: "lu" };
        })
        .catch((error: unknown) => error as { code: string });
      told.push(code);
    }
    expect(new Set(told).difference(new Set(["lu", "F-CLASSEUR"]))).toEqual(new Set());
    expect(told).toContain("F-CLASSEUR");
  });

  it("reads no number where a formula failed", async () => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([HEADER, ...ROWS]);
    sheet["F2"] = { t: "e", v: 23, w: "#REF!" };
    utils.book_append_sheet(book, sheet, "Communes");
    const { tables } = await read(Buffer.from(write(book, { type: "buffer", bookType: "xlsx" }) as Uint8Array));
    expect(tables[0]!.rejected).toMatchObject([{ code: "F-NOMBRE", line: 2, found: "#ERREUR" }]);
    expect(tables[0]!.rows).toHaveLength(ROWS.length - 1);
  });
});

/** Type and length of the record of a cell that is a number. */
const NUMBER_RECORD = [0x03, 0x02, 0x0e, 0x00];

/** A record of the sheet whose type is none: what follows may be anything. */
function cutXls(): Buffer {
  const bytes = workbook("xls");
  const at = bytes.indexOf(Buffer.from(NUMBER_RECORD));
  return struck(struck(bytes, at, 0xfe), at + 1, 0x0f);
}
