import { Logger } from "@aws-lambda-powertools/logger";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { DynamoAggregates } from "#shared/aws/aggregates.ts";
import { SqsBells } from "#shared/aws/bells.ts";
import { dynamoClient, s3Client, snsClient, sqsClient } from "#shared/aws/clients.ts";
import { ShelfDossiers } from "#shared/aws/dossiers.ts";
import { SnsEvents } from "#shared/aws/events.ts";
import { DynamoLedger } from "#shared/aws/ledger.ts";
import { DynamoRuns } from "#shared/aws/runs.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import { recountTicketSchema, type RecountTicket } from "#shared/contracts/tickets.ts";
import { recountDepartement, type RecountDeps } from "#shared/pipeline/recount-departement.ts";
import { makeRecent } from "#shared/pipeline/recent.ts";
import { failed, grouped, idsOf } from "../batch.ts";
import { milliseconds, variable } from "../environment.ts";
import { Telemetry } from "../telemetry.ts";
import { comeBackSoon } from "./retry.ts";

const log = new Logger({ serviceName: "recount-departement" });
const telemetry = new Telemetry("recount-departement");
const clock = { now: Date.now };
const sqs = sqsClient();
const dynamo = dynamoClient();
const shelf = new S3Shelf(s3Client(), variable("SNAPSHOT_BUCKET"));
const recountQueue = variable("RECOUNT_QUEUE_URL");
const deps: RecountDeps = {
  ledger: new DynamoLedger({ client: dynamo, name: variable("LEDGER_TABLE") }),
  aggregates: new DynamoAggregates({ client: dynamo, name: variable("AGGREGATES_TABLE") }),
  dossiers: new ShelfDossiers(shelf, clock),
  runs: new DynamoRuns({ client: dynamo, name: variable("RUNS_TABLE") }),
  shelf,
  bells: new SqsBells(sqs, { publish: variable("PUBLISH_QUEUE_URL") }),
  events: new SnsEvents(snsClient(), variable("EVENTS_TOPIC_ARN")),
  clock,
  clockErrorMs: milliseconds("CLOCK_ERROR_MS"),
  recent: makeRecent(),
};

/** Bells into recounts: one a département, however many bells of it a batch brings. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const groups = grouped(Records, (record) => record.attributes.MessageGroupId ?? record.messageId);
  const outcomes = await Promise.all([...groups.values()].map(recountGroup));
  telemetry.flush();
  return failed(outcomes.flat());
}

async function recountGroup(records: readonly SQSRecord[]): Promise<readonly string[]> {
  const began = clock.now();
  const { messageIds } = idsOf(records);
  try {
    const ticket = joint(records.map((record) => recountTicketSchema.parse(JSON.parse(record.body))));
    const { result, entries } = await recountDepartement(ticket, deps);
    const duration = clock.now() - began;
    const { run, scrutin, tour, departement, cause } = ticket;
    log.info("recount", { run, scrutin, tour, departement, cause, messageIds, result, entries, duration });
    if (result !== "covered")
      telemetry.add({
        RecountsPublished: result === "published" ? 1 : 0,
        RecountDuration: duration,
        FoldedEntries: entries,
      });
    return [];
  } catch (error) {
    log.error("recount: failed, and comes back", { group: records[0]!.attributes.MessageGroupId, messageIds, error });
    await comeBackSoon(sqs, recountQueue, records).catch((failure: unknown) => {
      log.warn("visibility could not be shortened: the queue's own applies", { messageIds, failure });
    });
    return messageIds;
  }
}

/** Several bells of one département ask for one recount, that sees the news of the latest; one that must not be skipped is kept. */
function joint(tickets: readonly RecountTicket[]): RecountTicket {
  const latest = tickets.reduce((a, b) => (b.slotEnd > a.slotEnd ? b : a));
  const cause = tickets.find((ticket) => ticket.cause !== "tally")?.cause ?? "tally";
  return { ...latest, cause };
}
