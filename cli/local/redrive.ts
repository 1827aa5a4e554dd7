import { randomUUID } from "node:crypto";
import { type QueuePlan } from "./plan.ts";
import { type ReceivedMessage, type SqsWire } from "./wire.ts";

/**
 * Sends back the messages of a dead-letter queue to the queue they came from: receive, send, delete. It is what SQS
 * calls a message move task, which the emulator lacks.
 *
 * A message is deleted only once it has been sent, so a crash in between repeats it and never loses it. On a FIFO queue
 * each gets a fresh deduplication id: under its own, the queue would take it for one that it has already seen.
 * @returns how many messages moved.
 */
export async function redrive(sqs: SqsWire, from: QueuePlan, to: QueuePlan): Promise<number> {
  let moved = 0;
  for (;;) {
    const messages = await sqs.receive(from.url, 10, 0);
    if (messages.length === 0) return moved;
    await sqs.send(
      to.url,
      messages.map((message, index) => entryOf(message, index, to.fifo)),
    );
    await sqs.delete(
      from.url,
      messages.map(({ ReceiptHandle }) => ReceiptHandle),
    );
    moved += messages.length;
  }
}

function entryOf({ Body, Attributes, MessageAttributes }: ReceivedMessage, index: number, fifo: boolean): object {
  return {
    Id: String(index),
    MessageBody: Body,
    ...(MessageAttributes && { MessageAttributes }),
    ...(fifo && { MessageGroupId: Attributes?.["MessageGroupId"], MessageDeduplicationId: randomUUID() }),
  };
}
