import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import type { ClientOptions } from "#shared/aws/clients.ts";
import { STACK_OUTPUTS, type StackOutputs } from "../cloud.ts";
import { OperatorError, reasonOf } from "../errors.ts";

/** A deployed pair of stacks, as its outputs describe it. */
export interface DeployedStack {
  readonly outputs: StackOutputs;
  /** Where readers find what is published; `null`: the data stack does not say. */
  readonly faceUrl: string | null;
  /** Version of the package that deployed it. */
  readonly version: string;
}

/**
 * Reads a record of outputs. @throws `C-PILE` naming what is missing.
 * @param found outputs by name, as CloudFormation or the local cloud gives them.
 */
export function stackOutputs(found: Readonly<Record<string, string>>, where: string): StackOutputs {
  const missing = STACK_OUTPUTS.filter((name) => found[name] === undefined);
  if (missing.length > 0) {
    throw new OperatorError(
      "C-PILE",
      `${where} ne déclare pas ${missing.join(", ")}. Déployez-la avec cette version de vingt-heures, ou nommez la bonne pile.`,
    );
  }
  const outputs = Object.fromEntries(STACK_OUTPUTS.map((name) => [name, found[name] ?? ""])) as StackOutputs;
  const { FeedQueueUrl } = found;
  return FeedQueueUrl === undefined ? outputs : { ...outputs, FeedQueueUrl };
}

/**
 * Finds a deployed stack by its name: the outputs of `<name>-pipeline` and `<name>-data`.
 * @throws `C-PILE` when there is none or it is not one of ours, `C-IDENTIFIANTS` or `C-REGION` when the environment does not say whose.
 */
export async function findStack(
  name: string,
  options: Pick<ClientOptions, "region" | "endpoint" | "credentials"> = {},
): Promise<DeployedStack> {
  const client = new CloudFormationClient({ ...options });
  try {
    const pipeline = await outputsOf(client, `${name}-pipeline`);
    const data = await outputsOf(client, `${name}-data`);
    return {
      outputs: stackOutputs(pipeline, `La pile ${name}-pipeline`),
      faceUrl: data["FaceUrl"] ?? null,
      version: pipeline["Version"] ?? "inconnue",
    };
  } finally {
    client.destroy();
  }
}

/**
 * The outputs of a deployed stack and of its feeder, `<name>-feeder`.
 * @throws as {@link findStack}, and `C-PILE` when no feeder is deployed with it.
 */
export async function findFedStack(name: string, options: Parameters<typeof findStack>[1] = {}): Promise<StackOutputs> {
  const { outputs } = await findStack(name, options);
  const client = new CloudFormationClient({ ...options });
  try {
    const { FeedQueueUrl } = await outputsOf(client, `${name}-feeder`);
    if (FeedQueueUrl !== undefined) return { ...outputs, FeedQueueUrl };
  } finally {
    client.destroy();
  }
  throw new OperatorError(
    "C-PILE",
    `La pile ${name}-feeder ne déclare pas FeedQueueUrl. Déployez-la avec cette version de vingt-heures : -c feeder=true.`,
  );
}

async function outputsOf(client: CloudFormationClient, stack: string): Promise<Record<string, string>> {
  try {
    const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    return Object.fromEntries(
      (found?.Outputs ?? []).map(({ OutputKey, OutputValue = "" }) => [OutputKey, OutputValue]),
    );
  } catch (error) {
    throw unreachable(stack, error);
  }
}

/** What kept a stack from being found, and what to do about it. */
function unreachable(stack: string, error: unknown): OperatorError {
  const reason = reasonOf(error);
  const cause = { cause: error };
  const name = error instanceof Error ? error.name : "";
  if (
    /^(CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch)/.test(name)
  ) {
    return new OperatorError(
      "C-IDENTIFIANTS",
      `AWS n'a pas d'identifiants valables pour chercher la pile ${stack} (${reason}). Donnez AWS_PROFILE, ou AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY ; « aws sts get-caller-identity » doit répondre.`,
      cause,
    );
  }
  if (/region is missing/i.test(reason)) {
    return new OperatorError(
      "C-REGION",
      `La région de la pile ${stack} n'est pas dite. Donnez-la : AWS_REGION=eu-west-3.`,
      cause,
    );
  }
  return new OperatorError(
    "C-PILE",
    `La pile ${stack} est introuvable (${reason}). Vérifiez son nom (--stack NOM, sans -data ni -pipeline), la région (AWS_REGION) et les droits du compte.`,
    cause,
  );
}
