import { scopeKey, type Scope } from "../contracts/identity.ts";
import type { NightEvent } from "../contracts/events.ts";
import type { DossierHead, DossierPart } from "../contracts/dossier.ts";
import type { ParticipationMessage } from "../contracts/participation.ts";
import type { TallyMessage } from "../contracts/tally.ts";
import { departementsOf } from "../count/register.ts";
import { admit, headRefusals, readMessage } from "../count/validation.ts";
import type { Checked, Refusal } from "../count/refusals.ts";
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
      /** The run that it names; `null`: nobody knows. */
      readonly run: string | null;
      /** The instant that it gives itself, ms: a repeat is refused under the same. */
      readonly at: number;
      readonly refusals: readonly Refusal[];
    };

/** A message whose tally is in the ledger. */
export interface RecordedMessage {
  readonly messageId: string;
  readonly scope: Scope;
}

/** A message that is in the quarantine. */
export interface RefusedMessage {
  readonly messageId: string;
  /** The run that it names; `null`: nobody knows. */
  readonly run: string | null;
  /** Code of its first refusal. */
  readonly code: string;
}

/** What became of a batch. */
export interface Recorded {
  /** Ids that must come back: whatever could not be written, kept or rung. */
  readonly failures: readonly string[];
  /** Messages in the ledger, their bells rung; a repeat counts again. */
  readonly accepted: readonly RecordedMessage[];
  readonly refused: readonly RefusedMessage[];
}

/**
 * Records a batch of messages: tallies, and reports of participation. Accepted ones are in the ledger, and their
 * département's bell is rung, before they are acknowledged; refused ones are in the quarantine. Repeating any of it
 * changes nothing (DESIGN §2.1–2.3).
 */
export async function recordTallies(messages: readonly QueuedMessage[], deps: RecordDeps): Promise<Recorded> {
  const failures = new Set<string>();
  const readings = messages.map(readingOf);
  const places = await placesOf(readings, deps.dossiers);
  const accepted: Accepted[] = [];
  const refused: Refused[] = [];
  for (const reading of readings) {
    const verdict = judge(reading, places);
    if (verdict === null) failures.add(reading.message.messageId);
    else if (verdict.kind === "accepted") accepted.push(verdict);
    else refused.push(verdict);
  }
  const [unrecorded, unkept] = await Promise.all([record(accepted, deps), quarantine(refused, deps)]);
  for (const id of [...unrecorded, ...unkept]) failures.add(id);
  return {
    failures: [...failures],
    accepted: accepted
      .filter(({ messageId }) => !failures.has(messageId))
      .map(({ messageId, entry }) => ({ messageId, scope: entry.scope })),
    refused: refused
      .filter(({ messageId }) => !failures.has(messageId))
      .map(({ messageId, run, refusals }) => ({ messageId, run, code: refusals[0]!.code })),
  };
}

/** A message with what its body says. */
interface Reading {
  readonly message: QueuedMessage;
  readonly checked: Checked<TallyMessage | ParticipationMessage>;
  /** Identity of the scope that it names; empty when it cannot be read. */
  readonly group: string;
}

function readingOf(message: QueuedMessage): Reading {
  const checked = readMessage(message.body);
  return { message, checked, group: "ok" in checked ? scopeKey(checked.ok.data) : "" };
}

/** Where the tallies of one run and département belong. */
interface Place {
  readonly head: DossierHead | null;
  /** `null`: the dossier has no such département. */
  readonly part: DossierPart | null;
  readonly scope: Scope;
}

/** Reads the dossiers that a batch needs, each once. A place that could not be read just now is absent. */
async function placesOf(readings: readonly Reading[], dossiers: Dossiers): Promise<ReadonlyMap<string, Place>> {
  const wanted = new Map<string, Scope>();
  for (const { checked, group } of readings) if ("ok" in checked) wanted.set(group, checked.ok.data);
  const places = new Map<string, Place>();
  await Promise.all(
    [...wanted].map(async ([group, { run, scrutin, tour, departement }]) => {
      try {
        const head = await dossiers.head(run);
        const known = head !== null && departementsOf(head).has(departement);
        const part = known ? await dossiers.part(run, departement) : null;
        if (known && !part) return;
        places.set(group, { head, part, scope: { run, scrutin, tour, departement } });
      } catch {
        // The dossier could not be read just now: nothing is known against its messages.
      }
    }),
  );
  return places;
}

/** Accepts a message or refuses it; `null`: its dossier could not be read, it must come back. */
function judge({ message, checked, group }: Reading, places: ReadonlyMap<string, Place>): Verdict | null {
  const { messageId } = message;
  if ("refusals" in checked)
    return { kind: "refused", messageId, message, run: null, at: 0, refusals: checked.refusals };
  const place = places.get(group);
  if (!place) return null;
  const { head, part, scope } = place;
  const { time, data } = checked.ok;
  const refuse = (run: string | null, refusals: readonly Refusal[]): Verdict => ({
    kind: "refused",
    messageId,
    message,
    run,
    at: Date.parse(time),
    refusals,
  });
  const mismatch = headRefusals(data, head);
  if (!head || !part || mismatch.length > 0) return refuse(head ? data.run : null, mismatch);
  const admitted = admit(checked.ok, head, part);
  if ("refusals" in admitted) return refuse(data.run, admitted.refusals);
  const { key, content } = admitted.ok;
  return { kind: "accepted", messageId, entry: { scope, key, content }, group, id: `${group}#${key}` };
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
    refused.map(async ({ message, messageId, run, at, refusals }) => {
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
        return { messageId, event: run === null ? null : await refusalEvent(run, digest, refusals, at, deps) };
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
  at: number,
  deps: RecordDeps,
): Promise<NightEvent | null> {
  const head = await deps.dossiers.head(run);
  return head && refusedEvent({ run, scrutin: head.scrutin.id, tour: head.tour }, digest, refusals, at);
}
