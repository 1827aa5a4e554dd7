import { digitsOf, readCount } from "./counts.ts";

/**
 * The cells of a row, wherever they stand: a text is not cut into strings that nobody reads, a workbook's are there already.
 * Cells beyond the last are empty.
 */
export interface Cells {
  readonly length: number;
  text(at: number): string;
  /** As `readCount` reads its text: `-1` when it is no count. */
  count(at: number): number;
  /** Whether that is its text. */
  is(at: number, text: string): boolean;
  /** Whether its text begins so; `start` is ASCII. */
  begins(at: number, start: string): boolean;
  isBlank(at: number): boolean;
  /** All of them, to be kept once the next row is read. */
  list(): readonly string[];
}

/** Whether cells are blank from one to another, that one left out. */
export function areBlank(cells: Cells, from: number, to: number = cells.length): boolean {
  for (let at = from; at < to && at < cells.length; at += 1) if (!cells.isBlank(at)) return false;
  return true;
}

/** How many cells, those that are blank at the end left out. */
export function widthOf(cells: Cells): number {
  let width = cells.length;
  while (width > 0 && cells.isBlank(width - 1)) width -= 1;
  return width;
}

/** Cells that are strings: of a workbook, of a quoted line. */
export class ListedCells implements Cells {
  readonly #cells: readonly string[];

  constructor(cells: readonly string[]) {
    this.#cells = cells;
  }

  get length(): number {
    return this.#cells.length;
  }

  text(at: number): string {
    return this.#cells[at] ?? "";
  }

  count(at: number): number {
    return readCount(this.text(at));
  }

  is(at: number, text: string): boolean {
    return this.text(at) === text;
  }

  begins(at: number, start: string): boolean {
    return this.text(at).startsWith(start);
  }

  isBlank(at: number): boolean {
    return this.text(at).trim() === "";
  }

  list(): readonly string[] {
    return this.#cells;
  }
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
/** First byte that is no ASCII; first that Latin-1 and Windows-1252 read alike again; first of three bytes and more in UTF-8. */
const BEYOND_ASCII = 0x80;
const SHARED = 0xa0;
const THREE_BYTES = 0xe0;
/** Strings so short are made faster here than by a decoder. */
const SHORT = 12;

/** How the bytes of a text are read. */
export interface Decoding {
  readonly encoding: "utf-8" | "windows-1252";
  readonly decode: (bytes: Uint8Array) => string;
}

/**
 * The cells of a line, read in its bytes. One object serves all lines of a text, for what it holds is only where each cell
 * ends: it is that of the line last cut.
 */
export class LineCells implements Cells {
  readonly #separator: number;
  #bytes: Uint8Array = new Uint8Array();
  #decoding: Decoding = { encoding: "utf-8", decode: () => "" };
  #start = 0;
  #ends: Int32Array<ArrayBuffer> = new Int32Array(256);
  length = 0;
  /** Whether the line has a quote: its cells may then be other than what stands between separators. */
  quoted = false;

  /** @param separator one ASCII character. */
  constructor(separator: string) {
    this.#separator = separator.charCodeAt(0);
  }

  /** Cuts the line that begins at `start`; gives the place after its end. */
  cut(bytes: Uint8Array, start: number, decoding: Decoding): number {
    const separator = this.#separator;
    this.#bytes = bytes;
    this.#decoding = decoding;
    this.#start = start;
    let ends = this.#ends;
    let quoted = false;
    let length = 0;
    let at = start;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (byte === separator) {
        if (length + 1 === ends.length) ends = this.#grown();
        ends[length] = at;
        length += 1;
      } else if (byte === LINE_FEED) break;
      else if (byte === QUOTE) quoted = true;
    }
    const end = at > start && bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
    ends[length] = end;
    this.length = end === start ? 0 : length + 1;
    this.quoted = quoted;
    return at + 1;
  }

  #grown(): Int32Array<ArrayBuffer> {
    const grown = new Int32Array(this.#ends.length * 2);
    grown.set(this.#ends);
    this.#ends = grown;
    return grown;
  }

  /** The whole line, its end left out. */
  line(): string {
    return this.length === 0 ? "" : this.#decoded(this.#start, this.#ends[this.length - 1]!);
  }

  text(at: number): string {
    return at < this.length ? this.#decoded(this.#from(at), this.#ends[at]!) : "";
  }

  count(at: number): number {
    if (at >= this.length) return readCount("");
    const value = digitsOf(this.#bytes, this.#from(at), this.#ends[at]!);
    return value < 0 ? readCount(this.text(at)) : value;
  }

  is(at: number, text: string): boolean {
    if (at >= this.length) return text === "";
    const bytes = this.#bytes;
    const end = this.#ends[at]!;
    const utf8 = this.#decoding.encoding === "utf-8";
    let read = 0;
    for (let i = this.#from(at); i < end; i += 1, read += 1) {
      let code = bytes[i]!;
      if (code >= BEYOND_ASCII) {
        if (utf8 ? code >= THREE_BYTES : code < SHARED) return this.text(at) === text;
        if (utf8) code = ((code & 0x1f) << 6) | (bytes[(i += 1)]! & 0x3f);
      }
      if (code !== text.charCodeAt(read)) return false;
    }
    return read === text.length;
  }

  begins(at: number, start: string): boolean {
    if (at >= this.length) return start === "";
    const from = this.#from(at);
    if (this.#ends[at]! - from < start.length) return false;
    for (let i = 0; i < start.length; i += 1) if (this.#bytes[from + i] !== start.charCodeAt(i)) return false;
    return true;
  }

  isBlank(at: number): boolean {
    if (at >= this.length) return true;
    const start = this.#from(at);
    const end = this.#ends[at]!;
    if (start === end) return true;
    const first = this.#bytes[start]!;
    return (first <= SPACE || first >= BEYOND_ASCII) && this.text(at).trim() === "";
  }

  list(): readonly string[] {
    return Array.from({ length: this.length }, (_, at) => this.text(at));
  }

  #from(at: number): number {
    return at === 0 ? this.#start : this.#ends[at - 1]! + 1;
  }

  #decoded(start: number, end: number): string {
    const bytes = this.#bytes;
    const { encoding, decode } = this.#decoding;
    if (end - start <= SHORT) {
      const latin = encoding === "windows-1252";
      let text = "";
      let at = start;
      for (; at < end; at += 1) {
        const byte = bytes[at]!;
        if (byte >= BEYOND_ASCII && (!latin || byte < SHARED)) break;
        text += String.fromCharCode(byte);
      }
      if (at === end) return text;
    }
    return decode(bytes.subarray(start, end));
  }
}
