import { DynamoAggregates } from "#shared/aws/aggregates.ts";
import { SqsBells } from "#shared/aws/bells.ts";
import { dynamoClient, s3Client, sqsClient, type ClientOptions } from "#shared/aws/clients.ts";
import { DynamoRuns } from "#shared/aws/runs.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import type { Cloud, Endpoints, StackOutputs } from "../cloud.ts";
import { S3Reader } from "./bucket.ts";
import { DynamoLedgerEraser } from "./eraser.ts";
import { SqsQueue } from "./queue.ts";

/** What the local emulators accept: they check nothing. */
export const LOCAL_CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" } as const;
export const LOCAL_REGION = "eu-west-3";

export interface CloudOptions {
  /** Addresses of the local cloud's services. Left out, the SDK finds AWS, or what `AWS_ENDPOINT_URL*` names. */
  readonly endpoints?: Endpoints;
  readonly region?: string;
}

/** The cloud that a stack's outputs describe. `close` ends its connections. */
export function cloudFromOutputs(
  outputs: StackOutputs,
  { endpoints = {}, region }: CloudOptions = {},
): Cloud & Disposable {
  const at = (endpoint: string | undefined): ClientOptions =>
    endpoint === undefined
      ? { ...(region !== undefined && { region }) }
      : { endpoint, region: region ?? LOCAL_REGION, credentials: LOCAL_CREDENTIALS, unsigned: true };
  const sqs = sqsClient(at(endpoints.sqs));
  const s3 = s3Client(at(endpoints.s3));
  const dynamo = dynamoClient(at(endpoints.dynamodb));
  const queue = (url: string): SqsQueue => new SqsQueue(sqs, url);
  return {
    names: { outputs, endpoints, environment: environmentFor(endpoints, region) },
    shelf: new S3Shelf(s3, outputs.SnapshotBucket),
    published: new S3Reader(s3, outputs.SnapshotBucket),
    runs: new DynamoRuns({ client: dynamo, name: outputs.RunsTable }),
    aggregates: new DynamoAggregates({ client: dynamo, name: outputs.AggregatesTable }),
    eraser: new DynamoLedgerEraser({ client: dynamo, name: outputs.LedgerTable }),
    bells: new SqsBells(sqs, {
      recount: outputs.RecountQueueUrl,
      publish: outputs.PublishQueueUrl,
      press: outputs.PressQueueUrl,
      timers: outputs.TimersQueueUrl,
    }),
    queues: {
      tallies: queue(outputs.TalliesQueueUrl),
      recount: queue(outputs.RecountQueueUrl),
      publish: queue(outputs.PublishQueueUrl),
      press: queue(outputs.PressQueueUrl),
      timers: queue(outputs.TimersQueueUrl),
    },
    ...(outputs.FeedQueueUrl !== undefined && { feed: queue(outputs.FeedQueueUrl) }),
    deadLetters: {
      tallies: queue(outputs.TalliesDlqUrl),
      recount: queue(outputs.RecountDlqUrl),
      publish: queue(outputs.PublishDlqUrl),
      press: queue(outputs.PressDlqUrl),
      timers: queue(outputs.TimersDlqUrl),
    },
    [Symbol.dispose]: () => {
      for (const client of [sqs, s3, dynamo]) client.destroy();
    },
  };
}

/** Variables for other programs. A deployed stack's reader brings its own credentials. */
function environmentFor(endpoints: Endpoints, region: string | undefined): Record<string, string> {
  const names = { sqs: "SQS", sns: "SNS", s3: "S3", dynamodb: "DYNAMODB" } as const;
  const variables: Record<string, string> = {};
  for (const [service, suffix] of Object.entries(names)) {
    const endpoint = endpoints[service as keyof typeof names];
    if (endpoint !== undefined) variables[`AWS_ENDPOINT_URL_${suffix}`] = endpoint;
  }
  if (Object.keys(variables).length === 0) return region === undefined ? {} : { AWS_REGION: region };
  return {
    ...variables,
    AWS_REGION: region ?? LOCAL_REGION,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
  };
}
