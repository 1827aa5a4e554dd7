/** One body's seats among lists: the bonus to the list in the lead, the rest by highest average among admitted lists. */
import type { ContestCandidature } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { Corps, Elu, Fraction } from "../outcome.ts";
import { ageEnJours, ageMoyen, naissanceDuTitulaire } from "./ages.ts";
import { prime, type PrimeRegle } from "./bonus.ts";
import { type Coureur, plusForteMoyenne, type SiegeDonne } from "./highest-averages.ts";
import { enTete } from "./ranking.ts";
import { atteint, etapePredicat, type Seuil } from "./thresholds.ts";
import { type Critere, departager, inverse } from "./ties.ts";

export interface RegleRepartition {
  /** Left out: no bonus. */
  readonly prime?: PrimeRegle;
  /** The article of the bonus, where it is not that of the rest. */
  readonly articlePrime?: string;
  /** Share (of the deciding round) below which a list has no proportional seat; left out: none. */
  readonly admission?: Seuil;
  /**
   * When averages and voix are both equal the seat goes to the older of the next candidates; where this is set, to the younger of them
   * (`jeunesse-candidat`), or to the list with the lower (`jeunesse-liste`) or the higher mean age (`age-moyen`). `silence`: the text breaks
   * no tie, not even by voix.
   */
  readonly dernierSiege?: "jeunesse-candidat" | "jeunesse-liste" | "age-moyen" | "silence";
  /** Set where the text itself gives the seats of an exhausted list to the next averages (R148-3); elsewhere Q-12. */
  readonly epuisement?: "moyenne-suivante";
  /** Set where a tie in the lead goes to the lower mean age, or where the text does not break it; elsewhere to the higher. */
  readonly tete?: "jeunesse" | "silence";
  readonly articleRepartition: string;
}

/** The list in the lead: the one with most voix; on a tie, the mean age that the rule prefers; `undefined` when nothing known breaks it. */
export interface Tete {
  readonly id?: string;
  /** Those tied for it; left out when there is one list in the lead, or none. */
  readonly exAequo?: readonly string[];
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
  /** Voix that break an equality of averages, when they are not those that are shared (a section inside a whole). */
  readonly voixDepartage?: (liste: ContestCandidature) => number;
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
export function listeEnTete(d: Deliberation, { articleRepartition: article, tete }: RegleRepartition): Tete {
  const best = enTete(d.contest.candidatures);
  if (best.length <= 1) return best[0] === undefined ? {} : { id: best[0].id };
  // A merged list is judged on the names it filed for round 2.
  if (best.some(({ origines = [] }) => origines.length > 0))
    d.silence(
      "Q-24",
      article,
      best.map(({ id }) => id),
    );
  const age = (liste: ContestCandidature): Fraction | undefined => ageMoyen(liste, d.contest.date);
  const moyenne: Critere<ContestCandidature> =
    tete === "jeunesse"
      ? { nom: "jeunesse-liste", valeur: (liste) => inverse(age(liste)) }
      : { nom: "age-moyen", valeur: age };
  const { restants, pistes, issue } = departager(best, tete === "silence" ? [] : [moyenne]);
  const retenu = restants.length === 1 ? restants[0]!.id : undefined;
  d.note(() => ({
    type: "departage",
    article,
    objet: "liste-en-tete",
    departage: { entre: best.map(({ id }) => id), pistes, issue },
    ...(retenu === undefined ? {} : { retenu }),
  }));
  return retenu === undefined ? { exAequo: restants.map(({ id }) => id) } : { id: retenu };
}

/** Lists that take part in the proportional share. */
export function listesAdmises(d: Deliberation, regle: RegleRepartition, corps: Corps): readonly ContestCandidature[] {
  const { candidatures, exprimes, inscrits } = d.contest;
  const { admission } = regle;
  if (admission === undefined) return candidatures.filter(({ voix }) => voix > 0);
  const base = admission.base === "inscrits" ? inscrits : exprimes;
  const admises = candidatures.filter(({ voix }) => atteint(admission, voix, base));
  if (d.bavarde) {
    for (const { id, voix } of candidatures) d.note(() => etapePredicat(admission, id, voix, base));
    d.note(() => ({ type: "admission", article: admission.article, corps, admises: admises.map(({ id }) => id) }));
  }
  return admises;
}

interface Liste extends Coureur {
  readonly candidature: ContestCandidature;
  readonly prime: number;
}

/** A body with its defaults, and its bonus. */
interface Partage {
  readonly corps: Corps;
  readonly sieges: number;
  readonly bonus: number;
  readonly rang: NonNullable<CorpsAPourvoir["rang"]>;
  readonly capacite: NonNullable<CorpsAPourvoir["capacite"]>;
  readonly voixDepartage: NonNullable<CorpsAPourvoir["voixDepartage"]>;
  readonly dernierSiege: RegleRepartition["dernierSiege"];
}

/**
 * Fills one body: bonus to `tete`, the rest by highest average among `admises`, winner included, the bonus never in the divisors.
 * Ties: more voix, then the older of the next candidates. Exhausted lists: Q-12. No list admitted: Q-23.
 */
export function repartir(
  d: Deliberation,
  regle: RegleRepartition,
  body: CorpsAPourvoir,
  tete: Tete,
  admises: readonly ContestCandidature[],
): Repartition {
  const article = regle.articleRepartition;
  const partage: Partage = {
    corps: body.corps,
    sieges: body.sieges,
    bonus: body.prime ?? (regle.prime === undefined ? 0 : prime(regle.prime, body.sieges)),
    rang: body.rang ?? ((_liste, n) => n),
    capacite: body.capacite ?? ((liste) => liste.personnes?.length),
    voixDepartage: body.voixDepartage ?? (({ voix }) => voix),
    dernierSiege: regle.dernierSiege,
  };
  if (partage.bonus > 0 && tete.id === undefined) {
    const { exAequo } = tete;
    if (exAequo === undefined) return { listes: new Map(), vacances: body.sieges };
    d.silence("Q-03", article, exAequo);
    return { listes: new Map(), indecis: { code: "Q-03", entre: exAequo }, vacances: 0 };
  }
  const participe = new Set(admises.map(({ id }) => id));
  const listes = sansEpuisement(d, regle, partage, tete, participe);
  for (const liste of listes)
    if (liste.prime > 0)
      d.note(() => ({
        type: "prime",
        article: regle.articlePrime ?? article,
        corps: body.corps,
        candidature: liste.id,
        sieges: liste.prime,
        surTotal: body.sieges,
      }));
  const { restants, indecis } = donner(d, partage, listes, participe, siegeDonne(d, article, body.corps));
  const resultats = new Map(listes.map((liste) => [liste.id, siegesDe(liste, partage)]));
  let vacances = 0;
  for (const [candidature, { vacances: vides }] of resultats) {
    if (vides > 0) d.note(() => ({ type: "vacance", article, corps: body.corps, sieges: vides, candidature }));
    vacances += vides;
  }
  if (indecis !== undefined) {
    const entre = indecis.entre.map(({ id }) => id);
    d.note(() => ({ type: "departage", article, objet: `dernier-siege-${body.corps}`, departage: indecis.departage }));
    d.silence("Q-03", article, entre);
    return { listes: resultats, indecis: { code: "Q-03", entre }, vacances };
  }
  if (restants > 0 && participe.size === 0 && partage.bonus > 0) {
    d.silence("Q-23", article, []);
    return { listes: resultats, indecis: { code: "Q-23", entre: [] }, vacances };
  }
  if (restants > 0) d.note(() => ({ type: "vacance", article, corps: body.corps, sieges: restants }));
  return { listes: resultats, vacances: vacances + restants };
}

/** The lists with their bonus, none of their seats yet; bounded by their names when the text, or Q-12, lets the next average in. */
function sansEpuisement(
  d: Deliberation,
  { articleRepartition: article, epuisement }: RegleRepartition,
  partage: Partage,
  tete: Tete,
  participe: ReadonlySet<string>,
): readonly Liste[] {
  const { candidatures } = d.contest;
  const poser = (bornees: boolean): readonly Liste[] =>
    candidatures.map((candidature) => {
      const limite = bornees ? partage.capacite(candidature) : undefined;
      const recue = candidature.id === tete.id ? Math.min(partage.bonus, limite ?? partage.bonus) : 0;
      const capacite = (limite ?? Infinity) - recue;
      return { id: candidature.id, voix: candidature.voix, candidature, prime: recue, capacite, obtenus: 0 };
    });
  const listes = poser(false);
  if (candidatures.every((liste) => partage.capacite(liste) === undefined)) return listes;
  donner(d, partage, listes, participe);
  const epuisees = listes.filter(
    ({ candidature, prime: recue, obtenus }) => recue + obtenus > (partage.capacite(candidature) ?? Infinity),
  );
  const ids = epuisees.map(({ id }) => id);
  return poser(ids.length > 0 && (epuisement ?? d.silence("Q-12", article, ids)) === "moyenne-suivante");
}

/**
 * What breaks a tie of averages and voix, the largest first: the age of the candidate at a rank (from 0; the first is who stands alone), or
 * of the whole list.
 */
export function ageDepartage(
  dernierSiege: RegleRepartition["dernierSiege"],
  liste: ContestCandidature,
  rang: number | undefined,
  date: string,
): Fraction | undefined {
  if (dernierSiege === "age-moyen") return ageMoyen(liste, date);
  if (dernierSiege === "jeunesse-liste") return inverse(ageMoyen(liste, date));
  const naissance = rang === 0 ? naissanceDuTitulaire(liste) : liste.personnes?.[rang ?? -1]?.naissance;
  const age = ageEnJours(naissance, date);
  return dernierSiege === undefined ? age : inverse(age);
}

/** The proportional seats: those that the bonus left. */
function donner(
  d: Deliberation,
  { rang, sieges, voixDepartage, dernierSiege }: Partage,
  listes: readonly Liste[],
  participe: ReadonlySet<string>,
  observe?: (siege: SiegeDonne<Liste>) => void,
): ReturnType<typeof plusForteMoyenne<Liste>> {
  const { date } = d.contest;
  const ages: Critere<Liste> = {
    nom: dernierSiege === undefined || dernierSiege === "silence" ? "age-candidat-suivant" : dernierSiege,
    valeur: ({ candidature, prime: recue, obtenus }) =>
      ageDepartage(dernierSiege, candidature, rang(candidature, recue + obtenus), date),
  };
  const donnes = listes.reduce((sum, liste) => sum + liste.prime, 0);
  const coureurs = listes.filter(({ id }) => participe.has(id));
  const voix: Critere<Liste> = {
    nom: "voix",
    valeur: ({ candidature }) => ({ num: voixDepartage(candidature), den: 1 }),
  };
  return plusForteMoyenne(coureurs, sieges - donnes, dernierSiege === "silence" ? [] : [voix, ages], observe);
}

/** Each seat as a step, with the averages that were compared; a tie that the text does not foresee is Q-02. */
export const siegeDonne =
  (d: Deliberation, article: string, corps: Corps) =>
  ({ numero, restants, enLice, attribue, departage }: SiegeDonne<Coureur>): void => {
    if (departage !== undefined && departage.entre.length > Math.max(2, restants))
      d.silence("Q-02", article, departage.entre);
    d.note(() => ({
      type: "siege",
      article,
      corps,
      numero,
      moyennes: enLice.map(({ id, voix, obtenus }) => ({ id, num: voix, den: obtenus + 1 })),
      attribue: attribue.id,
      ...(departage === undefined ? {} : { departage }),
    }));
  };

function siegesDe({ candidature, prime: recue, obtenus }: Liste, { corps, rang, capacite }: Partage): SiegesListe {
  const sieges = recue + obtenus;
  const pourvus = Math.min(sieges, capacite(candidature) ?? sieges);
  const elus: Elu[] = [];
  for (let n = 0; candidature.personnes !== undefined && n < pourvus; n++) {
    const index = rang(candidature, n);
    if (index === undefined) continue;
    const nom = candidature.personnes[index]?.nom;
    elus.push({ corps, rang: index + 1, ...(nom === undefined ? {} : { nom }) });
  }
  return { sieges, prime: recue, vacances: sieges - pourvus, elus };
}
