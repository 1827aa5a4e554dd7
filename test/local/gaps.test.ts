/**
 * What the emulators lack, as docs/local-cloud.md lists it. Each test here holds a gap to be real: the day one fails, the
 * emulator has caught up, and the page and whatever works around the gap are to be looked at again.
 */
import { createServer } from "node:http";
import { once } from "node:events";
import { type AddressInfo } from "node:net";
import { DescribeContinuousBackupsCommand, DynamoDBClient, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { SQSClient, StartMessageMoveTaskCommand } from "@aws-sdk/client-sqs";
import { describe, expect, it, onTestFinished } from "vitest";
import { dynoxidePath } from "#cli/local/emulators.ts";
import { at, cloudUnderTest, queue } from "./under-test.ts";

it("S3 honours no condition: any If-Match and any If-None-Match passes", async () => {
  const { cloud } = await cloudUnderTest({ B: { Type: "AWS::S3::Bucket", Properties: { BucketName: "shelf" } } });
  const client = new S3Client(at(cloud, "s3"));
  const object = { Bucket: "shelf", Key: "latest/france.json" };
  await client.send(new PutObjectCommand({ ...object, Body: "1" }));
  await client.send(new PutObjectCommand({ ...object, Body: "22", IfMatch: '"0123456789abcdef0123456789abcdef"' }));
  await client.send(new PutObjectCommand({ ...object, Body: "333", IfNoneMatch: "*" }));
  expect((await client.send(new HeadObjectCommand(object))).ContentLength).toBe(3);
  client.destroy();
});

it("SQS knows no StartMessageMoveTask", async () => {
  const { cloud } = await cloudUnderTest({ Q: queue("q") });
  const client = new SQSClient(at(cloud, "sqs"));
  const task = new StartMessageMoveTaskCommand({ SourceArn: "arn:aws:sqs:eu-west-3:000000000000:q" });
  await expect(client.send(task)).rejects.toMatchObject({ name: "InvalidAction" });
  client.destroy();
});

it("SQS gives one message of a FIFO group per receive, where AWS gives up to ten", async () => {
  const { send, sqs, url } = await cloudUnderTest({ Q: queue("q.fifo", { FifoQueue: true }) });
  await send("q.fifo", ...["1", "2", "3"].map((body) => ({ body, group: "g", id: body })));
  expect(await sqs.receive(url("q.fifo"), 10, 0)).toHaveLength(1);
});

it("SQS dedups a FIFO queue as a whole, even where the template asks for the scope of a group", async () => {
  const scope = { FifoQueue: true, DeduplicationScope: "messageGroup", FifoThroughputLimit: "perMessageGroupId" };
  const { cloud, send } = await cloudUnderTest({ Q: queue("q.fifo", scope) });
  await send("q.fifo", { body: "1", group: "g", id: "same" }, { body: "2", group: "h", id: "same" });
  expect((await cloud.depths())["q.fifo"]?.visible).toBe(1);
});

it("SNS takes an HTTP subscription and sends it nothing", async () => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests++;
    response.end();
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { cloud, sqs, url, warnings } = await cloudUnderTest(
    {
      T: { Type: "AWS::SNS::Topic", Properties: { Subscription: [{ Protocol: "http", Endpoint: endpoint }] } },
      Q: queue("q"),
      S: {
        Type: "AWS::SNS::Subscription",
        Properties: { TopicArn: { Ref: "T" }, Protocol: "sqs", Endpoint: { "Fn::GetAtt": ["Q", "Arn"] } },
      },
    },
    {},
    { outputs: { Topic: { Value: { Ref: "T" } } } },
  );
  const client = new SNSClient(at(cloud, "sns"));
  await client.send(new PublishCommand({ TopicArn: cloud.outputs["Topic"], Message: "x" }));
  expect(await sqs.receive(url("q"), 1, 20)).toHaveLength(1);
  expect(requests).toBe(0);
  expect(warnings).toEqual([expect.stringContaining(endpoint)]);
  client.destroy();
});

it("SNS sends what it cannot deliver to no dead-letter queue", async () => {
  const nowhere = "arn:aws:sqs:eu-west-3:000000000000:nowhere";
  const { cloud } = await cloudUnderTest(
    {
      T: { Type: "AWS::SNS::Topic" },
      D: queue("dead"),
      S: {
        Type: "AWS::SNS::Subscription",
        Properties: {
          TopicArn: { Ref: "T" },
          Protocol: "sqs",
          Endpoint: nowhere,
          RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["D", "Arn"] } },
        },
      },
    },
    {},
    { outputs: { Topic: { Value: { Ref: "T" } } } },
  );
  const client = new SNSClient(at(cloud, "sns"));
  await client.send(new PublishCommand({ TopicArn: cloud.outputs["Topic"], Message: "x" }));
  expect(await cloud.depths()).toEqual({ dead: { visible: 0, inFlight: 0, delayed: 0 } });
  client.destroy();
});

describe.each(["dynalite", "dynoxide"] as const)("%s", (dynamodb) => {
  it.skipIf(dynamodb === "dynoxide" && !dynoxidePath())("keeps no continuous backups", async () => {
    const { cloud } = await cloudUnderTest({}, {}, { dynamodb });
    const client = new DynamoDBClient({ ...at(cloud, "dynamodb"), maxAttempts: 1 });
    const describeBackups = new DescribeContinuousBackupsCommand({ TableName: "ledger" });
    await expect(client.send(describeBackups)).rejects.toMatchObject({ name: "UnknownOperationException" });
    client.destroy();
  });
});

it("dynalite makes no transactions", async () => {
  const { cloud } = await cloudUnderTest({}, {}, { dynamodb: "dynalite" });
  const client = new DynamoDBClient({ ...at(cloud, "dynamodb"), maxAttempts: 1 });
  const transaction = new TransactWriteItemsCommand({
    TransactItems: [{ Put: { TableName: "ledger", Item: { pk: { S: "run" } } } }],
  });
  await expect(client.send(transaction)).rejects.toMatchObject({ name: "UnknownOperationException" });
  client.destroy();
});
