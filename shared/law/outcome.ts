/**
 * What the law makes of a contest, with its reasons: each step is data (operands, comparison, verdict, article), so that
 * a program can check it and `explain.ts` can say it in French.
 */
import type { LawError } from "./errors.ts";
import type { Choix, Question } from "./policies.ts";

/** Of the unite. */
export type Statut = "ACQUIS_T1" | "BALLOTTAGE" | "ACQUIS_T2" | "INCOMPLET" | "INDECIDABLE";

/**
 * Of a candidature. `QUALIFIE_SEUIL`: may stand in round 2 in its own right; `QUALIFIE_REPECHAGE`: by a fallback of the law;
 * `SIEGE_VACANT`: its seats fall to nobody; `OUVERT`: the outstanding bureaux decide; `INDECIDABLE`: it hangs on a tie
 * that nothing known breaks.
 */
export type StatutCandidature =
  | "ELU_T1"
  | "ELU_T2"
  | "QUALIFIE_SEUIL"
  | "QUALIFIE_REPECHAGE"
  | "NON_QUALIFIE"
  | "PEUT_FUSIONNER"
  | "RETIRE"
  | "BATTU"
  | "SIEGE_VACANT"
  | "OUVERT"
  | "INDECIDABLE";

/**
 * What no outstanding bureau can change. `ELU`: elected whatever they say (a list: it has the bonus); `QUALIFIE`: in round 2
 * or elected, whatever they say; `ELIMINE`: neither, whatever they say; `OUVERT`: they decide.
 */
export type Certitude = "ELU" | "QUALIFIE" | "ELIMINE" | "OUVERT";

/** A body whose seats fall by the ballot. */
export type Corps = "conseil" | "communautaire" | "arrondissement" | `section:${string}` | (string & {});

/** An exact number, never a float: `num / den`, `den` > 0. */
export interface Fraction {
  readonly num: number;
  readonly den: number;
}

/** What is odd: in the count, or in what was given for bodies that the ballot does not fill. */
export type CodeAnomalie = "L-VOIX-MANQUANTES" | "L-VOTANTS-INSCRITS" | "L-VOTANTS-EXPRIMES" | "L-COMMUNAUTAIRES";

/** What a tie may be broken on: the largest value is preferred; ages are in days, below 0 where the younger comes first. */
export type NomCritere =
  | "voix"
  | "moins-de-voix"
  | "moyenne"
  | "age-candidat"
  | "age-candidat-suivant"
  | "jeunesse-candidat"
  | "jeunesse-dernier-candidat"
  | "age-moyen"
  | "jeunesse-liste";

/** One criterion tried on a tie: what it read, and who was left. A value is absent when it is not known. */
export interface Piste {
  readonly critere: NomCritere;
  readonly valeurs: readonly { readonly id: string; readonly valeur?: Fraction }[];
  readonly restants: readonly string[];
}

/** How a tie was met: broken (`retenu`), harmless because each tied party gets its seat (`sans-effet`), or left open. */
export interface Departage {
  readonly entre: readonly string[];
  readonly pistes: readonly Piste[];
  readonly issue: "tranche" | "sans-effet" | "age-manquant" | "meme-age" | "silence";
}

/** A step, before the version of the rule is stamped on it. */
export type EtapeBrute =
  /** A threshold: `gauche operateur droite`, both integers (den × voix and num × base). */
  | {
      readonly type: "predicat";
      readonly article: string;
      readonly seuil: string;
      readonly candidature: string;
      readonly voix: number;
      readonly base: "inscrits" | "exprimes";
      readonly valeurBase: number;
      readonly gauche: number;
      readonly operateur: ">" | ">=";
      readonly droite: number;
      readonly verdict: boolean;
    }
  /** Whether enough of the inscrits voted for a referendum to decide: `gauche >= droite`. */
  | {
      readonly type: "participation";
      readonly article: string;
      readonly votants: number;
      readonly inscrits: number;
      readonly gauche: number;
      readonly droite: number;
      readonly verdict: boolean;
    }
  /** What a referendum or a consultation decides; `avis`: too few voted, so that the answer is an opinion. */
  | { readonly type: "adoption"; readonly article: string; readonly adopte: boolean; readonly avis: boolean }
  | {
      readonly type: "prime";
      readonly article: string;
      readonly corps: Corps;
      readonly candidature: string;
      readonly sieges: number;
      readonly surTotal: number;
    }
  | { readonly type: "admission"; readonly article: string; readonly corps: Corps; readonly admises: readonly string[] }
  /** One seat by the highest average; `moyennes` are all those compared. */
  | {
      readonly type: "siege";
      readonly article: string;
      readonly corps: Corps;
      readonly numero: number;
      readonly moyennes: readonly ({ readonly id: string } & Fraction)[];
      readonly attribue: string;
      readonly departage?: Departage;
    }
  | {
      readonly type: "departage";
      readonly article: string;
      readonly objet: string;
      readonly departage: Departage;
      readonly retenu?: string;
    }
  | {
      readonly type: "election";
      readonly article: string;
      readonly candidature: string;
      readonly motif: "majorite" | "majorite-relative" | "seul-en-lice";
    }
  | {
      readonly type: "qualification";
      readonly article: string;
      readonly candidature: string;
      readonly voie: "seuil" | "repechage" | "plein-droit" | "presence";
    }
  | { readonly type: "retrait"; readonly article: string; readonly candidature: string; readonly promue?: string }
  | {
      readonly type: "vacance";
      readonly article: string;
      readonly corps: Corps;
      readonly sieges: number;
      readonly candidature?: string;
    }
  /** A seat of a list taken from one of its sections for another, so that each has its minimum. */
  | {
      readonly type: "transfert";
      readonly article: string;
      readonly candidature: string;
      readonly de: string;
      readonly vers: string;
      /** Where several sections have the lowest average. */
      readonly departage?: Departage;
    }
  /** Elected by its voix, and removed: so many councillors of its kind at most (L228, L238). */
  | { readonly type: "plafond"; readonly article: string; readonly candidature: string; readonly maximum: number }
  /** Ranks, from 1: who takes the seat of someone who could not. */
  | {
      readonly type: "remplacement";
      readonly article: string;
      readonly corps: Corps;
      readonly candidature: string;
      readonly rang: number;
      readonly parRang: number;
    }
  /** The law is silent: the question of catalogue §9 and the policy that was applied. */
  | {
      readonly type: "silence";
      readonly article: string;
      readonly question: Question;
      readonly politique: Choix;
      readonly concerne: readonly string[];
    }
  | {
      readonly type: "anomalie";
      readonly article: string;
      readonly code: CodeAnomalie;
      readonly gauche: number;
      readonly droite: number;
    };

/** One step: what was done, by which article, under which version of the rules. */
export type Etape = EtapeBrute & { readonly regle: string };

/** A person who takes a seat, by list order. */
export interface Elu {
  readonly corps: Corps;
  /** Rank on the list, from 1. */
  readonly rang: number;
  readonly nom?: string;
}

export interface CandidatureOutcome {
  readonly id: string;
  readonly voix: number;
  readonly statut: StatutCandidature;
  /** Seats obtained; in an `INDECIDABLE` unite, those obtained whatever breaks the tie. */
  readonly sieges?: number;
  /** Of which the majority bonus. */
  readonly prime?: number;
  readonly siegesCommunautaires?: number;
  readonly siegesArrondissement?: number;
  /** Of the délégués' suppléants (sénatoriales). */
  readonly siegesSuppleants?: number;
  readonly siegesSections?: Readonly<Record<string, number>>;
  /** Seats won beyond its names: nobody sits there. */
  readonly vacances?: number;
  /** Who sits, when `personnes` was given. */
  readonly elus?: readonly Elu[];
  /** Only while the unite is incomplete. */
  readonly certitude?: Certitude;
  /** Only while the unite is incomplete: nobody is ahead of it in what is counted. */
  readonly enTete?: boolean;
}

export interface Outcome {
  readonly id?: string;
  readonly statut: Statut;
  /** Why nothing could be decided: a Q-code of catalogue §9 or an `L-` code. */
  readonly code?: string;
  readonly candidatures: readonly CandidatureOutcome[];
  /** Seats that nobody takes. */
  readonly vacances?: number;
  /** Seats left to round 2. */
  readonly siegesRestants?: number;
  /** Only while incomplete: whether the round already settles the unite whatever the outstanding bureaux say. */
  readonly certitude?: "ACQUIS" | "BALLOTTAGE" | "OUVERT";
  readonly etapes: readonly Etape[];
  /** Version of the rules; empty when none could be found. */
  readonly regle: string;
  readonly articles: readonly string[];
  /** Each silence of the law that this contest met, and the policy applied. */
  readonly politiques?: Readonly<Partial<Record<Question, Choix>>>;
  /** Oddities of the count that do not prevent a decision (`L-` codes). */
  readonly anomalies?: readonly CodeAnomalie[];
  readonly erreurs?: readonly LawError[];
}
