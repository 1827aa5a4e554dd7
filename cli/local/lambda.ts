import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";
import { type Endpoints } from "./emulators.ts";
import { LocalCloudError } from "./errors.ts";
import { type Faults, type Invocation } from "./faults.ts";
import { type InvocationAnswer, type InvocationRequest, type LambdaThreadData } from "./lambda-protocol.ts";
import { type FunctionPlan } from "./plan.ts";
import { addCounts, type RequestCounts } from "./requests.ts";
import { workerFile, YOUNG_GENERATION_MB } from "./worker-file.ts";

/**
 * How an invocation ended. `error`: the handler threw, or a fault was ordered; `timeout`: it ran past its time and its
 * thread was ended; `crash`: its thread died; `throttle`: every thread was busy, nothing ran.
 */
export type InvocationResult =
  | { outcome: "success"; answer: unknown }
  | { outcome: "error" | "timeout" | "crash" | "throttle"; message: string };

export interface FunctionMetrics {
  invocations: number;
  errors: number;
  timeouts: number;
  throttles: number;
  /** Memory times the duration of every invocation, as Lambda bills it. */
  gigabyteSeconds: number;
  /** Threads now alive. */
  workers: number;
}

/** A line that a function wrote, without its end of line. */
export interface LogLine {
  functionName: string;
  stream: "stdout" | "stderr";
  line: string;
}

/**
 * One function: its deployed bundle in threads of its own, started as they are needed and used again while they live.
 * A thread runs one invocation at a time, so the number of threads is the function's concurrency.
 */
export class LambdaFunction {
  readonly name: string;
  readonly metrics: FunctionMetrics = {
    invocations: 0,
    errors: 0,
    timeouts: 0,
    throttles: 0,
    gigabyteSeconds: 0,
    workers: 0,
  };
  /** Requests that the function made to the local cloud. */
  readonly requests: RequestCounts = {};
  readonly #plan: FunctionPlan;
  readonly #concurrency: number;
  readonly #environment: Record<string, string>;
  readonly #endpoints: Endpoints;
  readonly #faults: Faults;
  readonly #onLog: (line: LogLine) => void;
  readonly #threads = new Set<Thread>();
  readonly #idle: Thread[] = [];

  /**
   * @param options.concurrency how many threads at most.
   * @param options.environment what the local cloud adds to the function's own variables.
   * @throws LocalCloudError LC-BUNDLE when the bundle has no such module.
   */
  constructor(
    plan: FunctionPlan,
    options: {
      concurrency: number;
      environment: Record<string, string>;
      endpoints: Endpoints;
      faults: Faults;
      onLog(line: LogLine): void;
    },
  ) {
    this.name = plan.name;
    this.#plan = plan;
    this.#concurrency = Math.min(options.concurrency, plan.reservedConcurrency ?? Number.POSITIVE_INFINITY);
    this.#endpoints = options.endpoints;
    this.#faults = options.faults;
    this.#onLog = options.onLog;
    this.#environment = {
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      AWS_LAMBDA_FUNCTION_NAME: plan.name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(plan.memory),
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${plan.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: "local",
      LAMBDA_TASK_ROOT: plan.bundle,
      _HANDLER: plan.handler,
      ...options.environment,
      ...plan.environment,
    };
    if (!existsSync(modulePath(plan))) {
      throw new LocalCloudError(
        "LC-BUNDLE",
        modulePath(plan),
        `the handler ${plan.handler} of ${plan.name} is not there.`,
      );
    }
  }

  /** How many invocations may run at once. */
  get concurrency(): number {
    return this.#concurrency;
  }

  /** Runs one invocation. Never rejects: a failure is a result. */
  async invoke(event: unknown): Promise<InvocationResult> {
    const thread = this.#idle.pop() ?? this.#start();
    if (!thread) {
      this.metrics.throttles++;
      return { outcome: "throttle", message: `every thread of ${this.name} is busy` };
    }
    this.metrics.invocations++;
    const invocation: Invocation = { functionName: this.name, requestId: randomUUID(), event };
    const startedAt = performance.now();
    const result = await this.#run(thread, invocation);
    this.metrics.gigabyteSeconds += ((this.#plan.memory / 1024) * (performance.now() - startedAt)) / 1000;
    if (result.outcome === "timeout") this.metrics.timeouts++;
    if (result.outcome !== "success") this.metrics.errors++;
    if (thread.alive) this.#idle.push(thread);
    return result;
  }

  /** Ends every thread; what runs is lost, as when a machine dies. */
  async stop(): Promise<void> {
    this.#idle.length = 0;
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }

  async #run(thread: Thread, invocation: Invocation): Promise<InvocationResult> {
    const fault = await this.#fault("before", thread, invocation);
    if (fault) return fault;
    const result = await thread.run(invocation, this.#plan.timeout * 1000);
    addCounts(this.requests, result.requests);
    if (result.outcome !== "success") return result;
    return (await this.#fault("after", thread, invocation)) ?? result;
  }

  async #fault(
    moment: "before" | "after",
    thread: Thread,
    invocation: Invocation,
  ): Promise<InvocationResult | undefined> {
    if (this.#faults.empty) return undefined;
    try {
      if ((await this.#faults.run(moment, invocation)) !== "kill") return undefined;
      await thread.end();
      return { outcome: "crash", message: `killed ${moment} the handler` };
    } catch (error) {
      return { outcome: "error", message: String(error) };
    }
  }

  #start(): Thread | undefined {
    if (this.#threads.size >= this.#concurrency) return undefined;
    const thread = new Thread(this.#plan, this.#environment, this.#endpoints, this.#onLog, () => {
      this.#threads.delete(thread);
      const idle = this.#idle.indexOf(thread);
      if (idle >= 0) this.#idle.splice(idle, 1);
      this.metrics.workers = this.#threads.size;
    });
    this.#threads.add(thread);
    this.metrics.workers = this.#threads.size;
    return thread;
  }
}

type ThreadResult = InvocationResult & { requests: RequestCounts };

/** One thread of a function. */
class Thread {
  alive = true;
  readonly #worker: Worker;
  /** Settled once the module is loaded, or with why it was not. */
  readonly #ready: Promise<Error | undefined>;
  /** Told how the invocation in progress ended, or why the thread died. */
  #listener: (end: InvocationAnswer | Error) => void = () => {};

  constructor(
    plan: FunctionPlan,
    environment: Record<string, string>,
    endpoints: Endpoints,
    onLog: (line: LogLine) => void,
    onEnd: () => void,
  ) {
    const workerData: LambdaThreadData = {
      module: modulePath(plan),
      export: plan.handler.slice(plan.handler.lastIndexOf(".") + 1),
      functionName: plan.name,
      functionArn: plan.arn,
      memory: plan.memory,
      endpoints,
    };
    this.#worker = new Worker(workerFile(import.meta.url, "lambda"), {
      workerData,
      env: environment,
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: plan.memory, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    for (const stream of ["stdout", "stderr"] as const) {
      createInterface({ input: this.#worker[stream] }).on("line", (line) =>
        onLog({ functionName: plan.name, stream, line }),
      );
    }
    let death = new Error("the thread ended");
    this.#worker.on("error", (error: unknown) => (death = error instanceof Error ? error : new Error(String(error))));
    this.#ready = new Promise((resolve) => {
      this.#worker.once("message", () => {
        this.#worker.on("message", (answer: InvocationAnswer) => this.#listener(answer));
        resolve(undefined);
      });
      this.#worker.once("exit", () => {
        this.alive = false;
        onEnd();
        resolve(death);
        this.#listener(death);
      });
    });
  }

  /** Runs one invocation; the time to load the module does not count, as on AWS. */
  async run({ requestId, event }: Invocation, timeout: number): Promise<ThreadResult> {
    const stillborn = await this.#ready;
    if (stillborn) return crash(`the function did not load: ${stillborn.message}`);
    if (!this.alive) return crash("its thread had ended");
    const ended = new Promise<InvocationAnswer | Error | "timeout">((resolve) => {
      const timer = setTimeout(() => resolve("timeout"), timeout);
      this.#listener = (end) => {
        clearTimeout(timer);
        resolve(end);
      };
    });
    const request: InvocationRequest = { requestId, event, deadline: Date.now() + timeout };
    this.#worker.postMessage(request);
    const end = await ended;
    this.#listener = () => {};
    if (end === "timeout") {
      await this.end();
      return { outcome: "timeout", message: `timed out after ${timeout / 1000} s`, requests: {} };
    }
    if (end instanceof Error) return crash(end.message);
    const { payload, error, requests } = end;
    if (error !== undefined) return { outcome: "error", message: error, requests };
    return { outcome: "success", answer: payload === undefined ? undefined : JSON.parse(payload), requests };
  }

  async end(): Promise<void> {
    this.alive = false;
    await this.#worker.terminate();
  }
}

function crash(message: string): ThreadResult {
  return { outcome: "crash", message, requests: {} };
}

/** `index.handler` is the export `handler` of `index.mjs`. */
function modulePath(plan: FunctionPlan): string {
  return join(plan.bundle, `${plan.handler.slice(0, plan.handler.lastIndexOf("."))}.mjs`);
}
