import { LoadError } from "./errors.ts";

/**
 * How messages leave: a rate that is linear between points, or the night's own instants. Pure: the instants at which
 * messages are meant to leave are known before the first one does, and latency is counted from them.
 */
export type Profile =
  /** The night's instants, compressed. */
  | { readonly kind: "night" }
  /** As fast as the target takes them. */
  | { readonly kind: "max" }
  /** Points (second, messages a second), linear in between, repeated from the start when messages are left. */
  | { readonly kind: "curve"; readonly points: readonly Point[] };

export interface Point {
  readonly second: number;
  readonly rate: number;
}

const RATE = String.raw`(\d+(?:\.\d+)?)\/s`;
const SECONDS = String.raw`(\d+(?:\.\d+)?)s`;
const SHAPES: readonly (readonly [RegExp, (numbers: readonly number[]) => readonly Point[]])[] = [
  // plat:200/s
  [new RegExp(`^plat:${RATE}$`), ([rate = 0]) => flat(rate, 1)],
  // endurance:50/s:3600s
  [new RegExp(`^endurance:${RATE}:${SECONDS}$`), ([rate = 0, seconds = 0]) => flat(rate, seconds)],
  // rampe:10/s-500/s:60s
  [
    new RegExp(`^rampe:${RATE}-${RATE}:${SECONDS}$`),
    ([from = 0, to = 0, seconds = 0]) => [
      { second: 0, rate: from },
      { second: seconds, rate: to },
    ],
  ],
  // rafale:1000/s:2s/10s: so much for two seconds, every ten
  [
    new RegExp(`^rafale:${RATE}:${SECONDS}/${SECONDS}$`),
    ([rate = 0, burst = 0, every = 0]) =>
      every <= burst
        ? []
        : [
            { second: 0, rate },
            { second: burst, rate },
            { second: burst, rate: 0 },
            { second: every, rate: 0 },
          ],
  ],
];

const flat = (rate: number, seconds: number): Point[] => [
  { second: 0, rate },
  { second: seconds, rate },
];

/** What `--profile` may be, for `--help` and errors. */
export const PROFILES =
  "nuit, max, plat:200/s, rampe:10/s-500/s:60s, rafale:1000/s:2s/10s, endurance:50/s:3600s, ou une courbe .csv";

/** Reads `--profile`. @throws LoadError `V-USAGE` */
export function profileOf(text: string): Profile {
  if (text === "nuit") return { kind: "night" };
  if (text === "max") return { kind: "max" };
  for (const [pattern, points] of SHAPES) {
    const found = pattern.exec(text);
    if (found) return { kind: "curve", points: checked(points(found.slice(1).map(Number)), text) };
  }
  throw new LoadError("V-USAGE", `--profile ${text} : attendu ${PROFILES}.`);
}

/** Reads a curve: one point a line, `second,rate`, a header allowed. @throws LoadError `V-USAGE` */
export function curveOf(csv: string, place: string): Profile {
  const rows = csv.split(/\r?\n/).filter((row) => row.trim() !== "");
  const points = rows.flatMap((row, i) => {
    const [second, rate] = row.split(/[,;]/).map((cell) => Number(cell.trim()));
    if (i === 0 && Number.isNaN(second)) return [];
    return [{ second: second ?? Number.NaN, rate: rate ?? Number.NaN }];
  });
  return { kind: "curve", points: checked(points, place) };
}

function checked(points: readonly Point[], place: string): readonly Point[] {
  const sound =
    points.length >= 2 &&
    points[0]!.second === 0 &&
    points.every(({ second, rate }, i) => rate >= 0 && rate <= 1_000_000 && second >= (points[i - 1]?.second ?? 0)) &&
    areaOf(points) > 0;
  if (sound) return points;
  throw new LoadError(
    "V-USAGE",
    `${place} : attendu au moins deux points (seconde, messages par seconde), secondes croissantes depuis 0, débits de 0 à 1 000 000, pas tous nuls.`,
  );
}

/** Messages of one pass over the points. */
const areaOf = (points: readonly Point[]): number =>
  points.slice(1).reduce((sum, point, i) => sum + trapeze(points[i]!, point), 0);

const trapeze = (a: Point, b: Point): number => ((a.rate + b.rate) / 2) * (b.second - a.second);

/**
 * The instants, ms from the start, at which `count` messages are meant to leave: the k-th when the area under the curve
 * reaches k. @param night instants of the night, already compressed; used by `night` only.
 */
export function instantsOf(profile: Profile, count: number, night: (index: number) => number): Float64Array {
  const instants = new Float64Array(count);
  if (profile.kind === "max") return instants;
  if (profile.kind === "night") return instants.map((_, index) => night(index));
  const { points } = profile;
  const length = points.at(-1)!.second;
  let [start, segment, before] = [0, 1, 0];
  for (let index = 0; index < count; index += 1) {
    let [a, b] = [points[segment - 1]!, points[segment]!];
    while (before + trapeze(a, b) <= index) {
      before += trapeze(a, b);
      segment += 1;
      if (segment === points.length) {
        segment = 1;
        start += length;
      }
      [a, b] = [points[segment - 1]!, points[segment]!];
    }
    instants[index] = (start + a.second + secondsFor(a, b, index - before)) * 1000;
  }
  return instants;
}

/** How long the area under one segment takes to reach `area`: the positive root of its quadratic. */
function secondsFor(a: Point, b: Point, area: number): number {
  // At the very start of a segment that begins at no rate there is nothing to divide by.
  if (area === 0) return 0;
  const slope = b.second === a.second ? 0 : (b.rate - a.rate) / (b.second - a.second);
  if (slope === 0) return area / a.rate;
  return (2 * area) / (a.rate + Math.sqrt(a.rate * a.rate + 2 * slope * area));
}
