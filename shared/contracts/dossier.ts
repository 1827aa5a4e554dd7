/**
 * The dossier: what is known before the night. One small head, and one part a département so that a function
 * reads only its own. Immutable once the run is created: parts are named by their hash, so a reader caches for ever.
 */

/** A candidate, a binôme or a list, as it stands in one unite. */
export interface Candidature {
  /** Stable within the scrutin; the key in a tally's `voix`. */
  readonly id: string;
  readonly nom: string;
  readonly prenom?: string;
  readonly civilite?: "M" | "Mme";
  /** Number of the panel; the order of publication. */
  readonly panneau?: number;
  readonly nuance?: string;
  /** Day of birth, `YYYY-MM-DD`: some ties are broken by age. */
  readonly naissance?: string;
  /**
   * Set when the source counts by nuance: how many candidates of the unite share it (`null`: unknown).
   * Anything but 1 means that no person can be said to be elected or qualified.
   */
  readonly candidats?: number | null;
}

/** A polling station. */
export interface DossierBureau {
  /** As text, zeros kept. */
  readonly code: string;
  readonly inscrits: number;
  /** The unite in which its votes count, when seats are filled below the nation. */
  readonly unite?: string;
  /** Arrondissement of Paris, Lyon or Marseille (INSEE code). */
  readonly arrondissement?: string;
}

export interface DossierCommune {
  /** INSEE code, five characters (`ZZ…` for a consular post). */
  readonly code: string;
  readonly nom: string;
  /** Population municipale, when known. */
  readonly population?: number;
  /** Instant at which its last bureau closes, ISO 8601 UTC. */
  readonly fermeture: string;
  readonly bureaux: readonly DossierBureau[];
}

/** Where seats are filled below the nation: circonscription, canton, secteur, commune… */
export interface DossierUnite {
  readonly code: string;
  readonly nom: string;
  readonly type: "circonscription" | "canton" | "secteur" | "commune" | "region";
  readonly sieges: number;
  readonly candidatures: readonly Candidature[];
  /**
   * The départements in which its bureaux lie, when there are several (the 1re circonscription of Saint-Barthélemy and
   * Saint-Martin): none of them can decide it, the nation does. Set by {@link withShared}, never by who makes a dossier.
   */
  readonly partagee?: readonly string[];
}

export interface DossierPart {
  readonly format: "vingt-heures/dossier-part@1";
  readonly run: string;
  readonly departement: string;
  readonly communes: readonly DossierCommune[];
  /** Empty when the whole nation is the unite. */
  readonly unites: readonly DossierUnite[];
}

/** One row a département in the dossier's head: expectations, and where its part lies. */
export interface DossierDepartement {
  readonly code: string;
  /** As the source writes it (`ZA`), when it differs. */
  readonly codeSource?: string;
  readonly nom: string;
  /** INSEE code of the région; `null` for collectivités outside any and the French abroad. */
  readonly region: string | null;
  readonly communes: number;
  readonly bureaux: number;
  readonly inscrits: number;
  /** Key of its part in the bucket. */
  readonly part: string;
}

export interface DossierHead {
  readonly format: "vingt-heures/dossier@1";
  readonly run: string;
  readonly scrutin: {
    readonly id: string;
    readonly type: string;
    readonly nom: string;
    /** Polling day of this tour, `YYYY-MM-DD`. */ readonly date: string;
  };
  readonly tour: 1 | 2;
  /** Polling day of round 1: the key to the law's version. */
  readonly premierTour: string;
  /** `nation`: one unite, the whole country; `unites`: those of the parts. */
  readonly decision: "nation" | "unites";
  /** The candidatures of the nation when it decides, else the labels (nuances) under which voix are summed nationally. */
  readonly candidatures: readonly Candidature[];
  /** How blank ballots are counted: apart since 1 April 2014, pooled with the null ones before. */
  readonly blancs: "separes" | "avec-nuls";
  /** Whether a voter may name several candidates (panachage): Σ voix may then pass exprimés, up to `sieges` times. */
  readonly panachage: boolean;
  /** What becomes of a tally from a bureau that is not in the dossier: refused, or counted with an anomaly. */
  readonly bureauxInattendus: "refuses" | "comptes";
  /** Instant before which no result may be read (L52-2), ISO 8601 UTC. */
  readonly embargo: string;
  readonly departements: readonly DossierDepartement[];
  readonly regions: readonly { readonly code: string; readonly nom: string }[];
  /** Where the figures come from, in a sentence shown to readers. */
  readonly source: string;
  /** What was generated rather than official, in a sentence shown wherever figures are; `null` when nothing was. */
  readonly genere: string | null;
}

/** Marks the unites that lie in several parts. Whoever creates a run does it, so that each part tells by itself. */
export function withShared(dossier: Dossier): Dossier {
  const departements = new Map<string, string[]>();
  for (const { departement, unites } of dossier.parts) {
    for (const { code } of unites) departements.set(code, [...(departements.get(code) ?? []), departement]);
  }
  const mark = (unite: DossierUnite): DossierUnite => {
    const partagee = departements.get(unite.code) ?? [];
    return partagee.length > 1 ? { ...unite, partagee } : unite;
  };
  return { ...dossier, parts: dossier.parts.map((part) => ({ ...part, unites: part.unites.map(mark) })) };
}

/** A whole dossier in memory, before it is split: what formats read, what scenarios generate, what the operator uploads. */
export interface Dossier {
  /** `run` and part keys are set when the run is created. */
  readonly head: Omit<DossierHead, "run" | "departements"> & {
    readonly departements: readonly Omit<DossierDepartement, "part">[];
  };
  readonly parts: readonly Omit<DossierPart, "run">[];
}
