import { PublishBatchCommand, type PublishBatchRequestEntry, type SNSClient } from "@aws-sdk/client-sns";
import type { NightEvent } from "../contracts/events.ts";
import type { Events } from "../ports.ts";
import { mapBounded } from "./batches.ts";

/** SNS's own limits, the second with room for attributes: 262,144 bytes a call. */
const BATCH_SIZE = 10;
const BATCH_BYTES = 240_000;
const BATCHES_AT_ONCE = 4;

/**
 * The topic on SNS. The message is the CloudEvent itself; what a subscription may filter on is repeated as attributes
 * (`EVENT_ATTRIBUTES`; SNS passes ten on at most).
 */
export class SnsEvents implements Events {
  readonly #client: SNSClient;
  readonly #topicArn: string;

  constructor(client: SNSClient, topicArn: string) {
    this.#client = client;
    this.#topicArn = topicArn;
  }

  /** @throws when any event was not taken: all are then to be published again, under the same ids. */
  async publish(events: readonly NightEvent[]): Promise<void> {
    await mapBounded(batchesOfEvents(events), BATCHES_AT_ONCE, async (batch) => {
      const { Failed: failed = [] } = await this.#client.send(
        new PublishBatchCommand({ TopicArn: this.#topicArn, PublishBatchRequestEntries: batch }),
      );
      const [first] = failed;
      if (first !== undefined) {
        throw new Error(
          `EVENTS-REFUSED: ${failed.length} of ${batch.length} events were not taken by ${this.#topicArn}, ` +
            `the first for ${first.Code}: expected all to be. Publish them again.`,
        );
      }
    });
  }
}

/** Cuts by number and by size, whichever comes first. */
function batchesOfEvents(events: readonly NightEvent[]): PublishBatchRequestEntry[][] {
  const batches: PublishBatchRequestEntry[][] = [];
  let batch: PublishBatchRequestEntry[] = [];
  let bytes = 0;
  for (const event of events) {
    const message = JSON.stringify(event);
    const size = Buffer.byteLength(message);
    if (batch.length === BATCH_SIZE || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
      batches.push(batch);
      [batch, bytes] = [[], 0];
    }
    batch.push({ Id: String(batch.length), Message: message, MessageAttributes: attributesOf(event) });
    bytes += size;
  }
  return batch.length === 0 ? batches : [...batches, batch];
}

function attributesOf({ type, subject, data }: NightEvent): NonNullable<PublishBatchRequestEntry["MessageAttributes"]> {
  const texts = {
    type,
    subject,
    run: data.run,
    scrutin: data.scrutin,
    tour: String(data.tour),
    ...(data.departement === undefined ? {} : { departement: data.departement }),
  };
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, { DataType: "String", StringValue: text }]),
  );
}
