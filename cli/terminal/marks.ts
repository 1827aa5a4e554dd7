import type { Line, Span, Tone } from "./spans.ts";
import { span } from "./spans.ts";

/** Bars and curves made of letters. */

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar of `columns` columns, filled by `share` (0–1) to an eighth of a column; the rest is a faint rail. */
export function bar(share: number, columns: number, tone: Tone, unicode: boolean): Line {
  const bounded = Math.min(Math.max(share, 0), 1);
  if (!unicode) {
    const full = Math.floor(bounded * columns);
    return [span("#".repeat(full), tone), span(".".repeat(columns - full), "muted")];
  }
  const eighths = Math.floor(bounded * columns * 8);
  const filled = "█".repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? "");
  return [span(filled, tone), span("·".repeat(columns - filled.length), "muted")];
}

export interface CurveArea {
  readonly columns: number;
  readonly rows: number;
  /** Left and right edges, ms. */
  readonly from: number;
  readonly to: number;
  /** Value at the top. */
  readonly top: number;
  readonly unicode: boolean;
}

/** Bits of a braille cell, bottom dot first: left column, right column. */
const BRAILLE = [
  [0x40, 0x04, 0x02, 0x01],
  [0x80, 0x20, 0x10, 0x08],
] as const;

/** A growing quantity as a filled area, `points` being [ms, value] in order; nothing is drawn after the last one. */
export function curve(points: readonly (readonly [number, number])[], area: CurveArea): Line[] {
  const across = area.unicode ? 2 : 1;
  const down = area.unicode ? 4 : 1;
  const heights = Array.from({ length: area.columns * across }, (_, x) => {
    const value = valueAt(points, area.from + ((area.to - area.from) * (x + 0.5)) / (area.columns * across));
    return value <= 0 ? 0 : Math.max(1, Math.min(area.rows * down, Math.round((value / area.top) * area.rows * down)));
  });
  return Array.from({ length: area.rows }, (_, row) => {
    const floor = (area.rows - 1 - row) * down;
    const cells = Array.from({ length: area.columns }, (_cell, column) =>
      heights
        .slice(column * across, (column + 1) * across)
        .map((height) => Math.min(Math.max(height - floor, 0), down)),
    );
    return grouped(
      cells.map((dots) => {
        const glyph = area.unicode ? braille(dots) : dots[0] === 1 ? "#" : " ";
        const crest = heights.length > 0 && dots.some((count) => count > 0 && count < down);
        return span(glyph, crest || !area.unicode ? "accent" : "hue0");
      }),
    );
  });
}

function braille(dots: readonly number[]): string {
  let bits = 0;
  dots.forEach((count, side) => {
    for (let dot = 0; dot < count; dot += 1) bits |= BRAILLE[side === 0 ? 0 : 1][dot] ?? 0;
  });
  return bits === 0 ? " " : String.fromCodePoint(0x2800 + bits);
}

/** Linear between points; 0 before the first and after the last. */
function valueAt(points: readonly (readonly [number, number])[], instant: number): number {
  const after = points.findIndex(([at]) => at >= instant);
  const next = points[after];
  const previous = points[after - 1];
  if (next === undefined || previous === undefined) return 0;
  const [startAt, startValue] = previous;
  const [endAt, endValue] = next;
  return endAt === startAt
    ? endValue
    : startValue + ((endValue - startValue) * (instant - startAt)) / (endAt - startAt);
}

function grouped(cells: readonly Span[]): Line {
  const line: { text: string; tone?: Tone }[] = [];
  for (const cell of cells) {
    const last = line.at(-1);
    if (last !== undefined && (last.tone === cell.tone || cell.text === " ")) last.text += cell.text;
    else line.push({ ...cell });
  }
  return line;
}
