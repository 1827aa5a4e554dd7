import { written, type Node } from "./node.ts";

/** Elements that have no content and no closing tag. */
const VOID = new Set(["br", "hr", "img", "input", "link", "meta"]);

/** Writes nodes as HTML. The one place where text becomes markup: everything is escaped here, names and values alike. */
export function html(...nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return escape(node);
      const attributes = [...written(node.attributes)].map(([name, value]) => ` ${name}="${escape(value)}"`).join("");
      const open = `<${node.tag}${attributes}>`;
      return VOID.has(node.tag) ? open : `${open}${html(...node.children)}</${node.tag}>`;
    })
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Safe as text and as a quoted attribute value. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
