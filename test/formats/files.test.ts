import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFile } from "#cli/files/open.ts";
import { readNightFile } from "#cli/reference/files.ts";
import { recordingAt } from "#cli/reference/recordings.ts";
import { readNight } from "#shared/formats/read-night.ts";
import { readResults } from "#shared/formats/read-results.ts";
import { writePress } from "#shared/press/press-file.ts";
import { zipOf } from "./archives.ts";
import { DOCUMENTS } from "./press-documents.ts";
import { FILE_T1, formatError } from "./samples.ts";

describe("openFile", () => {
  let folder = "";
  const path = (name: string): string => join(folder, name);
  const zipped = gzipSync(FILE_T1);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vingt-heures-formats-"));
    await writeFile(path("plain.csv"), FILE_T1);
    await writeFile(path("zipped.csv"), zipped);
    await writeFile(path("two.gz"), Buffer.concat([gzipSync(FILE_T1.slice(0, 500)), gzipSync(FILE_T1.slice(500))]));
    await writeFile(path("cut.gz"), zipped.subarray(0, zipped.length - 20));
    await writeFile(
      path("damaged.gz"),
      Buffer.concat([zipped.subarray(0, 40), Buffer.alloc(20, 7), zipped.subarray(60)]),
    );
    await writeFile(path("empty.csv"), "");
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(["plain.csv", "zipped.csv", "two.gz"])("reads %s", async (name) => {
    const { report } = await readNight(openFile(path(name)));
    expect(report).toMatchObject({ rows: 9, used: 9, file: path(name) });
  });

  it("gives the digest of the file as it is stored", async () => {
    const { report, dossier } = await readNight(openFile(path("zipped.csv")));
    const digest = createHash("sha256").update(zipped).digest("hex");
    expect(report.sha256).toBe(digest);
    expect(dossier.head.source).toBe(`zipped.csv (9 lignes ; SHA-256 ${digest})`);
  });

  it("reads standard input", async () => {
    const stdin = (async function* () {
      for (let at = 0; at < zipped.length; at += 7) yield zipped.subarray(at, at + 7);
    })();
    const { report } = await readNight(openFile("-", stdin));
    expect(report).toMatchObject({ used: 9, file: "entrée standard" });
  });

  it.each([
    ["absent.csv", "F-LECTURE"],
    [".", "F-LECTURE"],
    ["cut.gz", "F-GZIP"],
    ["damaged.gz", "F-GZIP"],
    ["empty.csv", "F-VIDE"],
  ])("says what is wrong with %s", async (name, code) => {
    const error = await formatError(readNight(openFile(path(name))));
    expect(error).toMatchObject({ code, file: path(name) });
  });

  it("closes communes at the hour of their size", async () => {
    const { dossier } = await readNightFile(path("plain.csv"));
    const closings = dossier.parts.flatMap(({ communes }) =>
      communes.map(({ code, fermeture }) => `${code} ${fermeture.slice(11, 16)}`),
    );
    expect(closings).toEqual([
      "01004 17:00",
      "13055 18:00",
      "2A004 18:00",
      "75056 18:00",
      "97101 23:00",
      "97601 16:00",
      "ZZ231 11:00",
    ]);
  });
});

describe("a press tree", () => {
  const files = DOCUMENTS.map((document, i) => [`084/001/${i}.xml`, Buffer.from(writePress(document))] as const);
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vingt-heures-presse-"));
    await mkdir(join(folder, "arbre/084/001"), { recursive: true });
    await mkdir(join(folder, "vide"));
    for (const [name, content] of files) await writeFile(join(folder, "arbre", name), content);
    await writeFile(join(folder, "arbre/LISEZ-MOI.txt"), "autre chose");
    await writeFile(join(folder, "arbre.zip"), zipOf(files));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(["arbre", "arbre.zip"])("is read from %s: each territory once, by level", async (name) => {
    const file = openFile(join(folder, name));
    const { tables, sha256 } = await readResults(file);
    expect(tables.map(({ feuille, rows }) => [feuille, rows.map(({ voix }) => voix)])).toEqual([
      ["communes", [[50, 30]]],
      ["departements", [[40, 20]]],
    ]);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(file.containers.at(-1)).toBe("xml");
  });

  it("is a night like any file, and no recording", async () => {
    const path = join(folder, "arbre");
    expect(await recordingAt(path)).toBeNull();
    const { dossier } = await readNightFile(path, { type: "presidentielle", date: "2017-04-23" });
    expect(dossier.head).toMatchObject({ scrutin: { id: "presidentielle-2017" }, departements: [{ code: "01" }] });
  });

  it("is not in a folder without XML", async () => {
    const error = await formatError(readNight(openFile(join(folder, "vide"))));
    expect(error).toMatchObject({ code: "F-LECTURE", problem: { found: "un dossier sans fichier .xml" } });
    await expect(recordingAt(join(folder, "vide"))).rejects.toThrow(/^R-VIDE/);
  });
});
