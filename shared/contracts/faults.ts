import * as z from "zod/mini";

/** What is asked of the lab: which named faults a night is to suffer. Published as `docs/schemas/faults.v1.json`. */

const share = z.number().check(z.gt(0), z.lte(1));

/** One fault by its name (`shared/faults/library.ts`), with what it may be told. What a fault does not take is refused. */
export const faultSpecSchema = z.strictObject({
  fault: z.string().check(z.regex(/^[0-9a-z][0-9a-z-]{1,39}$/)),
  /** Share of what it touches (bureaux, calls, batches), above 0 up to 1. */
  share: z.optional(share),
  /** INSEE code of the département it strikes; left out, the seed chooses. */
  departement: z.optional(z.string().check(z.regex(/^(\d[0-9AB]|97[1-8]|98[4678]|ZZ)$/))),
  /** Virtual minutes: how late, how far out of order. */
  minutes: z.optional(z.int().check(z.minimum(1), z.maximum(1440))),
  /** How many times at most. */
  times: z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
  /** Real seconds of an outage. */
  seconds: z.optional(z.int().check(z.minimum(1), z.maximum(600))),
  /** The AWS service that fails; left out, all of them. */
  service: z.optional(z.enum(["dynamodb", "s3", "sqs", "sns"])),
});

/** A file of faults: YAML or JSON. */
export const faultFileSchema = z.strictObject({
  format: z.literal("vingt-heures/faults@1"),
  faults: z.array(faultSpecSchema).check(z.minLength(1), z.maxLength(50)),
});

export type FaultSpec = z.infer<typeof faultSpecSchema>;
