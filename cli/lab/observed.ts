import type { BureauxDocument, DepartementDocument } from "#shared/documents/departement.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { latestPath } from "#shared/documents/paths.ts";

/** What a run left behind, as its readers and its operator find it. */
export interface Observed {
  readonly france: FranceDocument | null;
  /** By code, those that have a document. */
  readonly departements: ReadonlyMap<string, DepartementDocument>;
  readonly bureaux: ReadonlyMap<string, BureauxDocument>;
  readonly quarantine: readonly Quarantined[];
  /** Bodies of the tallies' dead letters. */
  readonly deadLetters: readonly string[];
  /** Public paths that told a result too early. */
  readonly leaks: readonly string[];
  /** Documents that were seen to go back to an earlier state, in words. */
  readonly setbacks: readonly string[];
}

/** A refused message: SHA-256 of its body, and the code it is kept under. */
export interface Quarantined {
  readonly digest: string;
  readonly code: string;
}

/** Reads the released documents of a run. @param read the text at a path; `null`: nothing is there. */
export async function readPublished(
  run: string,
  read: (path: string) => Promise<string | null>,
): Promise<Pick<Observed, "france" | "departements" | "bureaux">> {
  const document = async <T>(path: string): Promise<T | null> => {
    const text = await read(path);
    return text === null ? null : (JSON.parse(text) as T);
  };
  const france = await document<FranceDocument>(latestPath.france(run, true));
  const departements = new Map<string, DepartementDocument>();
  const bureaux = new Map<string, BureauxDocument>();
  for (const { code } of france?.departements ?? []) {
    const [departement, stations] = await Promise.all([
      document<DepartementDocument>(latestPath.departement(run, code, true)),
      document<BureauxDocument>(latestPath.bureaux(run, code, true)),
    ]);
    if (departement) departements.set(code, departement);
    if (stations) bureaux.set(code, stations);
  }
  return { france, departements, bureaux };
}
