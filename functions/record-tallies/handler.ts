import { Logger } from "@aws-lambda-powertools/logger";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { SqsBells } from "#shared/aws/bells.ts";
import { dynamoClient, s3Client, snsClient, sqsClient } from "#shared/aws/clients.ts";
import { ShelfDossiers } from "#shared/aws/dossiers.ts";
import { SnsEvents } from "#shared/aws/events.ts";
import { DynamoLedger } from "#shared/aws/ledger.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import { scopeKey } from "#shared/contracts/identity.ts";
import { recordTallies, type RecordDeps } from "#shared/pipeline/record-tallies.ts";
import { makeRecent } from "#shared/pipeline/recent.ts";
import { failed } from "../batch.ts";
import { milliseconds, variable } from "../environment.ts";
import { ageOf, Telemetry } from "../telemetry.ts";

const log = new Logger({ serviceName: "record-tallies" });
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
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const wait = ageOf(Records, clock.now());
  const { failures, accepted, refused } = await recordTallies(Records, deps);
  const lag = ageOf(Records, clock.now());
  const recorded = [...Map.groupBy(accepted, ({ scope }) => scopeKey(scope)).values()].map((messages) => ({
    ...messages[0]!.scope,
    messageIds: messages.map(({ messageId }) => messageId),
  }));
  log.info("tallies", { received: Records.length, recorded, refused, lag });
  if (failures.length > 0) log.warn("tallies come back", { messageIds: failures });
  telemetry.add({
    TalliesAccepted: accepted.length,
    TalliesRefused: refused.length,
    TalliesReturned: failures.length,
    TallyWait: wait,
    TallyLag: lag,
  });
  telemetry.flush();
  return failed(failures);
}
