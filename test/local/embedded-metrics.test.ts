import { expect, it } from "vitest";
import { EmbeddedMetrics } from "#cli/local/embedded-metrics.ts";

const line = (values: object): string =>
  JSON.stringify({
    _aws: {
      Timestamp: 1,
      CloudWatchMetrics: [
        {
          Namespace: "VingtHeures",
          Dimensions: [["service"]],
          Metrics: Object.keys(values).map((Name) => ({ Name, Unit: Name === "Lag" ? "Milliseconds" : "Count" })),
        },
      ],
    },
    service: "record",
    ...values,
  });

it("adds up what functions write of themselves, several values of one invocation too", () => {
  const metrics = new EmbeddedMetrics();
  expect(metrics.read(line({ Accepted: 100, Lag: [40, 12] }))).toBe(true);
  expect(metrics.read(line({ Accepted: 7 }))).toBe(true);
  expect(metrics.all).toEqual({
    record: {
      Accepted: { unit: "Count", count: 2, sum: 107, p50: 7, p95: 100, max: 100, last: 7 },
      Lag: { unit: "Milliseconds", count: 2, sum: 52, p50: 12, p95: 40, max: 40, last: 12 },
    },
  });
});

it("leaves other lines to the log", () => {
  const metrics = new EmbeddedMetrics();
  expect(['{"level":"INFO"}', "", "plain"].map((other) => metrics.read(other))).toEqual([false, false, false]);
  expect(metrics.all).toEqual({});
});
