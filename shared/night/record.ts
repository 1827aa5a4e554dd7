import type { Dossier } from "../contracts/dossier.ts";
import type { Tally } from "../contracts/tally.ts";
import type { PlacedArrivals } from "./arrivals-file.ts";
import { arrivalOf } from "./arrivals.ts";
import { mistaken } from "./corrections.ts";
import { PRESETS, type PresetName } from "./presets.ts";
import { randomOf } from "./random.ts";
import { byInstant, type RecordedTally } from "./recording.ts";

export interface RecordingOptions {
  /** Any text; the same seed gives the same recording, byte for byte. */
  readonly seed: string;
  /** Default `realiste`. */
  readonly preset?: PresetName;
  /** Share of bureaux (0–1) that first send a mistake and correct it under the next version. Default 0. */
  readonly corrections?: number;
  /** Share of bureaux (0–1) that come one to three hours late. Default 0. */
  readonly late?: number;
  /** Instants that are known: these tallies leave then, whatever the preset. */
  readonly instants?: PlacedArrivals["instants"];
}

const MINUTE_MS = 60_000;

/**
 * Plays a night: gives each bureau's tally the instant at which it leaves, lets some be wrong at first. The last
 * version of every bureau carries the figures given, so totals are theirs. Sorted by {@link byInstant}.
 *
 * @param tallies final figures, one a bureau. A bureau that the dossier does not know is taken to close with the embargo.
 */
export function recordNight(
  dossier: Dossier,
  tallies: Iterable<Omit<Tally, "run">>,
  options: RecordingOptions,
): RecordedTally[] {
  const { preset = "realiste", corrections = 0, late = 0, instants } = options;
  // Each tour is another night, whatever the seed.
  const seed = `${options.seed}/${dossier.head.scrutin.id}/${dossier.head.tour}`;
  const embargo = Date.parse(dossier.head.embargo);
  const communes = new Map(
    dossier.parts.flatMap((part) =>
      part.communes.map(({ code, fermeture, bureaux }) => [
        code,
        { closing: Date.parse(fermeture), siblings: bureaux.length },
      ]),
    ),
  );
  const recording: RecordedTally[] = [];
  for (const tally of tallies) {
    const { departement, commune, bureau, votants } = tally;
    const { closing, siblings } = communes.get(commune) ?? { closing: embargo, siblings: 1 };
    const candidatures = Object.keys(tally.voix).length;
    const random = randomOf(seed, "aleas", commune, bureau);
    const known = instants?.get(`${commune}/${bureau}`);
    let at =
      known ??
      arrivalOf(
        { departement, commune, bureau, closing, votants, candidatures, siblings },
        PRESETS[preset],
        seed,
        embargo,
      );
    if (known === undefined && random.chance(late)) at += random.between(60 * MINUTE_MS, 180 * MINUTE_MS);
    const wrong = random.chance(corrections) ? mistaken(tally, random) : null;
    if (wrong) {
      recording.push({ at, tally: wrong });
      recording.push({
        at: at + random.between(20 * MINUTE_MS, 120 * MINUTE_MS),
        tally: { ...tally, version: tally.version + 1 },
      });
    } else {
      recording.push({ at, tally });
    }
  }
  return recording.sort(byInstant);
}
