import { rmSync } from "node:fs";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { openBrowser } from "./browser.ts";
import { playNight, publish, type Moment, type Moments } from "./night.ts";
import { serveSite, type SiteServer } from "./site-server.ts";
import { builtSite, openPage, type Watched } from "./stage.ts";

/** Runs of the nights that are played. */
export const NATION = "pr-essai-t1";
export const SECOND = "pr-essai-t2";
export const SEATS = "lg-essai-t1";

/** What the tests of a file share: the browser and the nights, and a server of its own for each test. */
export interface Stage {
  readonly browser: Browser;
  readonly nights: Readonly<Record<string, Moments>>;
  readonly site: SiteServer;
  readonly show: (moment: Moment, run?: string) => void;
  readonly open: (query?: string, options?: BrowserContextOptions) => Promise<Watched>;
}

/** Sets the stage for the tests of a `describe`. */
export function onStage(): Stage {
  let browser: Browser;
  let folder: string;
  let nights: Readonly<Record<string, Moments>>;
  let site: SiteServer;

  beforeAll(async () => {
    const [opened, built, nation, second, seats] = await Promise.all([
      openBrowser(),
      builtSite(),
      playNight({ run: NATION, tour: 1 }),
      playNight({ run: SECOND, tour: 2 }),
      playNight({ run: SEATS, tour: 1, unites: true }),
    ]);
    browser = opened;
    folder = built;
    nights = { [NATION]: nation, [SECOND]: second, [SEATS]: seats };
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    site = await serveSite(folder);
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await site.close();
  });

  return {
    get browser() {
      return browser;
    },
    get nights() {
      return nights;
    },
    get site() {
      return site;
    },
    show: (moment, run = NATION) => publish(site, run, nights[run]!.get(moment)!),
    open: (query = "", options) => openPage(browser, site.url + query, options),
  };
}
