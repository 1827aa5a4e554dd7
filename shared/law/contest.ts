/**
 * One contest: what one unite counted in one round. The shape is the public contract of `vingt-heures law`.
 * All counts are integers from 0 to {@link MAX_COUNT}: every product that decides then stays under 2^53.
 */
import type { Outcome } from "./outcome.ts";
import type { Politiques } from "./policies.ts";

/** Largest count accepted. 10^12 × 1,000 seats (or × 100 for a percentage) is exact in a double. */
export const MAX_COUNT = 1_000_000_000_000;
/** Largest number of seats accepted for one body. */
export const MAX_SIEGES = 1000;

/** A person of a list, of a binôme (its two members) or behind a candidature. */
export interface Personne {
  readonly nom?: string;
  /** Day of birth, `YYYY-MM-DD`. */
  readonly naissance?: string;
  readonly sexe?: "F" | "M";
  /** Code of the section the person stands in, on a list with sections; the order within it is that of the list. */
  readonly section?: string;
  /** Does not live in the commune (L228): counted against the share of such councillors, where persons are voted for. */
  readonly nonResident?: boolean;
  /** A family, by any name: those who share it are ascendants, descendants, brothers or sisters (L238). */
  readonly parente?: string;
}

export interface ContestCandidature {
  readonly id: string;
  readonly voix: number;
  /** Day of birth of the candidate (titular, never the remplaçant); for a binôme, of its older member. */
  readonly naissance?: string;
  /** Mean age of the list on polling day, in days; read to the millionth. `personnes`, when dated, is preferred. */
  readonly ageMoyenJours?: number;
  /** In list order. */
  readonly personnes?: readonly Personne[];
  /** The list for the intercommunal council: ranks (from 1) in `personnes`, in its own order. */
  readonly communautaires?: readonly number[];
  /** Voix by section, for lists with sections. */
  readonly sections?: Readonly<Record<string, number>>;
  /** Lists of round 1 whose candidates it takes (its own id may be left out). */
  readonly origines?: readonly string[];
}

export interface Contest {
  readonly id?: string;
  readonly type: string;
  /** Polling day of this round. */
  readonly date: string;
  /** Polling day of round 1: the key of the rules' version. Left out in round 2 only where both days have the same rules. */
  readonly premierTour?: string;
  readonly tour: 1 | 2;
  /** Code of the commune or of the unite, INSEE's or the ministry's; its beginning chooses territorial rules. */
  readonly territoire?: string;
  /** Population municipale authentifiée on which the mode and the number of seats depend (R25-1). */
  readonly population?: number;
  /** In a partial election, the population of the last general renewal, which alone decides the mode (R25-1). */
  readonly populationRenouvellement?: number;
  /** Of the whole unite, bureaux not yet counted included. */
  readonly inscrits: number;
  /** French abroad: electors of the consular list who chose to vote in France this year (L330-3), part of `inscrits`. */
  readonly inscritsVotantEnFrance?: number;
  readonly votants?: number;
  readonly blancs?: number;
  readonly nuls?: number;
  readonly exprimes: number;
  /** Seats to be filled **in this round**. */
  readonly sieges?: number;
  readonly siegesCommunautaires?: number;
  readonly siegesArrondissement?: number;
  /** Suppléants of the délégués of a municipal council; by name they are a ballot, and a contest, of their own. */
  readonly siegesSuppleants?: number;
  readonly siegesParSection?: Readonly<Record<string, number>>;
  /** Population municipale of each section (département, Guyane): minimum and number of seats depend on it. */
  readonly populationParSection?: Readonly<Record<string, number>>;
  /** Polynésie: population of each of the communes associées of the commune; empty when it has none (L438). */
  readonly populationsAssociees?: readonly number[];
  /** Of the commune associée that elects, when the section is one (L255-1, L261). */
  readonly populationAssociee?: number;
  readonly partielle?: boolean;
  /** Who already sits in the council (elected in round 1, or in place at a partial election), for the caps of L228 and L238. */
  readonly enPlace?: readonly Personne[];
  /** Inscrits of the bureaux not yet counted; above 0 the unite is incomplete and only certainties are given. */
  readonly inscritsRestants?: number;
  /** In round 2: the outcome of round 1, against which access and fusions are checked. */
  readonly premierTourResultat?: Outcome;
  /** Candidatures of round 1 that give up round 2; in round 2 they only say again who is not there. */
  readonly retraits?: readonly string[];
  /** Choices where the law is silent: Q-code → choice. */
  readonly politiques?: Politiques;
  readonly candidatures: readonly ContestCandidature[];
}
