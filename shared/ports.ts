import type { DossierHead, DossierPart } from "./contracts/dossier.ts";
import type { RunScope, Scope } from "./contracts/identity.ts";
import type { NightEvent } from "./contracts/events.ts";
import type { Run, RunClock } from "./contracts/run.ts";
import type {
  FeedTicket,
  ExportTicket,
  PressTicket,
  PublishTicket,
  RecountTicket,
  Timer,
} from "./contracts/tickets.ts";

/**
 * Every seam of the pipeline, each with the law that its adapters must keep. `memory/` and `aws/` implement them; one
 * suite (`test/ports/`) holds every adapter to what is written here. All may reject for transient reasons: the use
 * cases then fail the messages concerned, which come back.
 */

/** One tally as the ledger keeps it. */
export interface LedgerEntry {
  readonly scope: Scope;
  /** `commune#bureau#version#digest`, the version on three digits: identity of the content within its scope. */
  readonly key: string;
  /** The packed tally (`count/packing.ts`). */
  readonly content: string;
}

/**
 * Every tally ever accepted. **Law**: append-only; appending an entry again changes nothing (same scope and key: same
 * figures); what `append` acknowledged is in every `read` that begins later.
 */
export interface Ledger {
  /** Appends entries whose (scope, key) are pairwise distinct. Returns those that could not be written: try again later. */
  append(entries: readonly LedgerEntry[]): Promise<readonly LedgerEntry[]>;
  /** All entries of a scope, consistent and complete, in key order. */
  read(scope: Scope): Promise<readonly LedgerEntry[]>;
}

/** What publication and the next recount need to know of a département: one item. */
export interface Head {
  readonly scope: Scope;
  /** Sequence of the recount that wrote this head: what it says is what is published. 0: never counted. */
  readonly sequence: number;
  /** Highest sequence ever taken; above `sequence` while a recount is under way or died. */
  readonly taken: number;
  /** Real instant (ms) at which the last recount that was announced to its end began to read the ledger. */
  readonly readAt: number;
  /** Whether the result was released when it was written (else it lies under `held/`). */
  readonly released: boolean;
  /** Hash of the result: totals, candidatures, outcome, completeness, accepted versions. */
  readonly resultSha256: string;
  /** Hashes of the stored documents that say it. */
  readonly objects: { readonly departement: string; readonly bureaux: string };
  /** What the nation needs of it, as packed JSON (`documents/summary.ts`). */
  readonly summary: string;
  /** Events that are committed and may not have been sent yet. */
  readonly pending: readonly NightEvent[];
  /** Whether the publish bell of `sequence` may not have been rung yet. */
  readonly unannounced: boolean;
}

/** The published state of a run's tour: what the last national publication covered. */
export interface Publication {
  readonly scope: RunScope;
  /** Sequence of the national document. 0: never published. */
  readonly sequence: number;
  readonly taken: number;
  /** Head sequence of each département that the last publication covered. */
  readonly vector: Readonly<Record<string, number>>;
  readonly released: boolean;
  /** Hash of the national document; `null` before the first. */
  readonly object: string | null;
  /** Hash of the national result, for judging what changed. */
  readonly resultSha256: string;
  /** Hash of each regional document. */
  readonly regions: Readonly<Record<string, string>>;
  readonly pending: readonly NightEvent[];
  /** Whether `latest/*` may not have been moved to this publication yet. */
  readonly unannounced: boolean;
}

/** A décompte of one territory below the département, as stored for queries. */
export interface AggregateItem {
  /** `commune#75056`, `arrondissement#75101`, `circonscription#7501`… */
  readonly key: string;
  /** Packed JSON of the décompte. */
  readonly content: string;
}

/**
 * Décomptes, heads and publications. **Law**: sequences are taken atomically and never twice; a commit under a sequence
 * that is no longer the last taken is refused, so a suspended writer that wakes up late changes no head.
 */
export interface Aggregates {
  /**
   * Takes the next sequence of a département. Returns its head, `taken` being the new one; or `null`, nothing taken,
   * when the last successful recount began to read after `unlessReadAfter` (real ms): the bell's news is already counted.
   */
  takeSequence(scope: Scope, unlessReadAfter: number): Promise<Head | null>;
  /** Writes the head if `head.taken` is still the last sequence taken; `false`: someone took another. */
  commitHead(head: Head): Promise<boolean>;
  /**
   * All of `sequence` is announced: drops pending events and the unannounced mark, and notes when that recount began to
   * read, if the head still stands there. Only now may {@link takeSequence} count later bells as covered.
   */
  settleHead(scope: Scope, sequence: number, readAt: number): Promise<void>;
  heads(scope: RunScope): Promise<readonly Head[]>;
  /** The territories' décomptes of a département. */
  readItems(scope: Scope): Promise<readonly AggregateItem[]>;
  writeItems(scope: Scope, items: readonly AggregateItem[]): Promise<void>;
  takePublication(scope: RunScope): Promise<Publication>;
  readPublication(scope: RunScope): Promise<Publication>;
  commitPublication(publication: Publication): Promise<boolean>;
  settlePublication(scope: RunScope, sequence: number): Promise<void>;
  /** Removes everything of a run. */
  clear(scope: RunScope, departements: readonly string[]): Promise<void>;
}

export interface ShelfObject {
  readonly body: Uint8Array;
  readonly contentType: string;
}

/**
 * The bucket. **Law**: a get sees the last put that was acknowledged before it began, whole or not at all.
 * Text is stored compressed, bytes as they are; `get` always returns what was put.
 */
export interface Shelf {
  get(key: string): Promise<ShelfObject | null>;
  put(
    key: string,
    body: string | Uint8Array,
    /** `compress`: bytes that are text in another encoding, to be stored as texts are. */
    options: { contentType: string; cache: "immutable" | "latest" | "private"; compress?: boolean },
  ): Promise<void>;
  /** Copies a text that `put` stored under another key. @throws when the source is not there. */
  copyText(from: string, to: string, options: { contentType: string; cache: "immutable" | "latest" }): Promise<void>;
  list(prefix: string): Promise<readonly string[]>;
  remove(keys: readonly string[]): Promise<void>;
}

/** A recount bell: which départements to recount, under which deduplication id. */
export interface RecountRing {
  readonly ticket: RecountTicket;
  /** Deduplication suffix: the slot for news, a fresh id for a sweep or a release. */
  readonly dedup: string;
}

/** The queues between the functions. **Law**: what `ring…` acknowledged is delivered at least once, unless it is a repeat of its dedup id. */
export interface Bells {
  /** Rings recounts. Returns the scopes that could not be rung. */
  ringRecounts(rings: readonly RecountRing[]): Promise<readonly Scope[]>;
  ringPublish(ticket: PublishTicket): Promise<void>;
  /** Asks for the exports of a complete tour; the same national document rings once. */
  ringExport(ticket: ExportTicket): Promise<void>;
  /** Rings the press tree of a run; a repeat of a dedup suffix rings once. */
  ringPress(ticket: PressTicket, dedup: string): Promise<void>;
  /** Arms a timer; `delayMs` is capped by the queue (15 minutes), rounded up to the second. */
  armTimer(timer: Timer, delayMs: number): Promise<void>;
}

/** The way in, as a feeder uses it. **Law**: what was acknowledged is delivered at least once. */
export interface Feeds {
  /** Sends messages to be counted. @returns those that were not taken, by index; the same may pass later. @throws when nothing may ever pass. */
  send(bodies: readonly string[]): Promise<readonly number[]>;
  /** Asks for a shard to go on; `delayMs` is capped by the queue (15 minutes), rounded up to the second. */
  arm(ticket: FeedTicket, delayMs: number): Promise<void>;
}

/** The topic. **Law**: at least once. */
export interface Events {
  publish(events: readonly NightEvent[]): Promise<void>;
}

/** The runs: few items, each changed under a condition. */
export interface Runs {
  get(run: string): Promise<Run | null>;
  list(): Promise<readonly Run[]>;
  /** @returns false when the id was ever used. */
  create(run: Run): Promise<boolean>;
  /** Replaces the clock if its generation is still `expected`. */
  setClock(run: string, clock: RunClock, expected: number): Promise<boolean>;
  /** Marks the embargo as ended, once. @returns whether this call did it. */
  release(run: string, at: number): Promise<boolean>;
  close(run: string): Promise<void>;
  /** Forgets the run's item but keeps its id as used. */
  remove(run: string): Promise<void>;
}

/** Dossiers, cached for ever by run: they never change. `null`: no such run or département. */
export interface Dossiers {
  head(run: string): Promise<DossierHead | null>;
  part(run: string, departement: string): Promise<DossierPart | null>;
}

/** Real time, milliseconds since 1970 UTC. */
export interface RealClock {
  now(): number;
}

/** The ports of one pipeline, by name: what a simulation wires together, and what wraps them to make them fail. */
export interface Ports {
  readonly ledger: Ledger;
  readonly aggregates: Aggregates;
  readonly shelf: Shelf;
  readonly bells: Bells;
  readonly events: Events;
  readonly runs: Runs;
  readonly dossiers: Dossiers;
}
