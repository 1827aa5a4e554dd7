import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { NodeHttpHandler } from "@smithy/node-http-handler";

/**
 * Where and how a client calls. What is left out comes from the SDK's own chain: region, credentials and
 * `AWS_ENDPOINT_URL` or `AWS_ENDPOINT_URL_<SERVICE>` from the environment.
 */
export interface ClientOptions {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Connections kept open, and so calls under way at once. Default 64. */
  readonly maxSockets?: number;
  /** Attempts of one call before it rejects, the first included. Default 3. */
  readonly maxAttempts?: number;
  /**
   * Calls emulators that check no signature: a fixed one is sent, which spares a tenth of a call's time. Default: whether
   * `VINGT_HEURES_UNSIGNED` is `1`, as the local cloud sets it for its functions.
   */
  readonly unsigned?: boolean;
}

/** What an emulator that only looks whether a request is signed takes for a signature. */
const UNSIGNED = {
  sign: async <R extends { headers: Record<string, string> }>(request: R): Promise<R> => {
    request.headers["authorization"] =
      "AWS4-HMAC-SHA256 Credential=local/20170423/local/local/aws4_request, SignedHeaders=host, Signature=local";
    request.headers["x-amz-date"] = "20170423T180000Z";
    return request;
  },
};

/**
 * Functions live ten seconds: a call that hangs must fail early enough to be tried again. A busy laptop may be slow to
 * accept a connection, hence the patience.
 */
const CONNECTION_TIMEOUT_MS = 2_000;
const REQUEST_TIMEOUT_MS = 6_000;

function common({ maxSockets = 64, maxAttempts = 3, unsigned, ...options }: ClientOptions) {
  const agent = { keepAlive: true, maxSockets };
  return {
    ...options,
    ...((unsigned ?? process.env["VINGT_HEURES_UNSIGNED"] === "1") && { signer: UNSIGNED }),
    maxAttempts,
    retryMode: "standard",
    requestHandler: new NodeHttpHandler({
      httpAgent: agent,
      httpsAgent: agent,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    }),
  };
}

/** Takes out the SDK's logging step: unheard, it still copies every request and answer, a tenth of a call's time. */
function quiet<C extends { readonly middlewareStack: { remove(name: string): boolean } }>(client: C): C {
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}

/** The DynamoDB client, raw: items are packed by hand. */
export const dynamoClient = (options: ClientOptions = {}): DynamoDBClient => quiet(new DynamoDBClient(common(options)));

/** The SQS client. It calls its endpoint, whatever host a queue URL names: a local one may resolve nowhere.
 * The check of what came back by MD5 is left out: the transport's own checksums hold, and it was a tenth of a send. */
export const sqsClient = (options: ClientOptions = {}): SQSClient =>
  quiet(new SQSClient({ ...common(options), useQueueUrlAsEndpoint: false, md5: false }));

/** The SNS client. */
export const snsClient = (options: ClientOptions = {}): SNSClient => quiet(new SNSClient(common(options)));

/**
 * The S3 client. With an endpoint, given or named by the environment, it puts the bucket into the path, because
 * `bucket.localhost` resolves nowhere. Checksums are sent only where S3 demands them.
 */
export const s3Client = (options: ClientOptions = {}): S3Client =>
  quiet(
    new S3Client({
      ...common(options),
      forcePathStyle:
        (options.endpoint || process.env["AWS_ENDPOINT_URL_S3"] || process.env["AWS_ENDPOINT_URL"]) !== undefined,
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    }),
  );
