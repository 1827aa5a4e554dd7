import { Logger } from "@aws-lambda-powertools/logger";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { DynamoAggregates } from "#shared/aws/aggregates.ts";
import { SqsBells } from "#shared/aws/bells.ts";
import { dynamoClient, s3Client, sqsClient } from "#shared/aws/clients.ts";
import { ShelfDossiers } from "#shared/aws/dossiers.ts";
import { DynamoRuns } from "#shared/aws/runs.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import { pressTicketSchema, type PressTicket } from "#shared/contracts/tickets.ts";
import { wideOutcomes } from "#shared/pipeline/decision.ts";
import { publishPress, type PressDeps } from "#shared/press/publish-press.ts";
import { answerEach } from "../batch.ts";
import { milliseconds, variable } from "../environment.ts";
import { Telemetry } from "../telemetry.ts";

const log = new Logger({ serviceName: "publish-press" });
const telemetry = new Telemetry("publish-press");
const clock = { now: Date.now };
const dynamo = dynamoClient();
const shelf = new S3Shelf(s3Client(), variable("SNAPSHOT_BUCKET"));
const deps: PressDeps = {
  aggregates: new DynamoAggregates({ client: dynamo, name: variable("AGGREGATES_TABLE") }),
  dossiers: new ShelfDossiers(shelf, clock),
  runs: new DynamoRuns({ client: dynamo, name: variable("RUNS_TABLE") }),
  shelf,
  bells: new SqsBells(sqsClient(), { press: variable("PRESS_QUEUE_URL") }),
  clock,
  outcomes: wideOutcomes,
  budgetMs: milliseconds("BUDGET_MS"),
};

/** Tickets into looks at the press tree of their run: their queue gives a run to one writer, a ticket at a time. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const answer = async (ticket: PressTicket) => {
    const began = clock.now();
    const result = await publishPress(ticket, deps);
    const duration = clock.now() - began;
    if (result === "publie" || result === "partiel") telemetry.add({ PressDuration: duration });
    return { result, duration };
  };
  const answered = await answerEach(Records, { log, name: "press tree", parse: pressTicketSchema.parse, answer });
  telemetry.flush();
  return answered;
}
