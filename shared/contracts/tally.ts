import * as z from "zod/mini";

/**
 * What crosses the wire into the pipeline: one bureau's tally in a CloudEvents 1.0 JSON envelope.
 * The published JSON Schema is generated from these schemas (`docs/schemas/tally.v1.json`).
 */

/** CloudEvents `type` of a tally message. */
export const TALLY_EVENT_TYPE = "fr.vingt-heures.tally.v1";

/** CloudEvents `dataschema` of a tally message: identifies the schema, and is where the docs publish it. */
export const TALLY_DATASCHEMA = "https://vingt-heures.github.io/schemas/tally.v1.json";

const count = z.int().check(z.minimum(0), z.maximum(9_999_999));

/** Codes go into keys and paths, so their alphabet is closed: letters, digits, `-`, `_`, `.`, `+`, `,`. */
const code = z.string().check(z.minLength(1), z.maxLength(40), z.regex(/^[0-9A-Za-z][0-9A-Za-z_.+,-]*$/));

/**
 * One bureau's report, one version of it. Figures are counts of ballots (`inscrits`: of electors).
 * `blancs` and `nuls` are apart from 1 April 2014 (loi 2014-172); before, `blancsNuls` pools them.
 * `voix` names every candidature of the bureau's unite, zeros included.
 */
export const tallySchema = z.strictObject({
  run: z.string().check(z.regex(/^[0-9a-z][0-9a-z-]{2,63}$/)),
  scrutin: z.string().check(z.regex(/^[a-z][a-z0-9-]{2,63}$/)),
  tour: z.union([z.literal(1), z.literal(2)]),
  departement: z.string().check(z.regex(/^(\d[0-9AB]|97[1-8]|98[4678]|ZZ)$/)),
  commune: z.string().check(z.regex(/^[0-9Z][0-9A-Z]{2,5}$/)),
  bureau: code,
  version: z.int().check(z.minimum(1), z.maximum(999)),
  inscrits: count,
  emargements: z.optional(count),
  votants: count,
  blancs: z.optional(count),
  nuls: z.optional(count),
  blancsNuls: z.optional(count),
  exprimes: count,
  voix: z.record(code, count),
});

/** The CloudEvents envelope around a tally. `time` is the tally's own virtual time; `subject` is `commune/bureau`. */
export const tallyMessageSchema = z.looseObject({
  specversion: z.literal("1.0"),
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  source: z.string().check(z.minLength(1), z.maxLength(500)),
  type: z.literal(TALLY_EVENT_TYPE),
  time: z.iso.datetime({ offset: true }),
  subject: z.string().check(z.minLength(1), z.maxLength(100)),
  dataschema: z.optional(z.string()),
  datacontenttype: z.optional(z.literal("application/json")),
  data: tallySchema,
});

/** {@link tallyMessageSchema} compiled: ten times faster, and every message goes through it. */
export const tallyMessage = z.compile(tallyMessageSchema);

export type Tally = z.infer<typeof tallySchema>;
export type TallyMessage = z.infer<typeof tallyMessageSchema>;
