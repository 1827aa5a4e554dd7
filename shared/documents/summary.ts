import { isComplete, type DepartementDecompte, type Progress, type Sums } from "../count/decompte.ts";
import { leaderOf } from "./common.ts";
import { voixByLabel, type SealedResult } from "./departement.ts";

/** What the law made of a unite, as short as the nation needs it. */
export interface UniteVerdict {
  readonly code: string;
  readonly statut: string;
  /** Why it is undecidable, or the error that stopped it. */
  readonly motif?: string;
  /** Candidatures that obtained seats. */
  readonly elus: readonly { readonly id: string; readonly nuance?: string; readonly sieges: number }[];
}

/** What the nation needs to know of a département: kept in its head, so that publishing reads one small item each. */
export interface Summary {
  readonly bureaux: Progress;
  readonly communes: Progress;
  readonly inscrits: Progress;
  readonly sums: Sums;
  readonly complet: boolean;
  readonly conflits: number;
  /** In the order of the head's candidatures or labels. */
  readonly voix: readonly number[];
  readonly tete: string | null;
  readonly verdicts: readonly UniteVerdict[];
  readonly anomalies: number;
  readonly corrections: number;
}

/** Summarises a département's result. */
export function summaryOf(decompte: DepartementDecompte, sealed: SealedResult): Summary {
  const voix = voixByLabel(decompte);
  return {
    bureaux: decompte.total.bureaux,
    communes: sealed.departement.communesComptees,
    inscrits: decompte.total.inscrits,
    sums: decompte.total.sums,
    complet: isComplete(decompte.total),
    conflits: decompte.total.conflits,
    voix,
    tete: leaderOf(decompte.register.head.candidatures, voix),
    verdicts: sealed.departement.unites.map(({ code, outcome, candidatures }) => ({
      code,
      statut: outcome.statut,
      ...(outcome.code !== undefined && { motif: outcome.code }),
      elus: outcome.candidatures
        .filter((candidature) => (candidature.sieges ?? 0) > 0)
        .map(({ id, sieges }) => {
          const nuance = candidatures.find((candidature) => candidature.id === id)?.nuance;
          return { id, ...(nuance !== undefined && { nuance }), sieges: sieges ?? 0 };
        }),
    })),
    anomalies: decompte.anomalies.length,
    corrections: decompte.bureaux.reduce((sum, { folded }) => sum + folded.earlier.length, 0),
  };
}

/** Adds up summaries: of a région, of the nation. `labels`: how many candidatures or labels the head lists. */
export function addUp(summaries: readonly Summary[], labels: number): Omit<Summary, "tete" | "verdicts"> {
  const sum = (read: (summary: Summary) => number): number =>
    summaries.reduce((total, summary) => total + read(summary), 0);
  const progress = (read: (summary: Summary) => Progress): Progress => ({
    counted: sum((summary) => read(summary).counted),
    expected: sum((summary) => read(summary).expected),
  });
  return {
    bureaux: progress((summary) => summary.bureaux),
    communes: progress((summary) => summary.communes),
    inscrits: progress((summary) => summary.inscrits),
    sums: {
      inscrits: sum((summary) => summary.sums.inscrits),
      votants: sum((summary) => summary.sums.votants),
      blancs: sum((summary) => summary.sums.blancs),
      nuls: sum((summary) => summary.sums.nuls),
      exprimes: sum((summary) => summary.sums.exprimes),
    },
    complet: summaries.every((summary) => summary.complet),
    conflits: sum((summary) => summary.conflits),
    voix: Array.from({ length: labels }, (_, i) => sum((summary) => summary.voix[i] ?? 0)),
    anomalies: sum((summary) => summary.anomalies),
    corrections: sum((summary) => summary.corrections),
  };
}

/** The summary of a département of which nothing is counted yet. */
export const nothingCounted = (
  expected: { readonly bureaux: number; readonly communes: number; readonly inscrits: number },
  labels: number,
): Summary => ({
  bureaux: { counted: 0, expected: expected.bureaux },
  communes: { counted: 0, expected: expected.communes },
  inscrits: { counted: 0, expected: expected.inscrits },
  sums: { inscrits: 0, votants: 0, blancs: 0, nuls: 0, exprimes: 0 },
  complet: false,
  conflits: 0,
  voix: Array.from<number>({ length: labels }).fill(0),
  tete: null,
  verdicts: [],
  anomalies: 0,
  corrections: 0,
});
