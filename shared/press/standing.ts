import type { Candidature, DossierHead } from "../contracts/dossier.ts";
import type { StatutCandidature } from "../law/outcome.ts";
import type { Candidat } from "./figures.ts";
import type { Nuance } from "./model-2024.ts";

/** Who stands, as the files of every layout name them. */

type Named = Pick<Candidature, "panneau" | "nom" | "prenom" | "civilite">;

const civiliteOf = ({ civilite }: Named): string => (civilite === "M" ? "M." : (civilite ?? ""));

/** @param position its place on the ballot, which numbers a panel that nobody numbered */
export const candidatOf = (candidature: Named, position: number): Candidat => ({
  panneau: candidature.panneau ?? position + 1,
  nom: candidature.nom,
  prenom: candidature.prenom ?? "",
  civilite: civiliteOf(candidature),
});

export const teteOf = (candidature: Named): Omit<Candidat, "panneau"> => ({
  nom: candidature.nom,
  prenom: candidature.prenom ?? "",
  civilite: civiliteOf(candidature),
});

export const byPanneau = (a: { readonly panneau: number }, b: { readonly panneau: number }): number =>
  a.panneau - b.panneau;

/** The nuances of a dossier, by code: its labels, where unites decide (P-27). */
export function nuancesOf(head: DossierHead): (code: string) => Nuance {
  const labels = new Map(head.candidatures.map(({ id, nom }) => [id, nom]));
  return (code) => ({ code, libelle: labels.get(code) ?? code });
}

export const isElected = (statut: StatutCandidature | undefined): boolean => statut === "ELU_T1" || statut === "ELU_T2";

/** Whether it may stand in round 2, alone or with another. */
export const isQualified = (statut: StatutCandidature | undefined): boolean =>
  statut === "QUALIFIE_SEUIL" || statut === "QUALIFIE_REPECHAGE" || statut === "PEUT_FUSIONNER";

/** `1ère`, `2ème`: as the ministry writes it. */
export const ordinalOf = (number: number): string => (number === 1 ? "1ère" : `${number}ème`);
