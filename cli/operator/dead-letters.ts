import { randomUUID } from "node:crypto";
import type { Cloud, QueueName } from "./cloud.ts";

/** A message that failed too often, as its queue gave it up. */
export interface DeadLetter {
  readonly queue: QueueName;
  readonly id: string;
  readonly body: string;
}

/** How long a message that is only looked at stays hidden from others. */
const LOOK_SECONDS = 2;
/** How long a message that is being moved may take. */
const MOVE_SECONDS = 30;

/** Looks at up to ten dead letters of a queue; they stay there. */
export async function listDeadLetters(cloud: Pick<Cloud, "deadLetters">, queue: QueueName): Promise<DeadLetter[]> {
  const messages = await cloud.deadLetters[queue].receive(10, LOOK_SECONDS);
  return messages.map(({ id, body }) => ({ queue, id, body }));
}

/**
 * Moves the dead letters of a queue back: receive, send, delete, in that order, so that a crash repeats and never loses.
 * Bells get a fresh deduplication id: under the old one the queue would take them and deliver nothing for five minutes.
 *
 * @returns how many were moved.
 */
export async function redriveDeadLetters(
  cloud: Pick<Cloud, "queues" | "deadLetters">,
  queue: QueueName,
): Promise<number> {
  const { waiting } = await cloud.deadLetters[queue].depth();
  let moved = 0;
  // What dies again while this runs is for another time, hence the bound.
  while (moved < waiting) {
    const messages = await cloud.deadLetters[queue].receive(10, MOVE_SECONDS);
    if (messages.length === 0) break;
    const notSent = await cloud.queues[queue].send(
      messages.map(({ body, group }) => ({ body, ...(group !== null && { group, dedup: randomUUID() }) })),
    );
    const left = new Set(notSent.map(({ index }) => index));
    const taken = messages.filter((_, index) => !left.has(index));
    await cloud.deadLetters[queue].delete(taken.map(({ receipt }) => receipt));
    moved += taken.length;
    if (left.size > 0) break;
  }
  return moved;
}
