import * as z from "zod/mini";
import { errorSchema } from "./response-schemas.ts";
import { ROUTES, type Route } from "./routes.ts";

/** Where the document is served. */
export const OPENAPI_PATH = "/api/v1/openapi.json";

/** The OpenAPI 3.1 description of the control API, made from its table of routes. */
export function openapiDocument(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of ROUTES) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Vingt-heures, control API",
      version,
      description:
        "Creates, plays, watches and deletes election nights. Served on the loopback only; the token is printed when the server starts.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { Error: schemaOf(errorSchema, "output") },
    },
  };
}

function operation(route: Route): object {
  const { operationId, summary, open, status, query, body, answer } = route;
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  return {
    operationId,
    summary,
    ...(open && { security: [] }),
    parameters: [...inPath, ...(query === undefined ? [] : queryParameters(query))],
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content:
          body === "text"
            ? { "text/plain": { schema: { type: "string" } } }
            : { "application/json": { schema: schemaOf(body, "input") } },
      },
    }),
    responses: {
      [status]: {
        description: summary,
        content:
          answer === "stream"
            ? { "text/event-stream": { schema: { type: "string" } } }
            : { "application/json": { schema: schemaOf(answer, "output") } },
      },
      default: {
        description: "What went wrong: a stable code and a sentence of advice.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

function queryParameters(query: z.core.$ZodType): object[] {
  const { properties = {}, required = [] } = schemaOf(query, "input");
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function schemaOf(schema: z.core.$ZodType, io: "input" | "output"): z.core.JSONSchema.BaseSchema {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return json;
}
