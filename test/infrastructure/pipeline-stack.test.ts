import { describe, expect, it } from "vitest";
import { CLOCK_ERROR_MS, PACES } from "#cdk/rhythm.ts";
import { METRIC_NAMESPACE, METRICS } from "#shared/contracts/metrics.ts";
import packageJson from "../../package.json" with { type: "json" };
import { only, resourcesOf, stubbedApp, synthesise } from "./synthesis.ts";

const { data, pipeline } = synthesise(stubbedApp());

const FUNCTION = "AWS::Lambda::Function";
const MAPPING = "AWS::Lambda::EventSourceMapping";

/** Each function with the queue it answers. */
const CONSUMERS = [
  ["RecordTallies", "Tallies"],
  ["RecountDepartement", "Recount"],
  ["PublishNight", "Publish"],
  ["PublishPress", "Press"],
  ["ExportNight", "Exports"],
  ["Sweep", "Timers"],
] as const;

describe("the functions", () => {
  it("are one a queue, on Node 24 and arm64, with JSON logs in a group of their own", () => {
    const functions = resourcesOf(pipeline, FUNCTION);
    expect(functions).toHaveLength(CONSUMERS.length);
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        Handler: "index.handler",
        LoggingConfig: { LogFormat: "JSON", LogGroup: { Ref: expect.stringMatching(/Logs/) as unknown } },
      });
    }
  });

  it("keep their logs a month", () => {
    const groups = resourcesOf(pipeline, "AWS::Logs::LogGroup");
    expect(groups).toHaveLength(CONSUMERS.length);
    for (const { Properties } of groups) expect(Properties["RetentionInDays"]).toBe(30);
  });

  it.each([
    ["RecordTallies", 10, 1024],
    ["RecountDepartement", 10, 1769],
    ["PublishNight", 15, 1024],
    ["PublishPress", 30, 1769],
    ["ExportNight", 300, 3008],
    ["Sweep", 20, 512],
  ])("%s: %i s, %i MB", (name, timeout, memory) => {
    expect(only(pipeline, FUNCTION, name)).toMatchObject({ Timeout: timeout, MemorySize: memory });
  });

  it("only the sweep and the press may send to themselves", () => {
    for (const [name] of CONSUMERS)
      expect(only(pipeline, FUNCTION, name)["RecursiveLoop"]).toBe(
        ["Sweep", "PublishPress"].includes(name) ? "Allow" : undefined,
      );
  });

  it("keep no processor for themselves: an account's concurrency is shared", () => {
    for (const { Properties } of resourcesOf(pipeline, FUNCTION)) {
      expect(Properties).not.toHaveProperty("ReservedConcurrentExecutions");
    }
  });
});

describe("the event sources", () => {
  it.each([
    ["RecordTallies", { BatchSize: 100, MaximumBatchingWindowInSeconds: 1, ScalingConfig: { MaximumConcurrency: 10 } }],
    ["RecountDepartement", { BatchSize: 10, ScalingConfig: { MaximumConcurrency: 20 } }],
    ["PublishNight", { BatchSize: 10, ScalingConfig: { MaximumConcurrency: 5 } }],
    ["PublishPress", { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 5 } }],
    ["ExportNight", { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } }],
    ["Sweep", { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } }],
  ])("%s", (name, expected) => {
    const { EventSourceArn, FunctionName, ...settings } = only(pipeline, MAPPING, name);
    expect(settings).toEqual({ ...expected, FunctionResponseTypes: ["ReportBatchItemFailures"] });
    expect(FunctionName).toEqual({ Ref: expect.stringMatching(new RegExp(`^${name}Function`)) as unknown });
    const queue = CONSUMERS.find(([consumer]) => consumer === name)![1];
    expect(EventSourceArn).toEqual({ "Fn::ImportValue": expect.stringContaining(`GetAtt${queue}Queue`) as unknown });
  });

  it("a FIFO source has no batching window and at most 10 messages; AWS takes no concurrency below 2", () => {
    for (const [name, queue] of CONSUMERS) {
      const mapping = only(pipeline, MAPPING, name);
      if (only(data, "AWS::SQS::Queue", `${queue}Queue`)["FifoQueue"] === true) {
        expect(mapping).not.toHaveProperty("MaximumBatchingWindowInSeconds");
        expect(mapping["BatchSize"]).toBeLessThanOrEqual(10);
      }
      expect((mapping["ScalingConfig"] as { MaximumConcurrency: number }).MaximumConcurrency).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("the rhythm", () => {
  const timeout = (name: string): number => Number(only(pipeline, FUNCTION, name)["Timeout"]);
  const queue = (name: string) => only(data, "AWS::SQS::Queue", `${name}Queue`);
  const visibility = (name: string): number => Number(queue(name)["VisibilityTimeout"]);

  it.each(CONSUMERS)("%s ends before a message of %s becomes visible again", (fn, source) => {
    expect(visibility(source)).toBeGreaterThan(timeout(fn));
  });

  it("tallies stay invisible for two timeouts and the window", () => {
    expect(visibility("Tallies")).toBe(2 * timeout("RecordTallies") + 1);
  });

  it("a recount bell is answered only after the last tally that it stands for is written", () => {
    // A slot does not contain its own end, so equality is enough: see cdk/rhythm.ts.
    expect(Number(queue("Recount")["DelaySeconds"])).toBe(PACES.vif.recountDelayS);
    for (const { slotMs, recountDelayS } of Object.values(PACES))
      expect(recountDelayS * 1000).toBeGreaterThanOrEqual(slotMs + 2 * CLOCK_ERROR_MS);
  });

  it("is the one asked for, and no other", () => {
    const { data: slow, pipeline: patient } = synthesise(stubbedApp({ pace: "econome" }));
    expect(only(slow, "AWS::SQS::Queue", "RecountQueue")["DelaySeconds"]).toBe(PACES.econome.recountDelayS);
    const { Variables } = only(patient, FUNCTION, "RecordTallies")["Environment"] as { Variables: object };
    expect(Variables).toMatchObject({ SLOT_MS: String(PACES.econome.slotMs) });
    expect(() => stubbedApp({ pace: "lent" as "vif" })).toThrow();
  });

  it("the functions know it", () => {
    const variables = (name: string) =>
      (only(pipeline, FUNCTION, name)["Environment"] as { Variables: Record<string, unknown> }).Variables;
    for (const name of ["RecordTallies", "PublishNight", "Sweep"])
      expect(variables(name)["SLOT_MS"]).toBe(String(PACES.vif.slotMs));
    expect(variables("RecountDepartement")["CLOCK_ERROR_MS"]).toBe(String(CLOCK_ERROR_MS));
  });
});

describe("the alarms", () => {
  const ALARM = "AWS::CloudWatch::Alarm";

  const LATE = ["Tallies", "Recount", "Publish"] as const;

  it.each(CONSUMERS.map(([, queue]) => queue))("ring at the first dead letter of %s", (name) => {
    expect(only(pipeline, ALARM, `Alarms${name}DeadLetters`)).toMatchObject({
      MetricName: "ApproximateNumberOfMessagesVisible",
      Dimensions: [
        { Name: "QueueName", Value: { "Fn::ImportValue": expect.stringContaining(`${name}DeadLetters`) as unknown } },
      ],
      ...every("Maximum", 1),
    });
  });

  it.each(LATE)("ring when %s is a minute late", (name) => {
    expect(only(pipeline, ALARM, `Alarms${name}Age`)).toMatchObject({
      MetricName: "ApproximateAgeOfOldestMessage",
      Dimensions: [
        { Name: "QueueName", Value: { "Fn::ImportValue": expect.stringContaining(`${name}Queue`) as unknown } },
      ],
      ...every("Maximum", 60),
    });
  });

  it.each(CONSUMERS.flatMap(([name]) => [[name, "Errors"] as const, [name, "Throttles"] as const]))(
    "ring at %s's %s",
    (name, metric) => {
      expect(only(pipeline, ALARM, `Alarms${name}${metric}`)).toMatchObject({
        MetricName: metric,
        Dimensions: [
          { Name: "FunctionName", Value: { Ref: expect.stringMatching(new RegExp(`^${name}Function`)) as unknown } },
        ],
        ...every("Sum", 1),
      });
    },
  );

  it("ring when a minute refuses a hundred tallies", () => {
    expect(only(pipeline, ALARM, "AlarmsRefused")).toMatchObject({
      Namespace: METRIC_NAMESPACE,
      MetricName: "TalliesRefused",
      Dimensions: [{ Name: "service", Value: "record-tallies" }],
      ...every("Sum", 100),
    });
  });

  it("all reach one topic, which lets this account's CloudWatch in", () => {
    const alarms = resourcesOf(pipeline, ALARM);
    expect(alarms).toHaveLength(3 * CONSUMERS.length + LATE.length + 1);
    for (const { Properties } of alarms) {
      expect(Properties["AlarmActions"]).toEqual([{ Ref: expect.stringMatching(/^AlarmsTopic/) as unknown }]);
      expect(Properties["AlarmDescription"]).toMatch(/\w/);
    }
    const policy = only(pipeline, "AWS::SNS::TopicPolicy", "Alarms");
    expect(policy["PolicyDocument"]).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Effect: "Allow",
          Action: "sns:Publish",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
        }),
      ]) as unknown,
    });
    // CloudWatch may not use the key that AWS manages for SNS.
    expect(only(pipeline, "AWS::SNS::Topic", "Alarms")).not.toHaveProperty("KmsMasterKeyId");
  });

  /** Looks at one minute; silence is no fault. */
  function every(statistic: string, threshold: number) {
    return {
      Statistic: statistic,
      Threshold: threshold,
      Period: 60,
      EvaluationPeriods: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "notBreaching",
    };
  }
});

describe("the dashboard", () => {
  const { DashboardBody } = only(pipeline, "AWS::CloudWatch::Dashboard", "Dashboard");
  const body = JSON.stringify(DashboardBody);

  it("shows every figure that a function tells of itself, under its name", () => {
    const shown = [...body.matchAll(/\\"VingtHeures\\",\\"(\w+)\\",\\"service\\",\\"([\w-]+)\\"/g)];
    expect(new Set(shown.map(([, name]) => name))).toEqual(new Set(Object.keys(METRICS)));
    expect(new Set(shown.map(([, , service]) => service))).toEqual(
      new Set(["record-tallies", "recount-departement", "publish-night", "publish-press", "export-night"]),
    );
  });

  it("shows every queue, its dead letters, every function and every table", () => {
    for (const name of ["Tallies", "Recount", "Publish", "Press", "Exports", "Timers"])
      for (const part of ["Queue", "DeadLetters"]) expect(body).toContain(`${name}${part}`);
    for (const [name] of CONSUMERS) expect(body).toContain(`"Ref":"${name}Function`);
    for (const name of ["Ledger", "Aggregates", "Runs"]) expect(body).toContain(`OutputRef${name}`);
  });
});

it("the outputs by which the command finds a stack", () => {
  const values = Object.fromEntries(Object.entries(pipeline.Outputs).map(([key, { Value }]) => [key, Value]));
  const imported = (name: string) => ({ "Fn::ImportValue": expect.stringContaining(`OutputRef${name}`) as unknown });
  expect(values).toEqual({
    TalliesQueueUrl: imported("TalliesQueue"),
    TalliesDlqUrl: imported("TalliesDeadLetters"),
    RecountQueueUrl: imported("RecountQueue"),
    RecountDlqUrl: imported("RecountDeadLetters"),
    PublishQueueUrl: imported("PublishQueue"),
    PublishDlqUrl: imported("PublishDeadLetters"),
    PressQueueUrl: imported("PressQueue"),
    PressDlqUrl: imported("PressDeadLetters"),
    TimersQueueUrl: imported("TimersQueue"),
    TimersDlqUrl: imported("TimersDeadLetters"),
    LedgerTable: imported("Ledger"),
    AggregatesTable: imported("Aggregates"),
    RunsTable: imported("Runs"),
    SnapshotBucket: imported("Snapshots"),
    EventsTopicArn: imported("Events"),
    AlarmsTopicArn: { Ref: expect.stringMatching(/^AlarmsTopic/) as unknown },
    DashboardName: { Ref: expect.stringMatching(/^Dashboard/) as unknown },
    Version: packageJson.version,
  });
});
