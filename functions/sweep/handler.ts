import { Logger } from "@aws-lambda-powertools/logger";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { SqsBells } from "#shared/aws/bells.ts";
import { dynamoClient, s3Client, sqsClient } from "#shared/aws/clients.ts";
import { ShelfDossiers } from "#shared/aws/dossiers.ts";
import { DynamoRuns } from "#shared/aws/runs.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import { timerSchema, type Timer } from "#shared/contracts/tickets.ts";
import { answerTimer, type SweepDeps } from "#shared/pipeline/sweep.ts";
import { answerEach } from "../batch.ts";
import { milliseconds, variable } from "../environment.ts";

const log = new Logger({ serviceName: "sweep" });
const clock = { now: Date.now };
const deps: SweepDeps = {
  runs: new DynamoRuns({ client: dynamoClient(), name: variable("RUNS_TABLE") }),
  dossiers: new ShelfDossiers(new S3Shelf(s3Client(), variable("SNAPSHOT_BUCKET")), clock),
  bells: new SqsBells(sqsClient(), {
    recount: variable("RECOUNT_QUEUE_URL"),
    press: variable("PRESS_QUEUE_URL"),
    timers: variable("TIMERS_QUEUE_URL"),
  }),
  clock,
  slotMs: milliseconds("SLOT_MS"),
  sweepMs: milliseconds("SWEEP_MS"),
};

/** Timers into sweeps and releases. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const answer = async (timer: Timer) => {
    await answerTimer(timer, deps);
    return {};
  };
  return answerEach(Records, { log, name: "timer", parse: timerSchema.parse, answer });
}
