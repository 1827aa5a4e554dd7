import type { Contest, Personne } from "../law/contest.ts";

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
  /** Name of the list, when `nom` is that of its head. */
  readonly liste?: string;
  /** Members of the list or of the binôme, in order: who takes which seat, and the ages that break ties. */
  readonly personnes?: readonly Personne[];
  /** The list for the intercommunal council: ranks (from 1) in `personnes`. */
  readonly communautaires?: readonly number[];
  /** In round 2: the lists of round 1 whose candidates it takes. */
  readonly origines?: readonly string[];
  /**
   * Set when the source counts by nuance: how many candidates of the unite share it (`null`: unknown), and `null` where it does
   * not tell several unites apart. Anything but 1 means that no person can be said to be elected or qualified.
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
  /** Today's commune, for one that was merged since: its code and name. */
  readonly devenue?: { readonly code: string; readonly nom: string };
  /** Instant at which its last bureau closes, ISO 8601 UTC. */
  readonly fermeture: string;
  /**
   * Section in which its votes count, where the lists of its unite have sections: a département (régionales), a named one
   * (Guyane, Martinique, Polynésie).
   */
  readonly section?: string;
  readonly bureaux: readonly DossierBureau[];
}

/**
 * What is at stake in a unite, beside its figures: the fields of the law's {@link Contest} that nothing else gives. Each is
 * left out where the law derives it, or has no use for it.
 */
export type Enjeu = Pick<
  Contest,
  | "population"
  | "populationRenouvellement"
  | "siegesCommunautaires"
  | "siegesArrondissement"
  | "siegesSuppleants"
  | "siegesParSection"
  | "populationParSection"
  | "populationsAssociees"
  | "populationAssociee"
  | "inscritsVotantEnFrance"
  | "premierTourResultat"
>;

/** Where seats are filled below the nation: circonscription, canton, secteur, commune… */
export interface DossierUnite {
  /** Also the territory that chooses the law's rules: `75056SR05`, région `84`, circonscription européenne `SE`. */
  readonly code: string;
  readonly nom: string;
  readonly type:
    | "circonscription"
    | "canton"
    | "secteur"
    | "commune"
    | "section"
    | "departement"
    | "region"
    | "collectivite";
  /** Type of election that decides it, where it is not the scrutin's: `corse` on the day of the régionales. */
  readonly loi?: string;
  /** To be filled in this round; 0: those of the law's own tables. */
  readonly sieges: number;
  readonly enjeu?: Enjeu;
  /** Whether its voters may name several candidates, where that is not what the head says. */
  readonly panachage?: boolean;
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
  /** When the nation decides: what is at stake. Seats are left out where the law knows them, or where there is one. */
  readonly nation?: { readonly sieges?: number; readonly enjeu?: Enjeu };
  /** Unites that lie in several parts, whole: the nation decides them. Set by {@link withShared}. */
  readonly partagees?: readonly DossierUnite[];
  /** An election between two general ones, to fill what fell vacant. */
  readonly partielle?: true;
  /** Choices where the law is silent: Q-code → choice (`law/policies.ts`). */
  readonly politiques?: Contest["politiques"];
  /** The candidatures of the nation when it decides, else the labels (nuances) under which voix are summed nationally. */
  readonly candidatures: readonly Candidature[];
  /** How blank ballots are counted: apart since 1 April 2014, pooled with the null ones before. */
  readonly blancs: "separes" | "avec-nuls";
  /**
   * Whether a voter may name several candidates (panachage), unless the unite says otherwise: Σ voix may then pass exprimés, up to
   * `sieges` times.
   */
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

/**
 * Marks the unites that lie in several parts, and gives them whole to the head. Whoever creates a run does it, so that each
 * part tells by itself.
 */
export function withShared(dossier: Dossier): Dossier {
  const departements = new Map<string, string[]>();
  const whole = new Map<string, DossierUnite>();
  for (const { departement, unites } of dossier.parts) {
    for (const unite of unites) {
      departements.set(unite.code, [...(departements.get(unite.code) ?? []), departement]);
      whole.set(unite.code, unite);
    }
  }
  const mark = (unite: DossierUnite): DossierUnite => {
    const partagee = departements.get(unite.code) ?? [];
    return partagee.length > 1 ? { ...unite, partagee } : unite;
  };
  const partagees = [...whole.values()].map(mark).filter(({ partagee }) => partagee !== undefined);
  const { partagees: _before, ...head } = dossier.head;
  return {
    head: { ...head, ...(partagees.length > 0 && { partagees }) },
    parts: dossier.parts.map((part) => ({ ...part, unites: part.unites.map(mark) })),
  };
}

/** A whole dossier in memory, before it is split: what formats read, what scenarios generate, what the operator uploads. */
export interface Dossier {
  /** `run` and part keys are set when the run is created. */
  readonly head: Omit<DossierHead, "run" | "departements"> & {
    readonly departements: readonly Omit<DossierDepartement, "part">[];
  };
  readonly parts: readonly Omit<DossierPart, "run">[];
}
