/** Where documents lie in the bucket. What is held until the end of the embargo has the same path under `held/`. */

/** Only what lies under this prefix is ever served to readers. */
export const PUBLIC_PREFIX = "runs/";

const root = (run: string, released: boolean): string => `${released ? "" : "held/"}${PUBLIC_PREFIX}${run}`;

/** A document by its content. */
export const objectPath = (run: string, sha256: string, released: boolean): string =>
  `${root(run, released)}/objects/${sha256}.json`;

/** What the list of all runs is called. */
export const RUN_LIST_PATH = `${PUBLIC_PREFIX}index.json`;

/** Who stands where in a run: public from its creation on. */
export const standingPath = (run: string): string => `${PUBLIC_PREFIX}${run}/candidatures.json`;

/** What is made of a run at its end, each set of files under the hash of the national document it says. */
export const exportPath = {
  index: (run: string): string => `${PUBLIC_PREFIX}${run}/exports/index.json`,
  file: (run: string, france: string, name: string): string =>
    `${PUBLIC_PREFIX}${run}/exports/${france.slice(0, 16)}/${name}`,
} as const;

/** The press tree of a run, at the guide's own relative paths, and what its publisher remembers: nothing that a reader sees. */
export const pressPath = {
  file: (run: string, path: string): string => `${PUBLIC_PREFIX}${run}/presse/${path}`,
  state: (run: string): string => `held/${PUBLIC_PREFIX}${run}/presse/etat.json`,
  seen: (run: string, departement: string): string => `held/${PUBLIC_PREFIX}${run}/presse/${departement}.json`,
} as const;

/** The human paths of the last published state. */
export const latestPath = {
  /** Where everything of a run lies; public from its first publication on. */
  index: (run: string): string => `${root(run, true)}/latest/index.json`,
  france: (run: string, released: boolean): string => `${root(run, released)}/latest/france.json`,
  direct: (run: string): string => `${root(run, true)}/latest/direct.json`,
  region: (run: string, code: string, released: boolean): string =>
    `${root(run, released)}/latest/regions/${code}.json`,
  departement: (run: string, code: string, released: boolean): string =>
    `${root(run, released)}/latest/departements/${code}.json`,
  bureaux: (run: string, code: string, released: boolean): string =>
    `${root(run, released)}/latest/departements/${code}/bureaux.json`,
} as const;

export const dossierPath = {
  head: (run: string): string => `dossiers/${run}/head.json`,
  part: (run: string, departement: string, sha256: string): string =>
    `dossiers/${run}/${departement}.${sha256.slice(0, 16)}.json`,
} as const;

/** The recording that a run is fed from the inside: each shard in slices, one after the other. */
export const feedPath = {
  root: (run: string): string => `feeds/${run}/`,
  slice: (run: string, shard: number, slice: number): string => `feeds/${run}/${shard}/${slice}.ndjson`,
} as const;

/** Where a refused message is kept. `run` is unknown when the message could not be read so far. */
export const quarantinePath = (run: string | null, code: string, sha256: string): string =>
  `quarantine/${run ?? "_"}/${code}/${sha256}.json`;
