import { PutItemCommand, UpdateItemCommand, type AttributeValue } from "@aws-sdk/client-dynamodb";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { dynamoClient, s3Client } from "#shared/aws/clients.ts";
import { ShelfDossiers } from "#shared/aws/dossiers.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import { scopeKey } from "#shared/contracts/identity.ts";
import { unpack } from "#shared/count/packing.ts";
import { registerOf } from "#shared/count/register.ts";
import { admit, readMessage } from "#shared/count/validation.ts";

/**
 * The baseline that the ledger is measured against, written as one would write it honestly: a conditional put makes each
 * tally count once, then ADD on the commune, the circonscription (where there is one) and the département. Same queue,
 * same batches, same validation, same table, as many calls at once as the client's connections allow.
 *
 * Its hole: a crash between the put and the last ADD loses the tally for ever, because the retry finds it already there
 * (and doing the ADDs first would count it twice). It cannot absorb a correction without reading the version before.
 */
const dynamo = dynamoClient();
const table = process.env["LEDGER_TABLE"]!;
const shelf = new S3Shelf(s3Client(), process.env["SNAPSHOT_BUCKET"]!);
const dossiers = new ShelfDossiers(shelf, { now: Date.now });

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const results = await Promise.allSettled(event.Records.map(({ body }) => count(body)));
  return {
    batchItemFailures: results.flatMap((result, i) =>
      result.status === "rejected" ? [{ itemIdentifier: event.Records[i]!.messageId }] : [],
    ),
  };
}

async function count(body: string): Promise<void> {
  const read = readMessage(body);
  if (!("ok" in read) || !("commune" in read.ok.data)) return;
  const tally = read.ok.data;
  const head = await dossiers.head(tally.run);
  const part = await dossiers.part(tally.run, tally.departement);
  const admitted = admit(read.ok, head!, part!);
  if (!("ok" in admitted)) return;
  const pk = scopeKey(tally);
  try {
    await dynamo.send(
      new PutItemCommand({
        TableName: table,
        Item: { pk: { S: pk }, sk: { S: `${tally.commune}#${tally.bureau}` }, c: { S: admitted.ok.content } },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
  } catch (error) {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException") return;
    throw error;
  }
  const station = registerOf(head!, part!).stations.get(`${tally.commune}#${tally.bureau}`)!;
  const territories = [
    `commune#${tally.commune}`,
    ...(station.unite ? [`circonscription#${station.unite}`] : []),
    "departement",
  ];
  const values = unpack(admitted.ok.content);
  const counts = [1, values.inscrits, values.votants, values.blancs, values.nuls, values.exprimes, ...values.voix];
  await Promise.all(territories.map((territory) => add(`counters#${pk}`, territory, counts)));
}

async function add(pk: string, sk: string, counts: readonly number[]): Promise<void> {
  const values: Record<string, AttributeValue> = Object.fromEntries(counts.map((n, i) => [`:c${i}`, { N: String(n) }]));
  await dynamo.send(
    new UpdateItemCommand({
      TableName: table,
      Key: { pk: { S: pk }, sk: { S: sk } },
      UpdateExpression: `ADD ${counts.map((_, i) => `c${i} :c${i}`).join(", ")}`,
      ExpressionAttributeValues: values,
    }),
  );
}
