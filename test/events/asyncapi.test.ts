import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import asyncapi from "@asyncapi/specs/schemas/3.0.0.json" with { type: "json" };
import { beforeAll, describe, expect, it } from "vitest";
import { samples, type Samples } from "#cli/testing/index.ts";
import { asyncapiDocument, EVENT_ATTRIBUTES, eventJsonSchema, shortName } from "#shared/contracts/asyncapi.ts";
import { EVENT_TYPES } from "#shared/contracts/events.ts";
import { documentJsonSchema, type DocumentName } from "#shared/documents/schemas.ts";
import packageJson from "../../package.json" with { type: "json" };

/** What is published for integrators is what the code says. `VH_UPDATE=1` writes it again. */
const docs = join(import.meta.dirname, "../../docs");

function published(path: string, value: object): void {
  const file = join(docs, path);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (process.env["VH_UPDATE"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(readFileSync(file, "utf8")).toBe(text);
}

const schemas = new Ajv2020({ strict: false });
addFormats.default(schemas);

let golden: Samples;
beforeAll(async () => {
  golden = await samples();
});

describe("the AsyncAPI document", () => {
  const document = asyncapiDocument(packageJson.version);

  it("is published as the code makes it", () => {
    published("asyncapi/vingt-heures.json", document);
  });

  it("is AsyncAPI 3.0", () => {
    // The specification's schema carries the metaschema it is written in.
    const ajv = new Ajv({ strict: false, meta: false, validateSchema: false });
    addFormats.default(ajv);
    const validate = ajv.compile(asyncapi);
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...document, operations: { announce: { action: "shout" } } })).toBe(false);
  });

  it("names what a subscription may filter on, within what SNS passes on", () => {
    expect(EVENT_ATTRIBUTES.length).toBeLessThanOrEqual(10);
    expect(JSON.stringify(document)).toContain(EVENT_ATTRIBUTES.join(", "));
  });
});

describe.each(EVENT_TYPES)("%s", (type) => {
  it("has a published schema, which its golden sample fits", () => {
    const schema = eventJsonSchema(type);
    published(`schemas/events/${shortName(type)}.json`, schema);
    const validate = schemas.compile(schema);
    validate(golden.events[type]);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...golden.events[type], data: {} })).toBe(false);
  });

  it("has a published golden sample", () => {
    published(`asyncapi/samples/${shortName(type)}.json`, golden.events[type]);
  });
});

describe("the documents", () => {
  it.each(["france", "region", "departement", "bureaux", "index"] as const)("%s has a golden sample", (name) => {
    published(`asyncapi/samples/documents/${name}.json`, golden.documents[name] as object);
    const validate = schemas.compile(documentJsonSchema(name satisfies DocumentName));
    validate(golden.documents[name]);
    expect(validate.errors ?? []).toEqual([]);
  });
});
