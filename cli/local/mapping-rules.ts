/** The rules of a Lambda event source mapping on SQS: what AWS accepts, and what a function's answer means. */
import { LocalCloudError } from "./errors.ts";

/** One event source mapping, as the template describes it. */
export interface MappingPlan {
  /** Name of the queue it reads. */
  queue: string;
  /** Name of the function it calls. */
  function: string;
  /** Messages an invocation, at most. */
  batchSize: number;
  /** How long a batch may wait to fill, in seconds, from its first message. */
  windowSeconds: number;
  maximumConcurrency: number | undefined;
  /** Whether the function may answer with the messages that failed. */
  partialFailures: boolean;
  enabled: boolean;
}

/** Bytes of records in one event: a synchronous Lambda payload is at most 6 MB, its envelope included. */
export const PAYLOAD_LIMIT = 6 * 1024 * 1024 - 64;

/** SQS gives at most ten messages a request. */
export const RECEIVE_LIMIT = 10;

/**
 * Refuses what AWS would refuse at deployment.
 * @throws LocalCloudError LC-PROPERTY, with the property and AWS's rule.
 */
export function checkMapping(
  mapping: MappingPlan,
  context: { fifo: boolean; visibilityTimeout: number; timeout: number },
  place: string,
): void {
  const refuse = (property: string, rule: string): never => {
    throw new LocalCloudError(
      "LC-PROPERTY",
      `${place}/Properties/${property}`,
      `${rule} AWS refuses it at deployment.`,
    );
  };
  const { batchSize, windowSeconds, maximumConcurrency: concurrency } = mapping;
  const largest = context.fifo ? RECEIVE_LIMIT : 10_000;
  if (batchSize < 1 || batchSize > largest) refuse("BatchSize", `expected 1 to ${largest}, got ${batchSize}.`);
  if (context.fifo && windowSeconds > 0) {
    refuse("MaximumBatchingWindowInSeconds", "a FIFO queue accepts no batching window.");
  }
  if (windowSeconds > 300) refuse("MaximumBatchingWindowInSeconds", `expected at most 300, got ${windowSeconds}.`);
  if (batchSize > RECEIVE_LIMIT && windowSeconds === 0) {
    refuse("MaximumBatchingWindowInSeconds", "a batch of more than 10 messages needs a window of at least 1 second.");
  }
  if (concurrency !== undefined && !(Number.isInteger(concurrency) && concurrency >= 2 && concurrency <= 1000)) {
    refuse("ScalingConfig/MaximumConcurrency", `expected 2 to 1000, got ${concurrency}.`);
  }
  if (context.visibilityTimeout < context.timeout) {
    refuse(
      "EventSourceArn",
      `the queue's visibility timeout (${context.visibilityTimeout} s) is less than the function's timeout (${context.timeout} s).`,
    );
  }
}

/**
 * Which messages of a batch failed, from the function's answer under ReportBatchItemFailures.
 *
 * As AWS reads it: nothing, or an empty list, is complete success; an answer that cannot be read, or that names a
 * message the batch does not hold, is complete failure.
 */
export function failuresOf(answer: unknown, messageIds: readonly string[]): ReadonlySet<string> {
  if (answer === null || answer === undefined) return new Set();
  if (typeof answer !== "object") return new Set(messageIds);
  const items = (answer as { batchItemFailures?: unknown }).batchItemFailures;
  if (items === null || items === undefined) return new Set();
  if (!Array.isArray(items)) return new Set(messageIds);
  const known = new Set(messageIds);
  const failed = new Set<string>();
  for (const item of items as ({ itemIdentifier?: unknown } | null)[]) {
    const id = item?.itemIdentifier;
    if (typeof id !== "string" || !known.has(id)) return known;
    failed.add(id);
  }
  return failed;
}
