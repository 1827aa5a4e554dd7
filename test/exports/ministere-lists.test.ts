/** Lists in the ministry's wide text: its own columns, and the same figures when our readers read them back. */
import { beforeAll, describe, expect, it } from "vitest";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { withShared } from "#shared/contracts/dossier.ts";
import { readPublishedNight, type PublishedNight } from "#shared/documents/published-night.ts";
import { levelFile } from "#shared/exports/files.ts";
import { exportRows, type Level } from "#shared/exports/rows.ts";
import { readResults } from "#shared/formats/read-results.ts";
import { generateElection } from "#shared/night/generated/generate.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import { playRecording } from "#shared/testing/play.ts";
import type { Territory } from "#shared/territory/decoupage.ts";
import { fileOf } from "../formats/samples.ts";

let territory: Territory;
beforeAll(async () => {
  territory = await readTerritory();
});

/** A night of an invented election, published. */
async function publishedNight(type: string, date: string, departements: readonly string[]): Promise<PublishedNight> {
  const { dossier, tallies } = generateElection({ type, date, departements, seed: "listes", territory });
  const at = Date.parse(dossier.head.embargo);
  const recording = tallies.map((tally): RecordedTally => ({ at, tally }));
  const { files, run } = await playRecording({ dossier: withShared(dossier), recording, seed: "listes" });
  return readPublishedNight(async (path) => files.get(path) ?? null, run);
}

const textOf = (night: PublishedNight, level: Level): string =>
  new TextDecoder("windows-1252").decode(levelFile(night, "ministere", level).body as Uint8Array);

/** What our readers make of a level. */
async function readBack(night: PublishedNight, level: Level) {
  const { tables } = await readResults(fileOf(levelFile(night, "ministere", level).body, "essai.txt"));
  const [table] = tables;
  expect([table!.rejected, table!.unknown]).toEqual([[], []]);
  return table!.rows;
}

const figuresOf = (night: PublishedNight, level: Level) =>
  exportRows(night, level).map(({ totaux, candidatures }) => ({
    ...totaux,
    voix: candidatures.map(({ voix }) => voix),
  }));

describe("municipales", () => {
  let night: PublishedNight;
  beforeAll(async () => {
    night = await publishedNight("municipales", "2026-03-15", ["48"]);
  });

  it("have the columns of the files of 2020: number, nuance, head and name of a list, seats where they are given", () => {
    const [bureaux] = textOf(night, "bureau").split("\r\n");
    expect(bureaux).toContain("Code de la commune;Libellé de la commune;Code du b.vote;Inscrits;");
    expect(bureaux).not.toContain("circonscription");
    expect(bureaux).toMatch(/;N\.Pan\.;Code Nuance;Sexe;Nom;Prénom;Liste;Voix;% Voix\/Ins;% Voix\/Exp$/);
    const [unites, ...lines] = textOf(night, "unite").split("\r\n");
    expect(unites).toContain("Code de la commune;Libellé de la commune;Etat saisie;Inscrits;");
    expect(unites).toMatch(/;Liste;Sièges \/ Elu;Sièges Secteur;Sièges CC;Voix;% Voix\/Ins;% Voix\/Exp$/);
    expect(lines.find((line) => line.startsWith("48;Lozère;095;Mende;Complet;"))).toContain("Liste 1 (générée)");
  });

  it.each(["bureau", "commune", "unite"] as const)("come back at the level %s, to the same figures", async (level) => {
    const rows = await readBack(night, level);
    expect(rows.map(({ counts, voix }) => ({ ...counts, voix }))).toEqual(figuresOf(night, level));
    expect(rows.every(({ territoire }) => territoire.commune?.startsWith("48"))).toBe(true);
    const [first] = rows[0]!.candidatures;
    expect(first).toMatchObject({ liste: "Liste 1 (générée)", panneau: 1 });
    expect(first!.nom).not.toBe("");
  });
});

describe("européennes", () => {
  let night: PublishedNight;
  beforeAll(async () => {
    night = await publishedNight("europeennes", "2024-06-09", ["48"]);
  });

  it("have the columns of the files of 2019", () => {
    expect(textOf(night, "commune").split("\r\n")[0]).toMatch(
      /;N°Liste;Libellé Abrégé Liste;Libellé Etendu Liste;Nom Tête de Liste;Voix;% Voix\/Ins;% Voix\/Exp$/,
    );
  });

  it.each(["bureau", "commune", "departement"] as const)("come back at the level %s", async (level) => {
    const rows = await readBack(night, level);
    expect(rows.map(({ counts, voix }) => ({ ...counts, voix }))).toEqual(figuresOf(night, level));
    expect(rows[0]!.candidatures[0]).toMatchObject({ liste: "Liste 1 (générée)", panneau: 1 });
  });
});
