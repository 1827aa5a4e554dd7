import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, globSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { buildCache } from "./build-cache.ts";
import { LocalCloudError } from "./errors.ts";
import { type CfnTemplate } from "./template.ts";

/** A synthesised CDK application: the templates that deploy, and the bundles of their functions. */
export interface Assembly {
  templates: { name: string; template: CfnTemplate }[];
  /**
   * The directory of a function's bundle.
   * @param template name of the stack, @param functionLogicalId the function's key under Resources.
   */
  bundleOf(template: string, functionLogicalId: string): string;
}

interface Manifest {
  artifacts?: Record<string, { type: string; properties?: { templateFile?: string; stackName?: string } }>;
}

interface AssetsFile {
  files: Record<string, { source: { path: string } }>;
}

/**
 * Reads a CDK cloud assembly (what `cdk synth` writes in `cdk.out`).
 * @throws LocalCloudError LC-ASSEMBLY when the folder is not one.
 */
export function loadAssembly(directory: string): Assembly {
  const manifest = readJson<Manifest>(join(directory, "manifest.json"));
  const stacks = new Map<string, { template: CfnTemplate; bundles: ReadonlyMap<string, string> }>();
  for (const [id, artifact] of Object.entries(manifest.artifacts ?? {})) {
    if (artifact.type !== "aws:cloudformation:stack") continue;
    const file = artifact.properties?.templateFile ?? `${id}.template.json`;
    const template = readJson<CfnTemplate>(join(directory, file));
    stacks.set(artifact.properties?.stackName ?? id, { template, bundles: bundlesOf(directory, `${id}.assets.json`) });
  }
  if (stacks.size === 0) throw new LocalCloudError("LC-ASSEMBLY", directory, "no stack in this assembly.");
  return {
    templates: [...stacks].map(([name, { template }]) => ({ name, template })),
    bundleOf(name, logicalId) {
      const place = `${name}/Resources/${logicalId}/Properties/Code`;
      const stack = stacks.get(name);
      const code = stack?.template.Resources[logicalId]?.Properties?.["Code"];
      const key = code !== null && typeof code === "object" && !Array.isArray(code) ? code["S3Key"] : undefined;
      const bundle = typeof key === "string" ? stack?.bundles.get(key) : undefined;
      if (bundle === undefined)
        throw new LocalCloudError("LC-BUNDLE", place, `no asset of ${directory} is this function's code.`);
      return bundle;
    },
  };
}

/** Directories of a stack's assets, by the S3 key under which they deploy (`<hash>.zip`). */
function bundlesOf(directory: string, assetsFile: string): ReadonlyMap<string, string> {
  const path = join(directory, assetsFile);
  if (!existsSync(path)) return new Map();
  const { files } = readJson<AssetsFile>(path);
  return new Map(Object.entries(files).map(([hash, { source }]) => [`${hash}.zip`, resolve(directory, source.path)]));
}

function readJson<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch (cause) {
    throw new LocalCloudError("LC-ASSEMBLY", path, "missing or not JSON; synthesise again with `npx cdk synth`.", {
      cause,
    });
  }
}

/** What the synthesised templates and bundles depend on. */
const SOURCES = [
  "cdk/**/*",
  "functions/**/*",
  "shared/**/*",
  "cdk.json",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];

/** How many assemblies are kept: a cloud that is still running reads its own. */
const KEPT = 3;

/** A draft this old was left by a synthesis that was interrupted. */
const ABANDONED_MS = 3_600_000;

/**
 * The assembly to run: synthesised from the sources in a checkout, once for each state of them; the one that the
 * package carries elsewhere.
 *
 * Assemblies are kept under `.cache/cloud/<digest of the sources>` ({@link buildCache}), written aside and renamed when whole, so that
 * several processes may ask at once. Synthesis runs the CDK application with this very Node: no CDK command line, no
 * account, no network.
 * @param root the checkout or the installed package.
 * @param onProgress told when a synthesis begins.
 * @throws LocalCloudError LC-SYNTHESIS with what the application printed, or LC-ASSEMBLY.
 */
export async function ensureAssembly(root: string, onProgress?: (text: string) => void): Promise<Assembly> {
  if (!existsSync(join(root, "cdk"))) return loadAssembly(join(root, "dist", "cloud"));
  const cache = buildCache(root, "cloud");
  const directory = join(cache, digestOf(root));
  if (!existsSync(directory)) {
    onProgress?.("Synthèse de l'infrastructure…");
    const draft = `${directory}.${randomUUID()}`;
    try {
      await synthesise(root, draft);
      publish(draft, directory);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
    prune(cache);
  }
  return loadAssembly(directory);
}

async function synthesise(root: string, output: string): Promise<void> {
  try {
    // The library would hold its own output against CloudFormation's schemas: the tests do that, a start need not wait for it.
    const env = { ...process.env, CDK_OUTDIR: output, CDK_VALIDATION: "false", VINGT_HEURES_FEEDER: "true" };
    await promisify(execFile)(process.execPath, ["cdk/app.ts"], { cwd: root, env, maxBuffer: 16 * 1024 * 1024 });
  } catch (cause) {
    const printed = (cause as { stderr?: string }).stderr ?? String(cause);
    throw new LocalCloudError("LC-SYNTHESIS", "cdk/app.ts", `the CDK application failed.\n${printed}`, { cause });
  }
}

/** Another process may have published the same assembly meanwhile: either will do. */
function publish(draft: string, directory: string): void {
  try {
    renameSync(draft, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
  }
}

function prune(cache: string): void {
  const whole = readdirSync(cache).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const byAge = whole.map((name) => ({ name, at: statSync(join(cache, name)).mtimeMs })).sort((a, b) => b.at - a.at);
  const abandoned = readdirSync(cache).filter(
    (name) => name.includes(".") && statSync(join(cache, name)).mtimeMs < Date.now() - ABANDONED_MS,
  );
  for (const name of [...byAge.slice(KEPT).map((old) => old.name), ...abandoned])
    rmSync(join(cache, name), { recursive: true, force: true });
}

function digestOf(root: string): string {
  const hash = createHash("sha256");
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
