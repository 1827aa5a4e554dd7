import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/press.md"), "utf8");

/** Rows of the table of requirements: id, and the files of test that name it, or why there is none. */
const rows = new Map(
  [...page.matchAll(/^\| (P(?:UB)?-\d\d) \| [^|]+ \| ([^|]+) \|$/gm)].map(([, id, where]) => [id!, where!.trim()]),
);
const ids = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}-${String(i + 1).padStart(2, "0")}`);

describe("the requirements of the press guide and of the law on the night", () => {
  it("all have their row in docs/press.md", () => {
    expect([...rows.keys()]).toEqual([...ids("PUB", 40), ...ids("P", 27)]);
  });

  it.each([...rows])("%s is named where the page says", (id, where) => {
    const files = [...where.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, file]) => file!);
    // The law's own requirements may lie outside a pipeline of results: the page then says why.
    if (files.length === 0) expect(`${id}: ${where}`).toMatch(/^P-\d\d: none: ./);
    for (const file of files) expect(readFileSync(join(root, "test", file), "utf8"), file).toContain(id);
  });
});
