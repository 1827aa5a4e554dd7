import type { IncomingMessage, ServerResponse } from "node:http";
import { setInterval, clearInterval } from "node:timers";
import type { KnownEvent } from "#shared/contracts/events.ts";
import { OperatorError } from "#cli/operator/errors.ts";
import { atomFeed } from "./atom.ts";
import type { HostEvents } from "./host-events.ts";
import { placeName } from "./sentences.ts";
import { isWanted, type Wanted } from "./journal.ts";

/** Between two comments of an idle stream: proxies and readers know that it lives. */
const HEARTBEAT_MS = 15_000;
/** What a reader may have waiting before it is cut; it comes back with the id of what it last read. */
const MOST_WAITING_BYTES = 8_000_000;
const READ_FIELDS = ["type", "departement", "subject"] as const;

/** Where the event streams and feeds are served; `null`: another address. */
export type EventAddress =
  | { readonly kind: "stream" }
  /** `subject`: that of its events. */
  | { readonly kind: "feed"; readonly run: string; readonly subject: string };

/** Reads `/events`, `/runs/<run>/flux/france.atom`, `/runs/<run>/flux/departements/75.atom` and `…/regions/11.atom`. */
export function eventAddress(pathname: string): EventAddress | null {
  if (pathname === "/events") return { kind: "stream" };
  const [, run, kind, code] =
    /^\/runs\/([0-9a-z][0-9a-z-]{2,63})\/flux\/(?:france|(departement|region)s\/([0-9A-Z]{2,3}))\.atom$/.exec(
      pathname,
    ) ?? [];
  if (run === undefined) return null;
  return { kind: "feed", run, subject: kind === undefined ? "france" : `${kind}/${code}` };
}

/** What a reader of `/events` asks for to have the known events, one a line, and no stream. */
const NDJSON = "application/x-ndjson";

/**
 * Streams events as Server-Sent Events: those after `Last-Event-ID` (or `?after=`) first, then those that come. The topic tells
 * nothing before its hour, so anybody may listen.
 */
export async function streamEvents(
  events: HostEvents,
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
): Promise<void> {
  const { searchParams } = new URL(request.url ?? "/", "http://localhost");
  const wanted = wantedOf(searchParams);
  const header = request.headers["last-event-id"];
  const after = (typeof header === "string" ? header : null) ?? searchParams.get("after");
  const journal = await events.journal();
  if (request.headers.accept === NDJSON) {
    response.writeHead(200, { "content-type": `${NDJSON}; charset=utf-8`, "cache-control": "no-store" });
    response.end(
      journal
        .after(after, wanted)
        .map((event) => `${JSON.stringify(event)}\n`)
        .join(""),
    );
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" });
  response.write(": vingt-heures\n\n");
  const send = (event: KnownEvent): void => {
    if (!isWanted(event, wanted)) return;
    response.write(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    if (response.writableLength > MOST_WAITING_BYTES) response.destroy();
  };
  // What is known and what comes, without a gap: nothing is awaited in between.
  for (const event of journal.after(after)) send(event);
  const unlisten = journal.listen(send);
  const heartbeat = setInterval(() => response.write(": \n\n"), HEARTBEAT_MS);
  const end = (): void => {
    clearInterval(heartbeat);
    unlisten();
    stopping.removeEventListener("abort", end);
    response.end();
  };
  response.on("close", end);
  stopping.addEventListener("abort", end);
}

/** Values are separated by commas. @throws `C-FORME` on a field that is none. */
export function wantedOf(query: URLSearchParams): Wanted {
  const unknown = [...query.keys()].find((name) => !["run", "after", ...READ_FIELDS].includes(name));
  if (unknown !== undefined)
    throw new OperatorError(
      "C-FORME",
      `${unknown} n'est pas un filtre. Il y a : run, ${READ_FIELDS.join(", ")}, after.`,
    );
  const run = query.get("run");
  return {
    ...(run !== null && { run }),
    ...Object.fromEntries(
      READ_FIELDS.flatMap((name) => {
        const value = query.get(name);
        return value === null ? [] : [[name, value.split(",")]];
      }),
    ),
  };
}

/** Serves the Atom feed of a territory. @throws `C-RUN` when there is no such run. */
export async function serveFeed(
  events: HostEvents,
  { run, subject }: Extract<EventAddress, { kind: "feed" }>,
  status: (run: string) => Promise<{ readonly nom: string; readonly clock: { readonly now: string } }>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { nom, clock } = await status(run);
  const journal = await events.journal();
  const base = `http://${request.headers.host ?? "localhost"}`;
  // The site's own address of the territory: `&departement=75`.
  const place = subject === "france" ? "" : `&${subject.replace("/", "=")}`;
  const body = atomFeed(journal.after(null, { run, subject: [subject] }), {
    title: `${nom} — ${placeName(subject)}`,
    self: `${base}${(request.url ?? "").split("?", 1)[0]}`,
    page: `${base}/?run=${run}${place}`,
    opened: clock.now,
  });
  response.writeHead(200, { "content-type": "application/atom+xml; charset=utf-8", "cache-control": "no-cache" });
  response.end(request.method === "HEAD" ? undefined : body);
}
