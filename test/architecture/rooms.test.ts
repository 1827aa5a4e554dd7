import { globSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Who may import whom (docs/decisions/0001). The lint rule says it at the line; this test says it of the whole house,
 * and that no room was forgotten.
 */
const root = resolve(import.meta.dirname, "../..");

/** Rooms of `shared/` by what they may import besides themselves. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  law: [],
  contracts: ["law", "night"],
  territory: ["contracts"],
  count: ["contracts"],
  night: ["contracts", "count", "law", "territory"],
  faults: ["contracts", "count", "night"],
  documents: ["contracts", "count", "law"],
  exports: ["contracts", "count", "documents", "law", "territory"],
  press: ["contracts", "count", "documents", "law", "territory", "ports.ts"],
  formats: ["contracts", "count", "law", "night", "press", "territory"],
  audit: ["formats", "law"],
  pipeline: ["contracts", "count", "documents", "exports", "law", "press", "ports.ts"],
  testing: ["contracts", "documents", "memory", "night", "pipeline", "ports.ts"],
  aws: ["contracts", "documents", "ports.ts"],
  memory: ["contracts", "documents", "ports.ts"],
  "ports.ts": ["contracts"],
};

/** Packages that a room may name; node's own modules are few and pure. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  contracts: /^zod\/mini$/,
  count: /^node:crypto$/,
  documents: /^(node:crypto|zod\/mini)$/,
  formats: /^node:buffer$/,
  exports: /^(node:crypto|fflate|hyparquet-writer)$/,
  night: /^node:crypto$/,
  press: /^fast-xml-parser$/,
  aws: /^(@aws-sdk\/|@smithy\/node-http-handler$|node:(crypto|zlib|util|timers\/promises)$)/,
};

const importsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/^\s*(?:import|export)\b[^;]*?from\s+"([^"]+)"/gms)].map(([, from]) => from!);

/** `shared/law/methods/x.ts` → `law` */
const roomOf = (file: string): string => relative(join(root, "shared"), file).split("/")[0]!;

const resolved = (from: string, file: string): string =>
  from.startsWith("#shared/") ? join(root, "shared", from.slice("#shared/".length)) : resolve(file, "..", from);

const files = globSync("shared/**/*.ts", { cwd: root }).map((file) => join(root, file));

describe("the rooms of shared/", () => {
  it("are all known to this test", () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in MAY))).toEqual([]);
  });

  it("import only what lies below them", () => {
    const trespasses = files.flatMap((file) =>
      importsOf(file).flatMap((from) => {
        const room = roomOf(file);
        if (!from.startsWith(".") && !from.startsWith("#shared/")) {
          return PACKAGES[room]?.test(from) ? [] : [`${relative(root, file)} → ${from}`];
        }
        const target = roomOf(resolved(from, file));
        return target === room || MAY[room]?.includes(target) ? [] : [`${relative(root, file)} → ${from}`];
      }),
    );
    expect(trespasses).toEqual([]);
  });
});

describe("the edges", () => {
  it.each([
    ["functions", /^(#shared\/|\.|@aws-lambda-powertools\/(logger|metrics)$|@aws-sdk\/client-sqs$|aws-lambda$)/],
    ["cdk", /^(\.|#cdk\/|#shared\/contracts\/|aws-cdk-lib|constructs$|cdk-nag$|esbuild$|node:)/],
  ])("%s/ imports nothing beside what it is made of", (folder, allowed) => {
    const trespasses = globSync(`${folder}/**/*.ts`, { cwd: root }).flatMap((file) =>
      importsOf(join(root, file))
        .filter((from) => !allowed.test(from))
        .map((from) => `${file} → ${from}`),
    );
    expect(trespasses).toEqual([]);
  });

  it("name an SDK client only in the composition roots and in aws/", () => {
    const sdk = globSync("{shared,cli,functions}/**/*.ts", { cwd: root }).filter((file) =>
      importsOf(join(root, file)).some((from) => from.startsWith("@aws-sdk/")),
    );
    expect(
      sdk.filter((file) => !/^(shared\/aws|cli\/local|cli\/operator\/aws|functions\/recount-departement)\//.test(file)),
    ).toEqual([]);
  });
});
