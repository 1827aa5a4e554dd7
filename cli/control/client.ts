import { setTimeout as sleep } from "node:timers/promises";
import type { ClockCommand, CreateRunRequest, RunStatus, WaitCondition } from "./contract.ts";
import type { CloudNames, CloudUsage, QueueName } from "#cli/operator/cloud.ts";
import type { DeadLetter } from "#cli/operator/dead-letters.ts";
import type { QuarantineEntry, QuarantinePage } from "#cli/operator/quarantine.ts";
import type { QuarantinedMessage } from "#shared/pipeline/record-tallies.ts";
import type { ErrorBody, ErrorDetails } from "./errors.ts";

/** Where a control API answers. */
export interface ControlAddress {
  readonly url: string;
  readonly token: string;
}

/** A failure that the API told of, under its own code. */
export class ControlError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: ErrorDetails | undefined;

  constructor(status: number, { error }: ErrorBody) {
    super(error.message);
    this.details = error.details;
    this.name = "ControlError";
    this.status = status;
    this.code = error.code;
  }
}

/** Which refused messages: see `GET /api/v1/quarantine`. */
export interface QuarantineQuery {
  /** `_`: those of no known run. */
  readonly run?: string;
  readonly code?: string;
}

export interface ControlClient {
  createRun(request: CreateRunRequest): Promise<RunStatus>;
  /** Continues an interrupted run. @param request the night that it was created from. */
  resumeRun(run: string, request: CreateRunRequest): Promise<RunStatus>;
  runs(): Promise<readonly RunStatus[]>;
  status(run: string): Promise<RunStatus>;
  deleteRun(run: string): Promise<void>;
  clock(run: string, command: ClockCommand): Promise<RunStatus>;
  inject(run: string, body: string): Promise<void>;
  /** @param timeoutSeconds how long to wait, default 60. @throws ControlError `C-DELAI`, `C-ECHEC` */
  wait(run: string, until: WaitCondition, timeoutSeconds?: number): Promise<RunStatus>;
  /** The run's states as they come, until it ends. */
  stream(run: string, signal?: AbortSignal): AsyncGenerator<RunStatus, void, undefined>;
  /** Paths of the run's public documents. */
  published(run: string): Promise<readonly string[]>;
  /** One public document by its path; `null`: not there. */
  document(path: string): Promise<Uint8Array | null>;
  /** First differences of the proof of conservation; `null` before it. */
  differences(run: string): Promise<readonly string[] | null>;
  quarantine(query?: QuarantineQuery & { readonly after?: string; readonly limit?: number }): Promise<QuarantinePage>;
  quarantined(digest: string): Promise<QuarantinedMessage & QuarantineEntry>;
  /** @returns how many messages were sent again. */
  redrive(what: QuarantineQuery & { readonly digest?: string; readonly body?: string }): Promise<number>;
  deadLetters(queue: QueueName): Promise<readonly DeadLetter[]>;
  redriveDeadLetters(queue: QueueName): Promise<number>;
  cloud(): Promise<CloudNames>;
  /** What the local cloud has done since it began. @throws ControlError `C-MESURES` on a deployed stack. */
  metrics(): Promise<CloudUsage>;
}

/** A client of the control API. Every method throws {@link ControlError} on what the API refuses. */
export function controlClient({ url, token }: ControlAddress): ControlClient {
  const ask = async (method: string, path: string, body?: string, signal?: AbortSignal): Promise<Response> => {
    const response = await answerOf(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
    if (!response.ok) throw new ControlError(response.status, await errorOf(response));
    return response;
  };
  // The server is this package's own: its answers are what its routes say.
  const json = async <T>(method: string, path: string, body?: object): Promise<T> =>
    (await ask(method, path, body && JSON.stringify(body))).json() as Promise<T>;
  const at = (run: string, rest = ""): string => `/api/v1/runs/${encodeURIComponent(run)}${rest}`;
  const query = (values: Readonly<Record<string, string | number | undefined>>): string =>
    `?${new URLSearchParams(Object.entries(values).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]])))}`;
  return {
    createRun: (request) => json("POST", "/api/v1/runs", request),
    resumeRun: (run, request) => json("POST", at(run, "/resume"), request),
    runs: async () => (await json<{ runs: RunStatus[] }>("GET", "/api/v1/runs")).runs,
    status: (run) => json("GET", at(run)),
    deleteRun: async (run) => void (await ask("DELETE", at(run))),
    clock: (run, command) => json("POST", at(run, "/clock"), command),
    inject: async (run, body) => void (await ask("POST", at(run, "/messages"), body)),
    wait: (run, until, timeout) => json("GET", at(run, `/wait${query({ until, timeout })}`)),
    stream: async function* (run, signal) {
      yield* statuses(await ask("GET", at(run, "/stream"), undefined, signal));
    },
    published: async (run) => (await json<{ paths: string[] }>("GET", at(run, "/published"))).paths,
    document: async (path) => {
      const response = await answerOf(`${url}/${path}`, { method: "GET" });
      if (response.status === 404) return null;
      if (!response.ok) throw new ControlError(response.status, await errorOf(response));
      return new Uint8Array(await response.arrayBuffer());
    },
    differences: async (run) =>
      (await json<{ differences: string[] | null }>("GET", at(run, "/differences"))).differences,
    quarantine: (values = {}) => json("GET", `/api/v1/quarantine${query({ ...values })}`),
    quarantined: (digest) => json("GET", `/api/v1/quarantine/${encodeURIComponent(digest)}`),
    redrive: async (what) => (await json<{ sent: number }>("POST", "/api/v1/quarantine/redrive", what)).sent,
    deadLetters: async (queue) =>
      (await json<{ messages: DeadLetter[] }>("GET", `/api/v1/dead-letters/${queue}`)).messages,
    redriveDeadLetters: async (queue) =>
      (await json<{ moved: number }>("POST", `/api/v1/dead-letters/${queue}/redrive`)).moved,
    cloud: () => json("GET", "/api/v1/cloud"),
    metrics: () => json("GET", "/api/v1/metrics"),
  };
}

/** Pauses before a question is put again whose connection was lost, ms. */
const PAUSES_MS = [50, 500, 2_000];

/**
 * Asks the server. A question (GET) is put again when its connection is lost: a server may close an idle connection in the very moment in
 * which it is used, and a starved machine loses some. A command is given once: it may have been taken.
 * @throws TypeError when there is no answer.
 */
async function answerOf(url: string, init: RequestInit): Promise<Response> {
  for (const pause of init.method === "GET" ? PAUSES_MS : []) {
    try {
      return await fetch(url, init);
    } catch (error) {
      if (init.signal?.aborted || nobodyListens(error)) throw error;
      await sleep(pause);
    }
  }
  return fetch(url, init);
}

const nobodyListens = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  (error.cause as NodeJS.ErrnoException).code === "ECONNREFUSED";

async function errorOf(response: Response): Promise<ErrorBody> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === "object" && body !== null && "error" in body) return body as ErrorBody;
  return { error: { code: "C-REPONSE", message: `Le serveur a répondu ${response.status} sans explication.` } };
}

/** Reads Server-Sent Events, each one a state. */
async function* statuses(response: Response): AsyncGenerator<RunStatus, void, undefined> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const data = event.split("\n").find((line) => line.startsWith("data: "));
      if (data !== undefined) yield JSON.parse(data.slice("data: ".length)) as RunStatus;
    }
  }
}
