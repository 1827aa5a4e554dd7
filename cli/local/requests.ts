import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type ClientRequest } from "node:http";
import { type Endpoints } from "./emulators.ts";

const CHANNEL = "http.client.request.start";

/** Requests made to the local cloud, by API: `SQS.SendMessageBatch`, `DynamoDB.Query`, `S3.PutObject`, `SNS`. */
export type RequestCounts = Record<string, number>;

/**
 * Counts the requests that this thread makes to the given endpoints, whoever makes them (an SDK or our own wires).
 * SNS names its action in the body, so its requests are counted together.
 */
export function countRequests(endpoints: Endpoints): { counts: RequestCounts; stop(): void } {
  const counts: RequestCounts = {};
  const hosts = new Set(Object.values(endpoints).map((endpoint: string) => new URL(endpoint).host));
  const listener = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    if (!hosts.has(String(request.getHeader("host")))) return;
    const api = apiOf({
      method: request.method,
      path: request.path,
      header: (name) => String(request.getHeader(name) ?? ""),
    });
    counts[api] = (counts[api] ?? 0) + 1;
  };
  subscribe(CHANNEL, listener);
  return { counts, stop: () => void unsubscribe(CHANNEL, listener) };
}

/** Adds one count to another. */
export function addCounts(into: RequestCounts, counts: RequestCounts): void {
  for (const [api, count] of Object.entries(counts)) into[api] = (into[api] ?? 0) + count;
}

/** A request as far as its API is read from it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** A header by its name in lower case; empty when there is none. */
  readonly header: (name: string) => string;
}

/** The API that a request calls: `SQS.SendMessageBatch`, `S3.PutObject`, `SNS`. */
export function apiOf({ method, path, header }: Asked): string {
  const target = header("x-amz-target");
  if (target !== "") {
    const [service = "", action = ""] = target.split(".");
    return `${service === "AmazonSQS" ? "SQS" : "DynamoDB"}.${action}`;
  }
  if (header("content-type").startsWith("application/x-www-form-urlencoded")) return "SNS";
  const query = new URLSearchParams(path.split("?")[1]);
  if (query.has("list-type")) return "S3.ListObjectsV2";
  if (query.has("delete")) return "S3.DeleteObjects";
  const key = path.split("?")[0]?.split("/")[2];
  const operation = query.get("x-id") ?? `${METHODS[method] ?? method}${key ? "Object" : "Bucket"}`;
  return `S3.${operation}`;
}

const METHODS: Record<string, string> = { GET: "Get", PUT: "Put", HEAD: "Head", DELETE: "Delete", POST: "Post" };
