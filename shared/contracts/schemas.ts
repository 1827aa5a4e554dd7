import * as z from "zod/mini";
import { faultFileSchema } from "./faults.ts";
import { participationMessageSchema } from "./participation.ts";
import { rehearsalSchema } from "./rehearsal.ts";
import { TALLY_DATASCHEMA, tallyMessageSchema } from "./tally.ts";

/** The JSON Schema (2020-12) of a tally message, as published in `docs/schemas/tally.v1.json`. */
export const tallyJsonSchema = (): object => {
  const { $schema, ...schema } = z.toJSONSchema(tallyMessageSchema, { io: "input" });
  return {
    $schema,
    $id: TALLY_DATASCHEMA,
    title: "Tally message",
    description: "One bureau de vote's tally in a CloudEvents 1.0 JSON envelope.",
    ...schema,
  };
};

const SCHEMAS = "https://vingt-heures.github.io/schemas";

/** The JSON Schema of a participation message, as published in `docs/schemas/participation.v1.json`. */
export const participationJsonSchema = (): object => {
  const { $schema, ...schema } = z.toJSONSchema(participationMessageSchema, { io: "input" });
  return {
    $schema,
    $id: `${SCHEMAS}/participation.v1.json`,
    title: "Participation message",
    description: "Participation of communes at 12:00 or 17:00 in a CloudEvents 1.0 JSON envelope.",
    ...schema,
  };
};

/** The JSON Schema of a file of faults, as published in `docs/schemas/faults.v1.json`. */
export const faultsJsonSchema = (): object => ({
  ...z.toJSONSchema(faultFileSchema, { io: "input" }),
  $id: `${SCHEMAS}/faults.v1.json`,
  title: "Faults of a night",
});

/** The JSON Schema of a rehearsal, as published in `docs/schemas/rehearsal.v1.json`. */
export const rehearsalJsonSchema = (): object => ({
  ...z.toJSONSchema(rehearsalSchema, { io: "input" }),
  $id: `${SCHEMAS}/rehearsal.v1.json`,
  title: "Rehearsal",
});
