import { rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { gunzipSync, gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startControl, type ControlServer } from "#cli/control/server.ts";
import type { ObjectReader } from "#cli/operator/cloud.ts";
import type { Operator } from "#cli/operator/operator.ts";
import { NOT_YET } from "#shared/documents/direct.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { latestPath } from "#shared/documents/paths.ts";
import { openBrowser } from "./browser.ts";
import { HOSTILE, playNight, publicRun, type Moment, type Moments } from "./night.ts";
import { builtSite, openPage } from "./stage.ts";

const RUN = "pr-essai-t1";
const READERS = 1000;

/** What one answer was. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: number;
  readonly text: string;
}

describe("the site on the local server", () => {
  let browser: Browser;
  let folder: string;
  let moments: Moments;
  let moment: Moment = "complete";
  let server: ControlServer;
  /** Whether the night has published anything yet. */
  let begun = true;
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });

  const textAt = (key: string): string | undefined =>
    begun || !key.includes("/latest/")
      ? moments.get(moment)?.get(key)
      : key === latestPath.direct(RUN)
        ? NOT_YET
        : undefined;
  const france = (): FranceDocument =>
    JSON.parse(moments.get(moment)!.get(latestPath.france(RUN, true))!) as FranceDocument;
  const stored = new Map<string, { readonly etag: string; readonly body: Uint8Array }>();
  const stow = (text: string) => {
    const made = { etag: `"${createHash("sha256").update(text).digest("hex")}"`, body: gzipSync(text) };
    stored.set(text, made);
    return made;
  };
  const reader: ObjectReader = {
    async read(key, known) {
      const text = textAt(key);
      if (text === undefined) return null;
      const { etag, body } = stored.get(text) ?? stow(text);
      if (known === etag) return "unchanged";
      return {
        body,
        contentType: "application/json",
        encoding: "gzip",
        etag,
        cacheControl: "no-cache",
      };
    },
  };
  /** As much of an operator as the site's pages need. */
  const operator = {
    cloud: { published: reader },
    list: async () => [publicRun(france())],
  } as unknown as Operator;

  const ask = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = request(
        {
          host: "127.0.0.1",
          port: server.port,
          path,
          agent,
          headers: { host: `localhost:${server.port}`, "accept-encoding": "gzip", ...headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => {
            const body = Buffer.concat(chunks);
            const packed = response.headers["content-encoding"] === "gzip" && body.length > 0;
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              bytes: body.length,
              text: (packed ? gunzipSync(body) : body).toString(),
            });
          });
        },
      );
      asked.on("error", reject);
      asked.end();
    });

  beforeAll(async () => {
    [browser, folder, moments] = await Promise.all([openBrowser(), builtSite(), playNight({ run: RUN, tour: 1 })]);
    server = await startControl({ operator, site: folder, port: 0, version: "0.0.0" });
  });
  afterAll(async () => {
    agent.destroy();
    await Promise.all([browser.close(), server.close()]);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ["", /élu|Second tour/],
    ["?commune=42218", /Saint-Étienne/],
    ["?departement=75", /Paris/],
  ])("is read without JavaScript: /%s", async (query, title) => {
    moment = "complete";
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/${query}`);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toMatch(title);
    expect(await page.locator(".candidature").count()).toBe(3);
    expect(await page.locator("#progress-percent").textContent()).toMatch(/^100/);
    await context.close();
  });

  it("is the same page once the script has run, without a complaint", async () => {
    moment = "complete";
    const context = await browser.newContext({ locale: "fr-FR" });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.goto(server.url);
    const rendered = (await ask("/")).text;
    await page.getByRole("button", { name: "Remonter la nuit" }).waitFor();
    expect(rendered).toContain(await page.getByRole("heading", { level: 1 }).textContent());
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("waits for the first publication of a night without an error", async () => {
    moment = "embargo";
    begun = false;
    const { page, complaints } = await openPage(browser, server.url);
    await page.getByRole("heading", { level: 1, name: "La nuit commence" }).waitFor();
    expect((await ask(`/${latestPath.direct("sans-nuit")}`)).status).toBe(404);
    begun = true;
    await page.getByRole("heading", { level: 1, name: "Premiers résultats à 20:00" }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each(["/", "/?departement=42", "/?commune=42218", "/fragment", "/fragment?departement=42"])(
    "renders no result before its release: %s",
    async (path) => {
      moment = "embargo";
      const { status, text } = await ask(path);
      expect(status).toBe(200);
      expect(text).not.toMatch(/Jeanne|\bvoix<|Exprimés/);
    },
  );

  it("writes names as text", async () => {
    moment = "complete";
    for (const path of ["/", "/fragment?departement=42"]) {
      const { text } = await ask(path);
      expect(text).not.toContain("<img");
      expect(text).toContain("&lt;img src=x onerror=");
    }
    expect(HOSTILE).toContain("<img");
  });

  it("may be framed elsewhere in its widget only", async () => {
    const [page, widget] = await Promise.all([ask("/"), ask("/widget.html?departement=42")]);
    expect(page.headers["x-frame-options"]).toBe("DENY");
    expect(page.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(widget.headers["x-frame-options"]).toBeUndefined();
    expect(widget.headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors \*/);
    for (const { headers } of [page, widget]) expect(headers["content-security-policy"]).not.toContain("unsafe");
  });

  it("answers to its spoken addresses", async () => {
    expect((await ask("/ecran")).text).toContain('data-mode="ecran"');
    expect((await ask("/widget")).text).toContain('data-mode="widget"');
    expect((await ask("/fragment?commune=42218")).text).toMatch(/^<section lang="fr"><h2>Saint-Étienne/);
  });

  it(`serves ${READERS} readers that poll through a night, with 304 where nothing changed`, async () => {
    const tags = new Map<number, string>();
    const statuses = new Map<number, number>();
    let changed = 0;
    for (const next of ["embargo", "released", "released", "partial", "corrected", "corrected", "complete"] as const) {
      if (next !== moment) changed += 1;
      moment = next;
      await Promise.all(
        Array.from({ length: READERS }, async (_, id) => {
          const tag = tags.get(id);
          const { status, headers } = await ask(`/${latestPath.france(RUN, true)}`, {
            ...(tag !== undefined && { "if-none-match": tag }),
          });
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (typeof headers["etag"] === "string") tags.set(id, headers["etag"]);
        }),
      );
    }
    // Five states, two of them read a second time.
    expect(Object.fromEntries(statuses)).toEqual({ 200: 5 * READERS, 304: 2 * READERS });
    expect(changed).toBe(5);
  });
});
