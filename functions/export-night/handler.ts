import { Logger } from "@aws-lambda-powertools/logger";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { DynamoAggregates } from "#shared/aws/aggregates.ts";
import { dynamoClient, s3Client } from "#shared/aws/clients.ts";
import { DynamoRuns } from "#shared/aws/runs.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import { exportTicketSchema } from "#shared/contracts/tickets.ts";
import { exportNight, type ExportDeps } from "#shared/pipeline/export-night.ts";
import { failed } from "../batch.ts";
import { variable } from "../environment.ts";

const logger = new Logger({ serviceName: "export-night" });
const dynamo = dynamoClient();
const deps: ExportDeps = {
  aggregates: new DynamoAggregates({ client: dynamo, name: variable("AGGREGATES_TABLE") }),
  runs: new DynamoRuns({ client: dynamo, name: variable("RUNS_TABLE") }),
  shelf: new S3Shelf(s3Client(), variable("SNAPSHOT_BUCKET")),
};

/** Complete tours into files. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const failures: string[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      const result = await exportNight(exportTicketSchema.parse(JSON.parse(body)), deps);
      logger.debug("exported", { body, result });
    } catch (error) {
      logger.error("an export failed and comes back", { body, error });
      failures.push(messageId);
    }
  }
  return failed(failures);
}
