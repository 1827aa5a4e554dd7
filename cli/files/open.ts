import { basename } from "node:path";
import type { ResultFile } from "#shared/formats/read-results.ts";
import { FormatError, problem } from "#shared/formats/problems.ts";
import { isOfResults } from "#shared/formats/table-reader.ts";
import type { pressTables, PressText } from "#shared/formats/press-tables.ts";
import { textTable, type Table } from "#shared/formats/table.ts";
import type { BinaryKind } from "./binary.ts";
import { containerOf, gunzip, holdable, peeked, unxz, whole, type Container } from "./containers.ts";
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
 * bytes. `archive.zip#entrée` names an entry, `classeur.xlsx#feuille` a sheet, one after the other where one holds the other; a folder is a press
 * tree.
 * @throws FormatError while it is read: `F-LECTURE`, `F-URL`, `F-GZIP`, `F-ARCHIVE`, `F-CLASSEUR`
 */
export function openFile(
  location: string,
  stdin?: AsyncIterable<Uint8Array>,
  options: DownloadOptions = {},
): OpenedFile {
  if (isFolder(location)) return openFolder(location);
  const [path = "", ...parts] = location.split("#");
  return openedFrom(openStored(path, stdin, options), parts);
}

/** The same from bytes at hand, whatever they came from. */
function openedFrom(stored: Stored, parts: readonly string[]): OpenedFile {
  const { name } = stored;
  const containers: Container[] = [];
  const opening = { name, containers, parts };
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
  /** What is wanted of it, from the outside in: an entry of an archive, a sheet of a workbook. */
  readonly parts: readonly string[];
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
      return yield* apart(opening, "classeur", await whole(name, all));
    case "parquet":
      return yield* apart(opening, "parquet", await whole(name, all));
    case "json":
      return yield (await import("./json.ts")).jsonTable(name, await whole(name, all));
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

async function* everythingOf(archive: Archive): AsyncGenerator<Uint8Array> {
  for (const entry of archive.names) yield* archive.open(entry);
}

/** The sheets of a workbook, or the one that is wanted; a Parquet table. @throws FormatError `F-CLASSEUR` when there is none of that name. */
async function* apart({ name, parts: [wanted] }: Opening, kind: BinaryKind, bytes: Buffer): AsyncGenerator<Table> {
  const { tablesApart } = await import("./apart.ts");
  const { tables, close } = await tablesApart(name, kind, bytes);
  try {
    const chosen = wanted === undefined ? tables : tables.filter(({ nom }) => nom === wanted);
    if (chosen.length === 0) {
      const expected = `une de ses feuilles : ${tables.map(({ nom }) => nom).join(", ")}`;
      throw new FormatError(name, problem("F-CLASSEUR", {}, expected, wanted ?? ""));
    }
    yield* chosen;
  } finally {
    await close();
  }
}

/** Entries that can be result files. */
const READABLE = /\.(csv|txt|tsv|xlsx?|ods|parquet|json|gz|xz|zip)$/i;

async function* tablesInZip(opening: Opening, bytes: Buffer, depth: number): AsyncGenerator<Table> {
  const { name, parts } = opening;
  const archive = await openZip(name, bytes);
  // XLSX and ODS are zips.
  if (archive.names.includes("xl/workbook.xml") || archive.names.includes("content.xml")) {
    opening.containers[opening.containers.length - 1] = "xls";
    // Its reader expands it all: what would fill the memory is found before, and thrown away.
    for await (const chunk of holdable(name, everythingOf(archive))) void chunk;
    return yield* apart(opening, "classeur", bytes);
  }
  const names = archive.names.filter((one) => !one.startsWith("__MACOSX"));
  const files = names.filter((one) => READABLE.test(one));
  const press = names.filter((one) => /\.xml$/i.test(one));
  const [wanted, ...inner] = parts;
  if (wanted === undefined && files.length === 0 && press.length > 0) {
    opening.containers.push("xml");
    return yield* pressTree(name, textsOf(archive, press.toSorted()));
  }
  const chosen = wanted ?? (files.length > 1 ? await onlyResults(name, archive, files, depth) : files[0]);
  if (chosen === undefined) {
    throw new FormatError(name, problem("F-ARCHIVE", {}, "un fichier de résultats", names.slice(0, 20).join(", ")));
  }
  yield* tablesIn({ ...opening, parts: inner }, archive.open(chosen), depth + 1);
}

/** The only file of an archive that holds results. @throws FormatError `F-ARCHIVE` naming those that do when there are several. */
async function onlyResults(name: string, archive: Archive, files: readonly string[], depth: number): Promise<string> {
  const held: string[] = [];
  for (const file of files) if (await holdsResults(name, archive, file, depth)) held.push(file);
  const [only, ...others] = held;
  if (only !== undefined && others.length === 0) return only;
  const told = held.length === 0 ? files : held;
  const choices = told.slice(0, 20).map((file) => `${basename(name)}#${file}`);
  const found = held.length === 0 ? "aucun d'une famille connue" : `${held.length} fichiers de résultats`;
  throw new FormatError(name, problem("F-ARCHIVE", {}, `l'un de ses fichiers, nommé : ${choices.join(" ; ")}`, found));
}

async function holdsResults(name: string, archive: Archive, file: string, depth: number): Promise<boolean> {
  try {
    const opening = { name, parts: [], containers: [] };
    for await (const table of tablesIn(opening, archive.open(file), depth + 1))
      if (await isOfResults(name, table)) return true;
  } catch (error) {
    // A damaged entry, one of another kind: not what is looked for.
    if (!(error instanceof FormatError)) throw error;
  }
  return false;
}
