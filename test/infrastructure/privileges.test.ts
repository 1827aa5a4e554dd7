import { describe, expect, it } from "vitest";
import { only, resourcesOf, stubbedApp, synthesise, type Template } from "./synthesis.ts";

const { pipeline, feeder } = synthesise(stubbedApp());

/**
 * All that each function may do, in the form `service:Action resource`, and by which variable it finds what. Whatever is
 * not in this table it may not do; change the table only with the code that needs it.
 */
const PRIVILEGES = {
  RecordTallies: {
    may: [
      "dynamodb:BatchWriteItem Ledger",
      "s3:GetObject Snapshots/dossiers/*",
      "s3:ListBucket Snapshots",
      "s3:PutObject Snapshots/quarantine/*",
      "sns:Publish Events",
      "sqs:SendMessage Recount",
    ],
    source: "Tallies",
    variables: ["EVENTS_TOPIC_ARN", "LEDGER_TABLE", "RECOUNT_QUEUE_URL", "SLOT_MS", "SNAPSHOT_BUCKET"],
  },
  RecountDepartement: {
    may: [
      "dynamodb:BatchWriteItem Aggregates",
      "dynamodb:GetItem Runs",
      "dynamodb:Query Aggregates",
      "dynamodb:Query Ledger",
      "dynamodb:UpdateItem Aggregates",
      "s3:GetObject Snapshots/dossiers/*",
      "s3:GetObject Snapshots/runs/*",
      "s3:ListBucket Snapshots",
      "s3:PutObject Snapshots/held/*",
      "s3:PutObject Snapshots/runs/*",
      "sns:Publish Events",
      "sqs:ChangeMessageVisibility Recount",
      "sqs:SendMessage Publish",
    ],
    source: "Recount",
    variables: [
      "AGGREGATES_TABLE",
      "CLOCK_ERROR_MS",
      "EVENTS_TOPIC_ARN",
      "LEDGER_TABLE",
      "PUBLISH_QUEUE_URL",
      "RECOUNT_QUEUE_URL",
      "RUNS_TABLE",
      "SNAPSHOT_BUCKET",
    ],
  },
  PublishNight: {
    may: [
      "dynamodb:GetItem Aggregates",
      "dynamodb:GetItem Runs",
      "dynamodb:Query Aggregates",
      "dynamodb:UpdateItem Aggregates",
      "dynamodb:UpdateItem Runs",
      "s3:GetObject Snapshots/dossiers/*",
      "s3:GetObject Snapshots/held/*",
      "s3:GetObject Snapshots/runs/*",
      "s3:ListBucket Snapshots",
      "s3:PutObject Snapshots/held/*",
      "s3:PutObject Snapshots/runs/*",
      "sns:Publish Events",
      "sqs:SendMessage Exports",
      "sqs:SendMessage Recount",
    ],
    source: "Publish",
    variables: [
      "AGGREGATES_TABLE",
      "EVENTS_TOPIC_ARN",
      "EXPORTS_QUEUE_URL",
      "RECOUNT_QUEUE_URL",
      "RUNS_TABLE",
      "SLOT_MS",
      "SNAPSHOT_BUCKET",
    ],
  },
  PublishPress: {
    may: [
      "dynamodb:GetItem Runs",
      "dynamodb:Query Aggregates",
      "s3:DeleteObject Snapshots/runs/*/presse/*",
      "s3:GetObject Snapshots/dossiers/*",
      "s3:GetObject Snapshots/held/*",
      "s3:GetObject Snapshots/runs/*",
      "s3:ListBucket Snapshots",
      "s3:PutObject Snapshots/held/runs/*/presse/*",
      "s3:PutObject Snapshots/runs/*/presse/*",
      "sqs:SendMessage Press",
    ],
    source: "Press",
    variables: ["AGGREGATES_TABLE", "BUDGET_MS", "PRESS_QUEUE_URL", "RUNS_TABLE", "SNAPSHOT_BUCKET"],
  },
  ExportNight: {
    may: [
      "dynamodb:GetItem Aggregates",
      "dynamodb:GetItem Runs",
      "s3:GetObject Snapshots/runs/*",
      "s3:ListBucket Snapshots",
      "s3:PutObject Snapshots/runs/*/exports/*",
    ],
    source: "Exports",
    variables: ["AGGREGATES_TABLE", "RUNS_TABLE", "SNAPSHOT_BUCKET"],
  },
  Sweep: {
    may: [
      "dynamodb:GetItem Runs",
      "dynamodb:UpdateItem Runs",
      "s3:GetObject Snapshots/dossiers/*",
      "s3:ListBucket Snapshots",
      "sqs:SendMessage Press",
      "sqs:SendMessage Recount",
      "sqs:SendMessage Timers",
    ],
    source: "Timers",
    variables: [
      "PRESS_QUEUE_URL",
      "RECOUNT_QUEUE_URL",
      "RUNS_TABLE",
      "SLOT_MS",
      "SNAPSHOT_BUCKET",
      "SWEEP_MS",
      "TIMERS_QUEUE_URL",
    ],
  },
  FeedTallies: {
    may: [
      "dynamodb:GetItem Runs",
      "s3:GetObject Snapshots/feeds/*",
      "s3:ListBucket Snapshots",
      "sqs:SendMessage Feed",
      "sqs:SendMessage Tallies",
    ],
    source: "Feed",
    variables: ["BUDGET_MS", "FEED_QUEUE_URL", "RUNS_TABLE", "SNAPSHOT_BUCKET", "TALLIES_QUEUE_URL"],
  },
} as const;

/** The feeder stands in a stack apart. */
const templateOf = (name: string): Template => (name === "FeedTallies" ? feeder : pipeline);

describe.each(Object.entries(PRIVILEGES))("%s", (name, { may, source, variables }) => {
  it("may do exactly this", () => {
    const always = [
      `logs:CreateLogStream ${name}`,
      `logs:PutLogEvents ${name}`,
      ...["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"].map((action) => `sqs:${action} ${source}`),
    ];
    expect(granted(name)).toEqual([...always, ...may].sort());
  });

  it("is told of exactly what it may reach", () => {
    const environment = only(templateOf(name), "AWS::Lambda::Function", name)["Environment"] as { Variables: object };
    expect(Object.keys(environment.Variables).sort()).toEqual([...variables]);
  });

  it("acts under a role of its own, without managed policies", () => {
    const role = only(templateOf(name), "AWS::IAM::Role", name);
    expect(Object.keys(role)).toEqual(["AssumeRolePolicyDocument"]);
    expect(only(templateOf(name), "AWS::Lambda::Function", name)["Role"]).toEqual({
      "Fn::GetAtt": [expect.stringMatching(new RegExp(`^${name}Role`)), "Arn"],
    });
  });
});

it("nothing else in the stacks has privileges", () => {
  const all = (type: string) => [pipeline, feeder].flatMap((template) => resourcesOf(template, type));
  expect(all("AWS::IAM::Role")).toHaveLength(Object.keys(PRIVILEGES).length);
  expect(all("AWS::IAM::Policy")).toHaveLength(Object.keys(PRIVILEGES).length);
  expect(all("AWS::IAM::ManagedPolicy")).toEqual([]);
});

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** What a function's policy grants, sorted, in the words of {@link PRIVILEGES}. */
function granted(name: string): string[] {
  const { Statement: statements } = only(templateOf(name), "AWS::IAM::Policy", name)["PolicyDocument"] as {
    Statement: readonly Statement[];
  };
  return statements
    .flatMap(({ Effect, Action, Resource, ...rest }) => {
      expect([Effect, rest]).toEqual(["Allow", {}]);
      const resources = [Resource].flat().map(named);
      return [Action].flat().flatMap((action) => resources.map((resource) => `${String(action)} ${resource}`));
    })
    .sort();
}

/** A resource by its construct's name: `Ledger`, `Recount`, `Snapshots/held/*`. */
function named(resource: unknown): string {
  const {
    "Fn::ImportValue": imported,
    "Fn::GetAtt": own,
    "Fn::Join": join,
  } = resource as {
    "Fn::ImportValue"?: string;
    "Fn::GetAtt"?: readonly [string, string];
    "Fn::Join"?: readonly [string, readonly [unknown, string]];
  };
  if (join) return named(join[1][0]) + join[1][1];
  const id =
    imported?.match(/:ExportsOutput(?:FnGetAtt|Ref)([A-Za-z]+?)(?:Queue)?[0-9A-F]{8}/)?.[1] ??
    own?.[0].match(/^([A-Za-z]+?)(?:Logs|Queue)[0-9A-F]{8}$/)?.[1];
  if (id === undefined) throw new Error(`not a resource of these stacks: ${JSON.stringify(resource)}`);
  return id;
}
