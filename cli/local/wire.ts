/**
 * The wires to the emulators: AWS's protocols over kept-alive HTTP, without an SDK.
 *
 * Receiving and deleting are the hot path of the local cloud; a request here costs a tenth of what it costs through a
 * full SDK client (no signature, no middleware), and the emulators check no signature.
 */
import { Agent, request } from "node:http";
import { LocalCloudError } from "./errors.ts";

/** One emulator's address. */
export interface Wire {
  /** Sends one request and returns the body of the answer. */
  send(message: WireMessage): Promise<string>;
  /** Closes the idle connections. */
  close(): void;
}

export interface WireMessage {
  /** POST by default. */
  method?: string;
  /** `/` by default. */
  path?: string;
  headers: Record<string, string>;
  body: string;
  signal?: AbortSignal;
}

/** Opens a wire; connections are made as they are needed and kept. */
export function openWire(endpoint: string): Wire {
  const { hostname, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  const send: Wire["send"] = (message) => {
    const { method = "POST", path = "/", headers, body, signal } = message;
    const sized = { ...headers, "content-length": Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const options = { agent, hostname, port, method, path, headers: sized, ...(signal && { signal }) };
      const outgoing = request(options, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => (text += part));
        answer.on("error", reject);
        answer.on("end", () => {
          if (answer.statusCode === 200) return resolve(text);
          const action = headers["x-amz-target"] ?? `${method} ${path}`;
          reject(new LocalCloudError("LC-EMULATOR", action, `answered ${answer.statusCode}: ${text}`));
        });
      });
      outgoing.on("error", (error: NodeJS.ErrnoException) => {
        // The emulator may close a kept connection at the very moment it is used again.
        if (outgoing.reusedSocket && error.code === "ECONNRESET") resolve(send(message));
        else reject(error);
      });
      outgoing.end(body);
    });
  };
  return { send, close: () => agent.destroy() };
}

/** The header by which the emulators know the region; they verify nothing else of it. */
export function authorization(service: string, region: string): string {
  return `AWS4-HMAC-SHA256 Credential=local/20000101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=local`;
}

/** A message as ReceiveMessage gives it. */
export interface ReceivedMessage {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody: string;
  MD5OfMessageAttributes?: string;
  Attributes?: Record<string, string>;
  MessageAttributes?: Record<string, MessageAttribute>;
}

export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: string;
}

/** The few SQS requests that the local cloud makes itself. */
export class SqsWire {
  readonly #wire: Wire;
  readonly #authorization: string;

  constructor(endpoint: string, region: string) {
    this.#wire = openWire(endpoint);
    this.#authorization = authorization("sqs", region);
  }

  async createQueue(name: string, attributes: Record<string, string>): Promise<void> {
    await this.#call("CreateQueue", { QueueName: name, Attributes: attributes });
  }

  /** Receives at most ten messages, with all their attributes; waits up to `waitSeconds` for the first. */
  async receive(queueUrl: string, max: number, waitSeconds: number, signal?: AbortSignal): Promise<ReceivedMessage[]> {
    const body = {
      QueueUrl: queueUrl,
      MaxNumberOfMessages: max,
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    };
    const answer = (await this.#call("ReceiveMessage", body, signal)) as { Messages?: ReceivedMessage[] };
    return answer.Messages ?? [];
  }

  /** Sends messages as they are, ten a request at most; entries carry their own ids. */
  async send(queueUrl: string, entries: readonly object[]): Promise<void> {
    const answer = (await this.#call("SendMessageBatch", { QueueUrl: queueUrl, Entries: entries })) as {
      Failed?: unknown[];
    };
    if (answer.Failed?.length)
      throw new LocalCloudError("LC-EMULATOR", queueUrl, `refused: ${JSON.stringify(answer.Failed)}`);
  }

  async delete(queueUrl: string, receiptHandles: readonly string[]): Promise<void> {
    const entries = receiptHandles.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
    await this.#call("DeleteMessageBatch", { QueueUrl: queueUrl, Entries: entries });
  }

  /** How many messages a queue holds: ready, being processed, delayed. */
  async depth(queueUrl: string): Promise<QueueDepth> {
    const names = ["", "NotVisible", "Delayed"].map((suffix) => `ApproximateNumberOfMessages${suffix}`);
    const answer = await this.#call("GetQueueAttributes", { QueueUrl: queueUrl, AttributeNames: names });
    const { Attributes = {} } = answer as { Attributes?: Record<string, string> };
    const [visible, inFlight, delayed] = names.map((name) => Number(Attributes[name] ?? 0)) as [number, number, number];
    return { visible, inFlight, delayed };
  }

  close(): void {
    this.#wire.close();
  }

  async #call(action: string, body: object, signal?: AbortSignal): Promise<unknown> {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `AmazonSQS.${action}`,
      authorization: this.#authorization,
    };
    return JSON.parse(await this.#wire.send({ headers, body: JSON.stringify(body), ...(signal && { signal }) }));
  }
}

/** Messages of a queue, by state. */
export interface QueueDepth {
  visible: number;
  inFlight: number;
  delayed: number;
}
