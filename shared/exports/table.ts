import { mentionsOf } from "../documents/common.ts";
import { percent } from "../documents/percent.ts";
import type { PublishedNight } from "../documents/published-night.ts";
import { exportRows, type ExportedCandidature, type ExportRow, type Level } from "./rows.ts";

/** `texte` and `entier` are what they say; `pourcent` is a text with two decimals and a comma, `24,01`. */
export type ColumnType = "texte" | "entier" | "pourcent";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** `null`: nothing to say. */
export type Cell = string | number | null;

/** One level of a night as a table: what the CSV, Excel and Parquet files are made of. */
export interface Table {
  readonly level: Level;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

const text = (name: string): Column => ({ name, type: "texte" });
const integer = (name: string): Column => ({ name, type: "entier" });
const share = (name: string): Column => ({ name, type: "pourcent" });

/** Who a row is about, by level. */
const PLACES: Readonly<Record<Level, readonly ("region" | "departement" | "unite" | "commune" | "bureau")[]>> = {
  bureau: ["departement", "unite", "commune", "bureau"],
  commune: ["departement", "unite", "commune"],
  unite: ["departement", "unite"],
  departement: ["departement"],
  region: ["region"],
  national: [],
};

const PLACE_NAMES = {
  region: "région",
  departement: "département",
  unite: "unité",
  commune: "commune",
} as const;

const FIGURES: readonly Column[] = [
  text("Complet"),
  integer("Inscrits"),
  integer("Abstentions"),
  share("% Abstentions"),
  integer("Votants"),
  share("% Votants"),
  integer("Blancs"),
  share("% Blancs/votants"),
  integer("Nuls"),
  share("% Nuls/votants"),
  integer("Exprimés"),
  share("% Exprimés/votants"),
];

/**
 * A level of a night as a table. Where every territory has the same candidatures (the nation decides, or nuances are
 * summed), each has its own columns, named after it; else its columns are numbered, and say who it is.
 */
export function exportTable(night: PublishedNight, level: Level): Table {
  const rows = exportRows(night, level);
  const shared = sharedBallot(rows);
  const places = PLACES[level].filter((place) => place !== "unite" || rows.some(({ unite }) => unite !== undefined));
  const ballots = shared ? namedBallots(shared) : numberedBallots(rows);
  return {
    level,
    columns: [...places.flatMap(placeColumns), ...FIGURES, ...ballots.columns],
    rows: rows.map((row) => [
      ...places.flatMap((place) => placeCells(row, place)),
      ...figureCells(row),
      ...ballots.cells(row),
    ]),
  };
}

const placeColumns = (place: (typeof PLACES)[Level][number]): Column[] =>
  place === "bureau"
    ? [text("Code bureau")]
    : [text(`Code ${PLACE_NAMES[place]}`), text(`Libellé ${PLACE_NAMES[place]}`)];

const placeCells = (row: ExportRow, place: (typeof PLACES)[Level][number]): Cell[] =>
  place === "bureau" ? [row.bureau ?? null] : [row[place]?.code ?? null, row[place]?.nom ?? null];

function figureCells({ complet, totaux }: ExportRow): Cell[] {
  const mentions = mentionsOf(totaux);
  return [
    complet ? "oui" : "non",
    totaux.inscrits,
    mentions.abstentions,
    mentions.pourcentAbstentions,
    totaux.votants,
    mentions.pourcentVotants,
    totaux.blancs,
    mentions.pourcentBlancs,
    totaux.nuls,
    mentions.pourcentNuls,
    totaux.exprimes,
    mentions.pourcentExprimes,
  ];
}

interface Ballots {
  readonly columns: readonly Column[];
  readonly cells: (row: ExportRow) => Cell[];
}

/** The candidatures that all rows have in common, in one order; `null` when they differ. */
function sharedBallot(rows: readonly ExportRow[]): readonly ExportedCandidature[] | null {
  const first = rows[0]?.candidatures ?? [];
  const same = rows.every(
    ({ candidatures }) =>
      candidatures.length === first.length &&
      candidatures.every(({ id, nom }, i) => id === first[i]!.id && nom === first[i]!.nom),
  );
  return same ? first : null;
}

/** First name and name of a candidature. */
export const fullName = ({ nom, prenom }: { readonly nom: string; readonly prenom?: string }): string =>
  prenom === undefined ? nom : `${prenom} ${nom}`;

function namedBallots(ballot: readonly ExportedCandidature[]): Ballots {
  const names = ballot.map(fullName);
  const labels = ballot.map(({ id }, i) =>
    names.indexOf(names[i]!) === names.lastIndexOf(names[i]!) ? names[i]! : id,
  );
  return {
    columns: labels.flatMap((label) => [
      integer(`Voix ${label}`),
      share(`% Voix/inscrits ${label}`),
      share(`% Voix/exprimés ${label}`),
    ]),
    cells: ({ candidatures, totaux }) =>
      candidatures.flatMap(({ voix }) => [voix, percent(voix, totaux.inscrits), percent(voix, totaux.exprimes)]),
  };
}

function numberedBallots(rows: readonly ExportRow[]): Ballots {
  const most = rows.reduce((max, { candidatures }) => Math.max(max, candidatures.length), 0);
  const columns = Array.from({ length: most }, (_, i) => [
    integer(`N° panneau ${i + 1}`),
    text(`Nuance ${i + 1}`),
    text(`Nom ${i + 1}`),
    text(`Prénom ${i + 1}`),
    integer(`Voix ${i + 1}`),
    share(`% Voix/inscrits ${i + 1}`),
    share(`% Voix/exprimés ${i + 1}`),
    text(`Statut ${i + 1}`),
    integer(`Sièges ${i + 1}`),
  ]);
  const width = columns[0]?.length ?? 0;
  return {
    columns: columns.flat(),
    cells: ({ candidatures, totaux }) => [
      ...candidatures.flatMap(({ panneau, nuance, nom, prenom, voix, statut, sieges }) => [
        panneau ?? null,
        nuance ?? null,
        nom,
        prenom ?? null,
        voix,
        percent(voix, totaux.inscrits),
        percent(voix, totaux.exprimes),
        statut ?? null,
        sieges ?? null,
      ]),
      ...Array.from<null>({ length: (most - candidatures.length) * width }).fill(null),
    ],
  };
}
