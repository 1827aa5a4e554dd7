import { Match, Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { only, resourcesOf, stubbedApp, synthesise } from "./synthesis.ts";

const app = stubbedApp();
const { data } = synthesise(app);
const template = Template.fromStack(app.data);

const QUEUE = "AWS::SQS::Queue";
const QUEUES = ["Tallies", "Recount", "Publish", "Exports", "Press", "Timers"] as const;

describe("the tables", () => {
  it.each(["Ledger", "Aggregates", "Runs"])("%s: keys, on demand, recoverable, encrypted, protected", (name) => {
    expect(only(data, "AWS::DynamoDB::Table", name)).toEqual({
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      BillingMode: "PAY_PER_REQUEST",
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      DeletionProtectionEnabled: true,
    });
  });

  it("there are three", () => template.resourceCountIs("AWS::DynamoDB::Table", 3));
});

describe("the bucket", () => {
  const buckets = resourcesOf(data, "AWS::S3::Bucket");

  it("and the bucket of its logs are private and encrypted", () => {
    expect(buckets).toHaveLength(2);
    for (const { Properties } of buckets) {
      expect(Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
        },
      });
    }
  });

  it("and the bucket of its logs refuse anything but TLS", () => {
    const policies = resourcesOf(data, "AWS::S3::BucketPolicy");
    expect(policies).toHaveLength(2);
    for (const policy of policies) expect(policy.Properties["PolicyDocument"]).toMatchObject(tlsOnly("s3:*"));
  });

  it("logs who read it", () => {
    template.hasResourceProperties("AWS::S3::Bucket", {
      LoggingConfiguration: { DestinationBucketName: { Ref: Match.stringLikeRegexp("^SnapshotsAccessLogs") } },
    });
  });

  it("forgets held documents and recordings after a month, refused messages after 400 days, and nothing else", () => {
    template.hasResourceProperties("AWS::S3::Bucket", {
      LoggingConfiguration: Match.anyValue(),
      LifecycleConfiguration: {
        Rules: [
          { Id: "held", Prefix: "held/", ExpirationInDays: 30, Status: "Enabled" },
          { Id: "feeds", Prefix: "feeds/", ExpirationInDays: 30, Status: "Enabled" },
          { Id: "quarantine", Prefix: "quarantine/", ExpirationInDays: 400, Status: "Enabled" },
          { Id: "unfinished-uploads", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: "Enabled" },
        ],
      },
    });
  });
});

describe("the queues", () => {
  it.each(QUEUES)("%s redrives to its own dead letters, kept 14 days, after 5 deliveries", (name) => {
    const deadLetters = Object.keys(data.Resources).find(
      (id) => id.startsWith(`${name}DeadLetters`) && data.Resources[id]!.Type === QUEUE,
    );
    expect(only(data, QUEUE, `${name}Queue`)["RedrivePolicy"]).toEqual({
      deadLetterTargetArn: { "Fn::GetAtt": [deadLetters, "Arn"] },
      maxReceiveCount: 5,
    });
    expect(only(data, QUEUE, `${name}DeadLetters`)["MessageRetentionPeriod"]).toBe(14 * 86_400);
  });

  it("are encrypted and refuse anything but TLS, dead letters included", () => {
    const queues = resourcesOf(data, QUEUE);
    expect(queues).toHaveLength(2 * QUEUES.length);
    for (const { Properties } of queues) expect(Properties).toMatchObject({ SqsManagedSseEnabled: true });
    const policies = resourcesOf(data, "AWS::SQS::QueuePolicy");
    expect(policies).toHaveLength(2 * QUEUES.length);
    for (const { Properties } of policies) expect(Properties["PolicyDocument"]).toMatchObject(tlsOnly("sqs:*"));
  });

  it.each(["Recount", "Publish", "Exports", "Press"])(
    "%s is FIFO, deduplicates and counts its throughput by message group",
    (name) => {
      expect(only(data, QUEUE, `${name}Queue`)).toMatchObject({
        FifoQueue: true,
        DeduplicationScope: "messageGroup",
        FifoThroughputLimit: "perMessageGroupId",
      });
      expect(only(data, QUEUE, `${name}Queue`)).not.toHaveProperty("ContentBasedDeduplication");
      // A FIFO queue redrives to a FIFO queue only.
      expect(only(data, QUEUE, `${name}DeadLetters`)).toMatchObject({ FifoQueue: true });
    },
  );

  it.each(["Tallies", "Timers"])("%s is standard", (name) => {
    expect(only(data, QUEUE, `${name}Queue`)).not.toHaveProperty("FifoQueue");
  });

  it("only recount bells and the exports wait before they can be received", () => {
    const delays = QUEUES.map((name) => only(data, QUEUE, `${name}Queue`)["DelaySeconds"]);
    expect(delays).toEqual(QUEUES.map((name) => ({ Recount: 1, Exports: 30 })[String(name)] ?? 0));
  });
});

it("the events topic is encrypted and refuses anything but TLS", () => {
  template.hasResourceProperties("AWS::SNS::Topic", { KmsMasterKeyId: Match.anyValue() });
  expect(only(data, "AWS::SNS::TopicPolicy", "Events")["PolicyDocument"]).toMatchObject(tlsOnly("sns:Publish"));
});

describe("a stack that is deleted", () => {
  const STATEFUL = ["AWS::DynamoDB::Table", "AWS::S3::Bucket"];

  it("keeps its data, and must be asked twice", () => {
    expect(app.data.terminationProtection).toBe(true);
    for (const { DeletionPolicy, UpdateReplacePolicy } of STATEFUL.flatMap((type) => resourcesOf(data, type))) {
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(["Retain", "Retain"]);
    }
  });

  it("takes everything with it when it is ephemeral", () => {
    const rehearsal = stubbedApp({ name: "rehearsal", lifetime: "ephemeral" });
    const ephemeral = synthesise(rehearsal).data;
    expect([rehearsal.data.stackName, rehearsal.pipeline.stackName]).toEqual(["rehearsal-data", "rehearsal-pipeline"]);
    expect(rehearsal.data.terminationProtection).toBe(false);
    for (const { DeletionPolicy } of STATEFUL.flatMap((type) => resourcesOf(ephemeral, type)))
      expect(DeletionPolicy).toBe("Delete");
    for (const { Properties } of resourcesOf(ephemeral, "AWS::DynamoDB::Table")) {
      expect(Properties["DeletionProtectionEnabled"]).toBe(false);
    }
  });
});

/** A policy that denies `action` to whoever comes without TLS. */
function tlsOnly(action: string): object {
  return {
    Statement: expect.arrayContaining([
      expect.objectContaining({
        Effect: "Deny",
        Action: action,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    ]) as unknown,
  };
}
