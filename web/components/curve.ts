import { h, type Element } from "../tree/node.ts";
import type { Context } from "./context.ts";

/** A pair: virtual instant (ms since 1970 UTC), bureaux counted. */
export type Point = readonly [instant: number, counted: number];

const WIDTH = 320;
const HEIGHT = 120;
/** From either edge, where an hour would be cut. */
const MARGIN = 16;
const HOUR = 3_600_000;

/** The arrival curve: bureaux counted over the night, with the hour at which results became public. */
export function curve({ t, f }: Context, points: readonly Point[], expected: number, embargo: string): Element | null {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || last[0] <= first[0] || expected === 0) return null;
  const [from, to] = [first[0], last[0]];
  const x = (instant: number): number => Math.round(((instant - from) / (to - from)) * WIDTH * 10) / 10;
  const y = (counted: number): number => Math.round((1 - Math.min(1, counted / expected)) * HEIGHT * 10) / 10;
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
        viewBox: `-4 -18 ${WIDTH + 12} ${HEIGHT + 38}`,
        role: "img",
        "aria-label": t.curve.description(f.number(last[1]), f.number(expected), f.time(last[0])),
      },
      [0, 0.5, 1].map((share) =>
        h("line", { class: "grid", x1: 0, x2: WIDTH, y1: y(share * expected), y2: y(share * expected) }),
      ),
      hours.map((hour) =>
        h(
          "text",
          {
            class: `caption ${x(hour) > WIDTH - MARGIN ? "end" : x(hour) < MARGIN ? "start" : "middle"}`,
            x: x(hour),
            y: HEIGHT + 14,
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
          h("line", { x1: x(released), x2: x(released), y1: 0, y2: HEIGHT }),
          h(
            "text",
            x(released) > WIDTH / 2
              ? { class: "caption end", x: x(released) + 1, y: -5 }
              : { class: "caption", x: x(released), y: -5 },
            t.curve.embargo,
          ),
        ),
      h("path", { class: "under", d: `M${x(from)} ${HEIGHT}L${line}L${x(to)} ${HEIGHT}Z` }),
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
