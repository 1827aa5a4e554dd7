import { Queue } from "aws-cdk-lib/aws-sqs";
import { AwsSolutionsChecks } from "cdk-nag";
import { describe, expect, it } from "vitest";
import { stubbedApp, synthesise, type Template } from "./synthesis.ts";

const app = stubbedApp();
const { data, pipeline, feeder } = synthesise(app);

describe("cdk-nag's AwsSolutions", () => {
  it("finds nothing that is not acknowledged", () => {
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });

  it("fails the synthesis at the first finding", () => {
    const careless = stubbedApp();
    const queue = new Queue(careless.data, "Careless");
    expect(() => careless.synth()).toThrow(`${queue.node.path}/Resource`);
  });
});

describe("what is acknowledged", () => {
  const rules = [data, pipeline, feeder].flatMap(acknowledged);

  it("is the prefixes of the bucket that each function may touch, and what a public face is", () => {
    expect([...new Set(rules.map(({ role, id }) => `${role} ${id}`))].sort()).toEqual([
      "ExportNight AwsSolutions-IAM5 runs/*",
      "ExportNight AwsSolutions-IAM5 runs/*/exports/*",
      "FaceDistribution AwsSolutions-CFR1",
      "FaceDistribution AwsSolutions-CFR2",
      "FaceDistribution AwsSolutions-CFR3",
      "FaceDistribution AwsSolutions-CFR4",
      "FeedTallies AwsSolutions-IAM5 feeds/*",
      "PublishNight AwsSolutions-IAM5 dossiers/*",
      "PublishNight AwsSolutions-IAM5 held/*",
      "PublishNight AwsSolutions-IAM5 runs/*",
      "PublishPress AwsSolutions-IAM5 dossiers/*",
      "PublishPress AwsSolutions-IAM5 held/*",
      "PublishPress AwsSolutions-IAM5 held/runs/*/presse/*",
      "PublishPress AwsSolutions-IAM5 runs/*",
      "PublishPress AwsSolutions-IAM5 runs/*/presse/*",
      "RecordTallies AwsSolutions-IAM5 dossiers/*",
      "RecordTallies AwsSolutions-IAM5 quarantine/*",
      "RecountDepartement AwsSolutions-IAM5 dossiers/*",
      "RecountDepartement AwsSolutions-IAM5 held/*",
      "RecountDepartement AwsSolutions-IAM5 runs/*",
      "Sweep AwsSolutions-IAM5 dossiers/*",
    ]);
  });

  it("is written into the template with its reason", () => {
    for (const { reason } of rules.filter(({ id }) => id.includes("IAM5")))
      expect(reason).toMatch(
        /^Objects under (dossiers|feeds|runs|held|quarantine|runs\/\*\/exports|runs\/\*\/presse|held\/runs\/\*\/presse)\/, not the bucket: /,
      );
    for (const { reason } of rules) expect(reason.length).toBeGreaterThan(40);
  });
});

/** The acknowledgements of a template: whose role, which rule on which prefix, why. */
function acknowledged({ Resources }: Template): readonly { role: string; id: string; reason: string }[] {
  return Object.entries(Resources).flatMap(([logicalId, { Metadata }]) =>
    (Metadata?.cdk_nag?.rules_to_suppress ?? []).map(({ id, reason }) => ({
      role: logicalId.replace(/(Role.*|[0-9A-F]{8})$/, ""),
      id: id.replace(/\[Resource::.*Snapshots[0-9A-F]{8}Arn[0-9A-F]{8}\/(.*)\]$/, " $1"),
      reason,
    })),
  );
}
