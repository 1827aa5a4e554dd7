import type { Field } from "./vocabulary.ts";

/** How a family lays its figures out. */
export type Shape =
  /** One column a candidature, which the header names. */
  | "large"
  /** One block of columns a candidature, repeated to the right; the header names one block, or all of them. */
  | "blocs"
  /** One line a candidature, the counts repeated on each. */
  | "long"
  /** Counts without voix. */
  | "comptes"
  /** One line a person, without voix nor counts. */
  | "personnes";

/**
 * A family of official files, whatever the election: the same columns under the names of `vocabulary.ts`, in any order,
 * laid out the same way.
 */
export interface Family {
  readonly id: string;
  /** For readers, in French. */
  readonly nom: string;
  readonly forme: Shape;
  /** Fields without which a file is not of the family. `territoire`: any code of a territory. */
  readonly besoins: readonly (Field | "territoire")[];
  /** Fields of which one at least tells it from others of the same shape. */
  readonly signes?: readonly Field[];
  /** What each column is, when the family's files have no header: one list a known width. */
  readonly positions?: readonly (readonly (Field | null)[])[];
  /** What its rows begin with, cells joined by `;`. */
  readonly debut?: RegExp;
  /** The columns that follow the positions, again and again. */
  readonly suite?: readonly Field[];
  /** Written from the public description: no real file of it was at hand. */
  readonly experimental: boolean;
}

const COUNTS = ["inscrits", "votants", "exprimes"] as const;

/** Codes of territories: one of them makes a row readable. */
export const TERRITOIRE_FIELDS = [
  "departement",
  "commune",
  "region",
  "canton",
  "circonscription",
  "identifiant",
  "code",
  "section",
  "secteur",
] as const satisfies readonly Field[];

/** Those of almost every file of the ministry by bureau from 1999 to 2015. */
const BUREAU_13: readonly Field[] = [
  "tour",
  "departement",
  "commune",
  "communeNom",
  "bureau",
  "inscrits",
  "votants",
  "exprimes",
  "panneau",
  "nomCandidat",
  "prenom",
  "nuance",
  "voix",
];

/** The européennes of 2009: lists have no number. */
const BUREAU_12: readonly Field[] = BUREAU_13.filter((field) => field !== "panneau");

const BUREAU_15: readonly Field[] = [...BUREAU_13.slice(0, 4), "circonscription", "canton", ...BUREAU_13.slice(4)];

const REFERENDUM_16: readonly (Field | null)[] = [
  "tour",
  "region",
  "departement",
  null,
  "circonscription",
  "canton",
  "commune",
  null,
  "communeNom",
  "bureau",
  "inscrits",
  "votants",
  "abstentions",
  "exprimes",
  "nomCandidat",
  "voix",
];

/** Sequence, `MN`, year, round, commune, bureau, `I`, counts, number of lists; then number and voix of each list. */
const PREFECTURE: readonly (Field | null)[] = [
  null,
  "sigle",
  "annee",
  "tour",
  "departement",
  "commune",
  "bureau",
  null,
  "inscrits",
  "abstentions",
  "votants",
  null,
  "blancs",
  "nuls",
  "exprimes",
  null,
];

/** Every family, the most particular first: the first that fits is taken. */
export const FAMILIES: readonly Family[] = [
  {
    id: "presse-xml",
    nom: "arborescence XML de presse du ministère (2017, 2024)",
    forme: "blocs",
    besoins: [...COUNTS, "voix", "territoire"],
    signes: ["sigle"],
    experimental: false,
  },
  {
    id: "agrege-candidats",
    nom: "candidats_results, une ligne par bureau et candidature (données agrégées)",
    forme: "long",
    besoins: ["election", "voix", "territoire"],
    experimental: true,
  },
  {
    id: "agrege-general",
    nom: "general_results, une ligne par bureau (données agrégées)",
    forme: "comptes",
    besoins: ["election", ...COUNTS, "territoire"],
    experimental: true,
  },
  {
    id: "bureaux-t1-t2",
    nom: "texte du ministère sans en-tête, une ligne par bureau et candidature (1999–2015)",
    forme: "long",
    besoins: ["tour", "departement", "commune", "bureau", ...COUNTS, "voix"],
    positions: [BUREAU_12, BUREAU_13, BUREAU_15, REFERENDUM_16],
    debut: /^[12];/,
    experimental: true,
  },
  {
    id: "prefecture",
    nom: "envoi d'une mairie à la préfecture, sans en-tête",
    forme: "blocs",
    besoins: ["tour", "departement", "commune", "bureau", ...COUNTS, "voix"],
    positions: [PREFECTURE],
    debut: /^\d+;[A-Z]{2};\d{4};[12];/,
    suite: ["panneau", "voix"],
    experimental: false,
  },
  {
    id: "csv-large",
    nom: "CSV large, une colonne par candidature",
    forme: "large",
    besoins: [...COUNTS, "territoire"],
    experimental: false,
  },
  {
    id: "csv-long",
    nom: "CSV long, une ligne par territoire et candidature",
    forme: "long",
    besoins: [...COUNTS, "voix", "territoire"],
    experimental: false,
  },
  {
    id: "ministere-2024",
    nom: "ministère depuis 2024, blocs numérotés avec Elu",
    forme: "blocs",
    besoins: [...COUNTS, "voix", "elu", "territoire"],
    signes: ["elu"],
    experimental: false,
  },
  {
    id: "ministere-blocs",
    nom: "ministère, un bloc de colonnes par candidature",
    forme: "blocs",
    besoins: [...COUNTS, "voix", "territoire"],
    experimental: false,
  },
  {
    id: "france-entiere",
    nom: "feuille « France entière » d'un classeur, de haut en bas",
    forme: "blocs",
    besoins: [...COUNTS, "voix", "ensemble"],
    experimental: false,
  },
  {
    id: "candidats",
    nom: "candidatures et voix, sans inscrits ni exprimés",
    forme: "long",
    besoins: ["voix", "territoire"],
    experimental: false,
  },
  {
    id: "comptes",
    nom: "participation sans voix",
    forme: "comptes",
    besoins: [...COUNTS, "territoire"],
    experimental: false,
  },
  {
    id: "personnes",
    nom: "liste de candidats ou d'élus, sans voix",
    forme: "personnes",
    besoins: ["nomCandidat", "prenom"],
    experimental: true,
  },
];
