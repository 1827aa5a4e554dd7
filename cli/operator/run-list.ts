import { runList } from "#shared/documents/listing.ts";
import { RUN_LIST_PATH } from "#shared/documents/paths.ts";
import type { Cloud } from "./cloud.ts";

/**
 * Publishes the list of runs as they now stand. Whoever creates or deletes a run calls it afterwards; should two do so at
 * the same instant, the list of the next one heals what the slower wrote.
 */
export async function publishRunList({ runs, shelf }: Pick<Cloud, "runs" | "shelf">): Promise<void> {
  const list = runList(await runs.list(), Date.now());
  await shelf.put(RUN_LIST_PATH, JSON.stringify(list), { contentType: "application/json", cache: "latest" });
}
