import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const dist = join(root, "dist");

describe("the built package", () => {
  beforeAll(async () => {
    await run(process.execPath, ["build/package.ts"], { cwd: root });
  });

  const imports = (): [file: string, name: string][] =>
    globSync("{cli,shared,web}/**/*.{js,d.ts}", { cwd: dist }).flatMap((file) =>
      [...readFileSync(join(dist, file), "utf8").matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)].map(
        ([, name = ""]): [string, string] => [file, name],
      ),
    );

  it("imports no source, no alias and no tool", () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      devDependencies: Record<string, string>;
    };
    const tools = Object.keys(devDependencies).filter((name) => !name.startsWith("@types/"));
    const found = imports();
    expect(found.length).toBeGreaterThan(200);
    expect(
      found.filter(
        ([, name]) =>
          name.startsWith("#") ||
          name.endsWith(".ts") ||
          tools.some((tool) => name === tool || name.startsWith(`${tool}/`)),
      ),
    ).toEqual([]);
  });

  it("runs", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    const { stdout } = await run(process.execPath, [join(dist, "cli/main.js"), "--version"]);
    expect(stdout).toBe(`${version}\n`);
  });

  it("gives the law to programs, with its types", async () => {
    const script = 'import { decide } from "vingt-heures/law"; process.stdout.write(typeof decide);';
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: root });
    expect(stdout).toBe("function");
    expect(readFileSync(join(dist, "shared/law/index.d.ts"), "utf8")).toContain("decide");
  });

  it("gives a night in memory to the tests of others, with its types", async () => {
    const script =
      'import { playNight } from "vingt-heures/testing";' +
      'const { summary } = await playNight({ departements: ["48"] });' +
      "process.stdout.write(String(summary.complet));";
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: root });
    expect(stdout).toBe("true");
    expect(readFileSync(join(dist, "cli/testing/index.d.ts"), "utf8")).toContain("playNight");
  });

  it("carries the site and the cloud that deploys", async () => {
    const { loadAssembly } = await import("#cli/local/assembly.ts");
    const { templates, bundleOf } = loadAssembly(join(dist, "cloud"));
    const functions = templates.flatMap(({ name, template }) =>
      Object.entries(template.Resources)
        .filter(([, { Type }]) => Type === "AWS::Lambda::Function")
        .map(([id]) => bundleOf(name, id)),
    );
    expect(functions.length).toBeGreaterThanOrEqual(4);
    for (const bundle of functions) expect(globSync("index.*js", { cwd: bundle })).not.toEqual([]);
    expect(globSync("*", { cwd: join(dist, "site") })).toEqual(
      expect.arrayContaining([
        "index.html",
        "widget.html",
        "ecran.html",
        "main.js",
        "style.css",
        "carte.json",
        "communes.txt",
      ]),
    );
  });
});
