import type { Candidature } from "../../contracts/dossier.ts";

/** The candidates of 2017 as the Conseil constitutionnel listed them (décisions 2017-169 PDR and 2017-170 PDR): facts. */

/**
 * How a vote leans from one commune to another, in thousandths: each time the population doubles, towards the right,
 * towards protest. Invented; only the contrast within a département depends on it.
 */
export interface Leaning {
  readonly city: number;
  readonly right: number;
  readonly protest: number;
}

export interface Candidate extends Candidature {
  readonly civilite: "M" | "Mme";
  readonly prenom: string;
  readonly panneau: number;
  readonly naissance: string;
  readonly leaning: Leaning;
}

const leaning = (city: number, right: number, protest: number): Leaning => ({ city, right, protest });

const macron = { id: "MACRON", civilite: "M", prenom: "Emmanuel", nom: "MACRON", naissance: "1977-12-21" } as const;
const lePen = { id: "LE-PEN", civilite: "Mme", prenom: "Marine", nom: "LE PEN", naissance: "1968-08-05" } as const;

/** Round 1, in the order of the panels drawn by lot. */
export const FIRST_CANDIDATES: readonly Candidate[] = [
  {
    id: "DUPONT-AIGNAN",
    civilite: "M",
    prenom: "Nicolas",
    nom: "DUPONT-AIGNAN",
    naissance: "1961-03-07",
    panneau: 1,
    leaning: leaning(-20, 150, 100),
  },
  { ...lePen, panneau: 2, leaning: leaning(-45, 150, 300) },
  { ...macron, panneau: 3, leaning: leaning(25, 0, -250) },
  {
    id: "HAMON",
    civilite: "M",
    prenom: "Benoît",
    nom: "HAMON",
    naissance: "1967-06-26",
    panneau: 4,
    leaning: leaning(25, -300, -100),
  },
  {
    id: "ARTHAUD",
    civilite: "Mme",
    prenom: "Nathalie",
    nom: "ARTHAUD",
    naissance: "1970-02-23",
    panneau: 5,
    leaning: leaning(-15, -150, 150),
  },
  {
    id: "POUTOU",
    civilite: "M",
    prenom: "Philippe",
    nom: "POUTOU",
    naissance: "1967-03-14",
    panneau: 6,
    leaning: leaning(-5, -200, 150),
  },
  {
    id: "CHEMINADE",
    civilite: "M",
    prenom: "Jacques",
    nom: "CHEMINADE",
    naissance: "1941-08-20",
    panneau: 7,
    leaning: leaning(0, 0, 50),
  },
  {
    id: "LASSALLE",
    civilite: "M",
    prenom: "Jean",
    nom: "LASSALLE",
    naissance: "1955-05-03",
    panneau: 8,
    leaning: leaning(-40, 0, 100),
  },
  {
    id: "MELENCHON",
    civilite: "M",
    prenom: "Jean-Luc",
    nom: "MÉLENCHON",
    naissance: "1951-08-19",
    panneau: 9,
    leaning: leaning(20, -300, 150),
  },
  {
    id: "ASSELINEAU",
    civilite: "M",
    prenom: "François",
    nom: "ASSELINEAU",
    naissance: "1957-09-14",
    panneau: 10,
    leaning: leaning(0, 50, 150),
  },
  {
    id: "FILLON",
    civilite: "M",
    prenom: "François",
    nom: "FILLON",
    naissance: "1954-03-04",
    panneau: 11,
    leaning: leaning(0, 350, -150),
  },
];

/** Round 2. */
export const SECOND_CANDIDATES: readonly Candidate[] = [
  { ...macron, panneau: 1, leaning: leaning(25, -50, -200) },
  { ...lePen, panneau: 2, leaning: leaning(-45, 150, 300) },
];

/** Leanings of abstention, and of blank and null ballots. */
export const ABSTENTION: Leaning = leaning(12, -50, 150);
export const BLANCS: Leaning = leaning(-25, 0, 0);
export const NULS: Leaning = leaning(-25, 0, 100);
