import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import type { PublicRun } from "#web/documents.ts";

/** Serves the built site and documents that a test publishes, as the control server does: gzip, ETag, 304, a strict policy. */

export const SITE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};

/** Documents are stored compressed in haste (`shared/aws/shelf.ts`); the site is compressed once. */
export const STORED = 1;
const GZIPPED = 6;

export interface SiteServer {
  readonly url: string;
  /** Documents by path (`runs/x/latest/france.json`). */
  readonly documents: Map<string, string>;
  runs: readonly PublicRun[];
  /** What was answered so far. */
  readonly answers: { readonly path: string; readonly status: number; readonly bytes: number; readonly text: string }[];
  /** What the control API is asked, and what it answers; `null`: there is none. */
  api: ((asked: ApiCall) => { readonly status: number; readonly body: unknown }) | null;
  close(): Promise<void>;
}

export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly body: unknown;
}

/** @param folder of the built site. */
export async function serveSite(folder: string): Promise<SiteServer> {
  const documents = new Map<string, string>();
  const answers: SiteServer["answers"] = [];
  const site: Pick<SiteServer, "runs" | "api"> = { runs: [], api: null };
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const send = (status: number, type: string, body: string): void => {
      const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
      response.setHeader("Content-Security-Policy", SITE_POLICY);
      response.setHeader(
        "Cache-Control",
        pathname.includes("/objects/") ? "public, max-age=31536000, immutable" : "no-cache",
      );
      response.setHeader("ETag", etag);
      const unchanged = status === 200 && request.headers["if-none-match"] === etag;
      const bytes = unchanged
        ? Buffer.alloc(0)
        : gzipSync(body, { level: pathname.startsWith("/runs/") ? STORED : GZIPPED });
      answers.push({
        path: pathname,
        status: unchanged ? 304 : status,
        bytes: bytes.length,
        text: unchanged ? "" : body,
      });
      if (unchanged) response.writeHead(304).end();
      else response.writeHead(status, { "Content-Type": type, "Content-Encoding": "gzip" }).end(bytes);
    };
    if (site.api !== null && pathname.startsWith("/api/")) {
      const { api } = site;
      void text(request).then((body) => {
        const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? null;
        const asked = {
          method: request.method ?? "",
          path: pathname,
          token,
          body: body === "" ? null : JSON.parse(body),
        };
        const answer = api(asked);
        send(answer.status, TYPES[".json"]!, JSON.stringify(answer.body));
      });
      return;
    }
    const document = documents.get(pathname.slice(1));
    if (pathname === "/runs/index.json") send(200, TYPES[".json"]!, JSON.stringify({ runs: site.runs }));
    else if (document !== undefined) send(200, TYPES[".json"]!, document);
    else {
      const file = pathname === "/" ? "index.html" : pathname.slice(1);
      readFile(join(folder, file), "utf8").then(
        (body) => send(200, TYPES[extname(file)] ?? "application/octet-stream", body),
        () => send(404, "text/plain", "absent"),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    documents,
    answers,
    get runs() {
      return site.runs;
    },
    set runs(runs) {
      site.runs = runs;
    },
    get api() {
      return site.api;
    },
    set api(api) {
      site.api = api;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
