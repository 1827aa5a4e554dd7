/**
 * The XML that the ministry writes for the press: elements and text, no attributes, no namespace. Written by a few
 * functions that indent and escape in one place.
 */

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "'": "&apos;",
  '"': "&quot;",
};

/** How a layout writes: what it escapes beyond what XML demands, and whether the file ends with a line feed. */
export interface Style {
  readonly escaped: RegExp;
  readonly finalNewline: boolean;
}

/** One element that holds text, on its own line. */
export const leaf = (style: Style, indent: string, tag: string, value: string | number): string =>
  `${indent}<${tag}>${String(value).replace(style.escaped, (character) => ENTITIES[character]!)}</${tag}>\n`;

/** One element that holds others, each deeper by two blanks. */
export const block = (indent: string, tag: string, content: (indent: string) => string): string =>
  `${indent}<${tag}>\n${content(`${indent}  `)}${indent}</${tag}>\n`;

/** A whole file around the content of `Election`. */
export function fileOf(style: Style, content: (indent: string) => string): string {
  const text = DECLARATION + block("", "Election", content);
  return style.finalNewline ? text : text.slice(0, -1);
}
