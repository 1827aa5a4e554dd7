/** Largest figure of any territory but the nation: the tally's own limit. */
export const MOST_COUNTED = 9_999_999;

/** Digits of the nation's electors. */
const MOST_DIGITS = 8;

/**
 * Reads a count of electors or ballots: an integer from 0 to 99,999,999. Spaces between thousands are read (`1 204`), and
 * decimals that are all zeros, which spreadsheets and data frames leave behind (`598.0`). `-1`: not a count.
 */
export function readCount(text: string): number {
  const { length } = text;
  if (length === 0 || length > MOST_DIGITS) return readUnusual(text);
  let value = 0;
  for (let i = 0; i < length; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return readUnusual(text);
    value = value * 10 + digit;
  }
  return value;
}

/** The same number from bytes that hold its digits and nothing else; `-1`: they are something else, perhaps unusual. */
export function digitsOf(bytes: Uint8Array, start: number, end: number): number {
  if (end === start || end - start > MOST_DIGITS) return -1;
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

// Official files use the plain space, the no-break space and the narrow one.
const UNUSUAL = /^ *(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]0+)? *$/;

function readUnusual(text: string): number {
  if (text.length > 40) return -1;
  const digits = UNUSUAL.exec(text)?.[1]
    ?.replace(/\D/g, "")
    .replace(/^0+(?=\d)/, "");
  return digits === undefined || digits.length > MOST_DIGITS ? -1 : Number(digits);
}
