import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGunzip, createGzip, gunzipSync } from "node:zlib";
import { isFolder, pressFilesOf } from "#cli/files/folder.ts";
import {
  parseRecording,
  RECORDING_FORMAT,
  RecordingError,
  recordingLines,
  type RecordedNight,
} from "#shared/night/recording-file.ts";

/** Recordings as files: NDJSON, compressed with gzip when their name says so. */

/** Where a folder keeps its night. */
export const NIGHT_FILE = "night.ndjson.gz";

const SNIFFED_BYTES = 65_536;

/**
 * The recording that a path names: itself, or the night of a folder; `null` when it is another kind of file, or a press tree.
 * @throws RecordingError `R-VIDE` on a folder that holds neither.
 */
export async function recordingAt(path: string): Promise<string | null> {
  // An address, standard input, the entry of an archive: not a file of its own.
  if (!existsSync(path)) return null;
  const file = isFolder(path) ? join(path, NIGHT_FILE) : path;
  if (!existsSync(file)) {
    if ((await pressFilesOf(path)).length > 0) return null;
    throw new RecordingError("R-VIDE", 1, `attendu ${NIGHT_FILE} ou des fichiers XML de presse dans ${path}`);
  }
  return (await beginningOf(file)).startsWith(`{"format":"${RECORDING_FORMAT}"`) ? file : null;
}

async function beginningOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    // An archive cut after its first bytes still gives what they hold.
    return (isGzip(bytes) ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes).toString(
      "latin1",
      0,
      200,
    );
  } catch {
    // Whatever reads it next says what is wrong with it.
    return "";
  } finally {
    await handle.close();
  }
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Reads a recording. @throws RecordingError on the first line that is none. */
export async function readRecording(file: string): Promise<RecordedNight> {
  const stored = createReadStream(file);
  const zipped = file.endsWith(".gz");
  const plain = zipped ? stored.pipe(createGunzip()) : stored;
  // What fails below fails above: the lines' reader would wait for ever.
  stored.on("error", (error) => plain.destroy(error));
  return parseRecording(createInterface({ input: plain, crlfDelay: Infinity }));
}

/** Writes a recording: the same night gives the same bytes. Makes the folders that it needs. */
export async function writeRecording(file: string, night: RecordedNight): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const lines = Readable.from(recordingLines(night));
  if (file.endsWith(".gz")) await pipeline(lines, createGzip(), createWriteStream(file));
  else await pipeline(lines, createWriteStream(file));
}
