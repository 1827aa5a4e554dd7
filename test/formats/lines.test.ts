import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCount } from "#shared/formats/counts.ts";
import { splitLine } from "#shared/formats/lines.ts";

describe("splitLine", () => {
  it("cuts at separators, empty cells kept", () => {
    expect(splitLine(",a;b,,c,", ",")).toEqual(["", "a;b", "", "c", ""]);
  });

  it("keeps quoted separators and doubled quotes", () => {
    expect(splitLine('1,"Saint-Ay, ""le"" bourg",2', ",")).toEqual(["1", 'Saint-Ay, "le" bourg', "2"]);
  });

  it("keeps as they are a quote within a cell and what follows a closing one", () => {
    expect(splitLine('l"Isle,"Ay"x,2', ",")).toEqual(['l"Isle', "Ayx", "2"]);
  });

  it("refuses a quote that is never closed", () => {
    expect(splitLine('1,"Ay,2', ",")).toBeNull();
    expect(splitLine('1,"Ay"",2', ",")).toBeNull();
  });

  it("reads back any cells that are quoted as RFC 4180 says", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().map((cell) => cell.replaceAll(/[\r\n]/g, "")),
          { minLength: 1 },
        ),
        (cells) => {
          const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";");
          expect(splitLine(line, ";")).toEqual(cells);
        },
      ),
    );
  });
});

describe("readCount", () => {
  it.each([
    ["0", 0],
    ["0007", 7],
    ["9999999", 9_999_999],
    ["47582183", 47_582_183],
    ["1 204", 1204],
    ["1\u202f204\u00a0567", 1_204_567],
    ["598.0", 598],
    ["598,00", 598],
    [" 12 ", 12],
    ["00000000012", 12],
  ])("reads %j as %i", (text, value) => {
    expect(readCount(text)).toBe(value);
  });

  it.each(
    ["", " ", "-1", "+1", "1.5", "1,204", "12 04", "1e3", "0x10", "NaN", "100000000", "1 ", "7%", "１２"].map(
      (text) => [text] as const,
    ),
  )("reads %j exactly or not at all", (text) => {
    expect(readCount(text)).toBe(text === "1 " ? 1 : -1);
  });
});
