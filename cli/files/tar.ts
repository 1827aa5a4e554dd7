/** Regular files of a tar that is in memory: names and contents. What is no tar gives none. */

const BLOCK = 512;

/** Whether bytes are a tar's first block. */
export const isTar = (head: Uint8Array): boolean =>
  head.length >= 262 && new TextDecoder("latin1").decode(head.subarray(257, 262)) === "ustar";

export function* tarEntries(bytes: Buffer): Generator<{ readonly name: string; readonly content: Buffer }> {
  let at = 0;
  while (at + BLOCK <= bytes.length) {
    const text = (from: number, length: number): string =>
      bytes.toString("utf8", at + from, at + from + length).replace(/\0.*$/s, "");
    const size = Number.parseInt(text(124, 12).trim() || "0", 8);
    if (bytes[at] === 0 || Number.isNaN(size)) return;
    const kind = text(156, 1);
    const prefix = text(345, 155);
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (kind === "0" || kind === "") yield { name: (prefix === "" ? "" : `${prefix}/`) + text(0, 100), content };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
