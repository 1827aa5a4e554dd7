import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { NotSent, OutgoingMessage, Queue, QueueDepth, ReceivedMessage } from "../cloud.ts";

/** One SQS queue, standard or FIFO. */
export class SqsQueue implements Queue {
  readonly url: string;
  readonly #client: SQSClient;

  constructor(client: SQSClient, url: string) {
    this.#client = client;
    this.url = url;
  }

  async send(messages: readonly OutgoingMessage[]): Promise<readonly NotSent[]> {
    const { Failed: failed = [] } = await this.#client.send(
      new SendMessageBatchCommand({
        QueueUrl: this.url,
        Entries: messages.map(({ body, group, dedup }, index) => ({
          Id: String(index),
          MessageBody: body,
          ...(group !== undefined && { MessageGroupId: group }),
          ...(dedup !== undefined && { MessageDeduplicationId: dedup }),
        })),
      }),
    );
    return failed.map(({ Id, SenderFault, Code, Message }) => ({
      index: Number(Id),
      retryable: SenderFault !== true,
      reason: `${Code}: ${Message ?? ""}`,
    }));
  }

  async depth(): Promise<QueueDepth> {
    const { Attributes: attributes = {} } = await this.#client.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.url,
        AttributeNames: [
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesNotVisible",
          "ApproximateNumberOfMessagesDelayed",
        ],
      }),
    );
    return {
      waiting: Number(attributes["ApproximateNumberOfMessages"] ?? 0),
      inFlight: Number(attributes["ApproximateNumberOfMessagesNotVisible"] ?? 0),
      delayed: Number(attributes["ApproximateNumberOfMessagesDelayed"] ?? 0),
    };
  }

  async receive(max: number, invisibleSeconds: number): Promise<readonly ReceivedMessage[]> {
    const { Messages: messages = [] } = await this.#client.send(
      new ReceiveMessageCommand({
        QueueUrl: this.url,
        MaxNumberOfMessages: Math.min(10, max),
        VisibilityTimeout: invisibleSeconds,
        MessageSystemAttributeNames: ["MessageGroupId"],
      }),
    );
    return messages.map((message) => ({
      id: message.MessageId ?? "",
      body: message.Body ?? "",
      receipt: message.ReceiptHandle ?? "",
      group: message.Attributes?.["MessageGroupId"] ?? null,
    }));
  }

  async delete(receipts: readonly string[]): Promise<void> {
    for (let start = 0; start < receipts.length; start += 10) {
      await this.#client.send(
        new DeleteMessageBatchCommand({
          QueueUrl: this.url,
          Entries: receipts
            .slice(start, start + 10)
            .map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle })),
        }),
      );
    }
  }
}
