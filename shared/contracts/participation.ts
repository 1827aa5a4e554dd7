import * as z from "zod/mini";
import { tallySchema } from "./tally.ts";

/**
 * How many had voted at noon and at five: what a préfecture reports of its communes, through the same queue as tallies.
 * One message carries any number of communes, from one to a whole département (decision 0006).
 */

/** CloudEvents `type` of a participation message. */
export const PARTICIPATION_EVENT_TYPE = "fr.vingt-heures.participation.v1";

/** Local hours at which participation is reported. */
export const HEURES = ["12:00", "17:00"] as const;
export type Heure = (typeof HEURES)[number];

const { run, scrutin, tour, departement, commune, version, inscrits: count } = tallySchema.shape;

/** One report, one version of it. `genere`: the figures were made up, and are labelled so wherever they are shown. */
export const participationSchema = z.strictObject({
  run,
  scrutin,
  tour,
  departement,
  heure: z.enum(HEURES),
  version,
  genere: z.optional(z.literal(true)),
  /** Commune, inscrits, votants so far. */
  communes: z.array(z.tuple([commune, count, count])).check(z.minLength(1), z.maxLength(1_000)),
});

/** The CloudEvents envelope around a report. `subject` is `departement/heure`. */
export const participationMessageSchema = z.looseObject({
  specversion: z.literal("1.0"),
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  source: z.string().check(z.minLength(1), z.maxLength(500)),
  type: z.literal(PARTICIPATION_EVENT_TYPE),
  time: z.iso.datetime({ offset: true }),
  subject: z.string().check(z.minLength(1), z.maxLength(100)),
  dataschema: z.optional(z.string()),
  datacontenttype: z.optional(z.literal("application/json")),
  data: participationSchema,
});

export type ParticipationReport = z.infer<typeof participationSchema>;
export type ParticipationMessage = z.infer<typeof participationMessageSchema>;
