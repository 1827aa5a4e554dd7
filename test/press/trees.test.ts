import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readPress, writePress } from "#shared/press/press-file.ts";

const SAMPLES = resolve(import.meta.dirname, "../../../shared/data/xml-press");
/** Cut by whoever kept it: the 9e circonscription has no figures, the 10e to 14e are not there, every open tag is closed at the end. */
const CUT = "resultatsT1/69/R169CIR.xml";

describe.skipIf(!existsSync(SAMPLES))("the ministry's rehearsal trees (needs ../shared)", () => {
  const folder = mkdtempSync(join(tmpdir(), "press-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["pr2017-rehearsal", 39, "2017"],
    ["lg2024-rehearsal-carrying-lg2022-t1", 107, "2024"],
  ] as const)("%s: every file read and written back is the same, byte for byte", (name, count, layout) => {
    execFileSync("tar", ["xzf", join(SAMPLES, `${name}.tar.gz`), "-C", folder]);
    const files = globSync(layout === "2017" ? "resultatsT2/**/*.xml" : "resultatsT1/**/*.xml", { cwd: folder });
    expect(files).toHaveLength(count);
    const different = files
      .filter((file) => file !== CUT)
      .filter((file) => {
        const text = readFileSync(join(folder, file), "utf8");
        const document = readPress(text);
        return document.layout !== layout || writePress(document) !== text;
      });
    expect(different).toEqual([]);
  });

  it("refuse the one file that was cut, and say where", () => {
    const text = readFileSync(join(folder, CUT), "utf8");
    expect(() => readPress(text)).toThrow(
      expect.objectContaining({ code: "X-BALISE", place: expect.stringContaining("Abstentions") }),
    );
  });
});
