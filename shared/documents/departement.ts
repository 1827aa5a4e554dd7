import type { Candidature, DossierHead } from "../contracts/dossier.ts";
import type { Anomaly } from "../count/anomalies.ts";
import { isComplete, type DepartementDecompte, type Progress, type Sums } from "../count/decompte.ts";
import type { PackedTally } from "../count/packing.ts";
import type { Participation } from "../count/participation.ts";
import {
  envelopeOf,
  mentionsOf,
  scored,
  sha256,
  territoryRow,
  type Envelope,
  type Mentions,
  type ScoredCandidature,
  type TerritoryRow,
} from "./common.ts";
import type { UniteOutcome } from "./outcome.ts";
import { participationRows, type ParticipationRow } from "./participation.ts";

/** A unite of the département with its figures and what the law makes of them. */
export interface UniteRow {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly sieges: number;
  readonly complet: boolean;
  readonly bureaux: Progress;
  readonly inscrits: Progress;
  readonly totaux: Sums;
  readonly mentions: Mentions;
  readonly candidatures: readonly ScoredCandidature[];
  readonly outcome: UniteOutcome;
}

/** One replaced version of a bureau's tally. */
export interface Correction {
  readonly commune: string;
  readonly bureau: string;
  readonly de: number;
  readonly a: number;
  /** Virtual instant of the new version, ISO 8601 UTC. */
  readonly instant: string;
  readonly avant: Sums & { readonly voix: readonly number[] };
  readonly apres: Sums & { readonly voix: readonly number[] };
}

/** What is counted, accepted and decided: the part of the document that equal tallies make equal, byte for byte. */
export interface DepartementResult {
  readonly departement: { readonly code: string; readonly nom: string; readonly region: string | null };
  readonly complet: boolean;
  readonly bureaux: Progress;
  readonly communesComptees: Progress;
  readonly inscrits: Progress;
  readonly totaux: Sums;
  readonly mentions: Mentions;
  /** When the nation decides: its candidatures. Else the labels (nuances) under which the unites' voix are summed. */
  readonly candidatures: readonly ScoredCandidature[];
  readonly communes: readonly TerritoryRow[];
  readonly arrondissements: readonly TerritoryRow[];
  readonly unites: readonly UniteRow[];
  readonly anomalies: readonly Anomaly[];
}

/** `latest/departements/75.json` */
export interface DepartementDocument extends Envelope {
  readonly format: "vingt-heures/departement@1";
  /** SHA-256 of the `resultat` of this document and of the bureaux document, each as serialised, joined by a line feed. */
  readonly resultSha256: string;
  /** Hash of the bureaux document that was made with this one. */
  readonly bureauxObject: string;
  /** Virtual instant (ISO 8601 UTC) of the last counted tally of each commune and arrondissement that has one, by code. */
  readonly misesAJour: Readonly<Record<string, string>>;
  readonly corrections: readonly Correction[];
  /** At 12:00 and 17:00, as far as reported; absent when nothing is. */
  readonly participations?: readonly ParticipationRow[];
  readonly resultat: DepartementResult;
}

/** One counted bureau: the columns of {@link BUREAU_COLUMNS}, then the voix in the order of its unite's candidatures. */
export type BureauRow = readonly [
  commune: string,
  bureau: string,
  unite: string,
  version: number,
  inscrits: number,
  votants: number,
  blancs: number,
  nuls: number,
  exprimes: number,
  voix: readonly number[],
];

export const BUREAU_COLUMNS = [
  "commune",
  "bureau",
  "unite",
  "version",
  "inscrits",
  "votants",
  "blancs",
  "nuls",
  "exprimes",
  "voix",
] as const;

/** `latest/departements/75/bureaux.json` */
export interface BureauxDocument extends Envelope {
  readonly format: "vingt-heures/bureaux@1";
  readonly departement: string;
  readonly colonnes: typeof BUREAU_COLUMNS;
  /** Ids of the candidatures by unite (empty code: the nation), the order of `voix`. */
  readonly candidatures: Readonly<Record<string, readonly string[]>>;
  readonly resultat: readonly BureauRow[];
}

/** A result made once, then wrapped in envelopes: its two serialised parts and their common hash. */
export interface SealedResult {
  readonly departement: DepartementResult;
  readonly departementText: string;
  readonly bureauxText: string;
  readonly resultSha256: string;
}

/** Makes the result of a département from its décompte and the outcomes of its unites. */
export function sealResult(decompte: DepartementDecompte, outcomes: ReadonlyMap<string, UniteOutcome>): SealedResult {
  const departement = resultOf(decompte, outcomes);
  const departementText = JSON.stringify(departement);
  const bureauxText = JSON.stringify(decompte.bureaux.map(bureauRow));
  return { departement, departementText, bureauxText, resultSha256: sha256(`${departementText}\n${bureauxText}`) };
}

function resultOf(decompte: DepartementDecompte, outcomes: ReadonlyMap<string, UniteOutcome>): DepartementResult {
  const { head, part } = decompte.register;
  const row = head.departements.find((departement) => departement.code === part.departement);
  if (!row) throw new Error(`dossier ${head.run}: no row for département ${part.departement}`);
  const communes = part.communes.map(({ code, nom, devenue }) => {
    const commune = decompte.communes.get(code)!;
    return {
      ...territoryRow(code, nom, isComplete(commune), commune),
      ...(devenue !== undefined && { devenue }),
    };
  });
  const { total } = decompte;
  return {
    departement: { code: row.code, nom: row.nom, region: row.region },
    complet: isComplete(total),
    bureaux: total.bureaux,
    communesComptees: { counted: communes.filter((commune) => commune.complet).length, expected: communes.length },
    inscrits: total.inscrits,
    totaux: total.sums,
    mentions: mentionsOf(total.sums),
    candidatures: scored(head.candidatures, voixByLabel(decompte), total.sums),
    communes,
    arrondissements: [...decompte.arrondissements]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, arrondissement]) =>
        territoryRow(code, arrondissementName(code), isComplete(arrondissement), arrondissement),
      ),
    unites: part.unites.map((unite) => {
      const counted = decompte.unites.get(unite.code)!;
      return {
        code: unite.code,
        nom: unite.nom,
        type: unite.type,
        sieges: unite.sieges,
        complet: isComplete(counted),
        bureaux: counted.bureaux,
        inscrits: counted.inscrits,
        totaux: counted.sums,
        mentions: mentionsOf(counted.sums),
        candidatures: scored(unite.candidatures, counted.voix.get(unite.code) ?? [], counted.sums),
        outcome: outcomes.get(unite.code)!,
      };
    }),
    anomalies: decompte.anomalies,
  };
}

/** `75101` → `1er arrondissement`: Paris counts from 75101, Marseille from 13201, Lyon from 69381. */
function arrondissementName(code: string): string {
  const number = Number(code.slice(-2)) - (code.startsWith("693") ? 80 : 0);
  return number === 1 ? "1er arrondissement" : `${number}e arrondissement`;
}

/** Voix of the département in the order of the head's candidatures: by id when the nation decides, by nuance otherwise. */
export function voixByLabel(decompte: DepartementDecompte): number[] {
  const { head, ballots } = decompte.register;
  const national = decompte.total.voix.get("");
  if (head.decision === "nation") return national ?? head.candidatures.map(() => 0);
  const positions = new Map(head.candidatures.map((candidature, i) => [candidature.id, i]));
  const sums = head.candidatures.map(() => 0);
  for (const [unite, voix] of decompte.total.voix) {
    ballots.get(unite)!.candidatures.forEach((candidature, i) => {
      const at = positions.get(labelOf(candidature));
      if (at !== undefined) sums[at]! += voix[i]!;
    });
  }
  return sums;
}

/** The label under which a unite's candidature is summed nationally. */
export const labelOf = (candidature: Candidature): string => candidature.nuance ?? candidature.id;

function bureauRow({ station, folded }: DepartementDecompte["bureaux"][number]): BureauRow {
  const { version, tally } = folded.counted;
  return [
    folded.commune,
    folded.bureau,
    station.unite,
    version,
    tally.inscrits,
    tally.votants,
    tally.blancs,
    tally.nuls,
    tally.exprimes,
    tally.voix,
  ];
}

/** The two documents of a département, serialised, with their hashes. */
export interface SealedDocuments {
  readonly departement: { readonly text: string; readonly sha256: string; readonly document: DepartementDocument };
  readonly bureaux: { readonly text: string; readonly sha256: string };
}

/** Wraps a result into its documents under one sequence. */
export function departementDocuments(
  head: DossierHead,
  decompte: DepartementDecompte,
  sealed: SealedResult,
  at: {
    readonly sequence: number;
    readonly instant: number;
    readonly real: number;
    readonly supersedes: { readonly departement: string | null; readonly bureaux: string | null };
    readonly participations?: readonly Participation[];
  },
): SealedDocuments {
  const { participations = [] } = at;
  const bureaux: Omit<BureauxDocument, "resultat"> = {
    format: "vingt-heures/bureaux@1",
    ...envelopeOf(head, { ...at, supersedes: at.supersedes.bureaux }),
    departement: decompte.register.part.departement,
    colonnes: BUREAU_COLUMNS,
    candidatures: Object.fromEntries(
      [...decompte.register.ballots].map(([unite, ballot]) => [
        unite,
        ballot.candidatures.map((candidature) => candidature.id),
      ]),
    ),
  };
  const bureauxText = withResult(bureaux, sealed.bureauxText);
  const bureauxSha256 = sha256(bureauxText);
  const shell: Omit<DepartementDocument, "resultat"> = {
    format: "vingt-heures/departement@1",
    ...envelopeOf(head, { ...at, supersedes: at.supersedes.departement }),
    resultSha256: sealed.resultSha256,
    bureauxObject: bureauxSha256,
    misesAJour: lastInstants(decompte),
    corrections: correctionsOf(decompte),
    ...(participations.length > 0 && { participations: participationRows(participations, decompte.communes.size) }),
  };
  const text = withResult(shell, sealed.departementText);
  return {
    departement: { text, sha256: sha256(text), document: { ...shell, resultat: sealed.departement } },
    bureaux: { text: bureauxText, sha256: bureauxSha256 },
  };
}

/** A document's text around a result that is serialised already: it is the largest part, and was hashed as it stands. */
const withResult = (shell: object, resultText: string): string =>
  `${JSON.stringify(shell).slice(0, -1)},"resultat":${resultText}}`;

function lastInstants(decompte: DepartementDecompte): Record<string, string> {
  const instants = new Map<string, number>();
  for (const { station, folded } of decompte.bureaux) {
    const { at } = folded.counted.tally;
    instants.set(station.commune, Math.max(at, instants.get(station.commune) ?? 0));
    const { arrondissement } = station;
    if (arrondissement !== undefined) instants.set(arrondissement, Math.max(at, instants.get(arrondissement) ?? 0));
  }
  return Object.fromEntries([...instants].map(([code, at]) => [code, new Date(at).toISOString()]));
}

/** Virtual instant (ms) of the latest tally that a décompte counts; undefined where it counts none. */
export const latestInstant = ({ bureaux }: DepartementDecompte): number | undefined =>
  bureaux.length === 0
    ? undefined
    : bureaux.reduce((latest, { folded }) => Math.max(latest, folded.counted.tally.at), -Infinity);

function correctionsOf(decompte: DepartementDecompte): Correction[] {
  return decompte.bureaux.flatMap(({ folded }) => {
    const versions = [...folded.earlier, folded.counted];
    return folded.earlier.map((before, i) => {
      const after = versions[i + 1]!;
      return {
        commune: folded.commune,
        bureau: folded.bureau,
        de: before.version,
        a: after.version,
        instant: new Date(after.tally.at).toISOString(),
        avant: figures(before.tally),
        apres: figures(after.tally),
      };
    });
  });
}

const figures = ({ inscrits, votants, blancs, nuls, exprimes, voix }: PackedTally): Correction["avant"] => ({
  inscrits,
  votants,
  blancs,
  nuls,
  exprimes,
  voix,
});
