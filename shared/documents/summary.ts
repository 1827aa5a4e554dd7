import type { Outcome } from "../law/outcome.ts";
import { isComplete, type DepartementDecompte, type Progress, type Sums } from "../count/decompte.ts";
import type { Participation } from "../count/participation.ts";
import { voixBySection } from "../count/sections.ts";
import { leaderOf } from "./common.ts";
import { latestInstant, voixByLabel, type SealedResult } from "./departement.ts";

/** What the law made of a unite, as short as the nation needs it. */
export interface UniteVerdict {
  readonly code: string;
  readonly statut: string;
  /** Why it is undecidable, or the error that stopped it. */
  readonly motif?: string;
  /** Candidatures that obtained seats: of the council, or of the arrondissement where that is all they could obtain. */
  readonly elus: readonly { readonly id: string; readonly nuance?: string; readonly sieges: number }[];
}

/** A part of a unite that lies in several départements, for whoever adds the parts up. What it is, the dossier's head tells. */
export interface SharedUnite {
  readonly code: string;
  /** In the order of its candidatures. */
  readonly voix: readonly number[];
  /** The same by section, where its lists have sections. */
  readonly sections: Readonly<Record<string, readonly number[]>>;
  readonly sums: Sums;
  readonly inscrits: Progress;
  readonly complet: boolean;
  readonly conflits: number;
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
  /** Unite by unite; communes are too many for that, and only in `bilan`. */
  readonly verdicts: readonly UniteVerdict[];
  /** What the communes decided, when they are the unites. */
  readonly bilan: Bilan;
  /** Its parts of unites that other départements share; they have no verdict of their own. */
  readonly partagees: readonly SharedUnite[];
  readonly anomalies: number;
  readonly corrections: number;
  /** Virtual instant of the latest tally that is counted, ms; absent where none is. */
  readonly derniereMiseAJour?: number;
  /** At 12:00 and 17:00, as far as reported; absent when nothing is. */
  readonly participations?: readonly Participation[];
}

/** What unites decided, in numbers. */
export interface Bilan {
  /** Number of unites by status of the law. */
  readonly statuts: Readonly<Record<string, number>>;
  /** Seats filled, by nuance (or candidature where there is none). */
  readonly sieges: Readonly<Record<string, number>>;
}

/** Adds verdicts up. */
export function bilanOf(verdicts: Iterable<Pick<UniteVerdict, "statut" | "elus">>): Bilan {
  const statuts: Record<string, number> = {};
  const sieges: Record<string, number> = {};
  for (const { statut, elus } of verdicts) {
    statuts[statut] = (statuts[statut] ?? 0) + 1;
    for (const { id, nuance = id, sieges: won } of elus) sieges[nuance] = (sieges[nuance] ?? 0) + won;
  }
  return { statuts, sieges };
}

/** Adds up what unites decided in several places. */
export function addBilans(bilans: readonly Bilan[]): Bilan {
  const add = (read: (bilan: Bilan) => Readonly<Record<string, number>>): Record<string, number> => {
    const total: Record<string, number> = {};
    for (const bilan of bilans)
      for (const [name, count] of Object.entries(read(bilan))) total[name] = (total[name] ?? 0) + count;
    return total;
  };
  return { statuts: add(({ statuts }) => statuts), sieges: add(({ sieges }) => sieges) };
}

/** Summarises a département's result. */
export function summaryOf(decompte: DepartementDecompte, sealed: SealedResult): Summary {
  const voix = voixByLabel(decompte);
  const shared = decompte.register.part.unites.filter(({ partagee }) => partagee !== undefined);
  const codes = new Set(shared.map(({ code }) => code));
  const decided = sealed.departement.unites.filter(({ code }) => !codes.has(code));
  const latest = latestInstant(decompte);
  const verdictsOf = (communes: boolean): UniteVerdict[] =>
    decided
      .filter(({ type }) => (type === "commune") === communes)
      .map(({ code, outcome, candidatures }) => verdictOf(code, outcome, candidatures));
  return {
    bureaux: decompte.total.bureaux,
    communes: sealed.departement.communesComptees,
    inscrits: decompte.total.inscrits,
    sums: decompte.total.sums,
    complet: isComplete(decompte.total),
    conflits: decompte.total.conflits,
    voix,
    tete: leaderOf(decompte.register.head.candidatures, voix),
    verdicts: verdictsOf(false),
    bilan: bilanOf(verdictsOf(true)),
    partagees: shared.map(({ code }) => {
      const counted = decompte.unites.get(code)!;
      return {
        code,
        sections: voixBySection(decompte, code),
        voix: counted.voix.get(code) ?? [],
        sums: counted.sums,
        inscrits: counted.inscrits,
        complet: isComplete(counted),
        conflits: counted.conflits,
      };
    }),
    anomalies: decompte.anomalies.length,
    corrections: decompte.bureaux.reduce((sum, { folded }) => sum + folded.earlier.length, 0),
    ...(latest !== undefined && { derniereMiseAJour: latest }),
  };
}

/** An outcome in short. */
export const verdictOf = (
  code: string,
  outcome: Outcome,
  candidatures: readonly { readonly id: string; readonly nuance?: string }[],
): UniteVerdict => ({
  code,
  statut: outcome.statut,
  ...(outcome.code !== undefined && { motif: outcome.code }),
  elus: outcome.candidatures.flatMap(({ id, siegesArrondissement = 0, sieges = siegesArrondissement }) => {
    if (sieges === 0) return [];
    const nuance = candidatures.find((candidature) => candidature.id === id)?.nuance;
    return [{ id, ...(nuance !== undefined && { nuance }), sieges }];
  }),
});

/** Adds up sums. */
export function addSums(all: readonly Sums[]): Sums {
  const total: Sums = { inscrits: 0, votants: 0, blancs: 0, nuls: 0, exprimes: 0 };
  for (const sums of all) {
    total.inscrits += sums.inscrits;
    total.votants += sums.votants;
    total.blancs += sums.blancs;
    total.nuls += sums.nuls;
    total.exprimes += sums.exprimes;
  }
  return total;
}

/** Adds up summaries: of a région, of the nation. `labels`: how many candidatures or labels the head lists. */
export function addUp(
  summaries: readonly Summary[],
  labels: number,
): Omit<Summary, "tete" | "verdicts" | "bilan" | "partagees" | "derniereMiseAJour" | "participations"> {
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
    sums: addSums(summaries.map((summary) => summary.sums)),
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
  bilan: { statuts: {}, sieges: {} },
  partagees: [],
  anomalies: 0,
  corrections: 0,
});
