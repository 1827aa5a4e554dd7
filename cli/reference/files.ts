import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { FormatError, problem } from "#shared/formats/problems.ts";
import { readNight, type FileNight, type NightFileOptions, type SourceFile } from "#shared/formats/read-night.ts";
import { readTerritory } from "./decoupage.ts";

/** Official files, from a path or from standard input (`-`), compressed with gzip or not. */

/** Name under which standard input is spoken of. */
const STDIN = "entrée standard";

/**
 * Opens a result file for {@link readNight}. It is read as a stream, once; gzip is recognised by content. Reading
 * rejects with a FormatError: `F-LECTURE` when it cannot be read, `F-GZIP` when the archive is damaged or cut short.
 *
 * @param path `-`: standard input.
 */
export function openFile(path: string, stdin: AsyncIterable<Uint8Array> = process.stdin): SourceFile {
  const name = path === "-" ? STDIN : path;
  const hash = createHash("sha256");
  let digest: string | undefined;
  return {
    name,
    bytes: contentOf(name, path === "-" ? stdin : createReadStream(path, { highWaterMark: 1 << 18 }), (chunk) =>
      hash.update(chunk),
    ),
    sha256: () => (digest ??= hash.digest("hex")),
  };
}

/** Reads a whole night from a file; closing hours follow the populations of today's communes. */
export async function readNightFile(
  path: string,
  options: Omit<NightFileOptions, "populations"> = {},
): Promise<FileNight> {
  const { communes } = await readTerritory();
  const populations = new Map([...communes.values()].flat().map(({ code, population }) => [code, population]));
  return readNight(openFile(path), { ...options, populations });
}

async function* contentOf(
  name: string,
  stored: AsyncIterable<Uint8Array>,
  seen: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const chunks = storedChunks(name, stored, seen);
  const first = await chunks.next();
  if (first.done) return;
  const all = (async function* () {
    yield first.value;
    yield* chunks;
  })();
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* all;
    return;
  }
  // The pipeline's own callback has nothing to add: its failure comes out of the loop below.
  const plain = pipeline(Readable.from(all), createGunzip(), () => {});
  try {
    for await (const chunk of plain) yield chunk as Uint8Array;
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(name, problem("F-GZIP", {}, "une archive gzip entière", reason(error)), { cause: error });
  }
}

async function* storedChunks(
  name: string,
  stored: AsyncIterable<Uint8Array>,
  seen: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stored) {
      seen(chunk);
      yield chunk;
    }
  } catch (error) {
    throw new FormatError(name, problem("F-LECTURE", {}, "un fichier lisible", reason(error)), { cause: error });
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
