import type { FoldedBureau } from "./fold.ts";
import type { PackedTally } from "./packing.ts";
import type { Station } from "./register.ts";

/**
 * What deserves a second look though it is counted. An anomaly refuses nothing: the figures stand, and the reader is told.
 *
 * - `conflit`: two contents under one version; the lowest digest is counted until a higher version settles it.
 * - `correction`: a later version replaced an earlier one.
 * - `total-en-baisse`: a correction lowered the exprimés.
 * - `saut-de-version`: a version more than 10 above the one before.
 * - `participation`: more votants than inscrits.
 * - `inscrits`: inscrits far from the dossier's.
 * - `jumeaux`: another bureau of the commune reports exactly the same figures, inscrits included.
 * - `bureau-inattendu`: the dossier does not know the bureau.
 */
export type AnomalyKind =
  | "conflit"
  | "correction"
  | "total-en-baisse"
  | "saut-de-version"
  | "participation"
  | "inscrits"
  | "jumeaux"
  | "bureau-inattendu";

export interface Anomaly {
  readonly kind: AnomalyKind;
  readonly commune: string;
  readonly bureau: string;
  /** In French, for the person who will call the commune. */
  readonly detail: string;
}

/** A counted bureau with its station. */
export interface CountedBureau {
  readonly station: Station;
  readonly folded: FoldedBureau;
  readonly unexpected: boolean;
}

/** Largest step between two versions that a person correcting by hand would make. */
const USUAL_STEP = 10;
/** Below this many exprimés, two bureaux of a village may well agree by chance. */
const TWIN_SIZE = 30;

/** The anomalies of counted bureaux, in their order. */
export function anomaliesOf(bureaux: readonly CountedBureau[]): Anomaly[] {
  const anomalies: Anomaly[] = [];
  const seen = new Map<string, string>();
  for (const bureau of bureaux) {
    const { commune, bureau: code } = bureau.folded;
    const raise = (kind: AnomalyKind, detail: string): void =>
      void anomalies.push({ kind, commune, bureau: code, detail });
    historyAnomalies(bureau, raise);
    figureAnomalies(bureau, raise);

    const { tally } = bureau.folded.counted;
    if (tally.exprimes < TWIN_SIZE) continue;
    const signature = `${commune}#${bureau.station.unite}#${bureau.folded.counted.digest}`;
    const twin = seen.get(signature);
    if (twin === undefined) seen.set(signature, code);
    else raise("jumeaux", `mêmes chiffres que le bureau ${twin}`);
  }
  return anomalies;
}

type Raise = (kind: AnomalyKind, detail: string) => void;

function historyAnomalies({ folded, unexpected }: CountedBureau, raise: Raise): void {
  if (unexpected) raise("bureau-inattendu", "absent du dossier");
  const { counted, earlier } = folded;
  if (folded.conflit) raise("conflit", `deux contenus sous la version ${counted.version}`);
  let before = earlier[0] ?? counted;
  if (before.version > USUAL_STEP) raise("saut-de-version", `première version reçue : ${before.version}`);
  for (const version of [...earlier.slice(1), ...(earlier.length > 0 ? [counted] : [])]) {
    if (version.version - before.version > USUAL_STEP) {
      raise("saut-de-version", `de la version ${before.version} à la version ${version.version}`);
    }
    raise("correction", `version ${version.version} : ${difference(before.tally, version.tally)}`);
    if (version.tally.exprimes < before.tally.exprimes) {
      raise("total-en-baisse", `exprimés de ${before.tally.exprimes} à ${version.tally.exprimes}`);
    }
    before = version;
  }
}

function figureAnomalies({ station, folded, unexpected }: CountedBureau, raise: Raise): void {
  const { tally } = folded.counted;
  if (tally.votants > tally.inscrits)
    raise("participation", `${tally.votants} votants pour ${tally.inscrits} inscrits`);
  const gap = Math.abs(tally.inscrits - station.inscrits);
  if (!unexpected && gap > 20 && gap * 20 > station.inscrits) {
    raise("inscrits", `${tally.inscrits} inscrits, le dossier en attend ${station.inscrits}`);
  }
}

const signed = (n: number): string => (n > 0 ? `+${n}` : `−${-n}`);

function difference(before: PackedTally, after: PackedTally): string {
  const changes = (["inscrits", "votants", "exprimes"] as const)
    .filter((field) => after[field] !== before[field])
    .map((field) => `${field} ${signed(after[field] - before[field])}`);
  return changes.length > 0 ? changes.join(", ") : "voix réparties autrement";
}
