import { PressError } from "./errors.ts";
import { block, fileOf, leaf, type Envelope, type Style } from "./xml.ts";
import type { Cursor } from "./xml-reader.ts";

/**
 * A form: how a value stands in a press file, as a run of elements. One description writes and reads, so that whatever is
 * written can be read back, and nothing else is.
 */
export interface Form<T> {
  readonly write: (indent: string, value: T) => string;
  /** @throws PressError what the cursor throws */
  readonly read: (cursor: Cursor) => T;
}

/** Elements that hold text, in a style. */
export function leavesOf(style: Style) {
  const matching = (tag: string, pattern: RegExp, expected: string): Form<string> => ({
    write: (indent, value) => leaf(style, indent, tag, value),
    read: (cursor) => cursor.matching(tag, pattern, expected),
  });
  return {
    text: (tag: string): Form<string> => ({
      write: (indent, value) => leaf(style, indent, tag, value),
      read: (cursor) => cursor.text(tag),
    }),
    count: (tag: string): Form<number> => ({
      write: (indent, value) => leaf(style, indent, tag, value),
      read: (cursor) => cursor.count(tag),
    }),
    matching,
    /** One of a few words. */
    word: <T extends string>(tag: string, words: readonly T[]): Form<T> => ({
      write: (indent, value) => leaf(style, indent, tag, value),
      read: (cursor) => {
        const found = cursor.text(tag);
        const word = words.find((one) => one === found);
        if (word === undefined)
          throw new PressError(
            "X-VALEUR",
            `${cursor.place}/${tag}`,
            `${words.map((one) => one || "rien").join(", ")} attendu, « ${found.slice(0, 40)} » trouvé`,
          );
        return word;
      },
    }),
    flag: (tag: string, yes: string, no: string): Form<boolean> => ({
      write: (indent, value) => leaf(style, indent, tag, value ? yes : no),
      read: (cursor) => {
        const found = cursor.text(tag);
        if (found !== yes && found !== no)
          throw new PressError(
            "X-VALEUR",
            `${cursor.place}/${tag}`,
            `${yes} ou ${no} attendu, « ${found.slice(0, 40)} » trouvé`,
          );
        return found === yes;
      },
    }),
    /** What a kind of element always says, before what it is about. */
    always: <T>(lines: Readonly<Record<string, string>>, form: Form<T>): Form<T> => ({
      write: (indent, value) =>
        Object.entries(lines)
          .map(([tag, text]) => leaf(style, indent, tag, text))
          .join("") + form.write(indent, value),
      read: (cursor) => {
        for (const tag of Object.keys(lines)) cursor.text(tag);
        return form.read(cursor);
      },
    }),
  };
}

/** An object, field after field, in the order in which they are given. */
export function fields<T extends object>(forms: { readonly [K in keyof T]-?: Form<T[K]> }): Form<T> {
  const entries = Object.entries(forms) as [keyof T, Form<T[keyof T]>][];
  return {
    write: (indent, value) => {
      let text = "";
      for (const [key, form] of entries) text += form.write(indent, value[key]);
      return text;
    },
    read: (cursor) => {
      const value: Partial<T> = {};
      for (const [key, form] of entries) {
        const field = form.read(cursor);
        if (field !== undefined) value[key] = field;
      }
      return value as T;
    },
  };
}

/** Several objects in one, each with its own run of elements. */
export const both = <A extends object, B extends object>(first: Form<A>, second: Form<B>): Form<A & B> => ({
  write: (indent, value) => first.write(indent, value) + second.write(indent, value),
  read: (cursor) => ({ ...first.read(cursor), ...second.read(cursor) }),
});

/** Nothing at all. */
export const nothing: Form<object> = { write: () => "", read: () => ({}) };

/** What begins with `tag`, or is not there. */
export const optional = <T>(tag: string, form: Form<T>): Form<T | undefined> => ({
  write: (indent, value) => (value === undefined ? "" : form.write(indent, value)),
  read: (cursor) => (cursor.next === tag ? form.read(cursor) : undefined),
});

/** An element around others. */
export const element = <T>(tag: string, form: Form<T>): Form<T> => ({
  write: (indent, value) => block(indent, tag, (deeper) => form.write(deeper, value)),
  read: (cursor) => cursor.child(tag, form.read),
});

/** `Communes` around its `Commune`s, and all lists of that kind. */
export const list = <T>(tag: string, item: string, form: Form<T>): Form<readonly T[]> => ({
  write: (indent, values) =>
    block(indent, tag, (deeper) => {
      let text = "";
      for (const value of values) text += block(deeper, item, (deepest) => form.write(deepest, value));
      return text;
    }),
  read: (cursor) => cursor.list(tag, item, form.read),
});

/** A list of which the ministry leaves out the element itself when it is empty. */
export const listOrNothing = <T>(tag: string, item: string, form: Form<T>): Form<readonly T[]> => {
  const whole = list(tag, item, form);
  return {
    write: (indent, values) => (values.length === 0 ? "" : whole.write(indent, values)),
    read: (cursor) => (cursor.next === tag ? whole.read(cursor) : []),
  };
};

/** Which scrutin a file is of. */
export interface Scrutin {
  /** `Présidentielle` */
  readonly type: string;
  readonly annee: number;
}

const ANNEE = /^\d{4}$/;

/** The first element of every file. @throws PressError `X-VALEUR` */
export function readScrutin(cursor: Cursor): Scrutin {
  const type = cursor.text("Type");
  return { type, annee: Number(cursor.matching("Annee", ANNEE, "une année")) };
}

/** A file of a tree: what kind it is, and what stands in it. */
interface PressFileOf<K extends string> {
  readonly kind: K;
  readonly scrutin: Scrutin;
}

/** What a kind of file holds behind its scrutin. */
type ContentOf<D extends PressFileOf<string>, K> = Omit<Extract<D, { readonly kind: K }>, "kind" | "scrutin">;

/** A form for each kind of file of a layout. */
export type Kinds<D extends PressFileOf<string>> = { readonly [K in D["kind"]]: Form<ContentOf<D, K>> };

/** A layout as something that writes its files, and reads them behind their scrutin. */
export interface FileForms<D extends PressFileOf<string>> {
  readonly write: (document: D) => string;
  readonly read: (cursor: Cursor, scrutin: Scrutin) => D;
}

/** @param kindOf tells a file by what stands next under its root. */
export function fileForms<D extends PressFileOf<string>>(
  envelope: Envelope,
  kinds: Kinds<D>,
  kindOf: (cursor: Cursor) => D["kind"],
): FileForms<D> {
  const { text, count } = leavesOf(envelope);
  const scrutinForm = element("Scrutin", fields<Scrutin>({ type: text("Type"), annee: count("Annee") }));
  // The kind chooses the form of its own content: the compiler cannot follow a key through a union.
  const formOf = (kind: D["kind"]) => kinds[kind] as Form<object>;
  return {
    write: (document) =>
      fileOf(
        envelope,
        (indent) => scrutinForm.write(indent, document.scrutin) + formOf(document.kind).write(indent, document),
      ),
    read: (cursor, scrutin) => {
      const kind = kindOf(cursor);
      return { kind, scrutin, ...formOf(kind).read(cursor) } as unknown as D;
    },
  };
}
