import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** What is installed is what was looked at: an audit that needs no network. `npm run audit` asks the registry besides. */

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optional?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, "../..", file), "utf8"));
const own = read("package.json") as Readonly<
  Record<"dependencies" | "devDependencies" | "optionalDependencies", Readonly<Record<string, string>>>
> & { readonly allowScripts: Readonly<Record<string, boolean>> };
const { packages } = read("package-lock.json") as { readonly packages: Readonly<Record<string, Locked>> };
const named = Object.entries({ ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies });
const installed = Object.entries(packages).filter(([path]) => path !== "");

it("every package is pinned to one version, and the lock holds that one", () => {
  expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  expect(named.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version)).toEqual([]);
});

it("everything that every machine installs is held to a SHA-512 of its contents", () => {
  const loose = installed.filter(([, { integrity, optional, inBundle }]) => !integrity && !optional && !inBundle);
  expect(loose.map(([path]) => path)).toEqual([]);
  expect(installed.filter(([, { integrity = "sha512-" }]) => !integrity.startsWith("sha512-"))).toEqual([]);
});

it("nothing comes from anywhere but a registry", () => {
  const elsewhere = installed.filter(([, { resolved = "https:" }]) => !resolved.startsWith("https:"));
  expect(elsewhere.map(([path]) => path)).toEqual([]);
});

it("no package runs a script when it is installed, but for the two that bring a binary", () => {
  expect(own.allowScripts).toEqual({ node: true, esbuild: true });
  const scripted = installed
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.slice("node_modules/".length));
  // classic-level is dynalite's; its native part is never built: dynalite keeps its tables in memory.
  expect(scripted.sort()).toEqual(["classic-level", "esbuild", "node"]);
});
