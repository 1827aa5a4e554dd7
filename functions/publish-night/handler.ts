import { Logger } from "@aws-lambda-powertools/logger";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { DynamoAggregates } from "#shared/aws/aggregates.ts";
import { SqsBells } from "#shared/aws/bells.ts";
import { dynamoClient, s3Client, snsClient, sqsClient } from "#shared/aws/clients.ts";
import { ShelfDossiers } from "#shared/aws/dossiers.ts";
import { SnsEvents } from "#shared/aws/events.ts";
import { DynamoRuns } from "#shared/aws/runs.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import { publishTicketSchema } from "#shared/contracts/tickets.ts";
import { publishNight, type PublishDeps } from "#shared/pipeline/publish-night.ts";
import { makeRecent } from "#shared/pipeline/recent.ts";
import { failed, grouped, idsOf } from "../batch.ts";
import { milliseconds, variable } from "../environment.ts";
import { ageOf, Telemetry } from "../telemetry.ts";

const log = new Logger({ serviceName: "publish-night" });
const telemetry = new Telemetry("publish-night");
const clock = { now: Date.now };
const dynamo = dynamoClient();
const shelf = new S3Shelf(s3Client(), variable("SNAPSHOT_BUCKET"));
const deps: PublishDeps = {
  aggregates: new DynamoAggregates({ client: dynamo, name: variable("AGGREGATES_TABLE") }),
  dossiers: new ShelfDossiers(shelf, clock),
  runs: new DynamoRuns({ client: dynamo, name: variable("RUNS_TABLE") }),
  shelf,
  bells: new SqsBells(sqsClient(), {
    recount: variable("RECOUNT_QUEUE_URL"),
    exports: variable("EXPORTS_QUEUE_URL"),
  }),
  events: new SnsEvents(snsClient(), variable("EVENTS_TOPIC_ARN")),
  clock,
  slotMs: milliseconds("SLOT_MS"),
  recent: makeRecent(),
};

/** Tickets into publications: one a run, however many départements of it a batch brings. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const groups = grouped(Records, (record) => record.attributes.MessageGroupId ?? record.messageId);
  const failures = await Promise.all([...groups.values()].map(publishGroup));
  telemetry.flush();
  return failed(failures.flat());
}

async function publishGroup(records: readonly SQSRecord[]): Promise<readonly string[]> {
  const { messageIds } = idsOf(records);
  try {
    const tickets = records.map((record) => publishTicketSchema.parse(JSON.parse(record.body)));
    const { run, scrutin, tour } = tickets[0]!;
    const result = await publishNight({ run, scrutin, tour }, tickets, deps);
    const delay = ageOf(records, clock.now());
    const departements = [...new Set(tickets.map(({ departement }) => departement))];
    log.info("publication", { run, scrutin, tour, departements, messageIds, result, delay });
    if (result === "published") telemetry.add({ Publications: 1, PublicationDelay: delay });
    return [];
  } catch (error) {
    log.error("publication: failed, and comes back", {
      group: records[0]!.attributes.MessageGroupId,
      messageIds,
      error,
    });
    return messageIds;
  }
}
