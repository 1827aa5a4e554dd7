import type { ResultFile } from "#shared/formats/read-results.ts";
import { FormatError, problem } from "#shared/formats/problems.ts";
import type { pressTables, PressText } from "#shared/formats/press-tables.ts";
import { textTable, type Table } from "#shared/formats/table.ts";
import { containerOf, gunzip, peeked, unxz, whole, type Container } from "./containers.ts";
import type { DownloadOptions } from "./download.ts";
import { isFolder, openFolder } from "./folder.ts";
import { openStored, type Stored } from "./stored.ts";
import { tarEntries } from "./tar.ts";
import { openZip, type Archive } from "./zip.ts";

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
 * bytes. `archive.zip#entrée` names an entry; a folder is a press tree.
 * @throws FormatError while it is read: `F-LECTURE`, `F-URL`, `F-GZIP`, `F-ARCHIVE`, `F-CLASSEUR`
 */
export function openFile(
  location: string,
  stdin?: AsyncIterable<Uint8Array>,
  options: DownloadOptions = {},
): OpenedFile {
  if (isFolder(location)) return openFolder(location);
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
      return yield* pressTree(name, textsInTar(await whole(name, all)));
    case "xml":
      return yield* pressTree(name, [{ name, text: (await whole(name, all)).toString("utf8") }]);
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
async function* pressTree(name: string, texts: Parameters<typeof pressTables>[1]): AsyncGenerator<Table> {
  yield* await (await import("#shared/formats/press-tables.ts")).pressTables(name, texts);
}

const textsInTar = (bytes: Buffer): Iterable<PressText> =>
  Iterator.from(tarEntries(bytes))
    .filter(({ name }) => /\.xml$/i.test(name))
    .map(({ name, content }) => ({ name, text: content.toString("utf8") }));

async function* textsOf(archive: Archive, names: readonly string[]): AsyncGenerator<PressText> {
  for (const name of names) yield { name, text: (await whole(name, archive.open(name))).toString("utf8") };
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
  const names = archive.names.filter((one) => !one.startsWith("__MACOSX"));
  const files = names.filter((one) => READABLE.test(one));
  const press = names.filter((one) => /\.xml$/i.test(one));
  if (entry === undefined && files.length === 0 && press.length > 0) {
    opening.containers.push("xml");
    return yield* pressTree(name, textsOf(archive, press.toSorted()));
  }
  const chosen = entry ?? files[0];
  if (chosen === undefined || (entry === undefined && files.length > 1)) {
    const found = files.length === 0 ? "aucun" : files.slice(0, 20).join(", ");
    throw new FormatError(name, problem("F-ARCHIVE", {}, "un seul fichier de résultats, ou l'un d'eux nommé", found));
  }
  yield* tablesIn(opening, archive.open(chosen), depth + 1);
}
