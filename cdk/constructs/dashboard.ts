import { Duration, Stack } from "aws-cdk-lib";
import { Dashboard, GraphWidget, type IMetric, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { METRIC_NAMESPACE, METRICS, type MetricName } from "#shared/contracts/metrics.ts";

/** A night is over in hours: a graph of minutes would hide its peaks. */
const PERIOD = Duration.seconds(60);
const HALF = 12;

/** A figure of {@link METRICS}, as its function tells it. */
export const figure = (service: string, name: MetricName, statistic: string = Stats.SUM): Metric =>
  new Metric({
    namespace: METRIC_NAMESPACE,
    metricName: name,
    dimensionsMap: { service },
    statistic,
    period: PERIOD,
  });

export interface NightDashboardProps {
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly queues: Readonly<Record<string, { readonly queue: IQueue; readonly deadLetters: IQueue }>>;
  readonly tables: Readonly<Record<string, Table>>;
}

/**
 * What an operator looks at while a night runs, from what comes in to what is published: is anything lost, is anything
 * late, does anything fail. One page, in the order in which a tally travels.
 */
export class NightDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, { functions, queues, tables }: NightDashboardProps) {
    super(scope, id);
    const graph = (title: string, metrics: readonly IMetric[], unit: string): GraphWidget =>
      new GraphWidget({
        title,
        left: [...metrics],
        leftYAxis: { min: 0, label: unit, showUnits: false },
        width: HALF,
        period: PERIOD,
      });
    const each = <T>(all: Readonly<Record<string, T>>, metric: (one: T, label: string) => IMetric): IMetric[] =>
      Object.entries(all).map(([label, one]) => metric(one, label));
    const percentiles = (service: string, name: MetricName): Metric[] =>
      [Stats.percentile(50), Stats.percentile(95), Stats.MAXIMUM].map((statistic) =>
        figure(service, name, statistic).with({ label: statistic }),
      );
    const options = (label: string, statistic: string) => ({ label, statistic, period: PERIOD });

    this.dashboard = new Dashboard(this, "Dashboard", {
      dashboardName: `${Stack.of(this).stackName}-night`,
      defaultInterval: Duration.hours(3),
      widgets: [
        [
          graph(
            "Tallies recorded, refused, come back",
            (["TalliesAccepted", "TalliesRefused", "TalliesReturned"] as const).map((name) =>
              figure("record-tallies", name),
            ),
            "a minute",
          ),
          graph(
            "Announced and published",
            [figure("recount-departement", "RecountsPublished"), figure("publish-night", "Publications")],
            "a minute",
          ),
        ],
        [
          graph("Waiting in the queue", percentiles("record-tallies", "TallyWait"), "ms"),
          graph("From the queue to the ledger", percentiles("record-tallies", "TallyLag"), "ms"),
        ],
        [
          graph("Recounts", percentiles("recount-departement", "RecountDuration"), "ms"),
          graph(
            "Entries folded by a recount",
            percentiles("recount-departement", "FoldedEntries"),
            METRICS.FoldedEntries,
          ),
        ],
        [
          graph("From a recount to latest/*", percentiles("publish-night", "PublicationDelay"), "ms"),
          graph("A look at the press tree", percentiles("publish-press", "PressDuration"), "ms"),
        ],
        [
          graph("The files of a complete tour", percentiles("export-night", "ExportDuration"), "ms"),
          graph(
            "Messages waiting",
            each(queues, ({ queue }, label) =>
              queue.metricApproximateNumberOfMessagesVisible(options(label, Stats.MAXIMUM)),
            ),
            "messages",
          ),
        ],
        [
          graph(
            "Age of the oldest message",
            each(queues, ({ queue }, label) =>
              queue.metricApproximateAgeOfOldestMessage(options(label, Stats.MAXIMUM)),
            ),
            "s",
          ),
          graph(
            "Dead letters",
            each(queues, ({ deadLetters }, label) =>
              deadLetters.metricApproximateNumberOfMessagesVisible(options(label, Stats.MAXIMUM)),
            ),
            "messages",
          ),
        ],
        [
          graph(
            "Errors and throttles",
            [
              ...each(functions, (fn, label) => fn.metricErrors(options(`${label} errors`, Stats.SUM))),
              ...each(functions, (fn, label) => fn.metricThrottles(options(`${label} throttles`, Stats.SUM))),
            ],
            "a minute",
          ),
          graph(
            "Invocations",
            each(functions, (fn, label) => fn.metricInvocations(options(label, Stats.SUM))),
            "a minute",
          ),
        ],
        [
          graph(
            "DynamoDB units (what most of the bill is made of)",
            [
              ...each(tables, (table, label) =>
                table.metricConsumedWriteCapacityUnits(options(`${label} written`, Stats.SUM)),
              ),
              ...each(tables, (table, label) =>
                table.metricConsumedReadCapacityUnits(options(`${label} read`, Stats.SUM)),
              ),
            ],
            "units a minute",
          ),
        ],
      ],
    });
  }
}
