import { createHash } from "node:crypto";
import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { parseScopeKey, runKey, scopeKey, type Scope } from "../contracts/identity.ts";
import type { ExportTicket, PressTicket, PublishTicket, Timer } from "../contracts/tickets.ts";
import type { Bells, RecountRing } from "../ports.ts";
import { batchesOf, mapBounded } from "./batches.ts";
import { isTransient } from "./failures.ts";

/** URLs of the queues: four FIFO ones for the bells, a standard one for the timers. A function knows those it may ring. */
export interface BellQueues {
  readonly recount?: string;
  readonly publish?: string;
  readonly exports?: string;
  readonly press?: string;
  readonly timers?: string;
}

/** SQS's own limits. */
const BATCH_SIZE = 10;
const MAX_DELAY_SECONDS = 900;
const MAX_ID_LENGTH = 128;
const BATCHES_AT_ONCE = 4;

/** The queues between the functions on SQS. Group and deduplication ids carry the full identity of what they ring for. */
export class SqsBells implements Bells {
  readonly #client: SQSClient;
  readonly #queues: BellQueues;

  constructor(client: SQSClient, queues: BellQueues) {
    this.#client = client;
    this.#queues = queues;
  }

  async ringRecounts(rings: readonly RecountRing[]): Promise<readonly Scope[]> {
    const unrung = await mapBounded(batchesOf(rings, BATCH_SIZE), BATCHES_AT_ONCE, (batch) => this.#ringBatch(batch));
    // Two causes may ring for one scope: it is named once.
    return [...new Set(unrung.flat())].map(parseScopeKey);
  }

  async ringPublish(ticket: PublishTicket): Promise<void> {
    await this.#ringNation("publish", ticket, `${ticket.departement}#${ticket.sequence}`);
  }

  async ringExport(ticket: ExportTicket): Promise<void> {
    await this.#ringNation("exports", ticket, ticket.object);
  }

  async ringPress(ticket: PressTicket, dedup: string): Promise<void> {
    await this.#ringNation("press", ticket, dedup);
  }

  /** One ticket in the group of its run. */
  async #ringNation(
    queue: "publish" | "exports" | "press",
    ticket: PublishTicket | ExportTicket | PressTicket,
    dedup: string,
  ): Promise<void> {
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#url(queue),
        MessageBody: JSON.stringify(ticket),
        MessageGroupId: fitted(runKey(ticket)),
        MessageDeduplicationId: fitted(`${runKey(ticket)}#${dedup}`),
      }),
    );
  }

  async armTimer(timer: Timer, delayMs: number): Promise<void> {
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#url("timers"),
        MessageBody: JSON.stringify(timer),
        DelaySeconds: Math.min(Math.ceil(Math.max(0, delayMs) / 1000), MAX_DELAY_SECONDS),
      }),
    );
  }

  #url(queue: keyof BellQueues): string {
    const url = this.#queues[queue];
    if (url !== undefined) return url;
    throw new Error(
      `BELLS-NO-QUEUE: the ${queue} queue is unknown here: expected its URL. ` +
        "Name it where the ports are wired, and grant the function to send to it.",
    );
  }

  /** @returns the keys of the scopes that could not be rung. */
  async #ringBatch(batch: readonly RecountRing[]): Promise<readonly string[]> {
    try {
      const { Failed: failed = [] } = await this.#client.send(
        new SendMessageBatchCommand({
          QueueUrl: this.#url("recount"),
          Entries: batch.map(({ ticket, dedup }, position) => ({
            Id: String(position),
            MessageBody: JSON.stringify(ticket),
            MessageGroupId: fitted(scopeKey(ticket)),
            MessageDeduplicationId: fitted(`${scopeKey(ticket)}#${dedup}`),
          })),
        }),
      );
      return failed.map(({ Id }) => scopeKey(batch[Number(Id)]!.ticket));
    } catch (error) {
      if (isTransient(error)) return batch.map(({ ticket }) => scopeKey(ticket));
      throw error;
    }
  }
}

/** An id that SQS takes: as it is, or its beginning and the hash of the whole when it is too long. */
function fitted(id: string): string {
  if (id.length <= MAX_ID_LENGTH) return id;
  const digest = createHash("sha256").update(id).digest("hex");
  return `${id.slice(0, MAX_ID_LENGTH - digest.length - 1)}#${digest}`;
}
