import { isAscii, isUtf8 } from "node:buffer";
import type { Decoding } from "./cells.ts";
import { FormatError, problem } from "./problems.ts";

/** From bytes to text: encodings, byte order marks, and what is no text at all. */

export type Encoding = Decoding["encoding"];

/** A run of whole lines, ends of line included, a byte order mark left out. */
export interface TextBlock extends Decoding {
  readonly bytes: Uint8Array;
  /** Number of its first line, from 1. */
  readonly line: number;
}

/** A longer line is not a bureau's: it is refused before it fills the memory. In bytes. */
const LONGEST_LINE = 1 << 20;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** First bytes of what is often given by mistake. */
const NOT_TEXT: readonly (readonly [kind: string, magic: string])[] = [
  ["une archive zip ou un classeur Excel (.xlsx)", "504b0304"],
  ["un classeur Excel (.xls)", "d0cf11e0"],
  ["un fichier Parquet", "50415231"],
  ["une archive xz", "fd377a58"],
  ["une archive zstd", "28b52ffd"],
  ["une archive bzip2", "425a68"],
  ["un document PDF", "25504446"],
  ["du texte en UTF-16", "fffe"],
  ["du texte en UTF-16", "feff"],
];

/**
 * Reads a file in blocks of whole lines, with what decodes them; memory stays within a chunk and a line. UTF-8 with or without a byte order
 * mark; a file whose first accent is no valid UTF-8 is read as Windows-1252, the ministry's habit until 2022.
 *
 * @throws FormatError `F-BINAIRE`, `F-LONGUEUR`; `F-ENCODAGE` when invalid bytes follow valid UTF-8 accents.
 */
export async function* textBlocks(
  file: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<TextBlock> {
  const blockOf = decoder(file);
  /** What was read of a line that is not yet whole. */
  let rest: Uint8Array = new Uint8Array();
  let line = 1;
  for await (const chunk of withLineFeeds(bytes)) {
    const closed = chunk.indexOf(LINE_FEED) + 1;
    if (closed === 0) rest = concat(rest, chunk);
    else {
      // Only the line that two chunks share is copied.
      const start = rest.length === 0 ? 0 : closed;
      if (start > 0) {
        yield blockOf(concat(rest, chunk.subarray(0, start)), line);
        line += 1;
      }
      const end = chunk.lastIndexOf(LINE_FEED) + 1;
      const whole = chunk.subarray(start, end);
      if (whole.length > 0) yield blockOf(whole, line);
      line += countLines(whole);
      rest = chunk.subarray(end);
    }
    if (rest.length <= LONGEST_LINE) continue;
    const expected = `au plus ${LONGEST_LINE} octets par ligne`;
    throw new FormatError(file, problem("F-LONGUEUR", { line }, expected, "davantage"));
  }
  if (rest.length > 0) yield blockOf(rest, line);
}

/** The same bytes; where lines end with a carriage return only, as spreadsheets of old Macs write them, with a line feed instead. */
async function* withLineFeeds(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bare: boolean | undefined;
  /** What ends with a carriage return, until the next byte says whether it is alone. */
  let held: Uint8Array = new Uint8Array();
  for await (const chunk of bytes) {
    const whole = held.length === 0 ? chunk : concat(held, chunk);
    bare ??= endsLinesBarely(whole);
    held = bare === undefined && whole.at(-1) === CARRIAGE_RETURN ? whole : whole.subarray(whole.length);
    if (held.length > 0) continue;
    yield bare === true ? whole.map((byte) => (byte === CARRIAGE_RETURN ? LINE_FEED : byte)) : whole;
  }
  if (held.length > 0) yield held;
}

/** Whether the first end of line is a bare carriage return; `undefined` where there is none, or none that shows it. */
function endsLinesBarely(chunk: Uint8Array): boolean | undefined {
  const feed = chunk.indexOf(LINE_FEED);
  const carriage = chunk.indexOf(CARRIAGE_RETURN);
  if (carriage < 0 || carriage === chunk.length - 1) return feed < 0 ? undefined : false;
  return feed < 0 || feed > carriage + 1;
}

const UTF8: Decoding = { encoding: "utf-8", decode: decoderOf("utf-8") };
const WINDOWS: Decoding = { encoding: "windows-1252", decode: decoderOf("windows-1252") };

function decoderOf(encoding: Encoding): Decoding["decode"] {
  const known = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes) => known.decode(bytes);
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

function decoder(file: string): (bytes: Uint8Array, line: number) => TextBlock {
  let decoding = UTF8;
  let accented = false;
  return (whole, line) => {
    if (line === 1) refuseBinary(file, whole);
    const marked = line === 1 && BYTE_ORDER_MARK.every((byte, i) => whole[i] === byte);
    const bytes = marked ? whole.subarray(BYTE_ORDER_MARK.length) : whole;
    if (decoding === UTF8) {
      // A mark says UTF-8 as an accent does.
      if (isUtf8(bytes)) accented ||= marked || !isAscii(bytes);
      else {
        const valid = validStart(bytes);
        if (accented || marked || /[\u0080-\uffff]/.test(valid)) throw badEncoding(file, valid, line);
        decoding = WINDOWS;
      }
    }
    return { bytes, line, ...decoding };
  };
}

/** The text before the first byte that is no UTF-8. */
const validStart = (bytes: Uint8Array): string => {
  const text = new TextDecoder().decode(bytes);
  return text.slice(0, text.indexOf("\ufffd"));
};

function badEncoding(file: string, valid: string, line: number): FormatError {
  const lines = valid.split("\n");
  const at = { line: line + lines.length - 1 };
  return new FormatError(
    file,
    problem("F-ENCODAGE", at, "de l'UTF-8, comme plus haut", `un octet invalide après « ${lines.at(-1)!.slice(-40)} »`),
  );
}

/** What a server answers when it has no such file. */
const isPage = (bytes: Uint8Array): boolean =>
  /^[\ufeff\s]*<(!doctype\s+html|html)/i.test(new TextDecoder().decode(bytes.subarray(0, 100)));

function refuseBinary(file: string, bytes: Uint8Array): void {
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const kind =
    NOT_TEXT.find(([, magic]) => start.startsWith(magic))?.[0] ??
    (bytes.includes(0) ? "des octets nuls" : isPage(bytes) ? "une page HTML" : undefined);
  if (kind !== undefined) throw new FormatError(file, problem("F-BINAIRE", {}, "du texte CSV", kind));
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}
