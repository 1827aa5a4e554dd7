/** A file made of a run. */
export interface ExportedFile {
  /** Path from the root of the site, without a slash before it. */
  readonly chemin: string;
  /** `csv`, `xlsx`, `parquet`, `ministere`, `nist`, `proces-verbal` */
  readonly format: string;
  /** `bureau`, `commune`, `unite`, `departement`, `national`; `null`: several in one file. */
  readonly niveau: string | null;
  readonly contentType: string;
  readonly octets: number;
  readonly sha256: string;
}

/** `runs/<run>/exports/index.json`: the files made of a complete tour, and of which national document. */
export interface ExportIndex {
  readonly format: "vingt-heures/exports@1";
  readonly run: string;
  /** Hash of the national document whose figures the files say. */
  readonly france: string;
  /** Its sequence. */
  readonly sequence: number;
  /** Real instant at which that national document was published, ISO 8601 UTC. */
  readonly publieLe: string;
  readonly fichiers: readonly ExportedFile[];
}
