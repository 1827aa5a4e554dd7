/**
 * The XML that the ministry writes for the press: elements and text, no attributes, no namespace. Written by a few
 * functions that indent and escape in one place.
 */

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "'": "&apos;",
  '"': "&quot;",
};

/** How a layout writes text: what it escapes beyond what XML demands. */
export interface Style {
  readonly escaped: RegExp;
}

/** How a layout begins and ends a file. */
export interface Envelope extends Style {
  readonly declaration: string;
  readonly finalNewline: boolean;
}

/** One element that holds text, on its own line. */
export const leaf = (style: Style, indent: string, tag: string, value: string | number): string =>
  `${indent}<${tag}>${String(value).replace(style.escaped, (character) => ENTITIES[character]!)}</${tag}>\n`;

/** One element that holds others, each deeper by two blanks. */
export const block = (indent: string, tag: string, content: (indent: string) => string): string =>
  `${indent}<${tag}>\n${content(`${indent}  `)}${indent}</${tag}>\n`;

/** A whole file around the content of `Election`. */
export function fileOf({ declaration, finalNewline }: Envelope, content: (indent: string) => string): string {
  const text = `${declaration}\n${block("", "Election", content)}`;
  return finalNewline ? text : text.slice(0, -1);
}
