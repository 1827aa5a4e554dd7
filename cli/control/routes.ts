import type { IncomingMessage } from "node:http";
import * as z from "zod/mini";
import { QUEUE_NAMES, type QueueName } from "#cli/operator/cloud.ts";
import { listDeadLetters, redriveDeadLetters } from "#cli/operator/dead-letters.ts";
import { OperatorError } from "#cli/operator/errors.ts";
import type { Operator } from "#cli/operator/operator.ts";
import { listQuarantine, pageQuarantine, redriveQuarantine, showQuarantined } from "#cli/operator/quarantine.ts";
import type { PublicRunStatus, RunStatus, WaitCondition } from "./contract.ts";
import { readJson, readQuery, readText } from "./request.ts";
import * as answers from "./response-schemas.ts";
import {
  asCreateRunRequest,
  clockCommandSchema,
  createRunSchema,
  incidentSchema,
  quarantineQuerySchema,
  redriveSchema,
  waitSchema,
} from "./schemas.ts";

/** What a handler is given. */
export interface RouteContext {
  readonly operator: Operator;
  readonly request: IncomingMessage;
  readonly url: URL;
  /** Values of the path's `{…}`. */
  readonly path: Readonly<Record<string, string>>;
  /** Aborts when the caller is gone or the server stops. */
  readonly signal: AbortSignal;
}

/** One operation of the API: the server dispatches on this table, and the OpenAPI document is made from it. */
export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  /** `/api/v1/runs/{run}` */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** Answers without a token. */
  readonly open?: true;
  readonly status: 200 | 201 | 202;
  readonly query?: z.core.$ZodType;
  /** `text`: any text. */
  readonly body?: z.core.$ZodType | "text";
  /** `stream`: Server-Sent Events, each a status. */
  readonly answer: z.core.$ZodType | "stream";
  /** What the answer is made of; for a stream, what is sent again and again. */
  handle(context: RouteContext): Promise<unknown>;
}

const MIB = 1024 * 1024;
/** A whole dossier with its recording: 69,000 bureaux are about 40 MB. */
const LARGEST_CREATION = 256 * MIB;
/** What SQS takes in one message. */
const LARGEST_MESSAGE = MIB;
const LARGEST_COMMAND = 64 * 1024;
const DEFAULT_WAIT_SECONDS = 60;
const DEFAULT_PAGE = 100;

const run = ({ path }: RouteContext): string => path["run"] ?? "";

/** What everybody may see of a run. */
export const publicPart = ({
  run: id,
  scrutin,
  nom,
  tour,
  phase,
  clock,
  embargo,
  bureaux,
  curve,
  genere,
}: RunStatus): PublicRunStatus => ({
  run: id,
  scrutin,
  nom,
  tour,
  phase,
  clock,
  embargo,
  bureaux,
  curve,
  genere,
});

const queueOf = ({ path }: RouteContext): QueueName => {
  const queue = QUEUE_NAMES.find((name) => name === path["queue"]);
  if (queue === undefined)
    throw new OperatorError("C-CHEMIN", `Il n'y a pas de file ${path["queue"]}. Il y a : ${QUEUE_NAMES.join(", ")}.`);
  return queue;
};

export const ROUTES: readonly Route[] = [
  {
    method: "POST",
    path: "/api/v1/runs",
    operationId: "createRun",
    summary: "Creates a run from a scenario, a file of the serving machine or a whole dossier, and starts to play it.",
    status: 201,
    body: createRunSchema,
    answer: answers.runStatusSchema,
    handle: async ({ operator, request }) =>
      operator.create(asCreateRunRequest(await readJson(request, createRunSchema, LARGEST_CREATION))),
  },
  {
    method: "GET",
    path: "/api/v1/runs",
    operationId: "listRuns",
    summary: "Lists the runs, the last created first.",
    status: 200,
    answer: z.object({ runs: z.array(answers.runStatusSchema) }),
    handle: async ({ operator }) => ({ runs: await operator.list() }),
  },
  {
    method: "GET",
    path: "/api/v1/runs/{run}",
    operationId: "getRun",
    summary: "Tells the state of a run, results included even before their release.",
    status: 200,
    answer: answers.runStatusSchema,
    handle: (context) => context.operator.status(run(context)),
  },
  {
    method: "DELETE",
    path: "/api/v1/runs/{run}",
    operationId: "deleteRun",
    summary: "Stops a run and removes everything of it; its id stays used.",
    status: 200,
    answer: z.object({ deleted: z.string() }),
    handle: async (context) => {
      await context.operator.delete(run(context));
      return { deleted: run(context) };
    },
  },
  {
    method: "POST",
    path: "/api/v1/runs/{run}/resume",
    operationId: "resumeRun",
    summary:
      "Continues an interrupted run from the night that it was created from; what was already published is not sent again.",
    status: 200,
    body: createRunSchema,
    answer: answers.runStatusSchema,
    handle: async (context) =>
      context.operator.resume(
        run(context),
        asCreateRunRequest(await readJson(context.request, createRunSchema, LARGEST_CREATION)),
      ),
  },
  {
    method: "POST",
    path: "/api/v1/runs/{run}/clock",
    operationId: "setClock",
    summary: "Pauses, resumes, changes the speed, or moves the clock forward.",
    status: 200,
    body: clockCommandSchema,
    answer: answers.runStatusSchema,
    handle: async (context) => {
      await context.operator.command(
        run(context),
        await readJson(context.request, clockCommandSchema, LARGEST_COMMAND),
      );
      return context.operator.status(run(context));
    },
  },
  {
    method: "POST",
    path: "/api/v1/runs/{run}/incidents",
    operationId: "causeIncident",
    summary: "Silences a département (its messages are held), lets it speak again, or sends the next messages at once.",
    status: 200,
    body: incidentSchema,
    answer: answers.runStatusSchema,
    handle: async (context) => {
      await context.operator.disturb(run(context), await readJson(context.request, incidentSchema, LARGEST_COMMAND));
      return context.operator.status(run(context));
    },
  },
  {
    method: "POST",
    path: "/api/v1/runs/{run}/messages",
    operationId: "injectMessage",
    summary: "Sends the request's body, as it is, to the tallies' queue.",
    status: 202,
    body: "text",
    answer: z.object({ sent: z.literal(1) }),
    handle: async (context) => {
      await context.operator.inject(run(context), await readText(context.request, LARGEST_MESSAGE));
      return { sent: 1 };
    },
  },
  {
    method: "GET",
    path: "/api/v1/runs/{run}/wait",
    operationId: "waitForRun",
    summary:
      "Answers when the run is finished (`terminee`), released (`release`) or has that many bureaux counted (`counted:1000`).",
    status: 200,
    query: waitSchema,
    answer: answers.runStatusSchema,
    handle: (context) => {
      const { until, timeout = DEFAULT_WAIT_SECONDS } = readQuery(context.url, waitSchema);
      return context.operator.wait(run(context), until as WaitCondition, timeout * 1000, context.signal);
    },
  },
  {
    method: "GET",
    path: "/api/v1/runs/{run}/stream",
    operationId: "streamRun",
    summary: "Streams the state of a run, about four times a second, until it ends.",
    status: 200,
    answer: "stream",
    handle: (context) => context.operator.status(run(context)),
  },
  {
    method: "GET",
    path: "/api/v1/runs/{run}/published",
    operationId: "listPublished",
    summary: "Lists the paths of the run's public documents, each to be read at that path of this server.",
    status: 200,
    answer: z.object({ paths: z.array(z.string()) }),
    handle: async (context) => {
      const { run: id } = await context.operator.status(run(context));
      return { paths: await context.operator.cloud.shelf.list(`runs/${id}/`) };
    },
  },
  {
    method: "GET",
    path: "/api/v1/runs/{run}/differences",
    operationId: "listDifferences",
    summary:
      "Tells the first differences between what was published and what the input adds up to; null before the proof.",
    status: 200,
    answer: z.object({ differences: z.nullable(z.array(z.string())) }),
    handle: async (context) => ({ differences: context.operator.differences(run(context)) }),
  },
  {
    method: "GET",
    path: "/api/v1/quarantine",
    operationId: "listQuarantine",
    summary: "Lists refused messages, by run and code; `run=_` lists those of no known run.",
    status: 200,
    query: quarantineQuerySchema,
    answer: answers.quarantinePageSchema,
    handle: ({ operator, url }) => {
      const { after, limit = DEFAULT_PAGE, ...filter } = readQuery(url, quarantineQuerySchema);
      return pageQuarantine(operator.cloud, filterOf(filter), { limit, ...(after !== undefined && { after }) });
    },
  },
  {
    method: "GET",
    path: "/api/v1/quarantine/{digest}",
    operationId: "showQuarantined",
    summary: "Shows one refused message with its refusals; the first characters of its digest are enough.",
    status: 200,
    answer: answers.quarantinedSchema,
    handle: ({ operator, path }) => showQuarantined(operator.cloud, path["digest"] ?? ""),
  },
  {
    method: "POST",
    path: "/api/v1/quarantine/redrive",
    operationId: "redriveQuarantine",
    summary: "Sends refused messages again: one by its digest (mended, if a body is given), or all of a run and code.",
    status: 200,
    body: redriveSchema,
    answer: z.object({ sent: z.int() }),
    handle: async ({ operator, request }) => {
      const { digest, body, ...filter } = await readJson(request, redriveSchema, LARGEST_MESSAGE);
      if (digest === undefined && filter.run === undefined && filter.code === undefined) {
        throw new OperatorError("C-FORME", "Désignez ce qui doit être renvoyé : digest, run ou code.");
      }
      const entries =
        digest === undefined
          ? await listQuarantine(operator.cloud, filterOf(filter))
          : [await showQuarantined(operator.cloud, digest)];
      return { sent: await redriveQuarantine(operator.cloud, entries, body) };
    },
  },
  {
    method: "GET",
    path: "/api/v1/dead-letters/{queue}",
    operationId: "listDeadLetters",
    summary: "Shows up to ten messages that a queue gave up.",
    status: 200,
    answer: z.object({ messages: z.array(z.object({ queue: z.string(), id: z.string(), body: z.string() })) }),
    handle: async (context) => ({ messages: await listDeadLetters(context.operator.cloud, queueOf(context)) }),
  },
  {
    method: "POST",
    path: "/api/v1/dead-letters/{queue}/redrive",
    operationId: "redriveDeadLetters",
    summary: "Moves the messages that a queue gave up back to it.",
    status: 200,
    answer: z.object({ moved: z.int() }),
    handle: async (context) => ({ moved: await redriveDeadLetters(context.operator.cloud, queueOf(context)) }),
  },
  {
    method: "GET",
    path: "/api/v1/cloud",
    operationId: "describeCloud",
    summary: "Names the cloud's endpoints, queues, tables and bucket, and the environment variables that reach them.",
    status: 200,
    answer: answers.cloudSchema,
    handle: async ({ operator }) => operator.cloud.names,
  },
  {
    method: "GET",
    path: "/api/v1/metrics",
    operationId: "getMetrics",
    summary: "Tells what the local cloud has done since it began: invocations, requests, the functions' own figures.",
    status: 200,
    answer: answers.metricsSchema,
    handle: async ({ operator }) => metricsOf(operator),
  },
  {
    method: "GET",
    path: "/api/v1/public/runs",
    operationId: "listPublicRuns",
    summary: "Lists the runs as anybody may see them: no result.",
    open: true,
    status: 200,
    answer: z.object({ runs: z.array(answers.publicRunStatusSchema) }),
    handle: async ({ operator }) => ({ runs: (await operator.list()).map(publicPart) }),
  },
  {
    method: "GET",
    path: "/api/v1/public/runs/{run}",
    operationId: "getPublicRun",
    summary: "Tells how far a run is, as anybody may see it: no result.",
    open: true,
    status: 200,
    answer: answers.publicRunStatusSchema,
    handle: async (context) => publicPart(await context.operator.status(run(context))),
  },
];

/** @throws OperatorError `C-MESURES` on a deployed stack. */
async function metricsOf({ cloud }: Operator): Promise<z.infer<typeof answers.metricsSchema>> {
  const usage = await cloud.usage?.();
  if (usage === undefined)
    throw new OperatorError(
      "C-MESURES",
      "Une pile déployée tient ses mesures dans CloudWatch : ouvrez son tableau de bord.",
    );
  const functions = Object.entries(usage.functions).map(
    ([name, { invocations, errors, timeouts, gigabyteSeconds, requests }]) =>
      [name, { invocations, errors, timeouts, gigabyteSeconds, requests }] as const,
  );
  return { functions: Object.fromEntries(functions), requests: usage.requests, measures: usage.measures ?? {} };
}

const filterOf = ({ run: owner, code }: { readonly run?: string | undefined; readonly code?: string | undefined }) => ({
  ...(owner !== undefined && { run: owner === "_" ? null : owner }),
  ...(code !== undefined && { code }),
});

/** Reads the values of a route's path from an address; `null`: another path. Values are plain names, nothing encoded. */
export function matchPath(template: string, pathname: string): Record<string, string> | null {
  const wanted = template.split("/");
  const given = pathname.split("/");
  if (wanted.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [position, part] of wanted.entries()) {
    const value = given[position] ?? "";
    if (part.startsWith("{")) {
      if (!/^[0-9A-Za-z_][0-9A-Za-z_.-]{0,99}$/.test(value)) return null;
      values[part.slice(1, -1)] = value;
    } else if (part !== value) return null;
  }
  return values;
}
