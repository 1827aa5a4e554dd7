import { Logger } from "@aws-lambda-powertools/logger";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { DynamoAggregates } from "#shared/aws/aggregates.ts";
import { dynamoClient, s3Client } from "#shared/aws/clients.ts";
import { DynamoRuns } from "#shared/aws/runs.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import { exportTicketSchema, type ExportTicket } from "#shared/contracts/tickets.ts";
import { exportNight, type ExportDeps } from "#shared/pipeline/export-night.ts";
import { answerEach } from "../batch.ts";
import { variable } from "../environment.ts";
import { Telemetry } from "../telemetry.ts";

const log = new Logger({ serviceName: "export-night" });
const telemetry = new Telemetry("export-night");
const dynamo = dynamoClient();
const deps: ExportDeps = {
  aggregates: new DynamoAggregates({ client: dynamo, name: variable("AGGREGATES_TABLE") }),
  runs: new DynamoRuns({ client: dynamo, name: variable("RUNS_TABLE") }),
  shelf: new S3Shelf(s3Client(), variable("SNAPSHOT_BUCKET")),
};

/** Complete tours into files. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const answer = async (ticket: ExportTicket) => {
    const began = performance.now();
    const result = await exportNight(ticket, deps);
    const duration = Math.round(performance.now() - began);
    if (result === "exported") telemetry.add({ ExportDuration: duration });
    return { result, duration };
  };
  const answered = await answerEach(Records, { log, name: "exports", parse: exportTicketSchema.parse, answer });
  telemetry.flush();
  return answered;
}
