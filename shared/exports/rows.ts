import type { Sums } from "../count/decompte.ts";
import type { ScoredCandidature, TerritoryRow } from "../documents/common.ts";
import type { BureauRow, BureauxDocument, DepartementDocument } from "../documents/departement.ts";
import type { PublishedNight } from "../documents/published-night.ts";
import type { Outcome } from "../law/outcome.ts";

/** The levels at which a night is exported. `unite`: circonscriptions, cantons, secteurs, communes that elect. */
export const LEVELS = ["bureau", "commune", "unite", "departement", "region", "national"] as const;
export type Level = (typeof LEVELS)[number];

interface Named {
  readonly code: string;
  readonly nom: string;
}

/** A candidature in one territory, with what the law made of it where the territory is the one that decides. */
export interface ExportedCandidature extends Omit<ScoredCandidature, "pourcentExprimes" | "pourcentInscrits"> {
  readonly statut?: string;
  readonly sieges?: number;
  readonly siegesCommunautaires?: number;
  readonly siegesArrondissement?: number;
}

/** One territory of an export. */
export interface ExportRow {
  readonly region?: Named;
  readonly departement?: Named;
  readonly unite?: Named & { readonly type: string };
  readonly commune?: Named;
  readonly bureau?: string;
  readonly complet: boolean;
  readonly totaux: Sums;
  readonly candidatures: readonly ExportedCandidature[];
}

/** The territories of one level, in the order of the documents. A commune that lies in several unites has a row in each. */
export function exportRows(night: PublishedNight, level: Level): ExportRow[] {
  switch (level) {
    case "national":
      return [nationalRow(night)];
    case "region":
      return night.regions.map(({ region, complet, totaux, candidatures }) => ({
        region,
        complet,
        totaux,
        candidatures,
      }));
    case "departement":
      return night.departements.map(({ departement: { resultat } }) => ({
        departement: resultat.departement,
        complet: resultat.complet,
        totaux: resultat.totaux,
        candidatures: resultat.candidatures,
      }));
    case "unite":
      return night.departements.flatMap(({ departement }) => uniteRows(departement));
    case "commune":
      return night.departements.flatMap(({ departement, bureaux }) => communeRows(night, departement, bureaux));
    case "bureau":
      return night.departements.flatMap(({ departement, bureaux }) => bureauRows(night, departement, bureaux));
  }
}

function nationalRow({ france }: PublishedNight): ExportRow {
  const { complet, totaux, candidatures, outcome } = france;
  return { complet, totaux, candidatures: decided(candidatures, outcome && "etapes" in outcome ? outcome : undefined) };
}

const uniteRows = ({ resultat }: DepartementDocument): ExportRow[] =>
  resultat.unites.map(({ code, nom, type, complet, totaux, candidatures, outcome }) => ({
    departement: resultat.departement,
    unite: { code, nom, type },
    complet,
    totaux,
    candidatures: decided(candidatures, outcome),
  }));

function decided(candidatures: readonly ScoredCandidature[], outcome: Outcome | undefined): ExportedCandidature[] {
  const verdicts = new Map(outcome?.candidatures.map((verdict) => [verdict.id, verdict]));
  return candidatures.map((candidature) => {
    const { statut, sieges, siegesCommunautaires, siegesArrondissement } = verdicts.get(candidature.id) ?? {};
    return {
      ...candidature,
      ...(statut !== undefined && { statut }),
      ...(sieges !== undefined && { sieges }),
      ...(siegesCommunautaires !== undefined && { siegesCommunautaires }),
      ...(siegesArrondissement !== undefined && { siegesArrondissement }),
    };
  });
}

/** Who stands in each unite of a département; the empty code is the nation. */
function ballotsOf(
  { france }: PublishedNight,
  { resultat }: DepartementDocument,
  bureaux: BureauxDocument,
): (unite: string, voix: readonly number[]) => ExportedCandidature[] {
  const known = new Map(
    [...france.candidatures, ...resultat.unites.flatMap((unite) => unite.candidatures)].map((one) => [one.id, one]),
  );
  const unites = new Map(resultat.unites.map(({ code, candidatures }) => [code, candidatures]));
  return (unite, voix) =>
    voix.map((count, i) => {
      const id = bureaux.candidatures[unite]?.[i] ?? String(i);
      const candidature = unites.get(unite)?.[i] ?? known.get(id) ?? { id, nom: id };
      return { ...candidature, voix: count };
    });
}

function communeRows(night: PublishedNight, document: DepartementDocument, bureaux: BureauxDocument): ExportRow[] {
  const { departement, communes, unites } = document.resultat;
  const named = new Map(unites.map(({ code, nom, type }) => [code, { code, nom, type }]));
  const ballot = ballotsOf(night, document, bureaux);
  return communes.flatMap((row) =>
    row.voix.map(({ unite = "", voix }) => {
      const within = named.get(unite);
      return {
        departement,
        ...(within && { unite: within }),
        commune: { code: row.code, nom: row.nom },
        complet: row.complet,
        totaux: row.voix.length === 1 ? row.totaux : sharedTotals(row, unite, bureaux.resultat),
        candidatures: ballot(unite, voix),
      };
    }),
  );
}

/** Sums of a commune's bureaux that vote in one of its unites. */
function sharedTotals({ code }: TerritoryRow, within: string, bureaux: readonly BureauRow[]): Sums {
  const sums = { inscrits: 0, votants: 0, blancs: 0, nuls: 0, exprimes: 0 };
  for (const [commune, , unite, , inscrits, votants, blancs, nuls, exprimes] of bureaux) {
    if (commune !== code || unite !== within) continue;
    sums.inscrits += inscrits;
    sums.votants += votants;
    sums.blancs += blancs;
    sums.nuls += nuls;
    sums.exprimes += exprimes;
  }
  return sums;
}

function bureauRows(night: PublishedNight, document: DepartementDocument, bureaux: BureauxDocument): ExportRow[] {
  const { departement, communes, unites } = document.resultat;
  const named = new Map(unites.map(({ code, nom, type }) => [code, { code, nom, type }]));
  const names = new Map(communes.map(({ code, nom }) => [code, nom]));
  const ballot = ballotsOf(night, document, bureaux);
  return bureaux.resultat.map(([commune, bureau, unite, , inscrits, votants, blancs, nuls, exprimes, voix]) => {
    const within = named.get(unite);
    return {
      departement,
      ...(within && { unite: within }),
      commune: { code: commune, nom: names.get(commune) ?? commune },
      bureau,
      complet: true,
      totaux: { inscrits, votants, blancs, nuls, exprimes },
      candidatures: ballot(unite, voix),
    };
  });
}
