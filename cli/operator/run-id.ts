import { randomInt } from "node:crypto";

/** How the ministry's own files abbreviate an election. */
const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/^presidentielle-/, "pr"],
  [/^legislatives-/, "lg"],
  [/^municipales-/, "mn"],
  [/^regionales-/, "rg"],
  [/^departementales-/, "dp"],
  [/^europeennes-/, "er"],
  [/^senatoriales-/, "se"],
  [/^referendum-/, "rf"],
];

const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/**
 * A new id, readable aloud: `pr2017-t1-20261122-1912-k3f` (scrutin, tour, real UTC minute of creation, three letters drawn
 * without look-alikes). That no id is ever used twice is the runs' table's promise, not this name's.
 */
export function newRunId(
  scrutin: string,
  tour: 1 | 2,
  now: number,
  draw: (below: number) => number = randomInt,
): string {
  const [minuteDay, minuteTime] = new Date(now).toISOString().slice(0, 16).replaceAll(/[-:]/g, "").split("T");
  const suffix = Array.from({ length: 3 }, () => LETTERS[draw(LETTERS.length)]).join("");
  return `${abbreviate(scrutin)}-t${tour}-${minuteDay}-${minuteTime}-${suffix}`;
}

function abbreviate(scrutin: string): string {
  const plain = scrutin.toLowerCase().replaceAll(/[^0-9a-z-]/g, "");
  const known = ABBREVIATIONS.find(([pattern]) => pattern.test(plain));
  const short = known ? plain.replace(known[0], known[1]) : plain;
  return short.slice(0, 24).replaceAll(/^-+|-+$/g, "") || "scrutin";
}
