import { METRICS, type MetricName } from "#shared/contracts/metrics.ts";
import type { CloudMeasure, CloudUsage } from "#cli/operator/cloud.ts";
import { counted, duration, number } from "./format.ts";

/** What the functions tell of themselves, in a terminal. */

const NAMES: Readonly<Record<MetricName, string>> = {
  TalliesAccepted: "Procès-verbaux enregistrés",
  TalliesRefused: "Procès-verbaux refusés",
  TalliesReturned: "Procès-verbaux qui reviennent",
  TallyWait: "Attente dans la file",
  TallyLag: "De la file au registre",
  RecountsPublished: "Recomptages annoncés",
  RecountDuration: "Un recomptage",
  FoldedEntries: "Entrées lues par un recomptage",
  Publications: "Publications nationales",
  PublicationDelay: "Du recomptage au document national",
  PressDuration: "Un passage de l'arborescence de presse",
  ExportDuration: "Les fichiers d'un tour complet",
};

/** Figures whose sum means nothing: an average is told. */
const EACH: ReadonlySet<MetricName> = new Set(["FoldedEntries"]);

const WIDTH = Math.max(...Object.values(NAMES).map(({ length }) => length));

/** A line a figure, in the order in which a tally travels, then a line a function. */
export function measureLines({ functions, measures = {} }: CloudUsage): string[] {
  const told = new Map(Object.values(measures).flatMap((figures) => Object.entries(figures)));
  const names = Object.keys(METRICS) as MetricName[];
  const figures = names.flatMap((name) => {
    const measure = told.get(name);
    return measure === undefined ? [] : [`  ${NAMES[name].padEnd(WIDTH)}  ${shown(name, measure)}`];
  });
  const invocations = Object.entries(functions).map(
    ([name, { invocations: count, errors, timeouts, gigabyteSeconds, requests }]) =>
      `  ${name.padEnd(WIDTH)}  ${counted(count, "appel", "appels")}${failures(errors, timeouts)}, ${number(gigabyteSeconds)} Go·s, ${number(Object.values(requests).reduce((sum, one) => sum + one, 0))} requêtes`,
  );
  return [...figures, ...invocations];
}

/** ` dont 3 en échec (2 hors délai)`; nothing where none failed. */
function failures(errors: number, timeouts: number): string {
  if (errors === 0) return "";
  return ` dont ${number(errors)} en échec${timeouts > 0 ? ` (${number(timeouts)} hors délai)` : ""}`;
}

function shown(name: MetricName, { count, sum, max }: CloudMeasure): string {
  const milliseconds = METRICS[name] === "Milliseconds";
  if (!milliseconds && !EACH.has(name)) return number(sum);
  const text = milliseconds ? duration : number;
  return `${text(sum / count)} en moyenne, ${text(max)} au plus`;
}
