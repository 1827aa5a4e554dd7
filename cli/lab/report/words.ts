import { duration, number } from "#cli/terminal/format.ts";
import type { Verdict } from "#shared/faults/fault.ts";
import type { SloVerdict } from "./model.ts";

/** The words of a report, for its page, the terminal and JUnit. */

const NAMES: Readonly<Record<SloVerdict["slo"], string>> = {
  promises: "Promesses tenues (constats)",
  freshnessP95Ms: "Fraîcheur, 95e centile",
  freshnessMaxMs: "Fraîcheur, la plus lente",
  dollars: "Coût estimé sur AWS",
  talliesPerSecond: "Procès-verbaux publiés par seconde",
};

const shown = (slo: SloVerdict["slo"], value: number): string =>
  slo.endsWith("Ms") ? duration(value) : slo === "dollars" ? `${value.toFixed(2).replace(".", ",")} $` : number(value);

/** One verdict in words: its name, what was measured and the limit. */
export const verdictWords = ({ slo, limit, value, holds }: SloVerdict) => ({
  name: NAMES[slo],
  value: shown(slo, value),
  limit: `${slo === "talliesPerSecond" ? "au moins" : "au plus"} ${shown(slo, limit)}`,
  holds,
});

/** What a fault declares, in French. */
export const DECLARED: Readonly<Record<Verdict, string>> = {
  invisible: "invisible",
  healed: "guérie",
  refused: "refusée",
  alarmed: "signalée",
  incomplete: "incomplète",
};
