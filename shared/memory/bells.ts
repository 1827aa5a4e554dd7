import { runKey, scopeKey, type Scope } from "../contracts/identity.ts";
import type { ExportTicket, PressTicket, PublishTicket, RecountTicket, Timer } from "../contracts/tickets.ts";
import type { Bells, RealClock, RecountRing } from "../ports.ts";
import { FifoQueue } from "./fifo-queue.ts";

/** The longest delay that SQS grants a message. */
const MAX_DELAY_MS = 15 * 60_000;

export interface MemoryBellsOptions {
  /** Delivery delay of the recount queue, ms. What makes a bell's slot safe is a delay longer than the slot. */
  readonly recountDelayMs?: number;
}

/**
 * The queues in memory, with what makes the bell race visible: deduplication and delivery delay, on a clock of the
 * caller's. A driver advances the clock to {@link nextDue} and takes what rang.
 */
export class MemoryBells implements Bells {
  readonly #clock: RealClock;
  readonly #recounts: FifoQueue<RecountTicket>;
  readonly #publishes = new FifoQueue<PublishTicket>(0);
  readonly #exports = new FifoQueue<ExportTicket>(0);
  readonly #presses = new FifoQueue<PressTicket>(0);
  readonly #timers = new FifoQueue<Timer>(0);

  constructor(clock: RealClock, options: MemoryBellsOptions = {}) {
    this.#clock = clock;
    this.#recounts = new FifoQueue(options.recountDelayMs ?? 0);
  }

  async ringRecounts(rings: readonly RecountRing[]): Promise<readonly Scope[]> {
    for (const { ticket, dedup } of rings) {
      this.#recounts.send(ticket, `${scopeKey(ticket)}#${dedup}`, this.#clock.now());
    }
    return [];
  }

  async ringPublish(ticket: PublishTicket): Promise<void> {
    const dedupId = `${runKey(ticket)}#${ticket.departement}#${ticket.sequence}`;
    this.#publishes.send(ticket, dedupId, this.#clock.now());
  }

  async ringExport(ticket: ExportTicket): Promise<void> {
    this.#exports.send(ticket, `${runKey(ticket)}#${ticket.object}`, this.#clock.now());
  }

  async ringPress(ticket: PressTicket, dedup: string): Promise<void> {
    this.#presses.send(ticket, `${runKey(ticket)}#${dedup}`, this.#clock.now());
  }

  async armTimer(timer: Timer, delayMs: number): Promise<void> {
    const delay = Math.min(Math.ceil(Math.max(0, delayMs) / 1000) * 1000, MAX_DELAY_MS);
    // The timers' queue is a standard one: it deduplicates nothing.
    this.#timers.enqueue(timer, delay, this.#clock.now());
  }

  /** Takes the recount tickets that are due. */
  takeRecounts(): readonly RecountTicket[] {
    return this.#recounts.take(this.#clock.now());
  }

  /** Takes the publish tickets that are due. */
  takePublishes(): readonly PublishTicket[] {
    return this.#publishes.take(this.#clock.now());
  }

  /** Takes the export tickets that are due; who exports nothing may leave them, {@link nextDue} does not wait for them. */
  takeExports(): readonly ExportTicket[] {
    return this.#exports.take(this.#clock.now());
  }

  /** Takes the press tickets that are due; {@link nextDue} does not wait for them either. */
  takePresses(): readonly PressTicket[] {
    return this.#presses.take(this.#clock.now());
  }

  /** Takes the timers that are due. */
  takeTimers(): readonly Timer[] {
    return this.#timers.take(this.#clock.now());
  }

  /** Brings back a recount that failed, as the end of its invisibility does. */
  retryRecount(ticket: RecountTicket, delayMs: number): void {
    this.#recounts.enqueue(ticket, delayMs, this.#clock.now());
  }

  /** Brings back a publication that failed. */
  retryPublish(ticket: PublishTicket, delayMs: number): void {
    this.#publishes.enqueue(ticket, delayMs, this.#clock.now());
  }

  /** When the next ticket or timer is due, ms; `null` when nothing waits. */
  nextDue(): number | null {
    const dues = [this.#recounts.nextDue(), this.#publishes.nextDue(), this.#timers.nextDue()];
    return dues.reduce((next, due) => (next === null || (due !== null && due < next) ? due : next), null);
  }
}
