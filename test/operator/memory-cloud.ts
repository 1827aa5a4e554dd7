import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Scope } from "#shared/contracts/identity.ts";
import { ShelfDossiers } from "#shared/aws/dossiers.ts";
import { MemoryAggregates } from "#shared/memory/aggregates.ts";
import { MemoryBells } from "#shared/memory/bells.ts";
import { MemoryEvents } from "#shared/memory/events.ts";
import { MemoryLedger } from "#shared/memory/ledger.ts";
import { MemoryRuns } from "#shared/memory/runs.ts";
import { MemoryShelf } from "#shared/memory/shelf.ts";
import { wideOutcomes } from "#shared/pipeline/decision.ts";
import { publishNight } from "#shared/pipeline/publish-night.ts";
import { makeRecent } from "#shared/pipeline/recent.ts";
import { recordTallies } from "#shared/pipeline/record-tallies.ts";
import { recountDepartement } from "#shared/pipeline/recount-departement.ts";
import { answerTimer } from "#shared/pipeline/sweep.ts";
import { publishPress } from "#shared/press/publish-press.ts";
import type {
  Cloud,
  NotSent,
  ObjectReader,
  OutgoingMessage,
  Queue,
  QueueDepth,
  ReceivedMessage,
  StackOutputs,
  StoredObject,
} from "#cli/operator/cloud.ts";
import { STACK_OUTPUTS } from "#cli/operator/cloud.ts";
import type { LedgerEntry } from "#shared/ports.ts";
import { FakeTime } from "./fake-time.ts";

const SLOT_MS = 500;

/** A standard queue in memory; messages in flight come back when they are not deleted. */
export class MemoryQueue implements Queue {
  readonly url: string;
  readonly sent: OutgoingMessage[] = [];
  #waiting: OutgoingMessage[] = [];
  readonly #inFlight = new Map<string, OutgoingMessage>();
  #count = 0;
  /** Makes sending fail. */
  refuse: (messages: readonly OutgoingMessage[]) => readonly NotSent[] = () => [];

  constructor(url: string) {
    this.url = url;
  }

  async send(messages: readonly OutgoingMessage[]): Promise<readonly NotSent[]> {
    const refused = this.refuse(messages);
    const left = new Set(refused.map(({ index }) => index));
    for (const [index, message] of messages.entries()) {
      if (left.has(index)) continue;
      this.sent.push(message);
      this.#waiting.push(message);
    }
    return refused;
  }

  async depth(): Promise<QueueDepth> {
    return { waiting: this.#waiting.length, inFlight: this.#inFlight.size, delayed: 0 };
  }

  async receive(max: number): Promise<readonly ReceivedMessage[]> {
    return this.#waiting.splice(0, Math.min(10, max)).map((message) => {
      const receipt = `receipt-${(this.#count += 1)}`;
      this.#inFlight.set(receipt, message);
      return { id: `message-${this.#count}`, body: message.body, receipt, group: message.group ?? null };
    });
  }

  async delete(receipts: readonly string[]): Promise<void> {
    for (const receipt of receipts) this.#inFlight.delete(receipt);
  }
}

/** A whole cloud in memory, pipeline included: its functions work whenever the fake time is about to pass. */
export class MemoryCloud implements Cloud {
  readonly time = new FakeTime(undefined, () => this.#work());
  readonly shelf = new MemoryShelf();
  readonly runs = new MemoryRuns();
  readonly aggregates = new MemoryAggregates();
  readonly ledger = new MemoryLedger();
  readonly events = new MemoryEvents();
  readonly bells = new MemoryBells(this.time, { recountDelayMs: 1000 });
  readonly queues = queuesNamed("");
  readonly deadLetters = queuesNamed("-dlq");
  readonly names = {
    outputs: Object.fromEntries(STACK_OUTPUTS.map((name) => [name, `memory:${name}`])) as StackOutputs,
    endpoints: {},
    environment: {},
  };
  readonly erased: Scope[] = [];
  readonly eraser = { erase: async (scope: Scope): Promise<number> => this.erased.push(scope) };
  readonly published: ObjectReader = new ShelfReader(this.shelf);
  /** What the ledger is made to write instead of an entry. */
  falsify: (entry: LedgerEntry) => LedgerEntry = (entry) => entry;
  readonly #recent = makeRecent();
  readonly #dossiers = new ShelfDossiers(this.shelf, this.time);

  get #deps() {
    const { runs, aggregates, shelf, bells, events, time: clock } = this;
    const ledger = {
      append: (entries: readonly LedgerEntry[]) => this.ledger.append(entries.map((entry) => this.falsify(entry))),
      read: (scope: Scope) => this.ledger.read(scope),
    };
    return {
      ledger,
      runs,
      aggregates,
      shelf,
      bells,
      events,
      clock,
      dossiers: this.#dossiers,
      slotMs: SLOT_MS,
      clockErrorMs: 250,
      recent: this.#recent,
    };
  }

  /** Does what the functions have to do now. @returns when they have more. */
  async #work(): Promise<number | null> {
    for (;;) {
      const messages = await this.queues.tallies.receive(10);
      if (messages.length === 0) break;
      await recordTallies(
        messages.map(({ id, body }) => ({ messageId: id, body })),
        this.#deps,
      );
      await this.queues.tallies.delete(messages.map(({ receipt }) => receipt));
    }
    for (const ticket of this.bells.takeRecounts()) await recountDepartement(ticket, this.#deps);
    for (const ticket of this.bells.takePublishes()) await publishNight(ticket, [ticket], this.#deps);
    for (const ticket of this.bells.takePresses())
      await publishPress(ticket, { ...this.#deps, outcomes: wideOutcomes, budgetMs: 60_000 });
    for (const timer of this.bells.takeTimers()) await answerTimer(timer, this.#deps);
    return this.bells.nextDue();
  }
}

const queuesNamed = (suffix: string) => ({
  tallies: new MemoryQueue(`memory:tallies${suffix}`),
  recount: new MemoryQueue(`memory:recount${suffix}`),
  publish: new MemoryQueue(`memory:publish${suffix}`),
  press: new MemoryQueue(`memory:press${suffix}`),
  timers: new MemoryQueue(`memory:timers${suffix}`),
});

/** Reads a shelf as a bucket is read: compressed, under an ETag. */
class ShelfReader implements ObjectReader {
  readonly #shelf: MemoryShelf;

  constructor(shelf: MemoryShelf) {
    this.#shelf = shelf;
  }

  async read(key: string, ifNoneMatch?: string): Promise<StoredObject | "unchanged" | null> {
    const stored = await this.#shelf.get(key);
    if (stored === null) return null;
    const etag = `"${createHash("md5").update(stored.body).digest("hex")}"`;
    if (etag === ifNoneMatch) return "unchanged";
    return {
      body: gzipSync(stored.body, { level: 1 }),
      contentType: stored.contentType,
      encoding: "gzip",
      etag,
      cacheControl: "no-cache",
    };
  }
}
