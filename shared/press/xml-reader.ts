import { XMLParser, XMLValidator } from "fast-xml-parser";
import { PressError } from "./errors.ts";

/** Reads what `xml.ts` writes: a cursor that refuses whatever is not expected, in order. Apart, so that who only writes carries no parser. */

/** No file of the press comes near: the communes of the Nord with two rounds are 6 MB. */
export const LONGEST_FILE = 64 * 1024 * 1024;

/** An element as the parser gives it: its name is the only key, beside the text of `#text` nodes. */
type Node = Readonly<Record<string, readonly Node[] | string>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
});

/**
 * Opens a press file at the content of its `Election` element.
 * @throws PressError `X-TAILLE`, `X-DTD`, `X-ENTITE`, `X-MAL-FORME`, `X-BALISE`
 */
export function openElection(text: string): Cursor {
  if (text.length > LONGEST_FILE)
    throw new PressError("X-TAILLE", "fichier", `au plus ${LONGEST_FILE} caractères attendus, ${text.length} trouvés`);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
    throw new PressError("X-DTD", "fichier", "aucune DTD n'est lue : le ministère n'en écrit pas. Retirez-la.");
  const entity = /&(?!(?:amp|lt|gt|quot|apos);)[^;\s]{0,12};?/.exec(text);
  if (entity)
    throw new PressError(
      "X-ENTITE",
      `« ${entity[0]} »`,
      "seules les cinq entités de XML sont lues (&amp;amp; et autres).",
    );
  const valid = XMLValidator.validate(text);
  if (valid !== true)
    throw new PressError(
      "X-MAL-FORME",
      `ligne ${valid.err.line}`,
      `XML bien formé attendu (${valid.err.msg}) : le fichier est peut-être coupé, chargez-le de nouveau.`,
    );
  const roots = (parser.parse(text) as readonly Node[]).filter((node) => !("?xml" in node) && !isBlank(node));
  const [root, ...others] = roots;
  if (root === undefined || others.length > 0 || nameOf(root) !== "Election")
    throw new PressError("X-BALISE", roots.map(nameOf).join(" "), "un seul élément <Election> attendu à la racine");
  return new Cursor("Election", root);
}

const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== ":@") ?? "";
const isBlank = (node: Node): boolean => typeof node["#text"] === "string" && node["#text"].trim() === "";

/** Reads the children of an element one after the other: each call takes the next one, which must bear the name asked for. */
export class Cursor {
  readonly place: string;
  readonly #children: readonly Node[];
  #next = 0;

  constructor(place: string, node: Node) {
    this.place = place;
    if (":@" in node) throw new PressError("X-BALISE", place, "aucun attribut attendu");
    const children = node[nameOf(node)] as readonly Node[];
    this.#children = children.filter((child) => !isBlank(child));
  }

  /** Name of the next child; `null` at the end. */
  get next(): string | null {
    const node = this.#children[this.#next];
    return node === undefined ? null : nameOf(node);
  }

  /** Whether the next child bears the first name, one of its children the second, and so on: looks, and takes nothing. */
  has(...path: readonly string[]): boolean {
    let nodes: readonly Node[] = this.#children.slice(this.#next, this.#next + 1);
    for (const name of path) {
      const found = nodes.find((node) => nameOf(node) === name);
      if (found === undefined) return false;
      nodes = found[name] as readonly Node[];
    }
    return true;
  }

  /** Text of the next child. @throws PressError `X-BALISE` */
  text(tag: string): string {
    const node = this.#take(tag);
    const [content, ...others] = node[tag] as readonly Node[];
    const text = content === undefined ? "" : content["#text"];
    if (typeof text !== "string" || others.length > 0 || ":@" in node)
      throw new PressError("X-BALISE", `${this.place}/${tag}`, "un texte seul est attendu");
    return text;
  }

  /** Text of the next child, which must match. @throws PressError `X-BALISE`, `X-VALEUR` */
  matching(tag: string, pattern: RegExp, expected: string): string {
    const text = this.text(tag);
    if (!pattern.test(text))
      throw new PressError("X-VALEUR", `${this.place}/${tag}`, `${expected} attendu, « ${text.slice(0, 40)} » trouvé`);
    return text;
  }

  /** A count: digits only. @throws PressError `X-BALISE`, `X-VALEUR` */
  count(tag: string): number {
    return Number(this.matching(tag, /^\d{1,9}$/, "un nombre entier"));
  }

  /** Reads the next child to its end. @throws PressError `X-BALISE` */
  child<T>(tag: string, read: (cursor: Cursor) => T): T {
    const cursor = new Cursor(`${this.place}/${tag}`, this.#take(tag));
    const value = read(cursor);
    cursor.end();
    return value;
  }

  /** Reads as many children of one name as follow. */
  many<T>(tag: string, read: (cursor: Cursor) => T): T[] {
    const values: T[] = [];
    while (this.next === tag) values.push(this.child(tag, read));
    return values;
  }

  /** An element that holds only a list of others: `Communes/Commune*`. */
  list<T>(tag: string, item: string, read: (cursor: Cursor) => T): T[] {
    return this.child(tag, (cursor) => cursor.many(item, read));
  }

  /** @throws PressError `X-BALISE` when something follows that nobody asked for. */
  end(): void {
    if (this.next !== null) throw new PressError("X-BALISE", this.place, `<${this.next}> n'est pas attendu ici`);
  }

  #take(tag: string): Node {
    const node = this.#children[this.#next];
    if (node === undefined || nameOf(node) !== tag)
      throw new PressError(
        "X-BALISE",
        this.place,
        `<${tag}> attendu, ${this.next === null ? "plus rien" : `<${this.next}>`} trouvé`,
      );
    this.#next += 1;
    return node;
  }
}
