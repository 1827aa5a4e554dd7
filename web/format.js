/** Numbers and instants as French readers write them. */

const numbers = new Intl.NumberFormat("fr-FR");
const percents = new Map(
  [0, 1, 2].map((digits) => [
    digits,
    new Intl.NumberFormat("fr-FR", { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }),
  ]),
);
const times = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit" });
const days = new Intl.DateTimeFormat("fr-FR", {
  timeZone: "Europe/Paris",
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

/** `69 242` @param {number} value */
export const number = (value) => numbers.format(value);

/** `24,0 %`; a dash when there is no whole. @param {number} part @param {number} whole @param {0 | 1 | 2} [digits] */
export const percent = (part, whole, digits = 1) =>
  whole > 0 ? (percents.get(digits)?.format(part / whole) ?? "") : "–";

/** Paris time, `20:00`. @param {string} instant ISO 8601 */
export const time = (instant) => times.format(new Date(instant));

/** Paris day, `dimanche 23 avril 2017`. @param {string} instant ISO 8601 */
export const day = (instant) => days.format(new Date(instant));

/** `1er tour`, `2d tour`. @param {1 | 2} tour */
export const round = (tour) => (tour === 1 ? "1er tour" : "2d tour");

/** `A, B et C`. @param {readonly string[]} words */
export const enumerated = (words) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} et ${words.at(-1)}`;
