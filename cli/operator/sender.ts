import { batchesWithin } from "#shared/aws/batches.ts";
import { realDelayUntil, virtualNow, type RunClock } from "#shared/contracts/run.ts";
import type { NotSent, OutgoingMessage, Time } from "./cloud.ts";
import { OperatorError, reasonOf } from "./errors.ts";

/** Messages in the order of their virtual instants; bodies are made when they leave. */
export interface Feed {
  readonly length: number;
  /** Virtual instant of a message, ms since 1970 UTC. */
  at(index: number): number;
  body(index: number): string;
  /** Where a message comes from: what {@link Sender.silence} names. Left out: nowhere. */
  origin?(index: number): string;
}

export interface SenderOptions {
  readonly feed: Feed;
  readonly clock: RunClock;
  readonly time: Time;
  readonly send: (messages: readonly OutgoingMessage[]) => Promise<readonly NotSent[]>;
  /** Batches under way at once. */
  readonly inFlight?: number;
  /** At `max`, virtual instant that no message crosses before {@link SenderOptions.cross} resolved; `null`: none. */
  readonly barrier: number | null;
  /** Called once, everything before the barrier being acknowledged. */
  readonly cross: () => Promise<void>;
}

/** SQS's own limits: messages and bytes a batch. UTF-16 units are counted, so the bound on bytes leaves room. */
const BATCH = 10;
const BATCH_CHARACTERS = 300_000;
/** Messages that fall due within a tick leave together: a slow night sends few calls, and nobody sees 20 ms. */
const TICK_MS = 20;
/** A message that the queue refuses for this many attempts (about a minute) is not sent. */
const ATTEMPTS = 16;
const LONGEST_PAUSE_MS = 5_000;
/**
 * At `max`, messages that may wait in the queue: enough that the pipeline never starves, few enough that a local queue stays
 * fast and small. A backlog that has not moved for the patience no longer holds anything back: then the run fails by itself.
 */
const MOST_WAITING = 10_000;
const PATIENCE_MS = 60_000;

/**
 * Feeds a recording through the run's clock. At a finite speed every message leaves when the clock shows its instant
 * (never before); at `max` as fast as the queue takes them, a bounded number of batches at once. A change of clock takes
 * effect at once: pause, resume, another speed, a jump forward.
 */
export class Sender {
  readonly #options: Required<SenderOptions>;
  /** Real instant at which each message was handed to the queue, ms; 0: not yet. */
  readonly sentAt: Float64Array;
  #clock: RunClock;
  #barrier: number | null;
  #next = 0;
  #sent = 0;
  #wake = new AbortController();
  /** What waited in the queue when it was last told (-1: never), how many had left then, and when that last changed. */
  #backlog = { waiting: -1, left: Infinity, movedAt: 0 };
  readonly #batches = new Set<Promise<void>>();
  /** What fell due of each origin that is silent, in its order; and of those that speak again, what leaves next. */
  readonly #held = new Map<string, number[]>();
  #freed: number[] = [];
  /** How many more messages leave before their instant. */
  #burst = 0;
  #failure: unknown;

  constructor(options: SenderOptions) {
    this.#options = { inFlight: 12, ...options };
    this.#clock = options.clock;
    this.#barrier = options.barrier;
    this.sentAt = new Float64Array(options.feed.length);
  }

  /** Messages that the queue acknowledged. */
  get sent(): number {
    return this.#sent;
  }

  /** Virtual instant of the next message to leave; `null` when all left. */
  get nextAt(): number | null {
    const { feed } = this.#options;
    return this.#next < feed.length ? feed.at(this.#next) : null;
  }

  setClock(clock: RunClock): void {
    this.#clock = clock;
    this.#rouse();
  }

  /** Messages held back, by the origin that is silent. */
  get held(): ReadonlyMap<string, number> {
    return new Map([...this.#held].map(([origin, messages]) => [origin, messages.length]));
  }

  /** From now on nothing leaves from an origin: what falls due is held, and the feed does not end before it is freed. */
  silence(origin: string): void {
    if (!this.#held.has(origin)) this.#held.set(origin, []);
  }

  /** An origin speaks again: what was held of it leaves at once. */
  free(origin: string): void {
    this.#freed.push(...(this.#held.get(origin) ?? []));
    this.#held.delete(origin);
    this.#rouse();
  }

  /** The next messages leave now, before their instants. At `max` they do anyway. */
  hurry(messages: number): void {
    this.#burst = messages;
    this.#rouse();
  }

  /** Tells how many messages wait in the queue: at `max` the sender stays a bounded number ahead of the pipeline. */
  tellBacklog(waiting: number): void {
    const movedAt = waiting === this.#backlog.waiting ? this.#backlog.movedAt : this.#options.time.now();
    this.#backlog = { waiting, left: this.#next, movedAt };
    this.#rouse();
  }

  /**
   * Sends everything; resolves when the last message is acknowledged, or soon after `stop`.
   * @throws `C-ENVOI` when a message cannot be sent.
   */
  async run(stop: AbortSignal): Promise<void> {
    const { inFlight, cross } = this.#options;
    const rouse = (): void => this.#rouse();
    stop.addEventListener("abort", rouse);
    try {
      while (!this.#done && !stop.aborted) {
        while (this.#batches.size >= inFlight) await Promise.race(this.#batches);
        this.#rethrow();
        const batch = this.#take();
        if (batch.length > 0) this.#dispatch(batch, stop);
        else if (this.#atBarrier()) {
          await this.#idle();
          if (stop.aborted) break;
          this.#barrier = null;
          await cross();
        } else await this.#pause();
      }
      await this.#idle();
    } finally {
      stop.removeEventListener("abort", rouse);
    }
  }

  /** The next messages that may leave now. */
  #take(): number[] {
    const { feed, time } = this.#options;
    const { paused, speed } = this.#clock;
    // A clock that stands still at an instant shows it: what lies before it leaves. At `max` it shows nothing yet.
    if (speed === "max" && (paused || this.#tooFarAhead())) return [];
    const barred = speed === "max" && this.#barrier !== null ? this.#barrier : Infinity;
    const due = speed === "max" ? Infinity : virtualNow(this.#clock, time.now());
    const batch = this.#freed.splice(0, BATCH);
    for (; batch.length < BATCH && this.#next < feed.length; this.#next++) {
      const at = feed.at(this.#next);
      if (at >= barred || (at > due && this.#burst === 0)) break;
      if (at > due) this.#burst -= 1;
      (this.#held.get(feed.origin?.(this.#next) ?? "") ?? batch).push(this.#next);
    }
    return batch;
  }

  /** Whether everything left: what a silent origin keeps is still to come. */
  get #done(): boolean {
    return this.#next >= this.#options.feed.length && this.#held.size === 0 && this.#freed.length === 0;
  }

  #tooFarAhead(): boolean {
    const { waiting, left, movedAt } = this.#backlog;
    return waiting + this.#next - left >= MOST_WAITING && this.#options.time.now() - movedAt < PATIENCE_MS;
  }

  #atBarrier(): boolean {
    const { paused, speed } = this.#clock;
    return !paused && speed === "max" && this.#barrier !== null && (this.nextAt ?? -Infinity) >= this.#barrier;
  }

  /** Waits until the next message is due or the clock changes. */
  #pause(): Promise<void> {
    const { time } = this.#options;
    const { nextAt } = this;
    const delay = nextAt === null ? null : realDelayUntil(this.#clock, nextAt, time.now());
    return time.sleep(delay === null ? 3_600_000 : Math.max(TICK_MS, delay), this.#wake.signal);
  }

  #rouse(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  #dispatch(indexes: readonly number[], stop: AbortSignal): void {
    const batch = this.#deliver(indexes, stop)
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => this.#batches.delete(batch));
    this.#batches.add(batch);
  }

  async #deliver(indexes: readonly number[], stop: AbortSignal): Promise<void> {
    const { feed, time } = this.#options;
    const now = time.now();
    for (const index of indexes) this.sentAt[index] = now;
    let left = indexes.map((index) => ({ index, body: feed.body(index) }));
    let reason = "";
    for (let attempt = 0; attempt < ATTEMPTS && !(attempt > 0 && stop.aborted); attempt++) {
      if (attempt > 0) await time.sleep(Math.min(LONGEST_PAUSE_MS, 50 * 2 ** attempt), stop);
      const failed = (
        await Promise.all(
          batchesWithin(left, BATCH, BATCH_CHARACTERS, ({ body }) => body.length).map((part) => this.#send(part)),
        )
      ).flat();
      this.#sent += left.length - failed.length;
      if (failed.length === 0) return;
      const hopeless = failed.find(({ retryable }) => !retryable);
      reason = (hopeless ?? failed[0]!).reason;
      if (hopeless) break;
      left = failed.map(({ message }) => message);
    }
    if (stop.aborted) return;
    throw new OperatorError(
      "C-ENVOI",
      `${left.length} messages n'ont pas pu être envoyés à la file des procès-verbaux (${reason}). Vérifiez que le nuage répond, puis rejouez dans un nouveau run.`,
    );
  }

  /** Sends a part of a batch. @returns what was not taken. */
  async #send(part: readonly Message[]): Promise<{ message: Message; retryable: boolean; reason: string }[]> {
    try {
      const notSent = await this.#options.send(part.map(({ body }) => ({ body })));
      return notSent.map(({ index, retryable, reason }) => ({ message: part[index]!, retryable, reason }));
    } catch (error) {
      return part.map((message) => ({ message, retryable: true, reason: reasonOf(error) }));
    }
  }

  async #idle(): Promise<void> {
    await Promise.all(this.#batches);
    this.#rethrow();
  }

  #rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}

interface Message {
  readonly index: number;
  readonly body: string;
}
