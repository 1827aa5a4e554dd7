import * as z from "zod/mini";

/** Messages between the functions. They are the pipeline's own, so a malformed one is a defect: it is thrown, not mended. */

const scope = {
  run: z.string(),
  scrutin: z.string(),
  tour: z.union([z.literal(1), z.literal(2)]),
  departement: z.string(),
};

/** Asks for a recount of a département. `slotEnd`: real ms at which the slot of the bell ended; `sweep`: rung without news. */
export const recountTicketSchema = z.strictObject({
  ...scope,
  slotEnd: z.int(),
  cause: z.enum(["tally", "sweep", "release"]),
});
export type RecountTicket = z.infer<typeof recountTicketSchema>;

/** Says that a département's head stands at `sequence`. */
export const publishTicketSchema = z.strictObject({ ...scope, sequence: z.int() });
export type PublishTicket = z.infer<typeof publishTicketSchema>;

/** Says that a tour is complete and public: its national document, by hash and sequence, asks for the exports. */
export const exportTicketSchema = z.strictObject({
  run: z.string(),
  scrutin: z.string(),
  tour: z.union([z.literal(1), z.literal(2)]),
  object: z.string(),
  sequence: z.int(),
});
export type ExportTicket = z.infer<typeof exportTicketSchema>;

/** Asks for a look at a run's press tree: what is due is published; `cloture`: all that is there, whatever the hour. */
export const pressTicketSchema = z.strictObject({
  run: z.string(),
  scrutin: z.string(),
  tour: z.union([z.literal(1), z.literal(2)]),
  cause: z.enum(["cycle", "cloture"]),
});
export type PressTicket = z.infer<typeof pressTicketSchema>;

/** Asks that a shard of a recording be sent on, from its `from`-th message of its `slice`-th object. */
export const feedTicketSchema = z.strictObject({
  run: z.string(),
  shard: z.int().check(z.minimum(0)),
  slice: z.int().check(z.minimum(0)),
  from: z.int().check(z.minimum(0)),
});
export type FeedTicket = z.infer<typeof feedTicketSchema>;

/**
 * What the chain of delayed messages carries: a regular sweep, or, under one clock generation, the end of an embargo and
 * the next publication of the press tree.
 */
export const timerSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sweep"), run: z.string() }),
  z.strictObject({ kind: z.literal("release"), run: z.string(), generation: z.int() }),
  z.strictObject({ kind: z.literal("presse"), run: z.string(), generation: z.int() }),
]);
export type Timer = z.infer<typeof timerSchema>;
