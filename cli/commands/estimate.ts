import type { CreateRunRequest, NightOptions } from "#cli/control/contract.ts";
import { estimateNight, newsOf, type NightCounts } from "#cli/operator/cost.ts";
import { loadNight, type Night } from "#cli/operator/night.ts";
import { counted, number } from "#cli/terminal/format.ts";
import type { CommandIo } from "./command.ts";
import { EXIT } from "./command.ts";

/**
 * `--dry-run`: reads the night, and says what would be sent and about what it would cost on AWS. Sends nothing.
 * @param stack a deployed stack to look for, so that what keeps it from being found is known before the night.
 */
export async function estimateCommand(
  request: CreateRunRequest,
  { json, stack }: { readonly json: boolean; readonly stack?: string },
  { stdout }: CommandIo,
): Promise<number> {
  const night = await loadNight(request);
  const counts = countsOf(night, request.options ?? {});
  const estimate = estimateNight(counts);
  const { head } = night.dossier;
  if (json) {
    stdout.write(`${JSON.stringify({ scrutin: head.scrutin.id, tour: head.tour, ...counts, ...estimate })}\n`);
    return EXIT.ok;
  }
  stdout.write(`${head.scrutin.nom}, à blanc : rien n'est envoyé.

  Bureaux          ${number(counts.bureaux)} dans ${counted(counts.communes, "commune", "communes")} et ${counted(counts.departements, "département", "départements")}
  Messages         ${number(counts.messages)}
  Requêtes SQS     environ ${number(estimate.sqsRequests)}
  Lambda           environ ${number(estimate.lambdaInvocations)} appels (${number(estimate.recounts)} recomptages, ${number(estimate.publications)} publications)
  DynamoDB         environ ${number(estimate.writeUnits)} unités d'écriture, ${number(estimate.readUnits)} de lecture
  S3               environ ${number(estimate.puts)} écritures, ${number(estimate.gets)} lectures
  Coût             environ ${estimate.dollars.toFixed(2).replace(".", ",")} $ (prix de us-east-1, Paris jusqu'à un cinquième de plus ; hors paliers gratuits, stockage et transfert)
${stack === undefined ? "" : await destination(stack)}`);
  return EXIT.ok;
}

/** Where it would be sent to. */
async function destination(stack: string): Promise<string> {
  const { findStack } = await import("#cli/operator/aws/stack.ts");
  const { outputs, faceUrl, version } = await findStack(stack);
  return `  Pile             ${stack}, version ${version}
  File             ${outputs.TalliesQueueUrl}
  Documents        ${faceUrl === null ? `s3://${outputs.SnapshotBucket}/runs/` : `${faceUrl}/runs/`}
`;
}

function countsOf({ dossier, recording }: Night, { duplicates = 0, malformed = 0, speed }: NightOptions): NightCounts {
  const { head, parts } = dossier;
  const bureaux = head.departements.reduce((sum, row) => sum + row.bureaux, 0);
  const span = (recording.at(-1)?.at ?? 0) - (recording[0]?.at ?? 0);
  const seconds = typeof speed === "number" ? span / 1000 / speed : 0;
  return {
    messages: recording.length + Math.round(bureaux * (duplicates + malformed)),
    tallies: recording.length,
    bureaux,
    communes: parts.reduce((sum, { communes }) => sum + communes.length, 0),
    departements: head.departements.length,
    regions: head.regions.length,
    seconds,
    news: newsOf(recording, head.departements, seconds),
  };
}
