import * as z from "zod/mini";
import { PRESETS, type PresetName } from "../night/presets.ts";
import { faultSpecSchema } from "./faults.ts";

/** A rehearsal as a file: what is played, under which faults, and what must hold. Published as `docs/schemas/rehearsal.v1.json`. */

const share = z.number().check(z.minimum(0), z.maximum(1));
const positive = z.number().check(z.positive());

/** What must hold at the end; each limit that is given is a verdict of the report. */
export const slosSchema = z.strictObject({
  /** From a bureau's sending to a national document that counts it, real ms: the 95th percentile, the slowest one. */
  freshnessP95Ms: z.optional(positive),
  freshnessMaxMs: z.optional(positive),
  /** Estimated cost on AWS, US dollars a round. */
  dollars: z.optional(positive),
  /** Tallies made visible a second, at least. */
  talliesPerSecond: z.optional(positive),
});

/** A rehearsal: YAML or JSON. */
export const rehearsalSchema = z.strictObject({
  format: z.literal("vingt-heures/rehearsal@1"),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  /**
   * A built-in scenario; one official file a round (paths are relative to the rehearsal's own folder); or an election generated on real
   * communes, whose second round is what the law makes of the first.
   */
  source: z.union([
    z.strictObject({
      generated: z.strictObject({ type: z.string().check(z.maxLength(40)), date: z.iso.date() }),
    }),
    z.strictObject({ scenario: z.string().check(z.maxLength(100)) }),
    z.strictObject({
      files: z
        .array(
          z.strictObject({
            path: z.string().check(z.minLength(1), z.maxLength(4096)),
            tour: z.union([z.literal(1), z.literal(2)]),
            type: z.optional(z.string().check(z.maxLength(40))),
            date: z.optional(z.iso.date()),
          }),
        )
        .check(z.minLength(1), z.maxLength(2)),
    }),
  ]),
  /** Rounds to play, in order. Default: the first. When both are, the second must be what the law makes of the first. */
  tours: z.optional(z.array(z.union([z.literal(1), z.literal(2)])).check(z.minLength(1), z.maxLength(2))),
  /** Only these départements, by INSEE code, as if the country had no others. */
  departements: z.optional(
    z.array(z.string().check(z.regex(/^(\d[0-9AB]|97[1-8]|98[4678]|ZZ)$/))).check(z.minLength(1)),
  ),
  /** Only these communes, by INSEE code. */
  communes: z.optional(z.array(z.string().check(z.regex(/^(\d[0-9AB]\d{3}|ZZ\d{3})$/))).check(z.minLength(1))),
  seed: z.optional(z.string().check(z.maxLength(200))),
  preset: z.optional(z.enum(Object.keys(PRESETS) as [PresetName, ...PresetName[]])),
  /** Virtual instant before which no result may be read; default: what the law says of that day. */
  embargo: z.optional(z.iso.datetime({ offset: true })),
  corrections: z.optional(share),
  late: z.optional(share),
  faults: z.optional(z.array(faultSpecSchema).check(z.maxLength(50))),
  slos: z.optional(slosSchema),
});

export type Rehearsal = z.infer<typeof rehearsalSchema>;
export type Slos = z.infer<typeof slosSchema>;
