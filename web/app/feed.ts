import { departementOf } from "#shared/territory/codes.ts";
import type { StandingDocument } from "#shared/documents/standing.ts";
import type { Address } from "../address.ts";
import {
  documentsOf,
  tellsItself,
  type DepartementDocument,
  type Documents,
  type FranceDocument,
  type PublicRun,
} from "../documents.ts";
import type { Outlines } from "../components/map.ts";
import { intercommunaliteOf, type Intercommunalite } from "../search/intercommunalites.ts";

/**
 * What the page reads: the list of runs, the last national document (revalidated by its ETag), and the documents it names by
 * their hash. Those never change, so one publication is always shown whole: sums agree along the hashes.
 */

const TIMEOUT_MS = 10_000;
const NOT_FOUND = 404;
/** Documents kept parsed; the browser's cache has the others. */
const KEPT = 12;

const kept = new Map<string, Promise<unknown>>();

/** Where the list of runs is: `runs/index.json` of the bucket; the local server, which knows clocks too, names its API instead. */
const runsPath = (): string => document.querySelector("meta[name='vingt-heures:runs']")?.getAttribute("content") ?? "";

/** The runs, the latest first. */
export async function readRuns(): Promise<readonly PublicRun[]> {
  const body = await readJson<{ runs: readonly PublicRun[] }>(runsPath());
  return body?.runs ?? [];
}

/** The national document of a run, as it is followed live; `null` before the first publication. */
export async function readLatest(run: string): Promise<FranceDocument | null> {
  const response = await request(`runs/${run}/latest/direct.json`, "no-cache");
  // `null` until there is something to read.
  if (response.ok) return (await response.json()) as FranceDocument | null;
  // A night that was published before there was a live document has the whole one.
  return readJson<FranceDocument>(`runs/${run}/latest/france.json`);
}

/** The whole of a national document that is followed live. Under embargo there is no more than that. */
export const readWhole = async (france: FranceDocument): Promise<FranceDocument> =>
  typeof france.france === "string"
    ? ((await readObject<FranceDocument>(france.run, france.france)) ?? france)
    : france;

/** A document by its hash, read once. */
export function readObject<T>(run: string, sha256: string): Promise<T | null> {
  const path = `runs/${run}/objects/${sha256}.json`;
  const known = kept.get(path);
  const reading = known ?? readJson<T>(path, "default");
  kept.delete(path);
  kept.set(path, reading);
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
  // What failed is asked again next time.
  reading.catch(() => kept.delete(path));
  return reading as Promise<T | null>;
}

/** The documents of a place that a national document names. */
export async function readPlace(france: FranceDocument, { place }: Address): Promise<Documents> {
  const naming = tellsItself(france, place) ? france : await readWhole(france);
  return documentsOf(naming, place, (sha256) => readObject(france.run, sha256));
}

/** Who stands where in a run; `null` where it was published without. */
export const readStanding = (run: string): Promise<StandingDocument | null> =>
  readJson<StandingDocument>(`runs/${run}/candidatures.json`, "default");

/** The communes that a commune stands together with; `null`: none. */
export async function readTogether(commune: string): Promise<Intercommunalite | null> {
  const response = await request("intercommunalites.txt", "no-cache");
  return response.ok ? intercommunaliteOf(await response.text(), commune) : null;
}

/** The documents of the other départements in which communes that stand together lie, as far as the night has them. */
export async function readElsewhere(
  { france, departement }: Documents,
  { communes }: Intercommunalite,
): Promise<readonly DepartementDocument[]> {
  const codes = new Set(communes.map(departementOf));
  const rows = france.departements.filter(
    ({ code }) => codes.has(code) && code !== departement?.resultat.departement.code,
  );
  const read = rows.map(({ object }) =>
    object === undefined ? null : readObject<DepartementDocument>(france.run, object),
  );
  return (await Promise.all(read)).filter((document) => document !== null);
}

export const readOutlines = (): Promise<Outlines | null> => readJson<Outlines>("carte.json");

async function readJson<T>(path: string, cache: RequestCache = "no-cache"): Promise<T | null> {
  const response = await request(path, cache);
  return response.status === NOT_FOUND ? null : ((await response.json()) as T);
}

/** What a path answers: its document, or that there is none. */
async function request(path: string, cache: RequestCache): Promise<Response> {
  const response = await fetch(path, { cache, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok && response.status !== NOT_FOUND) throw new Error(`${path}: HTTP ${response.status}`);
  return response;
}
