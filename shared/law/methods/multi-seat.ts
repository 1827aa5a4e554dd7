/** Several seats by name, two rounds (panachage): exprimés count ballots, each may name as many people as there are seats. */
import type { ContestCandidature } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { LawError } from "../errors.ts";
import type { Outcome, StatutCandidature } from "../outcome.ts";
import type { Regle } from "../versions.ts";
import { ageDuTitulaire } from "./ages.ts";
import { plafonner } from "./caps.ts";
import { atteint, etapePredicat, type Seuil } from "./thresholds.ts";
import { departager } from "./ties.ts";
import { aucuneVoix } from "./two-round-list.ts";

export interface ReglePlurinominale extends Regle {
  /** Of round 1; its article is that of both rounds. */
  readonly majorite: Seuil;
  readonly quart?: Seuil;
  /** Set where a municipal council caps some of its members (L228, L238). */
  readonly plafonds?: true;
  /**
   * Who may stand in round 2: anyone; those of round 1, and newcomers only if these were fewer than the seats (L255-3); or nobody but
   * those of round 1 (L305).
   */
  readonly secondTour: "ouvert" | "candidats-du-premier" | "nul-autre";
}

/** Decides `sieges` seats filled by name. */
export function deciderPlurinominal(d: Deliberation, regle: ReglePlurinominale, sieges: number): Outcome {
  const { candidatures, exprimes, inscrits, tour } = d.contest;
  const { article } = regle.majorite;
  const refus = tour === 2 ? nouveauVenu(d, regle) : undefined;
  if (refus !== undefined) return refus;
  let passent = candidatures.filter(({ voix }) => voix > 0);
  if (tour === 2) aucuneVoix(d, article);
  if (tour === 1) {
    const seuils = regle.quart === undefined ? [regle.majorite] : [regle.majorite, regle.quart];
    const base = (seuil: Seuil): number => (seuil.base === "exprimes" ? exprimes : inscrits);
    for (const { id, voix } of candidatures)
      for (const seuil of seuils) d.note(() => etapePredicat(seuil, id, voix, base(seuil)));
    passent = candidatures.filter(({ voix }) => seuils.every((seuil) => atteint(seuil, voix, base(seuil))));
  }
  const choisis = retenir(d, passent, sieges, article);
  const plafonnes = regle.plafonds === true ? plafonner(d, choisis.elus) : { retenus: choisis.elus, indecis: [] };
  if ("code" in plafonnes) return d.refuser(plafonnes);
  const { retenus: elus } = plafonnes;
  const indecis = [...choisis.indecis, ...plafonnes.indecis];
  for (const { id } of elus)
    d.note(() => ({
      type: "election",
      article,
      candidature: id,
      motif: tour === 1 ? "majorite" : "majorite-relative",
    }));
  const libres = sieges - elus.length;
  const ballottage = tour === 1 && libres > 0 && indecis.length === 0;
  const autre: StatutCandidature = ballottage ? "QUALIFIE_SEUIL" : "BATTU";
  if (ballottage)
    for (const one of candidatures)
      if (!choisis.elus.includes(one))
        d.note(() => ({
          type: "qualification",
          article: PRESENCE[regle.secondTour] ?? article,
          candidature: one.id,
          voie: "presence",
        }));
  if (tour === 2 && libres > 0 && indecis.length === 0)
    d.note(() => ({ type: "vacance", article, corps: "conseil", sieges: libres }));
  return d.conclure({
    statut: indecis.length > 0 ? "INDECIDABLE" : ballottage ? "BALLOTTAGE" : tour === 1 ? "ACQUIS_T1" : "ACQUIS_T2",
    ...(indecis.length > 0
      ? {
          code:
            choisis.indecis.length > 0 && tour === 1 && d.contest.politiques?.["Q-08"] === "indecidable"
              ? "Q-08"
              : "Q-03",
        }
      : {}),
    candidatures: candidatures.map((one) => {
      const { id, voix } = one;
      if (elus.includes(one)) return { id, voix, statut: tour === 1 ? "ELU_T1" : "ELU_T2", sieges: 1 };
      return { id, voix, statut: indecis.includes(one) ? "INDECIDABLE" : choisis.elus.includes(one) ? "BATTU" : autre };
    }),
    ...(ballottage ? { siegesRestants: libres } : {}),
    ...(tour === 2 && libres > 0 && indecis.length === 0 ? { vacances: libres } : {}),
  });
}

/** The `sieges` best of those who pass: by voix, then by age (in round 1 the text does not say so: Q-08). */
function retenir(
  d: Deliberation,
  passent: readonly ContestCandidature[],
  sieges: number,
  article: string,
): { elus: readonly ContestCandidature[]; indecis: readonly ContestCandidature[] } {
  const ranked = passent.toSorted((a, b) => b.voix - a.voix);
  const last = ranked[sieges - 1];
  if (last === undefined || ranked.length === sieges || ranked[sieges]!.voix < last.voix)
    return { elus: ranked.slice(0, sieges), indecis: [] };
  const elus = ranked.filter(({ voix }) => voix > last.voix);
  let tied: readonly ContestCandidature[] = ranked.filter(({ voix }) => voix === last.voix);
  const ages =
    d.contest.tour === 2 ||
    d.silence(
      "Q-08",
      article,
      tied.map(({ id }) => id),
    ) === "appliquer";
  while (elus.length < sieges) {
    const { restants, pistes, issue } = departager(tied, ages ? [ageDuTitulaire(d.contest.date)] : []);
    const tranche = restants.length <= sieges - elus.length;
    d.note(() => ({
      type: "departage",
      article,
      objet: "dernier-siege",
      departage: {
        entre: tied.map(({ id }) => id),
        pistes,
        issue: tranche && restants.length > 1 ? "sans-effet" : issue,
      },
      ...(restants.length === 1 ? { retenu: restants[0]!.id } : {}),
    }));
    if (!tranche) {
      if (ages)
        d.silence(
          "Q-03",
          article,
          restants.map(({ id }) => id),
        );
      return { elus, indecis: restants };
    }
    elus.push(...restants);
    tied = tied.filter((one) => !restants.includes(one));
  }
  return { elus, indecis: [] };
}

/**
 * Whether round 2 is open to this person: not to those already elected; where newcomers are limited (L255-3), to them only if
 * round 1 had fewer candidates than seats.
 */
export function peutSePresenter(regle: Pick<ReglePlurinominale, "secondTour">, first: Outcome, id: string): boolean {
  const elus = first.candidatures.filter(({ statut }) => statut === "ELU_T1").map((one) => one.id);
  if (elus.includes(id)) return false;
  const places = elus.length + (first.siegesRestants ?? 0);
  return (
    regle.secondTour === "ouvert" ||
    (regle.secondTour === "candidats-du-premier" && first.candidatures.length < places) ||
    first.candidatures.some((one) => one.id === id)
  );
}

function nouveauVenu(d: Deliberation, regle: ReglePlurinominale): Outcome | undefined {
  const first = d.contest.premierTourResultat;
  if (first === undefined) return undefined;
  const index = d.contest.candidatures.findIndex(({ id }) => !peutSePresenter(regle, first, id));
  return index < 0
    ? undefined
    : d.refuser(refusPresence(regle, `candidatures[${index}].id`, d.contest.candidatures[index]!.id));
}

/** The article that says who may stand in round 2; where anyone may, that of the ballot. */
const PRESENCE: Readonly<Partial<Record<ReglePlurinominale["secondTour"], string>>> = {
  "candidats-du-premier": "L255-3",
  "nul-autre": "L305",
};

const PRESENTS: Readonly<Record<ReglePlurinominale["secondTour"], string>> = {
  ouvert: "une personne que le premier tour n'a pas élue",
  "candidats-du-premier":
    "un candidat du premier tour non élu ; un nouveau seulement s'ils étaient moins nombreux que les sièges (L255-3)",
  "nul-autre": "un candidat du premier tour non élu (L305)",
};

/** What is said of somebody whom round 2 is not open to. */
export const refusPresence = (regle: Pick<ReglePlurinominale, "secondTour">, field: string, id: string): LawError => ({
  code: "L-ACCES-T2",
  field,
  expected: PRESENTS[regle.secondTour],
  advice: `« ${id} » ne peut se présenter au second tour`,
});
