import { Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Function, LoggingFormat, RecursiveLoop, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { bundle } from "./bundle.ts";

export interface NightFunctionProps {
  /** Absolute path of the handler's source. */
  readonly entry: string;
  /** What the function does, for the console. */
  readonly description: string;
  readonly timeoutS: number;
  readonly memoryMb: number;
  /** The queue it answers. */
  readonly source: IQueue;
  /** Messages an invocation, at most; a FIFO queue gives 10. */
  readonly batchSize: number;
  /** Seconds to wait for a batch to fill. A FIFO queue accepts none. */
  readonly windowS?: number;
  /** Invocations at the same time, at most; AWS accepts no less than 2. */
  readonly maxConcurrency: number;
  /** `true` when the function sends messages to its own queue on purpose; else AWS stops it after 16 rounds. */
  readonly sendsToItself?: boolean;
}

type TableAction = "GetItem" | "Query" | "UpdateItem" | "BatchWriteItem";
type QueueAction = "SendMessage" | "ChangeMessageVisibility";
/** Prefixes of the bucket, each with its final slash. */
type Prefix =
  | "dossiers/"
  | "runs/"
  | "held/"
  | "quarantine/"
  | "feeds/"
  | "runs/*/exports/"
  | "runs/*/presse/"
  | "held/runs/*/presse/";

/**
 * A function that answers one queue. It starts with the right to receive from that queue and to write its own logs, and
 * nothing else. Each `bind…` grants exactly the named actions on one resource and sets the environment variable by which
 * the handler finds it: a function cannot reach what it was not told of, nor be told of what it may not reach.
 *
 * The role is its own, without managed policies; logs are JSON, in a group of its own, kept a month.
 */
export class NightFunction extends Construct {
  readonly function: Function;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: NightFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, "Logs", {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    this.function = new Function(this, "Function", {
      description: props.description,
      code: bundle(this, props.entry),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(props.timeoutS),
      memorySize: props.memoryMb,
      role: this.#role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      ...(props.sendsToItself === true && { recursiveLoop: RecursiveLoop.ALLOW }),
    });
    this.#allow(["logs:CreateLogStream", "logs:PutLogEvents"], [logGroup.logGroupArn]);
    this.#allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [props.source.queueArn]);
    this.function.addEventSourceMapping("Source", {
      eventSourceArn: props.source.queueArn,
      batchSize: props.batchSize,
      ...(props.windowS !== undefined && { maxBatchingWindow: Duration.seconds(props.windowS) }),
      maxConcurrency: props.maxConcurrency,
      reportBatchItemFailures: true,
    });
  }

  /** Sets a variable that names no resource. */
  setVariable(name: string, value: string | number): void {
    this.function.addEnvironment(name, String(value));
  }

  /** Lets the function do some operations on a table. */
  bindTable(variable: string, table: Table, actions: readonly TableAction[]): void {
    this.setVariable(variable, table.tableName);
    this.#allow(
      actions.map((action) => `dynamodb:${action}`),
      [table.tableArn],
    );
  }

  /** Lets the function send to a queue, or give back early what it received from it. */
  bindQueue(variable: string, queue: IQueue, actions: readonly QueueAction[]): void {
    this.setVariable(variable, queue.queueUrl);
    this.#allow(
      actions.map((action) => `sqs:${action}`),
      [queue.queueArn],
    );
  }

  /** Lets the function publish to a topic. */
  bindTopic(variable: string, topic: ITopic): void {
    this.setVariable(variable, topic.topicArn);
    this.#allow(["sns:Publish"], [topic.topicArn]);
  }

  /** Lets the function read, write and remove objects under some prefixes of a bucket. */
  bindBucket(
    variable: string,
    bucket: Bucket,
    access: {
      readonly read: readonly Prefix[];
      readonly write?: readonly Prefix[];
      readonly remove?: readonly Prefix[];
    },
  ): void {
    this.setVariable(variable, bucket.bucketName);
    this.#allowObjects("s3:GetObject", bucket, access.read);
    this.#allowObjects("s3:PutObject", bucket, access.write ?? []);
    this.#allowObjects("s3:DeleteObject", bucket, access.remove ?? []);
    // Without it S3 answers « forbidden » for an object that is not there, and absence could not be told from a fault.
    this.#allow(["s3:ListBucket"], [bucket.bucketArn]);
  }

  #allowObjects(action: string, bucket: Bucket, prefixes: readonly Prefix[]): void {
    if (prefixes.length === 0) return;
    this.#allow(
      [action],
      prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`)),
    );
    for (const prefix of prefixes) {
      Validations.of(this.#role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${exportName(bucket)}/${prefix}*]`,
        reason: `Objects under ${prefix}, not the bucket: their names are hashes and codes that only the night knows.`,
      });
    }
  }

  #allow(actions: readonly string[], resources: readonly string[]): void {
    this.function.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}

/** The name under which the bucket's stack exports its ARN, as cdk-nag's findings spell it. */
function exportName(bucket: Bucket): string {
  const imported: { "Fn::ImportValue": string } = Stack.of(bucket).resolve(
    Stack.of(bucket).exportValue(bucket.bucketArn),
  );
  return imported["Fn::ImportValue"];
}
