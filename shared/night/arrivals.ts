import { randomOf, type Random } from "./random.ts";
import type { CountingModel, Preset, Range } from "./presets.ts";

/** When a bureau's tally leaves for the ministry: the model explained in `docs/night.md`. */

/** What the model needs to know of a bureau. */
export interface CountedBureau {
  readonly departement: string;
  readonly commune: string;
  readonly bureau: string;
  /** Instant (ms since 1970 UTC) at which its commune closes. */
  readonly closing: number;
  readonly votants: number;
  readonly candidatures: number;
  /** How many bureaux its commune has. */
  readonly siblings: number;
}

const MINUTE_MS = 60_000;

/** Communes with that many bureaux meet the troubles of a big city. */
const CITY_BUREAUX = 50;

/** How long before the end of the embargo the ministry begins to collect. */
const COLLECTION_MS = 120 * MINUTE_MS;

/** How often trouble may double: 15 minutes become at most 2 hours. */
const MOST_DOUBLINGS = 3;

/**
 * The instant (ms) at which a bureau's tally leaves. Depends on nothing but its arguments: not on the bureaux seen before.
 *
 * @param seed any text; names the night.
 * @param embargo instant of the end of the embargo, ms.
 */
export function arrivalOf(bureau: CountedBureau, preset: Preset, seed: string, embargo: number): number {
  const random = randomOf(seed, "arrivee", bureau.commune, bureau.bureau);
  const counted = countedAt(bureau, preset.counting, seed, random);
  const { shape } = preset;
  switch (shape.kind) {
    case "rien":
      return counted;
    case "collecte":
      // What was counted before the opening is keyed in over its first twenty minutes.
      return counted >= embargo - COLLECTION_MS ? counted : embargo - COLLECTION_MS + random.between(0, 20 * MINUTE_MS);
    case "mur":
    case "plat":
      return Math.max(bureau.closing, embargo) + random.between(0, shape.minutes * MINUTE_MS);
  }
}

function countedAt(bureau: CountedBureau, model: CountingModel, seed: string, random: Random): number {
  const tables = Math.min(model.tables, Math.max(1, Math.ceil(bureau.votants / model.ballotsPerTable)));
  const secondsPerBallot = model.secondsPerBallot + model.secondsPerCandidature * bureau.candidatures;
  let at = bureau.closing + draw(random, model.opening);
  at += Math.ceil((bureau.votants * secondsPerBallot * 1000) / tables);
  at += draw(random, model.protocol) + trouble(bureau, model, random);
  if (bureau.siblings > 1) {
    at += draw(random, model.carriage);
    at += random.between(0, (31 - Math.clz32(bureau.siblings)) * model.perDoubling * MINUTE_MS);
    at = nextBatch(at, model.centralBatch, seed, bureau.commune);
  }
  at = nextBatch(at + draw(random, model.entry), model.prefectureBatch, seed, bureau.departement);
  // A batch is keyed in over some twenty seconds.
  return at + random.between(0, 20_000);
}

const draw = (random: Random, [least, most]: Range): number => random.between(least * MINUTE_MS, most * MINUTE_MS);

/** The next departure of whoever sends every so many minutes, on its own minute. */
function nextBatch(at: number, minutes: number, seed: string, sender: string): number {
  const period = minutes * MINUTE_MS;
  const phase = randomOf(seed, "lot", sender).between(0, period - 1);
  return Math.ceil((at - phase) / period) * period + phase;
}

function trouble({ departement, siblings }: CountedBureau, model: CountingModel, random: Random): number {
  const { abroad, city, ordinary } = model.troubleShare;
  if (!random.chance(departement === "ZZ" ? abroad : siblings >= CITY_BUREAUX ? city : ordinary)) return 0;
  let doublings = 0;
  while (doublings < MOST_DOUBLINGS && random.chance(0.5)) doublings++;
  return model.trouble * MINUTE_MS * 2 ** doublings;
}
