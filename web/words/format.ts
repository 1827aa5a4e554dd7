/** Numbers, percentages and instants as readers of each language write them; always the time of Paris. */

export type Language = "fr" | "en";

export interface Format {
  /** `69 242` */
  number(value: number): string;
  /** `0,4` */
  decimal(value: number): string;
  /** `+1 204`, `−38` */
  change(value: number): string;
  /** `24,0 %`; a dash when there is no whole. */
  percent(part: number, whole: number, digits?: 0 | 1 | 2): string;
  /** What is counted of what is expected, rounded down: only all of it reads as `100 %`. */
  progress(counted: number, expected: number, digits?: 0 | 1): string;
  /** A percentage that a document gives (`24,01`), in the reader's way. */
  share(published: string): string;
  /** `+1,3 pt`: a difference of two shares, each a part of its whole. */
  points(from: number, to: number): string;
  /** `120 ms`, `2,6 s` */
  duration(milliseconds: number): string;
  /** Paris time: `20:00`. */
  time(instant: string | number): string;
  /** Paris day: `dimanche 23 avril 2017`. */
  day(instant: string): string;
  /** `A, B et C` */
  list(words: readonly string[]): string;
  /** The order of the dictionary. */
  compare(a: string, b: string): number;
}

const LOCALE: Readonly<Record<Language, string>> = { fr: "fr-FR", en: "en-GB" };

const isPair = (name: string): boolean => name.includes(" et ");

const SECOND_MS = 1000;

const made = new Map<Language, Format>();

/** The format of a language, made once: `Intl` objects are slow to make. */
export function formatOf(language: Language): Format {
  const known = made.get(language) ?? makeFormat(LOCALE[language]);
  made.set(language, known);
  return known;
}

function makeFormat(locale: string): Format {
  const number = new Intl.NumberFormat(locale);
  const change = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  const percents = ([0, 1, 2] as const).map(
    (digits) =>
      new Intl.NumberFormat(locale, {
        style: "percent",
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );
  const points = new Intl.NumberFormat(locale, {
    signDisplay: "exceptZero",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(locale, { timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: "Europe/Paris",
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  const list = new Intl.ListFormat(locale);
  const collator = new Intl.Collator(locale, { numeric: true });
  const minus = (text: string): string => text.replace("-", "−");
  const and = list.format(["", ""]).trim();
  /** `A et B, C et D, et E et F`: a binôme has an « et » of its own. */
  const pairs = (words: readonly string[]): string => `${words.slice(0, -1).join(", ")}, ${and} ${words.at(-1)}`;
  return {
    number: (value) => number.format(value),
    decimal: (value) => decimal.format(value),
    change: (value) => minus(change.format(value)),
    percent: (part, whole, digits = 1) => (whole > 0 ? percents[digits]!.format(part / whole) : "–"),
    progress: (counted, expected, digits = 1) => {
      const steps = 10 ** (digits + 2);
      return expected > 0 ? percents[digits]!.format(Math.floor((counted * steps) / expected) / steps) : "–";
    },
    share: (published) => percents[2]!.format(Number(published.replace(",", ".")) / 100),
    points: (from, to) => `${minus(points.format((to - from) * 100))} pt`,
    duration: (milliseconds) =>
      milliseconds < SECOND_MS
        ? `${number.format(Math.round(milliseconds))}\u00A0ms`
        : `${decimal.format(milliseconds / SECOND_MS)}\u00A0s`,
    time: (instant) => time.format(new Date(instant)),
    day: (instant) => day.format(new Date(instant)),
    list: (words) => (words.length > 1 && words.some(isPair) ? pairs(words) : list.format(words)),
    compare: (a, b) => collator.compare(a, b),
  };
}
