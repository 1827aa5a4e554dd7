/** One body's seats among lists: the bonus to the list in the lead, the rest by highest average among admitted lists. */
import type { ContestCandidature } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { Corps, Elu } from "../outcome.ts";
import { ageEnJours, ageMoyen } from "./ages.ts";
import { prime, type PrimeRegle } from "./bonus.ts";
import { type Coureur, plusDeVoix, plusForteMoyenne } from "./highest-averages.ts";
import { enTete } from "./ranking.ts";
import { atteint, etapePredicat, type Seuil } from "./thresholds.ts";
import { type Critere, departager } from "./ties.ts";

export interface RegleRepartition {
  /** Left out: no bonus. */
  readonly prime?: PrimeRegle;
  /** Share of the exprimés of the deciding round below which a list has no proportional seat; left out: none. */
  readonly admission?: Seuil;
  readonly articleRepartition: string;
}

/** The list in the lead: the one with most voix; on a tie, the highest mean age; `undefined` when nothing known breaks it. */
export interface Tete {
  readonly id?: string;
  readonly exAequo: readonly string[];
}

/** A body to fill. */
export interface CorpsAPourvoir {
  readonly corps: Corps;
  readonly sieges: number;
  /** Rank in `personnes`, from 0, of the n-th (from 0) of the list to enter this body. The list order when left out. */
  readonly rang?: (liste: ContestCandidature, n: number) => number | undefined;
  /** Names the list can seat in this body; unknown (no limit) when it gave no names. */
  readonly capacite?: (liste: ContestCandidature) => number | undefined;
  /** Bonus stated otherwise than by the rule (per section). */
  readonly prime?: number;
}

/** Seats of one list in one body. */
export interface SiegesListe {
  readonly sieges: number;
  readonly prime: number;
  readonly vacances: number;
  readonly elus: readonly Elu[];
}

export interface Repartition {
  readonly listes: ReadonlyMap<string, SiegesListe>;
  /** Why some seats could not be given, and between whom. */
  readonly indecis?: { readonly code: string; readonly entre: readonly string[] };
  /** Seats that nobody takes. */
  readonly vacances: number;
}

/** Finds the list in the lead; notes how a tie was broken. */
export function listeEnTete(d: Deliberation, article: string): Tete {
  const best = enTete(d.contest.candidatures);
  if (best.length <= 1) return best[0] === undefined ? { exAequo: [] } : { id: best[0].id, exAequo: [] };
  const moyenne: Critere<ContestCandidature> = { nom: "age-moyen", valeur: (liste) => ageMoyen(liste, d.contest.date) };
  const { restants, pistes, issue } = departager(best, [moyenne]);
  const retenu = restants.length === 1 ? restants[0]!.id : undefined;
  d.note(() => ({
    type: "departage",
    article,
    objet: "liste-en-tete",
    departage: { entre: best.map(({ id }) => id), pistes, issue },
    ...(retenu === undefined ? {} : { retenu }),
  }));
  return retenu === undefined ? { exAequo: restants.map(({ id }) => id) } : { id: retenu, exAequo: [] };
}

/** Lists that take part in the proportional share. */
export function listesAdmises(d: Deliberation, regle: RegleRepartition, corps: Corps): readonly ContestCandidature[] {
  const { candidatures, exprimes } = d.contest;
  const { admission } = regle;
  if (admission === undefined) return candidatures.filter(({ voix }) => voix > 0);
  const admises = candidatures.filter(({ voix }) => atteint(admission, voix, exprimes));
  if (d.bavarde) {
    for (const { id, voix } of candidatures) d.note(() => etapePredicat(admission, id, voix, exprimes));
    d.note(() => ({ type: "admission", article: admission.article, corps, admises: admises.map(({ id }) => id) }));
  }
  return admises;
}

interface Liste extends Coureur {
  readonly candidature: ContestCandidature;
  readonly prime: number;
}

/**
 * Fills one body: bonus to `tete`, the rest by highest average among `admises`, winner included, the bonus never in the divisors.
 * Ties: more voix, then the older of the next candidates. Exhausted lists: Q-12.
 */
export function repartir(
  d: Deliberation,
  regle: RegleRepartition,
  body: CorpsAPourvoir,
  tete: Tete,
  admises: readonly ContestCandidature[],
): Repartition {
  const article = regle.articleRepartition;
  const bonus = body.prime ?? (regle.prime === undefined ? 0 : prime(regle.prime, body.sieges));
  if (bonus > 0 && tete.id === undefined) {
    if (tete.exAequo.length === 0) return { listes: new Map(), vacances: body.sieges };
    d.silence("Q-03", article, tete.exAequo);
    return { listes: new Map(), indecis: { code: "Q-03", entre: tete.exAequo }, vacances: 0 };
  }
  const rang = body.rang ?? ((_liste, n) => n);
  const capacite = body.capacite ?? ((liste) => liste.personnes?.length);
  const participe = new Set(admises.map(({ id }) => id));
  const concernees =
    bonus > 0 && !participe.has(tete.id!)
      ? [...admises, d.contest.candidatures.find(({ id }) => id === tete.id)!]
      : admises;
  const draw = (
    bounded: boolean,
  ): { listes: readonly Liste[]; run: (listen: boolean) => ReturnType<typeof plusForteMoyenne<Liste>> } => {
    const listes = concernees.map((candidature): Liste => {
      const limit = bounded ? capacite(candidature) : undefined;
      const first = candidature.id === tete.id ? Math.min(bonus, limit ?? bonus) : 0;
      const base = { id: candidature.id, voix: candidature.voix, candidature, prime: first, obtenus: 0 };
      return limit === undefined ? base : { ...base, capacite: limit - first };
    });
    const given = listes.reduce((sum, liste) => sum + liste.prime, 0);
    const plusAge: Critere<Liste> = {
      nom: "age-candidat-suivant",
      valeur: ({ candidature, prime: first, obtenus }) => {
        const next = rang(candidature, first + obtenus);
        return next === undefined ? undefined : ageEnJours(candidature.personnes?.[next]?.naissance, d.contest.date);
      },
    };
    const coureurs = listes.filter(({ id }) => participe.has(id));
    const observe = (siege: Parameters<NonNullable<Parameters<typeof plusForteMoyenne<Liste>>[3]>>[0]): void =>
      d.note(() => ({
        type: "siege",
        article,
        corps: body.corps,
        numero: siege.numero,
        moyennes: siege.enLice.map(({ id, voix, obtenus }) => ({ id, num: voix, den: obtenus + 1 })),
        attribue: siege.attribue.id,
        ...(siege.departage === undefined ? {} : { departage: siege.departage }),
      }));
    return {
      listes,
      run: (listen) => {
        if (listen)
          for (const liste of listes)
            if (liste.prime > 0)
              d.note(() => ({
                type: "prime",
                article,
                corps: body.corps,
                candidature: liste.id,
                sieges: liste.prime,
                surTotal: body.sieges,
              }));
        return plusForteMoyenne(
          coureurs,
          body.sieges - given,
          [plusDeVoix, plusAge],
          listen && d.bavarde ? observe : undefined,
        );
      },
    };
  };
  let drawn = draw(false);
  if (concernees.some((liste) => capacite(liste) !== undefined)) {
    drawn.run(false);
    const exhausted = drawn.listes.filter(
      ({ candidature, prime: first, obtenus }) => first + obtenus > (capacite(candidature) ?? Infinity),
    );
    const bounded =
      exhausted.length > 0 &&
      d.silence(
        "Q-12",
        article,
        exhausted.map(({ id }) => id),
      ) === "moyenne-suivante";
    drawn = draw(bounded);
  }
  const { restants, indecis } = drawn.run(true);
  if (indecis !== undefined) {
    const entre = indecis.entre.map(({ id }) => id);
    d.note(() => ({ type: "departage", article, objet: `dernier-siege-${body.corps}`, departage: indecis.departage }));
    d.silence("Q-03", article, entre);
  } else if (restants > 0 && bonus > 0 && admises.length === 0) {
    d.silence("Q-23", article, []);
  }
  const listes = new Map(drawn.listes.map((liste) => [liste.id, siegesDe(liste, body.corps, rang, capacite)]));
  const vacances = [...listes.values()].reduce((sum, one) => sum + one.vacances, 0);
  for (const [candidature, one] of listes)
    if (one.vacances > 0)
      d.note(() => ({ type: "vacance", article, corps: body.corps, sieges: one.vacances, candidature }));
  if (indecis !== undefined)
    return { listes, indecis: { code: "Q-03", entre: indecis.entre.map(({ id }) => id) }, vacances };
  // No list was admitted: the law gives the bonus and says nothing of the rest.
  if (restants > 0 && admises.length === 0) return { listes, indecis: { code: "Q-23", entre: [] }, vacances };
  if (restants > 0) d.note(() => ({ type: "vacance", article, corps: body.corps, sieges: restants }));
  return { listes, vacances: vacances + restants };
}

function siegesDe(
  { candidature, prime: first, obtenus }: Liste,
  corps: Corps,
  rang: NonNullable<CorpsAPourvoir["rang"]>,
  capacite: NonNullable<CorpsAPourvoir["capacite"]>,
): SiegesListe {
  const sieges = first + obtenus;
  const seated = Math.min(sieges, capacite(candidature) ?? sieges);
  const { personnes } = candidature;
  const elus: Elu[] = [];
  if (personnes !== undefined)
    for (let n = 0; n < seated; n++) {
      const index = rang(candidature, n);
      const nom = index === undefined ? undefined : personnes[index]?.nom;
      if (index !== undefined)
        elus.push(nom === undefined ? { corps, rang: index + 1 } : { corps, rang: index + 1, nom });
    }
  return { sieges, prime: first, vacances: sieges - seated, elus };
}
