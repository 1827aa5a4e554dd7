import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { franceDocument } from "./fixtures.ts";
import { serveSite, type SiteServer } from "./site-server.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 } };
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

describe("the first page", () => {
  let browser: Browser;
  let site: SiteServer;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    site = await serveSite();
    complaints = [];
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await site.close();
  });

  /** Opens the page; every console error, page error and failed request is a complaint. */
  async function open(options: BrowserContextOptions = DESKTOP): Promise<Page> {
    const context = await browser.newContext({ ...options, locale: "fr-FR" });
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("requestfailed", (request) => complaints.push(request.url()));
    await page.goto(site.url);
    return page;
  }

  /** Rules that axe-core finds broken, run as a devtool would: outside the page's own policy. */
  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    });
    return found;
  }

  it("says how to begin while there is no night", async () => {
    const page = await open();
    await page.getByRole("heading", { name: "Aucune nuit n'est en cours" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("shows progress and participation, and no result, under embargo", async () => {
    site.publish(franceDocument(0.2, 3, true));
    const page = await open();
    await page.getByText("Les premiers résultats sont publiés à 20:00.").waitFor();
    expect(await page.getByRole("progressbar").getAttribute("value")).toMatch(/^0\.2/);
    expect(await page.locator("#turnout-percent").textContent()).toMatch(/^77,8/);
    expect(await page.locator("#candidatures").isHidden()).toBe(true);
    expect(await page.locator("main").textContent()).not.toMatch(/MACRON|Exprimés/);
    expect(complaints).toEqual([]);
  });

  it("lifts the embargo and follows the count by itself, and announces it", async () => {
    site.publish(franceDocument(0.2, 3, true));
    const page = await open();
    await page.locator("#embargo").waitFor();
    site.publish(franceDocument(0.5, 4, false));
    await page.getByText("Emmanuel MACRON en tête avec 24,01 % des suffrages comptés").first().waitFor();
    expect(await page.locator("#embargo").isHidden()).toBe(true);
    expect(await page.locator("#announcement").textContent()).toContain("Fin de l'embargo");
    site.publish(franceDocument(1, 5, false));
    await page.locator("#outcome").filter({ hasText: "Second tour entre Emmanuel MACRON et Marine LE PEN" }).waitFor();
    expect(await page.locator(".candidature").first().textContent()).toMatch(
      /Emmanuel MACRON.*24,01 %.*8\s656\s346 voix/,
    );
    expect(complaints).toEqual([]);
  });

  it("refuses a document older than the one it shows", async () => {
    site.publish(franceDocument(0.5, 9, false));
    const page = await open();
    await page.locator("#progress-percent").filter({ hasText: "50,0" }).waitFor();
    const before = site.unchanged();
    site.publish(franceDocument(0.3, 8, false));
    await expect.poll(site.unchanged, { timeout: 20_000 }).toBeGreaterThan(before + 1);
    expect(await page.locator("#progress-percent").textContent()).toMatch(/^50,0/);
  });

  it("labels generated figures", async () => {
    site.publish(franceDocument(0.5, 1, false));
    const page = await open();
    await page.getByText("Chiffres générés.").waitFor();
    site.publish({ ...franceDocument(0.6, 2, false), genere: null });
    await page.locator("#generated").waitFor({ state: "hidden" });
  });

  it.each([
    ["a phone", PHONE],
    ["a desktop", DESKTOP],
    ["a dark phone without motion", { ...PHONE, colorScheme: "dark", reducedMotion: "reduce" } as const],
    ["a dark desktop", { ...DESKTOP, colorScheme: "dark" } as const],
  ])("is accessible and does not overflow on %s", async (_name, options) => {
    site.publish(franceDocument(0.5, 1, false));
    const page = await open(options);
    await page.locator(".candidature").first().waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBe(0);
    expect(complaints).toEqual([]);
  });
});
