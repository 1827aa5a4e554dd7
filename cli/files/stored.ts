import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { FormatError, problem } from "#shared/formats/problems.ts";

/** Bytes as they are stored, read once, with their digest. */
export interface Stored {
  /** As the user gave it. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** SHA-256 in hexadecimal of what was read. */
  sha256(): string;
  /** Bytes read so far. */
  size(): number;
}

/** Name under which standard input is spoken of. */
const STDIN = "entrée standard";

/** Opens a path, or standard input (`-`). Reading rejects with a FormatError `F-LECTURE`. */
export function openStored(path: string, stdin: AsyncIterable<Uint8Array> = process.stdin): Stored {
  const name = path === "-" ? STDIN : path;
  const hash = createHash("sha256");
  let digest: string | undefined;
  let size = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of path === "-" ? stdin : createReadStream(path, { highWaterMark: 1 << 18 })) {
        hash.update(chunk as Uint8Array);
        size += (chunk as Uint8Array).length;
        yield chunk as Uint8Array;
      }
    } catch (error) {
      throw new FormatError(name, problem("F-LECTURE", {}, "un fichier lisible", reason(error)), { cause: error });
    }
  }
  return { name, chunks: chunks(), sha256: () => (digest ??= hash.digest("hex")), size: () => size };
}

export const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
