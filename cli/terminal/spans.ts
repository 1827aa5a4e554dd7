/** Lines of text as data: pure to build, measure and cut; colour comes last ({@link paintLine}). */

/** What a piece of text means; `hue0`–`hue5` tell candidatures apart. */
export type Tone =
  | "strong"
  | "muted"
  | "accent"
  | "good"
  | "warning"
  | "bad"
  | "hue0"
  | "hue1"
  | "hue2"
  | "hue3"
  | "hue4"
  | "hue5";

export interface Span {
  readonly text: string;
  readonly tone?: Tone;
}

export type Line = readonly Span[];

/** Colours a terminal shows, in bits: none, 16, 256 or 16 million. */
export type Depth = 1 | 4 | 8 | 24;

export const span = (text: string, tone?: Tone): Span => (tone === undefined ? { text } : { text, tone });

/** Text from elsewhere (a file, a server) without what could drive the terminal, composed so that one letter is one column. */
export const clean = (text: string): string => text.normalize("NFC").replaceAll(/[\p{Cc}\p{Cf}\p{Mn}]/gu, "");

/** Columns of a text made by this program: one a code point (no wide letters in French). */
export const columnsOf = (text: string): number => [...text].length;

export const lineWidth = (line: Line): number => line.reduce((sum, { text }) => sum + columnsOf(text), 0);

/** `text` on exactly `columns` columns, cut with an ellipsis or filled with spaces, on the left when `align` is `end`. */
export function fit(text: string, columns: number, align: "start" | "end" = "start"): string {
  const points = [...text];
  if (points.length > columns) return columns < 1 ? "" : `${points.slice(0, columns - 1).join("")}…`;
  const fill = " ".repeat(columns - points.length);
  return align === "start" ? text + fill : fill + text;
}

/** The line without what passes `columns`. */
export function cutLine(line: Line, columns: number): Line {
  const kept: Span[] = [];
  let left = columns;
  for (const piece of line) {
    if (left <= 0) break;
    const size = columnsOf(piece.text);
    kept.push(size <= left ? piece : { ...piece, text: fit(piece.text, left) });
    left -= size;
  }
  return kept;
}

/** `left` at the left edge and `right` at the right one; `right` is given up where both do not fit. */
export function spread(left: Line, right: Line, columns: number): Line {
  const gap = columns - lineWidth(left) - lineWidth(right);
  return gap < 2 ? cutLine(left, columns) : [...left, span(" ".repeat(gap)), ...right];
}

/** Joins pieces with a middle dot as long as they fit: the last ones are given up first. */
export function joined(pieces: readonly Line[], columns: number): Line {
  let line: Line = [];
  for (const piece of pieces) {
    const longer: Line = line.length === 0 ? piece : [...line, span(" · ", "muted"), ...piece];
    if (lineWidth(longer) > columns) return line.length === 0 ? cutLine(piece, columns) : line;
    line = longer;
  }
  return line;
}

/** The spaces that French typography never breaks at: within guillemets, before tall punctuation. */
const UNBREAKABLE = /(?<=«) | (?=[»:;!?])/g;

/** `text` folded between words onto lines of at most `columns`; a longer word is cut. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.replaceAll(UNBREAKABLE, "\u00a0").split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(last) + 1 + columnsOf(word) <= columns)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(columnsOf(word) > columns ? fit(word, columns) : word);
  }
  return lines;
}

/** Two blocks side by side, the right one beginning at column `at`. */
export const beside = (left: readonly Line[], right: readonly Line[], at: number): Line[] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const start = cutLine(left[row] ?? [], at);
    return [...start, span(" ".repeat(at - lineWidth(start))), ...(right[row] ?? [])];
  });

/** Parameters of the SGR sequence, by tone: 16 colours, and 256 (hues told apart by colour-blind eyes, light enough on black, dark enough on white). */
const SGR: Readonly<Record<Tone, readonly [basic: string, rich: string]>> = {
  strong: ["1", "1"],
  muted: ["2", "2"],
  accent: ["36", "38;5;37"],
  good: ["32", "38;5;35"],
  warning: ["33", "38;5;172"],
  bad: ["31", "38;5;167"],
  hue0: ["36", "38;5;32"],
  hue1: ["33", "38;5;172"],
  hue2: ["35", "38;5;133"],
  hue3: ["32", "38;5;36"],
  hue4: ["31", "38;5;167"],
  hue5: ["34", "38;5;68"],
};

/** The line as the terminal wants it. */
export const paintLine = (line: Line, depth: Depth): string =>
  line
    .map(({ text, tone }) =>
      tone === undefined || depth === 1 ? text : `\u001b[${SGR[tone][depth === 4 ? 0 : 1]}m${text}\u001b[0m`,
    )
    .join("");
