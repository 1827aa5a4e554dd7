import { once } from "node:events";
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Endpoints } from "./emulators.ts";
import { apiOf } from "./requests.ts";

/** The wires between functions and emulators, made to fail on purpose. */

/** A service whose calls may fail. */
export type Service = keyof Endpoints;

/**
 * What becomes of a call:
 *
 * - `pass`: nothing;
 * - `throttle`: refused for want of capacity, as that service words it; it had no effect;
 * - `lose`: it has its effect, and is answered 500;
 * - `halve`: a batch call takes the first half of what it is given, and says so; any other call passes;
 * - `silence`: the connection breaks; it had no effect.
 */
export type WireFate = "pass" | "throttle" | "lose" | "halve" | "silence";

/** Decides the fate of each call of a function. @param api `DynamoDB.Query`. */
export type WireFaults = (service: Service, api: string) => WireFate;

/** Endpoints behind which calls meet their fates. */
export interface FaultyWires {
  readonly endpoints: Endpoints;
  stop(): Promise<void>;
}

/** Puts proxies on 127.0.0.1 in front of the emulators: one an address that they share. */
export async function faultyWires(endpoints: Endpoints, fateOf: WireFaults): Promise<FaultyWires> {
  const agent = new Agent({ keepAlive: true });
  const addresses = [...new Set(Object.values(endpoints) as string[])];
  const servers = await Promise.all(
    addresses.map(async (address) => {
      const server = createServer((incoming, answer) => {
        void pass(address, agent, incoming, answer, fateOf).catch(() => answer.destroy());
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
      return server;
    }),
  );
  const proxied = new Map(
    addresses.map((address, i) => [address, `http://127.0.0.1:${(servers[i]!.address() as AddressInfo).port}`]),
  );
  const of = (service: Service): string => proxied.get(endpoints[service])!;
  return {
    endpoints: { sqs: of("sqs"), sns: of("sns"), s3: of("s3"), dynamodb: of("dynamodb") },
    async stop() {
      agent.destroy();
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

const SERVICES: Readonly<Record<string, Service>> = { SQS: "sqs", SNS: "sns", S3: "s3", DynamoDB: "dynamodb" };

async function pass(
  address: string,
  agent: Agent,
  incoming: IncomingMessage,
  answer: ServerResponse,
  fateOf: WireFaults,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { method = "GET", url = "/", headers } = incoming;
  const api = apiOf({ method, path: url, header: (name) => String(headers[name] ?? "") });
  const service = SERVICES[api.split(".")[0]!]!;
  const fate = fateOf(service, api);
  if (fate === "silence") return void answer.destroy();
  if (fate === "throttle") return refuse(answer, service, "throttle");
  const half = fate === "halve" ? HALVES[api]?.(JSON.parse(body.toString("utf8")) as Batch) : undefined;
  const sent = half === undefined ? body : Buffer.from(JSON.stringify(half.kept));
  const taken = await forward(address, agent, incoming, sent);
  if (fate === "lose") return refuse(answer, service, "lose");
  const told =
    half === undefined || taken.status !== 200 ? taken.body : Buffer.from(half.answered(taken.body.toString("utf8")));
  const { "content-length": _length, "x-amz-crc32": _sum, "transfer-encoding": _coding, ...kept } = taken.headers;
  answer.writeHead(taken.status, { ...kept, "content-length": told.length });
  answer.end(method === "HEAD" ? undefined : told);
}

interface Taken {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

function forward(
  address: string,
  agent: Agent,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Taken> {
  const { hostname, port } = new URL(address);
  const { "transfer-encoding": _coding, expect: _expect, ...kept } = headers;
  const options = { agent, hostname, port, method, path: url, headers: { ...kept, "content-length": body.length } };
  return new Promise((resolve, reject) => {
    const outgoing = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 502, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** A refusal as each service words it: status, then code. */
const REFUSALS: Readonly<
  Record<"throttle" | "lose", Readonly<Record<Service, readonly [status: number, code: string]>>>
> = {
  throttle: {
    dynamodb: [400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"],
    sqs: [403, "com.amazonaws.sqs#RequestThrottled"],
    s3: [503, "SlowDown"],
    sns: [400, "Throttled"],
  },
  lose: {
    dynamodb: [500, "com.amazonaws.dynamodb.v20120810#InternalServerError"],
    sqs: [500, "com.amazonaws.sqs#InternalError"],
    s3: [500, "InternalError"],
    sns: [500, "InternalFailure"],
  },
};

function refuse(answer: ServerResponse, service: Service, how: "throttle" | "lose"): void {
  const [status, code] = REFUSALS[how][service];
  const message = "refused on purpose";
  const error = `<Error><Type>${status < 500 ? "Sender" : "Receiver"}</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  const [type, text] =
    service === "s3"
      ? ["application/xml", error]
      : service === "sns"
        ? ["text/xml", `<ErrorResponse>${error}<RequestId>0</RequestId></ErrorResponse>`]
        : ["application/x-amz-json-1.0", JSON.stringify({ __type: code, message })];
  answer.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(text) });
  answer.end(text);
}

type Batch = Readonly<Record<string, unknown>>;

/** The first half of a batch, and its answer with what was left out. `undefined`: there is no half to take. */
type Halve = (batch: Batch) => { readonly kept: Batch; readonly answered: (body: string) => string } | undefined;

const HALVES: Readonly<Record<string, Halve>> = {
  "DynamoDB.BatchWriteItem": (batch) => {
    const [[table, writes] = ["", []]] = Object.entries(batch["RequestItems"] as Readonly<Record<string, unknown[]>>);
    const half = Math.ceil(writes.length / 2);
    if (writes.length < 2) return undefined;
    return {
      kept: { ...batch, RequestItems: { [table]: writes.slice(0, half) } },
      answered: (body) => JSON.stringify({ ...JSON.parse(body), UnprocessedItems: { [table]: writes.slice(half) } }),
    };
  },
  "SQS.SendMessageBatch": (batch) => {
    const entries = batch["Entries"] as readonly { readonly Id: string }[];
    const half = Math.ceil(entries.length / 2);
    if (entries.length < 2) return undefined;
    const failed = entries
      .slice(half)
      .map(({ Id }) => ({ Id, SenderFault: false, Code: "InternalError", Message: "left out on purpose" }));
    return {
      kept: { ...batch, Entries: entries.slice(0, half) },
      answered: (body) => JSON.stringify({ ...JSON.parse(body), Failed: failed }),
    };
  },
};
