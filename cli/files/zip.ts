import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";
import { FormatError, problem } from "#shared/formats/problems.ts";
import { bounded } from "./containers.ts";
import { reason } from "./reason.ts";

/** Entries of an archive: names, in its order, and their bytes. */
export interface Archive {
  readonly names: readonly string[];
  /** @throws FormatError `F-ARCHIVE` when there is no such entry or it is damaged */
  open(entry: string): AsyncGenerator<Uint8Array>;
}

/** Most entries that are looked at. */
const MOST_ENTRIES = 50_000;

/** Opens a zip that is in memory. @throws FormatError `F-ARCHIVE` */
export async function openZip(name: string, bytes: Buffer): Promise<Archive> {
  try {
    const { fromBuffer } = await import("yauzl");
    const zip = await promisify(fromBuffer as (buffer: Buffer, options: object, done: Done) => void)(bytes, {
      lazyEntries: true,
      autoClose: false,
    });
    const entries = await entriesOf(zip);
    return { names: [...entries.keys()], open: (entry) => contentOf(name, zip, entries, entry) };
  } catch (error) {
    throw broken(name, error);
  }
}

type Done = (error: Error | null, zip: ZipFile) => void;

const broken = (name: string, error: unknown): FormatError =>
  new FormatError(name, problem("F-ARCHIVE", {}, "une archive zip entière", reason(error)), { cause: error });

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", () => resolve(entries));
    zip.on("entry", (entry: Entry) => {
      if (!entry.fileName.endsWith("/") && entries.size < MOST_ENTRIES) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** The entry of that name in whatever folder, when it is the only one. */
function onlyNamed(entries: ReadonlyMap<string, Entry>, name: string): Entry | undefined {
  const [only, ...others] = [...entries.values()].filter(({ fileName }) => fileName.endsWith(`/${name}`));
  return others.length === 0 ? only : undefined;
}

async function* contentOf(
  name: string,
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  wanted: string,
): AsyncGenerator<Uint8Array> {
  const entry = entries.get(wanted) ?? onlyNamed(entries, wanted);
  if (!entry) {
    throw new FormatError(name, problem("F-ARCHIVE", {}, `une entrée parmi ${[...entries.keys()].join(", ")}`, wanted));
  }
  try {
    const open = promisify(
      zip.openReadStream.bind(zip) as (entry: Entry, done: (e: Error | null, s: NodeJS.ReadableStream) => void) => void,
    );
    const stream = (await open(entry)) as unknown as AsyncIterable<Uint8Array>;
    let sum = 0;
    for await (const chunk of bounded(name, stream, () => Number(entry.compressedSize))) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== entry.crc32) throw new Error(`${wanted} n'a plus la somme de contrôle de l'archive`);
  } catch (error) {
    throw error instanceof FormatError ? error : broken(name, error);
  }
}
