import type { RunScope } from "#shared/contracts/identity.ts";
import type { DossierHead } from "#shared/contracts/dossier.ts";
import { dossierPath } from "#shared/documents/paths.ts";
import type { Cloud } from "./cloud.ts";

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
  let objects = 0;
  for (const prefix of [`runs/${run}/`, `held/runs/${run}/`, `quarantine/${run}/`])
    objects += await clear(cloud, prefix);
  await cloud.aggregates.clear({ run, scrutin, tour }, departements);
  let ledgerEntries = 0;
  for (const departement of departements)
    ledgerEntries += await cloud.eraser.erase({ run, scrutin, tour, departement });
  objects += await clear(cloud, `dossiers/${run}/`);
  return { objects, ledgerEntries };
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
