import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { CommandIo } from "#cli/commands/command.ts";
import { dispatch } from "#cli/commands/dispatch.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Verification } from "#shared/documents/verify/verify-run.ts";
import { RUN_LIST_PATH } from "#shared/documents/paths.ts";
import { runList } from "#shared/documents/listing.ts";
import { darkRun, played, shelved } from "../documents/nights.ts";
import { RUN, runOf } from "../factories.ts";

/** `verify` and `export`, on folders and sites that hold a small night. */

const home = mkdtempSync(join(tmpdir(), "vingt-heures-publie-"));
afterAll(() => rmSync(home, { recursive: true }));

let texts: Map<string, string>;
let folder: string;

/** Runs a command line in this process. */
async function vingtHeures(argv: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: "", stderr: "" };
  const to = (name: keyof typeof said) => ({ write: (text: string) => (said[name] += text) });
  const io = { stdin: null, env: {}, stdout: to("stdout"), stderr: to("stderr") } as unknown as CommandIo;
  return { code: await dispatch(argv, io), ...said };
}

const written = (name: string, documents: ReadonlyMap<string, string | Buffer>): string => {
  for (const [path, body] of documents) {
    mkdirSync(dirname(join(home, name, path)), { recursive: true });
    writeFileSync(join(home, name, path), body);
  }
  return join(home, name);
};

beforeAll(async () => {
  texts = await shelved(await played());
  folder = written("nuit", texts);
});

describe("verify", () => {
  it("says what holds, code by code, and ends with 0", async () => {
    const { code, stdout } = await vingtHeures(["verify", folder]);
    expect(code).toBe(0);
    for (const check of ["V-EMPREINTE", "V-CHAINE", "V-SOMME", "V-SEQUENCE"])
      expect(stdout).toContain(`tient    ${check}`);
    expect(stdout).toMatch(/Tout tient\.\n$/);
  });

  it("reads a copy of the bucket, compressed as it is stored there", async () => {
    const stored = new Map([...texts].map(([path, text]) => [path, gzipSync(text)]));
    expect(await vingtHeures(["verify", written("copie", stored)])).toMatchObject({ code: 0 });
  });

  it("reads a site, and finds its run in the list of runs", async () => {
    const site = new Map([...texts, [RUN_LIST_PATH, JSON.stringify(runList([runOf()], 0))] as const]);
    const server = createServer((request, response) => {
      const text = site.get((request.url ?? "").slice(1));
      response.writeHead(text === undefined ? 404 : 200).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await vingtHeures(["verify", address])).toMatchObject({ code: 0 });
    await new Promise((resolve) => server.close(resolve));
    expect((await vingtHeures(["verify", address, "--run", RUN])).stderr).toContain("V-LECTURE");
  });

  it("says what does not hold, and ends with 1", async () => {
    const wrong = new Map([...texts].map(([path, text]) => [path, text.replace("[100,280,100]", "[280,100,100]")]));
    const { code, stdout } = await vingtHeures(["verify", written("faux", wrong)]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/NE TIENT PAS V-SOMME/);
    expect(stdout).toMatch(/commune 01002, voix {2}0 : 150, attendu 330/);
    const { stdout: line } = await vingtHeures(["verify", join(home, "faux"), "--json"]);
    expect(JSON.parse(line) as Verification).toMatchObject({ run: RUN, tient: false, sousEmbargo: false });
  });

  it("asks which run, when there are several or none", async () => {
    const two = written(
      "deux",
      new Map([
        ["runs/a/x.json", ""],
        ["runs/b/x.json", ""],
      ]),
    );
    expect(await vingtHeures(["verify", two])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("--run a, --run b") as string,
    });
    expect(await vingtHeures(["verify", join(home, "rien")])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("V-RUN") as string,
    });
  });
});

describe("export", () => {
  it.each(["csv", "xlsx", "parquet", "ministere", "nist"])("writes %s into a file", async (format) => {
    const file = join(home, `communes.${format}`);
    const asked = ["export", folder, "--format", format, "--level", "commune", "-o", file];
    expect(await vingtHeures(asked)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(file).byteLength).toBeGreaterThan(200);
  });

  it.each([
    ["communes.csv", ["--level", "commune"], "\ufeff"],
    ["communes.nist.json", ["--level", "commune"], "{"],
    ["commune.html", ["--territoire", "01002"], "<!doctype html>"],
  ])("takes the format from the end of the file's name: %s", async (name, asked, start) => {
    const file = join(home, name);
    expect(await vingtHeures(["export", folder, ...asked, "-o", file])).toMatchObject({ code: 0 });
    expect(readFileSync(file, "utf8").slice(0, start.length).toLowerCase()).toBe(start);
  });

  it("writes to standard output, of one département", async () => {
    const { code, stdout } = await vingtHeures([
      "export",
      folder,
      "--format",
      "csv",
      "--level",
      "bureau",
      "--departement",
      "2A",
    ]);
    expect(code).toBe(0);
    expect(
      stdout
        .split("\r\n")
        .slice(1, -1)
        .map((line) => line.split(";")[0]),
    ).toEqual(["2A"]);
  });

  it("prints the procès-verbal of a territory", async () => {
    const { code, stdout } = await vingtHeures([
      "export",
      folder,
      "--format",
      "proces-verbal",
      "--territoire",
      "01002",
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain("Commune de Commune 01002");
  });

  it.each([
    [["--format", "csv"], 2, "--level"],
    [["--level", "commune"], 2, "--format"],
    [["--format", "pdf", "--level", "commune"], 2, "csv, xlsx"],
    [["--format", "proces-verbal"], 2, "--territoire"],
    [["--format", "proces-verbal", "--territoire", "99999"], 1, "E-TERRITOIRE"],
    [["--format", "csv", "--level", "bureau", "--departement", "99"], 1, "V-TERRITOIRE"],
  ])("%j is refused", async (args, expected, told) => {
    const { code, stderr } = await vingtHeures(["export", folder, ...args]);
    expect({ code, told: stderr.includes(told) }).toEqual({ code: expected, told: true });
  });

  it("gives nothing before the hour", async () => {
    const dark = written("sous-embargo", await shelved(await played({ run: darkRun() })));
    const { code, stderr } = await vingtHeures(["export", dark, "--format", "csv", "--level", "national"]);
    expect({ code, told: stderr.includes("E-EMBARGO") }).toEqual({ code: 1, told: true });
  });
});
