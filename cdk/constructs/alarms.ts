import { Duration, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type Metric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

const MINUTE = Duration.minutes(1);

/**
 * What wakes somebody up, sent to one topic that a person or a pager subscribes to. Each alarm looks at one minute: a night is
 * short, and each of these is already a fault after the retries.
 *
 * The topic is not encrypted with the key AWS manages for SNS: CloudWatch may not use that key, and the alarm would be
 * lost without a word. It says only which alarm rang.
 */
export class NightAlarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.topic = new Topic(this, "Topic", { enforceSSL: true });
    // A topic policy (here: TLS only) replaces the default one, which let CloudWatch in.
    this.topic
      .grantPublish(new ServicePrincipal("cloudwatch.amazonaws.com"))
      .resourceStatement?.addCondition("StringEquals", { "aws:SourceAccount": Stack.of(this).account });
  }

  /** Rings as soon as one message died. */
  onDeadLetters(name: string, queue: IQueue): void {
    this.#ring(`${name}DeadLetters`, queue.metricApproximateNumberOfMessagesVisible(peak()), 1, {
      description: "Messages failed for good. Look at them, mend the cause, then redrive.",
    });
  }

  /** Rings when the oldest message of a queue has waited too long. */
  onAge(name: string, queue: IQueue, seconds: number): void {
    this.#ring(`${name}Age`, queue.metricApproximateAgeOfOldestMessage(peak()), seconds, {
      description: `Messages wait for ${seconds} s or more: the function behind this queue fails or cannot keep up.`,
    });
  }

  /** Rings when a function throws, and when AWS refuses to run it. */
  onFunction(name: string, fn: IFunction): void {
    this.#ring(`${name}Errors`, fn.metricErrors(sum()), 1, {
      description: "An invocation threw or timed out: its whole batch comes back. Its log group says why.",
    });
    this.#ring(`${name}Throttles`, fn.metricThrottles(sum()), 1, {
      description: "The account's Lambda concurrency is spent: the night slows down. Ask AWS for more.",
    });
  }

  /** Rings when a minute refused more messages than mistakes of typing explain. */
  onRefused(refused: Metric, messages: number): void {
    this.#ring("Refused", refused, messages, {
      description: `${messages} tallies or more were refused in a minute: the quarantine says why, message by message.`,
    });
  }

  #ring(id: string, metric: Metric, threshold: number, { description }: { description: string }): void {
    new Alarm(this, id, {
      metric,
      threshold,
      alarmDescription: description,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(this.topic));
  }
}

function peak() {
  return { period: MINUTE, statistic: Stats.MAXIMUM };
}

function sum() {
  return { period: MINUTE, statistic: Stats.SUM };
}
