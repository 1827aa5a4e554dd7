import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { PROBLEMS } from "#shared/formats/problems.ts";
import { FAMILIES } from "#shared/formats/families.ts";

it("docs/formats.md names every problem and every family", async () => {
  const page = await readFile(new URL("../../docs/formats.md", import.meta.url), "utf8");
  const names = [...Object.keys(PROBLEMS), ...FAMILIES.map(({ id }) => id)];
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
