import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { faultsJsonSchema, rehearsalJsonSchema, tallyJsonSchema } from "#shared/contracts/schemas.ts";
import { tallyMessage } from "#shared/contracts/tally.ts";

const published = join(import.meta.dirname, "../../docs/schemas/tally.v1.json");
const guide = join(import.meta.dirname, "../../docs/tally-message.md");

describe("the published schema of a tally message", () => {
  it("is what the pipeline validates with", () => {
    expect(JSON.parse(readFileSync(published, "utf8"))).toEqual(tallyJsonSchema());
  });

  it("accepts the example that the guide gives to copy", () => {
    const [, example] = /```json\n([\s\S]*?)```/.exec(readFileSync(guide, "utf8"))!;
    expect(tallyMessage.safeParse(JSON.parse(example!))).toMatchObject({ success: true });
  });
});

describe("the published schemas of the lab", () => {
  it.each([
    ["faults", faultsJsonSchema],
    ["rehearsal", rehearsalJsonSchema],
  ])("%s is what the command validates with", (name, made) => {
    const file = join(import.meta.dirname, `../../docs/schemas/${name}.v1.json`);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(made());
  });
});
