import { type Endpoints } from "./emulators.ts";
import { type Plan } from "./plan.ts";
import { authorization, openWire, SqsWire } from "./wire.ts";

/** Creates in the emulators what a plan describes. @throws LocalCloudError LC-EMULATOR with the emulator's own words. */
export async function provision(plan: Plan, endpoints: Endpoints, region: string): Promise<void> {
  await Promise.all([
    provisionMessaging(plan, endpoints, region),
    provisionTables(plan, endpoints.dynamodb, region),
    provisionBuckets(plan, endpoints.s3, region),
  ]);
}

async function provisionMessaging(plan: Plan, endpoints: Endpoints, region: string): Promise<void> {
  const sqs = new SqsWire(endpoints.sqs, region);
  for (const { name, attributes } of plan.queues) await sqs.createQueue(name, attributes);
  sqs.close();

  const sns = openWire(endpoints.sns);
  const call = (parameters: Record<string, string>): Promise<string> =>
    sns.send({
      headers: { "content-type": "application/x-www-form-urlencoded", authorization: authorization("sns", region) },
      body: new URLSearchParams(parameters).toString(),
    });
  for (const { name, attributes } of plan.topics)
    await call({ Action: "CreateTopic", Name: name, ...entries(attributes) });
  for (const { topicArn, protocol, endpoint, attributes } of plan.subscriptions) {
    await call({
      Action: "Subscribe",
      TopicArn: topicArn,
      Protocol: protocol,
      Endpoint: endpoint,
      ...entries(attributes),
    });
  }
  sns.close();
}

/** Attributes in the query protocol: `Attributes.entry.1.key=…&Attributes.entry.1.value=…`. */
function entries(attributes: Record<string, string>): Record<string, string> {
  const pairs = Object.entries(attributes).flatMap(([key, value], index) => [
    [`Attributes.entry.${index + 1}.key`, key],
    [`Attributes.entry.${index + 1}.value`, value],
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

async function provisionTables(plan: Plan, endpoint: string, region: string): Promise<void> {
  const wire = openWire(endpoint);
  for (const { definition } of plan.tables) {
    await wire.send({
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": "DynamoDB_20120810.CreateTable",
        "x-amz-date": "20000101T000000Z",
        authorization: authorization("dynamodb", region),
      },
      body: JSON.stringify(definition),
    });
  }
  wire.close();
}

async function provisionBuckets(plan: Plan, endpoint: string, region: string): Promise<void> {
  const wire = openWire(endpoint);
  for (const bucket of plan.buckets) {
    await wire.send({
      method: "PUT",
      path: `/${bucket}`,
      headers: { authorization: authorization("s3", region) },
      body: "",
    });
  }
  wire.close();
}
