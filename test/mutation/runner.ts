/**
 * Stryker's test runner for the law: loads the tests of `test/law` once in its own process, and plays for each mutant those that reach it,
 * until one fails. A mutant then costs the time of its tests alone, some milliseconds, where a run of vitest costs seconds to start.
 */
import { readdirSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  type RunOptions,
  type TestResult,
  type TestRunner,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import fc from "fast-check";
import type { DeclaredTest } from "./vitest.ts";

const STAND_IN = new URL("vitest.ts", import.meta.url).href;

/** What the instrumented code reads and writes. */
const instrumented = globalThis as unknown as { [INSTRUMENTER_CONSTANTS.NAMESPACE]: InstrumenterContext };
instrumented[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};

/** Times that one test may pass by a mutant, far above what any does: beyond, the mutant made a loop endless. */
const MOST_HITS = 1_000_000;

interface LoadedTest extends DeclaredTest {
  readonly id: string;
  readonly fileName: string;
}

class LawRunner implements TestRunner {
  static readonly inject = [] as const;
  readonly #context = instrumented[INSTRUMENTER_CONSTANTS.NAMESPACE];
  #tests: Promise<readonly LoadedTest[]> | undefined;

  /** Nothing is loaded again: a mutant reached both at load and by tests is active in these (`ignoreStatic` leaves out the others). */
  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async dryRun(options: DryRunOptions): Promise<DryRunResult> {
    const { files = [] } = options;
    const concerned = (await this.#loaded()).filter((test) => files.some((file) => concerns(test, file)));
    const tests = await this.#play(concerned, options);
    const { mutantCoverage } = this.#context;
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage && { mutantCoverage }) };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, hitLimit, mutantActivation, sandboxFileName, testFilter } = options;
    const context = this.#context;
    if (mutantActivation === "static") throw new Error("the law's runner needs `ignoreStatic`");
    const tests = await this.#loaded();
    const only = testFilter === undefined ? undefined : new Set(testFilter);
    const played = tests.filter((test) => (only === undefined || only.has(test.id)) && concerns(test, sandboxFileName));
    context.activeMutant = activeMutant.id;
    context.hitLimit = hitLimit === undefined ? MOST_HITS : Math.min(hitLimit, MOST_HITS);
    const results = await this.#play(played, options);
    return toMutantRunResult(
      determineHitLimitReached(context.hitCount, context.hitLimit) ?? { status: DryRunStatus.Complete, tests: results },
    );
  }

  #loaded(): Promise<readonly LoadedTest[]> {
    return (this.#tests ??= load(join(process.cwd(), "test/law")));
  }

  async #play(tests: readonly LoadedTest[], { disableBail }: RunOptions): Promise<TestResult[]> {
    const results: TestResult[] = [];
    for (const { id, name, fileName, body } of tests) {
      this.#context.currentTestId = id;
      this.#context.hitCount = 0;
      const start = performance.now();
      const played = { id, name, fileName };
      try {
        await body();
        results.push({ ...played, timeSpentMs: performance.now() - start, status: TestStatus.Success });
      } catch (error) {
        const failureMessage = error instanceof Error ? error.message : String(error);
        results.push({ ...played, timeSpentMs: performance.now() - start, status: TestStatus.Failed, failureMessage });
        if (!disableBail) break;
      }
    }
    delete this.#context.currentTestId;
    return results;
  }
}

/** The tests of a folder, whole answers first; what is drawn at random is drawn again the same, and less often. */
async function load(folder: string): Promise<readonly LoadedTest[]> {
  process.env["LAW_SAMPLED"] ??= "29";
  fc.configureGlobal({ seed: 20_260_322, numRuns: 10 });
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "vitest" ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
  });
  const { TESTS } = (await import(STAND_IN)) as { readonly TESTS: DeclaredTest[] };
  const files = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  const loaded: LoadedTest[] = [];
  for (const file of files.toSorted((a, b) => rank(a) - rank(b))) {
    const fileName = join(folder, file);
    await import(pathToFileURL(fileName).href);
    for (const { name, body } of TESTS.splice(0)) {
      const id = `${file}#${name}`;
      if (loaded.some((one) => one.id === id)) throw new Error(`two tests have one name: ${id}`);
      loaded.push({ id, name, fileName, body });
    }
  }
  return loaded;
}

/** Whole answers, then the methods at their edges: most mutants cannot pass them. */
const FIRST = ["methods-edges.test.ts", "traces.test.ts"];
const rank = (file: string): number => -FIRST.indexOf(file);

/**
 * Searches that try everything prove one part of the law, and take seconds where other tests take milliseconds: only the mutants of that part
 * meet them.
 */
const SEARCHES: readonly (readonly [test: RegExp, modules: RegExp])[] = [
  [/exhaustive search|^assembly-certainty/, /\/law\/(certainty|scrutins)/],
  [/^sensitivity/, /\/law\/sensitivity/],
  [/no two rows of a type/, /\/law\/versions/],
];

const concerns = ({ id }: LoadedTest, mutated: string): boolean =>
  SEARCHES.every(([test, modules]) => !test.test(id) || modules.test(mutated));

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "law", LawRunner)];
