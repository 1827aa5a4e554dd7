import { FormatError, problem } from "./problems.ts";

/** From bytes to text: encodings, byte order marks, and what is no text at all. */

export type Encoding = "utf-8" | "windows-1252";

/** A run of whole lines, ends of line included. */
export interface TextBlock {
  readonly text: string;
  /** Number of its first line, from 1. */
  readonly line: number;
  readonly encoding: Encoding;
}

/** A longer line is not a bureau's: it is refused before it fills the memory. In bytes. */
const LONGEST_LINE = 1 << 20;
const LINE_FEED = 10;

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
 * Decodes a file in blocks of whole lines; memory stays within a chunk and a line. UTF-8 with or without a byte order
 * mark; a file whose first accent is no valid UTF-8 is read as Windows-1252, the ministry's habit until 2022.
 *
 * @throws FormatError `F-BINAIRE`, `F-LONGUEUR`; `F-ENCODAGE` when invalid bytes follow valid UTF-8 accents.
 */
export async function* textBlocks(
  file: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<TextBlock> {
  const decode = decoder(file);
  let rest: Uint8Array = new Uint8Array();
  let line = 1;
  for await (const chunk of bytes) {
    const joined = rest.length === 0 ? chunk : concat(rest, chunk);
    const end = joined.lastIndexOf(LINE_FEED) + 1;
    if (joined.length - end > LONGEST_LINE) {
      const at = line + countLines(joined);
      throw new FormatError(
        file,
        problem("F-LONGUEUR", { line: at }, `au plus ${LONGEST_LINE} octets par ligne`, "davantage"),
      );
    }
    rest = joined.slice(end);
    if (end === 0) continue;
    const block = decode(joined.subarray(0, end), line);
    yield block;
    line += countLines(joined);
  }
  if (rest.length > 0) yield decode(rest, line);
}

function decoder(file: string): (bytes: Uint8Array, line: number) => TextBlock {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  const windows = new TextDecoder("windows-1252");
  let encoding: Encoding = "utf-8";
  let accented = false;
  return (bytes, line) => {
    if (line === 1) refuseBinary(file, bytes);
    if (encoding === "windows-1252") return { text: windows.decode(bytes), line, encoding };
    try {
      const text = utf8.decode(bytes);
      accented ||= /[\u0080-\uffff]/.test(text);
      return { text, line, encoding };
    } catch {
      const valid = validStart(bytes);
      if (accented || /[\u0080-\uffff]/.test(valid)) throw badEncoding(file, valid, line);
      encoding = "windows-1252";
      return { text: windows.decode(bytes), line, encoding };
    }
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
