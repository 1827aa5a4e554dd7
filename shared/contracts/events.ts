import type { RunScope } from "./identity.ts";

/** What happened, as the outside world hears it on the topic: CloudEvents 1.0, structured JSON mode. */

export const EVENT_TYPES = [
  "fr.vingt-heures.tally.refused.v1",
  "fr.vingt-heures.bureaux.corrected.v1",
  "fr.vingt-heures.communes.complete.v1",
  "fr.vingt-heures.unites.decided.v1",
  "fr.vingt-heures.lead.changed.v1",
  "fr.vingt-heures.anomalies.raised.v1",
  "fr.vingt-heures.departement.complete.v1",
  "fr.vingt-heures.departement.published.v1",
  "fr.vingt-heures.region.complete.v1",
  "fr.vingt-heures.france.complete.v1",
  "fr.vingt-heures.france.published.v1",
  "fr.vingt-heures.embargo.lifted.v1",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

export interface NightEvent {
  readonly specversion: "1.0";
  /** The same whenever the event is sent again: hash of (run, territory, sequence, kind). */
  readonly id: string;
  readonly source: string;
  readonly type: EventType;
  /** Virtual instant of the night, ISO 8601 UTC. */
  readonly time: string;
  /** The territory: `france`, `departement/75`, `commune/75056`… */
  readonly subject: string;
  readonly datacontenttype: "application/json";
  /** Extension attribute: sequence of the territory's publication that says it; 0 for a refusal. */
  readonly sequence: number;
  readonly data: RunScope & { readonly departement?: string } & Readonly<Record<string, unknown>>;
}
