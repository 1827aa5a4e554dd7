/**
 * Between the rounds: what round 1 opens, who files and whether the filing is received, and the candidatures of round 2. A
 * withdrawal is not filing; where the law promotes the next one (présidentielle), it goes in the `retraits` of round 1's contest
 * so that the outcome already says so. Pure: the caller supplies every date.
 */
import type { Contest, ContestCandidature, Personne } from "./contest.ts";
import { cleRegle } from "./decide.ts";
import type { LawError } from "./errors.ts";
import { aTemps, type Echeance, echeanceDepot } from "./filing.ts";
import { estQualifie } from "./methods/access.ts";
import { estNommee, fauteSansFusion, type ListeNommee, provenance } from "./methods/composition.ts";
import { fautesFusion, type ListeDeposee } from "./methods/merging.ts";
import { peutSePresenter, refusPresence, type ReglePlurinominale } from "./methods/multi-seat.ts";
import type { Seuil } from "./methods/thresholds.ts";
import type { Outcome } from "./outcome.ts";
import { regleNommee } from "./registry.ts";
import type { Regle } from "./versions.ts";

/** What somebody files in order to stand in round 2. */
export interface Depot {
  /** Its id of round 1; a new one for a newcomer or a list under a new head. */
  readonly id: string;
  /** Names in list order. When they and those of round 1 are known, the lists of origin are found, not believed. */
  readonly personnes?: readonly Personne[];
  readonly communautaires?: readonly number[];
  readonly naissance?: string;
  /** Lists of round 1 whose candidates it takes, when names do not say it (its own id may be left out). */
  readonly origines?: readonly string[];
  /** Whether its title is not that of round 1. */
  readonly nouveauTitre?: true;
  /** Local time where it was filed, `YYYY-MM-DDTHH:MM`; taken as in time when left out. */
  readonly depose?: string;
}

/** A filing, and every reason why it is not received. */
export interface DepotJuge {
  readonly id: string;
  readonly recevable: boolean;
  readonly erreurs: readonly LawError[];
}

/** A candidature of round 2, ready to receive its voix. */
export type CandidatureSecondTour = Pick<
  ContestCandidature,
  "id" | "naissance" | "personnes" | "communautaires" | "origines"
>;

export interface SecondTour {
  /** Who stands: in the order of round 1, then newcomers in the order of their filing. */
  readonly candidatures: readonly CandidatureSecondTour[];
  /** One verdict a filing, in order; empty when none was given. */
  readonly depots: readonly DepotJuge[];
  /** Left out where nobody files. */
  readonly echeance?: Echeance;
  /** Seats that round 1 left, where names are voted for. */
  readonly sieges?: number;
}

/** What round 2 needs of the contest of round 1: everything but its figures, which the outcome has weighed. */
export type PremierTour = Pick<
  Contest,
  "type" | "date" | "premierTour" | "territoire" | "population" | "populationRenouvellement" | "partielle" | "sieges"
> & { readonly candidatures: readonly Omit<ContestCandidature, "voix">[] };

export interface SecondTourOptions {
  /** Filings received or not; left out, everyone who may stand does, as at round 1. */
  readonly depots?: readonly Depot[];
  /** Force majeure delayed the count of round 1 (L162). */
  readonly retard?: boolean;
}

/** What rows of any type may say of round 2. */
type RegleSecondTour = Regle & {
  readonly articleAcces?: string;
  readonly fusion?: Seuil | "libre";
  readonly secondTour?: ReglePlurinominale["secondTour"];
};

/**
 * Judges the filings between the rounds and gives the candidatures of round 2. `premier` is the contest of round 1 and `resultat`
 * its outcome by this engine.
 * Errors: `L-SECOND-TOUR` (round 1 opens no second), `L-REGLE-ABSENTE` (no deadline is known). Those of one filing are in its
 * verdict: `L-DEPOT-TARDIF`, `L-DEPOT-DOUBLE`, `L-DEPOT-PERSONNE`, `L-DEPOT-COMPOSITION`, `L-DEPOT-ORDRE`, `L-DEPOT-TITRE`,
 * `L-ACCES-T2`, `L-FUSION-INTERDITE`, `L-FUSION-INCONNUE`, `L-FUSION-SEUIL`, `L-FUSION-MAINTENUE`, `L-FUSION-DOUBLE`.
 */
export function secondTour(
  premier: PremierTour,
  resultat: Outcome,
  { depots, retard = false }: SecondTourOptions = {},
): SecondTour | LawError {
  if (resultat.statut !== "BALLOTTAGE")
    return {
      code: "L-SECOND-TOUR",
      field: "statut",
      expected: "un premier tour en ballottage",
      advice: `ce premier tour est ${resultat.statut}`,
    };
  const regle: RegleSecondTour = regleNommee(resultat.regle)!;
  const sieges = resultat.siegesRestants === undefined ? {} : { sieges: resultat.siegesRestants };
  const statuts = new Map(resultat.candidatures.map(({ id, statut }) => [id, statut]));
  const restent = premier.candidatures.filter(({ id }) => estQualifie(statuts.get(id)));
  if (depots === undefined) return { candidatures: restent.map((one) => reprise(one)), depots: [], ...sieges };
  const echeance = echeanceDepot(cleRegle(premier, premier.premierTour ?? premier.date), { retard });
  if (echeance !== undefined && "code" in echeance) return echeance;
  const lus = depots.map((depot, index) => lire(depot, index, premier));
  const erreurs = fautes(regle, resultat, lus, echeance);
  const recus = lus.filter(({ champ }) => !erreurs.has(champ));
  // Where nobody files, and below 1,000 inhabitants, those of round 1 stand again by themselves.
  const deDroit = echeance === undefined || regle.secondTour === "candidats-du-premier" ? restent : [];
  const presentes = new Map(deDroit.map((one) => [one.id, reprise(one)]));
  for (const recu of recus) presentes.set(recu.id, candidature(recu, premier));
  const ordre = new Set([...premier.candidatures.map(({ id }) => id), ...recus.map(({ id }) => id)]);
  return {
    candidatures: [...ordre].flatMap((id) => presentes.get(id) ?? []),
    depots: lus.map(({ id, champ }) => ({ id, recevable: !erreurs.has(champ), erreurs: erreurs.get(champ) ?? [] })),
    ...(echeance === undefined ? {} : { echeance }),
    ...sieges,
  };
}

/** A filing with the lists it comes from, found by its names when they are known. */
interface DepotLu extends ListeDeposee {
  readonly depot: Depot;
  readonly origines: readonly string[];
  /** Ranks of those who were on no list of round 1. */
  readonly inconnus: readonly number[];
  /** The list of round 1 it should be the same as, when it merges with none and names are known. */
  readonly inchangee?: ListeNommee | undefined;
}

function lire(depot: Depot, index: number, { candidatures }: PremierTour): DepotLu {
  const { id, personnes } = depot;
  const champ = `depots[${index}]`;
  const declarees = (depot.origines ?? []).filter((origine) => origine !== id);
  const premieres = candidatures.flatMap((one) =>
    estNommee(one.personnes) ? [{ id: one.id, personnes: one.personnes }] : [],
  );
  if (!estNommee(personnes) || premieres.length < candidatures.length)
    return { id, champ, depot, origines: declarees, inconnus: [] };
  const { origines, inconnus } = provenance(personnes, premieres);
  const inchangee = origines.length === 1 ? premieres.find((one) => one.id === origines[0]) : undefined;
  return { id, champ, depot, origines, inconnus, inchangee };
}

/** Every fault, by filing. */
function fautes(
  regle: RegleSecondTour,
  resultat: Outcome,
  lus: readonly DepotLu[],
  echeance: Echeance | undefined,
): ReadonlyMap<string, readonly LawError[]> {
  const trouvees = new Map<string, LawError[]>();
  const noter = (champ: string, faute: LawError): unknown =>
    trouvees.set(champ, [...(trouvees.get(champ) ?? []), faute]);
  for (const lu of lus) for (const faute of fautesDeForme(lu, lus, echeance)) noter(lu.champ, faute);
  const formes = lus.filter(({ champ }) => !trouvees.has(champ));
  if (regle.secondTour !== undefined) {
    for (const { id, champ } of formes)
      if (!peutSePresenter({ secondTour: regle.secondTour }, resultat, id))
        noter(champ, refusPresence({ secondTour: regle.secondTour }, champ, id));
  } else {
    const article = regle.articleAcces!;
    for (const lu of formes) for (const faute of fautesDeFond(regle, lu, article)) noter(lu.champ, faute);
    for (const [{ champ }, faute] of fautesFusion(resultat, formes, article)) noter(champ, faute);
  }
  return trouvees;
}

/** When it was filed, and once only. */
function* fautesDeForme(
  { id, champ, depot }: DepotLu,
  lus: readonly DepotLu[],
  echeance: Echeance | undefined,
): Generator<LawError> {
  if (echeance !== undefined && depot.depose !== undefined && !aTemps(echeance, depot.depose))
    yield {
      code: "L-DEPOT-TARDIF",
      field: `${champ}.depose`,
      expected: `un dépôt ${echeance.exclue ? "avant" : "au plus tard à"} ${echeance.jusqua} (${echeance.article})`,
      advice: `« ${id} » a été déposée à ${depot.depose}`,
    };
  if (lus.filter((other) => other.id === id).length > 1)
    yield {
      code: "L-DEPOT-DOUBLE",
      field: `${champ}.id`,
      expected: "un seul dépôt par candidature",
      advice: `« ${id} » est déposée plusieurs fois`,
    };
}

/** Whether its composition, its order and its title are lawful, whatever the others file. */
function* fautesDeFond(regle: RegleSecondTour, lu: DepotLu, article: string): Generator<LawError> {
  const { id, champ, depot, origines, inconnus, inchangee } = lu;
  const fusionne = inchangee === undefined && origines.length > 0;
  if (fusionne && regle.fusion === undefined)
    yield {
      code: "L-FUSION-INTERDITE",
      field: champ,
      expected: `une candidature du premier tour, inchangée (${article})`,
      advice: "cette élection ne connaît pas de fusion",
    };
  for (const rank of inconnus)
    yield {
      code: "L-DEPOT-PERSONNE",
      field: `${champ}.personnes[${rank}]`,
      expected: `des candidats du premier tour seulement (${article})`,
      advice: `« ${depot.personnes![rank]!.nom} » n'était sur aucune liste`,
    };
  const faute =
    inchangee === undefined || inconnus.length > 0
      ? undefined
      : fauteSansFusion(depot.personnes!, inchangee, champ, article);
  if (faute !== undefined) yield faute;
  if (depot.nouveauTitre === true && !fusionne)
    yield {
      code: "L-DEPOT-TITRE",
      field: `${champ}.nouveauTitre`,
      expected: `le titre du premier tour, qui ne change qu'avec la composition (${article})`,
      advice: `« ${id} » ne fusionne avec aucune liste`,
    };
}

/** A candidature of round 1 as it stands again, unchanged. */
const reprise = ({ id, naissance, personnes, communautaires }: CandidatureSecondTour): CandidatureSecondTour => ({
  id,
  ...(naissance === undefined ? {} : { naissance }),
  ...(personnes === undefined ? {} : { personnes }),
  ...(communautaires === undefined ? {} : { communautaires }),
});

/** What a received filing stands as: what it did not repeat is that of round 1, unless it merged. */
function candidature({ id, depot, origines }: DepotLu, premier: PremierTour): CandidatureSecondTour {
  const autres = origines.filter((origine) => origine !== id);
  if (autres.length > 0) return { ...reprise(depot), origines: autres };
  const before = premier.candidatures.find((one) => one.id === id);
  return { ...(before === undefined ? {} : reprise(before)), ...reprise(depot) };
}
