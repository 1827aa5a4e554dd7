import { en } from "./en.ts";
import type { Language } from "./format.ts";
import { fr, type Words } from "./fr.ts";

export type { Words };

/** French as it is printed: what belongs to the word before or after is not parted from it at the end of a line. */
const typeset = (text: string): string =>
  text.replace(/ (?=[:;!?%»])|(?<=«) |(?<=n°) |(?<=\b(?:1er|2d)) (?=tours?\b)/g, "\u00A0");

/** The same words, typeset: each sentence, and what each function of figures says. */
function typesetWords<T>(words: T): T {
  const set = (value: unknown): unknown => {
    if (typeof value === "string") return typeset(value);
    if (typeof value === "function") {
      const say = value as (...figures: readonly unknown[]) => unknown;
      return (...figures: readonly unknown[]) => set(say(...figures));
    }
    if (Array.isArray(value)) return value.map(set);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, word]) => [name, set(word)]));
    return value;
  };
  return set(words) as T;
}

const WORDS: Readonly<Record<Language, Words>> = { fr: typesetWords(fr), en };

export const wordsOf = (language: Language): Words => WORDS[language];
