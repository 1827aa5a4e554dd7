/** Names as they are compared: no accent, no case, no apostrophe or hyphen, `St` and `Ste` for `Saint` and `Sainte`. */

const MARKS = /\p{M}/gu;

export const normalise = (name: string): string =>
  name
    .normalize("NFD")
    .replace(MARKS, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[^0-9a-z]+/g, " ")
    .trim()
    .replace(/\b(?:saint|sainte|ste)\b/g, "st");

/** The same without what is rarely typed: `le havre` is found by `havre`. */
export const withoutArticle = (normal: string): string => normal.replace(/^(?:l|la|le|les|los|las) /, "");
