/** One seat, two rounds: présidentielle, législatives, cantonales, départementales. */
import type { ContestCandidature } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { Outcome, StatutCandidature } from "../outcome.ts";
import type { Regle } from "../versions.ts";
import { accesSecondTour, refusAcces, type RegleAcces } from "./access.ts";
import { ageEnJours, naissanceDuPlusAge, naissanceDuTitulaire } from "./ages.ts";
import { enTete } from "./ranking.ts";
import { atteint, etapePredicat, type Seuil } from "./thresholds.ts";
import { type Critere, departager } from "./ties.ts";

export interface RegleUninominale extends Regle, RegleAcces {
  readonly majorite: Seuil;
  /** Also needed in round 1, when the law asks a share of the inscrits. */
  readonly quart?: Seuil;
  /** Who is compared when round 2 is tied; `aucune`: the law has no rule. */
  readonly egalite: "titulaire" | "binome" | "aucune";
  readonly articleT2: string;
  /** Whether a withdrawal before round 2 lets the next one in (Constitution, art. 7). */
  readonly retraitPromeut?: true;
  /** Whether electors who vote in France leave the base of the quarter (L330-3). */
  readonly baseRestreinte?: true;
}

/** Inscrits on which the quarter and the access threshold are judged (Q-07 for the second). */
export function basesInscrits(d: Deliberation, regle: RegleUninominale): { quart: number; acces: number } {
  const { inscrits, inscritsVotantEnFrance = 0 } = d.contest;
  if (regle.baseRestreinte !== true || inscritsVotantEnFrance === 0) return { quart: inscrits, acces: inscrits };
  const restreinte = inscrits - inscritsVotantEnFrance;
  return { quart: restreinte, acces: d.silence("Q-07", regle.articleAcces, []) === "litteral" ? inscrits : restreinte };
}

/** Decides one seat. */
export function deciderUninominal(d: Deliberation, regle: RegleUninominale): Outcome {
  return d.contest.tour === 1 ? premierTour(d, regle) : secondTour(d, regle);
}

function premierTour(d: Deliberation, regle: RegleUninominale): Outcome {
  const { candidatures, exprimes } = d.contest;
  if (candidatures.length === 0) return vacant(d, regle.majorite.article);
  const bases = basesInscrits(d, regle);
  const best = enTete(candidatures);
  for (const { id, voix } of best) {
    d.note(() => etapePredicat(regle.majorite, id, voix, exprimes));
    const { quart } = regle;
    if (quart !== undefined && atteint(regle.majorite, voix, exprimes))
      d.note(() => etapePredicat(quart, id, voix, bases.quart));
  }
  const elu = best.find(
    ({ voix }) =>
      atteint(regle.majorite, voix, exprimes) && (regle.quart === undefined || atteint(regle.quart, voix, bases.quart)),
  );
  if (elu !== undefined) {
    d.note(() => ({ type: "election", article: regle.majorite.article, candidature: elu.id, motif: "majorite" }));
    return d.conclure({
      statut: "ACQUIS_T1",
      candidatures: resultats(candidatures, (id) => (id === elu.id ? "ELU_T1" : "BATTU")),
    });
  }
  if (best.length === 0) {
    d.silence("Q-04", regle.articleAcces, []);
    return d.conclure({
      statut: "INDECIDABLE",
      code: "Q-04",
      candidatures: resultats(candidatures, () => "NON_QUALIFIE"),
    });
  }
  const base = regle.acces?.base === "exprimes" ? exprimes : bases.acces;
  const { statuts, indecis, admis } =
    regle.retraitPromeut === true ? promotion(d, regle, base) : accesSecondTour(d, regle, base);
  if (admis === 1)
    d.silence(
      "Q-22",
      regle.articleAcces,
      [...statuts].flatMap(([id, statut]) => (statut === "NON_QUALIFIE" ? [] : [id])),
    );
  return d.conclure({
    statut: indecis ? "INDECIDABLE" : "BALLOTTAGE",
    ...(indecis ? { code: "Q-05" } : {}),
    candidatures: resultats(candidatures, (id) => statuts.get(id)!),
    siegesRestants: 1,
  });
}

/** Access among those who stay: whoever gives up leaves the place to the next. */
function promotion(d: Deliberation, regle: RegleUninominale, base: number): ReturnType<typeof accesSecondTour> {
  const { retraits = [], candidatures } = d.contest;
  for (const candidature of retraits) d.note(() => ({ type: "retrait", article: regle.articleAcces, candidature }));
  const restent = candidatures.filter(({ id }) => !retraits.includes(id));
  const acces = accesSecondTour({ ...d, contest: { ...d.contest, candidatures: restent, retraits: [] } }, regle, base);
  return { ...acces, statuts: new Map([...acces.statuts, ...retraits.map((id) => [id, "RETIRE"] as const)]) };
}

function secondTour(d: Deliberation, regle: RegleUninominale): Outcome {
  const { candidatures, date } = d.contest;
  const article = regle.articleT2;
  const refus = refusAcces(d, regle.articleAcces);
  if (refus !== undefined) return d.refuser(refus);
  if (candidatures.length === 0) return vacant(d, article);
  const best = enTete(candidatures);
  if (best.length === 0) {
    d.silence("Q-04", article, []);
    return d.conclure({
      statut: "INDECIDABLE",
      code: "Q-04",
      candidatures: resultats(candidatures, () => "INDECIDABLE"),
    });
  }
  if (candidatures.length === 1) d.silence("Q-22", article, [best[0]!.id]);
  const naissance = regle.egalite === "binome" ? naissanceDuPlusAge : naissanceDuTitulaire;
  const plusAge: Critere<ContestCandidature> = {
    nom: "age-candidat",
    valeur: (one) => ageEnJours(naissance(one), date),
  };
  const { restants, pistes, issue } = departager(best, regle.egalite === "aucune" ? [] : [plusAge]);
  const elu = restants.length === 1 ? restants[0]! : undefined;
  if (best.length > 1)
    d.note(() => ({
      type: "departage",
      article,
      objet: "premiere-place",
      departage: { entre: best.map(({ id }) => id), pistes, issue },
      ...(elu === undefined ? {} : { retenu: elu.id }),
    }));
  if (elu === undefined) {
    const code = regle.egalite === "aucune" ? "Q-06" : "Q-03";
    const tied = restants.map(({ id }) => id);
    d.silence(code, article, tied);
    return d.conclure({
      statut: "INDECIDABLE",
      code,
      candidatures: resultats(candidatures, (id) => (tied.includes(id) ? "INDECIDABLE" : "BATTU")),
    });
  }
  d.note(() => ({
    type: "election",
    article,
    candidature: elu.id,
    motif: candidatures.length === 1 ? "seul-en-lice" : "majorite-relative",
  }));
  return d.conclure({
    statut: "ACQUIS_T2",
    candidatures: resultats(candidatures, (id) => (id === elu.id ? "ELU_T2" : "BATTU")),
  });
}

function vacant(d: Deliberation, article: string): Outcome {
  d.note(() => ({ type: "vacance", article, corps: "conseil", sieges: 1 }));
  return d.conclure({ statut: d.contest.tour === 1 ? "ACQUIS_T1" : "ACQUIS_T2", candidatures: [], vacances: 1 });
}

function resultats(
  candidatures: readonly ContestCandidature[],
  statutDe: (id: string) => StatutCandidature,
): Outcome["candidatures"] {
  return candidatures.map(({ id, voix }) => {
    const statut = statutDe(id);
    return statut === "ELU_T1" || statut === "ELU_T2" ? { id, voix, statut, sieges: 1 } : { id, voix, statut };
  });
}
