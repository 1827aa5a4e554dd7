import type { ResultFile } from "#shared/formats/read-results.ts";
import { FormatError, problem } from "#shared/formats/problems.ts";
import { textTable, type Table } from "#shared/formats/table.ts";
import { containerOf, gunzip, peeked, unxz, whole, type Container } from "./containers.ts";
import type { DownloadOptions } from "./download.ts";
import { openStored, type Stored } from "./stored.ts";
import { tarEntries } from "./tar.ts";
import { openZip } from "./zip.ts";

/** A result file opened: its tables, and what it came in. */
export interface OpenedFile extends ResultFile {
  /** What is around the tables, the outermost first (`zip`, `gzip`, `texte`); known once they were read. */
  readonly containers: readonly Container[];
  /** Bytes stored, read so far. */
  size(): number;
}

/** Archives within archives are opened so deep. */
const DEEPEST = 4;

/**
 * Opens a result file: a path, an address (fetched once), or `-` for standard input; gzip, xz, zip, XLS, XLSX, ODS, Parquet, JSON or text, told by its
 * bytes. `archive.zip#entrée` names an entry.
 * @throws FormatError while it is read: `F-LECTURE`, `F-URL`, `F-GZIP`, `F-ARCHIVE`, `F-CLASSEUR`
 */
export function openFile(
  location: string,
  stdin?: AsyncIterable<Uint8Array>,
  options: DownloadOptions = {},
): OpenedFile {
  const [path = "", entry] = location.split("#", 2);
  return openedFrom(openStored(path, stdin, options), entry);
}

/** The same from bytes at hand, whatever they came from. */
function openedFrom(stored: Stored, entry?: string): OpenedFile {
  const { name } = stored;
  const containers: Container[] = [];
  const opening = { name, containers, ...(entry !== undefined && { entry }) };
  return {
    name,
    tables: tablesIn(opening, stored.chunks, 0),
    sha256: () => stored.sha256(),
    containers,
    size: () => stored.size(),
  };
}

interface Opening {
  readonly name: string;
  readonly entry?: string;
  readonly containers: Container[];
}

async function* tablesIn(opening: Opening, chunks: AsyncIterable<Uint8Array>, depth: number): AsyncGenerator<Table> {
  const { name, containers } = opening;
  const { head, all } = await peeked(chunks);
  const container = containerOf(head);
  containers.push(container);
  if (depth > DEEPEST)
    throw new FormatError(name, problem("F-ARCHIVE", {}, "un fichier", "des archives dans des archives"));
  switch (container) {
    case "gzip":
      return yield* tablesIn(opening, gunzip(name, all), depth + 1);
    case "xz":
      return yield* tablesIn(opening, unxz(name, all), depth + 1);
    case "zip":
      return yield* tablesInZip(opening, await whole(name, all), depth);
    case "tar":
    case "xml":
      return yield* pressTree(name, container, await whole(name, all));
    case "xls":
      return yield* workbook(name, await whole(name, all));
    case "parquet":
      return yield await (await import("./tables.ts")).parquetTable(name, await whole(name, all));
    case "json":
      return yield (await import("./tables.ts")).jsonTable(name, await whole(name, all));
    default:
      return yield textTable(name, all);
  }
}

/** The ministry's press files: one, or all of a tree. */
async function* pressTree(name: string, container: "tar" | "xml", bytes: Buffer): AsyncGenerator<Table> {
  const { pressTables } = await import("#shared/formats/press-tables.ts");
  const files = container === "xml" ? [{ name, content: bytes }] : tarEntries(bytes);
  const texts = Iterator.from(files)
    .filter((one) => container === "xml" || /\.xml$/i.test(one.name))
    .map((one) => ({ name: one.name, text: one.content.toString("utf8") }));
  yield* await pressTables(name, texts);
}

async function* workbook(name: string, bytes: Buffer): AsyncGenerator<Table> {
  const { workbookTables } = await import("./tables.ts");
  yield* await workbookTables(name, bytes);
}

/** Entries that can be result files. */
const READABLE = /\.(csv|txt|tsv|xlsx?|ods|parquet|json|gz|xz|zip)$/i;

async function* tablesInZip(opening: Opening, bytes: Buffer, depth: number): AsyncGenerator<Table> {
  const { name, entry } = opening;
  const archive = await openZip(name, bytes);
  // XLSX and ODS are zips.
  if (archive.names.includes("xl/workbook.xml") || archive.names.includes("content.xml")) {
    opening.containers[opening.containers.length - 1] = "xls";
    return yield* workbook(name, bytes);
  }
  const files = archive.names.filter((one) => READABLE.test(one) && !one.startsWith("__MACOSX"));
  const chosen = entry ?? files[0];
  if (chosen === undefined || (entry === undefined && files.length > 1)) {
    const found = files.length === 0 ? "aucun" : files.slice(0, 20).join(", ");
    throw new FormatError(name, problem("F-ARCHIVE", {}, "un seul fichier de résultats, ou l'un d'eux nommé", found));
  }
  yield* tablesIn(opening, archive.open(chosen), depth + 1);
}
