import { availableParallelism, cpus, totalmem } from "node:os";
import process from "node:process";
import type { Dossier } from "#shared/contracts/dossier.ts";
import type { Slos } from "#shared/contracts/rehearsal.ts";
import type { FaultedNight } from "#shared/faults/plan.ts";
import type { RunSummary } from "#cli/control/contract.ts";
import { estimateNight, newsOf } from "#cli/operator/cost.ts";
import { outcomeSentences } from "#cli/terminal/outcome.ts";
import type { Finding } from "../check.ts";
import type { Delay, PlayedInMemory } from "../memory/play.ts";
import type { Observed } from "../observed.ts";
import { percentile, verdictsOf, type LabReport, type NightReport, type TimePoint } from "./model.ts";

/** Points of the curves: enough to see, few enough to read in the page's source. */
const POINTS = 60;

/** What both kinds of nights tell: the rest depends on where they were played. */
function common(dossier: Dossier, night: FaultedNight, observed: Observed, sent: number, seconds: number) {
  const { head, parts } = dossier;
  const malformed = night.extras.filter(({ kind }) => kind === "malformed").length;
  const {
    dollars,
    messages: _messages,
    ...requests
  } = estimateNight({
    messages: sent,
    tallies: night.recording.length,
    bureaux: head.departements.reduce((sum, { bureaux }) => sum + bureaux, 0),
    communes: parts.reduce((sum, { communes }) => sum + communes.length, 0),
    departements: head.departements.length,
    regions: head.regions.length,
    seconds,
    news: newsOf(night.recording, head.departements, seconds),
  });
  return {
    scrutin: head.scrutin.id,
    nom: head.scrutin.nom,
    tour: head.tour,
    bureaux: observed.france?.bureaux ?? { counted: 0, expected: 0 },
    messages: {
      sent,
      good: night.recording.length,
      duplicates: night.extras.length - malformed,
      malformed,
      refused: observed.quarantine.length,
    },
    outcome: outcomeOf(observed),
    faults: night.applied,
    anomalies: anomaliesOf(night.anomalies, observed),
    cost: { dollars, requests: Object.fromEntries(Object.entries(requests)) },
  };
}

/** The report of a night that was played in memory. */
export function nightInMemory(
  dossier: Dossier,
  { night, observed, sent, delays, run }: PlayedInMemory,
  findings: readonly Finding[],
  slos: Slos | undefined,
): NightReport {
  const sorted = delays.map(({ ms }) => ms).sort((a, b) => a - b);
  const timeline = timelineOf(delays);
  const seconds = Math.max(1, timeline.at(-1)?.second ?? 1);
  const report = {
    run,
    ...common(dossier, night, observed, sent, seconds),
    delays: { p50: percentile(sorted, 50), p95: percentile(sorted, 95), max: sorted.at(-1) ?? 0 },
    talliesPerSecond: Math.round(delays.length / seconds),
    timeline,
    departements: heatOf(observed, lateness(delays), dossier),
    findings,
  };
  return { ...report, verdicts: verdictsOf(report, slos) };
}

/** The report of a night that was played on a cloud: what its summary, its documents and its states tell. */
export function nightOnCloud(
  dossier: Dossier,
  night: FaultedNight,
  observed: Observed,
  findings: readonly Finding[],
  { run, messages, delayMs, talliesPerSecond, etapes }: RunSummary,
  timeline: readonly TimePoint[],
  slos: Slos | undefined,
): NightReport {
  const report = {
    run,
    ...common(dossier, night, observed, messages.sent, timeline.at(-1)?.second ?? 0),
    delays: delayMs,
    ...stagesOf(etapes),
    talliesPerSecond,
    timeline,
    departements: heatOf(observed, (code) => etapes?.departements[code]?.p95 ?? null, dossier),
    findings,
  };
  return { ...report, verdicts: verdictsOf(report, slos) };
}

/** Puts nights together into a report of one machine, now. */
export function reportOf(
  about: Pick<LabReport, "name" | "version" | "target" | "seed" | "command">,
  nights: readonly NightReport[],
): LabReport {
  return {
    format: "vingt-heures/report@1",
    ...about,
    at: new Date().toISOString(),
    environment: {
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      processor: cpus()[0]?.model.trim() ?? "",
      processors: availableParallelism(),
      memoryGb: Math.round(totalmem() / 2 ** 30),
    },
    nights,
    passed: nights.every(({ verdicts }) => verdicts.every(({ holds }) => holds)),
  };
}

/** What the law made of the nation, or of its unites in numbers, in French. */
const outcomeOf = ({ france }: Observed): string =>
  outcomeSentences(france?.outcome, france?.candidatures ?? []).join(" ") || "Aucun résultat n'est publié.";

function timelineOf(delays: readonly Delay[]): TimePoint[] {
  const end = Math.max(1, ...delays.map(({ sentMs, ms }) => sentMs + ms));
  const step = end / POINTS;
  return Array.from({ length: POINTS }, (_, i) => {
    const until = (i + 1) * step;
    const fresh = delays.filter(({ sentMs, ms }) => sentMs + ms > until - step && sentMs + ms <= until);
    return {
      second: Math.round(until / 100) / 10,
      sent: delays.filter(({ sentMs }) => sentMs <= until).length,
      visible: delays.filter(({ sentMs, ms }) => sentMs + ms <= until).length,
      p95:
        fresh.length === 0
          ? null
          : percentile(
              fresh.map(({ ms }) => ms).sort((a, b) => a - b),
              95,
            ),
    };
  });
}

/** The 95th percentile of a département's own delays, `null` where it had none. */
function lateness(delays: readonly Delay[]): (code: string) => number | null {
  const byDepartement = Map.groupBy(delays, ({ departement }) => departement);
  return (code) => {
    const own = byDepartement
      .get(code)
      ?.map(({ ms }) => ms)
      .sort((a, b) => a - b);
    return own === undefined ? null : percentile(own, 95);
  };
}

function stagesOf(etapes: RunSummary["etapes"]): Pick<NightReport, "stages"> {
  if (etapes === undefined) return {};
  const { departements: _departements, ...stages } = etapes;
  return { stages };
}

function heatOf(
  { france }: Observed,
  p95: (code: string) => number | null,
  dossier: Dossier,
): NightReport["departements"] {
  const rows = new Map(france?.departements.map((row) => [row.code, row]));
  return dossier.head.departements.map(({ code, nom, bureaux }) => {
    const counted = rows.get(code)?.bureaux.counted ?? 0;
    return { code, nom, counted, expected: bureaux, p95: p95(code) };
  });
}

/** Anomalies by kind: those that faults declared, those that documents tell. */
function anomaliesOf(
  injected: readonly { readonly kind: string }[],
  { departements }: Pick<Observed, "departements">,
): NightReport["anomalies"] {
  const found = [...departements.values()].flatMap(({ resultat }) => resultat.anomalies);
  const count = (list: readonly { readonly kind: string }[], kind: string): number =>
    list.filter((one) => one.kind === kind).length;
  const kinds = [...new Set([...injected, ...found].map(({ kind }) => kind))].sort();
  return kinds.map((kind) => ({ kind, injected: count(injected, kind), found: count(found, kind) }));
}
