import type { Dossier } from "#shared/contracts/dossier.ts";
import { virtualNow, type Run } from "#shared/contracts/run.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import type {
  Delays,
  FunctionFailures,
  Leader,
  PressSummary,
  RunPhase,
  RunStatus,
  RunSummary,
  StageDelays,
  Totals,
} from "#cli/control/contract.ts";
import type { Cost } from "./bill.ts";
import type { TrafficState } from "./traffic.ts";

/** What a status is made of. */
export interface StatusParts {
  readonly run: Run;
  readonly head: Dossier["head"];
  readonly phase: RunPhase;
  /** Real instant, ms. */
  readonly now: number;
  readonly france: FranceDocument | null;
  /** Good tallies that were sent. */
  readonly sent: number;
  readonly traffic: TrafficState;
  readonly curve: RunStatus["curve"];
  readonly summary: RunSummary | undefined;
  readonly error: RunStatus["error"];
}

const NOTHING: Totals = { inscrits: 0, votants: 0, blancs: 0, nuls: 0, exprimes: 0 };

/** The state of a run, from its last national document and what this operator knows of its sending. */
export function statusOf(parts: StatusParts): RunStatus {
  const { run, head, france, traffic } = parts;
  const expected = head.departements.reduce((sum, { bureaux }) => sum + bureaux, 0);
  return {
    run: run.run,
    scrutin: run.scrutin,
    nom: head.scrutin.nom,
    tour: run.tour,
    phase: parts.phase,
    clock: {
      now: new Date(virtualNow(run.clock, parts.now)).toISOString(),
      speed: run.clock.speed,
      paused: run.clock.paused,
    },
    embargo: { until: head.embargo, released: france?.sousEmbargo === false },
    bureaux: { expected, sent: parts.sent, counted: france?.bureaux.counted ?? 0 },
    totals: france?.totaux ?? NOTHING,
    leaders: leadersOf(france),
    curve: parts.curve,
    ...traffic,
    genere: head.genere,
    source: head.source,
    ...(parts.summary !== undefined && { summary: parts.summary }),
    ...(parts.error !== undefined && { error: parts.error }),
  };
}

/** Candidatures by decreasing voix; at equal voix in the order of the document, which decides nothing. */
function leadersOf(france: FranceDocument | null): Leader[] {
  return (france?.candidatures ?? []).map(leaderOf).sort((a, b) => b.voix - a.voix);
}

const leaderOf = ({ id, nom, voix }: Leader): Leader => ({ id, nom, voix });

/** The last word on a run. @param parts `rate`: tallies a second, from the first sending to the last one published. */
export function summaryOf(parts: {
  readonly status: RunStatus;
  readonly france: FranceDocument;
  readonly delays: Delays;
  readonly rate: number;
  readonly peakRssMb: number;
  readonly conservation: boolean;
  readonly cout?: Cost;
  readonly fonctions?: FunctionFailures;
  readonly etapes?: StageDelays;
  readonly presse: PressSummary | null;
}): RunSummary {
  const { status, france } = parts;
  return {
    run: status.run,
    scrutin: status.scrutin,
    tour: status.tour,
    bureaux: { expected: france.bureaux.expected, counted: france.bureaux.counted },
    totals: status.totals,
    candidatures: (france.candidatures ?? []).map(leaderOf),
    outcome: france.outcome ?? null,
    messages: status.messages,
    delayMs: parts.delays,
    talliesPerSecond: Math.round(parts.rate),
    peakRssMb: parts.peakRssMb,
    conservation: parts.conservation,
    ...(parts.cout && { cout: parts.cout }),
    ...(parts.fonctions && { fonctions: parts.fonctions }),
    ...(parts.etapes && { etapes: parts.etapes }),
    ...(parts.presse && { presse: parts.presse }),
  };
}
