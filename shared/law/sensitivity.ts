/**
 * What would change it: the smallest number of voix with which a decided contest would have come out otherwise.
 *
 * Two edits are studied, each between single candidatures. `deplacees`: k voix go from one candidature to another, exprimés
 * unchanged. `ajoutees`: k electors who did not vote give one voix each to one candidature; exprimés and votants grow, inscrits
 * do not. An edit must be possible: no negative count, no more votants than inscrits, no more voix than exprimés.
 *
 * Exact, without supposing that one more voix always goes the same way: under an edit every comparison the law makes is a straight
 * line in k, so the outcome can only change where one of them changes sign. Those k are computed in integers, sorted, and decided
 * one by one; the first that changes is the smallest.
 */
import type { Contest } from "./contest.ts";
import { decide } from "./decide.ts";
import { estQualifie } from "./methods/access.ts";
import type { Seuil } from "./methods/thresholds.ts";
import type { CandidatureOutcome, Outcome, Statut } from "./outcome.ts";
import { regleNommee } from "./registry.ts";

export interface Changement {
  /** What changes: who is elected (of lists, who has the bonus), who may stand in round 2, or the seats of any body. */
  readonly objet: "elus" | "qualifies" | "sieges";
  readonly edition: "deplacees" | "ajoutees";
  /** The smallest number that changes it; one less, with any pair of candidatures, changes nothing. */
  readonly voix: number;
  /** Who loses the voix, when they are moved. Of several edits with the same number, the first by `vers`, then by `de`. */
  readonly de?: string;
  readonly vers: string;
  /** What the contest becomes. `INDECIDABLE`: an exact tie that nothing given breaks, which counts as a change. */
  readonly statut: Statut;
  readonly code?: string;
  /** Who enters, or has more seats in some body. */
  readonly gagnent: readonly string[];
  readonly perdent: readonly string[];
}

interface Edition {
  readonly nom: Changement["edition"];
  readonly de?: string;
  readonly vers: string;
  /** Largest possible number of voix. */
  readonly max: number;
}

/** The sign of Σ poids × voix + exprimes × exprimés + constante: one comparison that the law makes. */
interface Comparaison {
  readonly poids: readonly (readonly [id: string, poids: number])[];
  readonly exprimes: number;
  readonly constante: number;
}

/** What is watched: numbers by candidature, and the comparisons on which they hang. */
interface Objet {
  readonly nom: Changement["objet"];
  readonly mesure: (one: CandidatureOutcome) => readonly number[];
  readonly comparaisons: readonly Comparaison[];
}

/**
 * The smallest edits that change each thing this contest decides, at most one for each kind of edit; empty when nothing possible
 * would. `undefined` when it is not decided (`INCOMPLET`, `INDECIDABLE`) or when voix are given by section, which is not studied.
 */
export function changements(contest: Contest): readonly Changement[] | undefined {
  const outcome = decide(contest);
  const { statut, regle } = outcome;
  const sectionne = contest.candidatures.some(({ sections }) => sections !== undefined);
  if (statut === "INCOMPLET" || statut === "INDECIDABLE" || sectionne) return undefined;
  const seuils = seuilsDe(regleNommee(regle));
  const editions = editionsPossibles(contest);
  return objets(contest, outcome, seuils).flatMap((objet) =>
    (["deplacees", "ajoutees"] as const).flatMap(
      (nom) =>
        plusPetit(
          contest,
          outcome,
          objet,
          editions.filter((edition) => edition.nom === nom),
        ) ?? [],
    ),
  );
}

/** What this contest decides. */
function objets(contest: Contest, outcome: Outcome, seuils: readonly Seuil[]): readonly Objet[] {
  const simples = [...rangs(contest), ...franchissements(contest, seuils), ...participation(contest)];
  const parListe = outcome.candidatures.some(({ prime = 0 }) => prime > 0);
  const repartit = outcome.etapes.some(({ type }) => type === "siege" || type === "prime");
  const noms: readonly Objet[] = [
    {
      nom: "elus",
      mesure: ({ statut, prime = 0 }) => [(repartit ? prime > 0 : statut === "ELU_T1" || statut === "ELU_T2") ? 1 : 0],
      comparaisons: simples,
    },
    { nom: "qualifies", mesure: ({ statut }) => [estQualifie(statut) ? 1 : 0], comparaisons: simples },
    { nom: "sieges", mesure: siegesDe, comparaisons: [...simples, ...moyennes(contest, outcome)] },
  ];
  return noms.filter(({ nom }) =>
    nom === "elus" ? !repartit || parListe : nom === "qualifies" ? outcome.statut === "BALLOTTAGE" : repartit,
  );
}

const siegesDe = (one: CandidatureOutcome): readonly number[] => [
  one.sieges ?? 0,
  one.siegesCommunautaires ?? 0,
  one.siegesArrondissement ?? 0,
  one.siegesSuppleants ?? 0,
  ...Object.values(one.siegesSections ?? {}),
];

function editionsPossibles({ candidatures, inscrits, votants, exprimes, blancs = 0, nuls = 0 }: Contest): Edition[] {
  const sorted = candidatures.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const abstentions = Math.max(0, inscrits - (votants ?? exprimes + blancs + nuls));
  return sorted.flatMap((vers): Edition[] => [
    ...sorted
      .filter((de) => de !== vers)
      .map((de) => ({
        nom: "deplacees" as const,
        de: de.id,
        vers: vers.id,
        max: Math.min(de.voix, exprimes - vers.voix),
      })),
    { nom: "ajoutees", vers: vers.id, max: abstentions },
  ]);
}

/** Who is ahead of whom, and who has any voix at all. */
function rangs({ candidatures }: Contest): Comparaison[] {
  return candidatures.flatMap(({ id }, index) => [
    { poids: [[id, 1]], exprimes: 0, constante: 0 },
    ...candidatures.slice(index + 1).map((other): Comparaison => ({
      poids: [
        [id, 1],
        [other.id, -1],
      ],
      exprimes: 0,
      constante: 0,
    })),
  ]);
}

/** Each threshold of the rules for each candidature; a share of the inscrits, with and without those who vote in France. */
function franchissements(
  { candidatures, inscrits, inscritsVotantEnFrance = 0 }: Contest,
  seuils: readonly Seuil[],
): Comparaison[] {
  return seuils.flatMap(({ num, den, base }) =>
    candidatures.flatMap(({ id }): Comparaison[] => {
      const poids = [[id, den]] as const;
      if (base === "exprimes") return [{ poids, exprimes: -num, constante: 0 }];
      return [inscrits, inscrits - inscritsVotantEnFrance].map((electeurs) => ({
        poids,
        exprimes: 0,
        constante: -num * electeurs,
      }));
    }),
  );
}

/** Half of the inscrits, of which a referendum may need the votes. */
const participation = ({ votants, exprimes, inscrits }: Contest): readonly Comparaison[] =>
  votants === undefined ? [] : [{ poids: [], exprimes: 2, constante: 2 * (votants - exprimes) - inscrits }];

/** In each body, the next average of one list against the last seat of another: while none crosses, no seat moves. */
function moyennes({ candidatures }: Contest, { etapes }: Outcome): Comparaison[] {
  const corps = new Map<string, Map<string, number>>();
  for (const etape of etapes)
    if (etape.type === "siege") {
      const obtenus = corps.get(etape.corps) ?? new Map<string, number>();
      corps.set(etape.corps, obtenus.set(etape.attribue, (obtenus.get(etape.attribue) ?? 0) + 1));
    }
  return [...corps.values()].flatMap((obtenus) =>
    [...obtenus].flatMap(([tient, sieges]) =>
      candidatures
        .filter(({ id }) => id !== tient)
        .map(({ id }): Comparaison => ({
          poids: [
            [id, sieges],
            [tient, -((obtenus.get(id) ?? 0) + 1)],
          ],
          exprimes: 0,
          constante: 0,
        })),
    ),
  );
}

/** Every threshold in a row of rules, however deep. */
function seuilsDe(value: unknown): readonly Seuil[] {
  if (typeof value !== "object" || value === null) return [];
  // Of what rows of rules hold, only a threshold has a base.
  return "base" in value ? [value as Seuil] : Object.values(value).flatMap(seuilsDe);
}

/** Tries every k at which some comparison changes sign, from the smallest. */
function plusPetit(
  contest: Contest,
  outcome: Outcome,
  { nom, mesure, comparaisons }: Objet,
  editions: readonly Edition[],
): Changement | undefined {
  const voix = new Map(contest.candidatures.map((one) => [one.id, one.voix]));
  const essais = editions.flatMap((edition) => {
    const uniques = new Set<number>();
    for (const { poids, exprimes, constante } of comparaisons) {
      let [valeur, pente] = [constante + exprimes * contest.exprimes, edition.de === undefined ? exprimes : 0];
      for (const [id, facteur] of poids) {
        valeur += facteur * voix.get(id)!;
        if (id === edition.vers) pente += facteur;
        else if (id === edition.de) pente -= facteur;
      }
      for (const k of changementsDeSigne(valeur, pente)) if (k >= 1 && k <= edition.max) uniques.add(k);
    }
    return [...uniques].map((k) => ({ k, edition }));
  });
  // Stable: of the same k, the first edition stays first.
  essais.sort((a, b) => a.k - b.k);
  for (const { k, edition } of essais) {
    const autre = decide(editer(contest, edition, k), { etapes: false });
    const gagnent: string[] = [];
    const perdent: string[] = [];
    for (const [index, one] of autre.candidatures.entries()) {
      const [avant, apres] = [mesure(outcome.candidatures[index]!), mesure(one)];
      const at = (values: readonly number[], rank: number): number => values[rank] ?? 0;
      const ranks = [...(avant.length > apres.length ? avant : apres).keys()];
      if (ranks.some((rank) => at(apres, rank) > at(avant, rank))) gagnent.push(one.id);
      if (ranks.some((rank) => at(apres, rank) < at(avant, rank))) perdent.push(one.id);
    }
    if (gagnent.length + perdent.length > 0)
      return {
        objet: nom,
        edition: edition.nom,
        voix: k,
        ...(edition.de === undefined ? {} : { de: edition.de }),
        vers: edition.vers,
        statut: autre.statut,
        ...(autre.code === undefined ? {} : { code: autre.code }),
        gagnent,
        perdent,
      };
  }
  return undefined;
}

/** The integers k at which the sign of `valeur + pente × k` is no longer that of k − 1. */
function changementsDeSigne(valeur: number, pente: number): readonly number[] {
  // A flat line crosses nowhere: NaN, which no edit takes.
  const reste = ((-valeur % pente) + pente) % pente;
  const entier = (-valeur - reste) / pente;
  return reste === 0 ? [entier, entier + 1] : [entier + 1];
}

/** The contest as it would have been. */
function editer(contest: Contest, { de, vers }: Edition, k: number): Contest {
  const ajout = de === undefined ? k : 0;
  return {
    ...contest,
    exprimes: contest.exprimes + ajout,
    ...(contest.votants === undefined ? {} : { votants: contest.votants + ajout }),
    candidatures: contest.candidatures.map((one) =>
      one.id === vers ? { ...one, voix: one.voix + k } : one.id === de ? { ...one, voix: one.voix - k } : one,
    ),
  };
}
