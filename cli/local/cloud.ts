import { availableParallelism } from "node:os";
import { type Assembly } from "./assembly.ts";
import { type DynamoDbChoice, type Emulators, type Endpoints, startEmulators } from "./emulators.ts";
import { EmbeddedMetrics, type Measures } from "./embedded-metrics.ts";
import { LocalCloudError } from "./errors.ts";
import { Faults } from "./faults.ts";
import { faultyWires, type FaultyWires, type WireFaults } from "./fault-proxy.ts";
import { type FunctionMetrics, type InvocationResult, LambdaFunction, type LogLine } from "./lambda.ts";
import { Mapping, type QueueMetrics } from "./mapping.ts";
import { type MappingPlan } from "./mapping-rules.ts";
import { type Plan, planOf, type QueuePlan } from "./plan.ts";
import { provision } from "./provision.ts";
import { redrive } from "./redrive.ts";
import { addCounts, countRequests, type RequestCounts } from "./requests.ts";
import { type QueueDepth, SqsWire } from "./wire.ts";

export interface LocalCloudOptions {
  /** What to run: see `ensureAssembly` and `loadAssembly`. The emulators start while it is awaited. */
  assembly: Assembly | Promise<Assembly>;
  /** `auto` by default: dynoxide where it is installed, dynalite elsewhere. */
  dynamodb?: DynamoDbChoice;
  /** `eu-west-3` (Paris) by default. */
  region?: string;
  /** Fixed ports for SQS, SNS and S3 (`aws`) and for DynamoDB; any free ones by default. */
  ports?: { aws?: number; dynamodb?: number };
  /** Threads a mapping may use at once, whatever the template allows; as many as processors by default, 2 at least. */
  concurrencyCap?: number;
  /** Decides what becomes of each call that a function makes to a service; left out, nothing stands between them. */
  wires?: WireFaults;
  /** Told once, in one sentence each, of what will not behave as it would on AWS. */
  onWarning?(text: string): void;
  /** Told of what functions write and of how they fail. */
  onEvent?(event: LocalCloudEvent): void;
}

export type LocalCloudEvent =
  | ({ type: "log" } & LogLine)
  | { type: "failure"; functionName: string; outcome: "error" | "timeout" | "crash" | "throttle"; message: string }
  /** A queue can no longer be read: the cloud is broken. */
  | { type: "broken"; queue: string; error: unknown };

export interface LocalCloudMetrics {
  /** By name of function. */
  functions: Record<string, FunctionMetrics & { requests: RequestCounts }>;
  /** What the functions wrote of themselves. */
  measures: Measures;
  /** By name of queue, for the queues that a function reads. */
  queues: Record<string, QueueMetrics>;
  /** Every request made by this thread and by the functions. */
  requests: RequestCounts;
}

export interface LocalCloud {
  endpoints: Endpoints;
  /** Which DynamoDB answers. */
  dynamodb: "dynoxide" | "dynalite";
  /** What an AWS SDK or the AWS command line needs to reach this cloud: endpoints, region, invented credentials. */
  environment: Record<string, string>;
  /** The stacks' outputs, by key. */
  outputs: Record<string, string>;
  metrics(): LocalCloudMetrics;
  /** How many messages each queue holds, dead-letter queues included, by name. */
  depths(): Promise<Record<string, QueueDepth>>;
  /**
   * Sends the messages of a dead-letter queue back to the queue they came from.
   * @param deadLetterQueue its name.
   * @returns how many moved.
   * @throws LocalCloudError LC-PROPERTY when no queue, or more than one, lets its failures fall there.
   */
  redrive(deadLetterQueue: string): Promise<number>;
  faults: Pick<Faults, "intercept">;
  /** Ends everything, at once; nothing is kept. */
  stop(): Promise<void>;
}

/**
 * Builds the cloud that an assembly describes, on this machine, and starts its event sources.
 * @throws LocalCloudError when the assembly asks for what AWS would refuse or an emulator does not start.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { region = "eu-west-3", dynamodb = "auto", ports = {} } = options;
  const assembly = Promise.resolve(options.assembly);
  // It may fail before anybody awaits it: the emulators are ended first.
  assembly.catch(() => {});
  const emulators = await startEmulators({ region, dynamodb, ports });
  try {
    const plan = planOf(await assembly, { region, sqsEndpoint: emulators.endpoints.sqs });
    for (const warning of plan.warnings) options.onWarning?.(warning);
    await provision(plan, emulators.endpoints, region);
    const wires = options.wires && (await faultyWires(emulators.endpoints, options.wires));
    return run(plan, emulators, region, options, wires);
  } catch (error) {
    await emulators.stop();
    throw error;
  }
}

function run(
  plan: Plan,
  emulators: Emulators,
  region: string,
  options: LocalCloudOptions,
  wires: FaultyWires | undefined,
): LocalCloud {
  const { endpoints } = emulators;
  const environment = environmentOf(endpoints, region);
  // Only functions suffer what is wrong with the wires: event sources and operators are not what is under test.
  const functionEndpoints = wires?.endpoints ?? endpoints;
  // No emulator here checks a signature.
  const functionEnvironment = { ...environmentOf(functionEndpoints, region), VINGT_HEURES_UNSIGNED: "1" };
  const onEvent = options.onEvent ?? (() => {});
  const faults = new Faults();
  const cap = options.concurrencyCap ?? Math.max(2, availableParallelism());
  const mappings = plan.mappings.filter(({ enabled }) => enabled);
  const slots = ({ maximumConcurrency = cap }: MappingPlan): number => Math.min(cap, maximumConcurrency);

  const measures = new EmbeddedMetrics();
  const functions = new Map<string, LambdaFunction>();
  for (const planned of plan.functions) {
    const sources = mappings.filter((mapping) => mapping.function === planned.name);
    if (sources.length === 0) continue;
    const concurrency = sources.reduce((total, mapping) => total + slots(mapping), 0);
    const onLog = (line: LogLine): void => {
      if (!measures.read(line.line)) onEvent({ type: "log", ...line });
    };
    functions.set(
      planned.name,
      new LambdaFunction(planned, {
        concurrency,
        environment: functionEnvironment,
        endpoints: functionEndpoints,
        faults,
        onLog,
      }),
    );
  }

  const ownRequests = countRequests(endpoints);
  const sqs = new SqsWire(endpoints.sqs, region);
  let stopping = false;
  const running: { readonly queue: QueuePlan; readonly mapping: Mapping }[] = mappings.map((mapping) => {
    const lambda = found(functions.get(mapping.function), mapping.function);
    const invoke = async (event: object): Promise<InvocationResult> => {
      for (let more = faults.again({ functionName: lambda.name, event }); more > 0; more -= 1)
        void lambda.invoke(event);
      const result = await lambda.invoke(event);
      if (result.outcome !== "success" && !stopping) onEvent({ type: "failure", functionName: lambda.name, ...result });
      return result;
    };
    const onFailure = (error: unknown): void => onEvent({ type: "broken", queue: mapping.queue, error });
    const queue = queueNamed(plan, mapping.queue);
    const concurrency = Math.min(slots(mapping), lambda.concurrency);
    const othersAreBehind = (): boolean => running.some((other) => !other.queue.fifo && other.mapping.behind);
    const source = new Mapping({ plan: mapping, queue, region, concurrency, sqs, invoke, othersAreBehind, onFailure });
    return { queue, mapping: source };
  });

  return {
    endpoints,
    dynamodb: emulators.dynamodb,
    environment,
    outputs: plan.outputs,
    faults,
    metrics() {
      const requests = { ...ownRequests.counts };
      for (const lambda of functions.values()) addCounts(requests, lambda.requests);
      return {
        functions: Object.fromEntries(
          [...functions.values()].map((lambda) => [
            lambda.name,
            { ...lambda.metrics, requests: { ...lambda.requests } },
          ]),
        ),
        measures: measures.all,
        queues: Object.fromEntries(running.map(({ queue, mapping }) => [queue.name, { ...mapping.metrics }])),
        requests,
      };
    },
    async depths() {
      const all = plan.queues.map(async ({ name, url }) => [name, await sqs.depth(url)] as const);
      return Object.fromEntries(await Promise.all(all));
    },
    async redrive(name) {
      const from = queueNamed(plan, name);
      const sources = plan.queues.filter(({ deadLetterArn }) => deadLetterArn === from.arn);
      const [source] = sources;
      if (!source || sources.length > 1) {
        throw new LocalCloudError(
          "LC-PROPERTY",
          name,
          `expected one queue whose failures fall here, found ${sources.length}.`,
        );
      }
      return redrive(sqs, from, source);
    },
    async stop() {
      stopping = true;
      await Promise.all(running.map(({ mapping }) => mapping.stop()));
      await Promise.all([...functions.values()].map((lambda) => lambda.stop()));
      sqs.close();
      ownRequests.stop();
      await wires?.stop();
      await emulators.stop();
    },
  };
}

function environmentOf(endpoints: Endpoints, region: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
}

function queueNamed(plan: Plan, name: string): QueuePlan {
  return found(
    plan.queues.find((queue) => queue.name === name),
    name,
  );
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new LocalCloudError("LC-REFERENCE", name, "no such resource in this cloud.");
  return value;
}
