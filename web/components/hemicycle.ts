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

/** The inner radius that a chamber looks best with, as a part of the outer one. */
const INNER = 0.42;

/**
 * Half circles as far from each other as seats of one are: in n of them of radius R, R − gap, R − 2 gap…, with π r / gap + 1 seats
 * each, total = n + π (n R / gap − n (n − 1) / 2).
 */
function circlesOf(total: number): { readonly radii: readonly number[]; readonly gap: number } {
  const gapOf = (n: number): number => (n * Math.PI * RADIUS) / (total - n + (Math.PI * n * (n - 1)) / 2);
  const innerOf = (n: number): number => RADIUS - (n - 1) * gapOf(n);
  let rows = 1;
  while (Math.abs(innerOf(rows + 1) - INNER * RADIUS) < Math.abs(innerOf(rows) - INNER * RADIUS)) rows += 1;
  const gap = gapOf(rows);
  return { radii: Array.from({ length: rows }, (_, row) => RADIUS - row * gap).toReversed(), gap };
}

/** Few seats in one row, no longer than they need. */
function rowOf(total: number) {
  const width = Math.min(Math.PI, (total - 1) * BESIDE);
  const radius = RADIUS * 0.8;
  return { counts: [total], radii: [radius], width, gap: radius * Math.min(BESIDE, Math.PI / Math.max(1, total - 1)) };
}

function rowsOf(total: number) {
  const { radii, gap } = circlesOf(total);
  const length = radii.reduce((sum, radius) => sum + radius, 0);
  let [left, along] = [total, length];
  // The inner rows take their part, rounded; what is over stays for those that are longer.
  const counts = radii.map((radius) => {
    const count = Math.round((left * radius) / along);
    left -= count;
    along -= radius;
    return count;
  });
  return { counts, radii, width: Math.PI, gap };
}

/** Places on concentric half circles, from left to right as one reads a chamber. */
function seatsOf(total: number): {
  readonly places: readonly { readonly x: number; readonly y: number }[];
  readonly size: number;
} {
  const { counts, radii, width, gap } = total <= ONE_ROW ? rowOf(total) : rowsOf(total);
  const places = radii.flatMap((radius, row) => {
    const count = counts[row]!;
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
  return { places: places.sort((a, b) => b.angle - a.angle), size: Math.min(11, gap * 0.42) };
}
