import { describe, expect, it } from "vitest";
import { textBlocks } from "#shared/formats/text.ts";
import { fileOf, formatError } from "./samples.ts";

const read = async (bytes: Uint8Array | string, size?: number) => {
  let text = "";
  let encoding = "";
  for await (const block of textBlocks("essai.csv", fileOf(bytes, "essai.csv", size).bytes)) {
    text += block.decode(block.bytes);
    encoding = block.encoding;
  }
  return { text, encoding };
};

const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.codePointAt(0)!);

describe("textBlocks", () => {
  it.each([1, 2, 3, 7, 1000])("decodes UTF-8 whatever the chunks (%i bytes)", async (size) => {
    const text = "é,à\n€,𝄞\nfin sans retour";
    expect(await read(text, size)).toEqual({ text, encoding: "utf-8" });
  });

  it("drops a byte order mark", async () => {
    expect(await read("\ufeffa,b\n")).toEqual({ text: "a,b\n", encoding: "utf-8" });
  });

  it.each([1, 4, 1000])("reads as Windows-1252 what was never UTF-8 (%i bytes)", async (size) => {
    expect(await read(latin("nom;voix\nMÉLENCHON;1\n\u0080;2\n"), size)).toEqual({
      text: "nom;voix\nMÉLENCHON;1\n€;2\n",
      encoding: "windows-1252",
    });
  });

  it.each([4, 7, 1000])("reads lines that end with a carriage return only (%i bytes)", async (size) => {
    expect((await read("a,b\rc,d\re,f\r", size)).text).toBe("a,b\nc,d\ne,f\n");
    expect((await read("a,b\r\nc,d\r\n", size)).text).toBe("a,b\r\nc,d\r\n");
  });

  it("numbers the first line of each block", async () => {
    const lines: number[] = [];
    for await (const { line } of textBlocks(
      "essai.csv",
      ["a\nb\n", "c", "d\ne\n"].map((part) => latin(part)),
    ))
      lines.push(line);
    expect(lines).toEqual([1, 3, 4]);
  });

  it("refuses UTF-8 that turns into something else, with its line", async () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode("é\nb\nville de "), 0xe9, 0x0a]);
    for (const size of [1, 1000]) {
      const error = await formatError(read(bytes, size));
      expect(error).toMatchObject({ code: "F-ENCODAGE", problem: { line: 3 } });
      expect(error.message).toContain("ville de ");
    }
  });

  it("takes a byte order mark at its word", async () => {
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, ...latin("nom\nMÉLENCHON\n")]);
    for (const size of [1, 1000])
      expect(await formatError(read(bytes, size))).toMatchObject({ code: "F-ENCODAGE", problem: { line: 2 } });
  });

  it.each([
    ["a workbook", [0x50, 0x4b, 3, 4, 10, 10]],
    ["UTF-16", [0xff, 0xfe, 0x61, 0, 10, 0]],
    ["null bytes", [0x61, 0, 10]],
    ["the page of an error", [...Buffer.from("\n<!DOCTYPE html>\n<title>404</title>\n")]],
  ])("refuses %s", async (_, bytes) => {
    expect(await formatError(read(Uint8Array.from(bytes)))).toMatchObject({ code: "F-BINAIRE" });
  });

  it("refuses a line that would fill the memory, with its number", async () => {
    const filler = new Uint8Array(1 << 18).fill(120);
    const endless = [latin("a\nb\n"), ...Array.from({ length: 40 }, () => filler)];
    const reading = (async () => {
      for await (const block of textBlocks("essai.csv", endless)) expect(block.line).toBe(1);
    })();
    expect(await formatError(reading)).toMatchObject({ code: "F-LONGUEUR", problem: { line: 3 } });
  });
});
