import * as z from "zod/mini";
import { faultSpecSchema } from "#shared/contracts/faults.ts";
import { PRESETS, type PresetName } from "#shared/night/presets.ts";
import type { CreateRunRequest } from "./contract.ts";

/** Shapes of the API's request bodies and parameters; the OpenAPI document is made from them. */

const tour = z.union([z.literal(1), z.literal(2)]);
const share = z.number().check(z.minimum(0), z.maximum(1));
const speed = z.union([z.number().check(z.positive(), z.maximum(1_000_000)), z.literal("max")]);
const instant = z.iso.datetime({ offset: true });

/** An instant, or an hour of the polling day in Paris. */
const moment = z.union([instant, z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))]);

const optionsSchema = z.strictObject({
  seed: z.optional(z.string().check(z.maxLength(200))),
  speed: z.optional(speed),
  start: z.optional(moment),
  stop: z.optional(moment),
  arrivals: z.optional(z.string().check(z.minLength(1), z.maxLength(4096))),
  duplicates: z.optional(share),
  malformed: z.optional(share),
  corrections: z.optional(share),
  late: z.optional(share),
  faults: z.optional(z.array(faultSpecSchema).check(z.maxLength(50))),
  participation: z.optional(z.boolean()),
  presse: z.optional(
    z.strictObject({
      intervalle: z.union([z.number().check(z.minimum(1), z.maximum(1440)), z.literal("continu")]),
      premierTour: z.optional(z.string().check(z.maxLength(100))),
    }),
  ),
  preset: z.optional(z.enum(Object.keys(PRESETS) as [PresetName, ...PresetName[]])),
});

/** A dossier is large and made by this project's own readers: only its outline is checked here, tallies by the pipeline. */
const dossierSchema = z.looseObject({
  head: z.looseObject({
    format: z.literal("vingt-heures/dossier@1"),
    scrutin: z.looseObject({
      id: z.string().check(z.regex(/^[a-z][a-z0-9-]{2,63}$/)),
      nom: z.string(),
      date: z.string(),
    }),
    tour,
    embargo: instant,
    candidatures: z.array(z.looseObject({ id: z.string(), nom: z.string() })),
    departements: z.array(z.looseObject({ code: z.string(), bureaux: z.int() })),
  }),
  parts: z.array(z.looseObject({ departement: z.string(), communes: z.array(z.looseObject({})) })),
});

const recordingSchema = z.array(z.looseObject({ at: z.int(), tally: z.looseObject({}) }));

export const createRunSchema = z.strictObject({
  source: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("scenario"),
      name: z.string().check(z.maxLength(100)),
      tour: z.optional(tour),
    }),
    z.strictObject({
      kind: z.literal("file"),
      path: z.string().check(z.minLength(1), z.maxLength(4096)),
      tour: z.optional(tour),
      type: z.optional(z.string().check(z.maxLength(40))),
      date: z.optional(z.iso.date()),
    }),
    z.strictObject({ kind: z.literal("dossier"), dossier: dossierSchema, recording: recordingSchema }),
  ]),
  options: z.optional(optionsSchema),
});

export const clockCommandSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("pause") }),
  z.strictObject({ action: z.literal("resume") }),
  z.strictObject({ action: z.literal("speed"), speed }),
  z.strictObject({ action: z.literal("seek"), to: moment }),
  z.strictObject({ action: z.literal("step"), seconds: z.number().check(z.positive(), z.maximum(86_400)) }),
]);

const departement = z.string().check(z.regex(/^[0-9A-Z]{2,3}$/));

export const incidentSchema = z.discriminatedUnion("incident", [
  z.strictObject({ incident: z.literal("silence"), departement }),
  z.strictObject({ incident: z.literal("parole"), departement }),
  z.strictObject({ incident: z.literal("rafale"), messages: z.int().check(z.positive(), z.maximum(100_000)) }),
]);

export const redriveSchema = z.strictObject({
  run: z.optional(z.string()),
  code: z.optional(z.string()),
  /** Name of one message, or its beginning. */
  digest: z.optional(z.string().check(z.regex(/^[0-9a-f]{4,64}$/))),
  /** A body to send instead of the refused one; with `digest` only. */
  body: z.optional(z.string()),
});

export const waitSchema = z.strictObject({
  until: z.string().check(z.regex(/^(terminee|release|counted:\d{1,9})$/)),
  timeout: z.optional(z.coerce.number().check(z.minimum(0), z.maximum(86_400))),
});

export const quarantineQuerySchema = z.strictObject({
  run: z.optional(z.string()),
  code: z.optional(z.string()),
  after: z.optional(z.string()),
  limit: z.optional(z.coerce.number().check(z.minimum(1), z.maximum(1000))),
});

/** The outline was checked; what lies deeper is what our own readers and scenarios made. */
export const asCreateRunRequest = (value: z.infer<typeof createRunSchema>): CreateRunRequest =>
  value as unknown as CreateRunRequest;
