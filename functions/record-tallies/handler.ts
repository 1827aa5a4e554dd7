import { Logger } from "@aws-lambda-powertools/logger";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { SqsBells } from "#shared/aws/bells.ts";
import { dynamoClient, s3Client, snsClient, sqsClient } from "#shared/aws/clients.ts";
import { ShelfDossiers } from "#shared/aws/dossiers.ts";
import { SnsEvents } from "#shared/aws/events.ts";
import { DynamoLedger } from "#shared/aws/ledger.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import { recordTallies, type RecordDeps } from "#shared/pipeline/record-tallies.ts";
import { makeRecent } from "#shared/pipeline/recent.ts";
import { failed } from "../batch.ts";
import { milliseconds, variable } from "../environment.ts";
import { ageOf, Telemetry } from "../telemetry.ts";

const logger = new Logger({ serviceName: "record-tallies" });
const telemetry = new Telemetry("record-tallies");
const clock = { now: Date.now };
const shelf = new S3Shelf(s3Client(), variable("SNAPSHOT_BUCKET"));
const deps: RecordDeps = {
  ledger: new DynamoLedger({ client: dynamoClient(), name: variable("LEDGER_TABLE") }),
  dossiers: new ShelfDossiers(shelf, clock),
  shelf,
  bells: new SqsBells(sqsClient(), { recount: variable("RECOUNT_QUEUE_URL") }),
  events: new SnsEvents(snsClient(), variable("EVENTS_TOPIC_ARN")),
  clock,
  slotMs: milliseconds("SLOT_MS"),
  recent: makeRecent(),
};

/** Tally messages into the ledger, or into the quarantine; names those that must come back. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const { failures, accepted, refused } = await recordTallies(event.Records, deps);
  if (failures.length > 0) logger.warn("messages come back", { received: event.Records.length, failures });
  if (refused.length > 0) logger.info("messages are refused", { received: event.Records.length, refused });
  telemetry.add({
    TalliesAccepted: accepted,
    TalliesRefused: refused.length,
    TalliesReturned: failures.length,
    TallyLag: ageOf(event.Records, clock.now()),
  });
  telemetry.flush();
  return failed(failures);
}
