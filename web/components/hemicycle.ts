import { h, type Element } from "../tree/node.ts";
import { swatch } from "./bars.ts";
import { hue } from "./colours.ts";
import type { Context } from "./context.ts";

/** One party of a chamber. */
export interface Bench {
  readonly id: string;
  readonly name: string;
  readonly seats: number;
  readonly slot: number;
}

const RADIUS = 100;
const INNER = 0.4;

/** Seats as a hemicycle, each one a dot; those not filled yet are empty. The legend says the same in numbers. */
export function hemicycle({ t, f }: Context, benches: readonly Bench[], total: number): Element | null {
  if (total === 0) return null;
  const places = seatsOf(total);
  const filled = benches.flatMap((bench) => Array.from({ length: bench.seats }, () => bench));
  const size = Math.min(7, 48 / Math.sqrt(total) + 0.6);
  return h(
    "div",
    { class: "hemicycle", key: "hemicycle" },
    h(
      "svg",
      { id: "graphic-seats", viewBox: "-108 -108 216 116", "aria-hidden": "true", focusable: "false" },
      places.map(({ x, y }, at) => {
        const bench = filled[at];
        return h("circle", {
          cx: x,
          cy: y,
          r: size.toFixed(2),
          class: bench === undefined ? "vacant" : `seat ${hue(bench.slot)}`,
        });
      }),
    ),
    h(
      "ul",
      { class: "legend" },
      benches.map((bench) =>
        h(
          "li",
          { key: bench.id },
          swatch(bench.slot),
          `${bench.name} : ${t.outcome.seatsOf(f.number(bench.seats), f.number(total))}`,
        ),
      ),
    ),
    h("p", { class: "hint" }, t.outcome.majority(f.number(Math.floor(total / 2) + 1))),
  );
}

/** Places on concentric half circles, from left to right as one reads a chamber. */
function seatsOf(total: number): { readonly x: number; readonly y: number }[] {
  const rows = Math.max(1, Math.min(12, Math.round(Math.sqrt(total / 4))));
  const radii = Array.from({ length: rows }, (_, row) =>
    rows === 1 ? RADIUS * 0.8 : RADIUS * (INNER + ((1 - INNER) * row) / (rows - 1)),
  );
  const length = radii.reduce((sum, radius) => sum + radius, 0);
  let left = total;
  const places = radii.flatMap((radius, row) => {
    const count = row === rows - 1 ? left : Math.min(left, Math.round((total * radius) / length));
    left -= count;
    return Array.from({ length: count }, (_, at) => {
      const angle = count === 1 ? Math.PI / 2 : Math.PI - (Math.PI * at) / (count - 1);
      return {
        angle,
        x: Math.round(Math.cos(angle) * radius * 10) / 10,
        y: -Math.round(Math.sin(angle) * radius * 10) / 10,
      };
    });
  });
  return places.sort((a, b) => b.angle - a.angle);
}
