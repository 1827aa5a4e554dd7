import type { Scope } from "#shared/contracts/identity.ts";
import type { Aggregates, Bells, Runs, Shelf } from "#shared/ports.ts";

/**
 * A cloud as the operator of a night sees it: the pipeline's own ports, and what only an operator does: feeding the
 * tallies' queue, measuring queues, moving dead letters, reading published documents as a reader would, erasing.
 * A deployed stack and the local cloud are the same thing under other endpoints.
 */
export interface Cloud {
  readonly names: CloudNames;
  readonly shelf: Shelf;
  readonly runs: Runs;
  readonly aggregates: Aggregates;
  readonly bells: Bells;
  readonly eraser: LedgerEraser;
  readonly published: ObjectReader;
  /** What its functions and event sources have used so far; left out where nobody counts: a deployed stack's bill does. */
  readonly usage?: () => Promise<CloudUsage>;
  readonly queues: Readonly<Record<QueueName, Queue>>;
  /** The feeder's queue; absent where there is none. */
  readonly feed?: Queue;
  /** The dead letters of each queue. */
  readonly deadLetters: Readonly<Record<QueueName, Queue>>;
}

/** What a cloud has used since it began. */
export interface CloudUsage {
  readonly functions: Readonly<
    Record<
      string,
      {
        readonly invocations: number;
        /** Invocations that failed, those that ran past their time included; their messages came back. */
        readonly errors: number;
        readonly timeouts: number;
        readonly gigabyteSeconds: number;
        /** Requests by API: `DynamoDB.Query`, `S3.PutObject`, `SNS`. */
        readonly requests: Readonly<Record<string, number>>;
      }
    >
  >;
  /** Every request, those of the event sources included. */
  readonly requests: Readonly<Record<string, number>>;
  /** The functions' own figures, by function and name. */
  readonly measures?: Readonly<Record<string, Readonly<Record<string, CloudMeasure>>>>;
}

/** A figure that a function told of itself, since the cloud began. */
export interface CloudMeasure {
  readonly unit: string;
  readonly count: number;
  readonly sum: number;
  /** Half of the values, and 95 % of them, do not pass these. */
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly last: number;
}

export const QUEUE_NAMES = ["tallies", "recount", "publish", "press", "timers"] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** The queues through which a tally passes; the timers' one always holds the next sweep. */
export const COUNTING_QUEUES = ["tallies", "recount", "publish"] as const satisfies readonly QueueName[];

/** Outputs that the pipeline's stack declares, by which it is found. */
export const STACK_OUTPUTS = [
  "TalliesQueueUrl",
  "TalliesDlqUrl",
  "RecountQueueUrl",
  "RecountDlqUrl",
  "PublishQueueUrl",
  "PublishDlqUrl",
  "PressQueueUrl",
  "PressDlqUrl",
  "TimersQueueUrl",
  "TimersDlqUrl",
  "LedgerTable",
  "AggregatesTable",
  "RunsTable",
  "SnapshotBucket",
  "EventsTopicArn",
] as const;
export type StackOutputs = Readonly<Record<(typeof STACK_OUTPUTS)[number], string>> & {
  /** The feeder's queue, of a stack apart: absent where none is deployed. */
  readonly FeedQueueUrl?: string;
};

/** Addresses of services that are not AWS's own. */
export interface Endpoints {
  readonly sqs?: string;
  readonly sns?: string;
  readonly s3?: string;
  readonly dynamodb?: string;
}

/** Where a cloud's parts are, for other programs: `GET /api/v1/cloud`. */
export interface CloudNames {
  readonly outputs: StackOutputs;
  readonly endpoints: Endpoints;
  /** Environment variables with which any AWS SDK or command reaches it. Never a secret: a local cloud has none. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface QueueDepth {
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface OutgoingMessage {
  readonly body: string;
  /** FIFO queues only. */
  readonly group?: string;
  readonly dedup?: string;
}

/** A message of a batch that the queue did not take. */
export interface NotSent {
  readonly index: number;
  /** Whether the same message may pass later. */
  readonly retryable: boolean;
  readonly reason: string;
}

export interface ReceivedMessage {
  readonly id: string;
  readonly body: string;
  readonly receipt: string;
  /** FIFO group; `null` on a standard queue. */
  readonly group: string | null;
}

/** One queue. **Law**: what `send` did not report is delivered at least once. */
export interface Queue {
  readonly url: string;
  /** Sends up to 10 messages, 1 MiB together. Rejects when the whole call failed. */
  send(messages: readonly OutgoingMessage[]): Promise<readonly NotSent[]>;
  depth(): Promise<QueueDepth>;
  /** Takes up to 10 messages, without waiting for any; they come back after `invisibleSeconds` unless deleted. */
  receive(max: number, invisibleSeconds: number): Promise<readonly ReceivedMessage[]>;
  delete(receipts: readonly string[]): Promise<void>;
}

/** An object as it is stored, for a reader that passes it on. */
export interface StoredObject {
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly encoding: "gzip" | null;
  /** With its quotes. */
  readonly etag: string;
  readonly cacheControl: string | null;
}

/** Reads of the bucket that cost nothing when nothing changed. */
export interface ObjectReader {
  /** `null`: not there; `unchanged`: what is there still bears the given ETag. */
  read(key: string, ifNoneMatch?: string): Promise<StoredObject | "unchanged" | null>;
}

/** The ledger is append-only for the pipeline; only the deletion of a whole run erases. */
export interface LedgerEraser {
  /** Erases every entry of a scope. @returns how many. */
  erase(scope: Scope): Promise<number>;
}

/** Time as the operator needs it; a test gives its own. */
export interface Time {
  /** Milliseconds since 1970 UTC, monotonic. */
  now(): number;
  /** Resolves after `ms`, or as soon as the signal aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's time, immune to changes of the wall clock while the process runs. */
export const systemTime: Time = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener("abort", done);
    }),
};
