import { describe, expect, it } from "vitest";
import { type Assembly } from "#cli/local/assembly.ts";
import { type Plan, planOf } from "#cli/local/plan.ts";
import { type CfnTemplate, type CfnValue, treatmentOf } from "#cli/local/template.ts";
import { lambda, mapping, queue } from "./under-test.ts";

const TARGET = { region: "eu-west-3", sqsEndpoint: "http://127.0.0.1:1" };

function plan(...templates: CfnTemplate[]): Plan {
  const assembly: Assembly = {
    templates: templates.map((template, index) => ({ name: `stack${index}`, template })),
    bundleOf: (stack, logicalId) => `/bundles/${stack}/${logicalId}`,
  };
  return planOf(assembly, TARGET);
}

/** What a value comes to, in a template that has a queue `Q`, a parameter, a mapping and conditions. */
function valueOf(value: CfnValue): CfnValue | undefined {
  const { functions } = plan({
    Parameters: { Stage: { Type: "String", Default: "night" }, Needed: { Type: "String" } },
    Mappings: { Sizes: { small: { memory: 512 } } },
    Conditions: {
      Yes: { "Fn::Equals": [{ Ref: "Stage" }, "night"] },
      No: { "Fn::Not": [{ Condition: "Yes" }] },
      Both: { "Fn::And": [{ Condition: "Yes" }, { Condition: "No" }] },
      Either: { "Fn::Or": [{ Condition: "Yes" }, { Condition: "No" }] },
    },
    Resources: {
      Q: queue("q"),
      T: { Type: "AWS::SNS::Topic" },
      B: { Type: "AWS::S3::Bucket" },
      Role: { Type: "AWS::IAM::Role" },
      F: lambda("f", { Environment: { Variables: { value } } }),
    },
  });
  return functions[0]?.environment["value"];
}

describe("values", () => {
  it.each<[string, CfnValue, CfnValue | undefined]>([
    ["a text", "plain", "plain"],
    ["Ref to a queue, its URL", { Ref: "Q" }, "http://127.0.0.1:1/000000000000/q"],
    ["Ref to a topic, its ARN", { Ref: "T" }, "arn:aws:sns:eu-west-3:000000000000:stack0-T"],
    ["Ref to a bucket, its name", { Ref: "B" }, "stack0-b"],
    ["Ref to a parameter, its default", { Ref: "Stage" }, "night"],
    ["Ref to a pseudo parameter", { Ref: "AWS::Region" }, "eu-west-3"],
    ["Ref to AWS::NoValue, nothing", { Ref: "AWS::NoValue" }, undefined],
    ["GetAtt", { "Fn::GetAtt": ["Q", "Arn"] }, "arn:aws:sqs:eu-west-3:000000000000:q"],
    ["GetAtt, dotted", { "Fn::GetAtt": "Q.QueueName" }, "q"],
    ["Join", { "Fn::Join": ["-", ["a", { Ref: "AWS::AccountId" }]] }, "a-000000000000"],
    ["Sub", { "Fn::Sub": "${Stage}/${Q.QueueName}/${AWS::Partition}/${!kept}" }, "night/q/aws/${kept}"],
    ["Sub with variables", { "Fn::Sub": ["${x}${Stage}", { x: { Ref: "B" } }] }, "stack0-bnight"],
    ["Select", { "Fn::Select": [1, ["a", "b"]] }, "b"],
    ["Split", { "Fn::Select": ["2", { "Fn::Split": [":", { "Fn::GetAtt": ["Q", "Arn"] }] }] }, "sqs"],
    ["FindInMap", { "Fn::FindInMap": ["Sizes", "small", "memory"] }, "512"],
    ["If", { "Fn::If": ["Yes", "yes", { Ref: "Nobody" }] }, "yes"],
    ["If not", { "Fn::If": ["Both", { Ref: "Nobody" }, "no"] }, "no"],
    ["If either", { "Fn::If": ["Either", "yes", "no"] }, "yes"],
  ])("%s", (_name, value, expected) => {
    expect(valueOf(value)).toBe(expected);
  });

  it.each<[string, CfnValue, string, string]>([
    ["an unknown function", { "Fn::Base64": "x" }, "LC-INTRINSIC", "Fn::Base64"],
    ["a malformed function", { "Fn::Join": "x" }, "LC-INTRINSIC", "Fn::Join"],
    ["a name that nothing bears", { Ref: "Nobody" }, "LC-REFERENCE", "Ref"],
    ["a parameter without a default", { Ref: "Needed" }, "LC-REFERENCE", "Ref"],
    ["an attribute that has no local value", { "Fn::GetAtt": ["Q", "Colour"] }, "LC-REFERENCE", "Fn::GetAtt"],
    ["a resource that is not made here", { "Fn::GetAtt": ["Role", "Arn"] }, "LC-REFERENCE", "Fn::GetAtt"],
    ["a condition that nothing bears", { "Fn::If": ["Nobody", 1, 2] }, "LC-REFERENCE", "Fn::If"],
    ["an export that nothing bears", { "Fn::ImportValue": "Nobody" }, "LC-IMPORT", "Fn::ImportValue"],
  ])("refuse %s, and say where", (_name, value, code, intrinsic) => {
    const place = `stack0/Resources/F/Properties/Environment/Variables/value/${intrinsic}`;
    expect(() => valueOf(value)).toThrow(expect.objectContaining({ code, place }));
  });
});

describe("resources", () => {
  it("reads a value that another stack exports", () => {
    const { functions, outputs } = plan(
      { Resources: { F: lambda("f", { Environment: { Variables: { url: { "Fn::ImportValue": "stack1:Url" } } } }) } },
      {
        Resources: { Q: queue("q") },
        Outputs: { Url: { Value: { Ref: "Q" }, Export: { Name: { "Fn::Sub": "${AWS::StackName}:Url" } } } },
      },
    );
    expect(functions[0]?.environment).toEqual({ url: "http://127.0.0.1:1/000000000000/q" });
    expect(outputs).toEqual({ Url: "http://127.0.0.1:1/000000000000/q" });
  });

  it("leaves out the outputs that speak of what is not made here", () => {
    const { outputs } = plan({
      Resources: { Q: queue("q"), D: { Type: "AWS::CloudFront::Distribution" } },
      Outputs: {
        Site: { Value: { "Fn::GetAtt": ["D", "DomainName"] } },
        Queue: { Value: { "Fn::GetAtt": ["Q", "QueueName"] } },
      },
    });
    expect(outputs).toEqual({ Queue: "q" });
  });

  it("names what the template leaves unnamed after its stack, FIFO queues with their suffix", () => {
    const { queues, buckets, tables } = plan({
      Resources: {
        Bells: { Type: "AWS::SQS::Queue", Properties: { FifoQueue: true } },
        Shelf: { Type: "AWS::S3::Bucket" },
        Ledger: { Type: "AWS::DynamoDB::GlobalTable" },
        ["Long".repeat(20)]: { Type: "AWS::S3::Bucket" },
      },
    });
    expect(queues[0]).toMatchObject({ name: "stack0-Bells.fifo", fifo: true });
    expect(buckets[0]).toBe("stack0-shelf");
    expect(buckets[1]).toMatch(/^[a-z0-9-]{63}$/);
    expect(tables[0]?.name).toBe("stack0-Ledger");
  });

  it("carries a queue's attributes as SQS takes them", () => {
    const { queues } = plan({
      Resources: {
        D: queue("dead"),
        Q: queue("q", {
          DelaySeconds: 2,
          RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["D", "Arn"] }, maxReceiveCount: 5 },
        }),
      },
    });
    const arn = "arn:aws:sqs:eu-west-3:000000000000:dead";
    expect(queues[1]).toMatchObject({
      attributes: {
        DelaySeconds: "2",
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 5 }),
      },
      deadLetterArn: arn,
      visibilityTimeout: 30,
    });
  });

  it("leaves out a resource whose condition does not hold", () => {
    const conditions = { Never: { "Fn::Equals": ["a", "b"] } };
    const { queues } = plan({
      Conditions: conditions,
      Resources: { Q: { ...queue("q"), Condition: "Never" }, P: queue("p") },
    });
    expect(queues.map(({ name }) => name)).toEqual(["p"]);
  });

  it("names every unknown resource in one warning, and no ignored one", () => {
    const { warnings } = plan({
      Resources: {
        Rule: { Type: "AWS::Events::Rule" },
        Step: { Type: "AWS::StepFunctions::StateMachine" },
        Role: { Type: "AWS::IAM::Role" },
        Alarm: { Type: "AWS::CloudWatch::Alarm" },
        Meta: { Type: "AWS::CDK::Metadata" },
      },
    });
    expect(warnings).toEqual([
      "The local cloud does not know these resources and leaves them out: " +
        "AWS::Events::Rule (stack0/Resources/Rule), AWS::StepFunctions::StateMachine (stack0/Resources/Step).",
    ]);
    expect(treatmentOf("AWS::SQS::Queue")).toBe("emulated");
  });

  it("says that only SQS subscriptions are delivered", () => {
    const { subscriptions, warnings } = plan({
      Resources: {
        Q: queue("q"),
        T: {
          Type: "AWS::SNS::Topic",
          Properties: { Subscription: [{ Protocol: "https", Endpoint: "https://example.org" }] },
        },
        S: {
          Type: "AWS::SNS::Subscription",
          Properties: {
            TopicArn: { Ref: "T" },
            Protocol: "sqs",
            Endpoint: { "Fn::GetAtt": ["Q", "Arn"] },
            FilterPolicy: { kind: ["x"] },
          },
        },
      },
    });
    expect(subscriptions).toHaveLength(2);
    expect(subscriptions[1]?.attributes).toEqual({ FilterPolicy: '{"kind":["x"]}' });
    expect(warnings).toEqual([
      "Only SQS subscriptions are delivered locally; nothing will be sent to: https https://example.org.",
    ]);
  });
});

describe("event source mappings", () => {
  const planned = (properties: Record<string, CfnValue>, source: Record<string, CfnValue> = {}): Plan =>
    plan({ Resources: { Q: queue("q", source), F: lambda("f", { Timeout: 10 }), M: mapping("Q", "F", properties) } });

  it("take AWS's defaults", () => {
    expect(planned({}).mappings).toEqual([
      {
        queue: "q",
        function: "f",
        batchSize: 10,
        windowSeconds: 0,
        maximumConcurrency: undefined,
        partialFailures: false,
        enabled: true,
      },
    ]);
  });

  const fifo = { FifoQueue: true, QueueName: "q.fifo" };
  it.each<[string, Record<string, CfnValue>, Record<string, CfnValue>, string]>([
    ["a window on a FIFO queue", { MaximumBatchingWindowInSeconds: 1 }, fifo, "MaximumBatchingWindowInSeconds"],
    ["more than 10 messages on a FIFO queue", { BatchSize: 11 }, fifo, "BatchSize"],
    ["a large batch without a window", { BatchSize: 11 }, {}, "MaximumBatchingWindowInSeconds"],
    ["a batch of more than 10,000", { BatchSize: 10_001, MaximumBatchingWindowInSeconds: 1 }, {}, "BatchSize"],
    ["a window of more than 5 minutes", { MaximumBatchingWindowInSeconds: 301 }, {}, "MaximumBatchingWindowInSeconds"],
    [
      "a maximum concurrency of 1",
      { ScalingConfig: { MaximumConcurrency: 1 } },
      {},
      "ScalingConfig/MaximumConcurrency",
    ],
    ["a visibility timeout below the function's", {}, { VisibilityTimeout: 9 }, "EventSourceArn"],
    ["a filter", { FilterCriteria: { Filters: [] } }, {}, "FilterCriteria"],
    [
      "a source that is not a queue of the assembly",
      { EventSourceArn: "arn:aws:kinesis:::stream" },
      {},
      "EventSourceArn",
    ],
    ["a function of another assembly", { FunctionName: "elsewhere" }, {}, "FunctionName"],
    ["a size that is not a number", { BatchSize: "ten" }, {}, "BatchSize"],
  ])("refuse %s", (_name, properties, source, property) => {
    const place = `stack0/Resources/M/Properties/${property}`;
    expect(() => planned(properties, source)).toThrow(expect.objectContaining({ code: "LC-PROPERTY", place }));
  });
});
