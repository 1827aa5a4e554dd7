import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { isOver, type RunStatus } from "./contract.ts";
import type { Route, RouteContext } from "./routes.ts";

/** Between two events of a stream. */
const STREAM_MS = 250;

/** Sends a run's state as Server-Sent Events until it ends or nobody listens. @throws before the first event only. */
export async function streamStatus(route: Route, context: RouteContext, response: ServerResponse): Promise<void> {
  let status = (await route.handle(context)) as RunStatus;
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" });
  for (;;) {
    response.write(`event: status\ndata: ${JSON.stringify(status)}\n\n`);
    if (isOver(status.phase) || context.signal.aborted) break;
    await sleep(STREAM_MS, undefined, { signal: context.signal }).catch(() => {});
    status = (await route.handle(context)) as RunStatus;
  }
  response.end();
}
