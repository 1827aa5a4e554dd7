/** The single entry: a contest in, its outcome out. Never throws for one unite. */
import { conclureIncomplet } from "./certainty.ts";
import type { Contest, ContestCandidature } from "./contest.ts";
import { ouvrirDeliberation, refus } from "./deliberation.ts";
import type { LawError } from "./errors.ts";
import type { Outcome } from "./outcome.ts";
import { REGISTRE } from "./registry.ts";
import type { Scrutin } from "./scrutin.ts";
import { populationDeReference, populationPour } from "./tables.ts";
import { codeTerritoire } from "./territories.ts";
import { type CleRegle, resolveRule, type Regle } from "./versions.ts";

export interface DecideOptions {
  /** `false` skips the steps, several times faster; the decision is the same. Default `true`. */
  readonly etapes?: boolean;
}

/**
 * Days that may separate the two rounds: the next Sunday (L56), or two weeks where the type's own text says so (Constitution, art. 7;
 * L330-11, L397; Polynésie française); none at the Sénat.
 */
const ENTRE_DEUX_TOURS: Readonly<Record<string, readonly number[]>> = {
  presidentielle: [14],
  legislatives: [7, 8, 14],
  polynesie: [14],
  senatoriales: [0],
  "delegues-senatoriaux": [0],
};
const UNE_SEMAINE: readonly number[] = [7];

/** Decides one contest (see {@link parseContest} for untrusted input). What cannot be decided is an `INDECIDABLE` with its code. */
export function decide(contest: Contest, { etapes = true }: DecideOptions = {}): Outcome {
  try {
    return deliberer(contest, etapes);
  } catch (error) {
    return refuser(contest, {
      code: "L-INTERNE",
      field: "",
      expected: "une décision",
      advice: `défaut du moteur, à signaler avec ce contest : ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

/** A list that gives no name at all does not say who is on it: it is not a list of nobody. */
const sansListeVide = (contest: Contest): Contest =>
  contest.candidatures.some(({ personnes }) => personnes?.length === 0)
    ? {
        ...contest,
        candidatures: contest.candidatures.map((one) => {
          const { personnes, ...reste } = one;
          return personnes?.length === 0 ? reste : one;
        }),
      }
    : contest;

/** The territory by INSEE's code, however it is written. */
function auCodeInsee(contest: Contest): Contest {
  const { territoire } = contest;
  if (territoire === undefined) return contest;
  const code = codeTerritoire(territoire, contest.type);
  return code === territoire ? contest : { ...contest, territoire: code };
}

function deliberer(donne: Contest, etapes: boolean): Outcome {
  const contest = auCodeInsee(sansListeVide(donne));
  const resolved = resoudre(contest);
  if ("code" in resolved) return refuser(contest, resolved);
  const { set: scrutin, regle } = resolved;
  const noms = scrutin.nomsParBulletin?.(contest, regle) ?? 1;
  const somme = contest.candidatures.reduce((sum, { voix }) => sum + voix, 0);
  if (somme > contest.exprimes * noms)
    return refuser(contest, {
      code: "L-VOIX-SOMME",
      field: "candidatures",
      expected: `au plus ${contest.exprimes * noms} voix en tout`,
      advice: `la somme des voix est ${somme} : vérifiez le procès-verbal`,
    });
  const restants = contest.inscritsRestants ?? 0;
  const d = ouvrirDeliberation(contest, regle, etapes);
  if (restants > 0) {
    const juge = scrutin.deciderComplet ?? scrutin.decider;
    let manque: LawError | undefined;
    const conclure = (complet: Contest): Outcome => {
      const outcome = juge(ouvrirDeliberation(complet, regle, false), regle);
      // A text that was not read stops one completion; anything else that is missing, or wrong, stops them all.
      manque ??= outcome.erreurs?.find(({ code }) => code !== "L-REGLE-ABSENTE");
      return outcome;
    };
    const certain = conclureIncomplet({ contest, regle, restants, conclure, noms }, scrutin.certifier);
    return manque === undefined ? d.conclure(certain) : d.refuser(manque);
  }
  if (noms === 1 && somme < contest.exprimes) d.anomalie("L-VOIX-MANQUANTES", somme, contest.exprimes);
  const { blancs, nuls, exprimes, inscrits } = contest;
  const comptes = exprimes + (blancs ?? 0) + (nuls ?? 0);
  const votants = contest.votants ?? comptes;
  if (votants > inscrits) d.anomalie("L-VOTANTS-INSCRITS", votants, inscrits);
  if (blancs !== undefined && nuls !== undefined && comptes < votants)
    d.anomalie("L-VOTANTS-EXPRIMES", comptes, votants);
  return scrutin.decider(d, regle);
}

/** What selects the rules of a contest, on this day of round 1. */
export function cleRegle(
  contest: Pick<Contest, "type" | "territoire" | "partielle" | "sieges" | "population" | "populationRenouvellement">,
  premierTour: string,
): CleRegle {
  const { type, territoire, partielle, sieges } = contest;
  return {
    type,
    territoire: territoire && codeTerritoire(territoire, type),
    premierTour,
    partielle,
    population: populationDeReference(contest),
    populationEntre: populationPour(sieges),
  };
}

/** What only a list has: several persons, their mean age, an order for the intercommunal council, other lists that it took in. */
const estUneListe = ({ personnes = [], ageMoyenJours, communautaires, origines = [] }: ContestCandidature): boolean =>
  personnes.length > 1 || ageMoyenJours !== undefined || communautaires !== undefined || origines.length > 0;

/**
 * Whether voix went to names or to lists, where the contest itself shows it and no population says so: one ballot gives one list one voix
 * at most, some fields are those of a list, and only lists elect an intercommunal council. `undefined` when nothing does.
 */
function voteParNoms({ candidatures, exprimes, siegesCommunautaires = 0 }: Contest): boolean | undefined {
  if (siegesCommunautaires > 0 || candidatures.some(estUneListe)) return false;
  return candidatures.reduce((sum, { voix }) => sum + voix, 0) > exprimes ? true : undefined;
}

/** Finds the rules of a contest. Round 2 without `premierTour` is accepted where each day round 1 may have been has the same rules. */
function resoudre(contest: Contest): { set: Scrutin; regle: Regle } | LawError {
  const { tour, date } = contest;
  const on = (premierTour: string): { set: Scrutin; regle: Regle } | LawError => {
    const cle = cleRegle(contest, premierTour);
    const resolved = resolveRule(REGISTRE, cle);
    const parNoms = "code" in resolved && resolved.code === "L-POPULATION-MANQUANTE" ? voteParNoms(contest) : undefined;
    if (parNoms === undefined) return resolved;
    const sets = REGISTRE.filter(({ nomsParBulletin }) => (nomsParBulletin !== undefined) === parNoms);
    const seul = resolveRule(sets, cle);
    return "code" in seul ? resolved : seul;
  };
  if (contest.premierTour !== undefined || tour === 1) return on(contest.premierTour ?? date);
  const days = ENTRE_DEUX_TOURS[contest.type] ?? UNE_SEMAINE;
  const [found, ...others] = days.map((n) =>
    on(new Date(Date.parse(date) - n * 86_400_000).toISOString().slice(0, 10)),
  );
  const choix = (one: { regle: Regle } | LawError): Regle | undefined => ("regle" in one ? one.regle : undefined);
  if (others.every((one) => choix(one) === choix(found!))) return found!;
  return {
    code: "L-PREMIER-TOUR-MANQUANT",
    field: "premierTour",
    expected: "le jour du premier tour, qui choisit la version des règles",
    advice: "les règles changent entre les jours possibles : indiquez `premierTour`",
  };
}

/** An outcome that holds nothing but an error, for a contest with no rules. */
function refuser(contest: Contest, erreur: LawError): Outcome {
  return {
    ...(contest.id === undefined ? {} : { id: contest.id }),
    ...refus(contest, erreur),
    etapes: [],
    regle: "",
    articles: [],
  };
}
