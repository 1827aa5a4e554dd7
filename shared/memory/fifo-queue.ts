/** How long SQS remembers a deduplication id, consumed or not: five minutes after the first message accepted under it. */
const DEDUP_WINDOW_MS = 5 * 60_000;

interface Waiting<T> {
  readonly body: T;
  /** Instant from which it may be taken, ms. */
  readonly due: number;
}

/**
 * The part of a FIFO queue's behaviour that decides whether a count is right: deduplication over five minutes, the
 * delivery delay, order. Every instant is given by the caller. What is taken is gone; {@link enqueue} brings it back.
 */
export class FifoQueue<T> {
  readonly #delayMs: number;
  readonly #acceptedAt = new Map<string, number>();
  #waiting: Waiting<T>[] = [];

  /** @param delayMs delivery delay of the queue. */
  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  /** Accepts a message; a repeat of a remembered id is acknowledged and goes nowhere. @returns whether it will be delivered. */
  send(body: T, dedupId: string, now: number): boolean {
    this.#forget(now);
    if (this.#acceptedAt.has(dedupId)) return false;
    this.#acceptedAt.set(dedupId, now);
    this.enqueue(body, this.#delayMs, now);
    return true;
  }

  /** Puts a message past the deduplication: one that failed and comes back, or any of a standard queue. */
  enqueue(body: T, delayMs: number, now: number): void {
    this.#waiting.push({ body, due: now + delayMs });
  }

  /** Takes every message that is due, in the order in which they became so. */
  take(now: number): readonly T[] {
    const due = this.#waiting.filter((message) => message.due <= now).sort((a, b) => a.due - b.due);
    if (due.length > 0) this.#waiting = this.#waiting.filter((message) => message.due > now);
    return due.map((message) => message.body);
  }

  /** When the next message is due, ms; `null` when none waits. */
  nextDue(): number | null {
    return this.#waiting.reduce<number | null>((next, { due }) => (next === null || due < next ? due : next), null);
  }

  /** Ids are kept in the order of their acceptance, so those to forget come first. */
  #forget(now: number): void {
    for (const [dedupId, acceptedAt] of this.#acceptedAt) {
      if (now - acceptedAt < DEDUP_WINDOW_MS) return;
      this.#acceptedAt.delete(dedupId);
    }
  }
}
