import { hash } from "node:crypto";
import type { Candidature, DossierHead } from "../contracts/dossier.ts";
import type { Decompte, Progress, Sums } from "../count/decompte.ts";
import { percent } from "./percent.ts";

/** What every published document says of itself. Not part of the result: two runs of the same tallies differ only here. */
export interface Envelope {
  readonly run: string;
  readonly scrutin: string;
  readonly nom: string;
  readonly tour: 1 | 2;
  /** Grows by territory; a reader refuses a lower one. */
  readonly sequence: number;
  /** Virtual instant of the night, ISO 8601 UTC. */
  readonly instant: string;
  /** Real instant, ISO 8601 UTC. */
  readonly publieLe: string;
  /** Hash of the document that this one replaces; `null` for the first. */
  readonly supersedes: string | null;
  /** Where the figures come from. */
  readonly source: string;
  /** What was generated rather than official; `null` when nothing was. */
  readonly genere: string | null;
}

/** The envelope of a document of a run. */
export const envelopeOf = (
  head: DossierHead,
  at: {
    readonly sequence: number;
    readonly instant: number;
    readonly real: number;
    readonly supersedes: string | null;
  },
): Envelope => ({
  run: head.run,
  scrutin: head.scrutin.id,
  nom: head.scrutin.nom,
  tour: head.tour,
  sequence: at.sequence,
  instant: new Date(at.instant).toISOString(),
  publieLe: new Date(at.real).toISOString(),
  supersedes: at.supersedes,
  source: head.source,
  genere: head.genere,
});

/** A candidature with its voix and the percentages that a reader expects. */
export interface ScoredCandidature {
  readonly id: string;
  readonly nom: string;
  readonly prenom?: string;
  readonly civilite?: "M" | "Mme";
  readonly panneau?: number;
  readonly nuance?: string;
  /** Name of the list, when `nom` is that of its head. */
  readonly liste?: string;
  /** In round 2: the lists of round 1 whose candidates it takes. */
  readonly origines?: readonly string[];
  readonly voix: number;
  /** `24,01` */
  readonly pourcentExprimes: string;
  readonly pourcentInscrits: string;
}

/** Candidatures in the dossier's order (the panels'), zero voix included. */
export const scored = (
  candidatures: readonly Candidature[],
  voix: readonly number[],
  sums: Sums,
): ScoredCandidature[] =>
  candidatures.map(({ id, nom, prenom, civilite, panneau, nuance, liste, origines }, i) => ({
    id,
    nom,
    ...(prenom !== undefined && { prenom }),
    ...(civilite !== undefined && { civilite }),
    ...(panneau !== undefined && { panneau }),
    ...(nuance !== undefined && { nuance }),
    ...(liste !== undefined && { liste }),
    ...(origines !== undefined && { origines }),
    voix: voix[i] ?? 0,
    pourcentExprimes: percent(voix[i] ?? 0, sums.exprimes),
    pourcentInscrits: percent(voix[i] ?? 0, sums.inscrits),
  }));

/** What a reader expects beside the sums: the abstentions, and shares with two decimals and a comma. */
export interface Mentions {
  readonly abstentions: number;
  /** Of the inscrits. */
  readonly pourcentAbstentions: string;
  readonly pourcentVotants: string;
  /** Of the votants. */
  readonly pourcentBlancs: string;
  readonly pourcentNuls: string;
  readonly pourcentExprimes: string;
}

/** The mentions of sums. More votants than inscrits (an anomaly, counted as it is) leave no abstention. */
export function mentionsOf({ inscrits, votants, blancs, nuls, exprimes }: Sums): Mentions {
  const abstentions = Math.max(0, inscrits - votants);
  return {
    abstentions,
    pourcentAbstentions: percent(abstentions, inscrits),
    pourcentVotants: percent(votants, inscrits),
    pourcentBlancs: percent(blancs, votants),
    pourcentNuls: percent(nuls, votants),
    pourcentExprimes: percent(exprimes, votants),
  };
}

/** Id of the candidature strictly ahead of all others; `null` on a tie or without votes: order in a file decides nothing. */
export function leaderOf(candidatures: readonly { readonly id: string }[], voix: readonly number[]): string | null {
  let leader: string | null = null;
  let most = 0;
  voix.forEach((count, i) => {
    if (count > most) {
      most = count;
      leader = candidatures[i]!.id;
    } else if (count === most) leader = null;
  });
  return leader;
}

/** A territory in short: how far its count has come, its sums, its voix by unite in the order of the ballots. */
export interface TerritoryRow {
  readonly code: string;
  readonly nom: string;
  /** Today's commune, for one that was merged since the election. */
  readonly devenue?: { readonly code: string; readonly nom: string };
  readonly complet: boolean;
  readonly bureaux: Progress;
  readonly inscrits: Progress;
  readonly totaux: Sums;
  readonly voix: readonly { readonly unite?: string; readonly voix: readonly number[] }[];
}

export const territoryRow = (code: string, nom: string, complet: boolean, decompte: Decompte): TerritoryRow => ({
  code,
  nom,
  complet,
  bureaux: decompte.bureaux,
  inscrits: decompte.inscrits,
  totaux: decompte.sums,
  voix: [...decompte.voix].map(([unite, voix]) => ({ ...(unite !== "" && { unite }), voix })),
});

/** SHA-256 in hexadecimal of bytes, or of a text's UTF-8 bytes. */
export const sha256 = (content: string | Uint8Array): string => hash("sha256", content, "hex");
