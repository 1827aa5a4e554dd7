import { BaseSequencer, type TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";

/** Exhaustive searches and long samples: seconds each, when the other files take milliseconds. */
const SLOW = ["versions", "conseils-territoriaux", "methods", "certainty"];

const slowness = ({ moduleId }: TestSpecification): number =>
  SLOW.indexOf(/([^/]+)\.test\.ts$/.exec(moduleId)?.[1] ?? "");

/** The fast files first: a mutant dies at the first test that fails. */
class FastFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => slowness(a) - slowness(b)));
  }
}

/** The law's tests alone, for mutation testing (`npm run mutate`). */
export default defineConfig({
  test: {
    include: ["test/law/**/*.test.ts"],
    testTimeout: 120_000,
    env: { LAW_SAMPLED: "29" },
    pool: "threads",
    sequence: { sequencer: FastFirst },
  },
});
