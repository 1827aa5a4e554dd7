import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { territoryFrom, type DecoupageEntry, type Territory } from "#shared/territory/decoupage.ts";

/** Reads the communes of France from the installed `@etalab/decoupage-administratif` package (8 MB of JSON, about 0.1 s). */
export async function readTerritory(): Promise<Territory> {
  const path = createRequire(import.meta.url).resolve("@etalab/decoupage-administratif/data/communes.json");
  return territoryFrom(JSON.parse(await readFile(path, "utf8")) as readonly DecoupageEntry[]);
}
