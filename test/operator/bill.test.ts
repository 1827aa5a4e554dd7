import { describe, expect, it } from "vitest";
import { costOf, failuresOf } from "#cli/operator/bill.ts";
import type { CloudUsage } from "#cli/operator/cloud.ts";

const used = (functions: CloudUsage["functions"], sqs = 0): CloudUsage => ({
  functions,
  requests: { "SQS.ReceiveMessage": sqs },
});
const RUN = { messages: 69_244, tallies: 69_244, departements: 107 };

describe("the bill of a run", () => {
  const record = {
    invocations: 7_000,
    errors: 4,
    timeouts: 1,
    gigabyteSeconds: 300,
    requests: { "DynamoDB.BatchWriteItem": 2_800, SNS: 10 },
  };
  const recount = {
    invocations: 2_600,
    errors: 2,
    timeouts: 2,
    gigabyteSeconds: 1_500,
    requests: {
      "DynamoDB.Query": 3_000,
      "DynamoDB.UpdateItem": 8_000,
      "S3.PutObject": 5_200,
      "S3.GetObject": 500,
      "SQS.SendMessageBatch": 2_600,
    },
  };

  it("prices each thing that was used, and adds up to the cent", () => {
    const cost = costOf(used({}), used({ record, recount }, 40_000), RUN);
    // 69,244 messages leave by tens; event sources and functions made 40,000 requests.
    expect(cost.counts).toMatchObject({
      sqsRequests: 46_925,
      invocations: 9_600,
      gigabyteSeconds: 1_800,
      writeUnits: 2_800 * 25 + 8_000 * 4,
      puts: 5_200,
      gets: 500,
      snsRequests: 20,
    });
    expect(cost.lambda).toBeCloseTo(9_600 * 0.2e-6 + 1_800 * 0.0000133334, 10);
    expect(cost.s3).toBeCloseTo(5_200 * 5e-6 + 500 * 0.4e-6, 10);
    expect(cost.dollars).toBeCloseTo(cost.sqs + cost.lambda + cost.dynamodb + cost.s3 + cost.sns, 12);
  });

  it("counts what the run used, not what was used before it", () => {
    const before = used({ record, recount }, 40_000);
    const cost = costOf(before, before, { messages: 0, tallies: 0, departements: 0 });
    expect(cost).toMatchObject({ dollars: 0, counts: { invocations: 0, sqsRequests: 0, writeUnits: 0 } });
  });

  it("counts the invocations that failed during the run, and those that ran past their time", () => {
    expect(failuresOf(used({}), used({ record, recount }))).toEqual({ echecs: 6, horsDelai: 3 });
    expect(failuresOf(used({ record }), used({ record: { ...record, errors: 9 }, recount }))).toEqual({
      echecs: 7,
      horsDelai: 2,
    });
  });

  it("tells the press tree apart", () => {
    const press = {
      invocations: 100,
      errors: 0,
      timeouts: 0,
      gigabyteSeconds: 50,
      requests: { "S3.PutObject": 200_000 },
    };
    const without = costOf(used({}), used({ recount }), RUN);
    const cost = costOf(used({}), used({ recount, "x-PublishPress-y": press }), RUN);
    expect(cost.press).toBeGreaterThan(1);
    expect(cost.dollars - cost.press).toBeCloseTo(without.dollars, 10);
    expect(without.press).toBe(0);
  });
});
