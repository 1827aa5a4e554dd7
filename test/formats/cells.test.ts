import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areBlank, LineCells, ListedCells, widthOf, type Decoding } from "#shared/formats/cells.ts";
import { readCount } from "#shared/formats/counts.ts";

const UTF8: Decoding = { encoding: "utf-8", decode: (bytes) => new TextDecoder().decode(bytes) };
const WINDOWS: Decoding = {
  encoding: "windows-1252",
  decode: (bytes) => new TextDecoder("windows-1252").decode(bytes),
};

const inUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The cells of a line of its own. */
function cutIn(line: Uint8Array, decoding: Decoding): LineCells {
  const cells = new LineCells(";");
  cells.cut(line, 0, decoding);
  return cells;
}

const cell = fc.oneof(
  fc.string({ unit: "binary" }).map((text) => text.replaceAll(/[;\r\n\ufeff]/g, "")),
  fc.nat().map(String),
  fc.constantFrom("", " ", "\u00a0", "1 204", "598.0", "00008198", "Benoît", "MÉLENCHON", "€", "Œuf", "trente-trois"),
);
const line = fc.array(cell, { minLength: 1 }).filter((cells) => cells.join(";") !== "");

/** Every byte but those that cut, as Windows-1252 writes it. */
const byte = fc.integer({ min: 0, max: 255 }).filter((code) => code !== 59 && code !== 10 && code !== 13);

function expectAlike(one: LineCells, texts: readonly string[]): void {
  const other = new ListedCells(texts);
  expect(one.list()).toEqual(texts);
  expect(one.length).toBe(other.length);
  expect(widthOf(one)).toBe(widthOf(other));
  for (let at = 0; at <= texts.length; at += 1) {
    const text = texts[at] ?? "";
    expect(one.text(at)).toBe(text);
    expect(one.count(at)).toBe(readCount(text));
    expect(one.isBlank(at)).toBe(text.trim() === "");
    expect(one.begins(at, "12")).toBe(text.startsWith("12"));
    for (const asked of [...texts, "", `${text}x`, text.slice(1), text.slice(0, -1)])
      expect(one.is(at, asked)).toBe(text === asked);
  }
}

describe("LineCells, against the same cells as strings", () => {
  it("reads UTF-8", () => {
    fc.assert(
      fc.property(line, (texts) => {
        fc.pre(inUtf8(texts.join(";")).length > 0 && texts.every((text) => text.isWellFormed()));
        expectAlike(cutIn(inUtf8(texts.join(";")), UTF8), texts);
      }),
    );
  });

  it("reads Windows-1252", () => {
    fc.assert(
      fc.property(fc.array(fc.array(byte), { minLength: 2 }), (codes) => {
        const texts = codes.map((own) => WINDOWS.decode(Uint8Array.from(own)));
        const bytes = codes.flatMap((own, i) => (i === 0 ? own : [59, ...own]));
        expectAlike(cutIn(Uint8Array.from(bytes), WINDOWS), texts);
      }),
    );
  });
});

describe("LineCells", () => {
  it("goes from line to line, their ends left out", () => {
    const bytes = inUtf8('a;b\r\n\r\n\n;\nc"d');
    const cells = new LineCells(";");
    const seen: [readonly string[], boolean][] = [];
    for (let start = 0; start < bytes.length;) {
      start = cells.cut(bytes, start, UTF8);
      seen.push([cells.list(), cells.quoted]);
    }
    expect(seen).toEqual([
      [["a", "b"], false],
      [[], false],
      [[], false],
      [["", ""], false],
      [['c"d'], true],
    ]);
    expect(cells.line()).toBe('c"d');
  });

  it("holds a line of more cells than any other had", () => {
    const texts = Array.from({ length: 5000 }, (_, i) => String(i));
    expect(cutIn(inUtf8(texts.join(";")), UTF8).list()).toEqual(texts);
  });
});

describe("areBlank", () => {
  it("looks from one cell to another, that one left out, and no further than the last", () => {
    const cells = new ListedCells(["a", " ", "", "b"]);
    expect([areBlank(cells, 1, 3), areBlank(cells, 1), areBlank(cells, 0, 3), areBlank(cells, 4, 9)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});
