import type { TerritoryRow } from "#shared/documents/common.ts";
import type { Column } from "#shared/exports/table.ts";
import { workbookOf, type Sheet } from "#shared/exports/workbook.ts";
import type { BureauxDocument, DepartementDocument, Documents } from "../documents.ts";
import { isIn } from "../pages/children.ts";
import { namesWithin, type Territory } from "../pages/territory.ts";
import type { Place } from "../address.ts";

export { csvOf } from "#shared/exports/csv.ts";

/** The figures of a page as tables, for spreadsheets. Column names are those of the files of `vingt-heures export`. */

const text = (name: string): Column => ({ name, type: "texte" });
const integer = (name: string): Column => ({ name, type: "entier" });
const FIGURES = ["Inscrits", "Votants", "Blancs", "Nuls", "Exprimés"].map(integer);

/** A territory's ballots, a line a candidature. */
export function resultSheet({ name, ballots, totaux, participation }: Territory): Sheet {
  return {
    name: "Résultat",
    columns: [
      ...["Territoire", "Unité", "Candidature", "Prénom", "Nom", "Liste", "Nuance"].map(text),
      integer("Voix"),
      { name: "% Voix/exprimés", type: "pourcent" },
      text("Statut"),
      integer("Sièges"),
      ...FIGURES,
    ],
    rows: ballots.flatMap(({ unite, candidatures, exprimes, outcome }) => {
      const fates = new Map(outcome?.candidatures.map((one) => [one.id, one]));
      return candidatures.map(({ id, prenom, nom, liste, nuance, voix, pourcentExprimes }) => [
        name,
        unite,
        id,
        prenom ?? null,
        nom,
        liste ?? null,
        nuance ?? null,
        voix,
        pourcentExprimes,
        fates.get(id)?.statut ?? null,
        fates.get(id)?.sieges ?? null,
        participation.inscrits,
        participation.votants,
        totaux?.blancs ?? null,
        totaux?.nuls ?? null,
        exprimes,
      ]);
    }),
  };
}

/** Everything that a page lists, as an Excel workbook: the result, then the territories or bureaux below it. */
export function territoryWorkbook(documents: Documents, place: Place, territory: Territory): Blob {
  const sheets = [resultSheet(territory), ...below(documents, place)].filter(({ rows }) => rows.length > 0);
  return new Blob([workbookOf(sheets)]);
}

function below({ france, departement, bureaux }: Documents, place: Place): Sheet[] {
  switch (place.kind) {
    case "france":
    case "region": {
      const { candidatures = [] } = france;
      return [
        {
          name: "Départements",
          columns: [
            ...["Code", "Département"].map(text),
            ...["Bureaux", "Bureaux comptés", "Inscrits", "Votants", "Exprimés"].map(integer),
            ...candidatures.map(({ nom }) => integer(nom)),
          ],
          rows: france.departements
            .filter(({ region }) => place.kind === "france" || region === place.code)
            .map(({ code, nom, bureaux: counts, participation, exprimes, voix }) => [
              code,
              nom,
              counts.expected,
              counts.counted,
              participation.inscrits,
              participation.votants,
              exprimes ?? null,
              ...candidatures.map((_, i) => voix?.[i] ?? null),
            ]),
        },
      ];
    }
    case "departement":
      return departement === null ? [] : [territoriesSheet(departement, departement.resultat.communes)];
    case "commune":
    case "unite":
      return departement === null || bureaux === null ? [] : [bureauxSheet(departement, bureaux, isIn(place))];
  }
}

/** Territories, a line for each candidature of each. */
function territoriesSheet(document: DepartementDocument, rows: readonly TerritoryRow[]): Sheet {
  const nameOf = namesWithin(document);
  const { candidatures, unites } = document.resultat;
  const idsOf = new Map(unites.map((unite) => [unite.code, unite.candidatures.map(({ id }) => id)]));
  const national = candidatures.map(({ id }) => id);
  return {
    name: "Communes",
    columns: [
      ...["Code", "Commune", "Unité"].map(text),
      ...["Bureaux", "Bureaux comptés"].map(integer),
      ...FIGURES,
      text("Candidature"),
      integer("Voix"),
    ],
    rows: rows.flatMap(({ code, nom, bureaux, totaux, voix }) =>
      voix.flatMap(({ unite = "", voix: counts }) =>
        counts.map((count, i) => [
          code,
          nom,
          unite,
          bureaux.expected,
          bureaux.counted,
          ...figures(totaux),
          nameOf(unite, (idsOf.get(unite) ?? national)[i] ?? ""),
          count,
        ]),
      ),
    ),
  };
}

/** Bureaux, a line for each candidature of each. */
function bureauxSheet(
  departement: DepartementDocument,
  { resultat, candidatures }: BureauxDocument,
  within: (row: BureauxDocument["resultat"][number]) => boolean,
): Sheet {
  const nameOf = namesWithin(departement);
  return {
    name: "Bureaux",
    columns: [
      ...["Commune", "Bureau", "Unité"].map(text),
      integer("Version"),
      ...FIGURES,
      text("Candidature"),
      integer("Voix"),
    ],
    rows: resultat
      .filter(within)
      .flatMap(([commune, bureau, unite, version, inscrits, votants, blancs, nuls, exprimes, voix]) =>
        voix.map((count, i) => [
          commune,
          bureau,
          unite,
          version,
          ...figures({ inscrits, votants, blancs, nuls, exprimes }),
          nameOf(unite, candidatures[unite]?.[i] ?? ""),
          count,
        ]),
      ),
  };
}

const figures = ({ inscrits, votants, blancs, nuls, exprimes }: TerritoryRow["totaux"]): number[] => [
  inscrits,
  votants,
  blancs,
  nuls,
  exprimes,
];
