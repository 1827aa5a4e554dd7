import { readPress, type PressDocument } from "../press/press-file.ts";
import { PressError } from "../press/errors.ts";
import type { Scrutin } from "../press/model-2017.ts";
import type { Resultats2024 } from "../press/model-2024.ts";
import type { Mentions } from "../press/figures.ts";
import { FormatError, problem } from "./problems.ts";
import type { Table, TableRow } from "./table.ts";
import { firstName, nameKey, type Field } from "./vocabulary.ts";

/**
 * The ministry's press tree read back in, 2017 and 2024 layouts: one table a level, a row a territory and round, under the
 * columns that other files have. Communes come alone and by département: each is taken once.
 */

/** A file of the tree. */
export interface PressText {
  readonly name: string;
  readonly text: string;
}

type PressLevel = "communes" | "circonscriptions" | "departements" | "regions";

/** Columns of a level's territory, after the scrutin's. */
const TERRITORY: Readonly<Record<PressLevel, readonly Field[]>> = {
  communes: ["departement", "commune", "communeNom"],
  circonscriptions: ["departement", "circonscription", "circonscriptionNom"],
  departements: ["departement", "departementNom"],
  regions: ["region", "regionNom"],
};

const COUNTS = ["inscrits", "votants", "blancs", "nuls", "exprimes"] as const satisfies readonly Field[];
const BLOCK = [
  "panneau",
  "nuance",
  "sexe",
  "nomCandidat",
  "prenom",
  "voix",
  "elu",
  "sieges",
] as const satisfies readonly Field[];

const headerOf = (level: PressLevel): string[] =>
  (["sigle", "annee", "tour", ...TERRITORY[level], ...COUNTS, ...BLOCK] as const).map(firstName);

/** The ministry's two letters, by what the files call the scrutin. */
const SIGLES: readonly (readonly [start: string, sigle: string])[] = [
  ["pres", "PR"],
  ["legis", "LG"],
  ["europ", "ER"],
  ["region", "RG"],
  ["depart", "DP"],
  ["canton", "CN"],
  ["munic", "MN"],
  ["senat", "SN"],
  ["refer", "RF"],
];

const sigleOf = ({ type }: Scrutin): string => SIGLES.find(([start]) => nameKey(type).startsWith(start))?.[1] ?? type;

/** One block of a row. */
type Block = Readonly<Partial<Record<(typeof BLOCK)[number], string | number>>>;

/** Gathers the rows of each level. */
class Levels {
  readonly #rows = new Map<PressLevel, TableRow[]>();
  readonly #seen = new Set<string>();

  add(
    level: PressLevel,
    scrutin: Scrutin,
    territory: readonly string[],
    tour: { readonly tour: number; readonly mentions: Mentions },
    blocks: readonly Block[],
  ): void {
    const key = [level, tour.tour, ...territory.slice(0, -1)].join("#");
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const rows = this.#rows.get(level) ?? [];
    this.#rows.set(level, rows);
    const { mentions } = tour;
    const cells = [
      sigleOf(scrutin),
      scrutin.annee,
      tour.tour,
      ...territory,
      ...COUNTS.map((count) => mentions[count]),
      ...blocks.flatMap((one) => BLOCK.map((field) => one[field] ?? "")),
    ];
    rows.push({ line: rows.length + 2, cells: cells.map(String) });
  }

  /** @param unread files that could not be: they are told with the first table. */
  tables(unread: readonly (readonly [name: string, why: string])[]): Table[] {
    return [...this.#rows].map(([level, rows], i) => {
      const wrong = (i === 0 ? unread : []).map(([name, why], k): TableRow => {
        const line = rows.length + 2 + k;
        return { line, cells: [name], wrong: problem("F-XML", { line }, "un fichier entier", `${name} : ${why}`) };
      });
      return {
        nom: level,
        encoding: () => "utf-8" as const,
        batches: [[{ line: 1, cells: headerOf(level) }, ...rows, ...wrong]],
      };
    });
  }
}

/**
 * The tables of a press file, or of a tree of them. A file that is damaged costs itself, and is told.
 * @throws FormatError `F-XML` when none holds results
 */
export async function pressTables(
  file: string,
  texts: AsyncIterable<PressText> | Iterable<PressText>,
): Promise<Table[]> {
  const levels = new Levels();
  const unread: [name: string, why: string][] = [];
  for await (const { name, text } of texts) {
    try {
      addDocument(levels, readPress(text));
    } catch (error) {
      if (!(error instanceof PressError)) throw error;
      unread.push([name, error.message]);
    }
  }
  const tables = levels.tables(unread);
  if (tables.length > 0) return tables;
  const found = unread[0]?.join(" : ") ?? "ni commune, ni circonscription, ni département, ni région";
  throw new FormatError(file, problem("F-XML", {}, "des résultats de l'arborescence de presse", found));
}

function addDocument(levels: Levels, document: PressDocument): void {
  switch (document.kind) {
    case "communes":
    case "commune": {
      const { scrutin, departement } = document;
      const communes = document.kind === "communes" ? document.communes : [document.commune];
      for (const { code, nom, tours } of communes) {
        for (const tour of tours)
          levels.add("communes", scrutin, [departement.code, code, nom], tour, tour.scores.map(blockOf));
      }
      return;
    }
    case "departement": {
      const { scrutin, departement, tours } = document;
      for (const tour of tours) {
        levels.add("departements", scrutin, [departement.code, departement.nom], tour, tour.scores.map(blockOf));
      }
      return;
    }
    case "region": {
      const { scrutin, region, tours } = document;
      for (const tour of tours)
        levels.add("regions", scrutin, [region.code, region.nom], tour, tour.scores.map(blockOf));
      return;
    }
    case "circonscriptions":
      for (const { code, nom, resultats } of document.circonscriptions) {
        const territory = [document.departement.code, code, nom];
        for (const { tour, blocks } of toursOf(resultats)) {
          levels.add("circonscriptions", document.scrutin, territory, tour, blocks);
        }
      }
      return;
    case "communes-2024":
      for (const { code, nom, resultats } of document.communes) {
        const territory = [document.departement.code, code, nom];
        for (const { tour, blocks } of toursOf(resultats))
          levels.add("communes", document.scrutin, territory, tour, blocks);
      }
      return;
    default:
      // Indexes, candidatures, references, sections and the whole country: the same votes, or none.
      return;
  }
}

interface Scored {
  readonly panneau: number;
  readonly nom: string;
  readonly prenom: string;
  readonly civilite: string;
  readonly voix: number;
}

const blockOf = ({ panneau, nom, prenom, civilite, voix }: Scored): Block => ({
  panneau,
  sexe: civilite,
  nomCandidat: nom,
  prenom,
  voix,
});

/** The rounds of a territory of 2024, whatever they count. */
function toursOf(resultats: Resultats2024): readonly {
  readonly tour: { readonly tour: number; readonly mentions: Mentions };
  readonly blocks: readonly Block[];
}[] {
  switch (resultats.par) {
    case "candidats":
      return resultats.tours.map((tour) => ({
        tour,
        blocks: tour.scores.map((score) => ({ ...blockOf(score), nuance: score.nuance.code, elu: score.elu })),
      }));
    case "listes":
      return resultats.tours.map((tour) => ({
        tour,
        blocks: tour.scores.map(({ panneau, nom, voix }) => ({ panneau, nomCandidat: nom, voix })),
      }));
    case "nuances":
      return resultats.tours.map((tour) => ({
        tour,
        blocks: tour.scores.map(({ code, voix, sieges }) => ({ nuance: code, voix, sieges })),
      }));
  }
}
