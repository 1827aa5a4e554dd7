import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { FeedTicket } from "../contracts/tickets.ts";
import type { Feeds } from "../ports.ts";
import { batchesWithin, mapBounded } from "./batches.ts";
import { isTransient } from "./failures.ts";

/** SQS's own limits; UTF-16 units are counted, so the bound on bytes leaves room. */
const BATCH_SIZE = 10;
const BATCH_CHARACTERS = 300_000;
const MAX_DELAY_SECONDS = 900;
const BATCHES_AT_ONCE = 8;

/** The tallies' queue and the feeder's own, on SQS. */
export class SqsFeeds implements Feeds {
  readonly #client: SQSClient;
  readonly #queues: { readonly tallies: string; readonly feed: string };

  constructor(client: SQSClient, queues: { readonly tallies: string; readonly feed: string }) {
    this.#client = client;
    this.#queues = queues;
  }

  async send(bodies: readonly string[]): Promise<readonly number[]> {
    const indexed = bodies.map((body, index) => ({ body, index }));
    const batches = batchesWithin(indexed, BATCH_SIZE, BATCH_CHARACTERS, ({ body }) => body.length);
    return (await mapBounded(batches, BATCHES_AT_ONCE, (batch) => this.#sendBatch(batch))).flat();
  }

  async arm(ticket: FeedTicket, delayMs: number): Promise<void> {
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#queues.feed,
        MessageBody: JSON.stringify(ticket),
        DelaySeconds: Math.min(Math.ceil(delayMs / 1000), MAX_DELAY_SECONDS),
      }),
    );
  }

  /** @returns indexes of what was not taken. */
  async #sendBatch(batch: readonly { readonly body: string; readonly index: number }[]): Promise<readonly number[]> {
    try {
      const { Failed: failed = [] } = await this.#client.send(
        new SendMessageBatchCommand({
          QueueUrl: this.#queues.tallies,
          Entries: batch.map(({ body }, position) => ({ Id: String(position), MessageBody: body })),
        }),
      );
      return failed.map(({ Id }) => batch[Number(Id)]!.index);
    } catch (error) {
      if (isTransient(error)) return batch.map(({ index }) => index);
      throw error;
    }
  }
}
