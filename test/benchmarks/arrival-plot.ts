/**
 * Draws the arrival curve of the default night as SVG, on stdout. By hand, when the model changes:
 *
 *     node test/benchmarks/arrival-plot.ts > docs/night-arrivals.svg
 */
import { readTerritory } from "#cli/reference/decoupage.ts";
import { PRESETS, type PresetName } from "#shared/night/presets.ts";
import { recordNight } from "#shared/night/record.ts";
import { buildScenario } from "#shared/night/scenarios.ts";

const SEED = "vingt-heures";
const MINUTE_MS = 60_000;
const STEP = 5;
const HOURS = { first: 18, last: 26 };
const BUSY = 90;

const BOX = { width: 920, height: 440, left: 56, right: 32, top: 56, bottom: 44 };
const COLOURS: Readonly<Record<PresetName, string>> = {
  realiste: "#1f3a93",
  "tour-du-monde": "#2e8b57",
  plat: "#8a6d00",
  "mur-de-20h": "#b3261e",
};

const { dossier, recording } = buildScenario("presidentielle-2017", {
  tour: 1,
  seed: SEED,
  territory: await readTerritory(),
});
const embargo = Date.parse(dossier.head.embargo);
const midnight = embargo - 20 * 60 * MINUTE_MS;
const from = midnight + HOURS.first * 60 * MINUTE_MS;
const until = midnight + HOURS.last * 60 * MINUTE_MS;

const instantsOf = (preset: PresetName): number[] => {
  const tallies = recording.map(({ tally }) => tally);
  return recordNight(dossier, tallies, { seed: SEED, preset }).map(({ at }) => at);
};

const x = (at: number): number => BOX.left + ((at - from) / (until - from)) * (BOX.width - BOX.left - BOX.right);
const y = (share: number): number => BOX.height - BOX.bottom - share * (BOX.height - BOX.top - BOX.bottom);
const round = (value: number): string => value.toFixed(1);

const steps = Array.from(
  { length: ((HOURS.last - HOURS.first) * 60) / STEP + 1 },
  (_, i) => from + i * STEP * MINUTE_MS,
);

/** Share of the bureaux that have arrived at each step. */
function cumulative(instants: readonly number[]): number[] {
  let arrived = 0;
  return steps.map((step) => {
    while (arrived < instants.length && instants[arrived]! <= step) arrived++;
    return arrived / instants.length;
  });
}

/** Where the busiest stretch of `BUSY` minutes begins, and what share it holds. */
function busiest(instants: readonly number[]): { at: number; share: number } {
  let best = { at: 0, share: 0 };
  for (let i = 0, first = 0; i < instants.length; i++) {
    while (instants[i]! - instants[first]! > BUSY * MINUTE_MS) first++;
    const share = (i - first + 1) / instants.length;
    if (share > best.share) best = { at: instants[first]!, share };
  }
  return best;
}

const curves = (Object.keys(PRESETS) as PresetName[])
  // It differs from `realiste` only before 18:00, out of this window.
  .filter((preset) => preset !== "tour-du-monde")
  .map((preset) => ({ preset, instants: instantsOf(preset) }));
const realiste = curves.find(({ preset }) => preset === "realiste")!.instants;
const busy = busiest(realiste);

const shares = cumulative(realiste);
const perStep = shares.map((share, i) => share - (shares[i - 1] ?? share));
const tallest = Math.max(...perStep);
const barWidth = x(from + STEP * MINUTE_MS) - x(from) - 1;
const bars = perStep
  .map((share, i) => ({ share: (share / tallest) * 0.45, at: steps[i]! - STEP * MINUTE_MS }))
  .filter(({ share }) => share > 0)
  .map(
    ({ share, at }) =>
      `<rect x="${round(x(at))}" y="${round(y(share))}" width="${round(barWidth)}" height="${round(y(0) - y(share))}"/>`,
  );

const lines = curves.map(({ preset, instants }) => {
  const points = cumulative(instants).map((share, i) => `${round(x(steps[i]!))},${round(y(share))}`);
  const width = preset === "realiste" ? 3 : 1.75;
  return `<polyline points="${points.join(" ")}" fill="none" stroke="${COLOURS[preset]}" stroke-width="${width}"/>`;
});

/** Where each name stands free of the other curves: beside its own at that share. */
const LABELS: readonly (readonly [PresetName, hour: number, share: number])[] = [
  ["mur-de-20h", 20.25, 0.94],
  ["realiste", 20.85, 0.62],
  ["plat", 22.95, 0.68],
];
const labels = LABELS.map(
  ([preset, hour, share]) =>
    `<text x="${round(x(midnight + hour * 60 * MINUTE_MS))}" y="${round(y(share))}" fill="${COLOURS[preset]}" font-weight="600">${preset}</text>`,
);

const hours = Array.from({ length: HOURS.last - HOURS.first + 1 }, (_, i) => {
  const at = x(from + i * 60 * MINUTE_MS);
  const hour = (HOURS.first + i) % 24;
  return `<line x1="${round(at)}" x2="${round(at)}" y1="${y(0)}" y2="${y(0) + 5}" stroke="#555"/><text x="${round(at)}" y="${y(0) + 20}" text-anchor="middle">${hour}:00</text>`;
});
const grid = [0, 0.25, 0.5, 0.75, 1].map(
  (share) =>
    `<line x1="${BOX.left}" x2="${BOX.width - BOX.right}" y1="${round(y(share))}" y2="${round(y(share))}" stroke="#ddd"/>` +
    `<text x="${BOX.left - 8}" y="${round(y(share) + 4)}" text-anchor="end">${share * 100} %</text>`,
);

const peakPerMinute = Math.round((tallest * realiste.length) / STEP);
process.stdout
  .write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${BOX.width} ${BOX.height}" font-family="system-ui, sans-serif" font-size="12" fill="#333" role="img" aria-labelledby="title">
<title id="title">Share of the bureaux whose tally has left, by hour in Paris, for three presets</title>
<rect width="${BOX.width}" height="${BOX.height}" fill="#fff"/>
<text x="${BOX.left}" y="22" font-size="15" font-weight="600">Tallies on their way, presidential round 1 of 2017 (seed « ${SEED} »)</text>
<text x="${BOX.left}" y="40" fill="#666">Lines: share of ${realiste.length} bureaux. Bars: realiste, every ${STEP} minutes, at most ${peakPerMinute} a minute.</text>
<rect x="${round(x(busy.at))}" y="${y(1)}" width="${round(x(busy.at + BUSY * MINUTE_MS) - x(busy.at))}" height="${round(y(0) - y(1))}" fill="#1f3a93" opacity="0.07"/>
${grid.join("\n")}
<g fill="#1f3a93" opacity="0.35">
${bars.join("\n")}
</g>
${lines.join("\n")}
<line x1="${round(x(embargo))}" x2="${round(x(embargo))}" y1="${y(1)}" y2="${y(0)}" stroke="#333" stroke-dasharray="4 3"/>
<text x="${round(x(embargo) - 6)}" y="${round(y(0.97))}" text-anchor="end">embargo ends</text>
<text x="${round(x(busy.at + (BUSY / 2) * MINUTE_MS))}" y="${round(y(0.03) - 2)}" text-anchor="middle" fill="#0d1f5c">${Math.round(busy.share * 100)} % in ${BUSY} minutes</text>
${labels.join("\n")}
${hours.join("\n")}
<text x="${BOX.width - BOX.right}" y="${BOX.height - 8}" text-anchor="end" fill="#666">hour in Paris</text>
</svg>
`);
