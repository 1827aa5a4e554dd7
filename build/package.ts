/**
 * Builds `dist/`, what the published package carries: the command and the law as JavaScript with types, the site, and the
 * synthesised cloud (templates and function bundles), so that its users need neither TypeScript nor CDK nor esbuild.
 */
import { execFileSync } from "node:child_process";
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { build } from "esbuild";
import { buildSite } from "./site.ts";

const root = dirname(import.meta.dirname);
const dist = join(root, "dist");
/** Of `web/`, what the local server renders pages with; the rest is in the bundled site. */
const SOURCES = ["cli/**/*.ts", "shared/**/*.ts", "web/!(app)/**/*.ts", "web/*.ts"];

rmSync(dist, { recursive: true, force: true });
await javascript();
declarations();
await buildSite(join(dist, "site"));
cpSync(join(root, "docs", "scenarios"), join(dist, "scenarios"), { recursive: true });
cloud();

async function javascript(): Promise<void> {
  const entryPoints = globSync(SOURCES, { cwd: root }).filter((file) => !file.endsWith(".d.ts"));
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: dist,
    outbase: root,
    format: "esm",
    platform: "node",
    target: "node24",
    logLevel: "warning",
  });
  for (const file of globSync("**/*.js", { cwd: dist })) resolveImports(file);
}

/** Types for those who import the package: each declaration beside its module. */
function declarations(): void {
  node(join(root, "node_modules", "typescript", "bin", "tsc"), ["-p", "build/tsconfig.json"]);
  for (const file of globSync("**/*.d.ts", { cwd: dist })) resolveImports(file);
}

/** In `dist/`, aliases between rooms become relative paths, and `.ts` becomes `.js`. */
function resolveImports(file: string): void {
  const folder = posix.dirname(file.split(sep).join("/"));
  const text = readFileSync(join(dist, file), "utf8").replaceAll(
    /((?:from|import)\s*\(?\s*)"(#|\.{1,2}\/)([^"]+)\.ts"/g,
    (_whole, before: string, lead: string, path: string) => {
      const target = lead === "#" ? posix.relative(folder, path) : `${lead}${path}`;
      return `${before}"${target.startsWith(".") ? target : `./${target}`}.js"`;
    },
  );
  writeFileSync(join(dist, file), text);
}

/** The cloud assembly, without what only the CDK's own tools read. */
function cloud(): void {
  const output = join(dist, "cloud");
  node("cdk/app.ts", [], { CDK_OUTDIR: output, VINGT_HEURES_FEEDER: "true" });
  const unused = globSync(["bundles", "tree.json", "validation-report.json", "cdk.out", "*.metadata.json"], {
    cwd: output,
  });
  for (const file of unused) rmSync(join(output, file), { recursive: true });
}

function node(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  execFileSync(process.execPath, [script, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
}

process.stdout.write(
  `${relative(process.cwd(), dist) || "."} : ${globSync("**/*", { cwd: dist, withFileTypes: true }).filter((entry) => entry.isFile()).length} fichiers\n`,
);
