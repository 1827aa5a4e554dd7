import { CfnOutput, Stack } from "aws-cdk-lib";
import { Alias } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import { HttpFace } from "../constructs/http-face.ts";
import { SnapshotBucket } from "../constructs/snapshot-bucket.ts";
import { NightTable } from "../constructs/table.ts";
import { WorkQueue } from "../constructs/work-queue.ts";
import type { Lifetime } from "../lifetime.ts";
import { EXPORT_DELAY_S, VISIBILITY_S, type Pace } from "../rhythm.ts";

/**
 * What holds state: the three tables, the bucket, the queues, the topic. Nothing here changes when the code does.
 * Names are given by CloudFormation: several nights live in one account, and what was kept never stands in the way of
 * the next deployment.
 */
export class DataStack extends Stack {
  /** Every tally ever accepted. */
  readonly ledger: NightTable;
  /** Décomptes, heads of départements, publications. */
  readonly aggregates: NightTable;
  /** The runs and their clocks. */
  readonly runs: NightTable;
  readonly snapshots: SnapshotBucket;
  /** Where readers find what is published. Its address must outlive the code, so it stands with the data. */
  readonly face: HttpFace;
  readonly faceUrl: CfnOutput;
  /** Bureau results as they arrive. */
  readonly tallies: WorkQueue;
  /** Bells: one département has news. Delayed, see {@link Pace}. */
  readonly recount: WorkQueue;
  /** Bells: one département was recounted. */
  readonly publish: WorkQueue;
  /** Bells: a tour is complete and public. */
  readonly exports: WorkQueue;
  /** Bells: have a look at the press tree of a run. */
  readonly press: WorkQueue;
  /** Delayed messages that wake the sweep up. */
  readonly timers: WorkQueue;
  /** What happened, for whoever subscribes. */
  readonly events: Topic;

  constructor(scope: Construct, id: string, lifetime: Lifetime, pace: Pace) {
    super(scope, id, {
      description: "vingt-heures: the state of election nights (tables, bucket, queues, topic)",
      terminationProtection: lifetime === "kept",
    });
    this.ledger = new NightTable(this, "Ledger", lifetime);
    this.aggregates = new NightTable(this, "Aggregates", lifetime);
    this.runs = new NightTable(this, "Runs", lifetime);
    this.snapshots = new SnapshotBucket(this, "Snapshots", lifetime);
    this.face = new HttpFace(this, "Face", this.snapshots);
    this.faceUrl = new CfnOutput(this, "FaceUrl", {
      value: `https://${this.face.distribution.distributionDomainName}`,
    });
    this.tallies = new WorkQueue(this, "Tallies", { kind: "standard", visibilityS: VISIBILITY_S.tallies });
    this.recount = new WorkQueue(this, "Recount", {
      kind: "fifo",
      visibilityS: VISIBILITY_S.recount,
      delayS: pace.recountDelayS,
    });
    this.publish = new WorkQueue(this, "Publish", { kind: "fifo", visibilityS: VISIBILITY_S.publish });
    this.exports = new WorkQueue(this, "Exports", {
      kind: "fifo",
      visibilityS: VISIBILITY_S.exports,
      delayS: EXPORT_DELAY_S,
    });
    this.press = new WorkQueue(this, "Press", { kind: "fifo", visibilityS: VISIBILITY_S.press });
    this.timers = new WorkQueue(this, "Timers", { kind: "standard", visibilityS: VISIBILITY_S.timers });
    this.events = new Topic(this, "Events", {
      enforceSSL: true,
      // Public results pass here, but not before their hour: at rest they are encrypted like the rest. AWS's own key
      // costs nothing a month and lets every publisher of this account through; a subscriber needs no key.
      masterKey: Alias.fromAliasName(this, "SnsKey", "alias/aws/sns"),
    });
  }
}
