import { beforeAll, describe, expect, it } from "vitest";
import type { DepartementDocument } from "#shared/documents/departement.ts";
import { generateElection } from "#shared/night/generated/generate.ts";
import { recordNight } from "#shared/night/record.ts";
import { playRecording, type PlayedNight } from "#shared/testing/play.ts";
import { generatedSecond } from "#cli/lab/generated.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { publicRun } from "./night.ts";
import { onStage } from "./on-stage.ts";
import { DESKTOP, overflow, PHONE, violations } from "./stage.ts";

const OPTIONS = { seed: "petites" } as const;

/** Plays the first round of a generated night of Lozère, and the second that the law makes of it. */
async function rounds(type: string, date: string): Promise<readonly PlayedNight[]> {
  const { dossier, tallies } = generateElection({
    type,
    date,
    seed: OPTIONS.seed,
    territory: await readTerritory(),
    departements: ["48"],
  });
  const first = { dossier, recording: recordNight(dossier, tallies, OPTIONS) };
  const played = await playRecording({ ...first, run: `${type}-t1`, seed: OPTIONS.seed, everyMinutes: 120 });
  const document = played.documents.get("latest/departements/48.json") as DepartementDocument;
  const departements = new Map([["48", document]]);
  const nothing = { bureaux: new Map(), quarantine: [], deadLetters: [], leaks: [], setbacks: [] };
  const second = generatedSecond(first, { ...nothing, france: played.france, departements }, OPTIONS);
  return [played, await playRecording({ ...second, run: `${type}-t2`, seed: OPTIONS.seed, everyMinutes: 120 })];
}

describe("nights of councils, in a browser", () => {
  const stage = onStage();
  let nights: readonly PlayedNight[];
  beforeAll(async () => {
    nights = (await Promise.all([rounds("municipales", "2026-03-15"), rounds("departementales", "2021-06-20")])).flat();
  });
  const publishAll = (): void => {
    for (const { files } of nights) for (const [path, text] of files) stage.site.documents.set(path, text);
    stage.site.runs = nights.map(({ france }) => publicRun(france!));
  };

  it("a commune shows again how its two councils were filled, beside those of its intercommunalité", async () => {
    publishAll();
    const { resultat } = nights[0]!.documents.get("latest/departements/48.json") as DepartementDocument;
    const two = resultat.unites.find(({ outcome }) =>
      outcome.candidatures.some(({ siegesCommunautaires = 0 }) => siegesCommunautaires > 0),
    )!;
    const { page, complaints } = await stage.open(`?run=municipales-t1&commune=${two.code}`);
    await page
      .getByRole("region", { name: /^Ensemble/ })
      .first()
      .waitFor();
    await page.getByText(/Le calcul, pas à pas \(\d+\)/).click();
    await page
      .getByText(/\(conseil communautaire\)/)
      .first()
      .waitFor();
    await page.getByRole("heading", { level: 3, name: "Conseil communautaire" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("the second round of a few communes is not measured against the first of all, but in each of them", async () => {
    publishAll();
    const query = "?run=municipales-t2&avec=municipales-t1";
    const { page } = await stage.open(query);
    await page.getByText("Les deux nuits n'appellent pas ici les mêmes électeurs").waitFor();
    expect(await page.locator(".since").count()).toBe(0);
    const { communes } = nights[1]!.dossier.parts[0]!;
    const { page: one } = await stage.open(`${query}&commune=${communes[0]!.code}`);
    await one.locator(".candidature .since").first().waitFor();
    await one.getByRole("heading", { level: 2, name: "Ce que le premier tour a décidé" }).waitFor();
  });

  it.each([
    ["", "municipales-t1", ""],
    ["", "municipales-t2", "&commune=second"],
    ["", "departementales-t1", "&departement=48"],
    ["", "departementales-t2", "&departement=48&unite=second&avec=departementales-t1"],
    ["widget.html", "departementales-t1", "&departement=48"],
    ["ecran.html", "municipales-t1", "&commune=48095"],
    ["ecran.html", "departementales-t2", "&departement=48&unite=second"],
  ])("is accessible in both languages and themes, and does not overflow: %s %s %s", async (file, run, rest) => {
    publishAll();
    const [part] = nights.find((night) => night.run === run)!.dossier.parts;
    const query = rest
      .replace("commune=second", `commune=${part!.communes[0]!.code}`)
      .replace("unite=second", `unite=${part!.unites[0]?.code}`);
    for (const [options, language] of [
      [PHONE, "&lang=en"],
      [{ ...PHONE, colorScheme: "dark" }, ""],
      [{ ...DESKTOP, colorScheme: "dark" }, "&lang=en"],
      [DESKTOP, ""],
    ] as const) {
      const { page, complaints } = await stage.open(`${file}?run=${run}${query}${language}`, options);
      await page.locator("#title").waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  it("fits the screen of a hall, whatever is announced", async () => {
    publishAll();
    for (const { code } of nights[2]!.dossier.parts[0]!.unites) {
      const wall = { viewport: { width: 1920, height: 1080 } };
      const { page } = await stage.open(`ecran.html?run=departementales-t1&departement=48&unite=${code}`, wall);
      await page.locator(".candidature").first().waitFor();
      expect(await page.evaluate("document.documentElement.scrollHeight")).toBe(1080);
      await page.context().close();
    }
  });
});
