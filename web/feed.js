/** @import { FranceDocument, PublicRun } from "./types.d.ts" */

/** What the page reads, and nothing else: the list of runs and the published documents. The browser revalidates by ETag. */

/** The runs, the latest first. @param {AbortSignal} signal @returns {Promise<readonly PublicRun[]>} */
export async function readRuns(signal) {
  const body = await readJson("api/v1/public/runs", signal);
  return body === null ? [] : body.runs;
}

/** The national document of a run; `null` before the first publication. @param {string} run @param {AbortSignal} signal @returns {Promise<FranceDocument | null>} */
export const readFrance = (run, signal) => readJson(`runs/${encodeURIComponent(run)}/latest/france.json`, signal);

/** @param {string} path @param {AbortSignal} signal */
async function readJson(path, signal) {
  const response = await fetch(path, { cache: "no-cache", signal });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return response.json();
}
