import { join } from "node:path";
import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import packageJson from "../../package.json" with { type: "json" };
import { NightAlarms } from "../constructs/alarms.ts";
import { figure, NightDashboard } from "../constructs/dashboard.ts";
import { NightFunction } from "../constructs/night-function.ts";
import { CLOCK_ERROR_MS, PRESS_BUDGET_MS, TALLIES_WINDOW_S, TIMEOUT_S, type Pace } from "../rhythm.ts";
import type { DataStack } from "./data-stack.ts";

/** From this age of its oldest message on, a queue is late, in seconds: an order of magnitude above a usual night's peak. */
const LATE_S = 60;

/** From so many refusals a minute on, a sender is wrong as a whole. */
const MANY_REFUSALS = 100;

/**
 * What acts: the functions, their event sources, their alarms. Nothing here holds state; it can be deleted and
 * deployed again in the middle of a night, which then goes on.
 *
 * The outputs are a contract: `vingt-heures replay FILE --stack NAME` finds everything by their keys.
 */
export class PipelineStack extends Stack {
  readonly #data: DataStack;
  readonly #functionsRoot: string;
  readonly #pace: Pace;

  /** @param functionsRoot folder of the handlers: `<function>/handler.ts`. */
  constructor(scope: Construct, id: string, data: DataStack, functionsRoot: string, pace: Pace) {
    super(scope, id, {
      description: "vingt-heures: the pipeline of election nights (functions, event sources, alarms)",
    });
    this.#data = data;
    this.#functionsRoot = functionsRoot;
    this.#pace = pace;
    const functions = {
      RecordTallies: this.#recordTallies(),
      RecountDepartement: this.#recountDepartement(),
      PublishNight: this.#publishNight(),
      PublishPress: this.#publishPress(),
      ExportNight: this.#exportNight(),
      Sweep: this.#sweep(),
    };
    const outputs = {
      ...this.#resources(),
      AlarmsTopicArn: this.#alarms(functions).topic.topicArn,
      DashboardName: this.#dashboard(functions).dashboard.dashboardName,
      Version: packageJson.version,
    };
    for (const [key, value] of Object.entries(outputs)) this.#output(key, value);
  }

  #recordTallies(): NightFunction {
    const { ledger, snapshots, tallies, recount, events } = this.#data;
    const fn = new NightFunction(this, "RecordTallies", {
      entry: this.#entry("record-tallies"),
      description: "Validates tallies, appends them to the ledger, rings their départements",
      timeoutS: TIMEOUT_S.recordTallies,
      memoryMb: 1024,
      source: tallies.queue,
      batchSize: 100,
      windowS: TALLIES_WINDOW_S,
      maxConcurrency: 10,
    });
    fn.bindTable("LEDGER_TABLE", ledger, ["BatchWriteItem"]);
    fn.bindBucket("SNAPSHOT_BUCKET", snapshots, { read: ["dossiers/"], write: ["quarantine/"] });
    fn.bindQueue("RECOUNT_QUEUE_URL", recount.queue, ["SendMessage"]);
    fn.bindTopic("EVENTS_TOPIC_ARN", events);
    fn.setVariable("SLOT_MS", this.#pace.slotMs);
    return fn;
  }

  #recountDepartement(): NightFunction {
    const { ledger, aggregates, runs, snapshots, recount, publish, events } = this.#data;
    const fn = new NightFunction(this, "RecountDepartement", {
      entry: this.#entry("recount-departement"),
      description: "Folds the ledger of a département, applies the law, writes its documents",
      timeoutS: TIMEOUT_S.recountDepartement,
      // A fold is computation: from 1769 MB on a function has a whole processor.
      memoryMb: 1769,
      source: recount.queue,
      batchSize: 10,
      maxConcurrency: 20,
    });
    fn.bindTable("LEDGER_TABLE", ledger, ["Query"]);
    fn.bindTable("AGGREGATES_TABLE", aggregates, ["Query", "UpdateItem", "BatchWriteItem"]);
    fn.bindTable("RUNS_TABLE", runs, ["GetItem"]);
    fn.bindBucket("SNAPSHOT_BUCKET", snapshots, { read: ["dossiers/", "runs/"], write: ["runs/", "held/"] });
    fn.bindQueue("RECOUNT_QUEUE_URL", recount.queue, ["ChangeMessageVisibility"]);
    fn.bindQueue("PUBLISH_QUEUE_URL", publish.queue, ["SendMessage"]);
    fn.bindTopic("EVENTS_TOPIC_ARN", events);
    fn.setVariable("CLOCK_ERROR_MS", CLOCK_ERROR_MS);
    return fn;
  }

  #publishNight(): NightFunction {
    const { aggregates, runs, snapshots, recount, publish, exports, events } = this.#data;
    const fn = new NightFunction(this, "PublishNight", {
      entry: this.#entry("publish-night"),
      description: "Sums the départements, applies the national law, publishes",
      timeoutS: TIMEOUT_S.publishNight,
      memoryMb: 1024,
      source: publish.queue,
      batchSize: 10,
      maxConcurrency: 5,
    });
    fn.bindTable("AGGREGATES_TABLE", aggregates, ["GetItem", "Query", "UpdateItem"]);
    fn.bindTable("RUNS_TABLE", runs, ["GetItem", "UpdateItem"]);
    fn.bindBucket("SNAPSHOT_BUCKET", snapshots, {
      read: ["dossiers/", "runs/", "held/"],
      write: ["runs/", "held/"],
    });
    fn.bindQueue("RECOUNT_QUEUE_URL", recount.queue, ["SendMessage"]);
    fn.bindQueue("EXPORTS_QUEUE_URL", exports.queue, ["SendMessage"]);
    fn.bindTopic("EVENTS_TOPIC_ARN", events);
    fn.setVariable("SLOT_MS", this.#pace.slotMs);
    return fn;
  }

  #publishPress(): NightFunction {
    const { aggregates, runs, snapshots, press } = this.#data;
    const fn = new NightFunction(this, "PublishPress", {
      entry: this.#entry("publish-press"),
      description: "Writes the press tree: communes, départements, régions, France, indexes last",
      timeoutS: TIMEOUT_S.publishPress,
      memoryMb: 1769,
      source: press.queue,
      batchSize: 1,
      maxConcurrency: 5,
      // A look that has spent its budget asks for the next.
      sendsToItself: true,
    });
    fn.bindTable("AGGREGATES_TABLE", aggregates, ["Query"]);
    fn.bindTable("RUNS_TABLE", runs, ["GetItem"]);
    fn.bindBucket("SNAPSHOT_BUCKET", snapshots, {
      read: ["dossiers/", "runs/", "held/"],
      write: ["runs/*/presse/", "held/runs/*/presse/"],
      remove: ["runs/*/presse/"],
    });
    fn.bindQueue("PRESS_QUEUE_URL", press.queue, ["SendMessage"]);
    fn.setVariable("BUDGET_MS", PRESS_BUDGET_MS);
    return fn;
  }

  #exportNight(): NightFunction {
    const { aggregates, runs, snapshots, exports } = this.#data;
    const fn = new NightFunction(this, "ExportNight", {
      entry: this.#entry("export-night"),
      description: "Makes the files of a complete tour: CSV, Excel, Parquet, the ministry's text, NIST, procès-verbal",
      timeoutS: TIMEOUT_S.exportNight,
      // A whole night is read at once, and each file stands in memory while it is made.
      memoryMb: 3008,
      source: exports.queue,
      batchSize: 1,
      maxConcurrency: 2,
    });
    fn.bindTable("AGGREGATES_TABLE", aggregates, ["GetItem"]);
    fn.bindTable("RUNS_TABLE", runs, ["GetItem"]);
    fn.bindBucket("SNAPSHOT_BUCKET", snapshots, { read: ["runs/"], write: ["runs/*/exports/"] });
    return fn;
  }

  #sweep(): NightFunction {
    const { runs, snapshots, recount, press, timers } = this.#data;
    const fn = new NightFunction(this, "Sweep", {
      entry: this.#entry("sweep"),
      description: "Rings every open département about once a minute, and at the end of the embargo",
      timeoutS: TIMEOUT_S.sweep,
      memoryMb: 512,
      source: timers.queue,
      batchSize: 1,
      maxConcurrency: 2,
      // The chain of timers: each one arms the next until the run is closed.
      sendsToItself: true,
    });
    fn.bindTable("RUNS_TABLE", runs, ["GetItem", "UpdateItem"]);
    fn.bindBucket("SNAPSHOT_BUCKET", snapshots, { read: ["dossiers/"] });
    fn.bindQueue("RECOUNT_QUEUE_URL", recount.queue, ["SendMessage"]);
    fn.bindQueue("PRESS_QUEUE_URL", press.queue, ["SendMessage"]);
    fn.bindQueue("TIMERS_QUEUE_URL", timers.queue, ["SendMessage"]);
    fn.setVariable("SLOT_MS", this.#pace.slotMs);
    fn.setVariable("SWEEP_MS", this.#pace.sweepMs);
    return fn;
  }

  #alarms(functions: Readonly<Record<string, NightFunction>>): NightAlarms {
    const { tallies, recount, publish, press, exports, timers } = this.#data;
    const alarms = new NightAlarms(this, "Alarms");
    for (const [name, { deadLetters }] of Object.entries({
      Tallies: tallies,
      Recount: recount,
      Publish: publish,
      Press: press,
      Exports: exports,
      Timers: timers,
    })) {
      alarms.onDeadLetters(name, deadLetters);
    }
    // Timers are late on purpose; a look at the press tree may take minutes.
    for (const [name, { queue }] of Object.entries({ Tallies: tallies, Recount: recount, Publish: publish })) {
      alarms.onAge(name, queue, LATE_S);
    }
    for (const [name, fn] of Object.entries(functions)) alarms.onFunction(name, fn.function);
    alarms.onRefused(figure("record-tallies", "TalliesRefused"), MANY_REFUSALS);
    return alarms;
  }

  #dashboard(functions: Readonly<Record<string, NightFunction>>): NightDashboard {
    const { tallies, recount, publish, press, exports, timers, ledger, aggregates, runs } = this.#data;
    return new NightDashboard(this, "Dashboard", {
      functions: Object.fromEntries(Object.entries(functions).map(([name, fn]) => [name, fn.function])),
      queues: { tallies, recount, publish, press, exports, timers },
      tables: { ledger, aggregates, runs },
    });
  }

  #resources(): Readonly<Record<string, string>> {
    const { tallies, recount, publish, press, timers, ledger, aggregates, runs, snapshots, events } = this.#data;
    return {
      TalliesQueueUrl: tallies.queue.queueUrl,
      TalliesDlqUrl: tallies.deadLetters.queueUrl,
      RecountQueueUrl: recount.queue.queueUrl,
      RecountDlqUrl: recount.deadLetters.queueUrl,
      PublishQueueUrl: publish.queue.queueUrl,
      PublishDlqUrl: publish.deadLetters.queueUrl,
      PressQueueUrl: press.queue.queueUrl,
      PressDlqUrl: press.deadLetters.queueUrl,
      TimersQueueUrl: timers.queue.queueUrl,
      TimersDlqUrl: timers.deadLetters.queueUrl,
      LedgerTable: ledger.tableName,
      AggregatesTable: aggregates.tableName,
      RunsTable: runs.tableName,
      SnapshotBucket: snapshots.bucketName,
      EventsTopicArn: events.topicArn,
    };
  }

  #output(key: string, value: string): CfnOutput {
    return new CfnOutput(this, key, { value });
  }

  #entry(name: string): string {
    return join(this.#functionsRoot, name, "handler.ts");
  }
}
