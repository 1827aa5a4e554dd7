import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Operator } from "#cli/operator/operator.ts";
import { OperatorError } from "#cli/operator/errors.ts";
import type { HostEvents } from "#cli/integrations/host-events.ts";
import { eventAddress, serveFeed, streamEvents } from "#cli/integrations/http.ts";
import { SECURITY_HEADERS } from "#shared/contracts/http.ts";
import { answerTo } from "./errors.ts";
import { servePublished, serveSite } from "./files.ts";
import { OPENAPI_PATH, openapiDocument } from "./openapi.ts";
import { checkCaller, checkToken } from "./request.ts";
import { matchPath, publicPart, ROUTES, type Route, type RouteContext } from "./routes.ts";
import { streamStatus } from "./stream.ts";

export interface ControlOptions {
  readonly operator: Operator;
  /** Folder of the site; `null`: none is served. */
  readonly site: string | null;
  /** Default {@link DEFAULT_PORT}; 0: any free one. When it is taken, the next free one. */
  readonly port?: number;
  /** Version told by the OpenAPI document. */
  readonly version: string;
  /** Streams and feeds of events; left out: none are served. */
  readonly events?: HostEvents;
}

export interface ControlServer {
  /** Base address, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** The port that was asked for and was taken; `null`: it was free. */
  readonly taken: number | null;
  readonly token: string;
  /** Stops to serve, at once. The operator's runs are the caller's. */
  close(): Promise<void>;
}

/** 20:00. */
export const DEFAULT_PORT = 2000;
/** Ports tried after the one asked for. */
const TRIED_PORTS = 50;
const LOOPBACK = "127.0.0.1";

/**
 * Serves the control API, the published documents and the site on the loopback.
 * @throws `C-PORT` when no port is free.
 */
export async function startControl({
  operator,
  site,
  port = DEFAULT_PORT,
  version,
  events,
}: ControlOptions): Promise<ControlServer> {
  const token = randomBytes(24).toString("base64url");
  const openapi = JSON.stringify(openapiDocument(version));
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    const asked = { operator, site, events, token, openapi, stopping: stopping.signal, port: portOf(server) };
    answer(request, response, asked).catch((error: unknown) => fail(response, error));
  });
  await listenNear(server, port);
  const listening = portOf(server);
  return {
    url: `http://localhost:${listening}`,
    port: listening,
    taken: port === 0 || listening === port ? null : port,
    token,
    close: () => {
      stopping.abort();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Asked {
  readonly operator: Operator;
  readonly site: string | null;
  readonly events: HostEvents | undefined;
  readonly token: string;
  readonly openapi: string;
  readonly stopping: AbortSignal;
  readonly port: number;
}

async function answer(request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  checkCaller(request, asked.port);
  // The raw path: an URL parser would resolve `..` and decode, and what is looked up must be what was asked.
  const [pathname = "/"] = (request.url ?? "/").split("?", 1);
  const reads = request.method === "GET" || request.method === "HEAD";
  if (pathname === OPENAPI_PATH && reads) return sendJson(response, 200, asked.openapi);
  if (pathname.startsWith("/api/")) return answerApi(request, response, pathname, asked);
  if (!reads) throw new OperatorError("C-METHODE", "Cette adresse se lit (GET) et ne s'écrit pas.");
  const address = asked.events === undefined ? null : eventAddress(pathname);
  if (asked.events !== undefined && address !== null) {
    if (address.kind === "stream") return streamEvents(asked.events, request, response, asked.stopping);
    return serveFeed(asked.events, address, (run) => asked.operator.status(run), request, response);
  }
  if (pathname.startsWith("/runs/")) return servePublished(asked.operator.cloud.published, pathname, request, response);
  return serveSite(asked.site, pathname, request, response, {
    reader: asked.operator.cloud.published,
    runs: async () => (await asked.operator.list()).map(publicPart),
  });
}

async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  asked: Asked,
): Promise<void> {
  const { route, path } = routeOf(request.method ?? "", pathname);
  if (route.open !== true) checkToken(request, asked.token);
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const context: RouteContext = {
    operator: asked.operator,
    request,
    url: new URL(request.url ?? "/", "http://localhost"),
    path,
    signal: AbortSignal.any([gone.signal, asked.stopping]),
  };
  if (route.answer === "stream") return streamStatus(route, context, response);
  sendJson(response, route.status, JSON.stringify(await route.handle(context)));
}

function routeOf(method: string, pathname: string): { readonly route: Route; readonly path: Record<string, string> } {
  const matching = ROUTES.flatMap((route) => {
    const path = matchPath(route.path, pathname);
    return path === null ? [] : [{ route, path }];
  });
  const found = matching.find(({ route }) => route.method === method);
  if (found) return found;
  if (matching.length > 0) {
    throw new OperatorError(
      "C-METHODE",
      `Cette adresse répond à ${matching.map(({ route }) => route.method).join(", ")}.`,
    );
  }
  throw new OperatorError(
    "C-CHEMIN",
    `Il n'y a rien à cette adresse. Celles de l'API sont décrites par ${OPENAPI_PATH}.`,
  );
}

function sendJson(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(text);
}

function fail(response: ServerResponse, error: unknown): void {
  const { status, body } = answerTo(error);
  // A stream that has begun can only be cut.
  if (response.headersSent) return void response.destroy();
  if (status === 401) response.setHeader("www-authenticate", "Bearer");
  // What was not read of a refused body must not be taken for the next request.
  response.setHeader("connection", "close");
  sendJson(response, status, JSON.stringify(body));
}

async function listenNear(server: Server, port: number): Promise<void> {
  const last = port === 0 ? 0 : Math.min(65_535, port + TRIED_PORTS);
  for (let candidate = port; candidate <= last; candidate++) if (await listen(server, candidate)) return;
  throw new OperatorError("C-PORT", `Aucun port n'est libre de ${port} à ${last}. Donnez-en un autre : --port.`);
}

/** @returns false when the port is taken. */
function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
      else reject(error);
    };
    server.once("error", onError);
    server.listen(port, LOOPBACK, () => {
      server.off("error", onError);
      resolve(true);
    });
  });
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
