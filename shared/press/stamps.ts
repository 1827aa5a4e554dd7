import type { Stamp } from "./model-2017.ts";

const paris = new Intl.DateTimeFormat("fr-FR", {
  timeZone: "Europe/Paris",
  hourCycle: "h23",
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** An instant (ms since 1970 UTC) as the files write it, in Paris: `17-03-2017`, `15:36:43`. */
export function stampOf(instant: number): Stamp {
  const parts = Object.fromEntries(paris.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    date: `${parts["day"]}-${parts["month"]}-${parts["year"]}`,
    heure: `${parts["hour"]}:${parts["minute"]}:${parts["second"]}`,
  };
}
