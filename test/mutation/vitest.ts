/**
 * Stands for `vitest` in the tests of the law when Stryker runs them (`runner.ts`): the same assertions, and the few ways these files have
 * of declaring a test, which only fill {@link TESTS}.
 */
import { readFileSync } from "node:fs";
import { format } from "node:util";
// By its file: the runner turns the bare name towards this module.
import { chai, expect } from "../../node_modules/vitest/dist/index.js";

/** One declared test; the one that runs decides when it is called. */
export interface DeclaredTest {
  readonly name: string;
  readonly body: () => unknown;
}

/** Every test declared so far, in order. */
export const TESTS: DeclaredTest[] = [];

let suite = "";

function group(name: string, body: () => void): void {
  const outer = suite;
  suite = `${suite}${name} > `;
  body();
  suite = outer;
}

function declare(name: string, body: () => unknown): void {
  TESTS.push({ name: `${suite}${name}`, body });
}

/** A group whose data are absent declares nothing. */
export const describe = Object.assign(group, {
  skipIf: (absent: boolean) => (absent ? (): void => {} : group),
});

export const it = Object.assign(declare, {
  each:
    (cases: readonly unknown[]) =>
    (name: string, body: (...values: unknown[]) => unknown): void => {
      for (const one of cases) {
        const values = Array.isArray(one) ? (one as unknown[]) : [one];
        declare(format(name, ...values.slice(0, name.match(/%[a-z]/g)?.length ?? 0)), () => body(...values));
      }
    },
});

chai.use(({ Assertion, expect: assert }, { addMethod, flag }) =>
  addMethod(Assertion.prototype, "toMatchFileSnapshot", function (this: object, file: string) {
    assert(flag(this, "object")).to.equal(readFileSync(file, "utf8"));
  }),
);

export { expect };
