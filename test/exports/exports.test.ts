import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as XLSX from "@e965/xlsx";
import { strFromU8, unzipSync } from "fflate";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, it } from "vitest";
import { readPublishedNight, type PublishedNight } from "#shared/documents/published-night.ts";
import { LEVEL_FORMATS, levelFile } from "#shared/exports/files.ts";
import { csvOf } from "#shared/exports/csv.ts";
import { exportRows, LEVELS, type Level } from "#shared/exports/rows.ts";
import { exportTable, type Table } from "#shared/exports/table.ts";
import { windows1252 } from "#shared/exports/windows-1252.ts";
import { fitsWorkbook, xlsxOf } from "#shared/exports/xlsx.ts";
import { readResults } from "#shared/formats/read-results.ts";
import { dossierOf, RUN } from "../factories.ts";
import { darkRun, played, unitesDossier } from "../documents/nights.ts";
import { fileOf } from "../formats/samples.ts";
import type { MemoryNight } from "#shared/testing/memory-night.ts";

const readerOf =
  (night: MemoryNight) =>
  async (path: string): Promise<string | null> => {
    const stored = await night.shelf.get(path);
    return stored && new TextDecoder().decode(stored.body);
  };

/** Names that a spreadsheet would run, or that would break a line. */
const NASTY = [
  { id: "arc", nom: "=SOMME(A1:A9)", prenom: "Anne", panneau: 1, civilite: "Mme" as const },
  { id: "bec", nom: '+33 "Bec"; et fils', panneau: 2, civilite: "M" as const },
  { id: "col", nom: "Œuvré–Ÿ", prenom: "@col", panneau: 3 },
];

let nation: PublishedNight;
let unites: PublishedNight;
let nasty: PublishedNight;

beforeAll(async () => {
  const night = async (dossier: ReturnType<typeof dossierOf>) =>
    readPublishedNight(readerOf(await played({ dossier })), RUN);
  [nation, unites, nasty] = await Promise.all([
    night(dossierOf()),
    night(unitesDossier()),
    night(dossierOf({ candidatures: NASTY })),
  ]);
});

const sumOf = (night: PublishedNight, level: Level): number =>
  exportRows(night, level).reduce((sum, { totaux }) => sum + totaux.exprimes, 0);

describe("the rows of a night", () => {
  it("add up to the nation at every level that covers it", () => {
    for (const level of ["bureau", "commune", "departement"] as const) {
      expect(sumOf(nation, level), level).toBe(nation.france.totaux.exprimes);
      expect(sumOf(unites, level), level).toBe(unites.france.totaux.exprimes);
    }
    expect(sumOf(unites, "unite")).toBe(unites.france.totaux.exprimes);
    expect(sumOf(nation, "region")).toBe(nation.regions[0]!.totaux.exprimes);
  });

  it("split a commune that lies in two unites", () => {
    const rows = exportRows(unites, "commune").filter(({ commune }) => commune?.code === "01002");
    expect(rows.map(({ unite, totaux }) => [unite?.code, totaux.inscrits, totaux.exprimes])).toEqual([
      ["0101", 1000, 480],
      ["0102", 1000, 480],
    ]);
  });

  it("say what the law made of the territory that decides", () => {
    const [first] = exportRows(unites, "unite");
    expect(first!.candidatures.map(({ id, statut }) => [id, statut])).toEqual([
      ["arc", "QUALIFIE_SEUIL"],
      ["bec", "QUALIFIE_SEUIL"],
      ["col", "NON_QUALIFIE"],
    ]);
    expect(exportRows(nation, "national")[0]!.candidatures[0]!.statut).toBe("QUALIFIE_SEUIL");
  });

  it("are not made before the release", async () => {
    await expect(readPublishedNight(readerOf(await played({ run: darkRun() })), RUN)).rejects.toMatchObject({
      code: "E-EMBARGO",
    });
  });
});

/** Cells of a CSV text, quotes undone. */
function csvCells(text: string): string[][] {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^;\r\n]*)(;|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, cell = "", end] of cells) {
    rows.at(-1)!.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

const printed = ({ columns, rows }: Table): string[][] => [
  columns.map(({ name }) => name),
  ...rows.map((row) => row.map((cell) => (cell === null ? "" : String(cell)))),
];

describe("CSV", () => {
  it("is what a French Excel opens: byte order mark, semicolons, decimal commas, CRLF", () => {
    const text = csvOf(exportTable(nation, "commune"));
    expect([...new TextEncoder().encode(text).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text.slice(1).split("\r\n")[1]).toBe(
      "01;Département 01;01001;Commune 01001;oui;1000;490;49,00;510;51,00;12;2,35;8;1,57;490;96,08;210;21,00;42,86;180;18,00;36,73;100;10,00;20,41",
    );
  });

  it.each(LEVELS)("at the level %s, says what the table says", (level) => {
    for (const night of [nation, unites]) {
      const table = exportTable(night, level);
      expect(csvCells(csvOf(table).slice(1))).toEqual(printed(table));
    }
  });

  it("keeps a spreadsheet from running a name", () => {
    const numbered: Table = {
      level: "commune",
      columns: [{ name: "Nom", type: "texte" }],
      rows: [["=1+1"], ["+1"], ["-1"], ["@x"], ["\tx"], ["-"], ["a=1"]],
    };
    expect(csvOf(numbered).slice(1).split("\r\n").slice(1, -1)).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@x",
      "'\tx",
      "'-",
      "a=1",
    ]);
  });
});

describe("Excel", () => {
  it.each(LEVELS)("at the level %s, gives back the table, numbers as numbers", (level) => {
    for (const night of [nation, unites, nasty]) {
      const table = exportTable(night, level);
      const book = XLSX.read(xlsxOf([table]), { type: "array", cellNF: true });
      const sheet = book.Sheets[book.SheetNames[0]!]!;
      const back = XLSX.utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: null, raw: true });
      expect(back[0]).toEqual(table.columns.map(({ name }) => name));
      expect(back.slice(1)).toEqual(
        table.rows.map((row) =>
          row.map((cell, i) =>
            table.columns[i]!.type === "pourcent" && cell !== null ? Number(String(cell).replace(",", ".")) : cell,
          ),
        ),
      );
    }
  });

  it("names its sheets, freezes their headers, and holds no formula", () => {
    const bytes = xlsxOf(["national", "commune"].map((level) => exportTable(nasty, level as Level)));
    expect(XLSX.read(bytes, { type: "array" }).SheetNames).toEqual(["France", "Communes"]);
    const parts = unzipSync(bytes);
    for (const sheet of [1, 2]) {
      const xml = strFromU8(parts[`xl/worksheets/sheet${sheet}.xml`]!);
      expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
      expect(xml).not.toContain("<f>");
    }
  });

  it("gives each cell its address, past the column Z too: not every spreadsheet reads one without", () => {
    const columns = Array.from({ length: 30 }, (_, i) => ({ name: `c${i}`, type: "entier" as const }));
    const wide: Table = { level: "commune", columns, rows: [columns.map((_, i) => (i % 2 === 0 ? i : null))] };
    const xml = strFromU8(unzipSync(xlsxOf([wide]))["xl/worksheets/sheet1.xml"]!);
    const addresses = [...xml.matchAll(/<c ([^>]*)>/g)].map(([, attributes]) => /r="([A-Z]+)(\d+)"/.exec(attributes!)!);
    expect(addresses).toHaveLength(30 + 15);
    for (const [address, letters, row] of addresses) {
      expect(XLSX.utils.decode_col(letters!), address).toBeLessThan(30);
      expect(["1", "2"]).toContain(row);
    }
    expect(new Set(addresses.map(([address]) => address)).size).toBe(45);
    expect(addresses.at(-1)![0]).toBe('r="AC2"');
  });

  it("is refused when no machine would open it", () => {
    const huge: Table = {
      level: "bureau",
      columns: Array.from({ length: 100 }, (_, i) => ({ name: `c${i}`, type: "entier" as const })),
      rows: Array.from({ length: 70_000 }, () => []),
    };
    expect(fitsWorkbook([huge])).toBe(false);
    expect(() => xlsxOf([huge])).toThrow(expect.objectContaining({ code: "E-TAILLE" }));
  });

  it("and every other format give the same bytes for the same night", () => {
    for (const format of LEVEL_FORMATS)
      expect(levelFile(nation, format, "commune").body, format).toEqual(levelFile(nation, format, "commune").body);
  });
});

describe("Parquet", () => {
  it.each(LEVELS)("at the level %s, gives back the table with its types", async (level) => {
    for (const night of [nation, unites]) {
      const table = exportTable(night, level);
      const bytes = levelFile(night, "parquet", level).body as Uint8Array;
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
      const back = await parquetReadObjects({ file });
      expect(back.map((row) => table.columns.map(({ name }) => row[name] ?? null))).toEqual(
        table.rows.map((row) =>
          row.map((cell, i) =>
            table.columns[i]!.type === "pourcent" && cell !== null ? Number(String(cell).replace(",", ".")) : cell,
          ),
        ),
      );
    }
  });
});

describe("the ministry's text", () => {
  it("names one block and repeats it, in Windows-1252 and CRLF", () => {
    const bytes = levelFile(nation, "ministere", "bureau").body as Uint8Array;
    const lines = new TextDecoder("windows-1252").decode(bytes).split("\r\n");
    expect(lines[0]).toBe(
      "Code du département;Libellé du département;Code de la circonscription;Libellé de la circonscription;Code de la commune;Libellé de la commune;Code du b.vote;Inscrits;Abstentions;% Abs/Ins;Votants;% Vot/Ins;Blancs;% Blancs/Ins;% Blancs/Vot;Nuls;% Nuls/Ins;% Nuls/Vot;Exprimés;% Exp/Ins;% Exp/Vot;N°Panneau;Sexe;Nom;Prénom;Voix;% Voix/Ins;% Voix/Exp",
    );
    expect(lines).toHaveLength(6);
    expect(lines[1]!.split(";")).toHaveLength(21 + 3 * 7);
  });

  it.each(["bureau", "commune", "unite", "departement"] as const)(
    "at the level %s, our own readers read back",
    async (level) => {
      const rows = exportRows(unites, level);
      const { tables } = await readResults(fileOf(levelFile(unites, "ministere", level).body, "essai.txt"));
      const [table] = tables;
      expect([table!.family.id, table!.rejected, table!.unknown]).toEqual(["ministere-blocs", [], []]);
      expect(table!.rows.map(({ counts, voix, anomalies }) => ({ ...counts, voix, anomalies }))).toEqual(
        rows.map(({ totaux, candidatures }) => ({
          ...totaux,
          voix: candidatures.map(({ voix }) => voix),
          anomalies: [],
        })),
      );
      expect(table!.rows.map(({ territoire }) => territoire.departement)).toEqual(
        rows.map(({ departement }) => departement!.code),
      );
      if (level === "bureau" || level === "commune")
        expect(table!.rows.map(({ territoire }) => territoire.commune)).toEqual(
          rows.map(({ commune }) => commune!.code),
        );
    },
  );

  it("encodes what Windows-1252 has, and the nearest letter of what it lacks", () => {
    expect(new TextDecoder("windows-1252").decode(windows1252("Œuvré–Ÿ€ e\u0301 ā 漢"))).toBe("Œuvré–Ÿ€ é a ?");
  });

  it("lets no name shift a line", () => {
    const text = new TextDecoder("windows-1252").decode(levelFile(nasty, "ministere", "commune").body as Uint8Array);
    for (const line of text.trimEnd().split("\r\n").slice(1)) expect(line.split(";")).toHaveLength(19 + 3 * 7);
  });
});

const NIST_SCHEMA = join(
  import.meta.dirname,
  "../../../shared/peer-tests/standards/NIST_V2_election_results_reporting.json",
);

describe("NIST SP 1500-100 V2", () => {
  it.skipIf(!existsSync(NIST_SCHEMA)).each(LEVELS)("at the level %s, is valid (needs ../shared)", (level) => {
    const { $schema: _draft4, ...schema } = JSON.parse(readFileSync(NIST_SCHEMA, "utf8")) as Record<string, unknown>;
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    for (const night of [nation, unites, nasty]) {
      validate(JSON.parse(levelFile(night, "nist", level).body as string));
      expect(validate.errors).toBeNull();
    }
  });

  interface Report {
    readonly GpUnit: readonly { readonly "@id": string }[];
    readonly Election: readonly {
      readonly Contest: readonly {
        readonly "@id": string;
        readonly ContestSelection: readonly {
          readonly VoteCounts: readonly { readonly GpUnitId: string; readonly Count: number }[];
        }[];
      }[];
    }[];
  }

  it("counts each candidature in each territory, and names only territories that it lists", () => {
    const report = JSON.parse(levelFile(unites, "nist", "commune").body as string) as Report;
    const units = new Set(report.GpUnit.map((unit) => unit["@id"]));
    const contests = report.Election[0]!.Contest;
    expect(contests.map((contest) => contest["@id"])).toEqual([
      "scrutin-unite-0101",
      "scrutin-unite-0102",
      "scrutin-unite-2A01",
    ]);
    const counts = contests[0]!.ContestSelection[0]!.VoteCounts.map(({ GpUnitId, Count }) => [GpUnitId, Count]);
    expect(counts).toEqual([
      ["unite-0101", 310],
      ["commune-01001", 210],
      ["commune-01002", 100],
    ]);
    for (const [unit] of counts) expect(units).toContain(unit);
  });
});
