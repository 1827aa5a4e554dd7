import { join } from "node:path";
import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { NightAlarms } from "../constructs/alarms.ts";
import { NightFunction } from "../constructs/night-function.ts";
import { WorkQueue } from "../constructs/work-queue.ts";
import { FEED_BUDGET_MS, TIMEOUT_S, VISIBILITY_S } from "../rhythm.ts";
import type { DataStack } from "./data-stack.ts";

/**
 * A feeder, for who wants to load the pipeline from the inside: it plays recordings out of the bucket, and costs nothing while it plays
 * none. Optional: the pipeline does not know of it. It may send tallies, read recordings and clocks, and nothing else.
 */
export class FeederStack extends Stack {
  constructor(scope: Construct, id: string, data: DataStack, functionsRoot: string) {
    super(scope, id, { description: "vingt-heures: plays recordings into the pipeline (rehearsals under load)" });
    const feed = new WorkQueue(this, "Feed", { kind: "standard", visibilityS: VISIBILITY_S.feed });
    const fn = new NightFunction(this, "FeedTallies", {
      entry: join(functionsRoot, "feed-tallies", "handler.ts"),
      description: "Sends a shard of a recording to the tallies' queue, at the instants of its run's clock",
      timeoutS: TIMEOUT_S.feedTallies,
      memoryMb: 512,
      source: feed.queue,
      // A ticket is most of a minute's work: two in one call would wait for one another.
      batchSize: 1,
      maxConcurrency: 16,
      // A shard that has spent its budget, or waits, asks for its next call.
      sendsToItself: true,
    });
    fn.bindTable("RUNS_TABLE", data.runs, ["GetItem"]);
    fn.bindBucket("SNAPSHOT_BUCKET", data.snapshots, { read: ["feeds/"] });
    fn.bindQueue("TALLIES_QUEUE_URL", data.tallies.queue, ["SendMessage"]);
    fn.bindQueue("FEED_QUEUE_URL", feed.queue, ["SendMessage"]);
    fn.setVariable("BUDGET_MS", FEED_BUDGET_MS);

    const alarms = new NightAlarms(this, "Alarms");
    alarms.onDeadLetters("Feed", feed.deadLetters);
    alarms.onFunction("FeedTallies", fn.function);
    const outputs = {
      FeedQueueUrl: feed.queue.queueUrl,
      FeedDlqUrl: feed.deadLetters.queueUrl,
      FeederAlarmsTopicArn: alarms.topic.topicArn,
    };
    for (const [key, value] of Object.entries(outputs)) this.#output(key, value);
  }

  #output(key: string, value: string): CfnOutput {
    return new CfnOutput(this, key, { value });
  }
}
