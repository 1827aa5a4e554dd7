import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tallyJsonSchema } from "#shared/contracts/schemas.ts";
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
