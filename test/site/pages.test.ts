import { readFile } from "node:fs/promises";
import * as XLSX from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { NOT_YET } from "#shared/documents/direct.ts";
import { latestPath } from "#shared/documents/paths.ts";
import { HOSTILE, publicRun, publish } from "./night.ts";
import { NATION, onStage, SEATS, SECOND } from "./on-stage.ts";
import type { ApiCall } from "./site-server.ts";
import type { PublicRun } from "#web/documents.ts";
import { openPage, overflow, PHONE, violations } from "./stage.ts";

describe("the site, in a browser", () => {
  const stage = onStage();
  const { show, open } = stage;

  it("says how to begin while there is no night", async () => {
    const { page, complaints } = await open();
    await page.getByRole("heading", { name: "Aucune nuit n'est en cours" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("says that a night begins before anything of it is published", async () => {
    show("embargo");
    stage.site.documents.delete(latestPath.france(NATION, true));
    stage.site.documents.set(latestPath.direct(NATION), NOT_YET);
    const { page, complaints } = await open();
    await page.getByRole("heading", { name: "La nuit commence" }).waitFor();
    show("embargo");
    await page.getByRole("heading", { name: "Premiers résultats à 20:00" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it.each(["", "?departement=01", "?region=84", "?commune=01001"])(
    "shows and fetches no result under embargo, at /%s",
    async (query) => {
      show("embargo");
      const { page, complaints } = await open(query);
      await page.getByText("Sous embargo jusqu'à 20:00").waitFor();
      expect(await page.locator("main").textContent()).not.toMatch(/Jeanne|Exprimés|voix/);
      expect(
        stage.site.answers
          .filter(({ path }) => path.startsWith("/runs/"))
          .map(({ text }) => text)
          .join(),
      ).not.toMatch(/Jeanne|exprimes|"voix"/);
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it("lifts the embargo and follows the count by itself, and announces it politely", async () => {
    show("embargo");
    const { page, complaints } = await open();
    await page.getByText("Premiers résultats à 20:00").waitFor();
    show("partial");
    await page.getByRole("heading", { level: 1, name: /en tête avec/ }).waitFor();
    const announcement = page.locator("#announcement");
    expect(await announcement.getAttribute("aria-live")).toBe("polite");
    expect(await announcement.textContent()).toContain("Fin de l'embargo");
    await page.getByText("Fin de l'embargo : les résultats deviennent publics.").waitFor();
    show("complete");
    await page.getByRole("heading", { level: 1, name: "Jeanne Arc est élue" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("refuses a document older than the one it shows", async () => {
    show("complete");
    const { page } = await open();
    await page.locator("#progress-percent").filter({ hasText: "100" }).waitFor();
    show("partial");
    const before = stage.site.answers.length;
    await expect.poll(() => stage.site.answers.length, { timeout: 20_000 }).toBeGreaterThan(before + 1);
    expect(await page.locator("#progress-percent").textContent()).toMatch(/^100/);
  });

  it("says that figures are generated, rehearsed, partial or provisional", async () => {
    show("partial");
    const { page } = await open();
    const labels = page.getByRole("list", { name: "Ce que valent ces chiffres" });
    await labels.waitFor();
    expect(await labels.getByRole("listitem").allTextContents()).toEqual(["Chiffres générés", "Répétition", "Partiel"]);
    show("complete");
    await labels.getByText("Provisoire").waitFor();
  });

  it.each([
    [NATION, "?region=84", "Auvergne-Rhône-Alpes"],
    [NATION, "?commune=75102", "Paris 2e arrondissement"],
    [SEATS, "?departement=42&unite=4201", "4201"],
  ])("tells of %s at %s", async (run, query, name) => {
    show("complete", run);
    const { page, complaints } = await open(query);
    await page.getByRole("heading", { level: 1, name }).waitFor();
    expect(await page.locator(".candidature").count()).toBe(3);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("goes down from the nation to a bureau by its links, and back", async () => {
    show("complete");
    const { page, complaints } = await open();
    await page.getByRole("link", { name: "42 Loire" }).click();
    await page.getByRole("link", { name: "Saint-Étienne" }).click();
    await page.getByRole("heading", { level: 1, name: "Saint-Étienne" }).waitFor();
    expect(await page.getByRole("region", { name: "Les bureaux de vote" }).getByRole("row").count()).toBe(3);
    expect(await page.locator(":focus").textContent()).toBe("Saint-Étienne");
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Loire" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("lists the bureaux of an arrondissement, and leads to those beside", async () => {
    show("complete");
    const { page } = await open("?commune=75102");
    await page.getByRole("region", { name: "Les bureaux de vote" }).getByRole("row", { name: /^201/ }).waitFor();
    await page.getByRole("navigation", { name: "À côté" }).getByRole("link", { name: "1er arrondissement" }).click();
    await page.getByRole("heading", { level: 1, name: "Paris 1er arrondissement" }).waitFor();
  });

  it("explains the outcome: the rule, its thresholds, each step with its operands, what would have changed it", async () => {
    show("complete", SEATS);
    const { page, complaints } = await open("?departement=42&unite=4201");
    await page.getByText("Le calcul, pas à pas").click();
    await page
      .getByText(/Jeanne Arc (atteint|n'atteint pas) le seuil/)
      .first()
      .waitFor();
    expect(await page.locator(".steps cite").first().textContent()).toMatch(/^L\d/);
    expect(await page.locator(".threshold").count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Qu'est-ce qui l'aurait changé ?" }).click();
    await page
      .getByText(/changerai(?:en)?t avec \d/)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });

  it("shows a correction as such", async () => {
    show("corrected");
    const { page } = await open("?commune=42218");
    await page.getByText(/Jeanne Arc 250 → 212 \(−38\)/).waitFor();
    await page.getByText("corrigé à 20:30, version 1 → 2").waitFor();
  });

  it("never takes a name for markup", async () => {
    show("complete");
    const { page, complaints } = await open("?commune=01001");
    await page.getByText(HOSTILE).first().waitFor();
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.title()).not.toContain("volé");
    expect(complaints).toEqual([]);
  });

  it("finds a commune by the keyboard alone, whatever its spelling", async () => {
    show("complete");
    const { page, complaints } = await open();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("st etiene");
    const first = page.getByRole("option").first();
    await first.filter({ hasText: "Saint-Étienne" }).waitFor();
    // What is published meanwhile leaves the list alone.
    const before = stage.site.answers.length;
    await expect.poll(() => stage.site.answers.length, { timeout: 20_000 }).toBeGreaterThan(before + 1);
    expect(await first.isVisible()).toBe(true);
    expect(await page.getByRole("combobox", { name: /Chercher/ }).getAttribute("aria-activedescendant")).toBe(
      "found-0",
    );
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Saint-Étienne" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("finds who stands anywhere in the country, from any page and before the results", async () => {
    show("embargo", SEATS);
    const { page, complaints } = await open();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("luc bec");
    await page.getByRole("option", { name: /Luc Bec candidature · Loire 1/ }).click();
    expect(page.url()).toContain("departement=42&unite=4201");
    expect(complaints).toEqual([]);
  });

  it("goes back in the night, and a link opens the page as it was", async () => {
    show("complete");
    const { page, complaints } = await open();
    await page.getByRole("button", { name: "Remonter la nuit" }).click();
    const slider = page.getByRole("slider", { name: "Instant de la nuit" });
    await slider.focus();
    await page.keyboard.press("Home");
    await page.getByText(/^État à 20:/).waitFor();
    const past = await page.locator("#progress-percent").textContent();
    expect(past).not.toMatch(/^100/);
    expect(await violations(page)).toEqual([]);
    const again = await openPage(stage.browser, page.url());
    await again.page.getByText(/^État à 20:/).waitFor();
    expect(await again.page.locator("#progress-percent").textContent()).toBe(past);
    await page.getByRole("link", { name: "Revenir au direct" }).click();
    await page.locator("#progress-percent").filter({ hasText: "100" }).waitFor();
    expect([...complaints, ...again.complaints]).toEqual([]);
  });

  it("moves the run's clock and corrects a bureau from the control room", async () => {
    show("corrected");
    const [run] = stage.site.runs;
    stage.site.runs = [{ ...run!, clock: { now: "2017-04-23T20:00:00.000Z", speed: 200, paused: false } } as PublicRun];
    const asked: ApiCall[] = [];
    const silences: Record<string, number> = {};
    const measures = {
      "record-tallies": {
        TalliesAccepted: { unit: "Count", count: 3, sum: 4321, max: 10, last: 7 },
        TallyLag: { unit: "Milliseconds", count: 3, sum: 90, max: 60, last: 12 },
      },
    };
    const clock = { now: "2017-04-23T20:00:00.000Z", speed: 200, paused: false };
    stage.site.api = (call) => {
      if (call.token !== "bon-jeton-pour-essai")
        return { status: 401, body: { error: { code: "C-JETON", message: "Non." } } };
      if (call.method === "POST") asked.push(call);
      if (call.path.endsWith("/messages")) return { status: 202, body: { sent: 1 } };
      if (call.path.endsWith("/metrics")) return { status: 200, body: { measures } };
      const { incident, departement } = (call.body ?? {}) as { incident?: string; departement?: string };
      if (incident === "silence") silences[departement!] = 12;
      if (incident === "parole") delete silences[departement!];
      const { action } = (call.body ?? {}) as { action?: string };
      clock.paused = action === "pause" || (clock.paused && action !== "resume");
      return {
        status: 200,
        body: {
          phase: "nuit",
          clock,
          silences,
          talliesPerSecond: 12,
          delayMs: { p50: 900, p95: 0, max: 0 },
          embargo: { until: "2017-04-23T18:00:00.000Z", released: true },
        },
      };
    };
    const { page, complaints } = await open("?commune=42218#jeton=bon-jeton-pour-essai");
    // Before the figures, and open: who has the token came to command.
    await page.getByRole("button", { name: "Pause" }).waitFor();
    // The token is out of the address before anybody can copy it.
    expect(page.url()).not.toContain("jeton");
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Reprendre" }).waitFor();
    await page.getByRole("button", { name: "+ 10 min" }).click();
    // 22:00 in Paris: the next quarter past midnight is of the day after.
    await page.getByLabel("Avancer jusqu'à").fill("00:15");
    await page.getByRole("button", { name: "Y aller" }).click();
    await page.getByLabel("Faire taire un département").selectOption("2A");
    await page.getByRole("button", { name: "Faire taire", exact: true }).click();
    await page.getByText("Corse-du-Sud se tait : 12 messages retenus.").waitFor();
    await page.getByRole("button", { name: "Rendre la parole" }).click();
    await page.getByText("Corse-du-Sud se tait").waitFor({ state: "detached" });
    await page.getByRole("button", { name: /Rafale de 500$/ }).click();
    await page.getByText("Ce que la chaîne dit d'elle-même").click();
    await page.getByRole("row", { name: /Procès-verbaux enregistrés 4\s321/ }).waitFor();
    await page.getByRole("row", { name: /De la file au registre 30\sms en moyenne, 60\sms au plus/ }).waitFor();
    await page.getByRole("button", { name: "Corriger" }).first().click();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("Jeanne Arc").fill("2000");
    await page.getByRole("button", { name: "Envoyer la version suivante" }).click();
    await page.getByText(/^Rien n'est parti\s: 2\s250 votants pour 1\s000 inscrits/).waitFor();
    await page.getByLabel("Jeanne Arc").fill("200");
    await page.getByRole("button", { name: "Envoyer la version suivante" }).click();
    await page.getByText("Envoyé : la correction passe par toute la chaîne.").waitFor();
    expect(asked.map(({ body }) => body)).toMatchObject([
      { action: "pause" },
      { action: "step", seconds: 600 },
      { action: "seek", to: "2017-04-23T22:15:00.000Z" },
      { incident: "silence", departement: "2A" },
      { incident: "parole", departement: "2A" },
      { incident: "rafale", messages: 500 },
      {
        type: "fr.vingt-heures.tally.v1",
        data: { commune: "42218", bureau: "0001", version: 3, voix: { arc: 200 }, exprimes: 430, votants: 450 },
      },
    ]);
    expect(complaints).toEqual([]);
  });

  it("shows a commune beside those of its intercommunalité, and what it has become since", async () => {
    show("complete");
    stage.site.documents.set("intercommunalites.txt", "CC d'essai>01002 999 42218");
    for (const [path, text] of stage.site.documents) {
      const merged = '{"code":"01001","devenue":{"code":"01999","nom":"Valserhône"},';
      if (path.includes("/objects/")) stage.site.documents.set(path, text.replaceAll('{"code":"01001",', merged));
    }
    const { page, complaints } = await open("?commune=01001", PHONE);
    const together = page.getByRole("region", { name: /^Ensemble\s: CC d'essai/ }).first();
    await page.getByText("elle fait aujourd'hui partie de Valserhône").waitFor();
    // By the code of today, for no list has its old one.
    await together.getByRole("link", { name: "Commune 01002" }).waitFor();
    // And beyond its département.
    await together.getByRole("link", { name: "Saint-Étienne (Loire)" }).waitFor();
    expect(await together.getByRole("rowheader").allTextContents()).toEqual(["Commune 01002", "Saint-Étienne (Loire)"]);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("compares two rounds, in points and on the map", async () => {
    show("complete");
    const first = publicRun(JSON.parse(stage.site.documents.get(`runs/${NATION}/latest/france.json`)!));
    publish(stage.site, SECOND, stage.nights[SECOND]!.get("complete")!, [first]);
    const { page, complaints } = await open(`?run=${SECOND}&avec=${NATION}&carte=evolution`, PHONE);
    await page.getByRole("heading", { level: 1, name: "Jeanne Arc est élue" }).waitFor();
    await page.locator(".candidature .since").first().waitFor();
    expect(await page.locator(".candidature .since").allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^[+−]?\d+,\d pt$/)]),
    );
    await page.getByText(/en points depuis l'autre nuit/).waitFor();
    await page.getByText("Voix du premier tour de ceux qui ne sont plus là").waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("says everything in English too", async () => {
    show("partial");
    const { page, complaints } = await open("?lang=en");
    await page.getByRole("heading", { level: 2, name: "The count" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.locator(".score").first().textContent()).toMatch(/^\d\d\.\d\d%$/);
    expect(await page.locator("h2").allTextContents()).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/\b(?:La|Le|Les)\b/)]),
    );
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each(["widget.html", "ecran.html"])("carries the figures elsewhere: %s", async (path) => {
    show("complete");
    const { page, complaints } = await open(`${path}?commune=42218`);
    await page.getByRole("heading", { level: 1, name: "Saint-Étienne" }).waitFor();
    expect(await page.locator(".candidature").count()).toBe(3);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("gives its graphics and tables away", async () => {
    show("complete");
    const files = new Map<string, Buffer>();
    const { page, complaints } = await open();
    for (const [button, name] of [
      ["CSV", "France.csv"],
      ["XLSX", "France.xlsx"],
      ["Procès-verbal", "proces-verbal-France.html"],
      ["Le résultat PNG", "graphic-result.png"],
      ["La carte SVG", "graphic-map.svg"],
      ["La carte PNG", "graphic-map.png"],
    ] as const) {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: button, exact: true }).click();
      expect((await download).suggestedFilename()).toBe(name);
      files.set(name, await readFile(await (await download).path()));
    }
    // The workbook opens, with the figures as numbers, and the picture says what its figures are worth.
    const { Sheets } = XLSX.read(files.get("France.xlsx")!);
    const lines = XLSX.utils.sheet_to_json<Record<string, unknown>>(Sheets["Résultat"]!);
    expect(lines.map((line) => [line["Nom"], typeof line["Voix"]])).toContainEqual([HOSTILE, "number"]);
    expect(Object.keys(Sheets)).toContain("Départements");
    expect(files.get("graphic-map.svg")!.toString()).toContain("Chiffres générés");
    expect(files.get("graphic-result.png")!.subarray(1, 4).toString()).toBe("PNG");
    // An arrondissement's workbook has its bureaux, though they are written under the commune.
    await page.goto(new URL("?commune=75102", page.url()).href);
    await page.getByRole("heading", { level: 1, name: "Paris 2e arrondissement" }).waitFor();
    const workbook = page.waitForEvent("download");
    await page.getByRole("button", { name: "XLSX", exact: true }).click();
    const { Bureaux } = XLSX.read(await readFile(await (await workbook).path())).Sheets;
    const bureaux = XLSX.utils.sheet_to_json<Record<string, unknown>>(Bureaux!);
    expect(new Set(bureaux.map((line) => line["Bureau"]))).toEqual(new Set(["0201"]));
    await page.goBack();
    await page.getByRole("button", { name: "Intégrer" }).click();
    expect(await page.getByLabel("Figé, sans script :").inputValue()).toContain("<caption>Le résultat</caption>");
    expect(complaints).toEqual([]);
  });
});
