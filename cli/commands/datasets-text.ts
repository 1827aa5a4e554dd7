import type { Inspection, TableInspection, Totals } from "#shared/formats/inspect.ts";
import type { Dataset } from "#cli/files/catalogue.ts";
import type { Cached } from "#cli/files/download.ts";
import { counted, number } from "#cli/terminal/format.ts";
import { bar } from "#cli/terminal/marks.ts";
import { describeTerminal } from "#cli/terminal/terminal.ts";
import type { CommandIo } from "./command.ts";

/** What `datasets` writes for people. */

/** A known dataset, and the file of it that is kept. */
type Entry = Dataset & { readonly enCache: Cached | null };

const size = (octets: number): string =>
  octets < 1_000_000 ? `${number(octets / 1000)} ko` : `${(octets / 1_000_000).toFixed(1).replace(".", ",")} Mo`;

export function datasetLines(entries: readonly Entry[]): string[] {
  const lines = entries.flatMap(({ nom, date, tours, niveau, experimental, octets, url, page, enCache }) => [
    `${nom}${experimental ? "  (expérimental)" : ""}`,
    `    ${date} · tour ${tours} · ${niveau}${octets === null ? "" : ` · ${size(octets)}`}${enCache ? ` · en cache (${size(enCache.size)})` : ""}`,
    `    ${url ?? `page : ${page}`}`,
  ]);
  return [
    ...lines,
    "",
    "vingt-heures datasets get NOM · vingt-heures replay FICHIER · vingt-heures datasets inspect FICHIER",
  ];
}

/** What was read around an inspection. */
type Whole = Inspection & { readonly octets: number; readonly contenants: readonly string[] };

export function inspectionLines({ fichier, sha256, tables, feuillesIgnorees, octets, contenants }: Whole): string[] {
  return [
    `Fichier     ${fichier}`,
    `Contenant   ${contenants.join(" › ")}, ${size(octets)}`,
    `SHA-256     ${sha256}`,
    ...tables.flatMap(tableLines),
    ...feuillesIgnorees.map(({ feuille, raison }) => `\nFeuille « ${feuille} » : pas de résultats (${raison})`),
  ];
}

function tableLines(table: TableInspection): string[] {
  const { feuille, famille, encodage, lignes, niveaux, elections, colonnesInconnues, exemples } = table;
  const levels = Object.entries(niveaux).map(([level, count]) => `${level} ${number(count)}`);
  const elected = Object.entries(elections).map(
    ([id, sums]) => `            ${id} : ${counted(sums.rows, "ligne", "lignes")}, exprimés ${number(sums.exprimes)}`,
  );
  return [
    "",
    ...(feuille === null ? [] : [`Feuille     ${feuille}`]),
    `Famille     ${famille.id} : ${famille.nom}${famille.experimental ? " (expérimental : décrite sans fichier réel)" : ""}`,
    ...(encodage === null ? [] : [`Encodage    ${encodage}`]),
    `Lignes      ${number(lignes)}${levels.length === 0 ? "" : ` (${levels.join(", ")})`}`,
    ...(elected.length === 0 ? [] : ["Élections", ...elected]),
    ...scrutinLines(table),
    ...totalsLines(table),
    ...surprises(table),
    ...exemples.map((text) => `            ${text}`),
    ...(colonnesInconnues.length === 0 ? [] : [`Non lues    ${colonnesInconnues.join(", ")}`]),
  ];
}

function scrutinLines({ scrutin, scrutinInconnu, manque }: TableInspection): string[] {
  const name = scrutin === null ? scrutinInconnu : `${scrutin.nom}, tour ${scrutin.tour}, ${scrutin.date}`;
  return [
    ...(name === null ? [] : [`Scrutin     ${name}`]),
    manque === null ? "Rejouable   oui" : `Rejouable   non, il manque : ${manque}`,
  ];
}

const TOTALS: readonly (readonly [keyof Totals, string])[] = [
  ["inscrits", "inscrits"],
  ["votants", "votants"],
  ["blancs", "blancs"],
  ["nuls", "nuls"],
  ["exprimes", "exprimés"],
  ["voix", "voix"],
  ["candidatures", "candidatures"],
  ["elus", "élus"],
  ["sieges", "sièges"],
  ["siegesSecteur", "sièges de secteur"],
  ["siegesCC", "sièges au conseil communautaire"],
];

const totalsText = (totals: Totals): string =>
  TOTALS.filter(([key]) => totals[key] > 0)
    .map(([key, label]) => `${label} ${number(totals[key])}`)
    .join(", ");

/** One line, or one a level where a commune and its parts each have a row. */
function totalsLines({ totaux, totauxParNiveau }: TableInspection): string[] {
  const levels = Object.entries(totauxParNiveau);
  if (levels.length < 2) return [`Totaux      ${totalsText(totaux)}`];
  return ["Totaux", ...levels.map(([level, sums]) => `            ${level} : ${totalsText(sums)}`)];
}

function surprises({ rejets, contradictions }: TableInspection): string[] {
  const text = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([code, count]) => `${code} × ${number(count)}`)
      .join(", ");
  return [
    ...(Object.keys(rejets).length === 0 ? [] : [`Écartées    ${text(rejets)}`]),
    ...(Object.keys(contradictions).length === 0 ? [] : [`Contredites ${text(contradictions)}`]),
  ];
}

/** Columns of the bar. */
const BAR = 24;

const far = (received: number, total: number, unicode: boolean): string => {
  const drawn = bar(received / total, BAR, "strong", unicode).map(({ text }) => text);
  return `${drawn.join("")} ${Math.floor((received * 100) / total)} %  ${size(received)} sur ${size(total)}`;
};

/** A line that says how far a download is, rewritten in place; nothing where nobody watches. */
export function progressLine({ stderr: stream, env }: Pick<CommandIo, "stderr" | "env">): {
  readonly update: (received: number, total: number | null) => void;
  readonly end: () => void;
} {
  const { live, unicode } = describeTerminal(stream, env);
  let shown = false;
  let last = -1;
  return {
    update: (received, total) => {
      const step = total === null ? Math.floor(received / 1_000_000) : Math.floor((received * 100) / total);
      if (!live || step === last) return;
      last = step;
      shown = true;
      stream.write(`\r\u001b[2KTéléchargement ${total === null ? size(received) : far(received, total, unicode)}`);
    },
    end: () => {
      if (shown) stream.write("\r\u001b[2K");
    },
  };
}
