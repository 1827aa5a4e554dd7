import type { FaultSpec } from "../contracts/faults.ts";
import type { Tally, TallyMessage } from "../contracts/tally.ts";
import type { RefusalCode } from "../count/refusals.ts";
import { messageOf } from "../night/message.ts";
import { randomOf, type Random } from "../night/random.ts";
import { byInstant, type RecordedTally } from "../night/recording.ts";
import type { Canvas, Shot, Stroke, Verdict } from "./fault.ts";

/** What message faults are made of: choosing whom to strike, and making copies that break one rule. */

export const MINUTE_MS = 60_000;

export type Figures = Omit<Tally, "run">;

/** The stream of one fault at one bureau: whom else it strikes changes nothing. */
export const randomAt = (canvas: Canvas, fault: string, { commune, bureau, version }: Figures): Random =>
  randomOf(canvas.seed, "pannes", fault, commune, bureau, String(version));

export const placeKey = ({ commune, bureau }: { readonly commune: string; readonly bureau: string }): string =>
  `${commune}/${bureau}`;

/**
 * The bureaux that a fault strikes: about `share` of those eligible, one at least. Bureaux that another fault claimed,
 * and those that correct themselves, are left alone.
 */
export function struck(
  canvas: Canvas,
  { fault, share }: FaultSpec,
  usual: number,
  eligible: (tally: Figures) => boolean = () => true,
): RecordedTally[] {
  const versions = new Map<string, number>();
  for (const { tally } of canvas.recording) versions.set(placeKey(tally), (versions.get(placeKey(tally)) ?? 0) + 1);
  const free = canvas.recording.filter(
    ({ tally }) =>
      versions.get(placeKey(tally)) === 1 &&
      !canvas.claimed.has(placeKey(tally)) &&
      tally.version < 999 &&
      eligible(tally),
  );
  const chosen = free.filter(({ tally }) => randomAt(canvas, fault, tally).chance(share ?? usual));
  if (chosen.length > 0 || free.length === 0) return chosen;
  return [free[randomOf(canvas.seed, "pannes", fault).between(0, free.length - 1)]!];
}

/** The département that a fault strikes: the one it names, else one that still sends and that no fault has claimed. */
export function struckDepartement(canvas: Canvas, { fault, departement }: FaultSpec): string | null {
  const claimed = new Set(
    canvas.recording.filter(({ tally }) => canvas.claimed.has(placeKey(tally))).map(({ tally }) => tally.departement),
  );
  const sending = [...new Set(canvas.recording.map(({ tally }) => tally.departement))];
  const free = sending.filter((code) => !claimed.has(code)).sort();
  if (departement !== undefined) return free.includes(departement) ? departement : null;
  return free.length === 0 ? null : free[randomOf(canvas.seed, "pannes", fault).between(0, free.length - 1)]!;
}

/** A copy of a recorded tally that comes again, or spoiled. */
export function shotOf(
  recorded: RecordedTally,
  at: number,
  spoil: ((message: TallyMessage) => string) | null = null,
  code?: RefusalCode,
): Shot {
  return {
    at,
    kind: code === undefined ? "duplicate" : "malformed",
    ...(code !== undefined && { code }),
    recorded,
    body: (run) => {
      const message = messageOf(run, recorded);
      return spoil === null ? JSON.stringify(message) : spoil(message);
    },
  };
}

/** A message's text with other data, under an id of its own: two contents never share one. */
export function withFigures(message: TallyMessage, change: Partial<Tally>): string {
  const data = { ...message.data, ...change };
  return JSON.stringify({ ...message, id: `${message.id}/panne`, subject: placeKey(data), data });
}

/** The stroke that claims these bureaux; `recording` is sorted here. */
export function stroke(
  canvas: Canvas,
  verdict: Verdict,
  chosen: readonly RecordedTally[],
  change: Partial<Pick<Canvas, "recording" | "extras" | "anomalies" | "missing">>,
): Stroke {
  return {
    verdict,
    touched: chosen.length,
    canvas: {
      ...canvas,
      ...change,
      ...(change.recording && { recording: change.recording.toSorted(byInstant) }),
      claimed: new Set([...canvas.claimed, ...chosen.map(({ tally }) => placeKey(tally))]),
    },
  };
}
