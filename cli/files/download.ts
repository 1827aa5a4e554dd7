import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { once } from "node:events";
import { FormatError, problem } from "#shared/formats/problems.ts";
import { reason } from "./reason.ts";

/** Files by their address: fetched once, kept in a cache with their digest, resumed where a transfer broke. */

export interface DownloadOptions {
  /** Folder of the cache. Default {@link cacheFolder}. */
  readonly cache?: string;
  /** Called as bytes come; `total` is `null` when the server does not say. */
  readonly onProgress?: (received: number, total: number | null) => void;
  /** What asks the network; tests give their own. */
  readonly fetch?: typeof fetch;
}

/** A file of the cache. */
export interface Cached {
  readonly url: string;
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  /** Whether it was there already. */
  readonly kept: boolean;
}

/** What is kept beside a file. */
interface Card {
  readonly url: string;
  readonly sha256: string;
  readonly size: number;
}

export const isUrl = (location: string): boolean => /^https?:\/\//i.test(location);

/** `VINGT_HEURES_CACHE`, else `vingt-heures` in the user's cache folder. */
export const cacheFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  env["VINGT_HEURES_CACHE"] ?? join(env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "vingt-heures");

/** Where a file of that address is kept: its name, after a digest that tells addresses apart. */
function placeOf(url: string, cache: string): string {
  const name = basename(new URL(url).pathname).replace(/[^\w.-]+/g, "_") || "fichier";
  return join(cache, `${createHash("sha256").update(url).digest("hex").slice(0, 12)}-${name}`);
}

/** The file as it was kept, `null` when it was not, or is no longer what it was. */
export async function cachedFile(url: string, cache: string = cacheFolder()): Promise<Cached | null> {
  const path = placeOf(url, cache);
  try {
    const card = JSON.parse(await readFile(`${path}.json`, "utf8")) as Card;
    return card.url === url && (await stat(path)).size === card.size ? { ...card, path, kept: true } : null;
  } catch {
    return null;
  }
}

/** Fetches a file, or gives the one that is kept. @throws FormatError `F-URL` */
export async function download(url: string, options: DownloadOptions = {}): Promise<Cached> {
  const { cache = cacheFolder() } = options;
  const known = await cachedFile(url, cache);
  if (known) return known;
  const path = placeOf(url, cache);
  try {
    await mkdir(cache, { recursive: true });
    await fetchTo(url, `${path}.part`, options);
    const sha256 = await digestOf(`${path}.part`);
    const { size } = await stat(`${path}.part`);
    await rename(`${path}.part`, path);
    await writeFile(`${path}.json`, `${JSON.stringify({ url, sha256, size } satisfies Card)}\n`);
    await rm(`${path}.part.etag`, { force: true });
    return { url, path, sha256, size, kept: false };
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(url, problem("F-URL", {}, "un fichier à cette adresse", reason(error)), { cause: error });
  }
}

/** Goes on after what a broken transfer left, if the server still has the very same file. */
async function fetchTo(url: string, part: string, { fetch: ask = fetch, onProgress }: DownloadOptions): Promise<void> {
  const etag = await readFile(`${part}.etag`, "utf8").catch(() => null);
  const had =
    etag === null
      ? 0
      : await stat(part).then(
          ({ size }) => size,
          () => 0,
        );
  const response = await ask(url, {
    redirect: "follow",
    // Compressed on the way, a file would have no place at which to go on.
    headers: { "accept-encoding": "identity", ...(had > 0 && { range: `bytes=${had}-`, "if-range": etag! }) },
  });
  if (response.status === 416 && had > 0) {
    // What is there is all of it, or more: nothing says that it is right.
    await response.body?.cancel();
    await rm(part, { force: true });
    return fetchTo(url, part, { fetch: ask, ...(onProgress && { onProgress }) });
  }
  if (!response.ok || response.body === null)
    throw new Error(`réponse ${response.status} ${response.statusText}`.trim());
  const resumed = response.status === 206 && had > 0;
  const tag = response.headers.get("etag") ?? response.headers.get("last-modified");
  if (tag !== null) await writeFile(`${part}.etag`, tag);
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  const total = Number.isNaN(length) ? null : length + (resumed ? had : 0);
  let received = resumed ? had : 0;
  const out = createWriteStream(part, { flags: resumed ? "a" : "w" });
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      received += chunk.length;
      if (!out.write(chunk)) await once(out, "drain");
      onProgress?.(received, total);
    }
  } catch (error) {
    const of = total === null ? "" : ` sur ${total}`;
    throw new Error(`transfert interrompu après ${received} octets${of}`, { cause: error });
  } finally {
    out.end();
    await once(out, "close");
  }
  const encoded = response.headers.get("content-encoding") !== null;
  if (total !== null && received !== total && !encoded) throw new Error(`${received} octets reçus sur ${total}`);
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}
