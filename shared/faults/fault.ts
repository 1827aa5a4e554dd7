import type { Dossier } from "../contracts/dossier.ts";
import type { FaultSpec } from "../contracts/faults.ts";
import type { AnomalyKind } from "../count/anomalies.ts";
import type { RefusalCode } from "../count/refusals.ts";
import type { RecordedTally } from "../night/recording.ts";

/**
 * What a fault declares must come of it:
 *
 * - `invisible`: the result equals the clean night's, byte for byte;
 * - `healed`: its figures equal the clean night's once the fault's own correction, or the redrive, has come;
 * - `refused`: exactly its messages are in the quarantine under exactly their codes, and nothing else changes;
 * - `alarmed`: accepted, the named anomalies raised, the result an independent fold of what was accepted;
 * - `incomplete`: exactly the named bureaux are missing.
 */
export type Verdict = "invisible" | "healed" | "refused" | "alarmed" | "incomplete";

/** A message beside the recording's own: a copy, or one that must be refused. */
export interface Shot {
  /** Virtual instant, ms since 1970 UTC. */
  readonly at: number;
  readonly kind: "duplicate" | "malformed";
  /** The code under which a malformed one must be refused. */
  readonly code?: RefusalCode;
  /** What it is a copy of. */
  readonly recorded: RecordedTally;
  /** Its text in a run: made when it leaves, so that a night does not lie in memory twice. */
  readonly body: (run: string) => string;
}

/** A bureau, and the département under which it is counted. */
export interface Place {
  readonly departement: string;
  readonly commune: string;
  readonly bureau: string;
}

/** An anomaly that must be raised. */
export interface ExpectedAnomaly {
  readonly kind: AnomalyKind;
  readonly commune: string;
  readonly bureau: string;
}

/** A night as faults transform it, one after the other. */
export interface Canvas {
  readonly dossier: Dossier;
  readonly seed: string;
  /** Good tallies: each must be counted, in the version it carries. */
  readonly recording: readonly RecordedTally[];
  readonly extras: readonly Shot[];
  /** `commune/bureau` whose figures a fault has taken: no other fault may, so that what each declares stays exact. */
  readonly claimed: ReadonlySet<string>;
  readonly anomalies: readonly ExpectedAnomaly[];
  readonly missing: readonly Place[];
}

/** What one fault did to a canvas. */
export interface Stroke {
  readonly canvas: Canvas;
  readonly verdict: Verdict;
  /** How many messages or bureaux it touched. 0: it found nothing to strike in this night. */
  readonly touched: number;
}

/** What a fault may be told. */
export type Parameter = Exclude<keyof FaultSpec, "fault">;

interface Described {
  /** One sentence, in French, for `--help` and the report. */
  readonly description: string;
  readonly takes: readonly Parameter[];
}

/** A fault of the messages: a pure transformation of a recording. */
export interface MessageFault extends Described {
  readonly level: "messages";
  /** What it may declare; what it does declare may depend on the dossier. */
  readonly verdicts: readonly Verdict[];
  /** Silences come first, then figures and identities, then the wire, which carries whatever there is. */
  readonly phase: "silence" | "content" | "wire";
  apply(canvas: Canvas, spec: FaultSpec): Stroke;
}

/** A fault of the machines that carry and count. */
export interface InfrastructureFault extends Described {
  readonly level: "infrastructure";
  readonly verdicts: readonly Verdict[];
  /** Whether the local cloud can play it; in memory all can be. */
  readonly local: boolean;
  rule(spec: FaultSpec): Rule;
}

/** Several faults under one name. */
export interface Evening extends Described {
  readonly level: "evening";
  readonly parts: readonly FaultSpec[];
}

export type Fault = MessageFault | InfrastructureFault | Evening;

/** The functions of the pipeline. */
export type FunctionName = "record" | "recount" | "publish" | "sweep";

/** How the machines misbehave, as data. `share` is drawn at each occasion, until `times` are spent. */
export type Rule =
  /** A call of a port dies before its effect, or after it and before its answer. */
  | {
      readonly kind: "call";
      readonly fate: "before" | "after";
      /** Services concerned; writes only, or every call. */
      readonly service: FaultSpec["service"] | undefined;
      readonly only: "writes" | "all";
      readonly share: number;
      readonly times: number;
    }
  /** A batch call takes part of what it is given. */
  | { readonly kind: "partial"; readonly share: number; readonly times: number }
  /** A function did all its work and its answer is lost: everything of its batch comes back. */
  | { readonly kind: "answer"; readonly share: number; readonly times: number }
  /** A batch of tallies is delivered several times, at once and later. */
  | { readonly kind: "redelivery"; readonly share: number; readonly copies: number }
  /** A function dies of any batch that holds the poisoned bureaux, until the cause is mended (if it is). */
  | { readonly kind: "poison"; readonly bureaux: number; readonly mended: boolean }
  /** A service, or all, answers nothing for some real seconds, and every process dies. */
  | { readonly kind: "outage"; readonly service: FaultSpec["service"] | undefined; readonly seconds: number }
  /** Functions' clocks are off, each way, by so many ms. */
  | { readonly kind: "skew"; readonly ms: number }
  /** A writer sleeps before a call, so long that another one takes over, then goes on as if nothing had been. */
  | { readonly kind: "suspension"; readonly share: number; readonly times: number; readonly seconds: number };

/** A fault as it was applied to a night. */
export interface AppliedFault {
  readonly spec: FaultSpec;
  readonly description: string;
  readonly level: "messages" | "infrastructure";
  readonly verdict: Verdict;
  /** Messages or bureaux touched; of a fault of the machines, how often it struck (0 before the night is played). */
  readonly touched: number;
}
