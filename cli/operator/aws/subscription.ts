import { setTimeout as sleep } from "node:timers/promises";
import {
  ListSubscriptionsByTopicCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
  type SNSClient,
} from "@aws-sdk/client-sns";
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { snsClient, sqsClient, type ClientOptions } from "#shared/aws/clients.ts";
import type { NightEvent } from "#shared/contracts/events.ts";
import type { CloudNames } from "../cloud.ts";
import { OperatorError, reasonOf } from "../errors.ts";
import { LOCAL_CREDENTIALS, LOCAL_REGION } from "./cloud.ts";

/** Values that an attribute may have, by its name: a subscription's filter policy. Empty: every event. */
export type EventFilter = Readonly<Record<string, readonly string[]>>;

export interface SubscriptionOptions {
  /** Names its queues, `vingt-heures-<name>` and its dead letters: who subscribes again under it finds what waits. */
  readonly name: string;
  /** Left out: as it was. */
  readonly filter?: EventFilter;
  /** Deliveries of one event before it is parked; left out: as it was, or 5. */
  readonly attempts?: number;
}

/** One delivery of an event. */
export interface Delivery {
  readonly event: NightEvent;
  readonly receipt: string;
  /** How often it was delivered, this time included. */
  readonly attempt: number;
}

/** How long a delivery may take before it counts as failed, seconds. */
const VISIBILITY_S = 60;
const DEFAULT_ATTEMPTS = 5;
/** What is parked is kept as long as SQS keeps anything: 14 days. */
const KEPT_S = 1_209_600;
/** Below the clients' own patience with a call. */
const LONG_POLL_S = 4;

/**
 * A queue of events of one's own, behind a filter policy: what every subscriber of the topic can have. A delivery that is
 * neither acknowledged nor put off comes back; after the last attempt the event is parked in the dead letters.
 */
export class EventSubscription {
  readonly #sns: SNSClient;
  readonly #sqs: SQSClient;
  readonly #arn: string;
  readonly queueUrl: string;
  readonly parkedUrl: string;

  private constructor(sns: SNSClient, sqs: SQSClient, arn: string, queueUrl: string, parkedUrl: string) {
    this.#sns = sns;
    this.#sqs = sqs;
    this.#arn = arn;
    this.queueUrl = queueUrl;
    this.parkedUrl = parkedUrl;
  }

  /** Makes the queues and subscribes them; again under the same name changes the filter and keeps what waits. @throws `C-ABONNEMENT` */
  static async open(
    { outputs, endpoints }: CloudNames,
    { name, filter, attempts }: SubscriptionOptions,
  ): Promise<EventSubscription> {
    const sns = snsClient(clientOptions(endpoints.sns));
    const sqs = sqsClient(clientOptions(endpoints.sqs));
    try {
      const parked = await queue(sqs, `vingt-heures-${name}-parked`, { MessageRetentionPeriod: String(KEPT_S) });
      const own = await queue(sqs, `vingt-heures-${name}`, {
        VisibilityTimeout: String(VISIBILITY_S),
        ReceiveMessageWaitTimeSeconds: String(LONG_POLL_S),
      });
      const maxReceiveCount = attempts ?? own.maxReceiveCount ?? DEFAULT_ATTEMPTS;
      await sqs.send(
        new SetQueueAttributesCommand({
          QueueUrl: own.url,
          Attributes: {
            RedrivePolicy: JSON.stringify({ deadLetterTargetArn: parked.arn, maxReceiveCount }),
            Policy: JSON.stringify(policyFor(own.arn, outputs.EventsTopicArn)),
          },
        }),
      );
      const arn = await subscribed(sns, outputs.EventsTopicArn, own.arn, filter);
      return new EventSubscription(sns, sqs, arn, own.url, parked.url);
    } catch (error) {
      sns.destroy();
      sqs.destroy();
      throw new OperatorError(
        "C-ABONNEMENT",
        `L'abonnement ${name} n'a pas pu être fait (${reasonOf(error)}). Vérifiez que le nuage répond, et les droits sns:Subscribe et sqs:CreateQueue.`,
        { cause: error },
      );
    }
  }

  /** Waits for events, some seconds at most. */
  async receive(signal?: AbortSignal): Promise<readonly Delivery[]> {
    const { Messages: messages = [] } = await this.#sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: this.queueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: LONG_POLL_S,
        MessageSystemAttributeNames: ["ApproximateReceiveCount"],
      }),
      signal && { abortSignal: signal },
    );
    return messages.map((message) => ({
      event: JSON.parse(message.Body ?? "{}") as NightEvent,
      receipt: message.ReceiptHandle ?? "",
      attempt: Number(message.Attributes?.["ApproximateReceiveCount"] ?? 1),
    }));
  }

  /** Up to ten at once. */
  async acknowledge(deliveries: readonly Pick<Delivery, "receipt">[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.#sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: this.queueUrl,
        Entries: deliveries.map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt })),
      }),
    );
  }

  /** Has the event delivered again in so many seconds; after the last attempt it is parked instead. */
  async putOff({ receipt }: Delivery, seconds: number): Promise<void> {
    await this.#sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: this.queueUrl,
        ReceiptHandle: receipt,
        VisibilityTimeout: Math.ceil(seconds),
      }),
    );
  }

  /** Has events delivered here that the topic sent before: a replay. They pass by the filter. */
  async enqueue(events: readonly NightEvent[]): Promise<void> {
    for (const event of events)
      await this.#sqs.send(new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody: JSON.stringify(event) }));
  }

  /** Takes up to `max` parked events out of sight for a moment, to show them. */
  async parked(max = 100): Promise<readonly NightEvent[]> {
    return (await this.#takeParked(max, 1)).map(({ event }) => event);
  }

  /** Sends parked events to the queue again. @returns how many. */
  async redrive(): Promise<number> {
    let moved = 0;
    for (;;) {
      const batch = await this.#takeParked(10, VISIBILITY_S);
      if (batch.length === 0) return moved;
      for (const { event, receipt } of batch) {
        await this.enqueue([event]);
        await this.#sqs.send(new DeleteMessageCommand({ QueueUrl: this.parkedUrl, ReceiptHandle: receipt }));
        moved += 1;
      }
    }
  }

  async #takeParked(max: number, invisibleSeconds: number): Promise<{ event: NightEvent; receipt: string }[]> {
    const taken: { event: NightEvent; receipt: string }[] = [];
    while (taken.length < max) {
      const { Messages: messages = [] } = await this.#sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: this.parkedUrl,
          MaxNumberOfMessages: Math.min(10, max - taken.length),
          VisibilityTimeout: invisibleSeconds,
        }),
      );
      if (messages.length === 0) break;
      for (const { Body = "{}", ReceiptHandle = "" } of messages)
        taken.push({ event: JSON.parse(Body) as NightEvent, receipt: ReceiptHandle });
    }
    return taken;
  }

  /** Ends the connections; the queues stay and go on filling. */
  close(): void {
    this.#sns.destroy();
    this.#sqs.destroy();
  }

  /** Ends the subscription and removes its queues with what is in them. */
  async remove(): Promise<void> {
    await this.#sns.send(new UnsubscribeCommand({ SubscriptionArn: this.#arn }));
    for (const QueueUrl of [this.queueUrl, this.parkedUrl]) await this.#sqs.send(new DeleteQueueCommand({ QueueUrl }));
    this.close();
  }
}

const clientOptions = (endpoint: string | undefined): ClientOptions =>
  endpoint === undefined ? {} : { endpoint, region: LOCAL_REGION, credentials: LOCAL_CREDENTIALS };

async function queue(
  sqs: SQSClient,
  name: string,
  attributes: Readonly<Record<string, string>>,
): Promise<{ url: string; arn: string; maxReceiveCount: number | undefined }> {
  const create = async (): Promise<string> => {
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    return QueueUrl;
  };
  // SQS refuses a name for a minute after its queue was removed.
  const url = await create().catch(async (error: unknown) => {
    if (!(error instanceof Error) || !error.name.includes("QueueDeletedRecently")) throw error;
    await sleep(60_000);
    return create();
  });
  const { Attributes: found = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn", "RedrivePolicy"] }),
  );
  const redrive = JSON.parse(found["RedrivePolicy"] ?? "{}") as { readonly maxReceiveCount?: number };
  return { url, arn: found["QueueArn"] ?? "", maxReceiveCount: redrive.maxReceiveCount };
}

/** The ARN of a queue's subscription to the topic, made or changed. SNS refuses to subscribe twice under other attributes. */
async function subscribed(
  sns: SNSClient,
  topicArn: string,
  queueArn: string,
  filter: EventFilter | undefined,
): Promise<string> {
  const existing = await subscriptionOf(sns, topicArn, queueArn);
  if (existing === null) {
    const { SubscriptionArn: made = "" } = await sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: "sqs",
        Endpoint: queueArn,
        Attributes: { RawMessageDelivery: "true", FilterPolicy: JSON.stringify(filter ?? {}) },
        ReturnSubscriptionArn: true,
      }),
    );
    return made;
  }
  if (filter !== undefined) {
    await sns.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn: existing,
        AttributeName: "FilterPolicy",
        AttributeValue: JSON.stringify(filter),
      }),
    );
  }
  return existing;
}

async function subscriptionOf(sns: SNSClient, topicArn: string, queueArn: string): Promise<string | null> {
  let next: string | undefined;
  do {
    const page = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken: next }));
    const found = page.Subscriptions?.find(({ Endpoint }) => Endpoint === queueArn);
    if (found?.SubscriptionArn !== undefined) return found.SubscriptionArn;
    next = page.NextToken;
  } while (next !== undefined);
  return null;
}

/** Lets the topic, and nobody else, send to the queue. */
const policyFor = (queueArn: string, topicArn: string): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
    },
  ],
});
