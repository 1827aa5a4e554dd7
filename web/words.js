import { enumerated, number, percent } from "./format.js";

/** @import { FranceDocument, Outcome, ScoredCandidature, UnitesOutcome } from "./types.d.ts" */

/** Full name. @param {ScoredCandidature} candidature */
export const fullName = ({ prenom, nom }) => (prenom === undefined ? nom : `${prenom} ${nom}`);

/** Candidatures by voix; equal ones stay in the order of the ballots. @param {FranceDocument} france */
export const ranked = (france) => (france.candidatures ?? []).toSorted((a, b) => b.voix - a.voix);

/**
 * The headline: what the law decided, or who is ahead so far. Empty when nobody is.
 * @param {FranceDocument} france
 */
export function headline(france) {
  const { outcome } = france;
  if (outcome !== undefined && "statut" in outcome && outcome.statut !== "INCOMPLET") return decided(outcome, france);
  if (outcome !== undefined && "statuts" in outcome) return byUnites(outcome);
  const [first, second] = ranked(france);
  if (first === undefined || first.voix === 0) return "";
  if (second !== undefined && second.voix === first.voix) return `${fullName(first)} et ${fullName(second)} à égalité`;
  return `${fullName(first)} en tête avec ${first.pourcentExprimes} % des suffrages comptés`;
}

/** @param {Outcome} outcome @param {FranceDocument} france */
function decided(outcome, france) {
  const names = new Map((france.candidatures ?? []).map((candidature) => [candidature.id, fullName(candidature)]));
  /** @param {string[]} statuts */
  const having = (...statuts) =>
    enumerated(
      outcome.candidatures.filter(({ statut }) => statuts.includes(statut)).map(({ id }) => names.get(id) ?? id),
    );
  switch (outcome.statut) {
    case "ACQUIS_T1":
    case "ACQUIS_T2":
      return `Résultat acquis : ${having("ELU_T1", "ELU_T2")}`;
    case "BALLOTTAGE":
      return `Second tour entre ${having("QUALIFIE_SEUIL", "QUALIFIE_REPECHAGE")}`;
    default:
      return "Le résultat ne peut pas être établi d'après les données disponibles";
  }
}

/** @param {UnitesOutcome} outcome */
function byUnites({ statuts, unites }) {
  const settled = (statuts["ACQUIS_T1"] ?? 0) + (statuts["ACQUIS_T2"] ?? 0);
  const runoff = statuts["BALLOTTAGE"] ?? 0;
  return `${number(settled)} ${settled < 2 ? "unité pourvue" : "unités pourvues"} et ${number(runoff)} en ballottage sur ${number(unites.length)}`;
}

/**
 * What a screen reader should hear when `next` replaces `previous`: only what matters, `null` otherwise.
 * @param {FranceDocument | null} previous @param {FranceDocument} next
 */
export function announcement(previous, next) {
  if (previous === null || previous.run !== next.run) return null;
  if (previous.sousEmbargo && !next.sousEmbargo) return `Fin de l'embargo. ${headline(next)}.`;
  if (!previous.complet && next.complet)
    return `Dépouillement terminé. ${next.sousEmbargo ? "" : `${headline(next)}.`}`;
  const tenth = (/** @type {FranceDocument} */ { bureaux }) =>
    Math.floor((bureaux.counted * 10) / Math.max(bureaux.expected, 1));
  return tenth(next) > tenth(previous)
    ? `${percent(next.bureaux.counted, next.bureaux.expected, 0)} des bureaux comptés. ${next.sousEmbargo ? "" : `${headline(next)}.`}`
    : null;
}
