import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { FormatError, problem, type ProblemCode } from "#shared/formats/problems.ts";
import { reason } from "./reason.ts";
import { isTar } from "./tar.ts";

/** What is around a file: recognised by its first bytes, never by its name. */

export type Container = "dossier" | "gzip" | "xz" | "zip" | "tar" | "xls" | "parquet" | "json" | "xml" | "texte";

const MAGIC: readonly (readonly [Container, readonly number[]])[] = [
  ["gzip", [0x1f, 0x8b]],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["xls", [0xd0, 0xcf, 0x11, 0xe0]],
  ["parquet", [0x50, 0x41, 0x52, 0x31]],
];

/** Bytes needed to tell. */
const HEAD = 512;

/** What the first bytes say; a text that opens with a bracket or a chevron is JSON or XML. */
export function containerOf(head: Uint8Array): Container {
  const known = MAGIC.find(([, magic]) => magic.every((byte, i) => head[i] === byte));
  if (known) return known[0];
  if (isTar(head)) return "tar";
  const text = new TextDecoder()
    .decode(head.subarray(0, 64))
    .replace(/^\ufeff/, "")
    .trimStart();
  if (/^(\[\s*\{|\{\s*")/.test(text) || text === "[" || text === "{") return "json";
  return text.startsWith("<?xml") || text.startsWith("<Elect") ? "xml" : "texte";
}

/** Splits a stream into what tells its kind and all of it. */
export async function peeked(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < HEAD) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    first.push(value);
    size += value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* first;
    for (;;) {
      const { done, value } = await iterator.next();
      if (done === true) return;
      yield value;
    }
  }
  return { head: Buffer.concat(first).subarray(0, HEAD), all: all() };
}

/** Expanded bytes from which the ratio is watched, and the ratio that no table of figures reaches. */
const WATCHED = 64 << 20;
const MOST_RATIO = 400;

/** Passes expanded bytes on, and stops an archive made to fill the disk or the memory. @throws FormatError `F-ARCHIVE` */
export async function* bounded(
  name: string,
  expanded: AsyncIterable<Uint8Array>,
  stored: () => number,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of expanded) {
    size += chunk.length;
    if (size > WATCHED && size > stored() * MOST_RATIO) {
      throw new FormatError(name, problem("F-ARCHIVE", {}, `au plus ${MOST_RATIO} fois sa taille`, "davantage"));
    }
    yield chunk;
  }
}

/** A gzip stream, of one member or several. @throws FormatError `F-GZIP` when it is damaged or cut */
export async function* gunzip(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let stored = 0;
  const counted = counting(chunks, (size) => (stored += size));
  // The pipeline's own callback has nothing to add: its failure comes out of the loop below.
  const plain = pipeline(Readable.from(counted), createGunzip(), () => {});
  yield* bounded(name, told(name, plain, "F-GZIP", "une archive gzip entière"), () => stored);
}

/** An xz stream. @throws FormatError `F-ARCHIVE` when it is damaged or cut */
export async function* unxz(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { XzReadableStream } = await import("xz-decompress");
  let stored = 0;
  const counted = counting(chunks, (size) => (stored += size));
  const web = Readable.toWeb(Readable.from(counted)) as ReadableStream<Uint8Array>;
  const plain = new XzReadableStream(web) as unknown as AsyncIterable<Uint8Array>;
  yield* bounded(name, told(name, plain, "F-ARCHIVE", "une archive xz entière"), () => stored);
}

async function* counting(chunks: AsyncIterable<Uint8Array>, add: (size: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    add(chunk.length);
    yield chunk;
  }
}

/** Gives a decoder's failure a code; those of the reading pass as they are. */
async function* told(
  name: string,
  chunks: AsyncIterable<unknown>,
  code: ProblemCode,
  expected: string,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) yield chunk as Uint8Array;
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(name, problem(code, {}, expected, reason(error)), { cause: error });
  }
}

/** Largest file that is read whole: workbooks, zips and Parquet need all of it at hand. */
const MOST_WHOLE = 1 << 30;

/** Passes on what may be held at once. @throws FormatError `F-ARCHIVE` above a gibibyte */
export async function* holdable(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MOST_WHOLE) {
      throw new FormatError(name, problem("F-ARCHIVE", {}, `au plus ${MOST_WHOLE} octets`, "davantage"));
    }
    yield chunk;
  }
}

/** Reads all of a stream. @throws FormatError `F-ARCHIVE` above a gibibyte */
export async function whole(name: string, chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of holdable(name, chunks)) parts.push(chunk);
  return Buffer.concat(parts);
}
