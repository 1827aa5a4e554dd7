/** A message of the tallies' queue, with how often it was received. */
export interface Delivered {
  readonly messageId: string;
  readonly body: string;
  readonly receives: number;
}

interface Waiting extends Delivered {
  readonly due: number;
}

/** The tallies' queue in memory: standard, with a visibility and a dead-letter queue as the stack has. */
export class TalliesQueue {
  readonly #most: number;
  readonly #visibilityMs: number;
  #waiting: Waiting[] = [];
  #dead: Delivered[] = [];
  #count = 0;

  /** @param most deliveries after which a message dies. */
  constructor(most: number, visibilityMs: number) {
    this.#most = most;
    this.#visibilityMs = visibilityMs;
  }

  send(body: string, now: number): void {
    this.#waiting.push({ messageId: `m${(this.#count += 1)}`, body, receives: 0, due: now });
  }

  /** Takes up to `size` messages that are due, oldest first. */
  take(size: number, now: number): Delivered[] {
    const due = this.#waiting.filter((message) => message.due <= now).slice(0, size);
    if (due.length === 0) return [];
    const taken = new Set(due);
    this.#waiting = this.#waiting.filter((message) => !taken.has(message));
    return due.map(({ messageId, body, receives }) => ({ messageId, body, receives: receives + 1 }));
  }

  /** Brings messages back once their visibility ends, or lets them die. */
  fail(messages: readonly Delivered[], now: number): void {
    for (const message of messages) {
      if (message.receives >= this.#most) this.#dead.push(message);
      else this.#waiting.push({ ...message, due: now + this.#visibilityMs });
    }
  }

  /** Sends dead letters again, one by one: whatever killed a batch kills only its own message. */
  redrive(now: number): void {
    const dead = this.#dead;
    this.#dead = [];
    dead.forEach(({ messageId, body }, i) => this.#waiting.push({ messageId, body, receives: 0, due: now + i * 10 }));
  }

  /** Loses the dead letters: what no operator must ever do. */
  swallow(): void {
    this.#dead = [];
  }

  get dead(): readonly Delivered[] {
    return this.#dead;
  }

  nextDue(): number | null {
    return this.#waiting.length === 0 ? null : Math.min(...this.#waiting.map(({ due }) => due));
  }
}
