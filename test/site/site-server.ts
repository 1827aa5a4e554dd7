import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { createHash } from "node:crypto";
import type { FranceDocument } from "#shared/documents/national.ts";

/** Serves the site and one run's national document, as the control server does: ETag, 304, a strict policy. */

export const SITE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

export interface SiteServer {
  readonly url: string;
  /** What is published; `null`: no run. */
  publish(france: FranceDocument | null): void;
  /** Number of answers 304 so far. */
  readonly unchanged: () => number;
  close(): Promise<void>;
}

export async function serveSite(): Promise<SiteServer> {
  let published: FranceDocument | null = null;
  let unchanged = 0;
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const send = (status: number, type: string, body: string | Buffer): void => {
      const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
      response.setHeader("Content-Security-Policy", SITE_POLICY);
      response.setHeader("Cache-Control", "no-cache");
      if (status === 200 && request.headers["if-none-match"] === etag) {
        unchanged += 1;
        response.writeHead(304, { ETag: etag }).end();
      } else response.writeHead(status, { ETag: etag, "Content-Type": type }).end(body);
    };
    const json = (value: unknown): void => send(200, "application/json", JSON.stringify(value));
    if (pathname === "/api/v1/public/runs")
      json({ runs: published === null ? [] : [{ run: published.run, nom: published.nom, tour: published.tour }] });
    else if (published !== null && pathname === `/runs/${published.run}/latest/france.json`) json(published);
    else {
      const file = pathname === "/" ? "index.html" : pathname.slice(1);
      readFile(join(import.meta.dirname, "../../web", file)).then(
        (body) => send(200, TYPES[extname(file)] ?? "application/octet-stream", body),
        () => send(404, "text/plain", "absent"),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    publish: (france) => void (published = france),
    unchanged: () => unchanged,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
