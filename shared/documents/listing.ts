import type { Run } from "../contracts/run.ts";
import { sha256, type Envelope } from "./common.ts";
import type { FranceDocument, Sealed } from "./national.ts";
import { latestPath } from "./paths.ts";

/** One document of a run, by its human path and by its content. */
export interface ListedDocument {
  readonly type: "france" | "region" | "departement" | "bureaux";
  /** INSEE code; absent for the nation. */
  readonly code?: string;
  /** Path from the root of the site, without a slash before it. */
  readonly chemin: string;
  /** Hash of what the national document names: once released, `objects/<sha256>.json` holds it for ever. */
  readonly sha256: string;
}

/** `latest/index.json`: where everything of a run lies. Under embargo, only what may be read. */
export interface RunIndex extends Envelope {
  readonly format: "vingt-heures/index@1";
  readonly sousEmbargo: boolean;
  /** Instant of the end of the embargo, ISO 8601 UTC. */
  readonly embargo: string;
  readonly complet: boolean;
  readonly documents: readonly ListedDocument[];
}

/** The index that a national document, as readers see it, calls for. It names what that document names, nothing else. */
export function runIndex({ document, sha256: france }: Sealed<FranceDocument>): Sealed<RunIndex> {
  const { run, scrutin, nom, tour, sequence, instant, publieLe, source, genere, sousEmbargo, embargo, complet } =
    document;
  const listed = (
    type: ListedDocument["type"],
    chemin: string,
    code: string,
    object: string | undefined,
  ): ListedDocument[] => (object === undefined ? [] : [{ type, code, chemin, sha256: object }]);
  const index: RunIndex = {
    format: "vingt-heures/index@1",
    run,
    scrutin,
    nom,
    tour,
    sequence,
    instant,
    publieLe,
    // An index is a table of contents, not a link of the chain: the national documents are.
    supersedes: null,
    source,
    genere,
    sousEmbargo,
    embargo,
    complet,
    documents: [
      { type: "france", chemin: latestPath.france(run, true), sha256: france },
      ...document.regions.flatMap(({ code, object }) =>
        listed("region", latestPath.region(run, code, true), code, object),
      ),
      ...document.departements.flatMap(({ code, object, bureauxObject }) => [
        ...listed("departement", latestPath.departement(run, code, true), code, object),
        ...listed("bureaux", latestPath.bureaux(run, code, true), code, bureauxObject),
      ]),
    ],
  };
  const text = JSON.stringify(index);
  return { document: index, text, sha256: sha256(text) };
}

/** A run in the list of all runs. */
export interface ListedRun {
  readonly run: string;
  readonly scrutin: string;
  readonly nom: string;
  readonly tour: 1 | 2;
  readonly statut: Run["status"];
  /** Instant of the end of the embargo, ISO 8601 UTC. */
  readonly embargo: string;
  /** Real instant of its creation, ISO 8601 UTC. */
  readonly creeLe: string;
  /** Path of its index, which is there from the first publication on. */
  readonly index: string;
}

/** `runs/index.json`: the runs that exist, the last created first. */
export interface RunList {
  readonly format: "vingt-heures/runs@1";
  readonly publieLe: string;
  readonly runs: readonly ListedRun[];
}

/** The list of runs as of a real instant (ms). */
export const runList = (runs: readonly Run[], real: number): RunList => ({
  format: "vingt-heures/runs@1",
  publieLe: new Date(real).toISOString(),
  runs: runs
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.run < b.run ? -1 : 1))
    .map(({ run, scrutin, label, tour, status, embargo, createdAt }) => ({
      run,
      scrutin,
      nom: label,
      tour,
      statut: status,
      embargo: new Date(embargo).toISOString(),
      creeLe: new Date(createdAt).toISOString(),
      index: latestPath.index(run),
    })),
});
