/**
 * Whole answers, step by step and in French, of contests of every kind: each word of them is public. When one changes on purpose,
 * `npx vitest run test/law/traces.test.ts -u` writes it anew, to be read line by line.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changements, decide, expliquer, expliquerChangements, isErrors, parseContest } from "#shared/law/index.ts";

const ROOT = join(import.meta.dirname, "traces");
const CONTESTS = readFileSync(join(ROOT, "contests.ndjson"), "utf8")
  .trim()
  .split("\n")
  .map((line) => parseContest(JSON.parse(line)));

describe("whole answers", () => {
  it.each(CONTESTS.map((one) => [isErrors(one) ? JSON.stringify(one) : one.id!, one] as const))(
    "%s",
    async (id, one) => {
      if (isErrors(one)) throw new Error(id);
      const outcome = decide(one);
      const lines = [
        ...expliquer(outcome),
        ...expliquerChangements(changements(one) ?? []),
        "",
        ...outcome.etapes.map((etape) => JSON.stringify(etape)),
        "",
        JSON.stringify({ ...outcome, etapes: outcome.etapes.length }),
      ];
      // Plain data: no field is there without a value.
      expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome);
      await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(join(ROOT, `${id}.txt`));
    },
  );
});
