import type { Candidature } from "../contracts/dossier.ts";
import type { ElectionType } from "../contracts/election-names.ts";
import { FIRST_CANDIDATES, SECOND_CANDIDATES } from "../night/scenarios/presidentielle-2017-candidats.ts";
import { idOf } from "./ids.ts";
import { nuancesOf2017, type NuanceCounts } from "./legislatives-2017.ts";

/**
 * The scrutins that a result file may be of: their polling days, and what files do not say of those that are known best.
 * Public facts: decrees convening electors, lists established by the Conseil constitutionnel (présidentielle)
 * and the Ministère de l'Intérieur.
 */

const TYPES = [
  "presidentielle",
  "legislatives",
  "europeennes",
  "referendum",
  "regionales",
  "departementales",
  "cantonales",
  "municipales",
  "senatoriales",
] as const satisfies readonly ElectionType[];

export type ScrutinType = (typeof TYPES)[number];

/** One tour of a known scrutin. */
export interface KnownRound {
  readonly tour: 1 | 2;
  /** Polling day in metropolitan France, `YYYY-MM-DD`. */
  readonly date: string;
  /** National inscrits, to a few hundred: tells apart rounds whose candidates are the same. */
  readonly inscrits?: number;
  /** Names of the nation's candidates: enough to know the round by. */
  readonly noms?: readonly string[];
  /** Of the nation, in the order of their panels. */
  readonly candidatures?: readonly Candidature[];
  /** How many candidates stood under each nuance of a circonscription. */
  readonly candidats?: NuanceCounts;
}

export interface KnownScrutin {
  readonly type: ScrutinType;
  readonly annee: string;
  readonly rounds: readonly KnownRound[];
  /** A nuance that only this scrutin of its type has, in every file of it. */
  readonly nuance?: string;
  /** Nuances that only this scrutin of its type has, in most files of it. */
  readonly signes?: readonly string[];
}

const facts = (candidates: readonly Candidature[]): readonly Candidature[] =>
  candidates.map(({ id, nom, prenom = "", civilite = "M", naissance = "", panneau = 0 }) => ({
    id,
    nom,
    prenom,
    civilite,
    naissance,
    panneau,
  }));

const lists = (lines: string): readonly Candidature[] =>
  lines
    .trim()
    .split("\n")
    .map((nom, i) => ({ id: idOf(nom), nom, panneau: i + 1 }));

/** The lists of the européennes of 2019, by number, under their short names in the ministry's files. */
const EUROPEENNES_2019 = lists(`
LA FRANCE INSOUMISE
UNE FRANCE ROYALE
LA LIGNE CLAIRE
PARTI PIRATE
RENAISSANCE
DÉMOCRATIE REPRÉSENTATIVE
ENSEMBLE PATRIOTES
PACE
URGENCE ÉCOLOGIE
LISTE DE LA RECONQUÊTE
LES EUROPÉENS
ENVIE D'EUROPE
PARTI FED. EUROPÉEN
INITIATIVE CITOYENNE
DEBOUT LA FRANCE
ALLONS ENFANTS
DÉCROISSANCE 2019
LUTTE OUVRIÈRE
POUR L'EUROPE DES GENS
ENSEMBLE POUR LE FREXIT
LISTE CITOYENNE
À VOIX ÉGALES
PRENEZ LE POUVOIR
NEUTRE ET ACTIF
RÉVOLUTIONNAIRE
ESPERANTO
ÉVOLUTION CITOYENNE
ALLIANCE JAUNE
UNION DROITE-CENTRE
EUROPE ÉCOLOGIE
PARTI ANIMALISTE
LES OUBLIES DE L'EUROPE
UDLEF
EUROPE AU SERVICE PEUPLES
`);

/** A présidentielle of which the names are known, of both rounds, and the inscrits of the second where they matter. */
const presidentielle = (
  first: string,
  second: string,
  firstNames: string,
  secondNames: string,
  inscrits?: number,
): KnownScrutin => ({
  type: "presidentielle",
  annee: first.slice(0, 4),
  rounds: [
    { tour: 1, date: first, noms: firstNames.split(", ") },
    { tour: 2, date: second, noms: secondNames.split(", "), ...(inscrits !== undefined && { inscrits }) },
  ],
});

const days = (type: ScrutinType, ...dates: readonly string[]): KnownScrutin => ({
  type,
  annee: dates[0]!.slice(0, 4),
  rounds: dates.map((date, i) => ({ tour: i === 0 ? 1 : 2, date })),
});

/** Both rounds of the sénatoriales are held the same day (L294). */
const senatoriales = (date: string): KnownScrutin => days("senatoriales", date, date);

export const KNOWN_SCRUTINS: readonly KnownScrutin[] = [
  presidentielle(
    "2002-04-21",
    "2002-05-05",
    "MEGRET, LEPAGE, GLUCKSTEIN, BAYROU, CHIRAC, LE PEN, TAUBIRA, SAINT-JOSSE, MAMERE, JOSPIN, BOUTIN, HUE, CHEVENEMENT, MADELIN, LAGUILLER, BESANCENOT",
    "CHIRAC, LE PEN",
  ),
  presidentielle(
    "2007-04-22",
    "2007-05-06",
    "BESANCENOT, BUFFET, SCHIVARDI, BAYROU, BOVE, VOYNET, VILLIERS, ROYAL, NIHOUS, LE PEN, LAGUILLER, SARKOZY",
    "SARKOZY, ROYAL",
  ),
  presidentielle(
    "2012-04-22",
    "2012-05-06",
    "JOLY, LE PEN, SARKOZY, MELENCHON, POUTOU, ARTHAUD, CHEMINADE, BAYROU, DUPONT-AIGNAN, HOLLANDE",
    "HOLLANDE, SARKOZY",
  ),
  {
    type: "presidentielle",
    annee: "2017",
    rounds: [
      { tour: 1, date: "2017-04-23", inscrits: 47_582_183, candidatures: facts(FIRST_CANDIDATES) },
      { tour: 2, date: "2017-05-07", inscrits: 47_568_693, candidatures: facts(SECOND_CANDIDATES) },
    ],
  },
  presidentielle(
    "2022-04-10",
    "2022-04-24",
    "ARTHAUD, ROUSSEL, MACRON, LASSALLE, LE PEN, ZEMMOUR, MELENCHON, HIDALGO, JADOT, PECRESSE, POUTOU, DUPONT-AIGNAN",
    "MACRON, LE PEN",
    48_752_339,
  ),
  days("legislatives", "2002-06-09", "2002-06-16"),
  { ...days("legislatives", "2007-06-10", "2007-06-17"), signes: ["UDFD"] },
  { ...days("legislatives", "2012-06-10", "2012-06-17"), signes: ["NCE", "FG"] },
  {
    type: "legislatives",
    annee: "2017",
    nuance: "REM",
    rounds: [
      { tour: 1, date: "2017-06-11", inscrits: 47_570_988, candidats: nuancesOf2017(1) },
      { tour: 2, date: "2017-06-18", inscrits: 47_293_103, candidats: nuancesOf2017(2) },
    ],
  },
  { ...days("legislatives", "2022-06-12", "2022-06-19"), signes: ["NUP"] },
  { ...days("legislatives", "2024-06-30", "2024-07-07"), signes: ["UG", "UXD"] },
  days("europeennes", "1999-06-13"),
  days("europeennes", "2004-06-13"),
  days("europeennes", "2009-06-07"),
  days("europeennes", "2014-05-25"),
  {
    type: "europeennes",
    annee: "2019",
    rounds: [{ tour: 1, date: "2019-05-26", inscrits: 47_345_120, candidatures: EUROPEENNES_2019 }],
  },
  { ...days("europeennes", "2024-06-09"), signes: ["LENS"] },
  days("referendum", "2005-05-29"),
  days("regionales", "2004-03-21", "2004-03-28"),
  days("regionales", "2010-03-14", "2010-03-21"),
  days("regionales", "2015-12-06", "2015-12-13"),
  days("regionales", "2021-06-20", "2021-06-27"),
  days("departementales", "2015-03-22", "2015-03-29"),
  days("departementales", "2021-06-20", "2021-06-27"),
  days("cantonales", "2001-03-11", "2001-03-18"),
  days("cantonales", "2004-03-21", "2004-03-28"),
  days("cantonales", "2008-03-09", "2008-03-16"),
  days("cantonales", "2011-03-20", "2011-03-27"),
  days("municipales", "2001-03-11", "2001-03-18"),
  days("municipales", "2008-03-09", "2008-03-16"),
  days("municipales", "2014-03-23", "2014-03-30"),
  days("municipales", "2020-03-15", "2020-06-28"),
  days("municipales", "2026-03-15", "2026-03-22"),
  senatoriales("2011-09-25"),
  senatoriales("2014-09-28"),
  senatoriales("2017-09-24"),
  senatoriales("2020-09-27"),
  senatoriales("2023-09-24"),
  senatoriales("2026-09-27"),
];

export const isScrutinType = (type: string): type is ScrutinType => (TYPES as readonly string[]).includes(type);

/** What can be read, for messages that must list it. */
export const SCRUTIN_TYPES = TYPES.join(", ");
