import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { MAX_RECEIVES } from "../rhythm.ts";

export interface WorkQueueProps {
  /** `fifo` queues order by message group, and deduplicate within one. */
  readonly kind: "standard" | "fifo";
  /** How long a received message stays invisible, in seconds. */
  readonly visibilityS: number;
  /** How long a message sent waits before anyone can receive it, in seconds. Default: not at all. */
  readonly delayS?: number;
}

/** A message waits here four days at most: longer than any night, long enough for a week-end's repair. */
const WAITING = Duration.days(4);

/** The longest SQS allows: what died must be found by somebody. */
const DEAD = Duration.days(14);

/**
 * A queue and the dead-letter queue of what failed {@link MAX_RECEIVES} times. Both are encrypted by SQS and refuse
 * anything but TLS. They hold work in progress, never the only copy of a result, so they go with their stack.
 *
 * A FIFO queue deduplicates and counts its throughput by message group, the only way SQS takes more than 300 calls a second.
 */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const common = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
      ...(props.kind === "fifo" && {
        fifo: true,
        deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
        fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      }),
    };
    this.deadLetters = new Queue(this, "DeadLetters", { ...common, retentionPeriod: DEAD });
    this.queue = new Queue(this, "Queue", {
      ...common,
      retentionPeriod: WAITING,
      visibilityTimeout: Duration.seconds(props.visibilityS),
      deliveryDelay: Duration.seconds(props.delayS ?? 0),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
  }
}
