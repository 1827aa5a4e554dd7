/**
 * The pipeline's own figures, beside those that AWS keeps of every queue, table and function. Functions write them in
 * their logs (CloudWatch's embedded metric format); the dashboard and the alarms read them by these names.
 */

/** CloudWatch namespace of the figures. Their only dimension is `service`, the function: a run is no dimension, for each would be billed. */
export const METRIC_NAMESPACE = "VingtHeures";

/** Each figure with its unit, once an invocation or once a département. */
export const METRICS = {
  /** Messages in the ledger, their bells rung. */
  TalliesAccepted: "Count",
  /** Messages in the quarantine. */
  TalliesRefused: "Count",
  /** Messages that come back, because something could not be written just now. */
  TalliesReturned: "Count",
  /** Of the oldest message of a batch: from the queue's acknowledgement to the function. */
  TallyWait: "Milliseconds",
  /** Of the oldest message of a batch: from the queue's acknowledgement to ours. */
  TallyLag: "Milliseconds",
  /** Recounts that announced something. */
  RecountsPublished: "Count",
  /** A recount, whatever it found. */
  RecountDuration: "Milliseconds",
  /** Entries of the ledger that a recount folded. */
  FoldedEntries: "Count",
  /** Publications of a nation's state. */
  Publications: "Count",
  /** Of the oldest ticket of a publication: from the recount that rang to `latest/*`. */
  PublicationDelay: "Milliseconds",
  /** A look at a press tree that published something. */
  PressDuration: "Milliseconds",
  /** The files of a complete tour, all of them. */
  ExportDuration: "Milliseconds",
} as const satisfies Readonly<Record<string, "Count" | "Milliseconds">>;

export type MetricName = keyof typeof METRICS;
