/** The law's own terms in French, as they are shown to people: statuses, certainties, criteria of a tie, choices where it is silent. */
import type { Certitude, Fraction, NomCritere, StatutCandidature } from "./outcome.ts";
import type { Choix } from "./policies.ts";

/** What became of a candidature, in French. */
export const CANDIDATURE: Readonly<Record<StatutCandidature, string>> = {
  ELU_T1: "élu au premier tour",
  ELU_T2: "élu au second tour",
  QUALIFIE_SEUIL: "qualifié pour le second tour",
  QUALIFIE_REPECHAGE: "qualifié par repêchage",
  NON_QUALIFIE: "non qualifié",
  PEUT_FUSIONNER: "peut fusionner",
  RETIRE: "retiré",
  BATTU: "battu",
  SIEGE_VACANT: "siège vacant",
  OUVERT: "ouvert",
  INDECIDABLE: "indécidable",
};

/** What is certain of a candidature while bureaux are missing. */
export const CERTITUDE: Readonly<Record<Certitude, string>> = {
  ELU: "élection certaine",
  QUALIFIE: "second tour assuré, au moins",
  ELIMINE: "élimination certaine",
  OUVERT: "rien n'est certain",
};

/** What a tie is broken on. */
export const CRITERE: Readonly<Record<NomCritere, string>> = {
  moyenne: "la moyenne la plus faible",
  voix: "le plus grand nombre de voix",
  "age-candidat": "l'âge du candidat",
  "age-candidat-suivant": "l'âge du candidat suivant",
  "age-moyen": "la moyenne d'âge de la liste",
  "jeunesse-candidat": "l'âge du candidat suivant, le plus jeune d'abord",
  "moins-de-voix": "le plus petit nombre de voix",
  "jeunesse-dernier-candidat": "l'âge du dernier candidat placé de chaque section, le plus jeune d'abord",
  "jeunesse-liste": "la moyenne d'âge de la liste, la plus basse d'abord",
};

/** What is done where the law is silent (`politiques`), as it is said. */
export const CHOIX: Readonly<Record<Choix, string>> = {
  "siege-par-siege": "les sièges sont donnés un par un",
  indecidable: "rien n'est décidé",
  admettre: "tous les ex aequo sont admis",
  "une-voix-au-moins": "il faut une voix au moins",
  "non-adopte": "le projet n'est pas adopté",
  litteral: "tous les inscrits comptent, à la lettre",
  "base-restreinte": "ceux qui votent en France ne comptent pas",
  appliquer: "la règle d'âge du second tour",
  "partie-entiere": "la partie entière",
  texte: "le texte tel quel, sans repêchage",
  vacant: "le siège reste vacant",
  "moyenne-suivante": "le siège va à la moyenne suivante",
  section: "les voix de la section",
  circonscription: "les voix de la circonscription",
  "plus-forte-moyenne-seule": "la plus forte moyenne, sans quotient",
  "second-tour": "il y a un second tour",
  exprimes: "la majorité des suffrages exprimés",
  "une-voix-suffit": "une voix suffit",
  "prime-seule": "la prime, et aucun siège à la moyenne",
  "composition-du-second-tour": "les noms déposés pour le second tour",
};

/** Sections by the names of the law's tables, and bodies that an outcome shows as sections. */
export const SECTION = {
  congres: "congrès",
  province: "assemblée de province",
  "saint-pierre": "Saint-Pierre",
  "miquelon-langlade": "Miquelon-Langlade",
  cayenne: "Cayenne",
  "petite-couronne": "Petite Couronne",
  "grande-couronne": "Grande Couronne",
  oyapock: "Oyapock",
  savanes: "Savanes",
  "haut-maroni": "Haut-Maroni",
  "saint-laurent": "Saint-Laurent-du-Maroni",
  "basse-mana": "Basse-Mana",
  centre: "Centre",
  nord: "Nord",
  "fort-de-france": "Fort-de-France",
  sud: "Sud",
  "iles-du-vent-1": "Îles du Vent 1",
  "iles-du-vent-2": "Îles du Vent 2",
  "iles-du-vent-3": "Îles du Vent 3",
  "iles-sous-le-vent": "Îles Sous-le-Vent",
  "tuamotu-ouest": "Tuamotu de l'Ouest",
  "gambier-tuamotu-est": "Gambier et Tuamotu de l'Est",
  marquises: "Marquises",
  australes: "Australes",
} as const satisfies Readonly<Record<string, string>>;

export type Section = keyof typeof SECTION;

export const estSection = (code: string): code is Section => Object.hasOwn(SECTION, code);

/** Bodies whose seats fall by a ballot, by their codes. */
export const CORPS = {
  conseil: "conseil",
  communautaire: "conseil communautaire",
  arrondissement: "conseil d'arrondissement",
  assemblee: "assemblée",
  congres: SECTION.congres,
  province: SECTION.province,
  senat: "Sénat",
  parlement: "Parlement européen",
  delegues: "délégués",
  suppleants: "suppléants",
  "college-corse-du-sud": "collège de Corse-du-Sud",
} as const satisfies Readonly<Record<string, string>>;

/** What the body of a step is: one by its code, a section, or the sections among which the seats of one list are shared. */
export type CorpsLu =
  | { readonly genre: "corps"; readonly code: keyof typeof CORPS }
  | { readonly genre: "section"; readonly code: string }
  | { readonly genre: "sections"; readonly liste: string }
  | { readonly genre: "autre"; readonly code: string };

/** Reads the body, or the object, of a step: `communautaire`, `section:cayenne`, `sections:liste-a`. */
export function lireCorps(corps: string): CorpsLu {
  const [, sorte, nom = ""] = /^(sections?):(.*)$/s.exec(corps) ?? [];
  if (sorte === "sections") return { genre: "sections", liste: nom };
  // Both assemblies of New Caledonia are shown as sections of one outcome.
  const code = sorte === "section" ? nom : corps;
  if (estCorps(code)) return { genre: "corps", code };
  return { genre: sorte === "section" ? "section" : "autre", code };
}

const estCorps = (code: string): code is keyof typeof CORPS => Object.hasOwn(CORPS, code);

/** An exact number as it is written: what is whole of it, and the rest, reduced. */
export function partieEntiere({ num, den }: Fraction): { readonly entiers: number; readonly reste: Fraction } {
  const entiers = Math.floor(num / den);
  const reste = num - entiers * den;
  const diviseur = pgcd(den, reste);
  return { entiers, reste: { num: reste / diviseur, den: den / diviseur } };
}

const pgcd = (a: number, b: number): number => (b === 0 ? a : pgcd(b, a % b));
