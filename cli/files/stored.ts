import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { FormatError, problem } from "#shared/formats/problems.ts";
import { download, isUrl, type DownloadOptions } from "./download.ts";
import { reason } from "./reason.ts";

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

/** Opens a path, an address, or standard input (`-`). Reading rejects with a FormatError: `F-LECTURE`, `F-URL`. */
export function openStored(
  path: string,
  stdin: AsyncIterable<Uint8Array> = process.stdin,
  options: DownloadOptions = {},
): Stored {
  const name = path === "-" ? STDIN : path;
  const hash = createHash("sha256");
  let digest: string | undefined;
  let size = 0;
  const source = async (): Promise<AsyncIterable<Uint8Array>> => {
    if (path === "-") return stdin;
    return createReadStream(isUrl(path) ? (await download(path, options)).path : path, { highWaterMark: 1 << 18 });
  };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of await source()) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    } catch (error) {
      if (error instanceof FormatError) throw error;
      throw new FormatError(name, problem("F-LECTURE", {}, "un fichier lisible", reason(error)), { cause: error });
    }
  }
  return { name, chunks: chunks(), sha256: () => (digest ??= hash.digest("hex")), size: () => size };
}
