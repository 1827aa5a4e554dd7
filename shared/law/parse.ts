/** Reads a contest from unknown JSON: every fault is named with its place; an unknown field is a fault. */
import type { Contest, Personne } from "./contest.ts";
import type { LawError } from "./errors.ts";
import {
  type Check,
  count,
  day,
  fault,
  isRecord,
  listOf,
  object,
  recordOf,
  rule,
  seats,
  text,
  wrong,
  yesNo,
} from "./fields.ts";
import type { Outcome } from "./outcome.ts";
import { POLITIQUES, politiqueDe } from "./policies.ts";

export const personne = object({
  nom: { check: text },
  naissance: { check: day },
  sexe: { check: rule((value) => value === "F" || value === "M", "F ou M") },
  section: { check: text },
  nonResident: { check: yesNo },
  parente: { check: text },
});

const candidature = object({
  id: { check: text, required: true },
  voix: { check: count, required: true },
  naissance: { check: day },
  ageMoyenJours: {
    check: rule(
      (value) => typeof value === "number" && value >= 0 && value <= 100_000,
      "un nombre de jours de 0 à 100000",
    ),
  },
  personnes: { check: listOf(personne) },
  communautaires: { check: listOf(seats) },
  sections: { check: recordOf(count) },
  origines: { check: listOf(text) },
});

const politiques: Check = (value, path, errors) => {
  if (!isRecord(value)) {
    errors.push(wrong(path, "un objet : code de question → choix"));
    return;
  }
  for (const [question, choix] of Object.entries(value)) {
    const known = politiqueDe(question);
    if (known === undefined || !known.choix.some((one) => one === choix))
      errors.push(
        fault(
          "L-POLITIQUE",
          `${path}.${question}`,
          known === undefined
            ? `une question parmi : ${Object.keys(POLITIQUES).join(", ")}`
            : `un choix parmi : ${known.choix.join(", ")}`,
          "voyez la liste des silences de la loi",
        ),
      );
  }
};

/** An outcome of round 1 comes back from this engine: only what round 2 reads is checked. */
const outcome: Check = (value, path, errors) => {
  if (!isRecord(value) || typeof value["statut"] !== "string" || !Array.isArray(value["candidatures"])) {
    errors.push(wrong(path, "le résultat rendu par ce moteur pour le premier tour"));
    return;
  }
  for (const [index, one] of value["candidatures"].entries())
    if (!isRecord(one) || typeof one["id"] !== "string" || typeof one["statut"] !== "string")
      errors.push(wrong(`${path}.candidatures[${index}]`, "une candidature avec son id et son statut"));
};

const contest = object({
  id: { check: text },
  type: { check: text, required: true },
  date: { check: day, required: true },
  premierTour: { check: day },
  tour: { check: rule((value) => value === 1 || value === 2, "1 ou 2"), required: true },
  territoire: { check: text },
  population: { check: count },
  populationRenouvellement: { check: count },
  inscrits: { check: count, required: true },
  inscritsVotantEnFrance: { check: count },
  votants: { check: count },
  blancs: { check: count },
  nuls: { check: count },
  exprimes: { check: count, required: true },
  sieges: { check: seats },
  siegesCommunautaires: { check: seats },
  siegesArrondissement: { check: seats },
  siegesSuppleants: { check: seats },
  siegesParSection: { check: recordOf(seats) },
  populationParSection: { check: recordOf(count) },
  populationsAssociees: { check: listOf(count) },
  populationAssociee: { check: count },
  partielle: { check: yesNo },
  enPlace: { check: listOf(personne) },
  inscritsRestants: { check: count },
  premierTourResultat: { check: outcome },
  retraits: { check: listOf(text) },
  politiques: { check: politiques },
  candidatures: { check: listOf(candidature), required: true },
});

/** Every day of birth, with its place. */
function* naissances({ candidatures, enPlace = [] }: Contest): Generator<readonly [path: string, naissance: string]> {
  const places = candidatures.flatMap((one, index): (readonly [string, Pick<Personne, "naissance">])[] => {
    const path = `candidatures[${index}]`;
    return [[path, one], ...(one.personnes ?? []).map((each, rank) => [`${path}.personnes[${rank}]`, each] as const)];
  });
  for (const [path, { naissance }] of [...places, ...enPlace.map((one, index) => [`enPlace[${index}]`, one] as const)])
    if (naissance !== undefined) yield [`${path}.naissance`, naissance];
}

/** Withdrawals of those who never stood, or who stand in round 2 all the same. */
function* retraitsFautifs(one: Contest, ids: ReadonlySet<string>): Generator<LawError> {
  const auPremier = one.tour === 1 ? ids : one.premierTourResultat && idsDe(one.premierTourResultat);
  for (const [index, id] of (one.retraits ?? []).entries()) {
    const field = `retraits[${index}]`;
    if (auPremier?.has(id) === false)
      yield fault("L-RETRAIT-INCONNU", field, "l'identifiant d'une candidature", `« ${id} » ne se présente pas`);
    if (one.tour === 2 && ids.has(id))
      yield fault(
        "L-RETRAIT-TOUR",
        field,
        "une candidature du premier tour qui ne se présente pas au second",
        `« ${id} » est parmi les candidatures : retirez-la de l'une des deux listes`,
      );
  }
}
const idsDe = ({ candidatures }: Pick<Outcome, "candidatures">): ReadonlySet<string> =>
  new Set(candidatures.map(({ id }) => id));

/** What single fields cannot say: identities, and the sums that every procès-verbal keeps. */
function* incoherences(one: Contest): Generator<LawError> {
  const ids = new Set<string>();
  for (const [index, { id }] of one.candidatures.entries()) {
    if (ids.has(id))
      yield fault(
        "L-CANDIDATURE-DOUBLE",
        `candidatures[${index}].id`,
        "un identifiant par candidature",
        `« ${id} » est déjà pris`,
      );
    ids.add(id);
  }
  yield* retraitsFautifs(one, ids);
  for (const [path, naissance] of naissances(one))
    if (naissance >= one.date)
      yield fault(
        "L-NAISSANCE",
        path,
        "un jour de naissance avant celui du scrutin",
        `${naissance} n'est pas avant ${one.date}`,
      );
  if (one.inscrits === 0)
    yield fault("L-INSCRITS", "inscrits", "au moins un inscrit", "une unité sans électeur ne vote pas");
  const { votants = Infinity, blancs = 0, nuls = 0, exprimes } = one;
  if (exprimes + blancs + nuls > votants)
    yield fault(
      "L-EXPRIMES",
      "exprimes",
      "exprimés + blancs + nuls ≤ votants",
      `${exprimes} + ${blancs} + ${nuls} dépasse ${votants}`,
    );
  if ((one.inscritsRestants ?? 0) > one.inscrits)
    yield fault(
      "L-INSCRITS-RESTANTS",
      "inscritsRestants",
      "au plus les inscrits de l'unité",
      `${one.inscritsRestants} dépasse ${one.inscrits}`,
    );
  if ((one.inscritsVotantEnFrance ?? 0) > one.inscrits)
    yield fault(
      "L-INSCRITS-FRANCE",
      "inscritsVotantEnFrance",
      "au plus les inscrits de l'unité",
      `${one.inscritsVotantEnFrance} dépasse ${one.inscrits}`,
    );
  for (const [index, { voix }] of one.candidatures.entries())
    if (voix > exprimes)
      yield fault(
        "L-VOIX",
        `candidatures[${index}].voix`,
        "au plus les suffrages exprimés",
        `${voix} dépasse ${exprimes}`,
      );
  const { premierTour, date } = one;
  if (premierTour !== undefined && (premierTour > date || (one.tour === 1 && premierTour !== date)))
    yield fault(
      "L-PREMIER-TOUR",
      "premierTour",
      "le jour du premier tour, au plus tard celui du scrutin",
      "corrigez `premierTour` ou `date`",
    );
}

/** Reads a contest; gives every fault found, or the contest itself. */
export function parseContest(value: unknown): Contest | readonly LawError[] {
  const errors: LawError[] = [];
  contest(value, "", errors);
  if (errors.length > 0) return errors;
  // Every field was just checked against the shape of Contest.
  const checked = value as Contest;
  const faults = [...incoherences(checked)];
  return faults.length > 0 ? faults : checked;
}
