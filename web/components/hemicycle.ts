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

export interface HemicycleOptions {
  /** Id of the drawing. */
  readonly id: string;
  readonly benches: readonly Bench[];
  readonly total: number;
  /** Whether these seats are a whole chamber, whose majority is worth saying. */
  readonly whole: boolean;
}

/** So few seats stand in a single row, side by side. */
const ONE_ROW = 15;
/** Between two seats of a single row, radians. */
const BESIDE = 0.36;
const RADIUS = 100;
const INNER = 0.4;

/** Seats that can be told apart one by one; more of them are shown as shares. */
const MOST_DOTS = 1000;

/** Seats as a hemicycle, each one a dot; those not filled yet are empty. The legend says the same in numbers. */
export function hemicycle({ t, f }: Context, { id, benches, total, whole }: HemicycleOptions): Element | null {
  if (total === 0) return null;
  const { places, size } = total > MOST_DOTS ? { places: [], size: 0 } : seatsOf(total);
  const filled = benches.flatMap((bench) => Array.from({ length: bench.seats }, () => bench));
  return h(
    "div",
    { class: "hemicycle", key: id },
    total <= MOST_DOTS &&
      h(
        "svg",
        { id, class: "chairs", viewBox: frameOf(places, size), "aria-hidden": "true", focusable: "false" },
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
      { class: total > MOST_DOTS ? "legend wide" : "legend" },
      benches.map((bench) =>
        h(
          "li",
          { key: bench.id },
          swatch(bench.slot),
          h("span", {}, bench.name),
          h("strong", {}, f.number(bench.seats)),
          total > MOST_DOTS && share(bench, benches[0]?.seats ?? 1),
        ),
      ),
    ),
    total <= MOST_DOTS &&
      h(
        "p",
        { class: "hint" },
        whole
          ? t.outcome.majority(f.number(total), f.number(Math.floor(total / 2) + 1))
          : `${t.seats(total, f.number(total))}.`,
      ),
  );
}

/** As high as the seats reach. */
function frameOf(places: readonly { readonly y: number }[], size: number): string {
  const [top, bottom] = [Math.min(...places.map(({ y }) => y)), Math.max(...places.map(({ y }) => y))];
  const margin = size + 3;
  return `-112 ${(top - margin).toFixed(1)} 224 ${(bottom - top + 2 * margin).toFixed(1)}`;
}

/** A bench as a bar, where its seats are too many to be drawn one by one. */
const share = ({ seats, slot }: Bench, most: number): Element =>
  h(
    "svg",
    {
      class: `bar ${hue(slot)}`,
      viewBox: "0 0 100 12",
      preserveAspectRatio: "none",
      "aria-hidden": "true",
      focusable: "false",
    },
    h("rect", { class: "fill", width: Math.round((seats / most) * 1000) / 10, height: 12 }),
  );

/** Places on concentric half circles, from left to right as one reads a chamber. */
function seatsOf(total: number): {
  readonly places: readonly { readonly x: number; readonly y: number }[];
  readonly size: number;
} {
  // So many rows that seats stand as far from their neighbours as from the row behind: total = π (1 + INNER) / 2 × rows × gaps.
  const perRow = (Math.PI * (1 + INNER)) / 2 / (1 - INNER);
  const rows = total <= ONE_ROW ? 1 : Math.max(1, Math.round((1 + Math.sqrt(1 + (4 * total) / perRow)) / 2));
  const radii = Array.from({ length: rows }, (_, row) =>
    rows === 1 ? RADIUS * 0.8 : RADIUS * (INNER + ((1 - INNER) * row) / (rows - 1)),
  );
  const length = radii.reduce((sum, radius) => sum + radius, 0);
  let left = total;
  const places = radii.flatMap((radius, row) => {
    const count = row === rows - 1 ? left : Math.min(left, Math.round((total * radius) / length));
    left -= count;
    const width = rows === 1 ? Math.min(Math.PI, (count - 1) * BESIDE) : Math.PI;
    return Array.from({ length: count }, (_, at) => {
      const angle = count === 1 ? Math.PI / 2 : (Math.PI + width) / 2 - (width * at) / (count - 1);
      return {
        // Seats in line are taken from the first row on: their angles must be equal, to the last digit.
        angle: Math.round(angle * 1e6),
        x: Math.round(Math.cos(angle) * radius * 10) / 10,
        y: -Math.round(Math.sin(angle) * radius * 10) / 10,
      };
    });
  });
  const gap =
    rows === 1
      ? RADIUS * 0.8 * Math.min(BESIDE, Math.PI / Math.max(1, total - 1))
      : (RADIUS * (1 - INNER)) / (rows - 1);
  return { places: places.sort((a, b) => b.angle - a.angle), size: Math.min(11, gap * 0.42) };
}
