/** What docs/law.md says is what the engine does. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  decide,
  expliquer,
  expliquerChangements,
  expliquerSecondTour,
  changements,
  parseContest,
  parseEntreDeuxTours,
  secondTour,
  isErrors,
  REGISTRE,
} from "#shared/law/index.ts";

const TEXT = readFileSync(join(import.meta.dirname, "../../docs/law.md"), "utf8");

describe("docs/law.md", () => {
  it("lists every registered type, and no other", () => {
    const table = /\| `type` \|[\s\S]*?\n\n/.exec(TEXT)![0];
    const listed = table
      .split("\n")
      .slice(2)
      .flatMap((row) => [...(row.split("|")[1]?.matchAll(/`([^`]+)`/g) ?? [])].map(([, type]) => type!));
    expect(listed.toSorted()).toEqual([...new Set(REGISTRE.map(({ type }) => type))].toSorted());
  });

  it("shows what --explain really prints", () => {
    const [, json, printed] = /\$ cat contest\.ndjson\n(.*)\n\$ .*\n([\s\S]*?)\n```/.exec(TEXT)!;
    const contest = parseContest(JSON.parse(json!));
    if (isErrors(contest)) throw new Error("the contest of the documentation is not one");
    const lines = [...expliquer(decide(contest)), "", ...expliquerChangements(changements(contest)!)];
    expect(lines.join("\n")).toBe(printed);
  });

  it("shows what --second-tour really prints", () => {
    const [, json, printed] = /\$ cat entre-deux-tours\.ndjson\n(.*)\n\$ .*\n([\s\S]*?)\n```/.exec(TEXT)!;
    const read = parseEntreDeuxTours(JSON.parse(json!));
    if (isErrors(read)) throw new Error("the contest of the documentation is not one");
    const opened = secondTour(read.premier, decide(read.premier), read.options);
    if ("code" in opened) throw new Error("the documentation opens no second round");
    expect([read.premier.id, ...expliquerSecondTour(opened)].join("\n")).toBe(printed);
  });

  it("shows the step and the refusal as they are", () => {
    const [, step] = /```json\n(.*)\n```/.exec(TEXT)!;
    const [, json] = /\$ cat contest\.ndjson\n(.*)/.exec(TEXT)!;
    const contest = parseContest(JSON.parse(json!));
    if (isErrors(contest)) throw new Error("the contest of the documentation is not one");
    expect(decide(contest).etapes).toContainEqual(JSON.parse(step!));
    const [, asked, refused] = /\$ echo '(.*)' \| vingt-heures law\n(.*)/.exec(TEXT)!;
    const other = parseContest(JSON.parse(asked!));
    if (isErrors(other)) throw new Error("the contest of the documentation is not one");
    expect(decide(other)).toEqual(JSON.parse(refused!));
  });
});
