import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "#cli/commands/registry.ts";

/** Commands that the documents show, as a reader would type them. */

const ROOT = join(import.meta.dirname, "../..");
const DOCUMENTS = ["README.md", "CONTRIBUTING.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)];

interface Shown {
  readonly document: string;
  readonly command: string;
  /** What follows its name, to the end of the command. */
  readonly rest: string;
}

/** `vingt-heures <command> …` in a block of code or between two back quotes; comments and what comes after a pipe are not its own. */
function shownIn(document: string): Shown[] {
  const text = readFileSync(join(ROOT, document), "utf8").replaceAll("\\\n", " ");
  const code = [...text.matchAll(/^```\w*\n(.*?)^```/gms)].flatMap(([, block]) => block!.split("\n"));
  const inline = [...text.replace(/^```.*?^```/gms, "").matchAll(/`([^`\n]+)`/g)].map(([, words]) => words!);
  return [...code, ...inline].flatMap((line) => {
    const [, command, rest = ""] = /(?:^|\s)(?:npx )?vingt-heures ([a-z]+)\b(?![/-])([^#|>]*)/.exec(line) ?? [];
    return command === undefined ? [] : [{ document, command, rest }];
  });
}

const shown = DOCUMENTS.filter((name) => name.endsWith(".md")).flatMap(shownIn);

describe("the documents", () => {
  it("show most commands", () => {
    expect(new Set(shown.map(({ command }) => command)).size).toBeGreaterThan(15);
  });

  it("show no command that does not exist, and no option that its help does not teach", async () => {
    const wrong: string[] = [];
    for (const { document, command, rest } of shown) {
      const usage = (await COMMANDS[command]?.())?.usage;
      if (usage === undefined) wrong.push(`${document}: ${command}`);
      else
        for (const [option] of rest.matchAll(/--[a-z][a-z-]*/g))
          if (!new RegExp(`${option}\\b`).test(usage)) wrong.push(`${document}: ${command} ${option}`);
    }
    expect(wrong).toEqual([]);
  });
});
