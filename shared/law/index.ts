/**
 * The electoral code of France as a library: `parseContest` reads a contest, `decide` says what the law makes of it and why,
 * `expliquer` says it in French. Pure: no clock, no network, nothing outside this folder.
 */
export type { Contest, ContestCandidature, Personne } from "./contest.ts";
export { decide, type DecideOptions } from "./decide.ts";
export { isErrors, type LawError } from "./errors.ts";
export { expliquer, expliquerChangements, expliquerSecondTour } from "./explain.ts";
export { type Echeance, echeanceDepot } from "./filing.ts";
export { type Flechage, verifierFlechage } from "./flechage.ts";
export type {
  CandidatureOutcome,
  Certitude,
  CodeAnomalie,
  Corps,
  Departage,
  Elu,
  Etape,
  Fraction,
  NomCritere,
  Outcome,
  Piste,
  Statut,
  StatutCandidature,
} from "./outcome.ts";
export { parseContest } from "./parse.ts";
export { type EntreDeuxTours, parseEntreDeuxTours } from "./parse-second-round.ts";
export { type Choix, POLITIQUES, type Politique, type Politiques, type Question } from "./policies.ts";
export { REGISTRE } from "./registry.ts";
export { ordreDesSuppleants } from "./scrutins/delegues.ts";
export { conseillersParCirconscription } from "./scrutins/francais-etranger.ts";
export {
  type CandidatureSecondTour,
  type Depot,
  type DepotJuge,
  type PremierTour,
  secondTour,
  type SecondTour,
  type SecondTourOptions,
} from "./second-round.ts";
export { type Changement, changements } from "./sensitivity.ts";
export { type Delegation, delegation, senateurs, suppleants } from "./tables-senat.ts";
export { type CleRegle, type Domaine, type Regle, resolveRule, type TexteManquant } from "./versions.ts";
