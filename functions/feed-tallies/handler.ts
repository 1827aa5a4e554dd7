import { Logger } from "@aws-lambda-powertools/logger";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { dynamoClient, s3Client, sqsClient } from "#shared/aws/clients.ts";
import { SqsFeeds } from "#shared/aws/feeds.ts";
import { DynamoRuns } from "#shared/aws/runs.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import { feedTicketSchema, type FeedTicket } from "#shared/contracts/tickets.ts";
import { feedShard, type FeedDeps } from "#shared/pipeline/feed.ts";
import { answerEach } from "../batch.ts";
import { milliseconds, variable } from "../environment.ts";

const log = new Logger({ serviceName: "feed-tallies" });
const deps: FeedDeps = {
  runs: new DynamoRuns({ client: dynamoClient(), name: variable("RUNS_TABLE") }),
  shelf: new S3Shelf(s3Client(), variable("SNAPSHOT_BUCKET")),
  feeds: new SqsFeeds(sqsClient(), { tallies: variable("TALLIES_QUEUE_URL"), feed: variable("FEED_QUEUE_URL") }),
  clock: { now: Date.now },
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  budgetMs: milliseconds("BUDGET_MS"),
};

/** Tickets into tallies: a shard of a recording, sent at the instants of its run's clock. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const answer = (ticket: FeedTicket) => feedShard(ticket, deps);
  return answerEach(Records, { log, name: "feed", parse: feedTicketSchema.parse, answer });
}
