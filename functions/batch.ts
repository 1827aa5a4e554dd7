import type { SQSBatchResponse, SQSRecord } from "aws-lambda";

/** Names the messages that must come back; the others are deleted. */
export const failed = (messageIds: Iterable<string>): SQSBatchResponse => ({
  batchItemFailures: [...messageIds].map((itemIdentifier) => ({ itemIdentifier })),
});

/** Records by a key, in their order. */
export function grouped(records: readonly SQSRecord[], key: (record: SQSRecord) => string): Map<string, SQSRecord[]> {
  const groups = new Map<string, SQSRecord[]>();
  for (const record of records) {
    const group = groups.get(key(record));
    if (group) group.push(record);
    else groups.set(key(record), [record]);
  }
  return groups;
}
