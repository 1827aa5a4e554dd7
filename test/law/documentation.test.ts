/** What docs/law.md says is what the engine does, and docs/law-sources.md says where each row was read. */
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
import { ECHEANCES } from "#shared/law/filing.ts";

const document = (name: string): string => readFileSync(join(import.meta.dirname, "../../docs", name), "utf8");
const TEXT = document("law.md");
const SOURCES = document("law-sources.md");

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

describe("docs/law-sources.md", () => {
  const [rows, deadlines, refused] = ["Rows", "Deadlines of round 2", "Refused, for want of a text"].map((title) =>
    SOURCES.split(`\n## ${title}\n`)[1]!
      .split("\n## ")[0]!
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .slice(1)
      .map((line) => line.slice(2, -2).split(" | ")),
  ) as [string[][], string[][], string[][]];
  const statutes = (sets: typeof REGISTRE | typeof ECHEANCES): string[] =>
    [...new Set(sets.flatMap(({ versions }) => versions.map(({ id, texte }) => `\`${id}\` ${texte}`)))].toSorted();

  it.each([
    ["row of rules", rows, REGISTRE],
    ["deadline", deadlines, ECHEANCES],
  ] as const)("says where every %s was read, and names nothing else", (_what, table, sets) => {
    expect(table.map(([id, statute]) => `${id} ${statute}`).toSorted()).toEqual(statutes(sets));
    for (const [id, , source, day] of table) expect([id, source, day]).not.toContain("");
  });

  it("names every text that was not read, with the days on which it is missing", () => {
    const missing = [...REGISTRE, ...ECHEANCES].flatMap(({ type, versions, manquants = [] }) => [
      ...manquants.map(({ du, au, manque }) => ({ type, du, au, manque })),
      ...versions.flatMap(({ du, au, nonLu: manque }) => (manque === undefined ? [] : [{ type, du, au, manque }])),
    ]);
    expect([...new Set(refused.map((row) => row[3]))].toSorted()).toEqual(
      [...new Set(missing.map(({ manque }) => manque))].toSorted(),
    );
    for (const [type, from, to, text] of refused) {
      const same = missing.filter(({ manque, type: one }) => manque === text && type!.startsWith(`\`${one}\``));
      const days = [
        same.map(({ du }) => du).toSorted()[0],
        same
          .map(({ au = "…" }) => au)
          .toSorted()
          .at(-1),
      ];
      expect([type, days]).toEqual([type, [from, to]]);
    }
  });
});
