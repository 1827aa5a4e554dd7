import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { ClientOptions } from "#shared/aws/clients.ts";

/** What a client sent. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What it is told: status 200 by default. */
export interface Answer {
  readonly status?: number;
  readonly body: string;
}

/**
 * A service that answers as a test decides, for what emulators never do: throttle, refuse a part of a batch, deny.
 * It ends with the test.
 * @returns options for a client that makes one attempt a call, so that each answer is seen as it is.
 */
export async function cannedService(answer: (request: Received) => Answer): Promise<ClientOptions> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { status = 200, body: said } = answer({ headers: request.headers, body });
      response.writeHead(status).end(said);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    region: "eu-west-3",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    maxAttempts: 1,
  };
}

/** An answer in JSON. */
export const json = (value: object): Answer => ({ body: JSON.stringify(value) });

/** A failure as the JSON protocols tell it. */
export const failure = (type: string, status = 400): Answer => ({
  status,
  body: JSON.stringify({ __type: type, message: "non" }),
});
