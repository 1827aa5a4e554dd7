import { createHash } from "node:crypto";
import { type Assembly } from "./assembly.ts";
import { LocalCloudError } from "./errors.ts";
import { checkMapping, type MappingPlan } from "./mapping-rules.ts";
import { ACCOUNT, type Identity, Resolver, type Stack } from "./resolve.ts";
import { type CfnResource, type CfnValue, treatmentOf } from "./template.ts";

export interface QueuePlan {
  name: string;
  url: string;
  arn: string;
  fifo: boolean;
  /** Seconds. */
  visibilityTimeout: number;
  /** SQS attributes, as CreateQueue takes them. */
  attributes: Record<string, string>;
  /** ARN of the dead-letter queue, when there is one. */
  deadLetterArn: string | undefined;
}

export interface TopicPlan {
  name: string;
  arn: string;
  attributes: Record<string, string>;
}

export interface SubscriptionPlan {
  topicArn: string;
  protocol: string;
  endpoint: string;
  attributes: Record<string, string>;
}

export interface TablePlan {
  name: string;
  /** The body of a CreateTable request. */
  definition: Record<string, CfnValue>;
}

export interface FunctionPlan {
  name: string;
  arn: string;
  /** Directory of the bundle. */
  bundle: string;
  /** `file.export`, as Lambda writes it. */
  handler: string;
  /** Seconds. */
  timeout: number;
  /** MiB. */
  memory: number;
  reservedConcurrency: number | undefined;
  environment: Record<string, string>;
}

/** Everything the templates ask for, in plain values: what the local cloud makes. */
export interface Plan {
  queues: QueuePlan[];
  topics: TopicPlan[];
  subscriptions: SubscriptionPlan[];
  tables: TablePlan[];
  buckets: string[];
  functions: FunctionPlan[];
  mappings: MappingPlan[];
  outputs: Record<string, string>;
  warnings: string[];
}

/**
 * Reads what an assembly asks for.
 * @param target where queues answer (their URLs carry it) and the region that ARNs name.
 * @throws LocalCloudError where a value cannot be computed or AWS would refuse it.
 */
export function planOf(assembly: Assembly, target: { region: string; sqsEndpoint: string }): Plan {
  return new Planner(assembly, target).plan();
}

const QUEUE_ATTRIBUTES = [
  "ContentBasedDeduplication",
  "DeduplicationScope",
  "DelaySeconds",
  "FifoQueue",
  "FifoThroughputLimit",
  "MaximumMessageSize",
  "MessageRetentionPeriod",
  "ReceiveMessageWaitTimeSeconds",
  "RedrivePolicy",
  "VisibilityTimeout",
];

class Planner {
  readonly #assembly: Assembly;
  readonly #region: string;
  readonly #sqsEndpoint: string;
  readonly #resolver: Resolver;

  constructor(assembly: Assembly, target: { region: string; sqsEndpoint: string }) {
    this.#assembly = assembly;
    this.#region = target.region;
    this.#sqsEndpoint = target.sqsEndpoint;
    this.#resolver = new Resolver(assembly.templates, target.region, (...resource) => this.#identity(...resource));
  }

  plan(): Plan {
    const plan: Plan = {
      queues: [],
      topics: [],
      subscriptions: [],
      tables: [],
      buckets: [],
      functions: [],
      mappings: [],
      outputs: this.#resolver.outputs(),
      warnings: [],
    };
    const unknown = new Set<string>();
    const mappings: Properties[] = [];
    for (const { stack, logicalId, resource, place } of this.#resolver.resources()) {
      const properties = new Properties(this.#resolver, stack, logicalId, place);
      switch (resource.Type) {
        case "AWS::SQS::Queue":
          plan.queues.push(this.#queue(stack, logicalId, properties));
          break;
        case "AWS::SNS::Topic":
          this.#topic(plan, stack, logicalId, properties);
          break;
        case "AWS::SNS::Subscription":
          plan.subscriptions.push(subscription(properties));
          break;
        case "AWS::DynamoDB::Table":
        case "AWS::DynamoDB::GlobalTable":
          plan.tables.push(table(this.#name(stack, logicalId, "TableName"), properties));
          break;
        case "AWS::S3::Bucket":
          plan.buckets.push(this.#bucketName(stack, logicalId));
          break;
        case "AWS::Lambda::Function":
          plan.functions.push(this.#function(stack, logicalId, properties));
          break;
        case "AWS::Lambda::EventSourceMapping":
          mappings.push(properties);
          break;
        default:
          if (treatmentOf(resource.Type) === "unknown") unknown.add(`${resource.Type} (${place})`);
      }
    }
    plan.mappings = mappings.map((properties) => mapping(plan, properties));
    plan.warnings = warningsOf(plan, unknown);
    return plan;
  }

  #identity(stack: Stack, logicalId: string, resource: CfnResource): Identity | undefined {
    const arn = (service: string, path: string): string => `arn:aws:${service}:${this.#region}:${ACCOUNT}:${path}`;
    switch (resource.Type) {
      case "AWS::SQS::Queue": {
        const name = this.#queueName(stack, logicalId);
        const url = `${this.#sqsEndpoint}/${ACCOUNT}/${name}`;
        return { ref: url, attributes: { Arn: arn("sqs", name), QueueName: name, QueueUrl: url } };
      }
      case "AWS::SNS::Topic": {
        const name = this.#name(stack, logicalId, "TopicName");
        return { ref: arn("sns", name), attributes: { TopicArn: arn("sns", name), TopicName: name } };
      }
      case "AWS::DynamoDB::Table":
      case "AWS::DynamoDB::GlobalTable": {
        const name = this.#name(stack, logicalId, "TableName");
        return { ref: name, attributes: { Arn: arn("dynamodb", `table/${name}`) } };
      }
      case "AWS::S3::Bucket": {
        const name = this.#bucketName(stack, logicalId);
        return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
      }
      case "AWS::Lambda::Function": {
        const name = this.#name(stack, logicalId, "FunctionName");
        return { ref: name, attributes: { Arn: arn("lambda", `function:${name}`) } };
      }
      default:
        return undefined;
    }
  }

  /** The name that the template gives, or one made of the stack's and the resource's, as CloudFormation would. */
  #name(stack: Stack, logicalId: string, property: string): string {
    const given = this.#resolver.property(stack, logicalId, property);
    return typeof given === "string" ? given : shortened(`${stack.name}-${logicalId}`, 63);
  }

  #queueName(stack: Stack, logicalId: string): string {
    const name = this.#name(stack, logicalId, "QueueName");
    const fifo = this.#resolver.property(stack, logicalId, "FifoQueue") === true;
    return fifo && !name.endsWith(".fifo") ? `${name}.fifo` : name;
  }

  #bucketName(stack: Stack, logicalId: string): string {
    return this.#name(stack, logicalId, "BucketName").toLowerCase();
  }

  #queue(stack: Stack, logicalId: string, properties: Properties): QueuePlan {
    const name = this.#queueName(stack, logicalId);
    const attributes: Record<string, string> = {};
    for (const attribute of QUEUE_ATTRIBUTES) {
      const value = properties.get(attribute);
      if (value !== undefined)
        attributes[attribute] = typeof value === "object" ? JSON.stringify(value) : String(value);
    }
    return {
      name,
      url: `${this.#sqsEndpoint}/${ACCOUNT}/${name}`,
      arn: `arn:aws:sqs:${this.#region}:${ACCOUNT}:${name}`,
      fifo: attributes["FifoQueue"] === "true",
      visibilityTimeout: properties.number("VisibilityTimeout") ?? 30,
      attributes,
      deadLetterArn: textAt(properties.get("RedrivePolicy"), "deadLetterTargetArn"),
    };
  }

  #topic(plan: Plan, stack: Stack, logicalId: string, properties: Properties): void {
    const name = this.#name(stack, logicalId, "TopicName");
    const arn = `arn:aws:sns:${this.#region}:${ACCOUNT}:${name}`;
    const attributes: Record<string, string> = {};
    for (const attribute of ["ContentBasedDeduplication", "DisplayName", "FifoTopic"]) {
      const value = properties.get(attribute);
      if (value !== undefined) attributes[attribute] = String(value);
    }
    plan.topics.push({ name, arn, attributes });
    for (const inline of listOf(properties.get("Subscription"))) {
      const [protocol, endpoint] = [textAt(inline, "Protocol"), textAt(inline, "Endpoint")];
      if (protocol !== undefined && endpoint !== undefined) {
        plan.subscriptions.push({ topicArn: arn, protocol, endpoint, attributes: {} });
      }
    }
  }

  #function(stack: Stack, logicalId: string, properties: Properties): FunctionPlan {
    const name = this.#name(stack, logicalId, "FunctionName");
    const environment: Record<string, string> = {};
    const given = recordOf(recordOf(properties.get("Environment"))["Variables"]);
    for (const [key, value] of Object.entries(given)) environment[key] = String(value);
    return {
      name,
      arn: `arn:aws:lambda:${this.#region}:${ACCOUNT}:function:${name}`,
      bundle: this.#assembly.bundleOf(stack.name, logicalId),
      handler: properties.text("Handler"),
      timeout: properties.number("Timeout") ?? 3,
      memory: properties.number("MemorySize") ?? 128,
      reservedConcurrency: properties.number("ReservedConcurrentExecutions"),
      environment,
    };
  }
}

/** The properties of one resource, read with their expected types. */
class Properties {
  readonly place: string;
  readonly #read: (name: string) => CfnValue | undefined;

  constructor(resolver: Resolver, stack: Stack, logicalId: string, place: string) {
    this.place = place;
    this.#read = (name) => resolver.property(stack, logicalId, name);
  }

  get(name: string): CfnValue | undefined {
    return this.#read(name);
  }

  text(name: string): string {
    const value = this.#read(name);
    if (typeof value === "string") return value;
    throw new LocalCloudError("LC-PROPERTY", `${this.place}/Properties/${name}`, "expected a text.");
  }

  number(name: string): number | undefined {
    const value = this.#read(name);
    if (value === undefined) return undefined;
    const number = Number(value);
    if (Number.isInteger(number) && number >= 0) return number;
    throw new LocalCloudError("LC-PROPERTY", `${this.place}/Properties/${name}`, "expected a whole number.");
  }
}

function subscription(properties: Properties): SubscriptionPlan {
  const attributes: Record<string, string> = {};
  for (const name of ["RawMessageDelivery", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy"]) {
    const value = properties.get(name);
    if (value !== undefined) attributes[name] = typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  return {
    topicArn: properties.text("TopicArn"),
    protocol: properties.text("Protocol"),
    endpoint: properties.text("Endpoint"),
    attributes,
  };
}

function table(name: string, properties: Properties): TablePlan {
  const definition: Record<string, CfnValue> = { TableName: name, BillingMode: "PAY_PER_REQUEST" };
  for (const property of ["AttributeDefinitions", "KeySchema", "LocalSecondaryIndexes"]) {
    const value = properties.get(property);
    if (value !== undefined) definition[property] = value;
  }
  const indexes = listOf(properties.get("GlobalSecondaryIndexes")).map((index) => {
    const { IndexName, KeySchema, Projection } = recordOf(index);
    return { IndexName, KeySchema, Projection } as CfnValue;
  });
  if (indexes.length > 0) definition["GlobalSecondaryIndexes"] = indexes;
  return { name, definition };
}

function mapping(plan: Plan, properties: Properties): MappingPlan {
  const source = properties.text("EventSourceArn");
  const queue = plan.queues.find(({ arn }) => arn === source);
  if (!queue) {
    const place = `${properties.place}/Properties/EventSourceArn`;
    throw new LocalCloudError(
      "LC-PROPERTY",
      place,
      `${source} is not a queue of this assembly; only SQS sources are emulated.`,
    );
  }
  const target = properties.text("FunctionName");
  const lambda = plan.functions.find(({ name, arn }) => name === target || arn === target);
  if (!lambda) {
    const place = `${properties.place}/Properties/FunctionName`;
    throw new LocalCloudError("LC-PROPERTY", place, `${target} is not a function of this assembly.`);
  }
  const maximum = recordOf(properties.get("ScalingConfig"))["MaximumConcurrency"];
  const planned: MappingPlan = {
    queue: queue.name,
    function: lambda.name,
    batchSize: properties.number("BatchSize") ?? 10,
    windowSeconds: properties.number("MaximumBatchingWindowInSeconds") ?? 0,
    maximumConcurrency: maximum === undefined ? undefined : Number(maximum),
    partialFailures: listOf(properties.get("FunctionResponseTypes")).includes("ReportBatchItemFailures"),
    enabled: properties.get("Enabled") !== false,
  };
  checkMapping(
    planned,
    { fifo: queue.fifo, visibilityTimeout: queue.visibilityTimeout, timeout: lambda.timeout },
    properties.place,
  );
  if (properties.get("FilterCriteria") !== undefined) {
    const place = `${properties.place}/Properties/FilterCriteria`;
    throw new LocalCloudError("LC-PROPERTY", place, "event filtering is not emulated; filter in the function.");
  }
  return planned;
}

function warningsOf(plan: Plan, unknown: ReadonlySet<string>): string[] {
  const warnings: string[] = [];
  if (unknown.size > 0) {
    warnings.push(`The local cloud does not know these resources and leaves them out: ${[...unknown].join(", ")}.`);
  }
  const undelivered = plan.subscriptions.filter(({ protocol }) => protocol !== "sqs");
  if (undelivered.length > 0) {
    const names = undelivered.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`).join(", ");
    warnings.push(`Only SQS subscriptions are delivered locally; nothing will be sent to: ${names}.`);
  }
  return warnings;
}

/** Keeps a name within a length, and different names different. */
function shortened(name: string, length: number): string {
  if (name.length <= length) return name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, length - 9)}-${digest}`;
}

function listOf(value: CfnValue | undefined): CfnValue[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: CfnValue | undefined): Record<string, CfnValue> {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

function textAt(value: CfnValue | undefined, key: string): string | undefined {
  const found = recordOf(value)[key];
  return typeof found === "string" ? found : undefined;
}
