import { dynamoClient, s3Client } from "#shared/aws/clients.ts";
import { DynamoLedger } from "#shared/aws/ledger.ts";
import { DynamoRuns } from "#shared/aws/runs.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import type { Runs } from "#shared/ports.ts";
import type { TraceSources } from "#cli/lab/trace.ts";
import type { CloudNames } from "../cloud.ts";
import { findStack } from "./stack.ts";

/** Opens the stores of a cloud to read the story of a bureau. @param where a deployed stack's name, or a running host's cloud. */
export async function openTrace(
  where: string | CloudNames,
): Promise<TraceSources & { readonly runs: Pick<Runs, "get" | "list"> } & Disposable> {
  const { outputs, endpoints, environment } =
    typeof where === "string" ? { outputs: (await findStack(where)).outputs, endpoints: {}, environment: {} } : where;
  const {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  } = environment as Readonly<Record<string, string | undefined>>;
  const at = (endpoint: string | undefined) => ({
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
  });
  const dynamo = dynamoClient(at(endpoints.dynamodb));
  const s3 = s3Client(at(endpoints.s3));
  return {
    runs: new DynamoRuns({ client: dynamo, name: outputs.RunsTable }),
    ledger: new DynamoLedger({ client: dynamo, name: outputs.LedgerTable }),
    shelf: new S3Shelf(s3, outputs.SnapshotBucket),
    [Symbol.dispose]: () => {
      dynamo.destroy();
      s3.destroy();
    },
  };
}
