import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Run } from "#shared/contracts/run.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { directDocument, type DirectDocument } from "#shared/documents/direct.ts";
import { latestPath, objectPath } from "#shared/documents/paths.ts";
import { participationMessage, participationOf } from "#shared/night/participation.ts";
import { buildScenario } from "#shared/night/scenarios.ts";
import { sendsOf } from "#shared/night/mishaps.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { readGazetteer } from "#web/search/gazetteer.ts";
import { intercommunaliteOf } from "#web/search/intercommunalites.ts";
import { searchIndex } from "#web/search/search-index.ts";
import { openBrowser } from "./browser.ts";
import { publicRun } from "./night.ts";
import { serveSite, STORED, type SiteServer } from "./site-server.ts";
import { builtSite, openPage, PHONE } from "./stage.ts";

const KB = 1000;
const RUN = "pr2017-t1-entiere";

/** A national night with a quarter of its 69,000 bureaux counted, in every département: the national documents, as readers are sent them. */
async function nationalNight(): Promise<Map<string, string>> {
  const { dossier, recording } = buildScenario("presidentielle-2017", {
    tour: 1,
    seed: "budget",
    territory: await readTerritory(),
  });
  const run: Run = {
    run: RUN,
    scrutin: dossier.head.scrutin.id,
    tour: 1,
    status: "ouvert",
    clock: {
      generation: 1,
      virtualAnchor: Date.parse(dossier.head.embargo),
      realAnchor: 0,
      speed: "max",
      paused: false,
    },
    embargo: Date.parse(dossier.head.embargo),
    createdAt: 0,
    label: "",
  };
  const night = new MemoryNight({ dossier, run });
  const counted = recording.filter((_, at) => at % 4 === 0);
  const sends = sendsOf(RUN, (await night.dossiers.head(RUN))!, counted, { seed: "budget" });
  for (let i = 0; i < sends.length; i += 1000) {
    await night.record(sends.slice(i, i + 1000).map(({ body }, k) => ({ messageId: String(i + k), body })));
  }
  for (const report of participationOf(dossier, counted, "budget"))
    await night.record([
      {
        messageId: `${report.at}-${report.report.departement}`,
        body: JSON.stringify(participationMessage(RUN, report)),
      },
    ]);
  await night.settle();
  const documents = new Map<string, string>();
  for (const path of await night.shelf.list("runs/")) {
    const text = new TextDecoder().decode((await night.shelf.get(path))!.body);
    if (/\/latest\/(?:france|direct)\.json$/.test(path) || text.startsWith('{"format":"vingt-heures/france@1"'))
      documents.set(path, text);
  }
  return documents;
}

describe("what the site weighs", () => {
  let browser: Browser;
  let folder: string;
  let site: SiteServer;

  beforeAll(async () => {
    [browser, folder] = await Promise.all([openBrowser(), builtSite()]);
    site = await serveSite(folder);
    for (const [path, text] of await nationalNight()) site.documents.set(path, text);
    site.runs = [publicRun(JSON.parse(site.documents.get(latestPath.france(RUN, true))!) as FranceDocument)];
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true });
  });

  it("is under 120 kB compressed for the first national page, all included", async () => {
    const { page, complaints } = await openPage(browser, site.url, PHONE);
    await page.locator(".candidature").first().waitFor();
    await page.locator("#graphic-map").waitFor();
    // As long as a night moves, what it changes is seen to; then the publication before the last is read.
    const weight = site.answers.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(weight).toBeLessThan(120 * KB);
    expect(complaints).toEqual([]);
  });

  it("is under 15 kB for a live update of the whole nation", () => {
    const text = site.documents.get(latestPath.direct(RUN))!;
    expect(gzipSync(text, { level: STORED }).length).toBeLessThan(15 * KB);
    // What is left out is read by who opens a territory: the whole document, by its hash.
    const { france } = JSON.parse(text) as DirectDocument;
    expect(site.documents.has(objectPath(RUN, france!, true))).toBe(true);
  });

  it("is under 25 kB for a live update of 577 circonscriptions or of 38 lists", () => {
    const rows = JSON.parse(site.documents.get(latestPath.france(RUN, true))!) as FranceDocument;
    const lists = Array.from({ length: 38 }, (_, i) => ({ ...rows.candidatures![0]!, id: `L${i}`, nom: `Liste ${i}` }));
    const wide = directDocument({
      document: {
        ...rows,
        candidatures: lists,
        departements: rows.departements.map((row) => ({
          ...row,
          voix: lists.map((_, i) => Math.floor(((row.exprimes ?? 0) * (i + 1) * 7919) % 999_983)),
        })),
        outcome: {
          statuts: { ACQUIS_T2: 577 },
          sieges: { REM: 577 },
          unites: Array.from({ length: 577 }, (_, i) => ({
            departement: "59",
            code: `59${i}`,
            statut: "ACQUIS_T2",
            elus: [`ELU-${i}`],
          })),
          partagees: [],
        },
      },
      text: "",
      sha256: "0".repeat(64),
    });
    expect(gzipSync(wide.text, { level: STORED }).length).toBeLessThan(25 * KB);
  });

  it("is under 500 kB for the names of France, loaded only when one searches", () => {
    const names = readFileSync(join(folder, "communes.txt"));
    expect(gzipSync(names).length).toBeLessThan(500 * KB);
    expect(site.answers.map(({ path }) => path)).not.toContain("/communes.txt");
  });

  it("knows whom a commune stands together with, in less than 80 kB, loaded on the page of a commune only", () => {
    const text = readFileSync(join(folder, "intercommunalites.txt"), "utf8");
    expect(gzipSync(text, { level: STORED }).length).toBeLessThan(80 * KB);
    expect(site.answers.map(({ path }) => path)).not.toContain("/intercommunalites.txt");
    const metropole = intercommunaliteOf(text, "42005");
    expect(metropole).toMatchObject({ nom: "Saint-Étienne Métropole" });
    expect(metropole!.communes).toEqual(expect.arrayContaining(["42005", "42095", "42218"]));
    // Over the border of a département, and in none.
    expect(intercommunaliteOf(text, "84007")?.communes).toContain("30217");
    expect([intercommunaliteOf(text, "29083"), intercommunaliteOf(text, "99999")]).toEqual([null, null]);
  });

  it("finds any commune of France among them, spelled as people do", () => {
    const entries = readGazetteer(readFileSync(join(folder, "communes.txt"), "utf8"), new Map([["42", "Loire"]]));
    expect(entries.length).toBeGreaterThan(37_000);
    const { find } = searchIndex(entries);
    const first = (query: string): string | undefined => find(query, 8)[0]?.name;
    expect(first("st etienne")).toBe("Saint-Étienne");
    expect(first("saint-étienne")).toBe("Saint-Étienne");
    expect(first("marseile")).toBe("Marseille");
    expect(first("havre")).toBe("Le Havre");
    expect(first("ste genevieve des bois")).toBe("Sainte-Geneviève-des-Bois");
    expect(first("paris 15")).toBe("Paris 15e Arrondissement");
    expect(first("59350")).toBe("Lille");
    expect(first("l'hay")).toBe("L'Haÿ-les-Roses");
    expect(find("cordieux", 3)[0]).toMatchObject({ kind: "ancienne", place: { kind: "commune", code: "01262" } });
    // Merged long ago: only its code is known.
    expect(find("01018", 3)[0]).toMatchObject({ kind: "ancienne", place: { kind: "commune", code: "01033" } });
    expect(find("xyzxyzxyz", 3)).toEqual([]);
  });
});
