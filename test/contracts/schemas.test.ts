import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { participationMessageSchema } from "#shared/contracts/participation.ts";
import {
  faultsJsonSchema,
  rehearsalJsonSchema,
  participationJsonSchema,
  tallyJsonSchema,
} from "#shared/contracts/schemas.ts";
import { tallyMessage } from "#shared/contracts/tally.ts";

const published = join(import.meta.dirname, "../../docs/schemas/tally.v1.json");
const guide = join(import.meta.dirname, "../../docs/tally-message.md");

describe("the published schema of a participation message", () => {
  it("is what the pipeline validates with", () => {
    const file = join(import.meta.dirname, "../../docs/schemas/participation.v1.json");
    const text = `${JSON.stringify(participationJsonSchema(), null, 2)}\n`;
    if (process.env["VH_UPDATE"] === "1") writeFileSync(file, text);
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("accepts the example that the guide gives to copy", () => {
    const [, example] = /## Participation[^]*?```json\n([\s\S]*?)```/.exec(readFileSync(guide, "utf8"))!;
    expect(participationMessageSchema.safeParse(JSON.parse(example!))).toMatchObject({ success: true });
  });
});

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
