/** The control room on a night that really plays: the local cloud, its functions and queues, the control API, a real browser. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHost, type Host } from "#cli/commands/host.ts";
import type { RunStatus } from "#cli/control/contract.ts";
import { smallNight } from "../operator/small-night.ts";
import { openBrowser } from "./browser.ts";
import { openPage, violations } from "./stage.ts";

let host: Host;
let browser: Browser;

beforeAll(async () => {
  [host, browser] = await Promise.all([openHost({ port: 0, site: true }, () => {}), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await host.close();
});

async function ask(path: string, body?: object): Promise<RunStatus> {
  const response = await fetch(`${host.url}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${host.token}`, "content-type": "application/json" },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
  return (await response.json()) as RunStatus;
}

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const counted = (page: Page, percent: string): Promise<void> =>
  page.locator("#progress-percent").filter({ hasText: percent }).waitFor();

describe("the control room of a night that plays", () => {
  it("leads it: pause, seek, step, silence, burst, correction, speech; what it did is published", async () => {
    const { dossier, recording } = smallNight();
    const { run } = await ask("runs", {
      source: { kind: "dossier", dossier, recording },
      options: { speed: 1, participation: false },
    });
    const { page, complaints } = await openPage(browser, `${host.url}/#jeton=${host.token}`);
    await press(page, "Pause");
    await page.getByRole("button", { name: "Reprendre" }).waitFor();
    // Two bureaux before 20:00, and the embargo ends though the clock stands still.
    await press(page, "Fin de l'embargo (20:00)");
    await counted(page, "50");
    await page
      .getByText(/en tête avec/)
      .first()
      .waitFor();
    await page.getByLabel("Faire taire un département").selectOption("2A");
    await press(page, "Faire taire");
    await page.getByText(/se tait\s: 0 message retenu/).waitFor();
    await press(page, "Rafale de 500");
    await page.getByText(/se tait\s: 1 message retenu/).waitFor();
    await counted(page, "75");
    await press(page, "+ 10 min");
    await page.locator("#control .big").filter({ hasText: "20:10" }).waitFor();
    await page.goto(`${host.url}/?commune=01001`);
    await page.getByRole("button", { name: "Corriger" }).first().click();
    const votes = page.getByLabel("Arc");
    await votes.fill(String(Number(await votes.inputValue()) - 38));
    await press(page, "Envoyer la version suivante");
    await page.getByText("corrigé à 20:10, version 1 → 2").waitFor();
    expect(await page.locator(".corrections").textContent()).toContain("(−38)");
    expect(await violations(page)).toEqual([]);
    await press(page, "Rendre la parole");
    expect(await ask(`runs/${run}/wait?until=terminee`)).toMatchObject({
      summary: { conservation: true, messages: { corrected: 1 } },
    });
    await page.getByText("Cette nuit est finie").waitFor({ state: "attached" });
    expect(complaints).toEqual([]);
  });
});
