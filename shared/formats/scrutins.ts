import type { Candidature } from "../contracts/dossier.ts";
import { FIRST_CANDIDATES, SECOND_CANDIDATES } from "../night/scenarios/presidentielle-2017-candidats.ts";
import { idOf } from "./ids.ts";
import { nuancesOf2017, type NuanceCounts } from "./legislatives-2017.ts";

/**
 * The scrutins that a result file may be of: their polling days, and what files do not say of those that are known best.
 * Public facts: decrees convening electors, lists established by the Conseil constitutionnel (présidentielle)
 * and the Ministère de l'Intérieur.
 */

export type ScrutinType = "presidentielle" | "legislatives" | "europeennes" | "referendum";

/** One tour of a known scrutin. */
export interface KnownRound {
  readonly tour: 1 | 2;
  /** Polling day in metropolitan France, `YYYY-MM-DD`. */
  readonly date: string;
  /** National inscrits of the files by bureau: tells apart rounds whose candidates are the same. */
  readonly inscrits?: number;
  /** Of the nation, in the order of their panels. */
  readonly candidatures?: readonly Candidature[];
  /** How many candidates stood under each nuance of a circonscription. */
  readonly candidats?: NuanceCounts;
}

export interface KnownScrutin {
  readonly type: ScrutinType;
  readonly annee: string;
  readonly rounds: readonly KnownRound[];
  /** A nuance that only this scrutin of its type has. */
  readonly nuance?: string;
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

const days = (type: ScrutinType, ...dates: readonly string[]): KnownScrutin => ({
  type,
  annee: dates[0]!.slice(0, 4),
  rounds: dates.map((date, i) => ({ tour: i === 0 ? 1 : 2, date })),
});

export const KNOWN_SCRUTINS: readonly KnownScrutin[] = [
  days("presidentielle", "2002-04-21", "2002-05-05"),
  days("presidentielle", "2007-04-22", "2007-05-06"),
  days("presidentielle", "2012-04-22", "2012-05-06"),
  {
    type: "presidentielle",
    annee: "2017",
    rounds: [
      { tour: 1, date: "2017-04-23", inscrits: 47_582_183, candidatures: facts(FIRST_CANDIDATES) },
      { tour: 2, date: "2017-05-07", inscrits: 47_568_693, candidatures: facts(SECOND_CANDIDATES) },
    ],
  },
  days("presidentielle", "2022-04-10", "2022-04-24"),
  days("legislatives", "2002-06-09", "2002-06-16"),
  days("legislatives", "2007-06-10", "2007-06-17"),
  days("legislatives", "2012-06-10", "2012-06-17"),
  {
    type: "legislatives",
    annee: "2017",
    nuance: "REM",
    rounds: [
      { tour: 1, date: "2017-06-11", inscrits: 47_570_988, candidats: nuancesOf2017(1) },
      { tour: 2, date: "2017-06-18", inscrits: 47_293_103, candidats: nuancesOf2017(2) },
    ],
  },
  days("legislatives", "2022-06-12", "2022-06-19"),
  days("legislatives", "2024-06-30", "2024-07-07"),
  days("europeennes", "2014-05-25"),
  {
    type: "europeennes",
    annee: "2019",
    rounds: [{ tour: 1, date: "2019-05-26", inscrits: 47_345_120, candidatures: EUROPEENNES_2019 }],
  },
  days("europeennes", "2024-06-09"),
  days("referendum", "2005-05-29"),
];

const OFFICIAL_NAMES: Readonly<Record<ScrutinType, string>> = {
  presidentielle: "Élection présidentielle",
  legislatives: "Élections législatives",
  europeennes: "Élections européennes",
  referendum: "Référendum",
};

/** Name of a scrutin for readers: `Élections législatives 2017`. */
export const scrutinName = (type: ScrutinType, annee: string): string => `${OFFICIAL_NAMES[type]} ${annee}`;

export const isScrutinType = (type: string): type is ScrutinType => Object.hasOwn(OFFICIAL_NAMES, type);

/** What can be read, for messages that must list it. */
export const SCRUTIN_TYPES = Object.keys(OFFICIAL_NAMES).join(", ");
