import * as z from "zod/mini";
import type { Leader, PublicRunStatus, RunStatus, RunSummary } from "./contract.ts";

/** Shapes of what the API answers, for its OpenAPI document; the compiler holds them to the contract's types. */

const count = z.int().check(z.minimum(0));
const tour = z.union([z.literal(1), z.literal(2)]);
const speed = z.union([z.number(), z.literal("max")]);
const totals = z.object({ inscrits: count, votants: count, blancs: count, nuls: count, exprimes: count });
const delays = z.object({ p50: count, p95: count, max: count });
const messages = z.object({ sent: count, delivered: count, duplicated: count, refused: count, corrected: count });
const leader: z.ZodMiniType<Leader> = z.object({ id: z.string(), nom: z.string(), voix: count });
const depth = z.object({ waiting: count, inFlight: count, delayed: count });
const progress = z.object({ expected: count, counted: count });

const amount = z.number().check(z.minimum(0));
const costSchema = z.object({
  dollars: amount,
  sqs: amount,
  lambda: amount,
  dynamodb: amount,
  s3: amount,
  sns: amount,
  press: amount,
  counts: z.object({
    sqsRequests: count,
    invocations: count,
    gigabyteSeconds: amount,
    writeUnits: count,
    readUnits: count,
    puts: count,
    gets: count,
    snsRequests: count,
  }),
});

export const runSummarySchema: z.ZodMiniType<RunSummary> = z.object({
  run: z.string(),
  scrutin: z.string(),
  tour,
  bureaux: progress,
  totals,
  candidatures: z.array(leader),
  outcome: z.unknown(),
  messages,
  delayMs: delays,
  talliesPerSecond: count,
  peakRssMb: count,
  conservation: z.boolean(),
  cout: z.exactOptional(costSchema),
  presse: z.exactOptional(z.object({ racine: z.string(), ecrits: count, retires: count })),
  fonctions: z.exactOptional(z.object({ echecs: count, horsDelai: count })),
  etapes: z.exactOptional(
    z.object({
      file: z.exactOptional(delays),
      registre: z.exactOptional(delays),
      departement: delays,
      national: delays,
      lecteur: delays,
      departements: z.record(z.string(), delays),
    }),
  ),
});

const publicFields = {
  run: z.string(),
  scrutin: z.string(),
  nom: z.string(),
  tour,
  phase: z.enum(["preparation", "nuit", "derniers-messages", "terminee", "arretee", "echec"]),
  clock: z.object({ now: z.string(), speed, paused: z.boolean() }),
  embargo: z.object({ until: z.string(), released: z.boolean() }),
  bureaux: z.object({ expected: count, sent: count, counted: count }),
  curve: z.array(z.tuple([z.number(), count])),
  genere: z.nullable(z.string()),
};

export const publicRunStatusSchema: z.ZodMiniType<PublicRunStatus> = z.object(publicFields);

export const runStatusSchema: z.ZodMiniType<RunStatus> = z.object({
  ...publicFields,
  messages,
  totals,
  leaders: z.array(leader),
  talliesPerSecond: count,
  delayMs: delays,
  queues: z.record(z.string(), depth),
  silences: z.record(z.string(), count),
  source: z.exactOptional(z.string()),
  summary: z.exactOptional(runSummarySchema),
  error: z.exactOptional(z.object({ code: z.string(), message: z.string() })),
});

const said = z.optional(z.string());

export const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.optional(z.object({ title: said, place: said, expected: said, found: said, advice: said })),
  }),
});

const quarantineEntry = { digest: z.string(), run: z.nullable(z.string()), code: z.string(), key: z.string() };

export const quarantinePageSchema = z.object({
  entries: z.array(z.object(quarantineEntry)),
  total: count,
  next: z.nullable(z.string()),
});

export const quarantinedSchema = z.looseObject({
  ...quarantineEntry,
  refusals: z.array(
    z.object({ code: z.string(), field: z.string(), expected: z.string(), found: z.string(), advice: z.string() }),
  ),
  receivedAt: z.string(),
  messageId: z.string(),
  body: z.string(),
});

const measureSchema = z.object({
  unit: z.string(),
  count: z.int(),
  sum: z.number(),
  p50: z.number(),
  p95: z.number(),
  max: z.number(),
  last: z.number(),
});

/** What a local cloud has done since it began. */
export const metricsSchema = z.object({
  functions: z.record(
    z.string(),
    z.object({
      invocations: z.int(),
      errors: z.int(),
      timeouts: z.int(),
      gigabyteSeconds: z.number(),
      requests: z.record(z.string(), z.int()),
    }),
  ),
  requests: z.record(z.string(), z.int()),
  measures: z.record(z.string(), z.record(z.string(), measureSchema)),
});

export const cloudSchema = z.object({
  outputs: z.record(z.string(), z.string()),
  endpoints: z.record(z.string(), z.string()),
  environment: z.record(z.string(), z.string()),
});
