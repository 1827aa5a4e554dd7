/** What Windows-1252 has between 0x80 and 0x9F, where ISO-8859-1 has control characters. */
const SPECIAL = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const CODES = new Map([...SPECIAL].map((character, i) => [character, 0x80 + i]));

/** A text in Windows-1252. A character that it lacks becomes its unaccented letter, else `?`. */
export function windows1252(text: string): Uint8Array {
  const composed = text.normalize("NFC");
  const bytes = new Uint8Array(composed.length);
  let length = 0;
  for (let i = 0; i < composed.length; length += 1) {
    const code = composed.codePointAt(i)!;
    bytes[length] = code < 0x80 ? code : beyondAscii(String.fromCodePoint(code));
    i += code > 0xffff ? 2 : 1;
  }
  return bytes.subarray(0, length);
}

const beyondAscii = (character: string): number =>
  byteOf(character) ?? byteOf(character.normalize("NFD").charAt(0)) ?? 0x3f;

function byteOf(character: string): number | undefined {
  const code = character.codePointAt(0)!;
  return code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : CODES.get(character);
}
