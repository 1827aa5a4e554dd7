import type { Cost } from "#cli/operator/bill.ts";
import type { Dossier } from "#shared/contracts/dossier.ts";
import type { FaultSpec } from "#shared/contracts/faults.ts";
import type { PressOptions } from "#shared/contracts/run.ts";
import type { PresetName } from "#shared/night/presets.ts";
import type { RecordedTally } from "#shared/night/recording.ts";

/**
 * The control API: what the command, the site and other programs use to run a night. Nothing else reaches the pipeline.
 * `GET /api/v1/openapi.json` serves its description (`openapi.ts`), made from the same words.
 */

/** What is played. */
export type NightSource =
  /** A built-in scenario (`presidentielle-2017`). */
  | { readonly kind: "scenario"; readonly name: string; readonly tour?: 1 | 2 }
  /** An official file on the machine that serves the API, and what it does not say of its scrutin. */
  | {
      readonly kind: "file";
      readonly path: string;
      readonly tour?: 1 | 2;
      /** `presidentielle`, `legislatives`… */
      readonly type?: string;
      /** Polling day of this tour, `YYYY-MM-DD`. */
      readonly date?: string;
    }
  /** A dossier and its recording, whole. */
  | { readonly kind: "dossier"; readonly dossier: Dossier; readonly recording: readonly RecordedTally[] };

/** How it is played. */
export interface NightOptions {
  /** Any text; the same seed gives the same night. Default `vingt-heures`. */
  readonly seed?: string;
  /** Virtual seconds a real one, or as fast as the pipeline takes it. */
  readonly speed?: number | "max";
  /** Virtual instant at which the clock starts, ISO 8601 or `20:00` in Paris on polling day; default: a little before the first tally. */
  readonly start?: string;
  /** Virtual instant at which the night stops: what would leave later is never sent. Default: its end. */
  readonly stop?: string;
  /** A file of the serving machine that says when tallies leave (`shared/night/arrivals-file.ts`). */
  readonly arrivals?: string;
  /** Shares of bureaux, 0–1: sent twice; sent first as a malformed copy; corrected later. */
  readonly duplicates?: number;
  readonly malformed?: number;
  readonly corrections?: number;
  /** Share of bureaux (0–1) that come hours late. */
  readonly late?: number;
  /** Publishes the ministry's press tree beside the documents (docs/press.md). Default: none. */
  readonly presse?: PressOptions;
  /** Whether préfectures report the participation at 12:00 and 17:00, generated. Default: unless `speed` is `max`. */
  readonly participation?: boolean;
  /** Named faults of the messages (`docs/faults.md`); those of the machines are the host's. */
  readonly faults?: readonly FaultSpec[];
  /** How tallies arrive (`shared/night/presets.ts`). Default `realiste`. */
  readonly preset?: PresetName;
}

export interface CreateRunRequest {
  readonly source: NightSource;
  readonly options?: NightOptions;
}

export type ClockCommand =
  | { readonly action: "pause" }
  | { readonly action: "resume" }
  | { readonly action: "speed"; readonly speed: number | "max" }
  /** Forward only: what lies between is sent at once. Back means a new run. `to`: ISO 8601, or `20:30` in Paris, that night. */
  | { readonly action: "seek"; readonly to: string }
  /** So many virtual seconds forward, then paused. */
  | { readonly action: "step"; readonly seconds: number };

/** What can befall a night while it is played. */
export type Incident =
  /** Nothing leaves any more from a département; it is held. */
  | { readonly incident: "silence"; readonly departement: string }
  /** The département speaks again: what was held leaves at once. */
  | { readonly incident: "parole"; readonly departement: string }
  /** The next messages leave at once, before their instants. */
  | { readonly incident: "rafale"; readonly messages: number };

export type RunPhase = "preparation" | "nuit" | "derniers-messages" | "terminee" | "arretee" | "echec";

/** Whether nothing more will come of a run, for good or bad. */
export const isOver = (phase: RunPhase): boolean => phase === "terminee" || phase === "arretee" || phase === "echec";

export interface MessageCounts {
  /** Messages sent, copies included. */
  readonly sent: number;
  /** Distinct good tallies that the pipeline acknowledged in its documents. */
  readonly delivered: number;
  readonly duplicated: number;
  readonly refused: number;
  readonly corrected: number;
}

export interface Leader {
  readonly id: string;
  readonly nom: string;
  readonly voix: number;
}

/** The state of a run, for people who watch it. Result figures before the release are marked by `embargo.released` false. */
export interface RunStatus {
  readonly run: string;
  readonly scrutin: string;
  readonly nom: string;
  readonly tour: 1 | 2;
  readonly phase: RunPhase;
  readonly clock: { readonly now: string; readonly speed: number | "max"; readonly paused: boolean };
  readonly embargo: { readonly until: string; readonly released: boolean };
  readonly bureaux: { readonly expected: number; readonly sent: number; readonly counted: number };
  readonly messages: MessageCounts;
  readonly totals: Totals;
  readonly leaders: readonly Leader[];
  /** Tallies that became visible a second, over the last seconds. */
  readonly talliesPerSecond: number;
  /** Bureau sent → in a published document, over the last seconds, real ms. */
  readonly delayMs: Delays;
  /** The arrival curve so far: pairs [virtual instant ms, bureaux counted]. */
  readonly curve: readonly (readonly [number, number])[];
  readonly queues: Readonly<
    Record<string, { readonly waiting: number; readonly inFlight: number; readonly delayed: number }>
  >;
  /** Messages held back, by the département that an incident made silent. */
  readonly silences: Readonly<Record<string, number>>;
  readonly genere: string | null;
  /** Where the figures come from, and how many lines of the file were not counted. */
  readonly source?: string;
  /** Once `terminee`. */
  readonly summary?: RunSummary;
  /** Once `echec`: what went wrong and what to do. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** What anybody may know of a run, before the release as after: no result, and nothing of how it is operated. */
export type PublicRunStatus = Pick<
  RunStatus,
  "run" | "scrutin" | "nom" | "tour" | "phase" | "clock" | "embargo" | "bureaux" | "curve" | "genere"
>;

export interface Totals {
  readonly inscrits: number;
  readonly votants: number;
  readonly blancs: number;
  readonly nuls: number;
  readonly exprimes: number;
}

export interface Delays {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** The last word on a run: `--json` prints it as the last line of stdout. Its shape is kept. */
export interface RunSummary {
  readonly run: string;
  readonly scrutin: string;
  readonly tour: 1 | 2;
  readonly bureaux: { readonly expected: number; readonly counted: number };
  readonly totals: Totals;
  readonly candidatures: readonly Leader[];
  /** The national outcome; for elections by unite, what the unites decided in numbers (`documents/national.ts`). */
  readonly outcome: unknown;
  readonly messages: MessageCounts;
  readonly delayMs: Delays;
  readonly talliesPerSecond: number;
  readonly peakRssMb: number;
  /** Whether what was published equals an independent fold of the input, at every level. */
  readonly conservation: boolean;
  /** About what AWS would ask for it, US dollars (`docs/cost.md`); absent where nobody counts. */
  readonly cout?: Cost;
  /** When a press tree was asked for: its first folder among the published documents, and how many files were written and removed. */
  readonly presse?: PressSummary;
  /** Invocations of functions that failed and came back; absent where nobody counts. */
  readonly fonctions?: FunctionFailures;
  /** Where the time went; absent when no tally was seen published. */
  readonly etapes?: StageDelays;
}

/** Delays of a night from the sending of a bureau to each station of its way, ms. */
export interface StageDelays {
  /** In the queue, then in the ledger: of the oldest message of each batch, since the cloud began. Absent where nobody counts. */
  readonly file?: Delays;
  readonly registre?: Delays;
  /** In the document of its département, in the national one, before a reader's eyes. */
  readonly departement: Delays;
  readonly national: Delays;
  readonly lecteur: Delays;
  /** To a reader, by département. */
  readonly departements: Readonly<Record<string, Delays>>;
}

/** Invocations that failed, and of them those that ran past their time. */
export interface FunctionFailures {
  readonly echecs: number;
  readonly horsDelai: number;
}

export interface PressSummary {
  readonly racine: string;
  readonly ecrits: number;
  readonly retires: number;
}

/** Conditions that `GET /runs/{run}/wait?until=…` understands. */
export type WaitCondition = "terminee" | "release" | `counted:${number}`;
