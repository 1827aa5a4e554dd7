import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readNightFile } from "#cli/reference/files.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import type { FileNight } from "#shared/formats/read-night.ts";
import { played, PLAYED } from "./played.ts";

/** Châtillon-en-Michaille (01091) and Lancrans (01205) were merged into Valserhône, whose code (01033) Bellegarde had, on 1 January 2019. */
const FILE = [
  "Code du département;Code de la commune;Libellé de la commune;Inscrits;Votants;Blancs et nuls;Exprimés;Nom;Prénom;Voix;Nom;Prénom;Voix",
  "1;33;Bellegarde-sur-Valserine;100;83;3;80;HOLLANDE;François;50;SARKOZY;Nicolas;30",
  "1;91;Châtillon-en-Michaille;100;83;3;80;HOLLANDE;François;45;SARKOZY;Nicolas;35",
  "1;205;Lancrans;100;73;3;70;HOLLANDE;François;35;SARKOZY;Nicolas;35",
].join("\n");
const VALSERHONE = { code: "01033", nom: "Valserhône" };

describe("a commune merged since the election", () => {
  let folder = "";
  let night: FileNight;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vingt-heures-fusions-"));
    const path = join(folder, "presidentielle-2012-communes-t2.csv");
    await writeFile(path, FILE);
    night = await readNightFile(path);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const EXPECTED = [
    ["01033", undefined],
    ["01091", VALSERHONE],
    ["01205", VALSERHONE],
  ];

  it("keeps its code in the dossier, which names today's beside", () => {
    const { communes } = night.dossier.parts[0]!;
    expect(communes.map(({ code, devenue }) => [code, devenue])).toEqual(EXPECTED);
  });

  it("is told in what is published", async () => {
    const { resultat } = await (await played(night)).departement(PLAYED, "01");
    expect(resultat.communes.map(({ code, devenue }) => [code, devenue])).toEqual(EXPECTED);
  });

  it("is told of every code that the official history merged, and of none that a commune still has", async () => {
    const { communes, devenues } = await readTerritory();
    const today = new Set([...communes.values()].flat().map(({ code }) => code));
    expect(devenues.size).toBeGreaterThan(4000);
    expect([...devenues.keys()].filter((code) => today.has(code))).toEqual([]);
    expect([...devenues.values()].filter(({ code }) => !today.has(code))).toEqual([]);
  });
});
