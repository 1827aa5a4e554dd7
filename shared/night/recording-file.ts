import type { Dossier } from "../contracts/dossier.ts";
import { tallySchema, type Tally } from "../contracts/tally.ts";
import { byInstant, type RecordedTally } from "./recording.ts";

/**
 * A night as text, to be kept, edited and shared: NDJSON. The first line holds the dossier, each other one a tally and the virtual
 * instant at which it leaves, in the order of the night.
 */

/** `format` of the first line. */
export const RECORDING_FORMAT = "vingt-heures/recording@1";

/** A night with what is known before it. */
export interface RecordedNight {
  readonly dossier: Dossier;
  readonly recording: readonly RecordedTally[];
}

/** A line that is none of a recording: `R-FORMAT` (the first), `R-LIGNE` (a tally), `R-VIDE`. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
  readonly code: "R-FORMAT" | "R-LIGNE" | "R-VIDE";
  /** From 1. */
  readonly line: number;

  constructor(code: RecordingError["code"], line: number, message: string) {
    super(`${code} ligne ${line} : ${message}`);
    this.code = code;
    this.line = line;
  }
}

/** The lines of a night's recording, each with its line feed. The same night gives the same bytes. */
export function* recordingLines({ dossier, recording }: RecordedNight): Generator<string> {
  yield `${JSON.stringify({ format: RECORDING_FORMAT, dossier })}\n`;
  for (const { at, tally } of recording) yield `${JSON.stringify({ at: new Date(at).toISOString(), tally })}\n`;
}

/**
 * Reads a recording back. Lines may have been moved, removed or added by hand: the night is put back in order.
 * @throws RecordingError on the first line that is not one.
 */
export async function parseRecording(lines: AsyncIterable<string> | Iterable<string>): Promise<RecordedNight> {
  let dossier: Dossier | undefined;
  const recording: RecordedTally[] = [];
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() === "") continue;
    if (dossier === undefined) dossier = readHead(text, line);
    else recording.push(readTally(text, line, dossier));
  }
  if (dossier === undefined)
    throw new RecordingError("R-VIDE", 1, "attendu le dossier de la nuit, trouvé un fichier vide");
  return { dossier, recording: recording.sort(byInstant) };
}

function readHead(text: string, line: number): Dossier {
  const value = parsed(text);
  if (isRecord(value) && value["format"] === RECORDING_FORMAT && isDossier(value["dossier"])) return value["dossier"];
  throw new RecordingError(
    "R-FORMAT",
    line,
    `attendu {"format":"${RECORDING_FORMAT}","dossier":…}, trouvé « ${text.slice(0, 80)} ». Faites l'enregistrement avec « vingt-heures record ».`,
  );
}

function readTally(text: string, line: number, { head }: Dossier): RecordedTally {
  const value = parsed(text);
  const at = isRecord(value) && typeof value["at"] === "string" ? Date.parse(value["at"]) : Number.NaN;
  if (!isRecord(value) || Number.isNaN(at))
    throw new RecordingError("R-LIGNE", line, `attendu {"at":"2017-04-23T18:05:00.000Z","tally":…}`);
  // The run is given when the night is played.
  const checked = tallySchema.safeParse({ run: "run", ...(isRecord(value["tally"]) ? value["tally"] : {}) });
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new RecordingError(
      "R-LIGNE",
      line,
      `tally.${issue?.path.map(String).join(".") ?? ""} : ${issue?.message ?? ""}`,
    );
  }
  const { run: _run, ...tally }: Tally = checked.data;
  if (tally.scrutin !== head.scrutin.id || tally.tour !== head.tour)
    throw new RecordingError("R-LIGNE", line, `attendu ${head.scrutin.id}, tour ${head.tour}, comme le dossier`);
  return { at, tally };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Its outline: what lies deeper was written by this package, and the pipeline refuses what contradicts it. */
const isDossier = (value: unknown): value is Dossier =>
  isRecord(value) && isRecord(value["head"]) && isRecord(value["head"]["scrutin"]) && Array.isArray(value["parts"]);
