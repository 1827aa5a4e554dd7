/** Numbers and instants as French readers write them. For display only: nothing here decides. */

const GROUP = "\u00a0";

/** `69 242`. */
export const number = (value: number): string => String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, GROUP);

/** `part` of `whole`, `24,01 %`, rounded half up in integers; `–` when there is no whole. */
export function percent(part: number, whole: number, decimals: 0 | 1 | 2 = 2): string {
  if (whole <= 0) return "–";
  const scale = 10 ** decimals;
  const scaled = Math.floor((part * 200 * scale + whole) / (2 * whole));
  const units = number(Math.floor(scaled / scale));
  return decimals === 0 ? `${units}${GROUP}%` : `${units},${String(scaled % scale).padStart(decimals, "0")}${GROUP}%`;
}

/** What is counted of what is expected, `99,9 %`: rounded down, so that only all of it reads as 100. */
export const progress = (counted: number, expected: number): string =>
  expected <= 0 ? "–" : percent(Math.floor((counted * 1000) / expected), 1000, 1);

/** A duration: `320 ms`, `1,2 s`, `2 min 05`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}${GROUP}ms`;
  if (ms < 60_000) return `${(Math.floor(ms / 100) / 10).toFixed(1).replace(".", ",")}${GROUP}s`;
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}${GROUP}min${GROUP}${String(seconds % 60).padStart(2, "0")}`;
}

/** A delay that was measured, `1,2 s`; `–` while none was: the quickest takes some milliseconds. */
export const delay = (ms: number): string => (ms <= 0 ? "–" : duration(ms));

/** `1 bureau`, `2 bureaux`: the plural begins at two. */
export const counted = (value: number, one: string, many: string): string =>
  `${number(value)}${GROUP}${Math.abs(value) < 2 ? one : many}`;

const format = (options: Intl.DateTimeFormatOptions): ((instant: number) => string) => {
  const formatter = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", ...options });
  return (instant) => formatter.format(instant);
};

/** Paris time, `20:00:12`. */
export const clockTime = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
/** Paris time, `20:00`. */
export const hourMinute = format({ hour: "2-digit", minute: "2-digit" });
/** Paris day and time, `23/04 20:00:12`. */
export const dayTime = (instant: number): string => `${dayMonth(instant)} ${clockTime(instant)}`;
const dayMonth = format({ day: "2-digit", month: "2-digit" });
/** Paris day, `23 avril 2017`. */
export const longDay = format({ day: "numeric", month: "long", year: "numeric" });

/** `1er tour`, `2d tour`. */
export const tourName = (tour: 1 | 2): string => (tour === 1 ? "1er tour" : "2d tour");
