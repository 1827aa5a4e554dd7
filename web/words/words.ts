import { en } from "./en.ts";
import type { Language } from "./format.ts";
import { fr, type Words } from "./fr.ts";

export type { Words };

export const wordsOf = (language: Language): Words => (language === "en" ? en : fr);
