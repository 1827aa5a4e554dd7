import { PublishBatchCommand } from "@aws-sdk/client-sns";
import { snsClient, sqsClient } from "#shared/aws/clients.ts";
import { LoadError } from "#cli/lab/load/errors.ts";
import type { Target } from "#cli/lab/load/pacer.ts";
import { isLoopback } from "#cli/lab/load/targets.ts";
import { SqsQueue } from "./queue.ts";

/** SQS queues and SNS topics of anybody, with the credentials of the SDK's own chain. */

/** AWS's own limit for a batch. */
const BATCH = 10;

const regionIn = (text: string): { region?: string } => {
  const region = /(?:^|[.:])([a-z]{2}(?:-[a-z]+)+-\d)(?:[.:]|$)/.exec(text)?.[1];
  return region === undefined ? {} : { region };
};

/** Any SQS queue by its URL; a FIFO one gets one group a message. */
export function toQueue(queueUrl: string): Target {
  const { hostname, origin } = new URL(queueUrl);
  const own = /\.amazonaws\.com(\.cn)?$/.test(hostname);
  const client = sqsClient(
    own ? regionIn(hostname) : { endpoint: origin, region: "eu-west-3", ...localCredentials(hostname) },
  );
  const queue = new SqsQueue(client, queueUrl);
  const fifo = queueUrl.endsWith(".fifo");
  let count = 0;
  const identity = (): { group?: string; dedup?: string } => {
    if (!fifo) return {};
    count += 1;
    return { group: `charge-${count % 100}`, dedup: `charge-${process.pid}-${count}` };
  };
  return {
    place: queueUrl,
    host: hostname,
    loopback: isLoopback(hostname),
    batch: BATCH,
    async send(bodies) {
      const refused = await queue.send(bodies.map((body) => ({ body, ...identity() })));
      return refused.map(({ index }) => index);
    },
    close: async () => client.destroy(),
  };
}

/** Any SNS topic by its ARN. @throws LoadError `V-USAGE` */
export function toTopic(topicArn: string): Target {
  if (!/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/.test(topicArn))
    throw new LoadError("V-USAGE", `--target ${topicArn} : attendu arn:aws:sns:région:compte:sujet.`);
  const endpoint = process.env["AWS_ENDPOINT_URL_SNS"];
  const host = endpoint === undefined ? "sns.amazonaws.com" : new URL(endpoint).hostname;
  const client = snsClient(
    endpoint === undefined ? regionIn(topicArn) : { endpoint, ...regionIn(topicArn), ...localCredentials(host) },
  );
  return {
    place: topicArn,
    host,
    loopback: isLoopback(host),
    batch: BATCH,
    async send(bodies) {
      const { Failed: failed = [] } = await client.send(
        new PublishBatchCommand({
          TopicArn: topicArn,
          PublishBatchRequestEntries: bodies.map((Message, i) => ({ Id: String(i), Message })),
        }),
      );
      return failed.map(({ Id }) => Number(Id));
    },
    close: async () => client.destroy(),
  };
}

/** An emulator on this machine checks no credentials; anywhere else the SDK finds its own. */
const localCredentials = (host: string) =>
  isLoopback(host) ? { credentials: { accessKeyId: "local", secretAccessKey: "local" } } : {};
