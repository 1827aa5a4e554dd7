import { describe, expect, it } from "vitest";
import { FEED_BUDGET_MS } from "#cdk/rhythm.ts";
import { only, resourcesOf, stubbedApp, synthesise } from "./synthesis.ts";

const { feeder } = synthesise(stubbedApp());

describe("the feeder's stack", () => {
  it("is there only when asked for", () => {
    expect(stubbedApp({ feeder: false }).feeder).toBeNull();
  });

  it("hands over well before its function's time is up, and that before its message comes back", () => {
    const timeout = Number(only(feeder, "AWS::Lambda::Function", "FeedTallies")["Timeout"]);
    expect(timeout * 1000).toBeGreaterThanOrEqual(FEED_BUDGET_MS + 15_000);
    expect(Number(only(feeder, "AWS::SQS::Queue", "FeedQueue")["VisibilityTimeout"])).toBeGreaterThan(timeout);
  });

  it("may call itself, one ticket a call, sixteen shards at once", () => {
    expect(only(feeder, "AWS::Lambda::Function", "FeedTallies")["RecursiveLoop"]).toBe("Allow");
    expect(only(feeder, "AWS::Lambda::EventSourceMapping", "FeedTallies")).toMatchObject({
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 16 },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
  });

  it("wakes somebody up when a shard died or its function fails", () => {
    expect(resourcesOf(feeder, "AWS::CloudWatch::Alarm")).toHaveLength(3);
  });

  it("says where its queue is", () => {
    expect(Object.keys(feeder.Outputs).sort()).toEqual(["FeedDlqUrl", "FeedQueueUrl", "FeederAlarmsTopicArn"]);
  });
});
