import { createHash } from "node:crypto";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readNight } from "#shared/formats/read-night.ts";
import { cachedFile, cacheFolder, download } from "#cli/files/download.ts";
import { openFile } from "#cli/files/open.ts";
import { FILE_T1, formatError } from "./samples.ts";

const URL_OF = "https://www.data.gouv.fr/storage/f/essai.csv";
const BYTES = new TextEncoder().encode(FILE_T1);

/** A server of one file: it can break a transfer, and knows how to go on. */
class Server {
  readonly ranges: (string | null)[] = [];
  readonly encodings: (string | null)[] = [];
  /** Bytes sent before the next transfer breaks. */
  breaks: number | null = null;
  etag = '"un"';

  readonly fetch: typeof fetch = async (_, init) => {
    const headers = new Headers(init?.headers);
    const range = headers.get("range");
    this.ranges.push(range);
    this.encodings.push(headers.get("accept-encoding"));
    const resumes = range !== null && headers.get("if-range") === this.etag;
    const from = resumes ? Number(/\d+/.exec(range)![0]) : 0;
    if (resumes && from >= BYTES.length) return new Response(null, { status: 416 });
    const rest = BYTES.subarray(from);
    const sent = this.breaks === null ? rest : rest.subarray(0, this.breaks);
    const broken = this.breaks !== null;
    this.breaks = null;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(sent);
        if (!broken) controller.close();
      },
      pull(controller) {
        controller.error(new Error("connexion perdue"));
      },
    });
    return new Response(body, {
      status: resumes ? 206 : 200,
      headers: { etag: this.etag, "content-length": String(rest.length) },
    });
  };
}

describe("download", () => {
  let cache = "";
  let server = new Server();
  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), "vingt-heures-cache-"));
    server = new Server();
  });
  afterEach(() => rm(cache, { recursive: true }));
  const options = () => ({ cache, fetch: server.fetch });

  it("fetches once, keeps the digest, and says how far it is", async () => {
    const seen: (readonly [number, number | null])[] = [];
    const first = await download(URL_OF, { ...options(), onProgress: (...progress) => seen.push(progress) });
    const sha256 = createHash("sha256").update(BYTES).digest("hex");
    expect(first).toMatchObject({ url: URL_OF, sha256, size: BYTES.length, kept: false });
    expect(first.path).toMatch(/-essai\.csv$/);
    expect(await readFile(first.path, "utf8")).toBe(FILE_T1);
    expect(seen).toEqual([[BYTES.length, BYTES.length]]);
    expect(await download(URL_OF, options())).toMatchObject({ sha256, kept: true });
    expect(server.ranges).toEqual([null]);
  });

  it("goes on where a transfer broke", async () => {
    server.breaks = 100;
    const broken = await formatError(download(URL_OF, options()));
    expect(broken).toMatchObject({ code: "F-URL" });
    expect(broken.problem.found).toBe(`transfert interrompu après 100 octets sur ${BYTES.length} (connexion perdue)`);
    expect(await cachedFile(URL_OF, cache)).toBeNull();
    const { path } = await download(URL_OF, options());
    // Compressed on the way, bytes would not be those of the place where it goes on.
    expect(new Set(server.encodings)).toEqual(new Set(["identity"]));
    expect(server.ranges).toEqual([null, "bytes=100-"]);
    expect(await readFile(path, "utf8")).toBe(FILE_T1);
  });

  it("begins again where all of it was there and its end was not written down", async () => {
    const { path } = await download(URL_OF, options());
    await rename(path, `${path}.part`);
    await rm(`${path}.json`);
    await writeFile(`${path}.part.etag`, server.etag);
    expect(await download(URL_OF, options())).toMatchObject({ size: BYTES.length, kept: false });
    expect(server.ranges).toEqual([null, `bytes=${BYTES.length}-`, null]);
  });

  it("begins again when the file has changed since", async () => {
    server.breaks = 100;
    await formatError(download(URL_OF, options()));
    server.etag = '"deux"';
    const { path } = await download(URL_OF, options());
    expect(await readFile(path, "utf8")).toBe(FILE_T1);
  });

  it("does not trust a file of another size than it kept", async () => {
    const { path } = await download(URL_OF, options());
    await writeFile(path, "coupé");
    expect(await cachedFile(URL_OF, cache)).toBeNull();
  });

  it("tells an address that does not answer", async () => {
    const absent: typeof fetch = async () => new Response("", { status: 404, statusText: "Not Found" });
    const error = await formatError(download(URL_OF, { cache, fetch: absent }));
    expect(error).toMatchObject({ code: "F-URL", file: URL_OF, problem: { found: "réponse 404 Not Found" } });
  });

  it("is what opening an address does", async () => {
    const { report } = await readNight(openFile(URL_OF, undefined, options()));
    expect(report).toMatchObject({ used: 9, file: URL_OF });
  });

  it("keeps files in the user's cache", () => {
    expect(cacheFolder({ VINGT_HEURES_CACHE: "/x" })).toBe("/x");
    expect(cacheFolder({ XDG_CACHE_HOME: "/y" })).toBe("/y/vingt-heures");
  });
});
