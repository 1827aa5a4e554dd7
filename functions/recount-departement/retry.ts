import { ChangeMessageVisibilityBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";

/** Seconds until a failed recount is tried again, by how often its message was received. */
const BACK_OFF = [1, 2, 5] as const;

/**
 * A failed recount holds back its whole département: the queue's visibility timeout, sized for the slowest recount, is
 * too long to wait. Shortens it for messages of one group (DESIGN §2.4).
 */
export async function comeBackSoon(sqs: SQSClient, queueUrl: string, records: readonly SQSRecord[]): Promise<void> {
  await sqs.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl: queueUrl,
      Entries: records.map((record, i) => ({
        Id: String(i),
        ReceiptHandle: record.receiptHandle,
        VisibilityTimeout: backOff(Number(record.attributes.ApproximateReceiveCount)),
      })),
    }),
  );
}

/** Seconds to wait after the `received`-th failure. */
export const backOff = (received: number): number => BACK_OFF[Math.min(received, BACK_OFF.length) - 1] ?? BACK_OFF[0];
