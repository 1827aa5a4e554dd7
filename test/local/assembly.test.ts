import { existsSync, mkdirSync, readdirSync, utimesSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it, vi } from "vitest";
import { ensureAssembly, loadAssembly } from "#cli/local/assembly.ts";
import { buildCache } from "#cli/local/build-cache.ts";
import { temporaryFolder } from "./under-test.ts";

const TEMPLATE = {
  Resources: {
    F: { Type: "AWS::Lambda::Function", Properties: { Code: { S3Key: "abc.zip" } } },
    G: { Type: "AWS::SNS::Topic" },
  },
};

function write(directory: string, files: Record<string, unknown>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), typeof content === "string" ? content : JSON.stringify(content));
  }
}

/** A cloud assembly of one stack, `night-data`, kept under the id `data`. */
const ASSEMBLY = {
  "manifest.json": {
    artifacts: {
      "data.assets": { type: "cdk:asset-manifest" },
      data: { type: "aws:cloudformation:stack", properties: { templateFile: "data.json", stackName: "night-data" } },
    },
  },
  "data.json": TEMPLATE,
  "data.assets.json": { files: { abc: { source: { path: "asset.abc" } } } },
};

/** A checkout whose CDK application counts how often it runs. */
function checkout(): { root: string; runs(): number } {
  const root = temporaryFolder();
  write(root, {
    "cdk/app.ts": `import { appendFileSync, cpSync } from "node:fs";
      appendFileSync("runs.log", "x");
      const out: string = process.env.CDK_OUTDIR ?? "";
      cpSync("ready", out, { recursive: true });`,
    "functions/record/handler.ts": "export {};",
    "shared/law.ts": "export {};",
    ...Object.fromEntries(Object.entries(ASSEMBLY).map(([name, content]) => [`ready/${name}`, content])),
  });
  const log = join(root, "runs.log");
  return { root, runs: () => (existsSync(log) ? readFileSync(log, "utf8").length : 0) };
}

it("reads the templates of an assembly and finds the bundles of their functions", () => {
  const directory = temporaryFolder();
  write(directory, ASSEMBLY);
  const assembly = loadAssembly(directory);
  expect(assembly.templates).toEqual([{ name: "night-data", template: TEMPLATE }]);
  expect(assembly.bundleOf("night-data", "F")).toBe(join(directory, "asset.abc"));
  expect(() => assembly.bundleOf("night-data", "G")).toThrow(expect.objectContaining({ code: "LC-BUNDLE" }));
});

it.each<[string, Record<string, unknown>]>([
  ["an empty folder", {}],
  ["a manifest that is not JSON", { "manifest.json": "{" }],
  ["an assembly without stacks", { "manifest.json": { artifacts: {} } }],
])("refuses %s", (_name, files) => {
  const directory = temporaryFolder();
  write(directory, files);
  expect(() => loadAssembly(directory)).toThrow(expect.objectContaining({ code: "LC-ASSEMBLY" }));
});

it("synthesises once for each state of the sources", async () => {
  const { root, runs } = checkout();
  const progress: string[] = [];
  const ensure = async (): Promise<void> => {
    const { templates } = await ensureAssembly(root, (text) => progress.push(text));
    expect(templates.map(({ name }) => name)).toEqual(["night-data"]);
  };
  await ensure();
  await ensure();
  expect(runs()).toBe(1);
  write(root, { "shared/law.ts": "export const threshold = 5;" });
  await ensure();
  expect(runs()).toBe(2);
  write(root, { "functions/record/other.ts": "export {};" });
  await ensure();
  expect(runs()).toBe(3);
  write(root, { "README.md": "no source" });
  await ensure();
  expect(runs()).toBe(3);
  expect(progress).toHaveLength(3);
});

it("keeps it in the user's own cache where the checkout cannot be written", async () => {
  const { root } = checkout();
  write(root, { ".cache": "a file where the folder would be" });
  const home = temporaryFolder();
  expect(buildCache(root, "cloud", { XDG_CACHE_HOME: home })).toMatch(
    new RegExp(`^${join(home, "vingt-heures")}/[0-9a-f]{12}/cloud$`),
  );
  vi.stubEnv("VINGT_HEURES_CACHE", home);
  expect((await ensureAssembly(root)).templates).toHaveLength(1);
  vi.unstubAllEnvs();
});

it("lets several processes ask at once", async () => {
  const { root } = checkout();
  const assemblies = await Promise.all([ensureAssembly(root), ensureAssembly(root)]);
  expect(assemblies.map(({ templates }) => templates.length)).toEqual([1, 1]);
  expect(readdirSync(join(root, ".cache/cloud"))).toHaveLength(1);
});

it("keeps the last assemblies only", async () => {
  const { root } = checkout();
  for (let state = 0; state < 5; state++) {
    write(root, { "shared/law.ts": `export const state = ${state};` });
    await ensureAssembly(root);
  }
  expect(readdirSync(join(root, ".cache/cloud"))).toHaveLength(3);
});

it("clears away what an interrupted synthesis left, once it is old", async () => {
  const { root } = checkout();
  const cache = join(root, ".cache/cloud");
  write(cache, { "0123456789abcdef.old/half": "", "0123456789abcdef.young/half": "" });
  utimesSync(join(cache, "0123456789abcdef.old"), 0, 0);
  await ensureAssembly(root);
  expect(readdirSync(cache).filter((name) => name.includes("."))).toEqual(["0123456789abcdef.young"]);
});

it("says what a failing application printed, and leaves nothing half made", async () => {
  const { root } = checkout();
  write(root, { "cdk/app.ts": `throw new Error("no such construct");` });
  await expect(ensureAssembly(root)).rejects.toMatchObject({
    code: "LC-SYNTHESIS",
    message: expect.stringContaining("no such construct"),
  });
  expect(readdirSync(join(root, ".cache/cloud"))).toEqual([]);
});

it("runs what the package carries where there is no application", async () => {
  const root = temporaryFolder();
  write(join(root, "dist/cloud"), ASSEMBLY);
  expect((await ensureAssembly(root)).templates).toHaveLength(1);
});
