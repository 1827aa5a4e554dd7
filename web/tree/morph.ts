import { written, type Element as Wanted, type Node as WantedNode } from "./node.ts";

const SVG = "http://www.w3.org/2000/svg";

/** What the reader does to an element, which a new publication must not undo. */
const READERS_OWN: Readonly<Record<string, string>> = { details: "open", dialog: "open" };

/**
 * Makes the children of `parent` what is wanted, touching only what differs: what the reader has focused, opened or selected
 * stays, and what moves is the same element. Works on a page that was rendered elsewhere as on an empty one.
 */
export function morph(parent: Element, wanted: readonly WantedNode[]): void {
  const keyed = new Map<string, Element>();
  for (const child of parent.children) {
    const key = child.getAttribute("data-key");
    if (key !== null) keyed.set(key, child);
  }
  let next: ChildNode | null = parent.firstChild;
  for (const node of wanted) {
    const known = reusable(node, next, keyed);
    if (known === null) parent.insertBefore(created(node, parent), next);
    else {
      if (known === next) next = next.nextSibling;
      else parent.insertBefore(known, next);
      update(known, node);
    }
  }
  while (next !== null) {
    const gone: ChildNode = next;
    next = next.nextSibling;
    gone.remove();
  }
}

/** The node that stands for what is wanted: of the same key, else the next one when it is of the same kind and has no key. */
function reusable(node: WantedNode, next: ChildNode | null, keyed: ReadonlyMap<string, Element>): ChildNode | null {
  if (typeof node === "string") return next?.nodeType === Node.TEXT_NODE ? next : null;
  const key = node.attributes["key"];
  const candidate = key === undefined ? next : keyed.get(String(key));
  if (!(candidate instanceof Element) || candidate.localName !== node.tag) return null;
  return key === undefined && candidate.hasAttribute("data-key") ? null : candidate;
}

function update(known: ChildNode, node: WantedNode): void {
  if (typeof node === "string") {
    if (known.nodeValue !== node) known.nodeValue = node;
    return;
  }
  const element = known as Element;
  const own = READERS_OWN[node.tag];
  const attributes = new Map(written(node.attributes));
  // Somebody else draws within.
  if (attributes.has("data-own")) return;
  for (const name of element.getAttributeNames()) {
    if (!attributes.has(name) && name !== own) element.removeAttribute(name);
  }
  for (const [name, value] of attributes) {
    if (name !== own && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  // The value of a field is the reader's while they are in it.
  if (element instanceof HTMLSelectElement && element !== document.activeElement) {
    morph(element, node.children);
    element.value = attributes.get("data-value") ?? element.value;
    return;
  }
  if (element instanceof HTMLInputElement && element !== document.activeElement) {
    element.value = attributes.get("value") ?? element.value;
    element.checked = attributes.has("checked");
  }
  morph(element, node.children);
}

function created(node: WantedNode, parent: Element): ChildNode {
  if (typeof node === "string") return document.createTextNode(node);
  const { tag, attributes, children }: Wanted = node;
  const svg = tag === "svg" || (parent.namespaceURI === SVG && parent.localName !== "foreignObject");
  const element = svg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of written(attributes)) element.setAttribute(name, value);
  morph(element, children);
  if (element instanceof HTMLSelectElement) element.value = attributes["data-value"]?.toString() ?? element.value;
  return element;
}
