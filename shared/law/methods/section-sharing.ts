/** The seats of each list among its sections, once it has them (L338-1, L558-9), and the minimum of each section. */
import type { ContestCandidature } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { Corps, Departage, Elu } from "../outcome.ts";
import { ageEnJours } from "./ages.ts";
import {
  listesAdmises,
  type RegleRepartition,
  type Repartition,
  repartir,
  siegeDonne,
  type SiegesListe,
} from "./allocation.ts";
import { type Coureur, plusDeVoix, plusForteMoyenne } from "./highest-averages.ts";
import { rangsEn, voixEn } from "./sections.ts";
import { type Critere, departager, inverse } from "./ties.ts";
import type { Remplir } from "./two-round-list.ts";

/** Councillors that each section must have (L338-1 since 2015), and how many of a section's candidates are known by law. */
export interface PartageEnSections {
  readonly article: string;
  readonly minimum?: (section: string) => number;
  readonly capacite: (section: string) => number | undefined;
}

/**
 * Fills one council on the voix of the whole, then shares the seats of each list among its sections on its own voix there (L338-1, L558-9).
 * Names are known by section only. Without sections, who sits is not known.
 */
export const conseilPuisSections =
  (regle: RegleRepartition, sieges: number, sections: readonly string[], partage: PartageEnSections): Remplir =>
  (d, tete) => {
    const admises = listesAdmises(d, regle, "conseil");
    const conseil = repartir(
      d,
      regle,
      { corps: "conseil", sieges, rang: (liste, n) => prochain(d, liste, n, sections), capacite: () => undefined },
      tete,
      admises,
    );
    // The names are those of the sections.
    const total: Repartition = {
      ...conseil,
      listes: new Map([...conseil.listes].map(([id, own]) => [id, { ...own, elus: [] }])),
    };
    // While a seat hangs between lists, nobody is said to sit in a section.
    const places = conseil.indecis === undefined ? sections : [];
    const parts = d.contest.candidatures.flatMap((liste) => {
      const own = conseil.listes.get(liste.id);
      return own === undefined ? [] : [partager(d, partage, liste, own.sieges, places)];
    });
    const definitives = garantirMinimum(d, partage, parts, tete.id, places);
    return [
      ["conseil", total],
      ...places.map((section) => [`section:${section}`, corpsSection(partage, definitives, section)] as const),
    ];
  };

/** The seats of one list, section by section. */
interface Part {
  readonly liste: ContestCandidature;
  readonly coureurs: readonly Coureur[];
  /** Sections between which a seat hangs. */
  readonly indecises: readonly string[];
}

/** Names that a list can seat in a section, when they are known. */
const noms = ({ capacite }: PartageEnSections, liste: ContestCandidature, section: string): number | undefined =>
  rangsEn(liste, section)?.length ?? capacite(section);

/** Age of the n-th (from 0) candidate of a list in a section. */
const ageDu = (d: Deliberation, liste: ContestCandidature, section: string, n: number): ReturnType<typeof ageEnJours> =>
  ageEnJours(liste.personnes?.[rangsEn(liste, section)?.[n] ?? -1]?.naissance, d.contest.date);

/** Of two sections with the same average: the one with more voix, then the one whose next candidate is older. */
const criteresSection = (d: Deliberation, liste: ContestCandidature): readonly Critere<Coureur>[] => [
  plusDeVoix,
  { nom: "age-candidat-suivant", valeur: ({ id, obtenus }) => ageDu(d, liste, id, obtenus) },
];

/** The first `sieges` seats of a list among its sections; `undefined` when nothing known says where one of them falls. */
function partageProvisoire(
  d: Deliberation,
  liste: ContestCandidature,
  sieges: number,
  sections: readonly string[],
): readonly Coureur[] | undefined {
  const coureurs = sections.map((id): Coureur => ({ id, voix: voixEn(liste, id), obtenus: 0 }));
  return plusForteMoyenne(coureurs, sieges, criteresSection(d, liste)).indecis === undefined ? coureurs : undefined;
}

/** Rank in `personnes` of who takes the seat that follows the n first ones of a list: the next of the section that it falls to. */
function prochain(
  d: Deliberation,
  liste: ContestCandidature,
  n: number,
  sections: readonly string[],
): number | undefined {
  const avant = partageProvisoire(d, liste, n, sections);
  const section = partageProvisoire(d, liste, n + 1, sections)?.find(
    ({ obtenus }, index) => avant !== undefined && obtenus > avant[index]!.obtenus,
  );
  return section === undefined ? undefined : rangsEn(liste, section.id)?.[section.obtenus - 1];
}

/** Shares the seats of one list. A section short of names is Q-12: its seats stay empty, or go to the next averages of the list. */
function partager(
  d: Deliberation,
  partage: PartageEnSections,
  liste: ContestCandidature,
  sieges: number,
  sections: readonly string[],
): Part {
  const { article } = partage;
  const limites = sections.map((section) => noms(partage, liste, section));
  const assez = limites.reduce<number>((sum, limite) => sum + (limite ?? Infinity), 0) >= sieges;
  const epuisee = partageProvisoire(d, liste, sieges, sections)?.some(
    ({ obtenus }, index) => obtenus > (limites[index] ?? Infinity),
  );
  const bornes = epuisee === true && d.silence("Q-12", article, [liste.id]) === "moyenne-suivante" && assez;
  const coureurs = sections.map((id, index): Coureur => {
    const capacite = bornes ? (limites[index] ?? Infinity) : Infinity;
    return { id, voix: voixEn(liste, id), obtenus: 0, capacite };
  });
  const observe = siegeDonne(d, article, `sections:${liste.id}`);
  const { indecis } = plusForteMoyenne(coureurs, sieges, criteresSection(d, liste), observe);
  if (indecis === undefined) return { liste, coureurs, indecises: [] };
  d.note(() => ({ type: "departage", article, objet: `sections:${liste.id}`, departage: indecis.departage }));
  d.silence("Q-03", article, [liste.id]);
  return { liste, coureurs, indecises: indecis.entre.map(({ id }) => id) };
}

/**
 * Moves the last seats of the list in the lead until each section has its minimum (L338-1, third to fifth paragraphs); none is taken where
 * that would bring a section below its own. Gives the parts, that of the list in the lead with the sections where the choice is open.
 */
function garantirMinimum(
  d: Deliberation,
  { article, minimum }: PartageEnSections,
  parts: readonly Part[],
  tete: string | undefined,
  sections: readonly string[],
): readonly Part[] {
  const part = parts.find(({ liste }) => liste.id === tete);
  if (minimum === undefined || part === undefined || parts.some(({ indecises }) => indecises.length > 0)) return parts;
  const totaux = new Map(
    sections.map((id, index) => [id, parts.reduce((sum, { coureurs }) => sum + coureurs[index]!.obtenus, 0)]),
  );
  const { liste, coureurs } = part;
  const plusJeune: Critere<Coureur> = {
    nom: "jeunesse-dernier-candidat",
    valeur: ({ id, obtenus }) => inverse(ageDu(d, liste, id, obtenus - 1)),
  };
  const indecis = reattribuer(coureurs, totaux, minimum, [plusJeune], (de, vers, departage) =>
    d.note(() => ({
      type: "transfert",
      article,
      candidature: liste.id,
      de,
      vers,
      ...(departage.entre.length === 1 ? {} : { departage }),
    })),
  );
  if (indecis === undefined) return parts;
  d.note(() => ({ type: "departage", article, objet: `sections:${liste.id}`, departage: indecis.departage }));
  d.silence("Q-03", article, [liste.id]);
  return parts.map((one) => (one === part ? { ...one, indecises: indecis.entre } : one));
}

/**
 * Gives the last seats of the sections above their minimum to those below it. The last seat is the one with the lowest average, then of
 * the fewest voix, then by `criteres` (the reverse of how it was given). `observe` sees each move, and between which sections of the same
 * lowest average it was chosen. Gives the sections between which a seat could not be chosen, if so.
 */
export function reattribuer(
  coureurs: readonly Coureur[],
  totaux: Map<string, number>,
  minimum: (section: string) => number,
  criteres: readonly Critere<Coureur>[],
  observe: (de: string, vers: string, departage: Departage) => void,
): { readonly entre: readonly string[]; readonly departage: Departage } | undefined {
  const moyenne: Critere<Coureur> = { nom: "moyenne", valeur: ({ voix, obtenus }) => ({ num: -voix, den: obtenus }) };
  const voix: Critere<Coureur> = { nom: "moins-de-voix", valeur: (coureur) => ({ num: -coureur.voix, den: 1 }) };
  for (const vers of coureurs)
    while (totaux.get(vers.id)! < minimum(vers.id)) {
      const donneurs = coureurs.filter(({ id, obtenus }) => obtenus > 0 && totaux.get(id)! > minimum(id));
      if (donneurs.length === 0) return undefined;
      const derniers = departager(donneurs, [moyenne]).restants;
      const { restants, pistes, issue } = departager(derniers, [voix, ...criteres]);
      const departage: Departage = { entre: derniers.map(({ id }) => id), pistes, issue };
      if (restants.length > 1) return { entre: restants.map(({ id }) => id), departage };
      const de = restants[0]!;
      de.obtenus -= 1;
      vers.obtenus += 1;
      totaux.set(de.id, totaux.get(de.id)! - 1);
      totaux.set(vers.id, totaux.get(vers.id)! + 1);
      observe(de.id, vers.id, departage);
    }
  return undefined;
}

/** One section with the seats of each list there, and who sits. */
function corpsSection(partage: PartageEnSections, parts: readonly Part[], section: string): Repartition {
  const corps: Corps = `section:${section}`;
  let vacances = 0;
  const entre: string[] = [];
  const listes = new Map<string, SiegesListe>();
  for (const { liste, coureurs, indecises } of parts) {
    const sieges = coureurs.find(({ id }) => id === section)!.obtenus;
    const pourvus = Math.min(sieges, noms(partage, liste, section) ?? sieges);
    const elus = (rangsEn(liste, section) ?? []).slice(0, pourvus).map((rank): Elu => {
      const { nom } = liste.personnes![rank]!;
      return { corps, rang: rank + 1, ...(nom === undefined ? {} : { nom }) };
    });
    listes.set(liste.id, { sieges, prime: 0, vacances: sieges - pourvus, elus });
    vacances += sieges - pourvus;
    if (indecises.includes(section)) entre.push(liste.id);
  }
  return { listes, vacances, ...(entre.length === 0 ? {} : { indecis: { code: "Q-03", entre } }) };
}
