import * as z from "zod/mini";
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
