/**
 * The test command: types, lint, format, dead code, then every test. All of them run even when one fails, so that one
 * run tells everything. Exits 0 only when all hold; closes with a line `N passed, N failed, N skipped`.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What vitest's JSON report says, as far as it is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly ancestorTitles: readonly string[] }[];
  }[];
}

const CHECKS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ["types", "tsc", "--noEmit"],
  ["types of the site", "tsc", "--noEmit", "-p", "web"],
  ["lint and dependency direction", "oxlint", "--deny-warnings"],
  ["format", "oxfmt", "--check"],
  ["dead code", "knip"],
];

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(join(root, "node_modules/.bin", command), args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

async function runVitest(): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), "vingt-heures-tests-"));
  const file = join(folder, "report.json");
  try {
    const code = await run("vitest", [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
      ...process.argv.slice(2),
    ]);
    const report = JSON.parse(await readFile(file, "utf8")) as Report;
    tellSkipped(report);
    // A file that does not even load has no test to fail: it counts as one.
    const unloaded = report.testResults.filter(
      ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
    ).length;
    const failed = report.numFailedTests + unloaded;
    return {
      passed: report.numPassedTests,
      failed: code !== 0 && failed === 0 ? 1 : failed,
      skipped: report.numPendingTests,
    };
  } catch (error) {
    console.error(`the tests did not run to their end: ${String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Names what was skipped, with its count: users have no sample data beside their checkout. */
function tellSkipped({ testResults }: Report): void {
  const skipped = new Map<string, number>();
  for (const { assertionResults } of testResults) {
    for (const { status, ancestorTitles } of assertionResults) {
      if (status === "passed" || status === "failed") continue;
      const suite = ancestorTitles[0] ?? "(no suite)";
      skipped.set(suite, (skipped.get(suite) ?? 0) + 1);
    }
  }
  if (skipped.size > 0) console.log("Skipped:");
  for (const [suite, count] of skipped) console.log(`  ${suite}: ${count}`);
}

const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const [name, command, ...args] of CHECKS) {
  console.log(`\n— ${name}`);
  if ((await run(command, args)) === 0) counts.passed += 1;
  else {
    counts.failed += 1;
    failures.push(name);
  }
}
console.log("\n— tests");
const tests = await runVitest();
if (tests.failed > 0) failures.push("tests");
if (failures.length > 0) console.log(`\nFailed: ${failures.join(", ")}`);
console.log(`${counts.passed + tests.passed} passed, ${counts.failed + tests.failed} failed, ${tests.skipped} skipped`);
process.exitCode = failures.length > 0 ? 1 : 0;
