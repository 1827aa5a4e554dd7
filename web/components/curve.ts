import { h, type Element } from "../tree/node.ts";
import type { Context } from "./context.ts";

/** A pair: virtual instant (ms since 1970 UTC), bureaux counted. */
export type Point = readonly [instant: number, counted: number];

/** Sizes of the drawing in its own units, about a pixel each: beside the result, or in its place. */
const SIZES = { beside: [320, 120], wide: [720, 220] } as const;
/** From either edge, where an hour would be cut. */
const MARGIN = 14;
const HOUR = 3_600_000;

export interface CurveOptions {
  readonly points: readonly Point[];
  readonly expected: number;
  /** Instant of the end of the embargo, ISO 8601. */
  readonly embargo: string;
  readonly size: keyof typeof SIZES;
}

/** The arrival curve: bureaux counted over the night, with the hour at which results became public. */
export function curve({ t, f }: Context, { points, expected, embargo, size }: CurveOptions): Element | null {
  const [width, height] = SIZES[size];
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || last[0] <= first[0] || expected === 0) return null;
  const [from, to] = [first[0], last[0]];
  const x = (instant: number): number => Math.round(((instant - from) / (to - from)) * width * 10) / 10;
  const y = (counted: number): number => Math.round((1 - Math.min(1, counted / expected)) * height * 10) / 10;
  const line = points.map(([instant, counted]) => `${x(instant)} ${y(counted)}`).join("L");
  const released = Date.parse(embargo);
  const hours = hoursBetween(from, to);
  return h(
    "section",
    { class: "panel curve", "aria-labelledby": "curve-title", key: "curve" },
    h("h2", { id: "curve-title" }, t.curve.title),
    h(
      "svg",
      {
        id: "graphic-curve",
        viewBox: `-4 -18 ${width + 12} ${height + 38}`,
        role: "img",
        "aria-label": t.curve.description(f.number(last[1]), f.number(expected), f.time(last[0])),
      },
      [0, 0.5, 1].map((share) =>
        h("line", { class: "grid", x1: 0, x2: width, y1: y(share * expected), y2: y(share * expected) }),
      ),
      [0.5, 1].map((share) =>
        h("text", { class: "caption", x: 0, y: y(share * expected) + 12 }, f.percent(share, 1, 0)),
      ),
      hours.map((hour) =>
        h(
          "text",
          {
            class: "caption middle",
            x: Math.min(Math.max(x(hour), MARGIN), width - MARGIN),
            y: height + 14,
            key: `hour-${hour}`,
          },
          f.time(hour),
        ),
      ),
      released > from &&
        released < to &&
        h(
          "g",
          { class: "release" },
          h("line", { x1: x(released), x2: x(released), y1: 0, y2: height }),
          h(
            "text",
            x(released) > width / 2
              ? { class: "caption end", x: x(released) + 1, y: -5 }
              : { class: "caption", x: x(released), y: -5 },
            t.curve.embargo,
          ),
        ),
      h("path", { class: "under", d: `M${x(from)} ${height}L${line}L${x(to)} ${height}Z` }),
      h("path", { class: "line", d: `M${line}` }),
      h("circle", { class: "now", cx: x(to), cy: y(last[1]), r: 3.5 }),
    ),
  );
}

/** Full hours within an interval, at most six of them. */
function hoursBetween(from: number, to: number): number[] {
  const every = Math.max(1, Math.ceil((to - from) / HOUR / 6)) * HOUR;
  const hours: number[] = [];
  for (let hour = Math.ceil(from / every) * every; hour <= to; hour += every) hours.push(hour);
  return hours;
}
