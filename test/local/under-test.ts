/** A local cloud made of a few lines of template and a few lines of JavaScript a function. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { type Assembly } from "#cli/local/assembly.ts";
import { type LocalCloud, type LocalCloudEvent, type LocalCloudOptions, startLocalCloud } from "#cli/local/cloud.ts";
import { type CfnResource, type CfnTemplate, type CfnValue } from "#cli/local/template.ts";
import { SqsWire } from "#cli/local/wire.ts";

export interface UnderTest {
  cloud: LocalCloud;
  /** What functions printed with `console.log(JSON.stringify(…))`, in order. */
  said: unknown[];
  failures: Extract<LocalCloudEvent, { type: "failure" }>[];
  warnings: string[];
  sqs: SqsWire;
  /** URL of a queue, by its name. */
  url(name: string): string;
  /** Sends up to ten messages in one request. */
  send(name: string, ...messages: (string | { body: string; group: string; id: string })[]): Promise<void>;
}

/** Starts a cloud for the time of a test. `handlers` holds the source of each function's module, by logical id. */
export async function cloudUnderTest(
  resources: Record<string, CfnResource>,
  handlers: Record<string, string> = {},
  options: Partial<LocalCloudOptions> & { outputs?: NonNullable<CfnTemplate["Outputs"]> } = {},
): Promise<UnderTest> {
  const said: unknown[] = [];
  const failures: UnderTest["failures"] = [];
  const warnings: string[] = [];
  const { outputs, ...rest } = options;
  const cloud = await startLocalCloud({
    assembly: assemblyOf({ Resources: resources, ...(outputs && { Outputs: outputs }) }, handlers),
    concurrencyCap: 3,
    onWarning: (text) => warnings.push(text),
    onEvent: (event) => {
      if (event.type === "failure") failures.push(event);
      if (event.type === "log" && event.stream === "stdout") said.push(JSON.parse(event.line));
    },
    ...rest,
  });
  const sqs = new SqsWire(cloud.endpoints.sqs, "eu-west-3");
  onTestFinished(async () => {
    sqs.close();
    await cloud.stop();
  });
  const url = (name: string): string => `${cloud.endpoints.sqs}/000000000000/${name}`;
  return {
    cloud,
    said,
    failures,
    warnings,
    sqs,
    url,
    async send(name, ...messages) {
      await sqs.send(
        url(name),
        messages.map((message, index) =>
          typeof message === "string"
            ? { Id: `${index}`, MessageBody: message }
            : {
                Id: `${index}`,
                MessageBody: message.body,
                MessageGroupId: message.group,
                MessageDeduplicationId: message.id,
              },
        ),
      );
    },
  };
}

/** What an SDK client needs to speak to a cloud under test. */
export function at(cloud: LocalCloud, service: keyof LocalCloud["endpoints"]): SdkOptions {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return { endpoint: cloud.endpoints[service], region: "eu-west-3", credentials };
}

interface SdkOptions {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/** An assembly of one stack called `test`, its bundles in a temporary folder. */
export function assemblyOf(template: CfnTemplate, handlers: Record<string, string> = {}): Assembly {
  const directory = temporaryFolder();
  for (const [logicalId, source] of Object.entries(handlers)) {
    mkdirSync(join(directory, logicalId));
    writeFileSync(join(directory, logicalId, "index.mjs"), source);
  }
  return { templates: [{ name: "test", template }], bundleOf: (_stack, logicalId) => join(directory, logicalId) };
}

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), "vingt-heures-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Waits until a condition holds; the test's own time limit ends a wait that never does. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20);
}

export function queue(name: string, properties: Record<string, CfnValue> = {}): CfnResource {
  return { Type: "AWS::SQS::Queue", Properties: { QueueName: name, ...properties } };
}

export function lambda(name: string, properties: Record<string, CfnValue> = {}): CfnResource {
  return {
    Type: "AWS::Lambda::Function",
    Properties: { FunctionName: name, Handler: "index.handler", Timeout: 1, ...properties },
  };
}

/** An event source mapping between two resources of the template. */
export function mapping(queueId: string, functionId: string, properties: Record<string, CfnValue> = {}): CfnResource {
  return {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      EventSourceArn: { "Fn::GetAtt": [queueId, "Arn"] },
      FunctionName: { Ref: functionId },
      ...properties,
    },
  };
}

/** A handler that says the bodies of each batch it gets. */
export const SAYS_BODIES = `export const handler = async ({ Records }) => {
  console.log(JSON.stringify(Records.map(({ body }) => body)));
};`;
