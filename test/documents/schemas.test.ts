import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { runList } from "#shared/documents/listing.ts";
import { DOCUMENT_SCHEMAS, documentJsonSchema, schemaId, type DocumentName } from "#shared/documents/schemas.ts";
import { RUN, runOf } from "../factories.ts";
import { darkRun, played, shelved, unitesDossier } from "./nights.ts";

const NAMES = Object.keys(DOCUMENT_SCHEMAS) as DocumentName[];
const fileOf = (name: DocumentName): string => join(import.meta.dirname, `../../docs/schemas/${name}.v1.json`);

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
for (const name of NAMES) ajv.addSchema(documentJsonSchema(name));

/** What is wrong with a text, by the published schema of the format it claims. */
function errorsOf(text: string): unknown {
  const document = JSON.parse(text) as { readonly format: string };
  const name = /^vingt-heures\/(\w+)@1$/.exec(document.format)?.[1] as DocumentName;
  return ajv.validate(schemaId(name), document) ? [] : ajv.errors;
}

describe("the published schemas", () => {
  it.each(NAMES)("%s.v1.json is what the code says (VH_UPDATE=1 writes it)", (name) => {
    const expected = `${JSON.stringify(documentJsonSchema(name), null, 2)}\n`;
    if (process.env["VH_UPDATE"] === "1") writeFileSync(fileOf(name), expected);
    expect(readFileSync(fileOf(name), "utf8")).toBe(expected);
  });

  it("accept every document of a night, public or held, of the nation or of unites", async () => {
    const nights = await Promise.all([
      played(),
      played({ dossier: unitesDossier() }),
      played({ run: darkRun() }),
      played({ dossier: unitesDossier(), run: darkRun() }),
    ]);
    const formats = new Set<string>();
    for (const [key, text] of (await Promise.all(nights.map(shelved))).flatMap((documents) => [...documents])) {
      formats.add((JSON.parse(text) as { format: string }).format);
      expect(errorsOf(text), key).toEqual([]);
    }
    expect([...formats].sort()).toEqual([
      "vingt-heures/bureaux@1",
      "vingt-heures/departement@1",
      "vingt-heures/direct@1",
      "vingt-heures/france@1",
      "vingt-heures/index@1",
      "vingt-heures/region@1",
    ]);
  });

  it("accept the list of runs", () => {
    expect(errorsOf(JSON.stringify(runList([runOf(), runOf({ run: "autre-t1", createdAt: 5 })], 10)))).toEqual([]);
  });

  it("refuse a document that lacks a field or bears a figure of another type", async () => {
    const night = await played();
    const france = await night.france(RUN);
    const { outcome: _outcome, bureaux: _bureaux, ...without } = france;
    expect(errorsOf(JSON.stringify(without))).not.toEqual([]);
    expect(errorsOf(JSON.stringify({ ...france, totaux: { ...france.totaux, votants: "12" } }))).not.toEqual([]);
  });

  it("accept a document that gained a field: documents evolve by addition", async () => {
    const night = await played();
    expect(errorsOf(JSON.stringify({ ...(await night.france(RUN)), nouveau: 1 }))).toEqual([]);
  });
});
