import type { Logger } from "@aws-lambda-powertools/logger";
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

/** What a log line says of some messages: their ids, by which queues, ledger and quarantine know them. */
export const idsOf = (records: readonly SQSRecord[]): { readonly messageIds: readonly string[] } => ({
  messageIds: records.map(({ messageId }) => messageId),
});

/** How a function answers tickets one by one. */
export interface Answering<T> {
  readonly log: Pick<Logger, "info" | "error">;
  /** What it does, as its log calls it. */
  readonly name: string;
  /** @throws when the body is no ticket: a defect, that must be seen. */
  readonly parse: (body: unknown) => T;
  /** @returns what the log says beside the ticket. @throws when the ticket must come back. */
  readonly answer: (ticket: T) => Promise<object>;
}

/** Answers records one by one: a failure brings back its own message only. Every answer, good or bad, is a line of the log. */
export async function answerEach<T extends object>(
  records: readonly SQSRecord[],
  { log, name, parse, answer }: Answering<T>,
): Promise<SQSBatchResponse> {
  const failures: string[] = [];
  for (const record of records) {
    const { messageId, body } = record;
    try {
      const ticket = parse(JSON.parse(body));
      log.info(name, { ...ticket, ...idsOf([record]), ...(await answer(ticket)) });
    } catch (error) {
      log.error(`${name}: failed, and comes back`, { body, ...idsOf([record]), error });
      failures.push(messageId);
    }
  }
  return failed(failures);
}
