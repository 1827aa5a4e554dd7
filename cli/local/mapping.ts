import { setTimeout as sleep } from "node:timers/promises";
import { type QueuePlan } from "./plan.ts";
import { recordOf, type SqsEventRecord } from "./event-record.ts";
import { type InvocationResult } from "./lambda.ts";
import { failuresOf, type MappingPlan, PAYLOAD_LIMIT, RECEIVE_LIMIT } from "./mapping-rules.ts";
import { type SqsWire } from "./wire.ts";

/** A long poll, in seconds: the longest that SQS offers. */
const LONG_POLL = 20;

/**
 * How a FIFO source rests after an invocation while others are behind: three times as long as the invocation took, and at most
 * this long, ms. Bells that ring meanwhile are answered together by the next invocation, and on a machine whose
 * processors are all at work the time goes to the tallies. AWS has no such rest, and no such lack of processors.
 */
const REST_FACTOR = 3;
const LONGEST_REST_MS = 500;

/** DeleteMessageBatch requests under way at once, a mapping. */
const DELETES = 2;

export interface QueueMetrics {
  /** Messages received, those received again included. */
  received: number;
  /** Messages that a function answered for. */
  deleted: number;
  /** Messages left in the queue by a failure; they come back when their visibility timeout ends. */
  failed: number;
  /** Invocations. */
  batches: number;
  /** Messages in the largest batch. */
  largestBatch: number;
}

/**
 * One event source mapping: it reads a queue, gathers batches, invokes the function, deletes what it answered for.
 *
 * A message that fails, or whose invocation fails, times out or is throttled, is left alone: it stays invisible until
 * its visibility timeout ends, as on AWS, then the queue gives it again or moves it to its dead-letter queue. The next
 * batch is gathered while invocations run; what a poll brings after a batch has closed opens the one after.
 */
export class Mapping {
  readonly metrics: QueueMetrics = { received: 0, deleted: 0, failed: 0, batches: 0, largestBatch: 0 };
  readonly #plan: MappingPlan;
  readonly #queue: QueuePlan;
  readonly #region: string;
  readonly #sqs: SqsWire;
  readonly #invoke: (event: { Records: SqsEventRecord[] }) => Promise<InvocationResult>;
  readonly #othersAreBehind: () => boolean;
  readonly #onFailure: (error: unknown) => void;
  readonly #stopping = new AbortController();
  readonly #loop: Promise<void>;
  /** Invocations that may start now. */
  #slots: number;
  /** A batch is gathered and no invocation may start. */
  #behind = false;
  #slotFreed: () => void = () => {};
  /** Received, not yet in a batch; each with what it adds to a payload, in bytes. */
  readonly #waiting: { record: SqsEventRecord; bytes: number }[] = [];
  #waitingBytes = 0;
  /** Receives under way. */
  readonly #polls = new Set<Promise<void>>();
  /** Whether the last receive came back full. */
  #plentiful = false;
  /** To delete, and how many requests are deleting. */
  readonly #handles: string[] = [];
  #deleting = 0;

  constructor(options: {
    plan: MappingPlan;
    queue: QueuePlan;
    region: string;
    concurrency: number;
    sqs: SqsWire;
    invoke(event: { Records: SqsEventRecord[] }): Promise<InvocationResult>;
    /** Whether a source that does not rest is behind. */
    othersAreBehind(): boolean;
    /** Told when the queue can no longer be read or emptied; the mapping has then stopped. */
    onFailure(error: unknown): void;
  }) {
    this.#plan = options.plan;
    this.#queue = options.queue;
    this.#region = options.region;
    this.#sqs = options.sqs;
    this.#invoke = options.invoke;
    this.#slots = options.concurrency;
    this.#othersAreBehind = options.othersAreBehind;
    this.#onFailure = (error) => {
      if (this.#stopping.signal.aborted) return;
      this.#stopping.abort();
      options.onFailure(error);
    };
    this.#loop = this.#run().catch(this.#onFailure);
  }

  /** Whether messages come faster than they are answered for: a batch waits for an invocation to end. */
  get behind(): boolean {
    return this.#behind;
  }

  /** Stops reading; invocations under way are left to their function. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#slotFreed();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const batch = await this.#gather();
      this.#behind = this.#slots === 0;
      while (this.#slots === 0) await new Promise<void>((resolve) => (this.#slotFreed = resolve));
      this.#behind = false;
      if (this.#stopping.signal.aborted) return;
      this.#slots--;
      void this.#process(batch).finally(() => {
        this.#slots++;
        this.#slotFreed();
      });
    }
  }

  /** Waits for a first message, then for the batch to fill or its window to end. */
  async #gather(): Promise<SqsEventRecord[]> {
    while (this.#waiting.length === 0) await this.#receive();
    const { batchSize, windowSeconds } = this.#plan;
    if (windowSeconds > 0) {
      let timer: NodeJS.Timeout | undefined;
      const windowEnds = new Promise<"ended">((resolve) => {
        timer = setTimeout(() => resolve("ended"), windowSeconds * 1000);
      });
      while (this.#waiting.length < batchSize && this.#waitingBytes < PAYLOAD_LIMIT) {
        if ((await Promise.race([this.#receive(), windowEnds])) === "ended") break;
      }
      clearTimeout(timer);
    }
    return this.#take(batchSize);
  }

  /** The first messages that wait: at most `batchSize`, within one payload, and at least one. */
  #take(batchSize: number): SqsEventRecord[] {
    let count = 0;
    let bytes = 0;
    for (const { bytes: more } of this.#waiting.slice(0, batchSize)) {
      if (count > 0 && bytes + more > PAYLOAD_LIMIT) break;
      bytes += more;
      count++;
    }
    this.#waitingBytes -= bytes;
    return this.#waiting.splice(0, count).map(({ record }) => record);
  }

  /**
   * Waits until an open poll has added to `#waiting` what it brings. One poll is open; a second joins it while the queue
   * has more to give than a poll carries, so that the queue works while we do.
   */
  #receive(): Promise<void> {
    while (this.#polls.size < (this.#plentiful ? 2 : 1)) this.#open();
    return Promise.race(this.#polls);
  }

  #open(): void {
    const wanted = Math.min(this.#plan.batchSize, RECEIVE_LIMIT);
    const poll = this.#sqs.receive(this.#queue.url, wanted, LONG_POLL, this.#stopping.signal).then((messages) => {
      this.metrics.received += messages.length;
      this.#plentiful = messages.length === wanted && !this.#queue.fifo;
      for (const message of messages) {
        const record = recordOf(message, this.#queue.arn, this.#region);
        const bytes = Buffer.byteLength(JSON.stringify(record)) + 1;
        this.#waiting.push({ record, bytes });
        this.#waitingBytes += bytes;
      }
    });
    const open = poll.finally(() => this.#polls.delete(open));
    this.#polls.add(open);
    // A poll left open by a batch that closed may fail while nobody waits for it; the next one will say so.
    open.catch(() => {});
  }

  async #process(batch: SqsEventRecord[]): Promise<void> {
    this.metrics.batches++;
    this.metrics.largestBatch = Math.max(this.metrics.largestBatch, batch.length);
    const started = performance.now();
    const result = await this.#invoke({ Records: batch });
    const took = performance.now() - started;
    const failed = this.#failed(batch, result);
    this.metrics.failed += failed.size;
    for (const { messageId, receiptHandle } of batch) {
      if (!failed.has(messageId)) this.#handles.push(receiptHandle);
    }
    this.#delete();
    if (this.#queue.fifo && this.#othersAreBehind()) {
      const rest = Math.min(REST_FACTOR * took, LONGEST_REST_MS);
      await sleep(rest, undefined, { signal: this.#stopping.signal }).catch(() => {});
    }
  }

  #failed(batch: readonly SqsEventRecord[], result: InvocationResult): ReadonlySet<string> {
    const ids = batch.map(({ messageId }) => messageId);
    if (result.outcome !== "success") return new Set(ids);
    return this.#plan.partialFailures ? failuresOf(result.answer, ids) : new Set();
  }

  /** Deletes beside the next receive; small batches that end together share a request. */
  #delete(): void {
    while (this.#handles.length > 0 && this.#deleting < DELETES) {
      const handles = this.#handles.splice(0, RECEIVE_LIMIT);
      this.#deleting++;
      this.#sqs
        .delete(this.#queue.url, handles)
        .then(() => {
          this.metrics.deleted += handles.length;
          this.#deleting--;
          this.#delete();
        })
        .catch(this.#onFailure);
    }
  }
}
