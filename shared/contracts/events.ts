import * as z from "zod/mini";

/**
 * What happened, as the outside world hears it on the topic: CloudEvents 1.0, structured JSON mode. The AsyncAPI
 * document (`docs/asyncapi/events.v1.json`) and the published schemas are made from this table, and the compiler holds
 * what the pipeline announces to it. Events evolve by addition; a change that breaks a reader takes a new `.v2` type,
 * and the old one is sent beside it for a year.
 */

const count = z.int().check(z.minimum(0));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const code = z.string().check(z.minLength(1));
const progress = z.object({ counted: count, expected: count });
const sums = z.object({ inscrits: count, votants: count, blancs: count, nuls: count, exprimes: count });

const run = { run: z.string(), scrutin: z.string(), tour: z.union([z.literal(1), z.literal(2)]) };
const departement = { ...run, departement: code };
/** National events carry no département. */
const anywhere = { ...run, departement: z.exactOptional(code) };
/** Which part of a list that one message cannot carry; absent when the list is whole. */
const list = {
  partie: z.exactOptional(z.object({ numero: z.int().check(z.minimum(1)), sur: z.int().check(z.minimum(2)) })),
};

const correctedFigures = z.object({ ...sums.shape, voix: z.array(count) });
const decided = z.object({
  code,
  /** `ACQUIS_T1`, `BALLOTTAGE`, `ACQUIS_T2`, `INDECIDABLE`; `INCOMPLET`: a decision is taken back. */
  statut: z.string(),
  candidatures: z.array(z.object({ id: z.string(), voix: count, statut: z.string(), sieges: z.exactOptional(count) })),
});
const certain = z.object({
  code,
  certitude: z.enum(["ACQUIS", "BALLOTTAGE", "OUVERT"]),
  candidatures: z.array(z.object({ id: z.string(), certitude: z.enum(["ELU", "QUALIFIE", "ELIMINE"]) })),
});

/** Every event: what it says, and the shape of its data. */
export const EVENTS = {
  "fr.vingt-heures.tally.refused.v1": {
    title: "Message refused",
    summary:
      "A message of the tallies' queue was refused and lies in the quarantine, named by its digest. What was found in it is told there only: it may be a result.",
    subject: "quarantine/{digest}",
    data: z.object({
      ...run,
      digest: sha256,
      refusals: z.array(z.object({ code: z.string(), field: z.string(), advice: z.string() })),
    }),
  },
  "fr.vingt-heures.participation.published.v1": {
    title: "Participation published",
    summary: "The participation at 12:00 or 17:00 is known, or more of it; sent before the end of the embargo.",
    subject: "departement/{code} or france",
    data: z.object({
      ...anywhere,
      heure: z.enum(["12:00", "17:00"]),
      inscrits: count,
      votants: count,
      /** `28,54` */
      pourcent: z.string(),
      communes: progress,
      genere: z.boolean(),
    }),
  },
  "fr.vingt-heures.communes.complete.v1": {
    title: "Communes complete",
    summary: "All bureaux of these communes are counted.",
    subject: "departement/{code}",
    data: z.object({ ...departement, ...list, communes: z.array(code) }),
  },
  "fr.vingt-heures.communes.reopened.v1": {
    title: "Communes no longer complete",
    summary: "These communes were complete and no longer are: two tallies contradict each other.",
    subject: "departement/{code}",
    data: z.object({ ...departement, ...list, communes: z.array(code) }),
  },
  "fr.vingt-heures.bureaux.corrected.v1": {
    title: "Bureaux corrected",
    summary: "A later version of these bureaux' tallies replaced an earlier one.",
    subject: "departement/{code}",
    data: z.object({
      ...departement,
      ...list,
      bureaux: z.array(
        z.object({
          commune: code,
          bureau: code,
          de: z.int(),
          a: z.int(),
          /** Of the later version, virtual. */
          instant: z.exactOptional(z.iso.datetime()),
          avant: correctedFigures,
          apres: correctedFigures,
        }),
      ),
    }),
  },
  "fr.vingt-heures.unites.decided.v1": {
    title: "Unites decided",
    summary:
      "The law decided these unites (elected, ballottage, qualified), decided them otherwise, or no longer decides them (`INCOMPLET`). The nation is the unite `FR`.",
    subject: "departement/{code} or france",
    data: z.object({ ...anywhere, ...list, unites: z.array(decided) }),
  },
  "fr.vingt-heures.unites.certain.v1": {
    title: "Certainty reached",
    summary:
      "What no outstanding bureau of these unites can change any more. A unite that a correction opens again comes back as `OUVERT`.",
    subject: "departement/{code} or france",
    data: z.object({ ...anywhere, ...list, unites: z.array(certain) }),
  },
  "fr.vingt-heures.lead.changed.v1": {
    title: "Lead changed",
    summary: "Another candidature leads, or none does: `null` is a tie, or no vote yet.",
    subject: "departement/{code} or france",
    data: z.object({ ...anywhere, de: z.nullable(z.string()), a: z.nullable(z.string()) }),
  },
  "fr.vingt-heures.anomalies.raised.v1": {
    title: "Anomalies raised",
    summary: "Counted as they are, these bureaux deserve a second look.",
    subject: "departement/{code}",
    data: z.object({
      ...departement,
      ...list,
      anomalies: z.array(z.object({ kind: z.string(), commune: code, bureau: code, detail: z.string() })),
    }),
  },
  "fr.vingt-heures.departement.complete.v1": {
    title: "Département complete",
    summary: "All its bureaux are counted.",
    subject: "departement/{code}",
    data: z.object({ ...departement, totaux: sums }),
  },
  "fr.vingt-heures.departement.published.v1": {
    title: "Département published",
    summary: "A new document of the département stands under its hash; the next national document names it.",
    subject: "departement/{code}",
    data: z.object({
      ...departement,
      complet: z.boolean(),
      bureaux: progress,
      resultSha256: sha256,
      object: sha256,
    }),
  },
  "fr.vingt-heures.region.complete.v1": {
    title: "Région complete",
    summary: "All its départements are complete.",
    subject: "region/{code}",
    data: z.object({ ...run, region: code, nom: z.string() }),
  },
  "fr.vingt-heures.france.complete.v1": {
    title: "France complete",
    summary: "All départements are complete, the French abroad included.",
    subject: "france",
    data: z.object({
      ...run,
      totaux: sums,
      /** The nation's outcome when the nation decides; else the number of unites by status, and of seats by label. */
      outcome: z.union([
        z.object({ statut: z.string(), candidatures: decided.shape.candidatures }),
        z.object({ statuts: z.record(z.string(), count), sieges: z.record(z.string(), count) }),
      ]),
    }),
  },
  "fr.vingt-heures.france.published.v1": {
    title: "France published",
    summary: "A new national document stands: `latest/france.json` and all it names were moved to it.",
    subject: "france",
    data: z.object({ ...run, complet: z.boolean(), bureaux: progress, object: sha256 }),
  },
  "fr.vingt-heures.embargo.lifted.v1": {
    title: "Embargo lifted",
    summary: "Results may be read from now on (code électoral, L52-2).",
    subject: "france",
    data: z.object({ ...run, embargo: z.iso.datetime() }),
  },
} as const;

export type EventType = keyof typeof EVENTS;
export const EVENT_TYPES = Object.keys(EVENTS) as readonly EventType[];

type Deep<T> = T extends object ? { readonly [K in keyof T]: Deep<T[K]> } : T;

/** The data of an event of one type. */
export type EventData<T extends EventType> = Deep<z.infer<(typeof EVENTS)[T]["data"]>>;

/** An event of any type, as it crosses the wire. */
export interface NightEvent {
  readonly specversion: "1.0";
  /** The same whenever the event is sent again: hash of (run, territory, sequence, kind, part). */
  readonly id: string;
  readonly source: string;
  readonly type: EventType;
  /** Virtual instant of the night, ISO 8601 UTC. */
  readonly time: string;
  /** The territory: `france`, `departement/75`, `region/11`; or `quarantine/<digest>`. */
  readonly subject: string;
  readonly datacontenttype: "application/json";
  /** Extension attribute: sequence of the territory's publication that says it; 0 for a refusal. */
  readonly sequence: number;
  readonly data: {
    readonly run: string;
    readonly scrutin: string;
    readonly tour: 1 | 2;
    readonly departement?: string;
  } & Readonly<Record<string, unknown>>;
}

/** An event of a known type. */
export type EventOf<T extends EventType> = {
  readonly [K in T]: Omit<NightEvent, "type" | "data"> & { readonly type: K; readonly data: EventData<K> };
}[T];

/** Narrows by type, as `switch (event.type)` does: what {@link EVENTS} describes. */
export type KnownEvent = EventOf<EventType>;

/** The CloudEvents envelope around one type's data. */
export const eventSchema = (type: EventType): z.ZodMiniObject =>
  z.object({
    specversion: z.literal("1.0"),
    id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
    source: z.string(),
    type: z.literal(type),
    time: z.iso.datetime(),
    subject: z.string(),
    datacontenttype: z.literal("application/json"),
    sequence: count,
    data: EVENTS[type].data,
  });
