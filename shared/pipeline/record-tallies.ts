import { scopeKey, type Scope } from "../contracts/identity.ts";
import type { NightEvent } from "../contracts/events.ts";
import { admit, headRefusals, readMessage } from "../count/validation.ts";
import type { Refusal } from "../count/refusals.ts";
import { sha256 } from "../documents/common.ts";
import { quarantinePath } from "../documents/paths.ts";
import type { Bells, Dossiers, Events, Ledger, LedgerEntry, RealClock, RecountRing, Shelf } from "../ports.ts";
import { refusedEvent } from "./announce.ts";
import type { Recent } from "./recent.ts";

export interface RecordDeps {
  readonly ledger: Ledger;
  readonly dossiers: Dossiers;
  readonly shelf: Shelf;
  readonly bells: Bells;
  readonly events: Events;
  readonly clock: RealClock;
  /** Length of a bell's slot, real ms. */
  readonly slotMs: number;
  /** What this process rang lately. */
  readonly recent: Pick<Recent, "rung">;
}

/** A message of the tallies queue. */
export interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
}

/** A refused message as the quarantine keeps it: whole, with its reasons. */
export interface QuarantinedMessage {
  readonly format: "vingt-heures/quarantine@1";
  readonly code: string;
  readonly refusals: readonly Refusal[];
  /** Real instant, ISO 8601 UTC. */
  readonly receivedAt: string;
  readonly messageId: string;
  readonly run: string | null;
  readonly body: string;
}

type Verdict =
  | {
      readonly kind: "accepted";
      readonly messageId: string;
      readonly entry: LedgerEntry;
      /** Identity of its scope, and of the entry within all scopes. */
      readonly group: string;
      readonly id: string;
    }
  | {
      readonly kind: "refused";
      readonly messageId: string;
      readonly message: QueuedMessage;
      readonly run: string | null;
      readonly refusals: readonly Refusal[];
    };

/**
 * Records a batch of tally messages. Accepted ones are in the ledger, and their département's bell is rung, before they
 * are acknowledged; refused ones are in the quarantine. Returns the ids that must come back: whatever could not be
 * written, kept or rung. Repeating any of it changes nothing (DESIGN §2.1–2.3).
 */
export async function recordTallies(messages: readonly QueuedMessage[], deps: RecordDeps): Promise<readonly string[]> {
  const failures = new Set<string>();
  const verdicts: Verdict[] = [];
  for (const message of messages) {
    try {
      verdicts.push(await judge(message, deps.dossiers));
    } catch {
      // The dossier could not be read just now: nothing is known against the message.
      failures.add(message.messageId);
    }
  }
  const accepted = verdicts.filter((verdict) => verdict.kind === "accepted");
  const refused = verdicts.filter((verdict) => verdict.kind === "refused");
  const [unrecorded, unkept] = await Promise.all([record(accepted, deps), quarantine(refused, deps)]);
  for (const id of [...unrecorded, ...unkept]) failures.add(id);
  return [...failures];
}

async function judge(message: QueuedMessage, dossiers: Dossiers): Promise<Verdict> {
  const refused = (refusals: readonly Refusal[], run: string | null): Verdict => ({
    kind: "refused",
    messageId: message.messageId,
    message,
    run,
    refusals,
  });
  const read = readMessage(message.body);
  if ("refusals" in read) return refused(read.refusals, null);
  const tally = read.ok.data;
  const head = await dossiers.head(tally.run);
  const mismatch = headRefusals(tally, head);
  if (!head || mismatch.length > 0) return refused(mismatch, head ? tally.run : null);
  const part = await dossiers.part(tally.run, tally.departement);
  if (!part) throw new Error(`dossier ${tally.run}: the part of ${tally.departement} is missing`);
  const admitted = admit(read.ok, head, part);
  if ("refusals" in admitted) return refused(admitted.refusals, tally.run);
  const { run, scrutin, tour, departement } = tally;
  const scope: Scope = { run, scrutin, tour, departement };
  const group = scopeKey(scope);
  const entry = { scope, ...admitted.ok };
  return { kind: "accepted", messageId: message.messageId, entry, group, id: `${group}#${entry.key}` };
}

type Accepted = Extract<Verdict, { kind: "accepted" }>;
type Refused = Extract<Verdict, { kind: "refused" }>;

async function record(accepted: readonly Accepted[], deps: RecordDeps): Promise<string[]> {
  if (accepted.length === 0) return [];
  // A repeat within a batch is one entry: BatchWriteItem refuses two writes of one key.
  const distinct = new Map(accepted.map(({ id, entry }) => [id, entry]));
  let unwritten: Set<string>;
  try {
    unwritten = new Set((await deps.ledger.append([...distinct.values()])).map(entryId));
  } catch {
    return accepted.map(({ messageId }) => messageId);
  }
  const written = accepted.filter(({ id }) => !unwritten.has(id));
  // The slot is read after the last write was acknowledged: a recount of this slot sees every one of them.
  const slot = Math.floor(deps.clock.now() / deps.slotMs);
  const unrung = await ring(written, slot, deps);
  return accepted.filter(({ id, group }) => unwritten.has(id) || unrung.has(group)).map(({ messageId }) => messageId);
}

const entryId = ({ scope, key }: LedgerEntry): string => `${scopeKey(scope)}#${key}`;

/**
 * Rings every département of which something was written. A bell that this process already rang in this slot is not rung
 * again: the queue would drop it for its deduplication id. Returns the groups that could not be rung.
 */
async function ring(written: readonly Accepted[], slot: number, deps: RecordDeps): Promise<ReadonlySet<string>> {
  const scopes = new Map(written.map(({ group, entry }) => [group, entry.scope]));
  for (const group of scopes.keys()) if (deps.recent.rung.get(group) === slot) scopes.delete(group);
  if (scopes.size === 0) return new Set();
  const slotEnd = (slot + 1) * deps.slotMs;
  let unrung: Set<string>;
  try {
    const rings = [...scopes.values()].map((scope): RecountRing => ({
      ticket: { ...scope, slotEnd, cause: "tally" },
      dedup: String(slot),
    }));
    unrung = new Set((await deps.bells.ringRecounts(rings)).map(scopeKey));
  } catch {
    return new Set(scopes.keys());
  }
  for (const group of scopes.keys()) if (!unrung.has(group)) deps.recent.rung.set(group, slot);
  return unrung;
}

/** Keeps refused messages, named by their content: a repeat of one rewrites the same object. */
async function quarantine(refused: readonly Refused[], deps: RecordDeps): Promise<string[]> {
  const receivedAt = new Date(deps.clock.now()).toISOString();
  const kept = await Promise.all(
    refused.map(async ({ message, messageId, run, refusals }) => {
      const code = refusals[0]!.code;
      const object: QuarantinedMessage = {
        format: "vingt-heures/quarantine@1",
        code,
        refusals,
        receivedAt,
        messageId,
        run,
        body: message.body,
      };
      const digest = sha256(message.body);
      try {
        await deps.shelf.put(quarantinePath(run, code, digest), JSON.stringify(object), {
          contentType: "application/json",
          cache: "private",
        });
        return { messageId, event: run === null ? null : await refusalEvent(run, digest, refusals, deps) };
      } catch {
        return { messageId, event: "failed" as const };
      }
    }),
  );
  const unkept = kept.filter(({ event }) => event === "failed").map(({ messageId }) => messageId);
  const told = kept.filter(
    (entry): entry is { messageId: string; event: NightEvent } => entry.event !== null && entry.event !== "failed",
  );
  if (told.length === 0) return unkept;
  try {
    await deps.events.publish(told.map(({ event }) => event));
    return unkept;
  } catch {
    return [...unkept, ...told.map(({ messageId }) => messageId)];
  }
}

async function refusalEvent(
  run: string,
  digest: string,
  refusals: readonly Refusal[],
  deps: RecordDeps,
): Promise<NightEvent | null> {
  const head = await deps.dossiers.head(run);
  return head && refusedEvent({ run, scrutin: head.scrutin.id, tour: head.tour }, digest, refusals, deps.clock.now());
}
