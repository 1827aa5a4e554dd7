import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { FRAMED_HEADERS, SITE_PAGES, SITE_TYPES } from "#shared/contracts/http.ts";
import { PUBLIC_PREFIX } from "#shared/documents/paths.ts";
import type { ObjectReader } from "#cli/operator/cloud.ts";
import { OperatorError } from "#cli/operator/errors.ts";
import { renderFragment, renderPage, type Published } from "./prerender.ts";

const decompress = promisify(gunzip);
const compress = promisify(gzip);

/**
 * A path of plain names: nothing encoded, no empty name, none that begins with a dot. What does not match is not looked up,
 * so nothing can climb out of a folder or a prefix.
 */
const PLAIN_PATH = /^(?:\/[0-9A-Za-z_-][0-9A-Za-z_.-]*)+$/;

/** An answer to GET or HEAD that may be kept by who asks. */
interface Content {
  readonly body: Uint8Array;
  readonly type: string;
  readonly etag: string;
  readonly cache: string;
  /** Whether the body is compressed with gzip. */
  readonly packed: boolean;
}

/** Serves a published document: what lies under `runs/` in the bucket, and nothing else. @throws `C-CHEMIN` */
export async function servePublished(
  reader: ObjectReader,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const key = pathname.slice(1);
  if (!PLAIN_PATH.test(pathname) || !key.startsWith(PUBLIC_PREFIX)) throw notThere();
  const known = request.headers["if-none-match"];
  // The store is asked under the first tag only: a list of them is compared here.
  const stored = await reader.read(key, known !== undefined && /^"[^"]*"$/.test(known) ? known : undefined);
  if (stored === null) throw notThere();
  if (stored === "unchanged") {
    response.writeHead(304, { etag: known, "cache-control": REVALIDATE }).end();
    return;
  }
  await send(request, response, {
    body: stored.body,
    type: stored.contentType,
    etag: stored.etag,
    cache: stored.cacheControl ?? REVALIDATE,
    packed: stored.encoding === "gzip",
  });
}

const REVALIDATE = "no-cache";

/** Compressed files of the site, by their tag: the same few are asked for by everybody. */
const compressed = new Map<string, Promise<Uint8Array>>();
/** Files compressed at a time: those of one site, and of the one before it. */
const MOST_COMPRESSED = 64;

/** Serves a file of the site, or the page that an address asks for, rendered. @throws `C-CHEMIN` */
export async function serveSite(
  folder: string | null,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
  published: Published,
): Promise<void> {
  const path = (SITE_PAGES as Readonly<Record<string, string>>)[pathname] ?? pathname;
  const type = SITE_TYPES[extname(path)];
  const [, query = ""] = (request.url ?? "").split("?", 2);
  if (folder !== null && path === "/fragment") {
    const fragment = await renderFragment(query, published);
    if (fragment === null) throw notThere();
    return sendText(request, response, "text/html; charset=utf-8", Buffer.from(fragment));
  }
  if (folder === null || type === undefined || !PLAIN_PATH.test(path)) throw notThere();
  const body = await readFile(join(folder, path)).catch(() => null);
  if (body === null) throw notThere();
  if (path === "/widget.html") {
    response.removeHeader("x-frame-options");
    for (const [name, value] of Object.entries(FRAMED_HEADERS)) response.setHeader(name, value);
  }
  if (extname(path) !== ".html") return sendText(request, response, type, body);
  // The API knows of the runs what their list in the bucket does not: how far they are, and their clocks.
  const shell = body.toString().replace('content="runs/index.json"', 'content="api/v1/public/runs"');
  const page = path === "/index.html" ? await renderPage(shell, query, published) : shell;
  return sendText(request, response, type, Buffer.from(page));
}

/** Sends a text that is compressed once for all who ask. */
async function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  type: string,
  body: Uint8Array,
): Promise<void> {
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`;
  if (compressed.size >= MOST_COMPRESSED) compressed.clear();
  const known = compressed.get(etag) ?? compress(body);
  compressed.set(etag, known);
  await send(request, response, { body: await known, type, etag, cache: REVALIDATE, packed: true });
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { body, type, etag, cache, packed }: Content,
): Promise<void> {
  const headers = { "content-type": type, etag, "cache-control": cache, vary: "accept-encoding" };
  if (matches(request.headers["if-none-match"], etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const passed = packed && acceptsGzip(request.headers["accept-encoding"]);
  const bytes = packed && !passed ? await decompress(body) : body;
  response.writeHead(200, {
    ...headers,
    ...(passed && { "content-encoding": "gzip" }),
    "content-length": bytes.byteLength,
  });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** RFC 9110 §13.1.2: tags are compared weakly. */
const matches = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === "*" || header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag));

/** RFC 9110 §12.5.3, as far as one coding needs it: `gzip;q=0` refuses. */
const acceptsGzip = (header: string | string[] | undefined): boolean =>
  String(header ?? "")
    .split(",")
    .some((coding) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0{0,3})?\s*$)[\d.]+\s*)?$/i.test(coding));

const notThere = (): OperatorError =>
  new OperatorError(
    "C-CHEMIN",
    "Il n'y a rien à cette adresse. Les adresses de l'API sont dans /api/v1/openapi.json, les documents sous /runs/<run>/latest/.",
  );
