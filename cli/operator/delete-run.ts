import { mapBounded } from "#shared/aws/batches.ts";
import type { RunScope } from "#shared/contracts/identity.ts";
import type { DossierHead } from "#shared/contracts/dossier.ts";
import { dossierPath, feedPath } from "#shared/documents/paths.ts";
import type { Cloud } from "./cloud.ts";
import { publishRunList } from "./run-list.ts";

/** Partitions of the ledger erased at once. */
const ERASED_AT_ONCE = 8;

/** What a deletion removed. */
export interface Deleted {
  readonly objects: number;
  readonly ledgerEntries: number;
}

/**
 * Deletes a run: first its item, so that its sweep and its late messages find no run and stop; then what it published or
 * held, its aggregates, its ledger, its quarantine, and its dossier last, because it lists the départements: a deletion that was
 * interrupted can be done again. Its id stays used. Messages without a known run stay in the quarantine.
 */
export async function deleteRun(cloud: Cloud, scope: RunScope): Promise<Deleted> {
  const { run, scrutin, tour } = scope;
  const departements = await departementsOf(cloud, run);
  await cloud.runs.close(run);
  await cloud.runs.remove(run);
  const prefixes = [`runs/${run}/`, `held/runs/${run}/`, `quarantine/${run}/`, feedPath.root(run)];
  const [erased, cleared] = await Promise.all([
    mapBounded(departements, ERASED_AT_ONCE, (departement) => cloud.eraser.erase({ run, scrutin, tour, departement })),
    mapBounded(prefixes, prefixes.length, (prefix) => clear(cloud, prefix)),
    cloud.aggregates.clear({ run, scrutin, tour }, departements),
  ]);
  const dossier = await clear(cloud, `dossiers/${run}/`);
  await publishRunList(cloud);
  return { objects: sum(cleared) + dossier, ledgerEntries: sum(erased) };
}

async function departementsOf(cloud: Cloud, run: string): Promise<string[]> {
  const stored = await cloud.shelf.get(dossierPath.head(run));
  if (stored === null) return [];
  const head = JSON.parse(Buffer.from(stored.body).toString("utf8")) as DossierHead;
  return head.departements.map(({ code }) => code);
}

async function clear(cloud: Cloud, prefix: string): Promise<number> {
  const keys = await cloud.shelf.list(prefix);
  await cloud.shelf.remove(keys);
  return keys.length;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
