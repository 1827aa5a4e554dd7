/**
 * What a page is made of: plain data. Components are pure functions from published figures to these nodes; `html.ts` writes
 * them as text (the local server, fragments), `morph.ts` brings a document in line with them (the browser).
 */

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Element {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly Node[];
}

/** A text is always text: nothing in a document's figures or names can become markup. */
export type Node = Element | string;

/** What may stand among an element's children; what is nothing is left out. */
export type Child = Node | number | null | undefined | false | readonly Child[];

/**
 * An element. `true` writes an attribute without a value, `false` and `undefined` leave it out. `key` tells siblings apart, so
 * that what moves keeps its element.
 */
export const h = (tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Element => ({
  tag,
  attributes,
  children: flatten(children),
});

function flatten(children: readonly Child[]): Node[] {
  const nodes: Node[] = [];
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === "") continue;
    if (Array.isArray(child)) nodes.push(...flatten(child as readonly Child[]));
    else nodes.push(typeof child === "number" ? String(child) : (child as Node));
  }
  return nodes;
}

/** The attributes that an element bears, as written; `key` becomes `data-key`. */
export function* written(attributes: Attributes): Generator<readonly [name: string, value: string]> {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    yield [name === "key" ? "data-key" : name, value === true ? "" : String(value)];
  }
}
