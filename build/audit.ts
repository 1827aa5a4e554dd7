/**
 * Asks the registry what is known against the packages that users install. Exits 1 on anything of severity « high » or above; where the
 * registry does not answer that question (no network, a mirror without it), says so and lets the rest of the checks judge:
 * `test/architecture/dependencies.test.ts` needs no network.
 *
 *     npm run audit
 */
import { spawnSync } from "node:child_process";

interface Audited {
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly via: readonly unknown[] }>>;
}

const GRAVE = new Set(["high", "critical"]);

const { stdout } = spawnSync("npm", ["audit", "--omit=dev", "--json", "--fetch-retries=0", "--fetch-timeout=20000"], {
  encoding: "utf8",
  shell: process.platform === "win32",
});
const { metadata, vulnerabilities = {} } = audited(stdout);
if (metadata === undefined) {
  console.log("audit: skipped, the registry does not answer");
} else {
  const grave = Object.entries(vulnerabilities).filter(([, { severity }]) => GRAVE.has(severity));
  for (const [name, { severity }] of grave) console.log(`audit: ${name} is known to be vulnerable (${severity})`);
  const told = Object.entries(metadata.vulnerabilities).map(([severity, count]) => `${count} ${severity}`);
  console.log(`audit: ${told.join(", ")}`);
  process.exitCode = grave.length === 0 ? 0 : 1;
}

function audited(text: string): Audited {
  try {
    return JSON.parse(text) as Audited;
  } catch {
    return {};
  }
}
