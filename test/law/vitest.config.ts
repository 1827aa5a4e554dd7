import { BaseSequencer, type TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";

/** Whole answers and small methods: what most mutants cannot pass. */
const FIRST = new Set(["traces", "methods-edges"]);
/** Exhaustive searches and long samples: seconds each, when the other files take milliseconds. */
const LAST = ["versions", "conseils-territoriaux", "methods", "certainty"];

function rank({ moduleId }: TestSpecification): number {
  const name = /([^/]+)\.test\.ts$/.exec(moduleId)?.[1] ?? "";
  return FIRST.has(name) ? -2 : LAST.indexOf(name);
}

/** A mutant dies at the first test that fails: those that kill most come first, the slow ones last. */
class KillersFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b)));
  }
}

/** The law's tests alone, for mutation testing (`npm run mutate`). */
export default defineConfig({
  test: {
    include: ["test/law/**/*.test.ts"],
    testTimeout: 120_000,
    env: { LAW_SAMPLED: "29" },
    pool: "threads",
    sequence: { sequencer: KillersFirst },
  },
});
