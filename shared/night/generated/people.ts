import type { Candidature } from "../../contracts/dossier.ts";
import type { Personne } from "../../law/contest.ts";
import { randomOf, type Random } from "../random.ts";

/** Invented candidates: first names and surnames drawn apart, so that nobody is meant. */

const FEMALE =
  "Alice Béatrice Camille Diane Élise Fanny Gaëlle Hélène Inès Jeanne Karine Louise Manon Nadia Odile Pauline Rachel Sarah Thérèse Yasmine".split(
    " ",
  );
const MALE =
  "Adrien Basile Cyril Denis Étienne Fabien Gilles Hugo Ivan Jules Karim Lucien Marius Nicolas Omar Paulin Rémi Simon Tanguy Yann".split(
    " ",
  );
const SURNAMES =
  "Arnoux Bellanger Carpentier Delorme Estienne Fontanel Garnaud Hébert Imbert Jourdan Kerouanton Lavigne Maréchal Noblet Oudinot Périgaud Quentin Rambaud Sénéchal Tardieu Urbain Vasseur Weber Ybert Zimmer Auvray Bonnefoy Castagner Duhamel Escoffier Ferrand Gosselin".split(
    " ",
  );

/** Nuances under which invented candidatures stand: real codes of the ministry, one letter more for lists. */
export const NUANCES: Readonly<Record<string, string>> = {
  DVG: "Divers gauche",
  DVD: "Divers droite",
  DVC: "Divers centre",
  UG: "Union de la gauche",
  UD: "Union de la droite",
  ECO: "Écologiste",
  EXG: "Extrême gauche",
  EXD: "Extrême droite",
  REG: "Régionaliste",
  DIV: "Divers",
};

/** How the candidatures of a unite stand. */
export type Style = "personne" | "binome" | "liste" | "reponse";

export interface BallotPlan {
  readonly style: Style;
  /** How many stand. */
  readonly candidatures: number;
  /** Names on each list; 0: lists give none. */
  readonly noms: number;
  /** Whether nuances are told; else they are `NC`. */
  readonly nuances: boolean;
}

const named = (random: Random, sexe: "F" | "M"): Personne & { readonly nom: string } => {
  const firsts = sexe === "F" ? FEMALE : MALE;
  const nom = `${firsts[random.between(0, firsts.length - 1)]} ${SURNAMES[random.between(0, SURNAMES.length - 1)]}`;
  const day = `${random.between(1945, 2003)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
  return { nom, naissance: day, sexe };
};

const two = (number: number): string => String(number).padStart(2, "0");

/** The candidatures of a unite, in the order of their panels; ids are theirs within the unite. */
export function inventBallot({ style, candidatures, noms, nuances }: BallotPlan, seed: string): Candidature[] {
  if (style === "reponse") return ["OUI", "NON"].map((nom, i) => ({ id: nom, nom, panneau: i + 1 }));
  const random = randomOf(seed, "candidatures");
  const codes = Object.keys(NUANCES);
  const from = random.between(0, codes.length - 1);
  return Array.from({ length: candidatures }, (_, i) => {
    const sexe = (random.between(0, 1) + i) % 2 === 0 ? "F" : "M";
    const head = named(random, sexe);
    const [prenom = "", nom = ""] = head.nom.split(" ");
    const code = codes[(from + i) % codes.length]!;
    const nuance = nuances ? (style === "liste" ? `L${code}` : style === "binome" ? `BC-${code}` : code) : "NC";
    const others = style === "binome" ? 1 : Math.max(0, noms - 1);
    const personnes = [
      head,
      ...Array.from({ length: others }, (_unused, rank) =>
        named(random, (rank % 2 === 0) === (sexe === "F") ? "M" : "F"),
      ),
    ];
    return {
      id: `${style === "liste" ? "L" : "C"}${two(i + 1)}`,
      nom: style === "binome" ? personnes.map((one) => one.nom).join(" et ") : nom,
      ...(style !== "binome" && { prenom, civilite: sexe === "F" ? ("Mme" as const) : ("M" as const) }),
      panneau: i + 1,
      nuance,
      ...(style === "liste" && { liste: `Liste ${i + 1} (générée)` }),
      ...(style === "personne" && { naissance: head.naissance! }),
      ...(style !== "personne" && personnes.length > 1 && { personnes }),
    };
  });
}

/** Name of a nuance for readers. */
export const nuanceName = (nuance: string): string =>
  nuance === "NC" ? "Nuance non communiquée" : (NUANCES[nuance.replace(/^(L|BC-)(?=[A-Z]{2})/, "")] ?? nuance);
